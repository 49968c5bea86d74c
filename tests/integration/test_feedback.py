from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from knowledge.bootstrap import build_engine
from knowledge.build import build_knowledge
from knowledge.database import migrate, open_engine
from knowledge.encoder import SentenceEncoder
from knowledge.feedback import FAQ_READERS, REASON_LIMIT, Feedback
from knowledge.settings import load_settings
from knowledge.tables import feedback
from tests.running_bot import advisor


@pytest.fixture
def database(database_url: str) -> Any:
    engine = open_engine(database_url)
    migrate(engine)
    yield engine
    engine.dispose()


def rows(engine: Engine) -> list[Any]:
    with engine.connect() as connection:
        return list(connection.execute(sa.select(feedback).order_by(feedback.c.message_id)))


def test_the_latest_thumb_of_a_message_counts(database: Engine) -> None:
    given = Feedback(database)
    given.give("web-a", "one", "up", "", "python/overview")
    given.give("web-a", "one", "down", "wrong, mail me at a@example.org", "python/overview")
    given.give("web-a", "two", "up", "x" * 900, None)
    first, second = rows(database)
    assert (first.thumb, first.topic) == ("down", "python/overview")
    assert first.reason == "wrong, mail me at [e-mail]"
    assert "web-a" not in first.conversation
    assert len(second.reason) == REASON_LIMIT


def test_the_same_thumb_many_times_at_once_is_one(database: Engine) -> None:
    given = Feedback(database)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: given.give("web-a", "one", "up", "", None), range(20)))
    assert len(rows(database)) == 1


def test_a_thumb_that_is_there_at_the_last_moment_is_replaced(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = Feedback(database)
    given.give("web-a", "one", "up", "", None)
    changed = Feedback._changed
    looks = iter([False])  # not there yet when it was looked for
    monkeypatch.setattr(
        Feedback, "_changed", lambda self, row: next(looks, True) and changed(self, row)
    )
    given.give("web-a", "one", "down", "", None)
    assert [row.thumb for row in rows(database)] == ["down"]


def test_what_somebody_said_is_taken_back_and_nobody_elses(database: Engine) -> None:
    given = Feedback(database)
    given.give("web-a", "one", "up", "", None)
    given.give("web-b", "one", "up", "", None)
    given.forget("web-a")
    assert len(rows(database)) == 1


def test_building_the_content_keeps_the_thumbs(
    database: Engine, content: Path, encoder: SentenceEncoder
) -> None:
    Feedback(database).give("web-a", "one", "up", "", None)
    build_knowledge(database, content, encoder)
    assert len(rows(database)) == 1


def test_thumbs_are_listed_latest_first_with_where_they_came_from(database: Engine) -> None:
    given = Feedback(database)
    given.give("web-a", "one", "up", "", "python/overview")
    given.give(FAQ_READERS, "two", "down", "too long", "r/overview")
    given.give("web-b", "three", "down", "", None)
    assert [(g.thumb, g.channel, g.topic, g.reason) for g in given.latest()] == [
        ("down", "chat", None, ""),
        ("down", "faq", "r/overview", "too long"),
        ("up", "chat", "python/overview", ""),
    ]
    assert [each.topic for each in given.latest(thumb="up")] == ["python/overview"]
    assert len(given.latest(limit=2)) == 2


def test_the_command_lists_them(tmp_path: Path) -> None:
    settings = load_settings({"state_directory": tmp_path})
    engine = build_engine(settings)
    migrate(engine)
    Feedback(engine).give(FAQ_READERS, "two", "down", "too long", "r/overview")
    Feedback(engine).give("web-a", "one", "up", "", "python/overview")
    engine.dispose()
    shown = advisor(settings, "feedback", "list", "--thumb", "down")
    assert shown.returncode == 0, shown.stderr
    (line,) = shown.stdout.splitlines()
    assert line.split()[2:] == ["down", "faq", "r/overview", "too", "long"]
    assert advisor(settings, "feedback", "list", "--thumb", "sideways").returncode == 2
