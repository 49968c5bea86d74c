"""The single blocks of Block Kit that messages and pages are made of, each within its limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.channels.slack import limits
from bot.channels.slack.limits import shortened
from bot.channels.slack.mrkdwn import escape

Block = dict[str, Any]


def section(text: str) -> Block:
    """A paragraph; ``text`` is mrkdwn."""
    shown = shortened(text if text.strip() else limits.MARK, limits.SECTION_TEXT)
    return {"type": "section", "text": {"type": "mrkdwn", "text": shown}}


def context(*lines: str) -> Block:
    """Small print; each line is mrkdwn."""
    elements = [
        {"type": "mrkdwn", "text": shortened(line, limits.CONTEXT_TEXT)}
        for line in lines[: limits.CONTEXT_ELEMENTS]
    ]
    return {"type": "context", "elements": elements}


def plain(text: str, most: int) -> dict[str, Any]:
    """A text without marks, for labels."""
    return {"type": "plain_text", "text": shortened(text.strip() or limits.MARK, most)}


def picture(address: str, alternative: str, title: str) -> Block:
    """A picture that Slack fetches from ``address``; ``alternative`` says what it shows."""
    block: Block = {
        "type": "image",
        "image_url": address,
        "alt_text": shortened(alternative.strip() or title.strip() or limits.MARK, limits.ALT_TEXT),
    }
    if title.strip():
        block["title"] = plain(title, limits.IMAGE_TITLE)
    return block


def picture_in_words(block: Block) -> Block:
    """What takes the place of a picture that Slack could not fetch."""
    title = str((block.get("title") or {}).get("text") or "")
    head = f"*{escape(title)}*\n" if title else ""
    return section(head + escape(str(block["alt_text"])))


def simpler(arguments: dict[str, Any]) -> dict[str, Any] | None:
    """The same message with less that Slack could refuse: pictures in words, then no blocks;
    None if there is nothing left to leave out."""
    blocks: Sequence[Block] = arguments.get("blocks") or []
    if any(block["type"] == "image" for block in blocks):
        worded = [picture_in_words(b) if b["type"] == "image" else b for b in blocks]
        return {**arguments, "blocks": worded}
    if blocks and arguments.get("text"):
        return {key: value for key, value in arguments.items() if key != "blocks"}
    return None
