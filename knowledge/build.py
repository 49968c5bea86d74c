"""Content -> database: all or nothing, and twice gives the same as once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import Connection, Engine

from knowledge import tables
from knowledge.advice.check import find_advice_problems
from knowledge.aspects import VERSUS
from knowledge.content_check import find_problems
from knowledge.content_model import Content, ContentInvalid, content_files, read_content
from knowledge.database import migrate
from knowledge.full_text import index_questions
from knowledge.same_text import normal_name
from knowledge.wording import SPELLED_OUT, spelled_out

ANSWERS = select(tables.answer.c.id, tables.answer.c.subject_id, tables.answer.c.aspect)
COMPARISONS = select(
    tables.comparison.c.id, tables.comparison.c.left_id, tables.comparison.c.right_id
)
NORM_TOLERANCE = 1e-3  # of a unit vector in 32-bit floats


@dataclass(frozen=True)
class BuildReport:
    """What a build did: ``changed`` is False when the database had this content already."""

    changed: bool
    digest: str
    subjects: int
    answers: int


class Encoder(Protocol):
    """What turns questions into vectors; ``digest`` changes when its vectors do."""

    @property
    def digest(self) -> str: ...

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of unit length, shape [len(sentences), d]."""


def build_knowledge(engine: Engine, directory: Path, encoder: Encoder) -> BuildReport:
    """Load the content into the database in one transaction, with its search index.

    Raises:
        ContentInvalid: the content has problems; the database is left as it was.
    """
    content = read_content(directory)
    problems = find_problems(content) + find_advice_problems(directory, content)
    if problems:
        raise ContentInvalid(problems)
    digest = digest_with(encoder, directory)
    migrate(engine)
    with engine.connect() as connection:
        changed = current_digest(connection) != digest or not _is_indexed(connection)
    # Encoding takes many seconds, for which nobody should wait to write: before the transaction.
    vectors = _encoded(encoder, _questions(content)) if changed else {}
    with engine.begin() as connection:
        if changed:
            _replace(connection, content, digest)
            _index(connection, vectors)
        return BuildReport(
            changed=changed,
            digest=digest,
            subjects=_count(connection, tables.subject),
            answers=_count(connection, tables.answer),
        )


def digest_with(encoder: Encoder, directory: Path) -> str:
    """SHA-256 over everything that the database is made from: content, encoder, short forms."""
    parts = (content_digest(directory), encoder.digest, repr(SPELLED_OUT))
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def content_digest(directory: Path) -> str:
    """SHA-256 over the names and bytes of all content files."""
    digest = hashlib.sha256()
    for path in content_files(directory):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def current_digest(connection: Connection) -> str | None:
    """Digest of the content that the database holds, or None when it holds none."""
    digest: str | None = connection.execute(
        select(tables.content_version.c.digest).where(tables.content_version.c.is_current)
    ).scalar()
    return digest


