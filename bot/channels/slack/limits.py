"""What Slack accepts at most, and cutting text to it.

Sources: the reference of Block Kit and of ``chat.postMessage`` at docs.slack.dev.
"""

from __future__ import annotations

BLOCKS = 50  # in a message
HOME_BLOCKS = 100
SECTION_TEXT = 3000
HEADER_TEXT = 150
CONTEXT_ELEMENTS = 10
CONTEXT_TEXT = 2000
ACTION_ELEMENTS = 25
ALT_TEXT = 2000
IMAGE_TITLE = 2000
IMAGE_URL = 3000
BUTTON_TEXT = 75
VALUE = 2000
IDENTIFIER = 255  # action_id, block_id
MESSAGE_TEXT = 4000  # the fallback; Slack cuts at 40,000 and advises 4,000
PAGE_TEXT = 12000  # of all blocks of a message together
PROMPTS = 4

MARK = "…"
# A cut must not leave half of what Slack would read as one thing.
_HALF = {"<": ">", "&": ";"}
_LONGEST_HALF = 2048


def shortened(text: str, most: int) -> str:
    """The text, cut with a mark if it has more than ``most`` characters."""
    if len(text) <= most:
        return text
    return whole(text[: most - 1]).rstrip() + MARK


def whole(text: str) -> str:
    """The text without a link or an entity that has lost its end."""
    for opening, closing in _HALF.items():
        start = text.rfind(opening)
        if start >= 0 and closing not in text[start:] and len(text) - start < _LONGEST_HALF:
            text = text[:start]
    return text


def pieces(text: str, most: int) -> list[str]:
    """The text in pieces of at most ``most`` characters, parted at paragraphs, lines or spaces."""
    found = []
    while len(text) > most:
        piece = text[:most]
        cut = next((at for at in map(piece.rfind, ("\n\n", "\n", " ")) if at > most // 3), -1)
        piece = piece[:cut] if cut > 0 else whole(piece) or piece
        found.append(piece)
        text = text[len(piece) :].lstrip()
    return [each for each in [*found, text] if each.strip()]
