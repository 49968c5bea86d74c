"""What «it» stands for in a question whose post named it before.

«A colleague swears by Julia. Is it any good for machine learning?» is read to its question, and
that asks about Julia. The pronoun is replaced, so that the question means the same alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# Not «is it hard to find a job», «how long does it take»: there «it» stands for nothing.
_EMPTY = r"(?! (?:\w+ ){0,3}(?:to|that|if|when)\b)(?! (?:takes?|seems?|like)\b)"
_ONE = re.compile(
    rf"\b(?:it{_EMPTY}"
    r"|(?<=what is )(?:this|that)(?=\W*$)|(?<=what's )(?:this|that)(?=\W*$)"
    r"|(?<=explain )(?:this|that)\b"
    r"|(?:this|that)(?= (?:an? |any |really |even |still )?(?:something|good|useful|worth|matter"
    r"|enough|hard|difficult|required|needed|important|help|count|used|any)\b))",
    re.IGNORECASE,
)
_TWO = re.compile(
    r"\b(?:(?:the|these|those) two|both of (?:them|these|those)|they|them|these|those)\b",
    re.IGNORECASE,
)
# «I've been learning Rust. Is it any good for machine learning?»
_ASKS_OF_IT = re.compile(
    r"[.!,] (?:so |and |but )?(?:is|was|would|will|does|can|could) (?:it|that|this)"
    r" (?:\w+ ){0,2}?(?:any |some )?(?:good|use|useful|used|help\w*|enough|count\w*|work\w*"
    r"|relevant|worth|wanted|needed)\b[^.]*\?",
    re.IGNORECASE,
)
PAIR = 2


def is_asked_about(after: str) -> bool:
    """Whether what follows a name in a message asks about it as «it»."""
    return bool(_ASKS_OF_IT.search(after))


def with_antecedent(question: str, named_before: Sequence[str]) -> str:
    """The question with its first pronoun replaced by what was named before it, the last thing
    for «it» and the last two for «them»; unchanged if there is nothing to replace.

    >>> with_antecedent("Is it any good?", ["Python", "Julia"])
    'Is Julia any good?'
    >>> with_antecedent("How do the two differ?", ["Python", "R"])
    'How do Python and R differ?'
    """
    named = list(dict.fromkeys(named_before))
    if not named:
        return question
    if len(named) >= PAIR and _TWO.search(question):
        return _TWO.sub(" and ".join(named[-PAIR:]), question, count=1)
    return _ONE.sub(lambda _: named[-1], question, count=1)
