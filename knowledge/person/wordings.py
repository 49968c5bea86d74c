"""How people put what they say about themselves, read from ``wordings.yml`` on first use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.person.statements import Statement

FILE = Path(__file__).with_name("wordings.yml")
NOT = (
    r"\b(?:(?:do|does|did|ca|wo|is|are|was|have|has|had|could|would|should)\s?n[o']?t|dont|doesnt"
    r"|didnt|cant|cannot|wont|isnt|arent|havent|hasnt|never|not|(?:do|does|did|can|will|is|are|have)"
    r" not)"
)


@dataclass(frozen=True)
class Wording:
    """A statement, and the pattern of the clauses that make it."""

    statement: Statement
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Wordings:
    """All of the file; ``meant`` tells an aim of one's own from one that is only mentioned."""

    circumstances: tuple[Wording, ...]
    goals: tuple[Wording, ...]
    tastes: tuple[Wording, ...]
    steps: tuple[Wording, ...]
    meant: re.Pattern[str]


@lru_cache(maxsize=1)
def wordings() -> Wordings:
    """The wordings, compiled once."""
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    groups = {
        name: tuple(map(_wording, data[name]))
        for name in ("circumstances", "goals", "tastes", "steps")
    }
    return Wordings(**groups, meant=_pattern(data["meant"]))


def first_of_each_kind(group: Sequence[Wording], clause: str) -> Iterator[Statement]:
    """Of each kind the first statement whose pattern fits."""
    seen: set[str] = set()
    for each in group:
        if each.statement.kind not in seen and each.pattern.search(clause):
            seen.add(each.statement.kind)
            yield each.statement


def _wording(entry: dict[str, Any]) -> Wording:
    holds = bool(entry.get("holds", True))
    return Wording(Statement(entry["kind"], entry["value"], holds), _pattern(entry["any"]))


def _pattern(alternatives: Sequence[str]) -> re.Pattern[str]:
    joined = "|".join(f"(?:{each.replace('<not>', NOT)})" for each in alternatives)
    return re.compile(joined, re.IGNORECASE)
