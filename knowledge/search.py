"""Search by meaning and by words: which listed questions are nearest to a message.

Vectors are compared in memory (100,000 questions: see bench/), words by the database's full-text
index. Both are read anew when the content has changed, so that new content is found at once, with
no training.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from knowledge import catalogue, tables
from knowledge.deadline import query_deadline
from knowledge.fresh import Fresh
from knowledge.full_text import matching_questions, search_words
from knowledge.nearest_rows import NearestRows

logger = logging.getLogger(__name__)

CANDIDATES = 20
# How much nearer than others a question must be to count alone: of 8, 16 and 32 with 5 to 20
# candidates, 16 and 20 found most right answers on tests/questions/tune (93.9 % in place of
# 92.1 % for the nearest question alone).
SHARPNESS = 16.0
# What a perfect match of words adds to a cosine (chosen on tests/questions/tune).
WORDS_WEIGHT = 0.15
# Words are an addition: what takes longer is done without. A match of words in 100,000 questions
# takes 6 to 20 ms (`python -m bench.search_scale`); the rest is for a machine that does much else,
# on which the same question should still find the same answers.
WORDS_SECONDS = 0.1


@dataclass(frozen=True)
class Match:
    """An answer's address with its nearest ``question``, that one's ``cosine`` (-1 to 1) and
    ``score``: the cosine, plus at most ``WORDS_WEIGHT`` for words in common, plus what further
    near questions of the same answer add."""

    address: str
    score: float
    cosine: float
    question: str


@dataclass(frozen=True)
class _Loaded:
    ids: NDArray[np.int64]
    texts: list[str]
    addresses: list[str]
    vectors: NearestRows
    rows_of: dict[str, NDArray[np.int64]]


class Search:
    """Nearest answers. Safe to share between threads."""

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], float] = time.monotonic,
        words_seconds: float = WORDS_SECONDS,
    ) -> None:
        self._engine = engine
        self._words_seconds = words_seconds
        self._fresh = Fresh(engine, _load, clock)

    def nearest(
        self, message: str, vector: NDArray[np.float32], limit: int = 5, words: bool = True
    ) -> list[Match]:
        """The ``limit`` best answers for a message with its vector of shape [d], best first;
        without ``words`` by meaning alone, which needs no query."""
        loaded = self._fresh.get()
        if not loaded.addresses:
            return []
        cosines = _nearest_cosines(loaded.vectors, vector)
        found = dict(cosines)
        for index, rank in self._by_words(loaded, message) if words else ():
            if index not in cosines:
                cosines[index] = float(loaded.vectors.matrix[index] @ vector)
            found[index] = cosines[index] + WORDS_WEIGHT * rank
        by_answer: dict[str, list[int]] = {}
        for index in found:
            by_answer.setdefault(loaded.addresses[index], []).append(index)
        matches = []
        for address, indices in by_answer.items():
            near = max(indices, key=lambda index: cosines[index])
            score = _together([found[index] for index in indices])
            matches.append(Match(address, score, cosines[near], loaded.texts[near]))
        return sorted(matches, key=lambda match: -match.score)[:limit]

    def nearest_of(self, subject_id: str, vector: NDArray[np.float32]) -> Match | None:
        """The subject's best answer by meaning alone."""
        loaded = self._fresh.get()
        rows = loaded.rows_of.get(subject_id)
        if rows is None:
            return None
        cosines = loaded.vectors.cosines(rows, vector)
        best = np.argsort(-cosines)[:CANDIDATES]
        by_answer: dict[str, list[int]] = {}
        for each in best:
            by_answer.setdefault(loaded.addresses[rows[each]], []).append(int(each))
        matches = [
            Match(
                address,
                _together([float(cosines[each]) for each in places]),
                float(cosines[places[0]]),
                loaded.texts[rows[places[0]]],
            )
            for address, places in by_answer.items()
        ]
        return max(matches, key=lambda match: match.score)

    def _by_words(self, loaded: _Loaded, message: str) -> Iterator[tuple[int, float]]:
        """Questions with words of the message, by their place, with ranks from 0 to 1."""
        ranks = self._ranks(message)
        top = max(ranks.values(), default=0.0)
        for question_id, rank in ranks.items():
            index = int(np.searchsorted(loaded.ids, question_id))
            if index < len(loaded.ids) and loaded.ids[index] == question_id and top > 0:
                yield index, rank / top

    def _ranks(self, message: str) -> dict[int, float]:
        try:
            with (
                self._engine.connect() as connection,
                query_deadline(connection, self._words_seconds),
            ):
                return matching_questions(connection, search_words(message), CANDIDATES)
        except SQLAlchemyError as error:  # meaning alone is still worth something
            reason = getattr(error, "orig", error)
            logger.warning("search by words failed, by meaning only: %s", reason)
            return {}


def _nearest_cosines(vectors: NearestRows, vector: NDArray[np.float32]) -> dict[int, float]:
    """The best candidates by meaning: their places and cosines."""
    rows, cosines = vectors.near(vector)
    best = np.argsort(-cosines)[:CANDIDATES]
    return {int(rows[each]): float(cosines[each]) for each in best}


def _together(scores: Sequence[float]) -> float:
    """The score of an answer whose questions have these: the best one's, and a little more for
    each further one that is about as near."""
    best = max(scores)
    further = sum(math.exp(SHARPNESS * (score - best)) for score in scores)
    return best + math.log(further) / SHARPNESS


def _load(connection: Connection) -> _Loaded:
    questions = catalogue.questions_by_id(connection)
    rows = connection.execute(
        select(tables.question_vector.c.question_id, tables.question_vector.c.vector).order_by(
            tables.question_vector.c.question_id
        )
    ).all()
    vectors = [np.frombuffer(row.vector, dtype="<f4") for row in rows]
    addresses = [questions[row.question_id][1] for row in rows]
    rows_of: dict[str, list[int]] = {}
    for index, address in enumerate(addresses):
        rows_of.setdefault(address.partition("/")[0], []).append(index)
    return _Loaded(
        np.array([row.question_id for row in rows], dtype=np.int64),
        [questions[row.question_id][0] for row in rows],
        addresses,
        NearestRows(np.stack(vectors) if vectors else np.zeros((0, 0), dtype=np.float32)),
        {subject: np.array(found) for subject, found in rows_of.items()},
    )
