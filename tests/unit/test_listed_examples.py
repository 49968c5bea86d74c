"""The content's questions as training examples of the classifier."""

from pathlib import Path

import pytest
import yaml

from bot.listed_examples import examples_by_intent, write_training_file
from bot.training import training_digest
from knowledge.asking import aspect_of, intent_of
from knowledge.settings import PROJECT_ROOT, Settings, load_settings

INTENTS = ["ask_duties", "ask_languages", "ask_course_language", "ask_importance"]


@pytest.mark.parametrize(
    ("subject", "kind", "aspect", "intent"),
    [
        ("ml-engineer", "role", "duties", "ask_duties"),
        ("weka", "library", "language", "ask_languages"),
        ("coursera-ml", "course", "language", "ask_course_language"),
        ("r", "language", "importance", "ask_importance"),
        ("ml-engineer", "role", "importance", "ask_role_importance"),
        ("python", "language", "vs-r", "ask_comparison"),
        ("coursera-ml", "course", "certificates", None),
    ],
)
def test_the_intent_of_a_question(subject: str, kind: str, aspect: str, intent: str | None) -> None:
    assert intent_of(subject, kind, aspect, INTENTS) == intent


@pytest.mark.parametrize("intent", ["ask_practice_jobs", "ask_duties", "ask_free_courses"])
def test_an_intent_is_found_by_its_aspect(intent: str) -> None:
    assert intent_of("ml-engineer", "role", aspect_of(intent), [intent]) == intent


def test_every_intent_is_one_of_the_training_data_and_no_example_comes_twice() -> None:
    nlu = PROJECT_ROOT / "data" / "nlu.yml"
    entries = yaml.safe_load(nlu.read_text())["nlu"]
    examples = examples_by_intent(nlu, load_settings().content_directory)
    assert set(examples) <= {entry["intent"] for entry in entries}
    written = {line[2:].lower() for entry in entries for line in entry["examples"].splitlines()}
    lines = [line.lower() for several in examples.values() for line in several]
    assert len(lines) == len(set(lines)) > 1000
    assert not written & set(lines)


def test_the_training_file_keeps_what_was_asked(tmp_path: Path) -> None:
    path = tmp_path / "listed.yml"
    write_training_file(path, {"ask_duties": ["what's it «like»?", "C++: a day's work"]})
    (entry,) = yaml.safe_load(path.read_text())["nlu"]
    assert entry["examples"] == "- what's it «like»?\n- C++: a day's work\n"


def test_a_changed_content_file_makes_the_model_stale(tmp_path: Path, state: Settings) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "roles.yml").write_text("one")
    settings = state.copy(update={"content_directory": content})
    before = training_digest(settings)
    (content / "roles.yml").write_text("two")
    assert training_digest(settings) != before
