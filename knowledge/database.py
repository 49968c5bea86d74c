"""Opening the knowledge base: engine options, and the schema's migrations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.pool import QueuePool

MIGRATIONS = Path(__file__).resolve().parent / "migrations"

# A locked SQLite file or a slow PostgreSQL statement gives up before the answer's
# deadline does (2.5 s by default), so that the apology names the real cause.
STATEMENT_TIMEOUT_SECONDS = 2.0


def open_engine(url: str, future: bool = True) -> Engine:
    """An engine with bounded waits; nothing is connected yet.

    ``future`` chooses SQLAlchemy 2.0 behaviour; Rasa's own store needs the old one.
    """
    backend = make_url(url).get_backend_name()
    if backend == "sqlite":
        return _open_sqlite(url, future)
    return create_engine(
        url,
        future=future,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": 2,
            "options": f"-c statement_timeout={int(STATEMENT_TIMEOUT_SECONDS * 1000)}",
        },
    )


def _open_sqlite(url: str, future: bool) -> Engine:
    # Kept connections: SQLAlchemy 1.4 would open the file anew for each use (0.4 ms).
    engine = create_engine(
        url,
        future=future,
        poolclass=QueuePool,
        connect_args={"timeout": STATEMENT_TIMEOUT_SECONDS, "check_same_thread": False},
    )

    def pragmas(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA journal_mode=WAL")
        # With the write-ahead log this is safe against crashes of the program; a loss of power
        # may cost the last turns. A disk flush at each turn would take 2 to 10 ms.
        connection.execute("PRAGMA synchronous=NORMAL")

    event.listen(engine, "connect", pragmas)
    return engine


def migrate(engine: Engine) -> None:
    """Bring the schema to the newest revision; does nothing when it is there already."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
