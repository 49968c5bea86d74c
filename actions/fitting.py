"""«Would it be right for me?» of what is talked about."""

from __future__ import annotations

import re

from rasa_sdk import Tracker

from actions.message import entity_values, message_text
from actions.services import Services
from actions.telling import known, understood
from knowledge.answers import Answer, Focus
from knowledge.aspects import MAIN_ROLE
from knowledge.person.statements import UNLISTED, Statement

# One of two is another question: «is it better for me than R».
_FITS_ME = re.compile(
    r"\b(?:is|would|will|could) (?:it|that|this|that one) (?:really |even |actually )?(?:be )?"
    r"(?:an? )?(?:right|good|suitable|useful|something|sensible|fit|match|good (?:fit|choice|idea))"
    r"(?: (?:thing|choice|one|pick))? for (?:me|someone like me|people like me|my case|that)\b"
    r"(?! than)"
    r"|\b(?:does|would|do|will) (?:it|that|this|that one) (?:really |even )?(?:suit|fit) me\b",
    re.IGNORECASE,
)


# «Does that help me at all in ML?»
_OF_USE = re.compile(
    r"\b(?:it|that|this) (?:is|would be|could be|will be) (?:of )?(?:any|some|much) "
    r"(?:use|good|help|value)\b(?!.*\b(?:course|certificate|degree)\b)"
    r"|\b(?:does|do|is|are|will|would|could|can) "
    r"(?:any of |some of |all of )?(?:it|that|this|these|those)(?: \w+)? "
    r"(?:help(?: me)?|be (?:of )?(?:any |much )?(?:use|help)|(?:of )?any (?:use|good|help|worth)"
    r"|useful|worth anything|count for (?:anything|something))\b"
    r"|(?:^|[.!,])\W*(?:useful|any (?:good|use)|worth anything)(?: or \w+)?\W*$"
    r"(?!.*\b(?:course|certificate|degree)\b)",
    re.IGNORECASE,
)


# «What DOES it have»: the source, and not the thing that it does not know
_WHAT_HAS = re.compile(r"\bwhat (?:does|do) (?:it|you|u|the \w+) (?:have|know|cover)\b", re.I)
_FOR_IT = re.compile(r"\b(?:for|in|with|of|on|about|does|is|can) (?:it|that)\b", re.IGNORECASE)


def of_use(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Does that help me in ML?» right after one language was told: what it is good for there."""
    told_here = {each.value for each in understood(tracker).statements}
    named = set(entity_values(tracker, "subject")) - {MAIN_ROLE, *told_here}
    if named or not _OF_USE.search(message_text(tracker)):
        return None
    latest = list(map(Statement.from_text, known(provided, tracker).latest))
    told = {e.value for e in latest if e.kind in ("language", "skill") and e.holds}
    others = [each.value for each in latest if each.kind == UNLISTED and each.holds]
    here = {each.kind for each in understood(tracker).statements}
    if here and not here & {"language", UNLISTED}:
        return None
    # An advice was decided on what was told: «does that help me?» after it is about that.
    is_advice = focus.advice is not None and focus.aspect is None
    is_else = focus.subject not in (None, MAIN_ROLE, *told)
    talked_about = not here and is_else and not is_advice
    if talked_about:
        return None
    if others and not told:  # «JavaScript I meant.» «Is that any use for ML?»
        return provided.answers.unknown(others[0], [], focus)
    if len(told) != 1:
        return None
    return provided.answers.about("overview", list(told), focus)


def of_unlisted(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«JavaScript I meant.» «Any ML libs for it?»: nothing is known about that."""
    text = message_text(tracker)
    if entity_values(tracker, "subject") or understood(tracker).statements:
        return None
    if focus.subject or not _FOR_IT.search(text) or _WHAT_HAS.search(text):
        return None
    latest = [Statement.from_text(each) for each in known(provided, tracker).latest]
    held = [each for each in latest if each.holds]
    if len(held) != 1 or held[0].kind != UNLISTED:
        return None
    return provided.answers.unknown(held[0].value, [], focus)


def fits_me(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """What speaks for the language that is talked about, and for another, for this person."""
    of_language = focus.subject and provided.answers.kind_of(focus.subject) == "language"
    # «I only care about statistics, would it suit me?»
    named = {provided.answers.kind_of(each) for each in entity_values(tracker, "subject")}
    if not of_language or named - {"skill"} or not _FITS_ME.search(message_text(tracker)):
        return None
    profile = known(provided, tracker).told(understood(tracker).mentioned)
    return provided.adviser.explain([str(focus.subject)], profile, focus)
