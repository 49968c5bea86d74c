"""What the index leaves out could not have matched: the original policy finds the same rules."""

import json
from typing import Any

import pytest
from rasa.core.policies.rule_policy import RulePolicy

from bot.components.indexed_rule_policy import IndexedRulePolicy

LISTEN = {"action_name": "action_listen"}
ANSWERS = {"action_name": "action_answer_question"}


def rule(*states: dict[str, Any]) -> str:
    return json.dumps(states)


def said(intent: str, **more: Any) -> dict[str, Any]:
    return {"user": {"intent": intent}, "prev_action": LISTEN, **more}


RULES = {
    rule({}, said("greet")): "action_small_talk",
    rule({}, said("ask_price")): "action_answer_question",
    rule(said("ask_price"), {"user": {"intent": "ask_price"}, "prev_action": ANSWERS}): "listen",
    rule({"prev_action": ANSWERS}): "action_listen",
    rule({"prev_action": LISTEN}): "any intent",
    rule(said("ask_price", slots={"focus": [1.0]})): "with a slot",
    rule(said("ask_price", active_loop={"name": "should_not_be_set"})): "without a loop",
    rule({"user": {"intent": "should_not_be_set"}, "prev_action": LISTEN}): "no intent",
}
STATES = [
    [{}, said("greet")],
    [{}, said("ask_price")],
    [{}, said("unheard_of")],
    [{}, said("ask_price"), {"user": {"intent": "ask_price"}, "prev_action": ANSWERS}],
    [{}, said("ask_price", slots={"focus": (1.0,)})],
    [{}, said("ask_price", active_loop={"name": "course_form"})],
    [{}, said("greet"), {"user": {"intent": "greet"}, "prev_action": ANSWERS}, said("ask_price")],
    [{}],
    [],
]


@pytest.mark.parametrize("states", STATES)
def test_the_same_rules_are_found(states: list[dict[str, Any]]) -> None:
    original, indexed = (object.__new__(kind) for kind in (RulePolicy, IndexedRulePolicy))
    for _ in range(2):  # the second time from the index that was kept
        found = indexed._get_possible_keys(RULES, states)
        assert found == original._get_possible_keys(RULES, states)


def test_a_table_of_another_time_is_not_mistaken_for_this_one() -> None:
    policy = object.__new__(IndexedRulePolicy)
    for intent in ("thank", "deny", "affirm", "greet") * 20:  # whose ids the next ones may get
        rules = {rule({}, said(intent)): "action_small_talk"}
        assert policy._get_possible_keys(rules, [{}, said(intent)]) == set(rules)
        del rules


def test_rules_that_came_later_are_found() -> None:
    policy = object.__new__(IndexedRulePolicy)
    rules = dict(RULES)
    assert policy._get_possible_keys(rules, [{}, said("thank")])
    rules[rule({}, said("thank"))] = "action_small_talk"
    assert rule({}, said("thank")) in policy._get_possible_keys(rules, [{}, said("thank")])
