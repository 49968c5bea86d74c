"""What the language understanding needs from the knowledge base: names and questions.

Both are read anew when the content in the database has changed, so that a new course is
understood at once, with no training and no restart.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.engine import Engine

from knowledge import catalogue
from knowledge.build import current_digest
from knowledge.names import NamedSubject, NameFinder

# The content is edited by hand and built by a command; two seconds is soon enough, and
# asking at most that often keeps the query (0.2 ms on SQLite) off most turns.
RECHECK_SECONDS = 2.0


class KnowledgeMissing(RuntimeError):
    """The knowledge base has no content; says how to build it."""


@dataclass(frozen=True)
class _Loaded:
    digest: str
    finder: NameFinder
    questions: dict[str, str]


class Lookup:
    """Names and known questions, kept fresh. Safe to share between threads."""

    def __init__(self, engine: Engine, clock: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._clock = clock
        self._lock = threading.Lock()
        self._loaded: _Loaded | None = None
        self._checked = float("-inf")

    def named_subjects(self, message: str) -> list[NamedSubject]:
        """The subjects that the message names, in order."""
        return self._current().finder.find(message)

    def known_question(self, message: str) -> str | None:
        """The address of the answer whose listed question is exactly this message."""
        return self._current().questions.get(question_key(message))

    def _current(self) -> _Loaded:
        with self._lock:
            now = self._clock()
            if self._loaded is None or now - self._checked >= RECHECK_SECONDS:
                self._loaded = self._load_if_changed(self._loaded)
                self._checked = now
            return self._loaded

    def _load_if_changed(self, loaded: _Loaded | None) -> _Loaded:
        with self._engine.connect() as connection:
            digest = current_digest(connection)
            if digest is None:
                raise KnowledgeMissing(
                    "the knowledge base is empty: run `advisor knowledge build` first"
                )
            if loaded is not None and loaded.digest == digest:
                return loaded
            return _Loaded(
                digest,
                NameFinder(catalogue.all_names(connection)),
                {
                    question_key(text): address
                    for text, address in catalogue.all_questions(connection).items()
                },
            )


def question_key(text: str) -> str:
    """A question without case, punctuation at its end, and doubled spaces."""
    return re.sub(r"[\s?!.]+$", "", " ".join(text.lower().split()))
