"""Cards of a Reply (tables, steps, options, charts) as blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.channels.slack.layout import Block, picture, section
from bot.channels.slack.limits import IMAGE_URL, SECTION_TEXT, pieces, shortened
from bot.channels.slack.mrkdwn import escape, to_mrkdwn
from knowledge.reply import Card

# Wider than this a preformatted line breaks on a phone.
TABLE_WIDTH = 64
MOST_ROWS = 200
BAR = 20  # characters of the longest bar

Rows = Sequence[Sequence[str]]


def card_blocks(card: Card, public_url: str) -> list[Block]:
    """The card; a chart as a picture if Slack can fetch it at ``public_url``."""
    address = _address(card.image, public_url)
    if address:
        return [picture(address, card.alternative or "; ".join(_in_words(card)), card.title)]
    return [section(text) for text in _texts(card)]


def _address(path: str, public_url: str) -> str:
    # Slack draws no SVG.
    name, mark, query = path.partition("?")
    address = f"{public_url}{name}.png{mark}{query}"
    return address if public_url and path and len(address) <= IMAGE_URL else ""


def _texts(card: Card) -> list[str]:
    """The card in pieces that each fit a section."""
    render = {"table": _table, "steps": _steps, "options": _options, "chart": _chart}.get(card.kind)
    bodies = render(card) if render and card.rows else [to_mrkdwn(card.alternative)]
    return [
        piece
        for body in [f"*{escape(card.title)}*" if card.title else "", *bodies]
        for piece in pieces(body, SECTION_TEXT)
    ]


def _table(card: Card) -> list[str]:
    rows = [[_cell(each) for each in row] for row in card.rows[:MOST_ROWS]]
    head = [_cell(each) for each in card.columns]
    if _width([head, *rows]) <= TABLE_WIDTH:
        return _preformatted(head, rows)
    return _together([_record(head, row) for row in rows], "\n\n")


def _preformatted(head: Sequence[str], rows: Rows) -> list[str]:
    columns = _columns([head, *rows])
    top = [_aligned(head, columns), "  ".join("─" * width for width in columns)] if head else []
    most = SECTION_TEXT - sum(len(escape(line)) + 1 for line in top) - len("```\n\n```")
    body = _together([escape(_aligned(row, columns)) for row in rows], "\n", most)
    lines = [escape(line) for line in top]
    return ["```\n" + "\n".join([*lines, part]) + "\n```" for part in body]


def _record(head: Sequence[str], row: Sequence[str]) -> str:
    title, *values = row
    lines = [f"*{escape(title)}*"] if title else []
    for index, value in enumerate(values, start=1):
        name = head[index] if index < len(head) else ""
        lines.append(f"• {escape(name)}: {escape(value)}" if name else f"• {escape(value)}")
    return "\n".join(lines)


def _steps(card: Card) -> list[str]:
    lines = [
        f"*{number}. {_inline(row[0])}*" + "".join(f"\n{_inline(text)}" for text in row[1:] if text)
        for number, row in enumerate(card.rows[:MOST_ROWS], start=1)
    ]
    return _together(lines, "\n")


def _options(card: Card) -> list[str]:
    lines = [
        f"• *{_inline(row[0])}*" + "".join(f" – {_inline(text)}" for text in row[1:] if text)
        for row in card.rows[:MOST_ROWS]
    ]
    return _together(lines, "\n")


def _chart(card: Card) -> list[str]:
    words = to_mrkdwn(card.alternative) or "\n".join(f"• {escape(e)}" for e in _in_words(card))
    bars = _bars(card.rows)
    return [words, *bars] if bars else [words]


def _in_words(card: Card) -> list[str]:
    return [f"{_cell(row[0])}: {_cell(' '.join(row[1:]))}" for row in card.rows[:MOST_ROWS]]


def _bars(rows: Rows) -> list[str]:
    try:
        numbers = [float(row[1]) for row in rows]
    except (ValueError, IndexError):  # a figure in words («the lowest») has no bar
        return []
    longest = max(numbers, default=0)
    if longest <= 0 or min(numbers) < 0:
        return []
    table = [
        [_cell(row[0]), "█" * max(1, round(BAR * number / longest)), " ".join(row[1:3])]
        for row, number in zip(rows[:MOST_ROWS], numbers, strict=False)
    ]
    return _preformatted([], table)


def _inline(text: str) -> str:
    # Bold is already around titles, and marks do not nest there.
    return escape(re.sub(r"\*\*|`", "", " ".join(str(text).split())))


def _cell(text: str) -> str:
    return re.sub(r"\*\*|`", "", " ".join(str(text).split()))


def _columns(rows: Rows) -> list[int]:
    count = max((len(row) for row in rows), default=0)
    return [max((len(row[i]) for row in rows if i < len(row)), default=0) for i in range(count)]


def _width(rows: Rows) -> int:
    return sum(width + 2 for width in _columns(rows))


def _aligned(row: Sequence[str], columns: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(row, columns, strict=False))
    return "  ".join(padded).rstrip()


def _together(parts: Sequence[str], between: str, most: int = SECTION_TEXT) -> list[str]:
    """The parts joined as far as they fit."""
    found: list[str] = []
    for part in (shortened(each, most) for each in parts):
        if found and len(found[-1]) + len(between) + len(part) <= most:
            found[-1] += between + part
        else:
            found.append(part)
    return found
