"""The full-text index over the listed questions: SQLite's FTS5, PostgreSQL's ``tsvector``."""

from __future__ import annotations

import re

from sqlalchemy import text
from sqlalchemy.engine import Connection

# Words that stand in most questions find most questions, slowly and for nothing.
STOP_WORDS = frozenset(
    """a about an and any are as at be been but by can could did do does for from get had has have
    how i if in is it its just like me my need of on one or should so some than that the their them
    there these they this to u us use used want was we what when where which who why will with would
    you your machine learning ml engineer engineers""".split()
)
MOST_WORDS = 12


def index_questions(connection: Connection) -> None:
    """Bring the index in step with the questions; PostgreSQL does that by itself."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("DELETE FROM question_words"))
        connection.execute(
            text("INSERT INTO question_words(rowid, text) SELECT id, text FROM question")
        )


def search_words(message: str) -> list[str]:
    """The words worth looking up: no stop words, each once, at most ``MOST_WORDS``."""
    words = re.findall(r"[a-z0-9+#]+", message.lower())
    return list(dict.fromkeys(w for w in words if w not in STOP_WORDS))[:MOST_WORDS]


def matching_questions(connection: Connection, words: list[str], limit: int) -> dict[int, float]:
    """Question id -> rank (larger is better) of those with any of the words."""
    if not words:
        return {}
    if connection.dialect.name == "sqlite":
        query = text(
            "SELECT rowid AS id, -bm25(question_words) AS rank FROM question_words"
            " WHERE question_words MATCH :words ORDER BY bm25(question_words) LIMIT :limit"
        )
        # In quotes a word is a word, never an operator of the query language.
        pattern = " OR ".join(f'"{word}"' for word in words)
    else:
        query = text(
            "SELECT id, ts_rank(to_tsvector('english', text), found) AS rank"
            " FROM question, to_tsquery('english', :words) AS found"
            " WHERE to_tsvector('english', text) @@ found ORDER BY rank DESC LIMIT :limit"
        )
        pattern = " | ".join(re.sub(r"[^a-z0-9]", "", word) or "x" for word in words)
    rows = connection.execute(query, {"words": pattern, "limit": limit})
    return {int(row.id): float(row.rank) for row in rows}
