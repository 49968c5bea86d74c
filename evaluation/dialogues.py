"""The dialogues that are only measured, through the whole bot (``tests/conversation/measured``)."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.channels.turn import Turns
from bot.processor import AdvisorAgent
from evaluation.asking import load_agent, turns
from evaluation.expectations import problems
from knowledge.bootstrap import build_profiles
from knowledge.person.store import ProfileStore
from knowledge.settings import PROJECT_ROOT, Settings

MEASURED = PROJECT_ROOT / "tests" / "conversation" / "measured"


@dataclass(frozen=True)
class Held:
    """A dialogue with what was wrong at each of its turns."""

    name: str
    wrong: tuple[tuple[str, ...], ...]

    @property
    def right_turns(self) -> int:
        """How many turns were right."""
        return sum(not each for each in self.wrong)

    @property
    def right(self) -> bool:
        """Whether all were."""
        return self.right_turns == len(self.wrong)


def read_dialogues(directory: Path = MEASURED) -> list[dict[str, Any]]:
    """All dialogues of a directory."""
    found: list[dict[str, Any]] = []
    for path in sorted(directory.glob("*.yml")):
        found += yaml.safe_load(path.read_text(encoding="utf-8"))["dialogues"]
    return found


def hold_all(settings: Settings, dialogues: Sequence[dict[str, Any]]) -> list[Held]:
    """Hold each dialogue as a person of its own, who is forgotten afterwards.

    Raises:
        bot.assistant.ModelMissing: there is no trained model.
    """
    return asyncio.run(
        _hold_all(load_agent(settings), turns(settings), build_profiles(settings), dialogues)
    )


async def _hold_all(
    agent: AdvisorAgent, through: Turns, profiles: ProfileStore, dialogues: Sequence[dict[str, Any]]
) -> list[Held]:
    held = []
    for dialogue in dialogues:
        sender, wrong = uuid.uuid4().hex, []
        for turn in dialogue["turns"]:
            reply = await through.answer(agent.handle_message, sender, turn["say"])
            wrong.append(tuple(problems(turn, reply.to_dict(), profiles.read(sender))))
        profiles.forget(sender)
        held.append(Held(dialogue["name"], tuple(wrong)))
    return held


def summary(held: Sequence[Held]) -> str:
    """Turns and dialogues right, in percent."""
    count = sum(len(each.wrong) for each in held)
    turns_right = sum(each.right_turns for each in held)
    whole = sum(each.right for each in held)
    return (
        f"turns     right        {turns_right:4} of {count:4}  {100 * turns_right / count:5.1f} %\n"
        f"dialogues right        {whole:4} of {len(held):4}  {100 * whole / len(held):5.1f} %"
    )
