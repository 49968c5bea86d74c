"""Two facts in one answer, where it is not sure which was asked for."""

from __future__ import annotations

from dataclasses import replace

from knowledge.focus import Answer
from knowledge.phrases import Phrase
from knowledge.reply import Outcome


def with_second(first: Answer, second: Answer, phrase: Phrase) -> Answer:
    """Both facts, the second introduced by a phrase with a place for its ``text``.

    One if they are the same, or if one of them is none: what the source does not say was hardly
    asked for then.
    """
    told, other = first.reply, second.reply
    is_not_said = told.outcome is Outcome.UNKNOWN and told.topic is not None
    if is_not_said and other.outcome is Outcome.ANSWERED:
        return second
    both = told.outcome is Outcome.ANSWERED and other.outcome is Outcome.ANSWERED
    if not both or other.topic == told.topic or other.text in told.text:
        return first
    reply = replace(
        told,
        text=f"{told.text}\n\n{phrase.text.format(text=other.text)}",
        sources=tuple(dict.fromkeys((*told.sources, *other.sources))),
        cards=(*told.cards, *other.cards),
        second_topic=other.topic,
    )
    return replace(first, reply=reply)
