from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from knowledge.build import build_knowledge
from knowledge.database import migrate
from knowledge.encoder import SentenceEncoder
from knowledge.fresh import RECHECK_SECONDS, KnowledgeMissing
from knowledge.lookup import Lookup
from knowledge.same_text import question_key


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_listed_question_is_known_however_it_is_typed(
    engine: Engine, content: Path, encoder: SentenceEncoder
) -> None:
    build_knowledge(engine, content, encoder)
    lookup = Lookup(engine)
    assert lookup.known_question("what is  PYTHON") == "python/overview"
    assert lookup.known_question("what is python then") is None


def test_new_content_is_found_without_a_restart(
    engine: Engine, content: Path, encoder: SentenceEncoder
) -> None:
    build_knowledge(engine, content, encoder)
    clock = Clock()
    lookup = Lookup(engine, clock=clock)
    assert lookup.named("what about rscript").subjects == []
    file = content / "languages.yml"
    file.write_text(file.read_text().replace("[rstats]", "[rstats, rscript]"))
    build_knowledge(engine, content, encoder)
    clock.now += RECHECK_SECONDS
    assert [named.subject_id for named in lookup.named("what about rscript").subjects] == ["r"]


def test_an_empty_knowledge_base_says_what_to_do(engine: Engine) -> None:
    migrate(engine)
    with pytest.raises(KnowledgeMissing, match="advisor knowledge build"):
        Lookup(engine).named("python")


def test_question_key() -> None:
    assert question_key("  Is it  hard ?! ") == "is it hard"
