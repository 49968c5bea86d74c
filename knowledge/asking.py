"""Which intent asks for which aspect, and the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.aspects import MAIN_ROLE, VERSUS
from knowledge.content_model import Content

ASK = "ask_"
COMPARISON = "ask_comparison"
# Intents whose name is not that of the aspect they ask for.
ASPECT_BY_INTENT = {
    "ask_practice_jobs": "practice",
    "ask_course_language": "language",
    "ask_role_importance": "importance",
}
# Where two intents ask for one aspect, who is asked about decides: address -> intent.
INTENT_OF_SUBJECT = {
    (MAIN_ROLE, "importance"): "ask_role_importance",
}
INTENT_OF_KIND = {
    ("course", "language"): "ask_course_language",
    ("library", "language"): "ask_languages",
}


def aspect_of(intent: str) -> str:
    """``ask_free_courses`` -> ``free-courses``."""
    return ASPECT_BY_INTENT.get(intent) or intent.removeprefix(ASK).replace("_", "-")


def intent_of(subject: str, kind: str, aspect: str, intents: Iterable[str]) -> str | None:
    """The intent, among those that there are, of a question for an address.

    ``None``: no intent asks for the aspect; search alone finds such an answer.
    """
    if aspect.startswith(VERSUS):
        return COMPARISON
    special = INTENT_OF_SUBJECT.get((subject, aspect)) or INTENT_OF_KIND.get((kind, aspect))
    if special:
        return special
    wanted = ASK + aspect.replace("-", "_")
    if wanted in intents:
        return wanted
    return next((name for name in intents if ASPECT_BY_INTENT.get(name) == aspect), None)


def listed_questions(content: Content) -> Iterator[tuple[str, str, str, str]]:
    """``(subject, kind of subject, aspect, question)`` of every question of the content."""
    kinds = {place.part.id: place.kind for place in content.subjects}
    for place in content.subjects:
        for answer in place.part.answers:
            for question in answer.questions:
                yield place.part.id, place.kind, answer.aspect, question
    for asked in content.asked:
        subject, _, aspect = asked.part.answer.partition("/")
        for question in asked.part.questions:
            yield subject, kinds[subject], aspect, question
