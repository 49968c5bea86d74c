"""Something read from the knowledge base and kept in memory until the content changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from sqlalchemy.engine import Connection, Engine

from knowledge.build import current_digest

# The content is edited by hand and built by a command; two seconds is soon enough, and
# asking at most that often keeps the query (0.2 ms on SQLite) off most turns.
RECHECK_SECONDS = 2.0

T = TypeVar("T")


class KnowledgeMissing(RuntimeError):
    """The knowledge base has no content; says how to build it."""


class Fresh(Generic[T]):
    """A value loaded from the database, anew when the content's digest has changed.

    Safe to share between threads: one loads, the others wait.
    """

    def __init__(
        self,
        engine: Engine,
        load: Callable[[Connection], T],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._engine = engine
        self._load = load
        self._clock = clock
        self._lock = threading.Lock()
        self._held: tuple[str, T] | None = None
        self._checked = float("-inf")

    def get(self) -> T:
        """The value.

        Raises:
            KnowledgeMissing: the database has no content.
        """
        with self._lock:
            now = self._clock()
            if self._held is None or now - self._checked >= RECHECK_SECONDS:
                self._held = self._load_if_changed(self._held)
                self._checked = now
            return self._held[1]

    def _load_if_changed(self, held: tuple[str, T] | None) -> tuple[str, T]:
        with self._engine.connect() as connection:
            digest = current_digest(connection)
            if digest is None:
                raise KnowledgeMissing(
                    "the knowledge base is empty: run `advisor knowledge build` first"
                )
            if held is not None and held[0] == digest:
                return held
            return digest, self._load(connection)
