"""How advice puts what a person said, and where its reasons stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy.engine import Connection

from knowledge import catalogue
from knowledge.reply import SourceReference

# After «you want»: aims and tastes.
MEANT = {
    "goal:job": "a job in the field",
    "goal:research": "to do research",
    "goal:enterprise": "to work on enterprise software",
    "goal:engineering": "it for engineering work",
    "goal:hobby": "it for the joy of it",
    "taste:easy": "something easy to learn",
    "taste:speed": "speed",
    "taste:statistics": "statistics",
    "taste:charts": "charts",
    "taste:scalability": "something that scales",
    "taste:numerics": "numerical work",
    "taste:libraries": "many libraries",
}
MOST_SOURCES = 4


def joined(parts: Sequence[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def sources_at(connection: Connection, addresses: Iterable[str]) -> tuple[SourceReference, ...]:
    """The sections that the answers at these addresses stand in, each once."""
    found: list[SourceReference] = []
    for address in dict.fromkeys(addresses):
        subject, _, aspect = address.partition("/")
        answer = catalogue.find_answer(connection, subject, [aspect])
        if answer is not None:
            found += catalogue.sources_of(connection, [answer.id])
    return tuple(dict.fromkeys(found))[:MOST_SOURCES]


def names_of(connection: Connection, ids: Iterable[str]) -> list[str]:
    """What subjects are called; unknown ids are left out."""
    found = (catalogue.find_subject(connection, each) for each in ids)
    return [subject.name for subject in found if subject is not None]
