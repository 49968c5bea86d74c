"""``python -m bench.search_scale``: the search over 100,000 questions, by meaning and by words.

The questions are made of the words of the real ones, drawn as often as those use them; their
vectors lie around the real ones'. What is asked are real questions (tests/questions/tune).
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from evaluation.questions import read_part
from knowledge import tables
from knowledge.bootstrap import build_encoder
from knowledge.build import build_knowledge
from knowledge.database import open_engine
from knowledge.encoder import SentenceEncoder
from knowledge.full_text import index_questions
from knowledge.search import Search
from knowledge.settings import load_settings

MOST_SECONDS = 0.05  # wanted of the 95th percentile
ASKED = 400
SPREAD = 0.05  # standard deviation of each of a vector's numbers around a real question's
CHUNK = 10_000


def fill(engine: Engine, size: int) -> None:
    """Add made-up questions until there are ``size``."""
    chance, numbers = random.Random(1), np.random.default_rng(1)
    with engine.begin() as connection:
        real = connection.execute(sa.select(tables.question)).mappings().all()
        rows = connection.execute(sa.select(tables.question_vector)).all()
        vectors = np.stack([np.frombuffer(row.vector, dtype="<f4") for row in rows])
        words = [word for row in real for word in row["text"].split()]
        first = max(row["id"] for row in real) + 1
        for start in range(first, first + size - len(real), CHUNK):
            ids = range(start, min(start + CHUNK, first + size - len(real)))
            made = vectors[numbers.integers(0, len(vectors), len(ids))]
            made = made + numbers.normal(0, SPREAD, made.shape)
            made /= np.linalg.norm(made, axis=1, keepdims=True)
            texts = [" ".join(chance.choices(words, k=chance.randint(5, 14))) for _ in ids]
            connection.execute(
                sa.insert(tables.question),
                [
                    {**chance.choice(real), "id": i, "text": f"{text} {i}"}
                    for i, text in zip(ids, texts, strict=True)
                ],
            )
            connection.execute(
                sa.insert(tables.question_vector),
                [
                    {"question_id": i, "vector": vector.astype("<f4").tobytes()}
                    for i, vector in zip(ids, made, strict=True)
                ],
            )
        index_questions(connection)


def milliseconds(search: Search, encoder: SentenceEncoder, words: bool) -> np.ndarray:
    """Of each question, the time of the search alone."""
    times = []
    for question in read_part("tune")[:ASKED]:
        vector = encoder.encode([question.ask])[0]
        started = time.perf_counter()
        search.nearest(question.ask, vector, words=words)
        times.append(1000 * (time.perf_counter() - started))
    return np.array(times)


def main() -> int:
    """Print the table; 1 when the wanted figure is not reached."""
    parser = argparse.ArgumentParser(prog="bench.search_scale", description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    size = parser.parse_args().size
    settings = load_settings()
    encoder = build_encoder(settings)
    with tempfile.TemporaryDirectory() as scratch:
        engine = open_engine(f"sqlite:///{Path(scratch) / 'knowledge.db'}")
        build_knowledge(engine, settings.content_directory, encoder)
        fill(engine, size)
        search = Search(engine)
        started = time.perf_counter()
        search.nearest("python", encoder.encode(["python"])[0])
        print(f"{size} questions, loaded in {time.perf_counter() - started:.1f} s\n")
        print("| search | p50 ms | p95 ms | longest ms |\n|---|---:|---:|---:|")
        times = {words: milliseconds(search, encoder, words) for words in (False, True)}
        for words, found in times.items():
            what = "by meaning and by words" if words else "by meaning"
            middle, high = np.percentile(found, (50, 95))
            print(f"| {what} | {middle:.1f} | {high:.1f} | {found.max():.1f} |")
        engine.dispose()
    return 0 if np.percentile(times[True], 95) <= 1000 * MOST_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
