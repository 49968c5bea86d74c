"""Whether a message points back at what was talked about."""

from __future__ import annotations

import re

_POINTING = re.compile(
    r"\b(?:it|its|it's|this|that|thats|that's|these|those|they|them|their|one|ones|he|she|him|her"
    r"|same|more)\b",
    re.IGNORECASE,
)


def points_back(text: str) -> bool:
    """«What is it?» points back, «explain gradient descent» does not."""
    return bool(_POINTING.search(text))
