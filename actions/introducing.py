"""How an interview begins: with what serves most people, or with what is to be decided."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from actions.interview_turn import Turn
from knowledge.answers import Answer
from knowledge.reply import Outcome

if TYPE_CHECKING:
    from actions.interview import Interview

# Who asks for the choosing itself wants to be asked, and not what serves most people.
_WANTS_TO_BE_ASKED = re.compile(
    r"\b(?:help|assist|guide|choos\w*|choice|decid\w*|pick(?:ing)? for|find(?:er)?|find out|quiz"
    r"|test|questions|(?:recommend|suggest|find|give)(?: me)? (?:an?|one|my)|to me|(?:suit|fit)s?"
    r"|match\w*|for me|personal\w*)\b|\bask me\b",
    re.IGNORECASE,
)


def introduced(interview: Interview, turn: Turn, answer: Answer) -> Answer:
    """The first question below what serves most people, where that was asked, else after a
    sentence on what is to be decided."""
    phrase = turn.provided.phrases.get(f"begin-{interview.interview}")
    if phrase is None or answer.reply.outcome is not Outcome.CLARIFY:
        return answer
    listed = interview.between or turn.provided.answers.all_of(interview.chosen_from)
    listed = listed or answer.focus.listed
    # «Who teaches the first one?» and «is it hard?» may follow.
    focus = replace(answer.focus, listed=listed)
    if interview.chosen_from:
        focus = replace(focus, subject=None, aspect=None)
    if begins_with := interview.begins_with_subject(turn):
        focus = replace(focus, subject=begins_with, aspect=None)
    if general := _above(interview, turn, answer):
        return replace(general, focus=focus)
    text = f"{phrase.text} {answer.reply.text}"
    return Answer(replace(answer.reply, text=text), focus)


def _above(interview: Interview, turn: Turn, answer: Answer) -> Answer | None:
    """«What language do I start with?» has an answer, which comes with the first question. It is
    still a question: who tells more gets another answer."""
    profile = turn.profile
    if interview.general is None or profile.languages or profile.has_wishes or profile.unwanted:
        return None
    if _WANTS_TO_BE_ASKED.search(turn.text):
        return None
    general = turn.provided.answers.at(interview.general, turn.focus)
    offer = turn.provided.phrases["offer-interview"].text.format(question=answer.reply.text)
    text = f"{general.reply.text}\n\n{offer}"
    return replace(answer, reply=replace(answer.reply, text=text, sources=general.reply.sources))
