"""Profiles in SQLite and PostgreSQL: nothing gets lost between two devices."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from knowledge.build import build_knowledge
from knowledge.database import migrate, open_engine
from knowledge.encoder import SentenceEncoder
from knowledge.person.profile import Profile
from knowledge.person.statements import Statement
from knowledge.person.store import ProfileBusy, ProfileStore, person_key
from knowledge.tables import profile as table

PERSON = "web-7f3a"


@pytest.fixture
def database(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def store(database: Engine) -> ProfileStore:
    return ProfileStore(database)


def tell(store: ProfileStore, sender: str, *texts: str) -> Profile:
    stated = [Statement.from_text(text) for text in texts]
    return store.change(sender, lambda known: known.told(stated))


def rows(engine: Engine) -> list[tuple[str, int]]:
    with engine.connect() as connection:
        found = connection.execute(sa.select(table.c.person, table.c.revision)).all()
    return [(row.person, row.revision) for row in found]


def test_a_stranger_is_unknown_and_leaves_no_row(store: ProfileStore, database: Engine) -> None:
    assert store.read(PERSON) == Profile()
    assert store.change(PERSON, lambda known: known) == Profile()
    assert rows(database) == []


def test_what_is_told_is_there_for_the_next_reader(store: ProfileStore, database: Engine) -> None:
    told = tell(store, PERSON, "language=r", "degree!=yes", "budget=25")
    assert ProfileStore(database).read(PERSON) == told
    assert told.languages == ("r",)
    assert store.read("web-other").is_empty


def test_the_same_again_is_no_new_revision(store: ProfileStore, database: Engine) -> None:
    tell(store, PERSON, "language=r")
    tell(store, PERSON, "language=r")
    assert rows(database) == [(person_key(PERSON), 1)]
    tell(store, PERSON, "language=java")
    assert rows(database) == [(person_key(PERSON), 2)]


def test_who_it_is_cannot_be_read_from_the_database(store: ProfileStore, database: Engine) -> None:
    tell(store, PERSON, "language=r")
    with database.connect() as connection:
        stored = str(connection.execute(sa.select(table)).all())
    assert PERSON not in stored


def test_two_devices_at_once_lose_nothing(store: ProfileStore, database: Engine) -> None:
    said = [f"skill=skill-{number}" for number in range(40)]
    with ThreadPoolExecutor(2) as devices:
        list(devices.map(lambda text: tell(store, PERSON, text), said))
    assert {f"skill={each}" for each in store.read(PERSON).skills} == set(said)
    assert rows(database) == [(person_key(PERSON), 40)]


def test_eight_at_once_lose_nothing_either(store: ProfileStore) -> None:
    said = [f"skill=skill-{number}" for number in range(48)]
    with ThreadPoolExecutor(8) as devices:
        list(devices.map(lambda text: tell(store, PERSON, text), said))
    assert {f"skill={each}" for each in store.read(PERSON).skills} == set(said)


def test_a_first_word_of_somebody_faster_is_kept(store: ProfileStore, database: Engine) -> None:
    """Another device writes the first row between our reading and our writing."""
    other = ProfileStore(database)
    turns = iter([True])

    def change(known: Profile) -> Profile:
        if next(turns, False):
            tell(other, PERSON, "language=java")
        return known.told([Statement("language", "r")])

    assert store.change(PERSON, change).languages == ("java", "r")
    assert store.read(PERSON).languages == ("java", "r")


def test_a_change_of_somebody_faster_is_kept(store: ProfileStore, database: Engine) -> None:
    tell(store, PERSON, "language=python")
    other = ProfileStore(database)
    turns = iter([True])

    def change(known: Profile) -> Profile:
        if next(turns, False):
            tell(other, PERSON, "language!=python")
        return known.told([Statement("language", "r")])

    after = store.change(PERSON, change)
    assert (after.languages, after.not_languages) == (("r",), ("python",))


def test_who_is_beaten_each_time_gives_up(store: ProfileStore, database: Engine) -> None:
    tell(store, PERSON, "language=python")
    other = ProfileStore(database)
    numbers = iter(range(1000))

    def change(known: Profile) -> Profile:
        tell(other, PERSON, f"skill=skill-{next(numbers)}")
        return known.told([Statement("language", "r")])

    with pytest.raises(ProfileBusy, match="changed by others"):
        store.change(PERSON, change)
    assert store.read(PERSON).languages == ("python",)


def test_a_change_that_fails_changes_nothing(store: ProfileStore) -> None:
    before = tell(store, PERSON, "language=python")

    def change(known: Profile) -> Profile:
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        store.change(PERSON, change)
    assert store.read(PERSON) == before


def test_forgetting_forgets_one_and_says_whether_there_was_anything(store: ProfileStore) -> None:
    tell(store, PERSON, "language=python")
    tell(store, "web-other", "language=r")
    assert store.forget(PERSON)
    assert not store.forget(PERSON)
    assert store.read(PERSON).is_empty
    assert store.read("web-other").languages == ("r",)


def test_who_was_forgotten_meanwhile_begins_anew(store: ProfileStore, database: Engine) -> None:
    tell(store, PERSON, "language=python")
    other = ProfileStore(database)

    def change(known: Profile) -> Profile:
        other.forget(PERSON)
        return known.told([Statement("language", "r")])

    assert store.change(PERSON, change).languages == ("r",)
    assert store.read(PERSON).languages == ("r",)


def test_a_slack_member_is_one_person_in_all_threads(store: ProfileStore) -> None:
    member, threads = "slack-" + "a" * 32, ("b" * 32, "c" * 32)
    tell(store, f"{member}-{threads[0]}", "language=r")
    assert store.read(f"{member}-{threads[1]}").languages == ("r",)
    assert store.read("slack-" + "d" * 32 + "-" + threads[0]).is_empty
    assert store.forget(f"{member}-{threads[1]}")
    assert store.read(f"{member}-{threads[0]}").is_empty


@pytest.mark.parametrize("sender", ["slack-a-b", "web-" + "a" * 32 + "-" + "b" * 32, "x" * 500, ""])
def test_no_other_sender_is_taken_for_a_slack_member(sender: str) -> None:
    assert person_key(sender) != person_key(sender + "-" + "b" * 32)


def test_building_the_content_anew_keeps_the_profiles(
    store: ProfileStore, database: Engine, content: Path, encoder: SentenceEncoder
) -> None:
    tell(store, PERSON, "language=r")
    build_knowledge(database, content, encoder)
    assert store.read(PERSON).languages == ("r",)
