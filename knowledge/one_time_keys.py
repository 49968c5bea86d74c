"""Keys that count once, also over several processes: what was handled, what may be used once."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from knowledge.tables import one_time_key


def claim(engine: Engine, key: str, seconds: float) -> bool:
    """Whether this call is the first with the key within its time; the key is kept for
    ``seconds``."""
    now = _now()
    table = one_time_key
    try:
        with engine.begin() as connection:
            connection.execute(insert(table).values(key=key, expires=_later(now, seconds)))
    except IntegrityError:  # known; it may have expired, and then one of us renews it
        with engine.begin() as connection:
            renewed = connection.execute(
                update(table)
                .where(table.c.key == key, table.c.expires <= now)
                .values(expires=_later(now, seconds))
            )
        return bool(renewed.rowcount)
    return True


def keep(engine: Engine, key: str, seconds: float) -> None:
    """Keep the key for ``seconds`` from now, known or not."""
    if claim(engine, key, seconds):
        return
    with engine.begin() as connection:
        connection.execute(
            update(one_time_key)
            .where(one_time_key.c.key == key)
            .values(expires=_later(_now(), seconds))
        )


def is_kept(engine: Engine, key: str) -> bool:
    """Whether the key is there and has not expired."""
    table = one_time_key
    query = select(table.c.key).where(table.c.key == key, table.c.expires > _now())
    with engine.connect() as connection:
        return connection.execute(query).first() is not None


def spend(engine: Engine, key: str) -> bool:
    """Whether the key was there and valid; it is gone afterwards."""
    table = one_time_key
    with engine.begin() as connection:
        done = connection.execute(delete(table).where(table.c.key == key, table.c.expires > _now()))
    return bool(done.rowcount)


def forget_keys(engine: Engine, beginning: str) -> None:
    """Delete all keys with this beginning."""
    with engine.begin() as connection:
        connection.execute(
            delete(one_time_key).where(one_time_key.c.key.startswith(beginning, autoescape=True))
        )


def sweep(engine: Engine) -> int:
    """Delete what has expired; returns how many."""
    with engine.begin() as connection:
        done = connection.execute(delete(one_time_key).where(one_time_key.c.expires <= _now()))
    return int(done.rowcount)


def _now() -> datetime:
    return datetime.now(timezone.utc).replace(tzinfo=None)


def _later(now: datetime, seconds: float) -> datetime:
    return now + timedelta(seconds=seconds)
