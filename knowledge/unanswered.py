"""Questions that were not answered, written down for the bootcamp's staff.

Nothing that identifies a person is kept: no sender, and addresses, numbers and links are
taken out of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import desc, insert, select, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from knowledge.same_text import normal_name
from knowledge.tables import unanswered_question

LONGEST = 500  # characters kept of a question

_PERSONAL = (
    (re.compile(r"\S+@\S+\.\w+"), "[e-mail]"),
    (re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE), "[link]"),
    (re.compile(r"\+?\(?\d(?:[\s()./-]{0,3}\d){6,}"), "[number]"),
)


@dataclass(frozen=True)
class Unanswered:
    """A question with how often and when (UTC) it was asked, and what was nearest to it."""

    text: str
    times: int
    first_asked: datetime
    last_asked: datetime
    channel: str
    nearest: list[dict[str, Any]]


def without_personal_data(text: str) -> str:
    """The text without e-mail addresses, links and long numbers, cut to ``LONGEST``."""
    for pattern, instead in _PERSONAL:
        text = pattern.sub(instead, text)
    return " ".join(text.split())[:LONGEST]


def write_down(engine: Engine, text: str, channel: str, nearest: Sequence[dict[str, Any]]) -> None:
    """Write a question down, or count it once more.

    Args:
        text: as it was asked.
        channel: where it was asked.
        nearest: ``{"address", "score"}`` of what search found.
    """
    kept = without_personal_data(text)
    now = datetime.now(timezone.utc).replace(tzinfo=None)
    with engine.begin() as connection:
        if _counted(connection, kept, now):
            return
    try:
        with engine.begin() as connection:
            connection.execute(
                insert(unanswered_question),
                [
                    {
                        "key": _key(kept),
                        "text": kept,
                        "times": 1,
                        "first_asked": now,
                        "last_asked": now,
                        "channel": channel[:40],
                        "nearest": list(nearest),
                    }
                ],
            )
    except IntegrityError:  # someone asked the same at the same moment
        with engine.begin() as connection:
            _counted(connection, kept, now)


def most_asked(engine: Engine, limit: int = 100) -> list[Unanswered]:
    """The questions, most asked and latest first."""
    columns = unanswered_question.c
    query = (
        select(
            columns.text,
            columns.times,
            columns.first_asked,
            columns.last_asked,
            columns.channel,
            columns.nearest,
        )
        .order_by(desc(columns.times), desc(columns.last_asked))
        .limit(limit)
    )
    with engine.connect() as connection:
        return [Unanswered(**row._mapping) for row in connection.execute(query)]


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", normal_name(text)).strip()[:LONGEST]


def _counted(connection: Connection, text: str, now: datetime) -> bool:
    table = unanswered_question
    done = connection.execute(
        update(table)
        .where(table.c.key == _key(text))
        .values(times=table.c.times + 1, last_asked=now)
    )
    return bool(done.rowcount)
