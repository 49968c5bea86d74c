"""Rasa component: what the knowledge base has nearest to a message, by meaning and words.

Runs after the classifier. Of the two the one that is more probably right answers
(``bot.decision``); what search found is kept as ``nearest`` for asking back. New content is found
at once, with no training.
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

from bot.components.intent_classifier import NEAREST_EXAMPLES, SCOPES
from bot.components.knowledge_names import ANSWER, KNOWN_QUESTION, SUBJECT, UNKNOWN_NAME
from bot.components.mended_text import TALKED_ABOUT, meant
from bot.components.sentence_vectors import CONTEXT_VECTOR, sentence_vector
from bot.decision import FALLBACK, Choice, Decision, Evidence, read_decision
from knowledge.asking import aspect_of
from knowledge.aspects import ABOUT_ANYTHING, COURSE_COLUMNS, MAIN_ROLE, VERSUS
from knowledge.bootstrap import build_lookup, build_search
from knowledge.lookup import Lookup
from knowledge.search import Match, Search
from knowledge.settings import load_settings

NEAREST = "nearest"
HERE = "here"  # the answer of what is talked about that is nearest to the message
SECOND = "second"  # the intent or the address whose answer is told as well
CERTAINTY = "certainty"  # the probability that the answer is right
SURE = 0.97
LIMIT = 12  # answers looked at
OFFERED = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class KnowledgeSearch(GraphComponent):
    """Adds ``nearest`` (addresses with scores), and decides by it where that is safe."""

    def __init__(self, search: Search, lookup: Lookup, decision: Decision) -> None:
        self._search = search
        self._lookup = lookup
        self.decision = decision

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> KnowledgeSearch:
        """Called by Rasa; connects to the knowledge base at the first message."""
        settings = load_settings()
        return cls(build_search(settings), build_lookup(settings), read_decision())

    def process(self, messages: list[Message]) -> list[Message]:
        """Search for each message that is not itself a listed question."""
        for message in messages:
            if (message.get(INTENT) or {}).get("name") != KNOWN_QUESTION:
                self._decide(message)
            self._look_here(message)
        return messages

    def _look_here(self, message: Message) -> None:
        """What the message would ask of the thing that is talked about."""
        vector = message.get(CONTEXT_VECTOR)
        about = str((message.get("metadata") or {}).get(TALKED_ABOUT))
        match = None if vector is None else self._search.nearest_of(about, vector)
        if match is not None:
            message.set(HERE, {"address": match.address, "score": match.score}, add_to_output=True)

    def _decide(self, message: Message) -> None:
        text = meant(message)
        # Words in common change nothing where the classifier is sure.
        words = message.get(INTENT)["confidence"] < SURE
        matches = self._search.nearest(text, sentence_vector(message), LIMIT, words)
        offered = [match for match in matches if match.score >= self.decision.offer]
        message.set(NEAREST, [asdict(match) for match in offered[:OFFERED]], add_to_output=True)
        entities = message.get(ENTITIES) or []
        fitting = [match for match in matches if self._fits(match, entities)]
        verdict = self.decision.choose(_evidence(message, matches, fitting))
        message.set(CERTAINTY, verdict.certainty, add_to_output=True)
        if verdict.choice is Choice.ASK_BACK:
            if message.get(INTENT)["name"] != FALLBACK:
                self._intend(message, FALLBACK, 1.0 - message.get(INTENT)["confidence"])
            return
        places = {Choice.SEARCH: 0, Choice.SECOND_MATCH: 1}
        if verdict.second in places:
            second = {"address": fitting[places[verdict.second]].address}
            message.set(SECOND, second, add_to_output=True)
        elif verdict.second:
            intent = message.get(INTENT)["name"]
            message.set(SECOND, {"intent": intent}, add_to_output=True)
        if verdict.choice in places:
            self._take(message, fitting[places[verdict.choice]], len(text))

    def _fits(self, match: Match, entities: Sequence[dict[str, Any]]) -> bool:
        """Whether the match is about what the message names: a question about R is not answered
        by the same question about Python, nor one about something unknown by its neighbour,
        unless the listed question names just that («do I need AWS» is answered by the cloud)."""
        unknown = {e["value"] for e in entities if e["entity"] == UNKNOWN_NAME}
        named = _named(entities)
        subject, _, aspect = match.address.partition("/")
        if not named and not unknown:
            # «what do the courses cost» is not about the one course that is nearest.
            return aspect not in COURSE_COLUMNS
        if not unknown:
            if aspect.startswith(VERSUS):
                return named <= {subject, aspect.removeprefix(VERSUS)}
            if subject in named:
                return True
        # «What comes after Python?» names Python, though another thing answers it.
        asked = self._lookup.named(match.question)
        known = {each.subject_id for each in asked.subjects} | {subject}
        return unknown <= set(asked.unknown) and named <= known

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


def _evidence(message: Message, matches: Sequence[Match], fitting: Sequence[Match]) -> Evidence:
    intent = message.get(INTENT)
    entities = message.get(ENTITIES) or []
    ranking = message.get(INTENT_RANKING_KEY) or []
    scores = [match.score for match in fitting]
    return Evidence(
        intent=intent["name"],
        confidence=intent["confidence"],
        runner_up=ranking[1]["confidence"] if len(ranking) > 1 else 0.0,
        scopes=message.get(SCOPES) or {},
        examples=message.get(NEAREST_EXAMPLES) or {},
        cosine=fitting[0].cosine if fitting else 0.0,
        score=scores[0] if scores else 0.0,
        lead=scores[0] - scores[1] if len(scores) > 1 else 0.0,
        second=scores[1] if len(scores) > 1 else 0.0,
        nearest=matches[0].cosine if matches else 0.0,
        named=bool(_named(entities)),
        unknown=any(entity["entity"] == UNKNOWN_NAME for entity in entities),
        agreed=bool(fitting) and _agree(intent["name"], fitting[0]),
        nameless=bool(fitting)
        and not _named(entities)
        and _needs_a_thing(intent["name"], fitting[0]),
        words=len(meant(message).split()),
    )


def _agree(intent: str, match: Match) -> bool:
    return intent == "ask_" + match.address.partition("/")[2].replace("-", "_")


def _needs_a_thing(intent: str, match: Match) -> bool:
    """«Is cleaning data important» is not about the role, though that is what «important» is
    asked of where nothing is named."""
    return aspect_of(intent) in ABOUT_ANYTHING and match.address.partition("/")[0] != MAIN_ROLE


def _named(entities: Sequence[dict[str, Any]]) -> set[str]:
    """What a message names, but for the role that all of this is about: «how do ML engineers
    handle gaps in their data» asks about data."""
    return {e["value"] for e in entities if e["entity"] == SUBJECT} - {MAIN_ROLE}
