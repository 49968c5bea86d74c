"""Whether a message asks what one earns, which the source does not say."""

from __future__ import annotations

import re

MONEY = re.compile(r"\b(?:earn|paid|pays?|salar|money|wage|rich)\w*", re.IGNORECASE)
_PAID = re.compile(
    r"\b(?:they|it|companies|job|would) (?:\w+ )?pays? (?:me|engineers|people)\b"
    r"|\b(?:i|engineers?|scientists?|they) (?:\w+ )?earn\b"
    r"|\bhow much (?:does|do|would|will) (?:that|it|this|they|the job) pay\b"
    r"|\bhow much (?:could|can|would|will|do|does|might|money)\b.{0,12}\b(?:i|you|one|they|we)\b"
    r".{0,12}\b(?:earn|make|get paid)\b|\b(?:my|the|starting) salary\b"
    r"|^\W*(?:(?:and|so|ok|yo|hi)\W+)*how much (?:money|cash)(?: (?:is )?(?:in it|there))?\W*$",
    re.IGNORECASE,
)


def asks_for_pay(text: str) -> bool:
    """«How much would they pay me?», «how much could I earn?»; ``MONEY`` alone may be about the
    price of a course."""
    return bool(_PAID.search(text))
