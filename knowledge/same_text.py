"""When two texts count as the same: names, and questions."""

from __future__ import annotations

import re


def normal_name(text: str) -> str:
    """A name as it is compared: lower case, single spaces."""
    return " ".join(text.lower().split())


def question_key(text: str) -> str:
    """A question without case, punctuation at its end, and doubled spaces."""
    return re.sub(r"[\s?!.]+$", "", " ".join(text.lower().split()))
