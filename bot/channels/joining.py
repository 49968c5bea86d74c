"""Several replies as one: the answers to two questions of one message."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from knowledge.reply import FORGOTTEN, Outcome, Reply, Suggestion

MOST_SUGGESTIONS = 3
LONG = 40  # characters: «Noted: you know R.» may be said again
# How a turn ended, when its parts ended differently: the first of these that occurs.
PRECEDENCE = (
    Outcome.ERROR,
    Outcome.ADVICE,
    Outcome.ANSWERED,
    Outcome.CLARIFY,
    Outcome.UNKNOWN,
    Outcome.SMALLTALK,
    Outcome.REFUSED,
)
# Left out beside a part that says something («Hi there! What is R?»).
BESIDE = (Outcome.SMALLTALK, Outcome.REFUSED)


def join_replies(replies: Sequence[Reply]) -> Reply:
    """One reply; the same answer twice is given once. ``replies`` must not be empty."""
    telling = [reply for reply in replies if _tells(reply)] or list(replies)[:1]
    if any(reply.outcome is Outcome.UNKNOWN for reply in telling):
        # «Does it say why? I'd want to know whether it is the hours»: that is not known either.
        telling = [reply for reply in telling if not _asks_back(reply)]
    by_text: dict[str, Reply] = {}
    for reply in telling:
        by_text.setdefault(reply.text, reply)
    parts = list(by_text.values())
    if len(parts) == 1:
        return parts[0]
    outcome = next(each for each in PRECEDENCE if any(each is part.outcome for part in parts))
    leading = next(part for part in parts if part.outcome is outcome)
    return Reply(
        text=_without_repeating([part.text for part in parts]),
        outcome=outcome,
        topic=leading.topic,
        sources=tuple(dict.fromkeys(source for part in parts for source in part.sources)),
        suggestions=_in_turns([part.suggestions for part in parts]),
        cards=tuple(card for part in parts for card in part.cards),
        second_topic=leading.second_topic,
    )


def _tells(reply: Reply) -> bool:
    """Whether it says something beside others; that somebody was erased is always said."""
    return reply.outcome not in BESIDE or reply.topic == FORGOTTEN


def _asks_back(reply: Reply) -> bool:
    """Whether it says no more than that the question was not understood."""
    return reply.outcome is Outcome.CLARIFY and reply.topic is None


def _without_repeating(texts: Sequence[str]) -> str:
    """The texts one after the other, without paragraphs that say again what one before says."""
    said: list[str] = []
    for paragraph in (each for text in texts for each in text.split("\n\n")):
        if not any(before in paragraph for before in said if len(before) >= LONG):
            said.append(paragraph)
    return "\n\n".join(said)


def _in_turns(offers: Sequence[Sequence[Suggestion]]) -> tuple[Suggestion, ...]:
    mixed = [each for row in zip_longest(*offers) for each in row if each is not None]
    return tuple(dict.fromkeys(mixed))[:MOST_SUGGESTIONS]
