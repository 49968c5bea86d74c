"""What comes between the questions of an interview, and how it goes on after that."""

from __future__ import annotations

from dataclasses import replace

from rasa_sdk import Tracker

from actions.choosing import either_or, which_of_two
from actions.in_context import who_does
from actions.interview_turn import Turn
from actions.services import Services
from knowledge.answers import Answer, Focus
from knowledge.reply import Outcome


def going_on(turn: Turn, answer: Answer, onward: Answer, is_lost: bool = False) -> Answer:
    """An answer with what the interview goes on with: its open question, or the advice."""
    again = onward.reply
    if again.outcome is not Outcome.CLARIFY:  # that is the advice
        text = f"{answer.reply.text}\n\n{again.text}"
        sources = tuple(dict.fromkeys((*answer.reply.sources, *again.sources)))
        return (
            onward if is_lost else replace(onward, reply=replace(again, text=text, sources=sources))
        )
    back = turn.provided.phrases["back-to-question"].text.format(question=again.text)
    reply = replace(
        answer.reply,
        text=f"{answer.reply.text}\n\n{back}",
        suggestions=again.suggestions,
        topic=again.topic if is_lost else answer.reply.topic,
    )
    return replace(answer, reply=reply)


def without_asking(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Python or Scala?», «which of them codes more?»: to be answered, and not to ask back."""
    readings = (either_or, which_of_two, who_does)
    answers = (reading(provided, tracker, focus) for reading in readings)
    return next((answer for answer in answers if answer is not None), None)
