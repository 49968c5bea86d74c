"""Dialogues as tables: what is said, and what must come back from the running bot."""

import uuid
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.running_bot import RunningBot

FILES = sorted((Path(__file__).parent / "dialogues").glob("*.yml"))
DIALOGUES = [
    pytest.param(dialogue["turns"], id=f"{path.stem}: {dialogue['name']}")
    for path in FILES
    for dialogue in yaml.safe_load(path.read_text(encoding="utf-8"))["dialogues"]
]
EXPECTATIONS = {"say", "topic", "outcome", "has", "suggests"}


@pytest.mark.parametrize("turns", DIALOGUES)
def test_dialogue(bot: RunningBot, turns: list[dict[str, Any]]) -> None:
    sender = uuid.uuid4().hex
    for number, turn in enumerate(turns, start=1):
        assert set(turn) <= EXPECTATIONS
        reply = bot.say(sender, turn["say"])
        where = f"turn {number} {turn['say']!r} gave {reply['outcome']} {reply['topic']}"
        assert turn.get("topic", reply["topic"]) == reply["topic"], where
        assert turn.get("outcome", reply["outcome"]) == reply["outcome"], where
        for piece in turn.get("has", ()):
            assert piece in reply["text"], f"{where}: {reply['text']}"
        if "suggests" in turn:
            assert turn["suggests"] in [each["label"] for each in reply["suggestions"]], where
        if reply["outcome"] == "answered":
            assert reply["sources"], f"{where} without a source"
