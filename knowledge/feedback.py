"""What people thought of answers: thumbs up or down, without who they are."""

from __future__ import annotations

from datetime import datetime, timezone

from sqlalchemy import delete, insert, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from knowledge.tables import feedback, undelivered_reply


def rate(engine: Engine, key: str, channel: str, topic: str | None, is_helpful: bool) -> None:
    """Keep a rating; the latest of one ``key`` (conversation and message) counts."""
    values = {"is_helpful": is_helpful, "given": _now()}
    new = {"key": key, "channel": channel[:40], "topic": topic[:200] if topic else None, **values}
    try:
        with engine.begin() as connection:
            connection.execute(insert(feedback).values(new))
    except IntegrityError:  # rated before: they changed their mind
        with engine.begin() as connection:
            connection.execute(update(feedback).where(feedback.c.key == key).values(values))


def forget_ratings(engine: Engine, beginning: str) -> None:
    """Delete all ratings and failed replies whose conversation begins so."""
    with engine.begin() as connection:
        for column in (feedback.c.key, undelivered_reply.c.conversation):
            connection.execute(
                delete(column.table).where(column.startswith(beginning, autoescape=True))
            )


def write_down_undelivered(
    engine: Engine, reference: str, channel: str, conversation: str, reason: str
) -> None:
    """Write down that a reply could not be delivered, and why."""
    row = {
        "reference": reference[:40],
        "channel": channel[:40],
        "conversation": conversation[:200],
        "reason": reason[:300],
        "failed": _now(),
    }
    with engine.begin() as connection:
        connection.execute(insert(undelivered_reply).values(row))


def _now() -> datetime:
    return datetime.now(timezone.utc).replace(tzinfo=None)
