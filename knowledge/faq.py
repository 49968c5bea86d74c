"""The content as frequently asked questions: every answer and comparison under its slug.

A slug is the entry's address with a dot, ``python.strengths`` for ``python/strengths``. Ids
have no dots, so that it stands for one entry only, and it stays as long as the ids do.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection, Engine

from knowledge import catalogue, comparing, tables
from knowledge.aspects import VERSUS
from knowledge.fresh import Fresh
from knowledge.phrases import Phrase
from knowledge.reply import Card, SourceReference
from knowledge.tables import KINDS

COMPARISON = "comparison"
ENTRY_KINDS = (*KINDS, COMPARISON)


@dataclass(frozen=True)
class Related:
    """A way on: another entry's slug and question."""

    slug: str
    question: str


@dataclass(frozen=True)
class Entry:
    """One question with its answer. ``topic`` is the address that a Reply has as well;
    ``kind`` is one of ``ENTRY_KINDS``; ``answer`` and ``more`` are light Markdown."""

    slug: str
    topic: str
    kind: str
    subject_id: str
    subject: str
    question: str
    answer: str
    more: str
    sources: tuple[SourceReference, ...]
    cards: tuple[Card, ...]
    related: tuple[Related, ...]


@dataclass(frozen=True)
class Edition:
    """All entries of one state of the content, in its order; ``digest`` names the state."""

    digest: str
    entries: tuple[Entry, ...]
    by_slug: Mapping[str, Entry]

    def select(self, kind: str | None = None, subject: str | None = None) -> list[Entry]:
        """The entries of a kind and of a subject (its id); of all where none is given."""
        return [
            entry
            for entry in self.entries
            if kind in (None, entry.kind) and subject in (None, entry.subject_id)
        ]

    def at(self, topic: str) -> Entry | None:
        """The entry at an address."""
        return self.by_slug.get(slug_of(topic))


class Faq:
    """The entries, read anew when the content has changed. Safe to share between threads."""

    def __init__(
        self,
        engine: Engine,
        phrases: Mapping[str, Phrase],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fresh = Fresh(engine, partial(_load, phrases), clock)

    def edition(self) -> Edition:
        """The entries as they are now.

        Raises:
            KnowledgeMissing: the database has no content.
        """
        return self._fresh.get()


def slug_of(topic: str) -> str:
    """``python/strengths`` -> ``python.strengths``."""
    return topic.replace("/", ".")


def _load(phrases: Mapping[str, Phrase], connection: Connection) -> Edition:
    entries = [*_answers(connection), *_comparisons(connection, phrases)]
    entries.sort(key=lambda entry: ENTRY_KINDS.index(entry.kind))  # within a kind as in the content
    digest = str(
        connection.execute(
            select(tables.content_version.c.digest).where(tables.content_version.c.is_current)
        ).scalar()
    )
    return Edition(digest, tuple(entries), {entry.slug: entry for entry in entries})


def _answers(connection: Connection) -> list[Entry]:
    answer, subject = tables.answer.c, tables.subject.c
    rows = connection.execute(
        select(
            answer.id,
            answer.subject_id,
            answer.aspect,
            answer.text,
            answer.more,
            subject.kind,
            subject.name,
        )
        .join(tables.subject, subject.id == answer.subject_id)
        .order_by(subject.position, answer.id)
    ).all()
    sources, following = _sources(connection), _following(connection)
    questions = _first_questions(connection, tables.question.c.answer_id)
    slugs = {row.id: slug_of(f"{row.subject_id}/{row.aspect}") for row in rows}
    return [
        Entry(
            slug=slugs[row.id],
            topic=f"{row.subject_id}/{row.aspect}",
            kind=row.kind,
            subject_id=row.subject_id,
            subject=row.name,
            question=questions[row.id],
            answer=row.text,
            more=row.more,
            sources=tuple(sources[row.id]),
            cards=(),
            related=tuple(Related(slugs[each], questions[each]) for each in following[row.id]),
        )
        for row in rows
    ]


def _comparisons(connection: Connection, phrases: Mapping[str, Phrase]) -> list[Entry]:
    questions = _first_questions(connection, tables.question.c.comparison_id)
    comparison = tables.comparison.c
    rows = connection.execute(
        select(comparison.id, comparison.left_id, comparison.right_id).order_by(comparison.id)
    ).all()
    return [_comparison(connection, row, questions[row.id], phrases) for row in rows]


def _comparison(
    connection: Connection, row: Any, question: str, phrases: Mapping[str, Phrase]
) -> Entry:
    pair = [catalogue.find_subject(connection, each) for each in (row.left_id, row.right_id)]
    left, right = (subject for subject in pair if subject is not None)
    reply = comparing.compare(connection, left, right, phrases)
    topic = f"{left.id}/{VERSUS}{right.id}"
    overviews = [(f"{subject.id}/overview", subject) for subject in (left, right)]
    suggestions = catalogue.suggestions_for(connection, [address for address, _ in overviews])
    return Entry(
        slug=slug_of(topic),
        topic=topic,
        kind=COMPARISON,
        subject_id=left.id,
        subject=f"{left.name} – {right.name}",
        question=question,
        answer=reply.text,
        more="",
        sources=reply.sources,
        cards=reply.cards,
        related=tuple(
            Related(slug_of(address), suggestion.message)
            for (address, _), suggestion in zip(overviews, suggestions, strict=False)
        ),
    )


def _first_questions(connection: Connection, target: Any) -> dict[int, str]:
    """What is asked first of each answer, or of each comparison."""
    rows = connection.execute(
        select(target.label("target"), tables.question.c.text)
        .where(target.is_not(None))
        .order_by(tables.question.c.id.desc())  # the first one is written last
    )
    return {row.target: row.text for row in rows}


def _sources(connection: Connection) -> dict[int, Sequence[SourceReference]]:
    link, section, source = tables.answer_section.c, tables.section.c, tables.source.c
    rows = connection.execute(
        select(link.answer_id, source.title, section.title, source.url, source.published)
        .join(tables.section, section.id == link.section_id)
        .join(tables.source, source.id == section.source_id)
        .order_by(link.answer_id, link.position)
    )
    found: dict[int, Sequence[SourceReference]] = defaultdict(list)
    for answer_id, *reference in rows:
        found[answer_id] = [*found[answer_id], SourceReference(*reference)]
    return found


def _following(connection: Connection) -> dict[int, Sequence[int]]:
    step = tables.answer_next.c
    rows = connection.execute(
        select(step.answer_id, step.next_id).order_by(step.answer_id, step.position)
    )
    found: dict[int, Sequence[int]] = defaultdict(list)
    for answer_id, next_id in rows:
        found[answer_id] = [*found[answer_id], next_id]
    return found
