from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from knowledge.build import build_knowledge
from knowledge.database import migrate, open_engine
from knowledge.encoder import SentenceEncoder
from knowledge.unanswered import LONGEST, most_asked, without_personal_data, write_down

NEAREST = [{"address": "r/overview", "score": 0.5}]


@pytest.fixture
def database(database_url: str) -> Any:
    engine = open_engine(database_url)
    migrate(engine)
    yield engine
    engine.dispose()


def test_the_same_question_is_counted(database: Engine) -> None:
    for text in ("What about Rust?", "what about  rust", "And Go?"):
        write_down(database, text, "rest", NEAREST)
    first, second = most_asked(database)
    assert (first.text, first.times, first.channel) == ("What about Rust?", 2, "rest")
    assert first.nearest == NEAREST
    assert first.first_asked <= first.last_asked
    assert second.times == 1


def test_asked_at_the_same_moment_all_are_counted(database: Engine) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: write_down(database, "Same?", "rest", []), range(24)))
    (only,) = most_asked(database)
    assert only.times == 24


def test_building_the_content_keeps_the_questions(
    database: Engine, content: Path, encoder: SentenceEncoder
) -> None:
    write_down(database, "What about Rust?", "rest", [])
    build_knowledge(database, content, encoder)
    assert [each.text for each in most_asked(database)] == ["What about Rust?"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("mail me at jo.doe+x@mail.example.org please", "mail me at [e-mail] please"),
        ("call +49 (0)30 1234-5678 now", "call [number] now"),
        ("see https://example.org/a?b=c and www.example.org", "see [link] and [link]"),
        ("is 25 dollars a month in 2024 ok", "is 25 dollars a month in 2024 ok"),
        ("x" * 900, "x" * LONGEST),
    ],
)
def test_personal_data_is_not_kept(text: str, kept: str) -> None:
    assert without_personal_data(text) == kept
