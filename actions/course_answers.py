"""What short answers to the questions on a course mean, and whether a course is wished for."""

from __future__ import annotations

import re

from rasa_sdk import Tracker

from actions.interview_wording import NO_MATTER, NONE, YES
from actions.services import Services
from actions.telling import known
from knowledge.advice.content import Asked
from knowledge.person.statements import ANY, Statement

# «They'll want to see some proof afterwards, yes»
_YES_AT_LAST = re.compile(r"\b(?:yes|yeah|yep)\W*$", re.IGNORECASE)


_CORRECTS = re.compile(
    r"^\W*(?:no|nope|nah|not)\b.{0,12}\b(?:sorry|i mean|i meant|meant|wait)\b", re.IGNORECASE
)
# To the question what a course may cost
_AMOUNT = re.compile(
    r"^\W*(?:(?:i said|h+m+|ok|well|say|up to|under|below|max|at most|about|around|maybe|like|only"
    r"|just|no more than)\W+)*[$€£]?(\d{1,4})\b(?!\s*(?:%|hours?|hrs?|h\b|years?|days?))",
    re.IGNORECASE,
)
_AMOUNT_IN = re.compile(
    r"\b(?:up to|about|around|max(?:imum)?) [$€£]?(?=\d)(\d{1,4})\b(?! ?h)", re.I
)
_NO_MATTER = {
    "course_budget": Statement("budget", ANY),
    "course_certificate": Statement("certificate", "yes", holds=False),
}


def in_few_words(asked: Asked, text: str) -> Statement | None:
    """«25 is ok», «nothing», «yes», «doesn't matter»: what that means depends on the question."""
    if NO_MATTER.match(text):
        return _NO_MATTER[asked.slot]
    if asked.slot == "course_certificate":
        if YES.match(text) or _YES_AT_LAST.search(text):
            return Statement("certificate", "yes")
        return Statement("certificate", "yes", holds=False) if NONE.match(text) else None
    if _CORRECTS.match(text):
        return None  # «no sorry, I meant R» is about something else
    if amount := _AMOUNT.match(text) or _AMOUNT_IN.search(text):
        return Statement("budget", amount[1])
    return Statement("budget", "free") if NONE.match(text) else None  # «What may it cost?»


def wishes_for_course(provided: Services, tracker: Tracker) -> bool:
    """Whether what is known of somebody can only be meant of a course: money or a certificate,
    and no aim or taste."""
    profile = known(provided, tracker)
    return profile.wants_course and not profile.has_wishes
