"""Engineer or scientist: six either-or questions from the comparison of the roles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.engine import Connection

from knowledge import catalogue
from knowledge.advice.content import EitherOr
from knowledge.advice.texts import ROLES, RoleTexts, Texts
from knowledge.advice.wording import joined, sentences, sources_at
from knowledge.answers import Answer, Focus
from knowledge.ordinals import LAST, parse_position
from knowledge.reply import Card, Outcome, Reply
from knowledge.same_text import question_key

TOPIC = "role"
SCIENTIST, ENGINEER = ROLES
_SUBJECTS = {SCIENTIST: "data-scientist", ENGINEER: "ml-engineer"}
_TASKS = ("data-scientist/duties", "data-scientist/overview", "ml-engineer/duties")
_LETTER = re.compile(
    r"^\W*(?:(?:ok|fine|hm+|then|i'?d say|option|answer|rather|again|number|def(?:initely)?)\W+)*"
    r"(a|b|1|2)(?:\W+(?:again|then|instead|now|here|please|pls|too"
    r"|i think|i guess|for sure|definitely|obviously|clearly"
    r"|of course|tbh|lol))*\W*$",
    re.IGNORECASE,
)

_CHANGED = re.compile(r"^.*\b(?:no,? wait|wait,? no|or rather|i mean)\b\W*", re.IGNORECASE)
# «Hmm the first one I guess»
_HEDGES = re.compile(
    r"\b(?:h+m+|i guess|i think|i suppose|i'?d say|probably|maybe|please|pls|lol|tbh|for sure"
    r"|definitely|well|u+h+|u+m+)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[.,;!?\n]+|\bbut\b|\bi'?d\b|\bi would\b")
# What holds one of the words below and dislikes nothing.
_NO_DISLIKE = re.compile(
    r"\b(?:(?:hand|pore|go|look|take)\w* over|more than (?:anything|ever)|not (?:sure|only|just)"
    r"|why not|(?:never|not|\w+n'?t) (?:\w+ )?bor\w+|no (?:problem|doubt|trouble))\b"
)
_RATHER_THAN = re.compile(r"\b(?:over|(?:rather |more )?than|instead of|not)\b")
_DISLIKES = re.compile(
    r"\b(?:hate|bor(?:es?|ed|ing)|dislike|can'?t stand|nothing for me|not for me|not my thing"
    r"|(?:definitely|definately|certainly|surely) not"
    r"|(?:don'?t|dont|do not|never)(?: really)? (?:like|want|enjoy|care)|leave me cold|no interest"
    r"|no fan)\b"
)


def side_meant(question: EitherOr, message: str, asks: bool = False) -> str | None:
    """Which side a message chooses: by letter, by place, by label or in words of its own.

    A message that ``asks`` something chooses a side only by the side's label.
    """
    for side, choice in ((SCIENTIST, question.scientist), (ENGINEER, question.engineer)):
        if question_key(choice.label) == question_key(message):
            return side
    if asks and not _CHANGED.search(message):
        return None
    message = _CHANGED.sub("", message)  # «Which system, no wait, which algorithm»
    letter = _LETTER.match(message) or re.search(
        r"(?:[.!?,]|\b(?:meant|wait|no|sorry|rather))\s*(a|b|1|2)\W*$", message, re.I
    )
    if letter:
        return SCIENTIST if letter[1].lower() in ("a", "1") else ENGINEER
    if surer := _surer(_hits(question, message)):
        return surer
    if len(_HEDGES.sub("", message).split()) <= 5:
        return {1: SCIENTIST, 2: ENGINEER, LAST: ENGINEER}.get(parse_position(message) or 0)
    return None


def side_liked(questions: Sequence[EitherOr], message: str) -> str | None:
    """The side that most words of a message speak for, of all questions together."""
    hits = [_hits(question, message) for question in questions]
    return _surer({side: sum(each[side] for each in hits) for side in ROLES})


def _surer(hits: Mapping[str, int]) -> str | None:
    is_tie = hits[SCIENTIST] == hits[ENGINEER]
    return None if is_tie else max(hits, key=lambda side: hits[side])


def _hits(question: EitherOr, message: str) -> dict[str, int]:
    """How many words speak for each side; «charts bore me» speaks for the other one."""
    hits = {SCIENTIST: 0, ENGINEER: 0}
    words = {SCIENTIST: question.scientist.words, ENGINEER: question.engineer.words}
    other = {SCIENTIST: ENGINEER, ENGINEER: SCIENTIST}
    for part in _PARTS.split(_NO_DISLIKE.sub(" ", message.lower())):
        liked, over, less = _RATHER_THAN.sub("\0", part, count=1).partition("\0")
        dislikes = bool(_DISLIKES.search(liked))
        for side in ROLES:
            hits[other[side] if dislikes else side] += sum(word in liked for word in words[side])
            if over:
                hits[other[side]] += sum(word in less for word in words[side])
    return hits


def role_result(
    connection: Connection,
    questions: Sequence[EitherOr],
    texts: Texts,
    chosen: Mapping[str, str],
    focus: Focus,
) -> Answer:
    """The result with its reasons and both sides' tasks; ``chosen``: aspect -> side."""
    votes = {side: _labels(questions, chosen, side) for side in ROLES}
    strongest_first = sorted(ROLES, key=lambda side: -len(votes[side]))
    reasons = [_reason(texts, side, votes[side]) for side in strongest_first]
    text = sentences(_head(texts.role_fit, votes), *reasons)
    text = f"{text}\n\n{_tasks(connection, texts.role_fit)}"
    reply = Reply(
        text=text,
        outcome=Outcome.ADVICE,
        topic=f"advice/{TOPIC}",
        sources=sources_at(connection, _TASKS),
        suggestions=(
            texts.role_fit.difference.suggestion(),
            texts.buttons.roadmap.suggestion(),
        ),
        cards=(_answers(questions, texts.role_fit, chosen, text),),
    )
    wins = len(votes[ENGINEER]) > len(votes[SCIENTIST])
    return Answer(
        reply,
        replace(
            focus,
            subject=_SUBJECTS[ENGINEER if wins else SCIENTIST],
            aspect=None,
            listed=tuple(_SUBJECTS.values()),
            advice=TOPIC,
        ),
    )


