"""Reading the knowledge base: subjects, their names, their answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, union_all
from sqlalchemy.engine import Connection

from knowledge import tables
from knowledge.aspects import VERSUS
from knowledge.reply import SourceReference, Suggestion


@dataclass(frozen=True)
class Subject:
    """A thing that can be asked about; ``facts`` are typed per kind (see the content)."""

    id: str
    kind: str
    name: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class StoredAnswer:
    """A reviewed answer; ``address`` is ``subject/aspect``."""

    id: int
    subject_id: str
    aspect: str
    text: str
    more: str
    leads_to: str | None

    @property
    def address(self) -> str:
        return f"{self.subject_id}/{self.aspect}"


_SUBJECT = select(
    tables.subject.c.id, tables.subject.c.kind, tables.subject.c.name, tables.subject.c.facts
)
_ANSWER = select(
    tables.answer.c.id,
    tables.answer.c.subject_id,
    tables.answer.c.aspect,
    tables.answer.c.text,
    tables.answer.c.more,
    tables.answer.c.leads_to,
)


def find_subject(connection: Connection, subject_id: str) -> Subject | None:
    """The subject with this id, or None."""
    row = connection.execute(_SUBJECT.where(tables.subject.c.id == subject_id)).first()
    return Subject(**row._mapping) if row else None


def subjects_of_kind(connection: Connection, kind: str) -> list[Subject]:
    """All subjects of a kind in the order of the content."""
    rows = connection.execute(
        _SUBJECT.where(tables.subject.c.kind == kind).order_by(tables.subject.c.position)
    )
    return [Subject(**row._mapping) for row in rows]


def find_answer(
    connection: Connection, subject_id: str, aspects: Iterable[str]
) -> StoredAnswer | None:
    """The subject's answer to the first of the aspects that it has."""
    wanted = list(aspects)
    rows = connection.execute(
        _ANSWER.where(tables.answer.c.subject_id == subject_id, tables.answer.c.aspect.in_(wanted))
    ).all()
    found = {row.aspect: StoredAnswer(**row._mapping) for row in rows}
    return next((found[aspect] for aspect in wanted if aspect in found), None)


def answers_of(connection: Connection, subject_id: str) -> list[StoredAnswer]:
    """All answers of a subject in the order of the content."""
    rows = connection.execute(
        _ANSWER.where(tables.answer.c.subject_id == subject_id).order_by(tables.answer.c.id)
    )
    return [StoredAnswer(**row._mapping) for row in rows]


def sources_of(connection: Connection, answer_ids: Iterable[int]) -> tuple[SourceReference, ...]:
    """Where the answers stand, each section once."""
    rows = connection.execute(
        select(
            tables.source.c.title,
            tables.section.c.title.label("section"),
            tables.source.c.url,
            tables.source.c.published,
        )
        .join(tables.section, tables.section.c.source_id == tables.source.c.id)
        .join(tables.answer_section, tables.answer_section.c.section_id == tables.section.c.id)
        .where(tables.answer_section.c.answer_id.in_(list(answer_ids)))
        .order_by(tables.answer_section.c.answer_id, tables.answer_section.c.position)
    )
    return tuple(dict.fromkeys(SourceReference(*row) for row in rows))


def section_source(connection: Connection, section_id: str) -> tuple[SourceReference, ...]:
    """One section as a source."""
    row = connection.execute(
        select(
            tables.source.c.title,
            tables.section.c.title.label("section"),
            tables.source.c.url,
            tables.source.c.published,
        )
        .join(tables.section, tables.section.c.source_id == tables.source.c.id)
        .where(tables.section.c.id == section_id)
    ).first()
    return (SourceReference(*row),) if row else ()


def _first_question() -> Any:
    return (
        select(tables.question.c.text)
        .where(tables.question.c.answer_id == tables.answer.c.id)
        .order_by(tables.question.c.id)
        .limit(1)
        .scalar_subquery()
    )


