"""A deadline on the queries of one connection, kept by the database itself."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.engine import Connection

# SQLite asks every so many of its instructions whether to go on: some microseconds each.
INSTRUCTIONS = 1000


@contextmanager
def query_deadline(connection: Connection, seconds: float) -> Iterator[None]:
    """Queries inside give up with ``sqlalchemy.exc.OperationalError`` after so many seconds.

    PostgreSQL counts them for each statement, and until the transaction ends.
    """
    if connection.dialect.name != "sqlite":
        connection.execute(text(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}"))
        yield
        return
    raw = connection.connection.dbapi_connection
    until = time.perf_counter() + seconds
    raw.set_progress_handler(lambda: time.perf_counter() > until, INSTRUCTIONS)
    try:
        yield
    finally:
        raw.set_progress_handler(None, 0)
