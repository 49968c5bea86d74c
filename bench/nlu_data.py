"""Public data for measuring classifiers.

CLINC150 (Larson et al. 2019, https://github.com/clinc/oos-eval, ``data_full.json``, CC BY 3.0) as
``clinc150_full.json``, and BANKING77 (Casanueva et al. 2020,
https://github.com/PolyAI-LDN/task-specific-datasets, CC BY 4.0) as ``banking77_train.csv`` and
``banking77_test.csv``. Ten-shot: ten examples an intent, chosen with ``random.Random(42)``.
"""

from __future__ import annotations

import csv
import json
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Data:
    """Pairs of text and intent; ``outside`` are texts that belong to no intent."""

    name: str
    train: Pairs
    validation: Pairs
    test: Pairs
    outside: list[str]


def clinc(directory: Path) -> Data:
    """CLINC150, full split; none of its out-of-scope examples is trained on."""
    found = json.loads((directory / "clinc150_full.json").read_text(encoding="utf-8"))

    def pairs(part: str) -> Pairs:
        return [(text, intent) for text, intent in found[part]]

    outside = [text for text, _ in found["oos_test"]]
    return Data("CLINC150", pairs("train"), pairs("val"), pairs("test"), outside)


def banking(directory: Path) -> Data:
    """BANKING77; it has neither validation nor out-of-scope questions."""

    def pairs(part: str) -> Pairs:
        with (directory / f"banking77_{part}.csv").open(encoding="utf-8", newline="") as file:
            return [(row["text"], row["category"]) for row in csv.DictReader(file)]

    return Data("BANKING77", pairs("train"), [], pairs("test"), [])


def ten_shot(pairs: Pairs, count: int = 10) -> Pairs:
    """``count`` examples of each intent."""
    by_intent: dict[str, list[str]] = defaultdict(list)
    for text, intent in pairs:
        by_intent[intent].append(text)
    chosen = random.Random(42)
    return [
        (text, intent)
        for intent, texts in sorted(by_intent.items())
        for text in chosen.sample(texts, min(count, len(texts)))
    ]
