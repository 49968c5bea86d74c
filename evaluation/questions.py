"""The question bank under ``tests/questions``: written apart from the training examples."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.settings import PROJECT_ROOT

BANK = PROJECT_ROOT / "tests" / "questions"
PARTS = ("tune", "measure")
GROUPS = ("in_scope", "near", "out", "dialogue")


@dataclass(frozen=True)
class Question:
    """``answers``: every address whose text states the asked fact (in scope only), found by
    reading all answers without knowing what the bot replies; ``topic``: the article's
    section, or in a word why it is not answered. ``intent``: what a message of the group
    «dialogue» is (part of talking, and no question to the knowledge)."""

    ask: str
    group: str
    topic: str
    answers: frozenset[str] = frozenset()
    style: str = "plain"
    intent: str = ""


def read_part(part: str, bank: Path = BANK) -> list[Question]:
    """All questions of a part: ``tune`` may guide changes, ``measure`` is only measured."""
    found = []
    for path in sorted((bank / part).glob("*.yml")):
        group = next(group for group in GROUPS if path.stem.startswith(group))
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]:
            found.append(
                Question(
                    ask=entry["ask"],
                    group=group,
                    topic=entry.get("section")
                    or entry.get("why")
                    or entry.get("intent")
                    or "other",
                    answers=frozenset(entry.get("answers") or ()),
                    style=entry.get("style", "plain"),
                    intent=entry.get("intent", ""),
                )
            )
    return found
