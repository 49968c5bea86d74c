"""Engineer or scientist: six either-or questions from the comparison of the roles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.engine import Connection

from knowledge import catalogue
from knowledge.advice.content import EitherOr
from knowledge.advice.wording import joined, sources_at
from knowledge.answers import Answer, Focus
from knowledge.ordinals import LAST, parse_position
from knowledge.reply import Card, Outcome, Reply, Suggestion
from knowledge.same_text import question_key

TOPIC = "role"
SCIENTIST, ENGINEER = "scientist", "engineer"
_LETTER = re.compile(
    r"^\W*(?:(?:ok|fine|hm+|then|i'?d say|option|answer|rather|again|number|def(?:initely)?)\W+)*"
    r"(a|b|1|2)(?:\W+(?:again|please|pls|too|i think|i guess|for sure|definitely))*\W*$",
    re.IGNORECASE,
)


def side_meant(question: EitherOr, message: str, asks: bool = False) -> str | None:
    """Which side a message chooses: by letter, by place, by label or in words of its own.

    A message that ``asks`` something chooses a side only by the side's label.
    """
    for side, choice in ((SCIENTIST, question.scientist), (ENGINEER, question.engineer)):
        if question_key(choice.label) == question_key(message):
            return side
    if asks:
        return None
    letter = _LETTER.match(message) or re.search(r"[.!?,]\s*(a|b)\W*$", message, re.I)
    if letter:
        return SCIENTIST if letter[1].lower() in ("a", "1") else ENGINEER
    text = message.lower()
    hits = {
        SCIENTIST: sum(word in text for word in question.scientist.words),
        ENGINEER: sum(word in text for word in question.engineer.words),
    }
    if hits[SCIENTIST] != hits[ENGINEER]:
        return max(hits, key=lambda side: hits[side])
    if len(text.split()) <= 5:
        return {1: SCIENTIST, 2: ENGINEER, LAST: ENGINEER}.get(parse_position(message) or 0)
    return None


def role_result(
    connection: Connection, questions: Sequence[EitherOr], chosen: Mapping[str, str], focus: Focus
) -> Answer:
    """The result with its reasons and both sides' tasks; ``chosen``: aspect -> side."""
    votes = {
        side: [q for q in questions if chosen.get(q.aspect) == side]
        for side in (SCIENTIST, ENGINEER)
    }
    scientist, engineer = votes[SCIENTIST], votes[ENGINEER]
    if len(scientist) == len(engineer):
        head = "You lean to both sides alike."
        subject = "data-scientist"
    else:
        wins = len(engineer) > len(scientist)
        name = "an **ML engineer**" if wins else "a **data scientist**"
        subject = "ml-engineer" if wins else "data-scientist"
        most, all_given = max(len(engineer), len(scientist)), len(engineer) + len(scientist)
        head = f"You sound more like {name}: {most} of {all_given} answers point there."
    reasons = [_line("data scientist", [q.scientist.label for q in scientist])]
    reasons += [_line("ML engineer", [q.engineer.label for q in engineer])]
    tasks = [
        catalogue.find_answer(connection, role, ["duties", "overview"])
        for role in ("data-scientist", "ml-engineer")
    ]
    told = "\n".join(
        f"- {'Data scientist' if n == 0 else 'ML engineer'}: {_first(task.text)}"
        for n, task in enumerate(tasks)
        if task
    )
    text = f"{head} {' '.join(line for line in reasons if line)}\n\nWhat both do:\n{told}"
    rows = tuple((q.ask, _label(q, chosen.get(q.aspect))) for q in questions)
    return Answer(
        Reply(
            text=text,
            outcome=Outcome.ADVICE,
            topic=f"advice/{TOPIC}",
            sources=sources_at(
                connection,
                ["data-scientist/duties", "data-scientist/overview", "ml-engineer/duties"],
            ),
            suggestions=(
                Suggestion(
                    "The difference",
                    "What is the difference between a data scientist and an ML engineer?",
                ),
                Suggestion("My roadmap", "Make me a plan"),
            ),
            cards=(Card("table", "Your answers", rows, ("Question", "You"), text),),
        ),
        replace(
            focus,
            subject=subject,
            aspect="overview",
            listed=("data-scientist", "ml-engineer"),
            advice=TOPIC,
        ),
    )


def _line(role: str, labels: Sequence[str]) -> str:
    if not labels:
        return ""
    return f"For the {role} speaks: {joined([label[0].lower() + label[1:] for label in labels])}."


def _label(question: EitherOr, side: str | None) -> str:
    if side == SCIENTIST:
        return question.scientist.label
    return question.engineer.label if side == ENGINEER else "skipped"


def _first(text: str) -> str:
    return re.split(r"(?<=[.])\s", text, maxsplit=1)[0]
