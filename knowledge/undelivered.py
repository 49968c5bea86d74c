"""Replies that a platform refused to take: for the staff, without what was said."""

from __future__ import annotations

from datetime import datetime, timezone

from sqlalchemy import delete, insert
from sqlalchemy.engine import Engine

from knowledge.tables import undelivered_reply


def write_down_undelivered(
    engine: Engine, reference: str, channel: str, conversation: str, reason: str
) -> None:
    """Write down that a reply could not be delivered, and why."""
    row = {
        "reference": reference[:40],
        "channel": channel[:40],
        "conversation": conversation[:200],
        "reason": reason[:300],
        "failed": datetime.now(timezone.utc).replace(tzinfo=None),
    }
    with engine.begin() as connection:
        connection.execute(insert(undelivered_reply).values(row))


def forget_undelivered(engine: Engine, beginning: str) -> None:
    """Delete what is written down of all conversations whose name begins so."""
    column = undelivered_reply.c.conversation
    with engine.begin() as connection:
        connection.execute(
            delete(undelivered_reply).where(column.startswith(beginning, autoescape=True))
        )
