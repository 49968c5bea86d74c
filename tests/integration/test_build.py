from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from numpy.typing import NDArray
from sqlalchemy.engine import Engine

from knowledge import tables
from knowledge.answers import AnswerService, Focus
from knowledge.build import build_knowledge
from knowledge.content_model import ContentInvalid
from knowledge.database import migrate, open_engine
from knowledge.encoder import SentenceEncoder
from knowledge.phrases import read_phrases


@pytest.fixture
def database(database_url: str) -> Any:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


def everything(engine: Engine) -> dict[str, list[Any]]:
    with engine.connect() as connection:
        return {
            table.name: sorted(map(str, connection.execute(sa.select(table))))
            for table in tables.metadata.sorted_tables
        }


def test_building_twice_is_building_once(
    database: Engine, content: Path, encoder: SentenceEncoder
) -> None:
    first = build_knowledge(database, content, encoder)
    before = everything(database)
    second = build_knowledge(database, content, encoder)
    assert (first.changed, second.changed) == (True, False)
    assert first.answers == 13
    assert everything(database) == before


def test_changed_content_replaces_the_old(
    database: Engine, content: Path, encoder: SentenceEncoder
) -> None:
    build_knowledge(database, content, encoder)
    file = content / "languages.yml"
    file.write_text(file.read_text().replace("statistics and for plots", "plots and statistics"))
    assert build_knowledge(database, content, encoder).changed
    answers = AnswerService(database, read_phrases(content))
    assert "plots and statistics" in answers.about("overview", ["r"], Focus()).reply.text


def test_bad_content_leaves_the_database_as_it_was(
    database: Engine, content: Path, encoder: SentenceEncoder
) -> None:
    build_knowledge(database, content, encoder)
    before = everything(database)
    file = content / "languages.yml"
    file.write_text(file.read_text().replace("r/overview", "rust/overview"))
    with pytest.raises(ContentInvalid, match="rust/overview"):
        build_knowledge(database, content, encoder)
    assert everything(database) == before


def test_a_failure_half_way_leaves_the_database_as_it_was(
    database: Engine, content: Path, encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_knowledge(database, content, encoder)
    before = everything(database)
    file = content / "statistics.yml"
    file.write_text(file.read_text().replace("40", "41"))

    def full_disk(*_arguments: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("knowledge.build._insert_statistics", full_disk)
    with pytest.raises(OSError, match="no space"):
        build_knowledge(database, content, encoder)
    assert everything(database) == before


def test_others_can_write_while_the_questions_are_encoded(
    database: Engine, content: Path, encoder: SentenceEncoder
) -> None:
    build_knowledge(database, content, encoder)
    file = content / "languages.yml"
    file.write_text(file.read_text().replace("statistics and for plots", "plots and statistics"))

    class Visited:
        digest = encoder.digest

        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            with database.begin() as connection:  # a visitor tells something meanwhile
                of_somebody = tables.profile.c.person == "somebody"
                connection.execute(sa.delete(tables.profile).where(of_somebody))
            return encoder.encode(texts)

    assert build_knowledge(database, content, Visited()).changed


def test_the_migrations_make_the_tables_as_declared(database: Engine) -> None:
    migrate(database)
    migrate(database)
    with database.connect() as connection:
        options = {"include_name": lambda name, kind, _parents: not full_text(kind, name)}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, tables.metadata) == []


def full_text(kind: str, name: str | None) -> bool:
    """Whether it belongs to the full-text index, which SQLAlchemy does not know."""
    return kind in {"table", "index"} and str(name).startswith(
        ("question_words", "ix_question_words")
    )


def test_figures_carry_unit_population_and_date(
    database: Engine, content: Path, encoder: SentenceEncoder
) -> None:
    build_knowledge(database, content, encoder)
    with database.connect() as connection:
        row = connection.execute(sa.select(tables.statistic)).one()
    assert (row.value, row.unit, row.population, row.date) == (40, "percent", "people asked", None)
