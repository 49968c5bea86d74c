"""Between light Markdown, which Replies are written in, and Slack's mrkdwn, both ways."""

from __future__ import annotations

import re

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>|\"]+\Z", re.IGNORECASE)

# What Markdown marks within a line; the first alternative that matches counts.
_MARKED = re.compile(
    r"(?P<code>`[^`\n]+`)"
    r"|!?\[(?P<label>[^\]\n]{1,500})\]\((?P<link>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
    r"|\*\*(?P<bold>(?=\S)[^\n]+?(?<=\S))\*\*"
    r"|(?<!\w)__(?P<bold2>(?=\S)[^\n]+?(?<=\S))__(?!\w)"
    r"|~~(?P<struck>(?=\S)[^\n]+?(?<=\S))~~"
    r"|(?<![\w*])\*(?P<italic>(?=[^\s*])[^*\n]+?(?<=\S))\*(?![\w*])"
)
_FENCE = re.compile(r"(```.*?```)", re.DOTALL)
_HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*$")
_BULLET = re.compile(r"(\s*)[-*+]\s+(.*)$")

# What Slack puts into the text of a person: <@U…>, <#C…|name>, <!here>, <https://…|label>.
_ENTITY = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>")
_ENCODED = re.compile(r"&(amp|lt|gt);")
_CHARACTERS = {"amp": "&", "lt": "<", "gt": ">"}
_UNNAMED = {"@": "@someone", "#": "#channel"}


def escape(text: str) -> str:
    """The text with the three characters that Slack gives a meaning made literal."""
    return re.sub("[&<>]", lambda found: _ESCAPES[found[0]], text)


def to_mrkdwn(markdown: str) -> str:
    """Light Markdown as Slack's mrkdwn.

    >>> to_mrkdwn("**Python** & [more](https://x.org)")
    '*Python* &amp; <https://x.org|more>'
    """
    parts = _FENCE.split(markdown)
    return "".join(
        escape(part) if part.startswith("```") and part.endswith("```") else _lines(part)
        for part in parts
    )


def _lines(text: str) -> str:
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    heading = _HEADING.match(line)
    if heading:
        return f"*{_inline(heading[1].replace('**', ''))}*"
    bullet = _BULLET.match(line)
    if bullet:
        return f"{bullet[1]}• {_inline(bullet[2])}"
    return _inline(line)


def _inline(text: str) -> str:
    done, position = [], 0
    for found in _MARKED.finditer(text):
        done += [escape(text[position : found.start()]), _marked(found)]
        position = found.end()
    return "".join([*done, escape(text[position:])])


def _marked(found: re.Match[str]) -> str:
    if found["code"]:
        return escape(found["code"])
    if found["label"] is not None:
        return link(found["label"], found["link"])
    bold = found["bold"] or found["bold2"]
    if bold:
        return f"*{_inline(bold)}*"
    if found["struck"]:
        return f"~{_inline(found['struck'])}~"
    return f"_{_inline(found['italic'])}_"


def link(label: str, address: str) -> str:
    """A link that can be followed; only the label where the address is not of the web."""
    shown = escape(label.replace("|", "¦"))
    if not _SAFE_LINK.match(address):
        return shown
    return f"<{escape(address)}|{shown}>"


def decode_text(text: str, bot_user: str | None = None) -> str:
    """What a person typed: entities as words, the bot's own mention left out.

    >>> decode_text("<@UBOT> R &amp; <https://x.org|Python>?", "UBOT")
    'R & Python?'
    """
    plain = _ENTITY.sub(lambda found: _entity(found, bot_user), text)
    return _ENCODED.sub(lambda found: _CHARACTERS[found[1]], plain).strip()


def _entity(found: re.Match[str], bot_user: str | None) -> str:
    kind, target, label = found[1], found[2], (found[3] or "").strip()
    if kind == "@" and bot_user and target == bot_user:
        return ""
    if kind in ("@", "#"):
        return f"{kind}{label.lstrip('@#')}" if label else _UNNAMED[kind]
    if kind == "!":
        return label or "@" + target.split("^")[0]
    return label or target.removeprefix("mailto:")


def mentions(text: str, bot_user: str | None) -> bool:
    """Whether the text mentions the bot."""
    return any(
        found[1] == "@" and found[2] == bot_user for found in _ENTITY.finditer(text) if bot_user
    )


def speaks_to_another(text: str, bot_user: str | None) -> bool:
    """Whether the text begins by addressing somebody else."""
    found = _ENTITY.match(text.lstrip())
    return bool(found and found[1] == "@" and found[2] != bot_user)
