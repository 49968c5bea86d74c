"""The question bank under ``tests/questions``: written apart from the training examples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.settings import PROJECT_ROOT

BANK = PROJECT_ROOT / "tests" / "questions"
PARTS = ("tune", "measure")
GROUPS = ("in_scope", "near", "out")


# Answers that give the same fact as the one a question is labelled with. The labels were written
# from the article, where a step and the general advice on it are one passage.
SAME_FACT: dict[str, tuple[str, ...]] = {
    "step-experience/overview": ("ml-engineer/practice", "step-experience/learning"),
    "step-experience/learning": ("ml-engineer/practice", "step-experience/overview"),
    "step-community/overview": ("ml-engineer/community", "step-community/learning"),
    "step-project/overview": ("ml-engineer/projects",),
    "step-data/overview": ("ml-engineer/data-preparation", "data-preprocessing/overview"),
    "ml-engineer/first-step": ("step-python/overview", "step-python/learning"),
    "ml-engineer/math": ("linear-algebra/overview", "calculus/overview"),
    "ml-engineer/applications": (
        "self-driving-cars/overview",
        "netflix-recommendations/overview",
        "amazon-search/overview",
        "search-engines/overview",
        "social-media-feeds/overview",
        "chatbots/overview",
    ),
    "ml-engineer/duties": ("chatbots/overview",),
    "ml-engineer/collaboration": ("teamwork/overview",),
}


@dataclass(frozen=True)
class Question:
    """``answers``: the addresses that answer it (in scope only); ``topic``: the article's
    section, or in a word why it is not answered."""

    ask: str
    group: str
    topic: str
    answers: frozenset[str] = frozenset()
    style: str = "plain"


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
                    topic=entry.get("section") or entry.get("why") or "other",
                    answers=_with_same_facts(entry.get("answers") or ()),
                    style=entry.get("style", "plain"),
                )
            )
    return found


def _with_same_facts(labels: Iterable[str]) -> frozenset[str]:
    return frozenset(each for label in labels for each in (label, *SAME_FACT.get(label, ())))
