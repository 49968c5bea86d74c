"""A skill that somebody says they have and nobody here knows."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.message import message_text
from actions.services import Services
from actions.telling import understood
from knowledge.answers import Answer, Focus
from knowledge.person.skill_told import skill_told

MATHEMATICS = ("math", "maths", "mathematics")


def unknown_skill(tracker: Tracker) -> str | None:
    """What somebody says they know and nobody here does."""
    return None if understood(tracker).statements else skill_told(message_text(tracker))


def of_skill(provided: Services, skill: str, focus: Focus) -> Answer:
    """That a skill is not known here; of mathematics, which of it is meant."""
    phrase = "which-mathematics" if skill.lower() in MATHEMATICS else "unknown-skill"
    return provided.answers.say(phrase, focus, name=skill)
