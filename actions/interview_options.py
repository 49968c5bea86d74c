"""The answers that the questions of an interview offer as buttons."""

from __future__ import annotations

from knowledge.advice.content import Asked
from knowledge.reply import Suggestion
from knowledge.same_text import question_key

SKIP = Suggestion("Skip", "Skip")


def options_of(asked: Asked) -> tuple[Suggestion, ...]:
    """The answers that a question offers as buttons."""
    return (*(Suggestion(label, label) for label in asked.options), SKIP)


def option_meant(questions: list[Asked], text: str) -> Asked | None:
    """The question whose button was pressed, if the message is just what a button sends."""
    said = question_key(text)
    for asked in questions:
        if any(question_key(option) == said for option in asked.options):
            return asked
    return None
