"""Two subjects side by side: the reviewed comparison where there is one, else their facts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.engine import Connection

from knowledge import catalogue, tables
from knowledge.aspects import COURSE_COLUMNS, VERSUS
from knowledge.catalogue import Subject
from knowledge.focus import Answer, Focus
from knowledge.phrases import Phrase
from knowledge.reply import Card, Outcome, Reply, SourceReference

LANGUAGE_ROWS = {
    "strengths": "Strengths",
    "weaknesses": "Weaknesses",
    "libraries": "Libraries",
    "suited_to": "Suited to",
}
# Subjects of other kinds are set side by side by what their answers say.
ANSWER_ROWS = {
    "overview": "In short",
    "importance": "Why it matters",
    "contents": "What belongs to it",
}


def compare(
    connection: Connection, left: Subject, right: Subject, phrases: Mapping[str, Phrase]
) -> Reply:
    """A reply with both subjects in a table and in words."""
    stored = _stored_comparison(connection, left, right)
    if stored is not None:
        summary, rows, sources = stored
    else:
        rows = _rows(connection, left, right, phrases)
        same_table = left.kind == right.kind and left.kind in ("language", "course")
        heading = phrases["comparison" if same_table else "no-difference-known"]
        lines = [f"- **{name}**: {left.name}: {a}; {right.name}: {b}" for name, a, b in rows]
        summary = "\n".join([heading.text.format(left=left.name, right=right.name), *lines])
        sources = _overview_sources(connection, left, right)
    table = Card(
        "table",
        f"{left.name} – {right.name}",
        tuple(rows),
        ("", left.name, right.name),
        "\n".join(f"{name}: {left.name}: {a} {right.name}: {b}" for name, a, b in rows),
    )
    return Reply(
        text=summary,
        outcome=Outcome.ANSWERED,
        topic=f"{left.id}/{VERSUS}{right.id}",
        sources=sources,
        cards=(table,) if rows else (),
    )


# Letters of a word that tell it in all its forms: «deploys», «deployment».
STEM = 4
_WORD = re.compile(r"[a-z]{4,}")
# Words of a question about two roles that say nothing of a row.
_NO_CLUE = frozenset(
    _WORD.findall(
        "which whom whose does them they role roles both team that this these those engineer"
        " engineers scientist scientists data machine learning more work works also than then"
    )
)


def compared_in(
    connection: Connection, text: str, left: Subject, right: Subject, focus: Focus
) -> Answer | None:
    """The row of a reviewed comparison that a question is about («who deploys?»), found by the
    words that the two have in common; ``None`` if there is none."""
    stored = _stored_comparison(connection, left, right)
    if stored is None:
        return None
    _, rows, sources = stored
    clues = _stems(text)
    shared = [len(clues & _stems(" ".join(row))) for row in rows]
    if not max(shared, default=0):
        return None
    name, of_left, of_right = rows[shared.index(max(shared))]
    overviews = [f"{left.id}/overview", f"{right.id}/overview"]
    reply = Reply(
        text=f"**{name}**: {left.name}: {of_left}; {right.name}: {of_right}.",
        outcome=Outcome.ANSWERED,
        topic=f"{left.id}/{VERSUS}{right.id}",
        sources=sources,
        suggestions=catalogue.suggestions_for(connection, overviews),
    )
    return Answer(reply, Focus(left.id, "comparison", (left.id, right.id), focus.advice))


# What people say for a word of the comparison, by its first letters.
_MEANS = {
    **{"codi": "prog", "code": "prog", "coder": "prog", "prese": "expl", "talk": "expl"},
    **{"clien": "stak", "mana": "stak", "math": "stat", "serv": "infr", "char": "repo"},
}


def _stems(text: str) -> set[str]:
    words = [word for word in _WORD.findall(text.lower()) if word not in _NO_CLUE]
    stems = {word[:STEM] for word in words}
    return stems | {_MEANS[stem] for stem in stems if stem in _MEANS}


def _stored_comparison(
    connection: Connection, left: Subject, right: Subject
) -> tuple[str, list[tuple[str, str, str]], tuple[SourceReference, ...]] | None:
    table = tables.comparison
    row = connection.execute(
        select(table).where(
            or_(
                (table.c.left_id == left.id) & (table.c.right_id == right.id),
                (table.c.left_id == right.id) & (table.c.right_id == left.id),
            )
        )
    ).first()
    if row is None:
        return None
    aspects = tables.comparison_aspect
    found = connection.execute(
        select(aspects.c.name, aspects.c.left, aspects.c.right)
        .where(aspects.c.comparison_id == row.id)
        .order_by(aspects.c.position)
    )
    turned = row.left_id != left.id
    rows = [(a.name, a.right, a.left) if turned else (a.name, a.left, a.right) for a in found]
    return row.summary, rows, catalogue.section_source(connection, row.section_id)


def _rows(
    connection: Connection, left: Subject, right: Subject, phrases: Mapping[str, Phrase]
) -> list[tuple[str, str, str]]:
    if left.kind == right.kind == "course":
        return [
            (
                heading,
                course_fact(connection, left, aspect, phrases),
                course_fact(connection, right, aspect, phrases),
            )
            for aspect, heading in COURSE_COLUMNS.items()
        ]
    if left.kind == right.kind == "language":
        missing = phrases["not-stated"].text
        rows = [
            (heading, _listing(connection, left, fact), _listing(connection, right, fact))
            for fact, heading in LANGUAGE_ROWS.items()
        ]
        return [(name, a or missing, b or missing) for name, a, b in rows if a or b]
    rows = []
    for aspect, heading in ANSWER_ROWS.items():
        answers = [catalogue.find_answer(connection, s.id, [aspect]) for s in (left, right)]
        if answers[0] and answers[1]:
            rows.append((heading, answers[0].text, answers[1].text))
    return rows[:1]


def _listing(connection: Connection, subject: Subject, fact: str) -> str:
    values = subject.facts.get(fact) or []
    return ", ".join(
        _name_of(connection, value) if fact == "libraries" else value for value in values
    )


def _name_of(connection: Connection, subject_id: str) -> str:
    subject = catalogue.find_subject(connection, subject_id)
    return subject.name if subject else subject_id


def course_fact(
    connection: Connection, course: Subject, aspect: str, phrases: Mapping[str, Phrase]
) -> str:
    """One fact of a course in words: «$25 a month», «yes», «not stated»."""
    missing = phrases["not-stated"].text
    value: Any = course.facts.get(aspect)
    if aspect == "price":
        return _price(value, phrases) if value else missing
    if aspect == "certificate":
        return missing if value is None else ("yes" if value else "no")
    if aspect == "language":
        return ", ".join(_name_of(connection, each) for each in value or []) or missing
    return str(value) if value else missing


def _price(price: Mapping[str, Any], phrases: Mapping[str, Phrase]) -> str:
    if price.get("amount") == 0:
        return phrases["price-free"].text
    sign = {"USD": "$"}.get(str(price.get("currency")), "")
    text = f"{sign}{price['amount']:g}"
    if price.get("period"):
        text += f" a {price['period']}"
    return phrases["price-some-free"].text.format(price=text) if price.get("free_part") else text


def _overview_sources(
    connection: Connection, left: Subject, right: Subject
) -> tuple[SourceReference, ...]:
    answers = [catalogue.find_answer(connection, s.id, ["overview"]) for s in (left, right)]
    return catalogue.sources_of(connection, [answer.id for answer in answers if answer])


def course_table(connection: Connection, aspect: str, phrases: Mapping[str, Phrase]) -> Answer:
    """One fact of all courses, an aspect of ``COURSE_COLUMNS``."""
    courses = catalogue.subjects_of_kind(connection, "course")
    column = COURSE_COLUMNS[aspect]
    rows = tuple(
        (course.name, course_fact(connection, course, aspect, phrases)) for course in courses
    )
    lines = "\n".join(f"- {course}: {value}" for course, value in rows)
    answers = [catalogue.find_answer(connection, course.id, [aspect]) for course in courses]
    return Answer(
        Reply(
            text=f"{phrases['course-table'].text.format(column=column.lower())}\n{lines}",
            outcome=Outcome.ANSWERED,
            topic=f"courses/{aspect}",
            sources=catalogue.sources_of(connection, [a.id for a in answers if a]),
            suggestions=catalogue.suggestions_for(
                connection, [f"{course.id}/overview" for course in courses]
            ),
            cards=(Card("table", column, rows, ("Course", column), lines),),
        ),
        Focus(None, aspect, tuple(course.id for course in courses)),
    )
