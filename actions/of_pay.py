"""Whether a message asks what one earns, which the source does not say."""

from __future__ import annotations

import re

MONEY = re.compile(
    r"\b(?:earn|paid|pays?|salar|money|wage|rich)\w*|\b(?:ctc|lpa)\b"
    # «What is the package of an ML engineer», as it is asked in India
    r"|\bpackage (?:of|for) (?:an? )?(?:ml|mle|machine|ai|data|engineer|fresher|scientist)",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\b(?:they|it|companies|job|would) (?:\w+ )?pays? (?:me|engineers|people)\b"
    r"|\b(?:i|engineers?|scientists?|they) (?:\w+ )?earn\b"
    r"|\bhow much (?:does|do|would|will) (?:that|it|this|they|the job) pay\b"
    r"|\bhow much (?:could|can|would|will|do|does|might|money)\b.{0,12}\b(?:i|you|one|they|we)\b"
    r".{0,12}\b(?:earn|make|get paid)\b|\b(?:my|the|starting) salary\b"
    r"|^\W*(?:(?:and|so|ok|yo|hi)\W+)*how much (?:money|cash)(?: (?:is )?(?:in it|there))?\W*$",
    re.IGNORECASE,
)


# «I would like to know what a machine learning engineer earns», whatever it is near to
_EARNS = re.compile(
    r"^(?!.*\b(?:certificates?|certs?|degrees?|diplomas?|credits?|badges?)\b)"
    r".*\b(?:what|how much)\b[^.?!]{0,45}\b(?:earns?|gets? paid|salary|salaries)\b",
    re.IGNORECASE,
)


def asks_for_earnings(text: str) -> bool:
    """Whether a message asks what somebody in the job earns, in words that leave no doubt."""
    return bool(_EARNS.search(text))


def asks_for_pay(text: str) -> bool:
    """«How much would they pay me?», «how much could I earn?»; ``MONEY`` alone may be about the
    price of a course."""
    return bool(_PAID.search(text))
