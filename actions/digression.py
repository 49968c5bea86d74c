"""What comes between the questions of an interview, and how it goes on after that."""

from __future__ import annotations

from dataclasses import replace

from actions.interview_turn import Turn
from knowledge.answers import Answer
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
