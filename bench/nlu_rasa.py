"""Rasa's default pipeline, as ``rasa init`` writes it, as a classifier to compare with."""

from __future__ import annotations

import asyncio
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import yaml

from bench.nlu_data import Pairs

# https://legacy-docs-oss.rasa.com/docs/rasa/model-configuration#suggested-config, without the
# entity synonyms and responses that this data has none of.
PIPELINE = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
]


def fit_rasa_default(train: Pairs) -> Callable[[str], tuple[str, float]]:
    """Train it; the score of a text is the best intent's confidence."""
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    with tempfile.TemporaryDirectory() as folder:
        config, data = Path(folder, "config.yml"), Path(folder, "nlu.yml")
        config.write_text(
            yaml.safe_dump({"recipe": "default.v1", "language": "en", "pipeline": PIPELINE})
        )
        data.write_text(_as_training_data(train), encoding="utf-8")
        model = train_nlu(str(config), str(data), folder)
        if model is None:
            raise RuntimeError("Rasa trained no model")
        agent = Agent.load(model)

    def classify(text: str) -> tuple[str, float]:
        intent = asyncio.run(agent.parse_message(text))["intent"]
        return intent["name"], float(intent["confidence"])

    return classify


def _as_training_data(train: Pairs) -> str:
    examples: dict[str, list[str]] = defaultdict(list)
    for text, intent in train:
        examples[intent].append(text)
    found = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
        for intent, texts in examples.items()
    ]
    return yaml.safe_dump({"version": "3.1", "nlu": found}, allow_unicode=True)
