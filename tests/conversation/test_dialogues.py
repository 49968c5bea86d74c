"""Dialogues as tables: what is said, and what must come back from the running bot."""

import uuid
from pathlib import Path
from typing import Any

import pytest
import yaml

from evaluation.expectations import EXPECTATIONS, problems
from knowledge.bootstrap import build_profiles
from knowledge.person.store import ProfileStore
from knowledge.settings import Settings
from tests.running_bot import RunningBot

FILES = sorted((Path(__file__).parent / "dialogues").glob("*.yml"))
DIALOGUES = [
    pytest.param(dialogue["turns"], id=f"{path.stem}: {dialogue['name']}")
    for path in FILES
    for dialogue in yaml.safe_load(path.read_text(encoding="utf-8"))["dialogues"]
]


@pytest.fixture(scope="module")
def profiles(state: Settings) -> ProfileStore:
    return build_profiles(state)


@pytest.mark.parametrize("turns", DIALOGUES)
def test_dialogue(bot: RunningBot, profiles: ProfileStore, turns: list[dict[str, Any]]) -> None:
    sender = uuid.uuid4().hex
    for number, turn in enumerate(turns, start=1):
        assert set(turn) <= EXPECTATIONS
        reply = bot.say(sender, turn["say"])
        wrong = list(problems(turn, reply, profiles.read(sender)))
        assert wrong == [], f"turn {number} {turn['say']!r}: {reply['text']}"
        labels = [each["label"] for each in reply["suggestions"]]
        assert len(labels) == len(set(labels)), f"turn {number} {turn['say']!r}: {labels}"
        if reply["outcome"] in ("answered", "advice"):
            assert reply["sources"], f"turn {number} {turn['say']!r} without a source"
