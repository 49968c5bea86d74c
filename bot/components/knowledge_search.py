"""Rasa component: what the knowledge base has nearest to a message, by meaning and words.

Runs after the classifier. A match that is near enough answers, however the classifier
decided; one that is fairly near answers when the classifier is unsure; the others are kept
as ``nearest`` for asking back. New content is found at once, with no training.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from bot.components.knowledge_names import ANSWER, KNOWN_QUESTION, SUBJECT, UNKNOWN_NAME
from bot.components.mended_text import meant
from bot.components.sentence_vectors import sentence_vector
from bot.thresholds import FALLBACK, Thresholds, read_thresholds
from knowledge.aspects import COURSE_COLUMNS, VERSUS
from knowledge.bootstrap import build_search
from knowledge.search import Match, Search
from knowledge.settings import load_settings

NEAREST = "nearest"
SURE = 0.97


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class KnowledgeSearch(GraphComponent):
    """Adds ``nearest`` (addresses with scores), and decides by it where that is safe."""

    def __init__(self, search: Search, thresholds: Thresholds) -> None:
        self._search = search
        self._thresholds = thresholds

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> KnowledgeSearch:
        """Called by Rasa; connects to the knowledge base at the first message."""
        return cls(build_search(load_settings()), read_thresholds())

    def process(self, messages: list[Message]) -> list[Message]:
        """Search for each message that is not itself a listed question."""
        for message in messages:
            if (message.get(INTENT) or {}).get("name") != KNOWN_QUESTION:
                self._decide(message)
        return messages

    def _decide(self, message: Message) -> None:
        text = meant(message)
        # Words in common change nothing where the classifier is sure.
        words = message.get(INTENT)["confidence"] < SURE
        matches = self._search.nearest(text, sentence_vector(message), words=words)
        offered = [match for match in matches if match.score >= self._thresholds.offer]
        message.set(NEAREST, [asdict(match) for match in offered], add_to_output=True)
        if not matches:
            return
        best, intent = matches[0], message.get(INTENT)
        name, confidence = intent["name"], intent["confidence"]
        if self._thresholds.ask_back(name, confidence, best):
            self._intend(message, FALLBACK, 1.0 - confidence)
        elif _fits(best, message.get(ENTITIES) or []) and self._thresholds.prefer_search(
            name, confidence, best, _names_something(message), _agree(name, best)
        ):
            self._take(message, best, len(text))

    def _intend(self, message: Message, name: str, confidence: float) -> None:
        intent = {"name": name, "confidence": confidence}
        ranking = [intent, *(message.get(INTENT_RANKING_KEY) or [])]
        message.set(INTENT, intent, add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)

    def _take(self, message: Message, match: Match, length: int) -> None:
        entity = {
            "entity": ANSWER,
            "value": match.address,
            "start": 0,
            "end": length,
            "confidence_entity": match.score,
            "extractor": type(self).__name__,
        }
        message.set(ENTITIES, [*(message.get(ENTITIES) or []), entity], add_to_output=True)
        self._intend(message, KNOWN_QUESTION, min(match.score, 1.0))


def _names_something(message: Message) -> bool:
    return any(entity["entity"] == SUBJECT for entity in message.get(ENTITIES) or [])


def _agree(intent: str, match: Match) -> bool:
    return intent == "ask_" + match.address.partition("/")[2].replace("-", "_")


def _fits(match: Match, entities: Sequence[dict[str, Any]]) -> bool:
    """Whether the match is about what the message names: a question about R is not answered by
    the same question about Python, nor one about something unknown by its neighbour."""
    if any(entity["entity"] == UNKNOWN_NAME for entity in entities):
        return False
    named = {entity["value"] for entity in entities if entity["entity"] == SUBJECT}
    subject, _, aspect = match.address.partition("/")
    if aspect.startswith(VERSUS):
        return named <= {subject, aspect.removeprefix(VERSUS)}
    if not named:
        # «what do the courses cost» is not about the one course that is nearest.
        return aspect not in COURSE_COLUMNS
    return subject in named
