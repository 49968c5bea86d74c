"""Rasa component: one sentence vector a message, from the small transformer."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.mended_text import IN_CONTEXT, meant
from knowledge.bootstrap import build_encoder, build_engine
from knowledge.encoder import SentenceEncoder
from knowledge.question_vectors import question_vectors
from knowledge.settings import load_settings
from knowledge.wording import spelled_out

ORIGIN = "SentenceVectorFeaturizer"
CONTEXT_VECTOR = "context_vector"  # of the message with what is talked about


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceVectorFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds a dense sentence feature of shape [1, 384], of unit length."""

    def __init__(self, config: dict[str, Any], encoder: SentenceEncoder) -> None:
        super().__init__(ORIGIN, config)
        self._encoder = encoder

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**DenseFeaturizer.get_default_config()}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to set: the encoder is chosen by the settings."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceVectorFeaturizer:
        """Called by Rasa; loads the encoder and checks its files."""
        return cls(config, build_encoder(load_settings()))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the vector to each message."""
        for message in messages:
            self._add(message, self._encoder.encode([meant(message)]))
            if in_context := message.get(IN_CONTEXT):
                message.set(CONTEXT_VECTOR, self._encoder.encode([spelled_out(in_context)])[0])
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the vectors to all training examples."""
        examples = [m for m in training_data.training_examples if m.get(TEXT)]
        settings = load_settings()
        # Half of the examples are questions that the knowledge base lists: 8 s of a training.
        vectors = question_vectors(
            build_engine(settings), settings.content_directory, self._encoder
        )
        others = [text for text in map(meant, examples) if text not in vectors]
        vectors.update(zip(others, self._encoder.encode(others), strict=True))
        for message in examples:
            self._add(message, vectors[meant(message)][None])
        return training_data

    def _add(self, message: Message, vector: NDArray[np.float32]) -> None:
        message.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, ORIGIN))


def sentence_vector(message: Message) -> Any:
    """The vector of a message, shape [384]; None when no featurizer has run."""
    for feature in message.features:
        if feature.origin == ORIGIN:
            return feature.features[0]
    return None
