"""What people thought of answers: a thumb and, if they like, a reason.

Kept under a digest of the conversation's name, which serves to change a thumb and to take
back what was said, and tells nobody who it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone

from sqlalchemy import delete, desc, insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from knowledge.tables import THUMBS, feedback
from knowledge.unanswered import without_personal_data

__all__ = ["FAQ_READERS", "REASON_LIMIT", "THUMBS", "Feedback", "Given"]

REASON_LIMIT = 500  # characters
# The one conversation of all who read the FAQ: nothing tells them apart.
FAQ_READERS = "faq"


@dataclass(frozen=True)
class Given:
    """A thumb with its reason (or an empty text), what it was about (an address), where it
    was given (``faq`` or ``chat``) and when (UTC)."""

    thumb: str
    reason: str
    topic: str | None
    channel: str
    given: datetime


class Feedback:
    """Writes down thumbs; the latest of a message counts."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def give(
        self, conversation: str, message_id: str, thumb: str, reason: str, topic: str | None
    ) -> None:
        """Write down what somebody thought of the answer to a message."""
        row = {
            "conversation": _digest(conversation),
            "message_id": message_id,
            "thumb": thumb,
            "reason": without_personal_data(reason)[:REASON_LIMIT],
            "topic": topic[:120] if topic else None,
            "given": datetime.now(timezone.utc).replace(tzinfo=None),
        }
        if self._changed(row):
            return
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(feedback), [row])
        except IntegrityError:  # the same thumb at the same moment
            self._changed(row)

    def forget(self, conversation: str) -> None:
        """Take back all that somebody said in a conversation."""
        with self._engine.begin() as connection:
            connection.execute(
                delete(feedback).where(feedback.c.conversation == _digest(conversation))
            )

    def latest(self, limit: int = 100, thumb: str | None = None) -> list[Given]:
        """What was given last, latest first; of one thumb only, if it is named."""
        columns = feedback.c
        query = select(columns).order_by(desc(columns.given), desc(columns.id)).limit(limit)
        if thumb is not None:
            query = query.where(columns.thumb == thumb)
        faq = _digest(FAQ_READERS)
        with self._engine.connect() as connection:
            return [
                Given(
                    row.thumb,
                    row.reason,
                    row.topic,
                    "faq" if row.conversation == faq else "chat",
                    row.given,
                )
                for row in connection.execute(query)
            ]

    def _changed(self, row: Mapping[str, object]) -> bool:
        same = [feedback.c[name] == row[name] for name in ("conversation", "message_id")]
        with self._engine.begin() as connection:
            return bool(connection.execute(update(feedback).where(*same).values(**row)).rowcount)


def _digest(conversation: str) -> str:
    return hashlib.sha256(conversation.encode("utf-8")).hexdigest()
