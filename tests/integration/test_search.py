from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from knowledge import tables
from knowledge.build import build_knowledge
from knowledge.catalogue import all_questions
from knowledge.database import open_engine
from knowledge.deadline import query_deadline
from knowledge.encoder import SentenceEncoder
from knowledge.full_text import search_words
from knowledge.question_vectors import question_vectors
from knowledge.search import Search
from knowledge.wording import spelled_out


@pytest.fixture
def database(database_url: str, content: Path, encoder: SentenceEncoder) -> Any:
    engine = open_engine(database_url)
    build_knowledge(engine, content, encoder)
    yield engine
    engine.dispose()


def addresses(search: Search, encoder: SentenceEncoder, message: str) -> list[str]:
    return [match.address for match in search.nearest(message, encoder.encode([message])[0])]


def test_found_by_meaning(database: Engine, encoder: SentenceEncoder) -> None:
    found = addresses(Search(database), encoder, "how much money do they want for the cheap one")
    assert found[0] == "cheap-course/price"


def test_found_by_a_further_way_of_asking(database: Engine, encoder: SentenceEncoder) -> None:
    with database.connect() as connection:
        known = all_questions(connection)
    assert known["why would anybody pick python"] == "python/strengths"
    found = Search(database).nearest("", encoder.encode(["why would anyone choose python"])[0])
    assert found[0].address == "python/strengths"


def test_words_in_common_count(database: Engine, encoder: SentenceEncoder) -> None:
    vector = encoder.encode(["Dear Course"])[0]
    by_meaning = Search(database).nearest("", vector)
    with_words = Search(database).nearest("certificate", vector)
    assert by_meaning[0].address == "dear-course/overview"
    better = {match.address: match.score for match in with_words}["dear-course/certificate"]
    worse = {match.address: match.score for match in by_meaning}["dear-course/certificate"]
    assert better > worse


def test_quotes_and_operators_are_words(database: Engine, encoder: SentenceEncoder) -> None:
    for message in ('" OR 1=1 --', "NEAR(", "python* AND", "c++ & r | !x", "':*"):
        assert addresses(Search(database), encoder, message)


@pytest.mark.parametrize(
    "damage",
    [
        lambda vector: None,
        lambda vector: vector[:-4],
        lambda vector: vector[:-1],
        lambda vector: bytes(len(vector)),
        lambda vector: b"\xff" * len(vector),  # not a number
    ],
    ids=["lost", "short", "half a number", "zeros", "not a number"],
)
def test_a_damaged_vector_table_is_built_again(
    database: Engine,
    content: Path,
    encoder: SentenceEncoder,
    damage: Callable[[bytes], bytes | None],
) -> None:
    table = tables.question_vector
    with database.begin() as connection:
        row = connection.execute(sa.select(table).limit(1)).one()
        damaged = damage(row.vector)
        at = table.c.question_id == row.question_id
        if damaged is None:
            connection.execute(sa.delete(table).where(at))
        else:
            connection.execute(sa.update(table).where(at).values(vector=damaged))
    assert build_knowledge(database, content, encoder).changed
    assert not build_knowledge(database, content, encoder).changed
    assert addresses(Search(database), encoder, "What is R?")[0] == "r/overview"


def test_a_damaged_vector_table_is_built_again_when_all_are_alike(
    database: Engine, content: Path, encoder: SentenceEncoder
) -> None:
    with database.begin() as connection:
        connection.execute(sa.update(tables.question_vector).values(vector=b"abc"))
    assert build_knowledge(database, content, encoder).changed


def test_without_the_full_text_index_meaning_is_enough(
    database: Engine, encoder: SentenceEncoder, caplog: pytest.LogCaptureFixture
) -> None:
    with database.begin() as connection:
        if database.dialect.name == "sqlite":
            connection.execute(sa.text("DROP TABLE question_words"))
        else:
            pytest.skip("PostgreSQL searches words without its index as well")
    assert addresses(Search(database), encoder, "What is R?")[0] == "r/overview"
    assert "by meaning only" in caplog.text


ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i)"
    " FROM n",
    "postgresql": "SELECT pg_sleep(60)",
}


def test_a_query_beyond_its_deadline_is_ended(database: Engine) -> None:
    with (
        database.connect() as connection,
        pytest.raises(sa.exc.OperationalError),
        query_deadline(connection, 0.05),
    ):
        connection.execute(sa.text(ENDLESS[database.dialect.name]))
    with database.connect() as connection:  # and the next one is not
        assert connection.execute(sa.text("SELECT 1")).scalar() == 1


def test_words_that_take_too_long_are_done_without(
    database: Engine, encoder: SentenceEncoder, caplog: pytest.LogCaptureFixture
) -> None:
    if database.dialect.name != "sqlite":
        pytest.skip("PostgreSQL finds these few words within the shortest deadline it knows")
    many = "SELECT value FROM many LIMIT 200000"
    with database.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO question_words(rowid, text) WITH RECURSIVE many(value) AS"
                f" (SELECT 1000 UNION ALL SELECT value + 1 FROM many) SELECT value, 'what is r'"
                f" FROM ({many})"
            )
        )
    found = Search(database, words_seconds=0.0).nearest("r", encoder.encode(["What is R?"])[0])
    assert found[0].address == "r/overview"
    assert "interrupted" in caplog.text


def test_search_words() -> None:
    assert search_words("What is the price of the C++ course, please? price") == [
        "price",
        "c++",
        "course",
        "please",
    ]


def test_of_one_subject_its_nearest_answer(database: Engine, encoder: SentenceEncoder) -> None:
    search = Search(database)
    vector = encoder.encode(["what does it cost Cheap Course"])[0]
    found = search.nearest_of("cheap-course", vector)
    assert found is not None
    assert found.address == "cheap-course/price"
    assert search.nearest_of("no-such-thing", vector) is None


def test_vectors_of_listed_questions_are_taken_from_the_database(
    database: Engine, content: Path, encoder: SentenceEncoder
) -> None:
    found = question_vectors(database, content, encoder)
    with database.connect() as connection:
        assert set(found) == {spelled_out(text) for text in all_questions(connection)}
    text = next(iter(found))
    assert found[text] == pytest.approx(encoder.encode([text])[0])


def test_vectors_of_other_content_are_not_taken(
    database: Engine, content: Path, encoder: SentenceEncoder
) -> None:
    (content / "phrases.yml").write_text((content / "phrases.yml").read_text() + "\n")
    assert question_vectors(database, content, encoder) == {}


def test_without_a_database_there_are_no_vectors(
    tmp_path: Path, content: Path, encoder: SentenceEncoder
) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'none.db'}")
    assert question_vectors(engine, content, encoder) == {}
    engine.dispose()
