"""Rasa component: which subjects of the knowledge base a message names.

Also recognises a question that the content itself lists (a tapped suggestion is such a
message) and then needs no guess: the intent is ``known_question`` with certainty.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.mended_text import mended
from knowledge.bootstrap import build_lookup
from knowledge.lookup import Lookup
from knowledge.settings import load_settings

SUBJECT = "subject"
ANSWER = "answer"
UNKNOWN_NAME = "unknown_name"
PROPER_NAME = "proper_name"
KNOWN_QUESTION = "known_question"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class KnowledgeNameExtractor(GraphComponent, EntityExtractorMixin):
    """Adds entities ``subject`` (value: a subject id), ``unknown_name`` (how it is called),
    ``proper_name`` (looks like a name, where nothing known is named) and, for a listed
    question, ``answer`` (an address)."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> KnowledgeNameExtractor:
        """Called by Rasa; connects to the knowledge base at the first message."""
        return cls(build_lookup(load_settings()))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the named subjects to each message."""
        for message in messages:
            text = mended(message)
            named = self._lookup.named(text)
            found = [
                self._entity(SUBJECT, subject.subject_id, subject.start, subject.end)
                for subject in named.subjects
            ]
            found += [self._entity(UNKNOWN_NAME, name, 0, len(text)) for name in named.unknown]
            if not found:
                found += [
                    self._entity(PROPER_NAME, name, 0, len(text))
                    for name in self._lookup.proper_names(message.get(TEXT) or "")
                ]
            address = self._lookup.known_question(text)
            if address is not None:
                found.append(self._entity(ANSWER, address, 0, len(text)))
                intent = {"name": KNOWN_QUESTION, "confidence": 1.0}
                message.set(INTENT, intent, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [intent], add_to_output=True)
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages

    def _entity(self, kind: str, value: str, start: int, end: int) -> dict[str, Any]:
        return {
            "entity": kind,
            "value": value,
            "start": start,
            "end": end,
            "confidence_entity": 1.0,
            "extractor": type(self).__name__,
        }
