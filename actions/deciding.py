"""The advice of a topic, decided on what is known of the person."""

from __future__ import annotations

import re

from rasa_sdk import Tracker

from actions.message import message_text
from actions.services import Services
from actions.telling import Told, keep, known
from knowledge.answers import Answer, Focus
from knowledge.person.profile import Profile


def decide(provided: Services, topic: str | None, profile: Profile, focus: Focus) -> Answer | None:
    """The language, the course, the roadmap or the gap; ``None`` for any other topic."""
    adviser = provided.adviser
    by_topic = {
        "language": adviser.language,
        "course": adviser.course,
        "roadmap": adviser.roadmap,
        "gap": adviser.gap,
    }
    return by_topic[topic](profile, focus) if topic in by_topic else None


# What makes advice of a topic new: told these, the adviser decides again.
DECIDES = {
    "language": {"goal", "taste", "unwanted"},
    "course": {"budget", "certificate"},
    "roadmap": {"done"},
    "gap": {"done"},
}
# What changes an advice, if it is said right after it.
REFINES = {
    "language": {"language", "coding", "level"},
    "course": {"language", "coding", "level"},
    "roadmap": {"language", "coding"},
    "gap": {"language", "skill"},
}


def decided_anew(provided: Services, told: Told, focus: Focus) -> Answer | None:
    """The last advice once more, if what was just told changes it."""
    topic = focus.advice or ""
    kinds = {each.kind for each in told.statements}
    decisive = DECIDES.get(topic, set())
    if focus.aspect is None:  # nothing else was talked about since
        decisive = decisive | REFINES.get(topic, set())
    if not kinds & decisive:
        return None
    if topic == "gap" and "done" in kinds:
        topic = "roadmap"
    return decide(provided, topic, told.profile, focus)


# «What about $30?», «I can pay 30 now, does it change?», «and if it must be free?»
_CHANGES = re.compile(
    r"^\W*(?:(?:and|so|ok|hm+|but)\W+)*(?:what|how) (?:about|if)\b|\band if\b"
    r"|\b(?:does|will|would) (?:it|that|this) change\b",
    re.IGNORECASE,
)


def decided_on_asking(
    provided: Services, tracker: Tracker, told: Told, focus: Focus
) -> Answer | None:
    """The last advice once more, if a message asks whether something changes it."""
    if not told.asks or not _CHANGES.search(message_text(tracker)):
        return None
    if decided := decided_anew(provided, told, focus):
        return decided
    right_after = focus.advice == "language" and focus.aspect is None
    if not right_after or not told.mentioned:
        return None
    profile = keep(provided, tracker, known(provided, tracker), told.mentioned)
    return provided.adviser.language(profile, focus)
