"""Rasa's RulePolicy, which looks at the rules of the last intent and not at all of them.

The original goes through every rule for every state of the conversation: with some 110 rules
2.6 ms of a turn, and more the longer the conversation is. What it finds is the same: rules that
say something else of the last state could not have matched.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import PREVIOUS_ACTION, SHOULD_NOT_BE_SET, USER
from rasa.shared.core.domain import State
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

ANY = None  # a rule that says nothing of the intent, or of the action before
Index = dict[tuple[str | None, str | None], list[str]]


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True
)
class IndexedRulePolicy(RulePolicy):
    """RulePolicy with its rules by the intent and the action of their last state."""

    def _get_possible_keys(self, lookup: dict[str, str], states: list[State]) -> set[str]:
        if not states or not states[-1].get(PREVIOUS_ACTION):
            return set(super()._get_possible_keys(lookup, states))
        found = self._index(lookup)
        intent, action = _ends_with(states[-1])
        keys = {(i, a) for i in (intent, ANY) for a in (action, ANY)}
        candidates = (key for each in keys for key in found.get(each, ()))
        return set(super()._get_possible_keys({key: lookup[key] for key in candidates}, states))

    def _index(self, lookup: dict[str, str]) -> Index:
        # While training the tables grow; afterwards they stay as they are. Beside its index a
        # table is kept itself, as an ``id`` may be given again to another one.
        kept: dict[int, tuple[dict[str, str], int, Index]]
        kept = self.__dict__.setdefault("_indices", {})
        table, size, index = kept.get(id(lookup), (None, 0, {}))
        if table is not lookup or size != len(lookup):
            index = _indexed(lookup)
            kept[id(lookup)] = (lookup, len(lookup), index)
        return index


def _indexed(rules: Iterable[str]) -> Index:
    index: Index = {}
    for rule in rules:
        states: list[dict[str, Any]] = json.loads(rule)
        index.setdefault(_ends_with(states[-1]), []).append(rule)
    return index


def _ends_with(state: State) -> tuple[str | None, str | None]:
    """The intent and the action before it, where the state says them."""
    intent = (state.get(USER) or {}).get(INTENT)
    action = (state.get(PREVIOUS_ACTION) or {}).get(ACTION_NAME)
    return _plain(intent), _plain(action)


def _plain(value: Any) -> str | None:
    is_said = isinstance(value, str) and value not in ("", SHOULD_NOT_BE_SET)
    return value if is_said else ANY