def next_suggestions(connection: Connection, answer_id: int) -> tuple[Suggestion, ...]:
    """The reviewed ways to go on from an answer."""
    rows = connection.execute(
        select(tables.answer.c.label, _first_question())
        .join(tables.answer_next, tables.answer_next.c.next_id == tables.answer.c.id)
        .where(tables.answer_next.c.answer_id == answer_id)
        .order_by(tables.answer_next.c.position)
    )
    return tuple(Suggestion(*row) for row in rows)


def suggestions_for(connection: Connection, addresses: Iterable[str]) -> tuple[Suggestion, ...]:
    """Suggestions for the answers at these addresses; an address without answer is left out."""
    wanted = list(dict.fromkeys(addresses))
    rows = connection.execute(
        select(
            tables.answer.c.subject_id,
            tables.answer.c.aspect,
            tables.answer.c.label,
            _first_question(),
        ).where(tables.answer.c.subject_id.in_([address.split("/")[0] for address in wanted]))
    ).all()
    found = {f"{row[0]}/{row[1]}": Suggestion(row[2], row[3]) for row in rows}
    return tuple(found[address] for address in wanted if address in found)


def all_names(connection: Connection) -> dict[str, str]:
    """Every name and alias (lower case) -> subject id."""
    rows = connection.execute(select(tables.name.c.text, tables.name.c.subject_id))
    return {row.text: row.subject_id for row in rows}


def all_kinds(connection: Connection) -> dict[str, str]:
    """Every subject id -> its kind."""
    rows = connection.execute(select(tables.subject.c.id, tables.subject.c.kind))
    return {row.id: row.kind for row in rows}


def names_of(connection: Connection) -> dict[str, str]:
    """Every subject id -> how the subject is called."""
    rows = connection.execute(select(tables.subject.c.id, tables.subject.c.name))
    return {row.id: row.name for row in rows}


def all_texts(connection: Connection) -> list[str]:
    """The texts of all answers."""
    return list(connection.execute(select(tables.answer.c.text)).scalars())


def unknown_names(connection: Connection) -> dict[str, str]:
    """Every name (lower case) of what no source covers -> how it is called."""
    rows = connection.execute(select(tables.unknown_name.c.text, tables.unknown_name.c.name))
    return {row.text: row.name for row in rows}


def kinds_of_unknown(connection: Connection) -> dict[str, str]:
    """How each thing is called that no source covers -> its kind."""
    rows = connection.execute(select(tables.unknown_name.c.name, tables.unknown_name.c.kind))
    return {row.name: row.kind for row in rows}


def kind_of_unknown(connection: Connection, name: str) -> str | None:
    """The kind of a thing that no source covers, by how it is called."""
    kind: str | None = connection.execute(
        select(tables.unknown_name.c.kind).where(tables.unknown_name.c.name == name).limit(1)
    ).scalar()
    return kind


def _question_addresses() -> Any:
    answered = select(
        tables.question.c.id,
        tables.question.c.text,
        (tables.answer.c.subject_id + "/" + tables.answer.c.aspect).label("address"),
    ).join(tables.answer, tables.answer.c.id == tables.question.c.answer_id)
    compared = select(
        tables.question.c.id,
        tables.question.c.text,
        (tables.comparison.c.left_id + "/" + VERSUS + tables.comparison.c.right_id).label(
            "address"
        ),
    ).join(tables.comparison, tables.comparison.c.id == tables.question.c.comparison_id)
    return union_all(answered, compared)


def all_questions(connection: Connection) -> dict[str, str]:
    """Every question that the content lists -> the address of its answer."""
    return {row.text: row.address for row in connection.execute(_question_addresses())}


def questions_by_id(connection: Connection) -> dict[int, tuple[str, str]]:
    """The id of every listed question -> its text and the address of its answer."""
    return {row.id: (row.text, row.address) for row in connection.execute(_question_addresses())}
