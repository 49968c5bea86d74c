"""What a person typed, made safe before Rasa sees it. Every channel uses this."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_SPACES = re.compile(r"\s+")
# A leading slash makes Rasa skip understanding and run the named intent.
_COMMAND = re.compile(r"^[\s/]+")


# «Which should *I* take?», as chats mark what is stressed
_EMPHASIS = re.compile(r"(?<![\w*_])([*_]{1,3})(?=[^\W_])([^*_]{1,60}?)(?<=\w)\1(?![\w*_])")


@dataclass(frozen=True)
class IncomingText:
    """The cleaned text, or the id of the phrase that explains why there is none."""

    text: str
    refusal: str | None = None


def clean_text(raw: str, limit: int) -> IncomingText:
    """Clean a message of any length.

    Control characters, doubled spaces and the marks of emphasis go, a leading ``/`` goes (typed
    commands are text), and what has no letter or digit or more than ``limit`` characters is refused
    with a phrase (``no-words``, ``too-long``). Time is linear in the text; only
    ``limit`` characters are ever looked at closely.
    """
    if len(raw) > 4 * limit:
        return IncomingText("", "too-long")
    text = _COMMAND.sub("", _SPACES.sub(" ", "".join(map(_printable, raw)))).strip()
    text = _EMPHASIS.sub(r"\2", text)
    if len(text) > limit:
        return IncomingText("", "too-long")
    if not any(character.isalnum() for character in text):
        return IncomingText("", "no-words")
    return IncomingText(text)


def _printable(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return " "
    return character
