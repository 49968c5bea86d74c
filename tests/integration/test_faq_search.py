"""Search in the frequently asked questions over the sample content, without a server."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from bot.decision import read_decision
from bot.faq.search import FaqSearch
from knowledge.build import build_knowledge
from knowledge.encoder import SentenceEncoder
from knowledge.faq import Faq
from knowledge.lookup import Lookup
from knowledge.phrases import read_phrases
from knowledge.search import Search

NOTHING = "who won the football cup"


def search_in(
    engine: Engine, content: Path, encoder: SentenceEncoder, write_down: Any
) -> FaqSearch:
    build_knowledge(engine, content, encoder)
    return FaqSearch(
        Faq(engine, read_phrases(content)),
        encoder,
        Search(engine),
        Lookup(engine, encoder.words()),
        read_decision(),
        write_down,
    )


def test_what_finds_nothing_is_written_down_with_what_was_nearest(
    engine: Engine, content: Path, encoder: SentenceEncoder
) -> None:
    notes: list[tuple[str, str, Sequence[dict[str, Any]]]] = []
    search = search_in(engine, content, encoder, lambda *note: notes.append(note))
    assert search.find("what is python", 5, note=True)[0].entry.topic == "python/overview"
    assert notes == []
    assert search.find(NOTHING, 5, note=True) == []
    ((text, channel, nearest),) = notes
    assert (text, channel) == (NOTHING, "faq")
    assert 1 <= len(nearest) <= 3
    fields = {"address", "score", "cosine", "question"}
    assert all(set(each) == fields for each in nearest)


def test_who_searches_is_answered_also_when_notes_fail(
    engine: Engine, content: Path, encoder: SentenceEncoder, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_note: object) -> None:
        raise OSError("disk full")

    search = search_in(engine, content, encoder, fail)
    with caplog.at_level(logging.ERROR):
        assert search.find(NOTHING, 5, note=True) == []
    assert "could not be written down" in caplog.text
    assert "disk full" in caplog.text
