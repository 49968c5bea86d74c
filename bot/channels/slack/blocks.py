"""A neutral Reply as messages of Slack: Block Kit with every limit enforced.

Long replies take several messages («pages»); buttons, sources and the thumbs are under the
last one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from bot.channels.slack import limits
from bot.channels.slack.cards import card_blocks
from bot.channels.slack.layout import Block, context, picture_in_words, plain, section
from bot.channels.slack.limits import pieces, shortened
from bot.channels.slack.mrkdwn import escape, link, to_mrkdwn
from knowledge.feedback import THUMBS
from knowledge.reply import Outcome, Reply, SourceReference, Suggestion

ASK = "ask"  # a suggestion's button: «ask:0», «ask:1», …
RATE = "rate"
OFFER = "offer"  # how the ids of the suggestions' blocks begin
MOST_PAGES = 5
MOST_BUTTONS = 4 * limits.ACTION_ELEMENTS
RATED = (Outcome.ANSWERED, Outcome.ADVICE)
PICTURE = ("type", "block_id", "image_url", "alt_text", "title")  # the fields of an image block
_LISTED = re.compile(r"\s*(?:[-*+•]|\d+[.)])\s+(.*)")


@dataclass(frozen=True)
class Message:
    """What one call posts: blocks, and the text of notifications and screen readers."""

    text: str
    blocks: list[Block] = field(default_factory=list)


def render(
    reply: Reply, texts: Mapping[str, str], public_url: str = "", with_feedback: bool = True
) -> list[Message]:
    """The Reply as one or more messages, in order.

    Charts are pictures if Slack can fetch them at ``public_url``.
    """
    words = pieces(to_mrkdwn(_beside_cards(reply)), limits.SECTION_TEXT)
    cards = [block for card in reply.cards for block in card_blocks(card, public_url)]
    body = [*map(section, words), *cards]
    foot = _sources(reply.sources, texts) + suggestion_blocks(reply.suggestions)
    if with_feedback and reply.outcome in RATED:
        foot.append(_thumbs(reply.topic, texts))
    pages = _pages(body or [section(limits.MARK)], foot)
    fallback = shortened(to_mrkdwn(reply.text).strip() or limits.MARK, limits.MESSAGE_TEXT)
    first, *others = pages
    return [Message(fallback, first)] + [Message(_first_text(page), page) for page in others]


def suggestion_blocks(suggestions: Sequence[Suggestion], group: str = "") -> list[Block]:
    """The suggestions as buttons; ``group`` tells apart those of one page."""
    buttons = [
        {
            "type": "button",
            "action_id": f"{ASK}:{number}",
            "text": plain(suggestion.label, limits.BUTTON_TEXT),
            "value": shortened(suggestion.message, limits.VALUE),
        }
        for number, suggestion in enumerate(suggestions[:MOST_BUTTONS])
        if suggestion.message.strip()
    ]
    return [
        {
            "type": "actions",
            "block_id": f"{OFFER}:{group}:{start}",
            "elements": buttons[start : start + limits.ACTION_ELEMENTS],
        }
        for start in range(0, len(buttons), limits.ACTION_ELEMENTS)
    ]


def after_click(blocks: Sequence[Block], note: str) -> list[Block]:
    """The message's blocks without its suggestions and with what was chosen."""
    kept = [_as_sent(block) for block in blocks if not _is_offer(block)]
    return [*kept[: limits.BLOCKS - 1], context(note)]


def _is_offer(block: Block) -> bool:
    return str(block.get("block_id")).split(":", 1)[0] == OFFER


def rating_value(thumb: str, topic: str | None) -> str:
    """What a thumb («up» or «down») sends back."""
    return json.dumps([thumb, (topic or "")[:200]])


def read_rating(value: object) -> tuple[str, str | None] | None:
    """The inverse of :func:`rating_value`; None for what is no rating."""
    try:
        thumb, topic = json.loads(str(value))
    except (ValueError, TypeError):
        return None
    if thumb not in THUMBS or not isinstance(topic, str):
        return None
    return thumb, topic or None


def _as_sent(block: Block) -> Block:
    # Slack adds to the blocks of a message what it does not take back in an update, to a
    # picture its size.
    picture = block.get("type") == "image"
    return {
        key: value
        for key, value in block.items()
        if value is not None and (not picture or key in PICTURE)
    }


def _beside_cards(reply: Reply) -> str:
    """The text without the list entries that a card shows, too."""
    rows = [[_bare(" ".join(row)), _bare(row[0])] for card in reply.cards for row in card.rows]
    kept = [line for line in reply.text.split("\n") if not _is_in(line, rows)]
    return "\n".join(kept).strip() or reply.text


def _is_in(line: str, rows: Sequence[Sequence[str]]) -> bool:
    entry = _LISTED.match(line)
    if entry is None:
        return False
    said = _bare(entry[1])
    return any(name and said.startswith(name) and _words(said) <= _words(row) for row, name in rows)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _bare(text: str) -> str:
    return re.sub(r"[*_`]", "", text).strip()


def _sources(sources: Sequence[SourceReference], texts: Mapping[str, str]) -> list[Block]:
    lines = []
    for title, group in groupby(sources, key=lambda each: (each.title, each.link, each.date)):
        sections = "; ".join(dict.fromkeys(each.section for each in group))
        name, address, date = title
        shown = link(name, address) if address else escape(name)
        shown += f" ({escape(date)})" if date else ""
        place = texts["source_without_link"].format(title=shown, sections=escape(sections))
        lines.append(texts["source"].format(places=place))
    return [context(*lines)] if lines else []


def _thumbs(topic: str | None, texts: Mapping[str, str]) -> Block:
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": RATE,
                "positive_button": _thumb(texts["helpful"], "up", topic),
                "negative_button": _thumb(texts["not_helpful"], "down", topic),
            }
        ],
    }


def _thumb(label: str, thumb: str, topic: str | None) -> dict[str, Any]:
    return {
        "text": plain(label, limits.BUTTON_TEXT),
        "accessibility_label": label[: limits.BUTTON_TEXT],
        "value": rating_value(thumb, topic),
    }


def _pages(body: list[Block], foot: list[Block]) -> list[list[Block]]:
    pages: list[list[Block]] = [[]]
    for block in body:
        full = len(pages[-1]) + len(foot) >= limits.BLOCKS
        if pages[-1] and (full or _size([*pages[-1], block]) > limits.PAGE_TEXT):
            pages.append([])
        pages[-1].append(block)
    if len(pages) > MOST_PAGES:
        pages = pages[:MOST_PAGES]
        pages[-1][-1] = section(limits.MARK)
    pages[-1] += foot
    return pages


def _size(blocks: Sequence[Block]) -> int:
    return sum(len(_text_of(block)) for block in blocks)


def _first_text(page: Sequence[Block]) -> str:
    return shortened(_text_of(page[0]), limits.MESSAGE_TEXT)


def _text_of(block: Block) -> str:
    shown = block if "text" in block else picture_in_words(block)
    return str(shown["text"]["text"])
