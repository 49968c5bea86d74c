"""Which place in a list a message points at: «the second one», «number 3», «the last»."""

from __future__ import annotations

import re

LAST = -1
_WORDS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "1st": 1, "2nd": 2, "3rd": 3,
    "eleven": 11, "twelve": 12, "runner-up": 2, "runner up": 2, "runnerup": 2,
    "last": LAST, "latter": LAST, "former": 1, "final": LAST, "bottom": LAST, "top": 1,
}  # fmt: skip
_ORDINAL = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|1st|2nd|3rd"
    r"|last|latter|former|final|bottom|top|runner[- ]?up|\d{1,3}(?:th)?)\b"
)
_CARDINAL = re.compile(
    r"\b(?:number|no\.?|nr\.?|option|item|#)\s*"
    r"(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)"
)


def parse_position(text: str) -> int | None:
    """The 1-based place that the text points at, ``LAST`` for the last, None for none."""
    lowered = text.lower()
    match = _CARDINAL.search(lowered) or _ORDINAL.search(lowered)
    if match is None:
        return None
    word = match.group(1)
    return _WORDS[word] if word in _WORDS else int(word.removesuffix("th"))
