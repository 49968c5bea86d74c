"""Which of two languages: decided between them, for what is known of the person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rasa_sdk import Tracker

from actions.message import entity_values, message_text
from actions.reference import PAIR, WHICH_SUITS_ME, sets_side_by_side
from actions.services import Services
from actions.telling import known, understood
from knowledge.advice.between import Between
from knowledge.answers import Answer, Focus
from knowledge.reply import Outcome

# «Should I learn R or Python?», «Java or Scala? Decide.»
_CHOOSES = re.compile(
    r"\b(?:should (?:i|we|they|you|the \w+)|for (?:me|us)|pick|choose|decide|go (?:for|with)"
    r"|which (?:one|of|to)|(?:suit|fit)s? (?:me|us)|one word|would you|recommend|suggest"
    r"|start with|begin with|first|(?:and|n) not)\b",
    re.IGNORECASE,
)
_FOR_ME = re.compile(r"\bfor me\b", re.IGNORECASE)
# «So which one for physics?», «which of them for me?», «so? decide»
_WHICH_OF_TWO = re.compile(
    r"\b(?:which (?:ones?|of (?:the two|them|these|those|both))|what one|the two|decide"
    r"|pick one)\b"
    rf"|{WHICH_SUITS_ME.pattern}",
    re.IGNORECASE,
)
# What the two are like, and not which to take.
_ASKS_A_FACT = re.compile(
    r"\bwhich (?:one|of (?:the two|them|these|those|both)) (?:is|has|was|does|do|runs|came|uses)\b",
    re.IGNORECASE,
)

# «Which of these two is easier?» of what was talked about one after the other
_LAST_TWO = re.compile(
    r"\b(?:(?:of|between) (?:the|these|those) two|of both|(?:these|those) two|the two of them)\b",
    re.IGNORECASE,
)
# «Can I stay with Java?», «would you still send me to Python?»
_STAYS = re.compile(
    r"\b(?:would|do|will) you still (?:recommend|suggest|say|pick|choose|advise|tell me|send me)\b"
    r"|\b(?:stay|stick|remain|go on|carry on|continue|get (?:by|away)|make do"
    r"|keep (?:going|working))"
    r"(?: just| only)? with\b|\bkeep (?:using|my)\b|\b(?:should|can) i (?:bin|ditch|drop) it\b"
    r"|\b(?:any good|any use|worth keeping)\b.{0,15}\bor should i\b",
    re.IGNORECASE,
)
# «Can I keep my job?», «what do I go on with after Python?», «how do I get away with it?»
_OF_ELSE = re.compile(
    r"\bmy job\b|\bwhat (?:do|should|would|can) i (?:go|carry) on\b|\bhow (?:do|can) i get away\b",
    re.IGNORECASE,
)
_IT = re.compile(r"\b(?:it|that|this)\b", re.IGNORECASE)
COMPARABLE = ("language", "course")


def compared(provided: Services, tracker: Tracker, named: Sequence[str], focus: Focus) -> Answer:
    """Two things side by side; of two languages with the one to take, where that is asked or
    something is known that decides."""
    answer = provided.answers.compare(named, focus)
    if _are_two("course", provided, named) and _CHOOSES.search(message_text(tracker)):
        return _of_two_courses(provided, tracker, named, answer)
    if not _are_two("language", provided, named):
        return answer
    before, told = known(provided, tracker), understood(tracker)
    profile, chooses = before.told(told.mentioned), _CHOOSES.search(message_text(tracker))
    if not profile.has_wishes and not chooses:
        return answer
    decision = provided.adviser.between(named, profile)
    # «I do statistics and like making graphs» asks nothing: what follows from it is advice, and so
    # is «so R or Python, one word» of who told an aim before.
    decides = bool(told.statements) and not told.asks
    decides = decides or bool(chooses and before.has_wishes)
    decides = decides or bool(_FOR_ME.search(message_text(tracker)))
    return _above(answer, decision, Outcome.ADVICE if decides else answer.reply.outcome)


def _above(answer: Answer, decision: Between, outcome: Outcome) -> Answer:
    """Two things side by side under the one to take, which «OK, that one» then means."""
    text = f"{decision.text}\n\n{answer.reply.text}"
    focus = replace(answer.focus, subject=decision.best or answer.focus.subject)
    return Answer(replace(answer.reply, text=text, outcome=outcome), focus)


def _of_two_courses(
    provided: Services, tracker: Tracker, named: Sequence[str], answer: Answer
) -> Answer:
    """«Should I do the Coursera thing or the DataCamp thing?»: the one to take above the two side
    by side, where what is known decides."""
    profile = known(provided, tracker).told(understood(tracker).mentioned)
    decision = provided.adviser.between_courses(named, profile)
    return _above(answer, decision, Outcome.ADVICE) if decision.best else answer


def without_skills(provided: Services, named: Sequence[str]) -> list[str]:
    """What may be set side by side: «Scala or Java for big data?» compares two languages."""
    return [each for each in named if provided.answers.kind_of(each) != "skill"]


def which_of_two(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«So which one for physics?» after two languages were set side by side."""
    text = message_text(tracker)
    of_two = focus.aspect == "comparison" and _are_two("language", provided, focus.listed)
    if not of_two or entity_values(tracker, "subject") or _ASKS_A_FACT.search(text):
        return None
    return compared(provided, tracker, focus.listed, focus) if _WHICH_OF_TWO.search(text) else None


def of_last_two(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Which of these two is easier?» after R and then Java."""
    named = entity_values(tracker, "subject")
    if named or focus.earlier is None or not _LAST_TWO.search(message_text(tracker)):
        return None
    pair = (focus.earlier, focus.subject or "")
    is_listed = len(focus.listed) == PAIR and focus.subject in focus.listed
    comparable = any(_are_two(kind, provided, pair) for kind in COMPARABLE)
    return compared(provided, tracker, pair, focus) if comparable and not is_listed else None


def either_or(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Python or Scala?»"""
    # «I don't know R, only Python. Which course is better?» sets no languages side by side.
    told = {each.value for each in understood(tracker).statements}
    subjects = [each for each in entity_values(tracker, "subject") if each not in told]
    named = without_skills(provided, subjects)
    # «Coursera vs Udacity, go»
    comparable = any(_are_two(kind, provided, named) for kind in COMPARABLE)
    if not comparable or not sets_side_by_side(message_text(tracker)):
        return None
    return compared(provided, tracker, named, focus)


def staying_with(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Can I stay with Java?», «should I stay with it?»: what speaks for it, and for another."""
    named, text = entity_values(tracker, "subject"), message_text(tracker)
    if not named and focus.subject and _IT.search(text):
        named = [focus.subject]
    if len(named) != 1 or not _STAYS.search(text) or _OF_ELSE.search(text):
        return None
    if provided.answers.kind_of(named[0]) != "language":
        return None
    return provided.adviser.explain(named, known(provided, tracker), focus)


def _are_two(kind: str, provided: Services, named: Sequence[str]) -> bool:
    """Whether two things of a kind are named."""
    two = list(dict.fromkeys(named))
    return len(two) == PAIR and {provided.answers.kind_of(each) for each in two} == {kind}
