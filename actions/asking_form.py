"""Whether a message asks, and for what, by its form alone."""

from __future__ import annotations

import re

_ASKS = re.compile(
    r"\?\W*$|^\W*(?:(?:haha+|lol|ok|okay|wait|but|and|before (?:that|this|we (?:go on|start))|first"
    r"|quick (?:one|question)|one (?:more )?thing|in between|by the way|btw)\W+)*"
    r"(?:\w+\W+){0,2}?(?:who|whats?|what's|when|where|which|how|hows|can you|could you"
    r"|will it|tell me|ignore|write|give me)\b",
    re.IGNORECASE,
)
# «My goal is a job. Which one then?»
_SO_WHICH = re.compile(
    r"\b(?:which (?:one|course|language|of (?:them|those|these|the two|both))|what)"
    r"(?: is it| should i (?:take|learn|pick)| would you pick)?"
    r"(?: then| now)\W*$|\b(?:final|your) (?:pick|choice|verdict|answer|recommendation)\W*$"
    r"|\bwhich (?:one )?is it(?: then| now)?\W*$|\bno (?:more )?questions\b.*\bwhich(?: one)?\W*$",
    re.IGNORECASE,
)


# «Kindly tell me whether these engineers write code»
_TO_BE_TOLD = re.compile(
    r"^\W*(?:(?:kindly|please|pls|ok(?:ay)?|so|and|but|first|then|wait|haha+|lol|before that"
    r"|can you|could you|would you)\W+)*(?:tell|explain to|show) me\b.{0,12}"
    r"\b(?:if|whether|what|how|why|who|which|where|when)\b",
    re.IGNORECASE,
)
_WHY_NOT = re.compile(
    r"(?:^|[.!?,])\W*(?:(?:and|but|so|ok|hm+|well|right)\W+)*(?:why|y) not\b", re.IGNORECASE
)


# «Why that and not Java»
_AND_NOT_THIS = re.compile(
    r"^\W*(?:(?:and|so|ok|but|hm+)\W+)*(?:why|for what reason|what makes you say) (?:\S+ )?"
    r"(?:that|this|it|\S+)(?: one)?,? (?:and not|not|over|instead of|rather than)"
    r" [\w+#]+(?: then| though| tho)?\W*$",
    re.IGNORECASE,
)


def asks_why_not_rather(text: str) -> bool:
    """«Why that and not Java», «for what reason that one rather than Java?»"""
    return bool(_AND_NOT_THIS.match(text))


def asks_why_not(text: str) -> bool:
    """«Why not R?», «everyone says Python. Why not Julia»"""
    return bool(_WHY_NOT.search(text))


def asks_to_be_told(text: str) -> bool:
    """Whether words ask for an explanation, and so answer nothing."""
    return bool(_TO_BE_TOLD.search(text))


def is_question_in_form(text: str) -> bool:
    """Whether words ask something, whatever the understanding made of them."""
    return bool(_ASKS.search(text))


def is_question(intent: str) -> bool:
    """Whether an intent asks the knowledge base."""
    return intent.startswith("ask_") or intent in ("known_question", "follow_up_named")


def asks_to_decide(text: str) -> bool:
    """Whether a message ends by asking for the advice that the questions lead to."""
    return bool(_SO_WHICH.search(text))
