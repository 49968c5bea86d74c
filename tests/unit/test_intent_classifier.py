"""The classifier as Rasa trains it."""

from pathlib import Path

import numpy as np
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.intent_classifier import FILE, CalibratedIntentClassifier
from bot.components.sentence_vectors import ORIGIN

INTENTS = ("ask_coding", "beyond_knowledge", "out_of_scope", "thank")


def examples() -> list[Message]:
    """Twelve of each intent, with vectors of unit length around a direction of its own."""
    random = np.random.default_rng(0)
    found = []
    for number, intent in enumerate(INTENTS):
        for count in range(12):
            vector = random.normal(scale=0.3, size=8)
            vector[number] += 1
            unit = (vector / np.linalg.norm(vector)).astype(np.float32)
            message = Message({TEXT: f"{intent} in words {count}", INTENT: intent})
            message.add_features(Features(unit[None], FEATURE_TYPE_SENTENCE, TEXT, ORIGIN))
            found.append(message)
    return found


def trained(directory: Path, messages: list[Message]) -> dict[str, np.ndarray]:
    """The arrays of a model."""
    directory.mkdir()
    storage = LocalModelStorage.create(directory)
    config = CalibratedIntentClassifier.get_default_config()
    resource = CalibratedIntentClassifier(config, storage, Resource("classifier")).train(
        TrainingData(messages)
    )
    with storage.read_from(resource) as stored, np.load(stored / FILE) as arrays:
        return dict(arrays)


def test_the_order_of_the_examples_changes_nothing(tmp_path: Path) -> None:
    messages = examples()
    one = trained(tmp_path / "one", messages)
    other = trained(tmp_path / "other", messages[::-3] + messages[-2::-3] + messages[-3::-3])
    for name, array in one.items():
        assert np.array_equal(array, other[name]), name
