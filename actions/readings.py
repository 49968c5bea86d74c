"""A message that may be read in several ways: the first reading that gives an answer counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rasa_sdk import Tracker

from actions.services import Services
from knowledge.answers import Answer, Focus

Reads = Callable[[Services, Tracker, Focus], Answer | None]


def first_answer(
    readings: Iterable[Reads], provided: Services, tracker: Tracker, focus: Focus
) -> Answer | None:
    """The answer of the first reading that has one; the later ones are not tried."""
    answers = (reading(provided, tracker, focus) for reading in readings)
    return next((answer for answer in answers if answer is not None), None)
