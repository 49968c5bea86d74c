"""What a short message means within the conversation, where alone it is too little to go by.

«And what would I pay?» is about what was talked about; «which of the two codes more?» about the
two that were compared; «who published that?» about the figures that were shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rasa_sdk import Tracker

from actions.message import entity_values, message_text
from actions.reference import PAIR, pointed_at
from actions.services import Services
from knowledge.answers import Answer, Focus
from knowledge.asking import aspect_of
from knowledge.aspects import ASPECTS, COURSE_COLUMNS

MOST_WORDS = 12  # a longer message says itself what it is about
GUESSES = 3
LEAST = 0.2  # the probability from which a guess counts that fits what is talked about
NEAR = 0.75  # the score from which what search found counts, if the classifier guesses it too
# «Who of the two», «the easier one».
_OF_TWO = re.compile(
    r"\b(?:(?:which|who)(?: one)? of (?:the (?:two|pair)|them|those|these|both)|between the two"
    r"|the (?:two|both) of them|(?:the|which(?: one)?(?:'s| is)?) \w+er(?: one)?\W*$)",
    re.IGNORECASE,
)
_OF_ORIGIN = re.compile(
    r"\b(?:from|source|surveys?|publish\w*|stud(?:y|ies)|asked|polled|measured)\b"
    r"|\bwho (?:says|said|found|did|made)\b",
    re.IGNORECASE,
)


def in_context(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """The answer to what a message can only mean here; ``None`` if that is unclear."""
    text = message_text(tracker)
    unknown = entity_values(tracker, "unknown_name")
    started = focus.subject or focus.listed or focus.advice
    if unknown or not started or len(text.split()) > MOST_WORDS:
        return None
    named = entity_values(tracker, "subject")
    guesses = list(_guesses(tracker))
    if not named and len(focus.listed) == PAIR and _OF_TWO.search(text):
        return provided.answers.compare([], focus)
    asks_stress = not named and "ask_stress" in guesses
    figures = asks_stress or "show_figures" in guesses or _OF_ORIGIN.search(text)
    if focus.aspect == "stress" and figures:
        return provided.adviser.figures(focus)
    about = named or pointed_at(text, focus)
    for intent in guesses:
        answer = _of_subject(provided, aspect_of(intent), about, focus)
        if answer is not None:
            return answer
    return _agreed(provided, tracker, focus)


def _guesses(tracker: Tracker) -> Iterator[str]:
    """The likelier intents, best first."""
    ranking = tracker.latest_message.get("intent_ranking") or []
    known = [guess for guess in ranking if guess["name"] not in ("nlu_fallback", "known_question")]
    for guess in known[:GUESSES]:
        if guess["confidence"] >= LEAST:
            yield str(guess["name"])


def _of_subject(provided: Services, aspect: str, about: list[str], focus: Focus) -> Answer | None:
    """The aspect of what is named or talked about, if it has an answer of its own."""
    if aspect not in ASPECTS or len(about) > 1:
        return None
    subject = about[0] if about else focus.subject
    if subject and provided.answers.has(subject, aspect):
        return provided.answers.about(aspect, [subject], focus)
    is_course = bool(about) and provided.answers.kind_of(about[0]) == "course"
    if is_course and aspect in COURSE_COLUMNS:  # that the source does not say it
        return provided.answers.about(aspect, about, focus)
    return None


def _agreed(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """What search found, where the classifier thinks of the same."""
    nearest = tracker.latest_message.get("nearest") or []
    if not nearest or nearest[0]["score"] < NEAR or entity_values(tracker, "subject"):
        return None
    address = str(nearest[0]["address"])
    aspects = map(aspect_of, _guesses(tracker))
    return provided.answers.at(address, focus) if address.split("/")[1] in aspects else None