def _count(connection: Connection, table: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _is_indexed(connection: Connection) -> bool:
    """Whether every question has a vector, all of one length and of norm 1: what is damaged is
    built again."""
    stored = connection.execute(select(tables.question_vector.c.vector)).scalars().all()
    lengths = {len(vector) for vector in stored}
    if len(stored) != _count(connection, tables.question) or len(lengths) != 1:
        return False
    if lengths.pop() % np.dtype("<f4").itemsize:
        return False
    norms = np.linalg.norm(np.frombuffer(b"".join(stored), "<f4").reshape(len(stored), -1), axis=1)
    return bool(np.all(np.abs(norms - 1) < NORM_TOLERANCE))


def _questions(content: Content) -> Iterator[str]:
    """All questions that answers, comparisons and the further wordings list."""
    for subject in content.subjects:
        for answer in subject.part.answers:
            yield from answer.questions
    for comparison in content.comparisons:
        yield from comparison.part.questions
    for asked in content.asked:
        yield from asked.part.questions


def _encoded(encoder: Encoder, questions: Iterable[str]) -> dict[str, bytes]:
    """Each question with its vector, 32-bit floats."""
    texts = list(dict.fromkeys(questions))
    vectors = encoder.encode([spelled_out(text) for text in texts]).astype("<f4")
    return {text: vector.tobytes() for text, vector in zip(texts, vectors, strict=True)}


def _index(connection: Connection, vectors: Mapping[str, bytes]) -> None:
    rows = connection.execute(select(tables.question.c.id, tables.question.c.text)).all()
    connection.execute(
        insert(tables.question_vector),
        [{"question_id": row.id, "vector": vectors[row.text]} for row in rows],
    )
    index_questions(connection)


def _replace(connection: Connection, content: Content, digest: str) -> None:
    for table in reversed(tables.CONTENT_TABLES):
        connection.execute(delete(table))
    _insert_sources(connection, content)
    _insert_subjects(connection, content)
    _insert_answers(connection, content)
    _insert_comparisons(connection, content)
    _insert_asked(connection, content)
    _insert_statistics(connection, content)
    connection.execute(insert(tables.content_version), [{"digest": digest, "is_current": True}])


def _insert_sources(connection: Connection, content: Content) -> None:
    for located in content.sources:
        source = located.part
        connection.execute(
            insert(tables.source),
            [source.dict(include={"id", "title", "kind", "publisher", "url", "published"})],
        )
        connection.execute(
            insert(tables.section),
            [
                {"id": s.id, "source_id": source.id, "title": s.title, "position": position}
                for position, s in enumerate(source.sections)
            ],
        )


def _insert_subjects(connection: Connection, content: Content) -> None:
    rows, names = [], []
    for position, located in enumerate(content.subjects):
        part = located.part
        facts = json.loads(json.dumps(part.facts))
        rows.append(
            {
                "id": part.id,
                "kind": located.kind,
                "name": part.name,
                "position": position,
                "facts": facts,
            }
        )
        texts = dict.fromkeys(normal_name(text) for text in (part.name, *part.aliases))
        names += [{"text": text, "subject_id": part.id} for text in texts]
    connection.execute(insert(tables.subject), rows)
    connection.execute(insert(tables.name), names)
    unknown = [
        {"text": text, "name": group[0], "kind": located.part.kind}
        for located in content.unknown_names
        for group in located.part.names
        for text in dict.fromkeys(normal_name(each) for each in group)
    ]
    if unknown:
        connection.execute(insert(tables.unknown_name), unknown)


def _insert_answers(connection: Connection, content: Content) -> None:
    ids: dict[str, int] = {}
    parts = []
    for located in content.subjects:
        for answer in located.part.answers:
            ids[f"{located.part.id}/{answer.aspect}"] = len(ids) + 1
            parts.append((len(ids), located.part.id, answer))
    connection.execute(
        insert(tables.answer),
        [
            {
                "id": number,
                "subject_id": subject_id,
                "aspect": answer.aspect,
                "text": answer.text.strip(),
                "more": answer.more.strip(),
                "label": answer.label,
                "leads_to": answer.leads_to,
            }
            for number, subject_id, answer in parts
        ],
    )
    for number, _, answer in parts:
        _insert_answer_links(connection, number, answer, ids)


def _insert_answer_links(
    connection: Connection, number: int, answer: Any, ids: dict[str, int]
) -> None:
    connection.execute(
        insert(tables.answer_section),
        [
            {"answer_id": number, "section_id": section, "position": position}
            for position, section in enumerate(dict.fromkeys(answer.sections))
        ],
    )
    connection.execute(
        insert(tables.question),
        [{"answer_id": number, "text": question} for question in answer.questions],
    )
    if answer.next:
        connection.execute(
            insert(tables.answer_next),
            [
                {"answer_id": number, "next_id": ids[reference], "position": position}
                for position, reference in enumerate(dict.fromkeys(answer.next))
            ],
        )


def _insert_comparisons(connection: Connection, content: Content) -> None:
    for number, located in enumerate(content.comparisons, start=1):
        part = located.part
        connection.execute(
            insert(tables.comparison),
            [
                {
                    "id": number,
                    "left_id": part.left,
                    "right_id": part.right,
                    "summary": part.summary.strip(),
                    "section_id": part.sections[0],
                }
            ],
        )
        if part.questions:
            connection.execute(
                insert(tables.question),
                [{"comparison_id": number, "text": question} for question in part.questions],
            )
        connection.execute(
            insert(tables.comparison_aspect),
            [
                {
                    "comparison_id": number,
                    "slug": aspect.id,
                    "name": aspect.name,
                    "left": aspect.left,
                    "right": aspect.right,
                    "position": position,
                }
                for position, aspect in enumerate(part.aspects)
            ],
        )


def _insert_asked(connection: Connection, content: Content) -> None:
    answers = {f"{row.subject_id}/{row.aspect}": row.id for row in connection.execute(ANSWERS)}
    comparisons = {
        f"{row.left_id}/{VERSUS}{row.right_id}": row.id for row in connection.execute(COMPARISONS)
    }
    rows = [
        {
            "answer_id": answers.get(located.part.answer),
            "comparison_id": comparisons.get(located.part.answer),
            "text": question,
        }
        for located in content.asked
        for question in located.part.questions
    ]
    if rows:
        connection.execute(insert(tables.question), rows)


def _insert_statistics(connection: Connection, content: Content) -> None:
    rows = []
    for position, located in enumerate(content.statistics):
        row = located.part.dict(exclude={"line", "section"})
        rows.append({**row, "section_id": located.part.section, "position": position})
    if rows:
        connection.execute(insert(tables.statistic), rows)
