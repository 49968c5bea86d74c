"""What channels write: keys that count once, failed replies, installations."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine

from knowledge import one_time_keys
from knowledge.build import build_knowledge
from knowledge.database import migrate, open_engine
from knowledge.encoder import SentenceEncoder
from knowledge.installations import granted_by, install, uninstall
from knowledge.tables import one_time_key, undelivered_reply
from knowledge.undelivered import forget_undelivered, write_down_undelivered


@pytest.fixture
def database(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    migrate(engine)
    yield engine
    engine.dispose()


def test_of_many_claims_at_once_one_wins(database: Engine) -> None:
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda _: one_time_keys.claim(database, "event", 60), range(32)))
    assert won.count(True) == 1


def test_an_expired_key_can_be_claimed_again_once(database: Engine) -> None:
    assert one_time_keys.claim(database, "event", -1)
    assert not one_time_keys.is_kept(database, "event")
    assert one_time_keys.claim(database, "event", 60)
    assert not one_time_keys.claim(database, "event", 60)
    assert one_time_keys.is_kept(database, "event")


def test_a_key_is_spent_once_and_not_after_its_time(database: Engine) -> None:
    one_time_keys.keep(database, "state", 60)
    assert one_time_keys.spend(database, "state")
    assert not one_time_keys.spend(database, "state")
    one_time_keys.keep(database, "late", -1)
    assert not one_time_keys.spend(database, "late")


def test_keeping_prolongs(database: Engine) -> None:
    one_time_keys.keep(database, "thread", -1)
    one_time_keys.keep(database, "thread", 60)
    one_time_keys.keep(database, "thread", 60)
    assert one_time_keys.is_kept(database, "thread")


def test_sweeping_and_forgetting(database: Engine) -> None:
    one_time_keys.claim(database, "old", -1)
    one_time_keys.claim(database, "a_b:1", 60)
    one_time_keys.claim(database, "axb:1", 60)
    assert one_time_keys.sweep(database) == 1
    one_time_keys.forget_keys(database, "a_b")  # the underscore is no wildcard
    with database.connect() as connection:
        assert connection.execute(select(one_time_key.c.key)).scalars().all() == ["axb:1"]


def test_a_failed_reply_is_written_down_with_its_reason(database: Engine) -> None:
    write_down_undelivered(database, "ref", "x", "a", "invalid_blocks" * 99)
    write_down_undelivered(database, "ref", "x", "b_1", "timeout")
    write_down_undelivered(database, "ref", "x", "bx1", "timeout")
    forget_undelivered(database, "b_")  # the underscore is no wildcard
    forget_undelivered(database, "bx")
    with database.connect() as connection:
        (row,) = connection.execute(select(undelivered_reply)).all()
    assert (row.reference, row.conversation, len(row.reason)) == ("ref", "a", 300)


def test_installations_survive_a_new_build(
    database: Engine, content: Path, encoder: SentenceEncoder
) -> None:
    install(database, "x", "T1", {"token": "one"})
    install(database, "x", "T1", {"token": "two"})
    build_knowledge(database, content, encoder)
    assert granted_by(database, "x", "T1") == {"token": "two"}
    uninstall(database, "x", "T1")
    assert granted_by(database, "x", "T1") is None
