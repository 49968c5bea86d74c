"""The one place that builds engine, encoder and services from the settings.

What is heavy is imported in the function that needs it: spaCy brings TensorFlow with it
where that is installed (thinc looks for it), 300 MB that the action server can do without.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.engine import Engine

from knowledge.advice.content import read_advice_content
from knowledge.advice.service import Adviser
from knowledge.answers import AnswerService
from knowledge.charts.content import read_chart_words
from knowledge.charts.service import Charts
from knowledge.database import open_engine
from knowledge.faq import Faq
from knowledge.feedback import Feedback
from knowledge.person.store import ProfileStore
from knowledge.phrases import Phrase, read_phrases
from knowledge.settings import Settings
from knowledge.unanswered import write_down

WriteDown = Callable[[str, str, Sequence[dict[str, Any]]], None]

if TYPE_CHECKING:
    from knowledge.encoder import SentenceEncoder
    from knowledge.lookup import Lookup
    from knowledge.search import Search


def build_engine(settings: Settings) -> Engine:
    """The knowledge base's engine; the directory of a SQLite file is made if missing."""
    _make_state_directory(settings)
    return open_engine(settings.knowledge_url)


def _make_state_directory(settings: Settings) -> None:
    if not settings.database_url:
        settings.state_directory.mkdir(parents=True, exist_ok=True)


def build_phrases(settings: Settings) -> Mapping[str, Phrase]:
    """The sentences around the answers; read once a process, which takes half a second."""
    return _phrases(settings.content_directory)


@lru_cache(maxsize=1)
def _phrases(directory: Path) -> Mapping[str, Phrase]:
    return read_phrases(directory)


def build_answers(settings: Settings) -> AnswerService:
    """The service that answers questions."""
    return AnswerService(build_engine(settings), build_phrases(settings))


def build_faq(settings: Settings) -> Faq:
    """The content as frequently asked questions."""
    return Faq(build_engine(settings), build_phrases(settings))


def build_adviser(settings: Settings) -> Adviser:
    """The service that advises a person."""
    phrases = build_phrases(settings)
    content = read_advice_content(settings.content_directory)
    return Adviser(build_engine(settings), phrases, content)


def build_charts(settings: Settings) -> Charts:
    """The charts as pictures."""
    content = read_advice_content(settings.content_directory)
    words = read_chart_words(settings.content_directory)
    return Charts(build_engine(settings), content.groups, words, content.texts)


def build_profiles(settings: Settings) -> ProfileStore:
    """What people said about themselves."""
    return ProfileStore(build_engine(settings))


def build_write_down(settings: Settings) -> WriteDown:
    """Writes down a question that was not answered: text, channel, nearest entries."""
    return partial(write_down, build_engine(settings))


def build_feedback(settings: Settings) -> Feedback:
    """Writes down what people thought of answers."""
    return Feedback(build_engine(settings))


def build_lookup(settings: Settings) -> Lookup:
    """Names and known questions for the language understanding; one a process: five ask it, and
    loading takes a second."""
    _make_state_directory(settings)
    return _lookup(settings.knowledge_url, settings.encoder_directory)


@lru_cache(maxsize=1)
def _lookup(knowledge_url: str, encoder_directory: Path) -> Lookup:
    from knowledge.lookup import Lookup

    return Lookup(open_engine(knowledge_url), _encoder(encoder_directory).words())


def build_search(settings: Settings) -> Search:
    """Search by meaning and words over the listed questions."""
    from knowledge.search import Search

    return Search(build_engine(settings))


def build_encoder(settings: Settings) -> SentenceEncoder:
    """The sentence encoder, its files checked against their manifest; one a process."""
    return _encoder(settings.encoder_directory)


@lru_cache(maxsize=1)
def _encoder(directory: Path) -> SentenceEncoder:
    from knowledge.encoder import SentenceEncoder

    return SentenceEncoder.load(directory)
