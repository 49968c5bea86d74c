"""Fixtures shared by all folders: a sample knowledge base, and the real bot, trained once."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from knowledge.answers import AnswerService
from knowledge.bootstrap import build_encoder, build_engine
from knowledge.build import build_knowledge
from knowledge.database import open_engine
from knowledge.encoder import SentenceEncoder
from knowledge.phrases import read_phrases
from knowledge.settings import PROJECT_ROOT, Settings, load_settings
from tests.running_bot import RunningBot, Training

SAMPLE = Path(__file__).parent / "sample_content"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small content directory that a test may change."""
    directory = tmp_path / "content"
    real = PROJECT_ROOT / "knowledge" / "content"
    # What the advice asks and says is the same; what it points at is the sample's.
    shutil.copytree(real / "advice", directory / "advice")
    shutil.copytree(SAMPLE, directory, dirs_exist_ok=True)
    phrases = (real / "phrases.yml").read_text()
    # The sample has few of the answers that the real phrases lead on to.
    (directory / "phrases.yml").write_text(re.sub(r"(?m)^    next: .*\n", "", phrases))
    return directory


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """An empty SQLite database in a file."""
    return open_engine(f"sqlite:///{tmp_path / 'knowledge.db'}")


@pytest.fixture(scope="session")
def encoder() -> SentenceEncoder:
    """The real encoder."""
    return build_encoder(load_settings())


@pytest.fixture
def answers(engine: Engine, content: Path, encoder: SentenceEncoder) -> AnswerService:
    """Answers from the sample content."""
    build_knowledge(engine, content, encoder)
    return AnswerService(engine, read_phrases(content))


@pytest.fixture(scope="session")
def real_knowledge(tmp_path_factory: pytest.TempPathFactory, encoder: SentenceEncoder) -> Settings:
    """The real content in a SQLite database of its own, built once a run; no model."""
    settings = load_settings({"state_directory": tmp_path_factory.mktemp("knowledge")})
    database = build_engine(settings)
    build_knowledge(database, settings.content_directory, encoder)
    database.dispose()
    return settings


def _needs_the_model(item: pytest.Item) -> bool:
    return "state" in getattr(item, "fixturenames", ())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that need no trained model come first: it is trained meanwhile."""
    files = {item.path for item in items if _needs_the_model(item)}
    items.sort(key=lambda item: item.path in files)


@pytest.fixture(scope="session", autouse=True)
def training(request: pytest.FixtureRequest) -> Iterator[Training | None]:
    """The one training of a test run, under way from the first test on; none where no test
    needs the model."""
    if not any(map(_needs_the_model, request.session.items)):
        yield None
        return
    directory = request.getfixturevalue("tmp_path_factory").mktemp("state")
    known = request.getfixturevalue("real_knowledge")
    shutil.copy(known.state_directory / "knowledge.db", directory)
    with Training(load_settings({"state_directory": directory})) as under_way:
        yield under_way


@pytest.fixture(scope="session")
def state(training: Training) -> Settings:
    """The real content built and the real model trained, once a run, in a state directory of
    its own. A model that is up to date with its inputs is copied rather than made again."""
    return training.finished()


@pytest.fixture(scope="session")
def bot(state: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    """The whole bot as ``make run`` starts it: supervisor, server and action server."""
    with RunningBot(state, tmp_path_factory.mktemp("log") / "bot.log") as running:
        yield running
