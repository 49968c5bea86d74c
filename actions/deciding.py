"""The advice of a topic, decided on what is known of the person."""

from __future__ import annotations

from actions.services import Services
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
