"""``python -m bench.nlu DIRECTORY``: our classifier on public data.

CLINC150 (Larson et al. 2019, https://github.com/clinc/oos-eval, ``data_full.json``, CC BY 3.0) as
``clinc150_full.json``, and BANKING77 (Casanueva et al. 2020,
https://github.com/PolyAI-LDN/task-specific-datasets, CC BY 4.0) as ``banking77_train.csv`` and
``banking77_test.csv``. Ten-shot: ten examples an intent, chosen with ``random.Random(42)``.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from bot.components.intent_classifier import CalibratedIntentClassifier
from bot.components.vector_and_words import VectorAndWordsModel
from knowledge.bootstrap import build_encoder
from knowledge.encoder import SentenceEncoder
from knowledge.settings import load_settings

KEPT = 0.95  # share of in-scope validation questions above the threshold
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


@dataclass(frozen=True)
class Result:
    """Shares between 0 and 1; ``auroc`` and ``outside_found`` only with out-of-scope texts;
    ``query`` in milliseconds (encoding and classifying one text), ``training`` in seconds."""

    right: float
    auroc: float | None
    outside_found: float | None
    query: float
    training: float


def evaluate(data: Data, train: Pairs, encoder: SentenceEncoder) -> Result:
    """Train on ``train`` and measure on the data's test part."""
    vectors = {text: encoder.encode([text])[0] for text, _ in (*train, *data.validation)}
    defaults = CalibratedIntentClassifier.get_default_config()
    started = time.perf_counter()
    model = VectorAndWordsModel.fit(
        texts=[text for text, _ in train],
        vectors=np.stack([vectors[text] for text, _ in train]),
        intents=[intent for _, intent in train],
        c=defaults["C"],
        words_weight=defaults["words_weight"],
        near_weight=defaults["near_weight"],
        rejected_quantile=defaults["rejected_quantile"],
    )
    training = time.perf_counter() - started
    started = time.perf_counter()
    guesses = [model.classify(text, encoder.encode([text])[0]) for text, _ in data.test]
    query = 1000 * (time.perf_counter() - started) / len(guesses)
    right = [
        guess.ranking[0][0] == intent for guess, (_, intent) in zip(guesses, data.test, strict=True)
    ]
    auroc = found = None
    if data.outside:
        inside = np.array([guess.score for guess in guesses])
        outside = _scores(model, encoder, data.outside)
        auroc = float(
            roc_auc_score(
                np.r_[np.ones(len(inside)), np.zeros(len(outside))], np.r_[inside, outside]
            )
        )
        limit = np.quantile(
            [model.classify(text, vectors[text]).score for text, _ in data.validation], 1 - KEPT
        )
        found = float((outside < limit).mean())
    return Result(float(np.mean(right)), auroc, found, query, training)


def _scores(
    model: VectorAndWordsModel, encoder: SentenceEncoder, texts: Sequence[str]
) -> NDArray[np.float64]:
    return np.array([model.classify(text, encoder.encode([text])[0]).score for text in texts])


def main() -> int:
    """Measure all four settings and print the table."""
    parser = argparse.ArgumentParser(prog="bench.nlu", description=__doc__)
    parser.add_argument("directory", type=Path, help="where the files of the data are")
    parser.add_argument("--ten-shot", action="store_true", help="leave the full data out")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one core, as the table says
    encoder = build_encoder(load_settings())
    print("| data | in scope right | AUROC | out of scope found | ms a query | training s |")
    print("|---|---:|---:|---:|---:|---:|")
    for data in (clinc(options.directory), banking(options.directory)):
        kinds = {"10-shot": ten_shot(data.train)}
        if not options.ten_shot:
            kinds["full"] = data.train
        for kind, train in kinds.items():
            result = evaluate(data, train, encoder)
            print(
                f"| {data.name}, {kind} | {result.right:.3f} |"
                f" {'' if result.auroc is None else f'{result.auroc:.3f}'} |"
                f" {'' if result.outside_found is None else f'{result.outside_found:.3f}'} |"
                f" {result.query:.1f} | {result.training:.0f} |",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
