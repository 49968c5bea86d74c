"""Rasa's rules and our own routing lead an intent to the same action."""

from typing import Any

import pytest
import yaml

from actions.interview_turn import STARTS
from actions.routing import _BY_INTENT, action_for
from knowledge.settings import PROJECT_ROOT


def rules() -> list[dict[str, Any]]:
    text = (PROJECT_ROOT / "data" / "rules.yml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(text)["rules"]
    return found


def actions_of_the_rules() -> dict[str, str]:
    """Intent -> the first action after it."""
    found: dict[str, str] = {}
    for rule in rules():
        first, *rest = rule["steps"]
        intents = [each["intent"] for each in first.get("or", [first]) if "intent" in each]
        action = next((step["action"] for step in rest if "action" in step), "")
        for intent in intents:
            assert intent not in found, f"two rules for {intent}"
            found[intent] = action
    return found


@pytest.mark.parametrize(("intent", "action"), actions_of_the_rules().items())
def test_the_routing_agrees_with_the_rules(intent: str, action: str) -> None:
    assert action_for(intent).name() == action


def test_the_routing_knows_no_intent_that_the_rules_do_not() -> None:
    assert set(_BY_INTENT) <= set(actions_of_the_rules())


def test_the_interviews_begin_as_the_rules_say() -> None:
    begun = {
        intent: action
        for intent, action in actions_of_the_rules().items()
        if action.endswith("_form")
    }
    assert begun == STARTS
