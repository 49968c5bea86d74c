"""``python -m bench.nlu DIRECTORY``: our classifier and Rasa's default on public data.

Both are trained on the same examples and asked the same questions by the same code; the data and
where to get it: ``bench.nlu_data``. Rasa's default pipeline takes its time (nine minutes of
training for CLINC150 with ten examples an intent), so it is only asked with ``--rasa``.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from bench.nlu_data import Data, Pairs, banking, clinc, ten_shot
from bench.nlu_rasa import fit_rasa_default
from bot.components.intent_classifier import CalibratedIntentClassifier
from bot.components.vector_and_words import VectorAndWordsModel
from knowledge.bootstrap import build_encoder
from knowledge.settings import load_settings

KEPT = 0.95  # share of in-scope validation questions above the threshold
# A text gives the best intent, and a score that is high where the text is like the examples.
Classify = Callable[[str], tuple[str, float]]


@dataclass(frozen=True)
class Result:
    """Shares between 0 and 1; ``auroc`` and ``outside_found`` only with out-of-scope texts;
    ``query`` in milliseconds (everything for one text), ``training`` in seconds."""

    right: float
    auroc: float | None
    outside_found: float | None
    query: float
    training: float


def fit_ours(train: Pairs) -> Classify:
    """Encoder and classifier of the product, with the product's numbers."""
    encoder = build_encoder(load_settings())
    defaults = CalibratedIntentClassifier.get_default_config()
    model = VectorAndWordsModel.fit(
        texts=[text for text, _ in train],
        vectors=np.stack([encoder.encode([text])[0] for text, _ in train]),
        intents=[intent for _, intent in train],
        c=defaults["C"],
        words_weight=defaults["words_weight"],
        near_weight=defaults["near_weight"],
        rejected_quantile=defaults["rejected_quantile"],
    )

    def classify(text: str) -> tuple[str, float]:
        guess = model.classify(text, encoder.encode([text])[0])
        return guess.ranking[0][0], guess.score

    return classify


def evaluate(data: Data, train: Pairs, fit: Callable[[Pairs], Classify]) -> Result:
    """Train on ``train`` and measure on the data's test part."""
    started = time.perf_counter()
    classify = fit(train)
    training = time.perf_counter() - started
    classify(data.test[0][0])  # the first question of a process is not like the others
    started = time.perf_counter()
    guesses = [classify(text) for text, _ in data.test]
    query = 1000 * (time.perf_counter() - started) / len(guesses)
    right = [guess[0] == intent for guess, (_, intent) in zip(guesses, data.test, strict=True)]
    auroc = found = None
    if data.outside:
        inside = np.array([score for _, score in guesses])
        outside = _scores(classify, data.outside)
        labels = np.r_[np.ones(len(inside)), np.zeros(len(outside))]
        auroc = float(roc_auc_score(labels, np.r_[inside, outside]))
        kept = _scores(classify, [text for text, _ in data.validation])
        found = float((outside < np.quantile(kept, 1 - KEPT)).mean())
    return Result(float(np.mean(right)), auroc, found, query, training)


def _scores(classify: Classify, texts: Sequence[str]) -> NDArray[np.float64]:
    return np.array([classify(text)[1] for text in texts])


def row(pipeline: str, name: str, result: Result) -> str:
    """A line of the table."""
    optional = ["" if n is None else f"{n:.3f}" for n in (result.auroc, result.outside_found)]
    return (
        f"| {name} | {pipeline} | {result.right:.3f} | {' | '.join(optional)} |"
        f" {result.query:.1f} | {result.training:.0f} |"
    )


def main() -> int:
    """Measure and print the table, a line as soon as it is known."""
    parser = argparse.ArgumentParser(prog="bench.nlu", description=__doc__)
    parser.add_argument("directory", type=Path, help="where the files of the data are")
    parser.add_argument("--ten-shot", action="store_true", help="leave the full data out")
    parser.add_argument("--rasa", action="store_true", help="Rasa's default pipeline as well")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one core, as the table says
    pipelines = {"ours": fit_ours, **({"Rasa's default": fit_rasa_default} if options.rasa else {})}
    print("| data | pipeline | right | AUROC | outside found | ms a query | training s |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for data in (clinc(options.directory), banking(options.directory)):
        kinds = {"10-shot": ten_shot(data.train)}
        if not options.ten_shot:
            kinds["full"] = data.train
        for kind, train in kinds.items():
            for pipeline, fit in pipelines.items():
                print(row(pipeline, f"{data.name}, {kind}", evaluate(data, train, fit)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