def _head(texts: RoleTexts, votes: Mapping[str, Sequence[str]]) -> str:
    """The result in a sentence."""
    scientist, engineer = len(votes[SCIENTIST]), len(votes[ENGINEER])
    if not scientist and not engineer:
        return texts.nothing_chosen
    if scientist == engineer:
        return texts.tie
    side = ENGINEER if engineer > scientist else SCIENTIST
    if scientist + engineer == 1:
        return texts.only[side]
    return texts.most[side].format(most=len(votes[side]), all=scientist + engineer)


def _reason(texts: Texts, side: str, labels: Sequence[str]) -> str:
    if not labels:
        return ""
    quoted = [texts.role_fit.answer.format(label=label) for label in labels]
    return texts.role_fit.chosen[side].format(answers=joined(quoted, texts.wording))


def _tasks(connection: Connection, texts: RoleTexts) -> str:
    """What both roles do, in a sentence each."""
    answers = [
        catalogue.find_answer(connection, role, ["duties", "overview"])
        for role in _SUBJECTS.values()
    ]
    lines = [texts.task.format(task=_first(each.text)) for each in answers if each]
    return texts.tasks.format(tasks="\n".join(lines))


def _answers(
    questions: Sequence[EitherOr], texts: RoleTexts, chosen: Mapping[str, str], text: str
) -> Card:
    rows = tuple(
        (question.ask, _label(question, chosen.get(question.aspect)) or texts.skipped)
        for question in questions
    )
    return Card("table", texts.card, rows, texts.columns, text)


def _labels(questions: Sequence[EitherOr], chosen: Mapping[str, str], side: str) -> list[str]:
    return [str(_label(each, side)) for each in questions if chosen.get(each.aspect) == side]


def _label(question: EitherOr, side: str | None) -> str | None:
    sides = {SCIENTIST: question.scientist.label, ENGINEER: question.engineer.label}
    return sides.get(side or "")


def _first(text: str) -> str:
    return re.split(r"(?<=[.])\s", text, maxsplit=1)[0]
