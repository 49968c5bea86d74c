"""What the domain names exists, and what exists is named."""

import re
from typing import Any

import pytest
import yaml
from rasa.shared.core.domain import Domain
from rasa_sdk.executor import ActionExecutor

from actions.questions import PHRASES
from bot.components.knowledge_names import (
    ANSWER,
    KNOWN_QUESTION,
    PROPER_NAME,
    SUBJECT,
    UNKNOWN_NAME,
)
from bot.decision import FALLBACK
from knowledge.asking import ASPECT_BY_INTENT, aspect_of
from knowledge.aspects import ASPECTS
from knowledge.phrases import read_phrases
from knowledge.settings import PROJECT_ROOT, load_settings

MADE_BY_COMPONENTS = {FALLBACK, KNOWN_QUESTION}


def read(name: str) -> Any:
    return yaml.safe_load((PROJECT_ROOT / name).read_text(encoding="utf-8"))


def steps() -> list[dict[str, Any]]:
    parts = [*read("data/rules.yml")["rules"], *read("data/stories.yml")["stories"]]
    flat: list[dict[str, Any]] = []
    for part in parts:
        for step in part["steps"]:
            flat += step.get("or", [step])
    return flat


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.from_file(str(PROJECT_ROOT / "bot" / "domain.yml"))


def used_intents() -> set[str]:
    return {step["intent"] for step in steps() if "intent" in step}


def trained_intents() -> set[str]:
    return {entry["intent"] for entry in read("data/nlu.yml")["nlu"]}


def test_every_intent_of_the_domain_is_trained_and_leads_somewhere(domain: Domain) -> None:
    assert set(read_intents(domain)) == trained_intents() | MADE_BY_COMPONENTS
    assert set(read_intents(domain)) == used_intents()


def read_intents(domain: Domain) -> list[str]:
    defaults = {"back", "restart", "session_start", "out_of_scope"}
    used = used_intents()
    return [intent for intent in domain.intents if intent not in defaults or intent in used]


def test_every_action_is_registered_and_every_registered_one_is_used(domain: Domain) -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    used = {step["action"] for step in steps() if "action" in step} - {"action_listen"}
    assert set(executor.actions) == set(domain.user_actions) == used


def test_every_question_intent_asks_for_a_known_aspect() -> None:
    asking = {intent for intent in trained_intents() if intent.startswith("ask_")}
    asking -= {"ask_identity", "ask_capabilities", "ask_more"}
    for intent in asking:
        assert aspect_of(intent) in ASPECTS or intent == "ask_comparison", intent
    assert set(ASPECT_BY_INTENT) <= asking


def test_small_talk_has_its_phrases() -> None:
    phrases = read_phrases(load_settings().content_directory)
    assert set(PHRASES) <= trained_intents()
    assert set(PHRASES.values()) <= set(phrases)


def test_entities_are_those_the_components_make(domain: Domain) -> None:
    assert set(domain.entities) == {SUBJECT, ANSWER, UNKNOWN_NAME, PROPER_NAME}


def test_no_training_example_stands_under_two_intents() -> None:
    first: dict[str, str] = {}
    for entry in read("data/nlu.yml")["nlu"]:
        for line in entry["examples"].splitlines():
            text = re.sub(r"\W+", " ", line[2:].lower()).strip() or line
            assert first.setdefault(text, entry["intent"]) == entry["intent"], text


def test_rasa_finds_nothing_to_complain_about() -> None:
    from rasa.shared.importers.importer import TrainingDataImporter
    from rasa.validator import Validator

    importer = TrainingDataImporter.load_from_dict(
        config_path=str(PROJECT_ROOT / "bot" / "config.yml"),
        domain_path=str(PROJECT_ROOT / "bot" / "domain.yml"),
        training_data_paths=[str(PROJECT_ROOT / "data")],
    )
    validator = Validator.from_importer(importer)
    assert validator.verify_intents(ignore_warnings=True)
    assert validator.verify_domain_validity()
    assert validator.verify_story_structure(ignore_warnings=True)
