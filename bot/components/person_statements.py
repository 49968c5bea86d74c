"""Rasa component: what a message says about the person who sends it.

The last component: it adds ``statements`` to what is understood, and where a message only tells
and asks nothing, or asks for a course or a language and names conditions of one's own, it says
so by the intent.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.channels.questions import WHOLE_MESSAGE
from bot.components.advice_wanted import advice_wanted, asked_for_oneself
from bot.components.despair import despairs
from bot.components.intent_classifier import SCOPES
from bot.components.knowledge_names import ANSWER, KNOWN_QUESTION
from bot.components.mended_text import mended
from bot.components.scopes import Scope, scope_of
from bot.components.work_wanted import wants_work_done
from bot.decision import FALLBACK
from knowledge.bootstrap import build_lookup
from knowledge.lookup import Lookup
from knowledge.person.recognition import Recognised, recognise
from knowledge.settings import load_settings

STATEMENTS = "statements"
# From this probability of being part of a dialogue, what only tells asks nothing.
TELLING = 0.2
TELL = "tell_about_oneself"
WHY, DECIDE = "explain_advice", "decide_now"
MANY = 3  # so many statements ask nothing, whatever they are near to
SURE = 0.8  # of an intent that what is told does not change then
HERE = 0.5
OUTSIDE, DISTRESS = "out_of_scope", "distress"
FORGET = "forget_me"
CHOOSE = "choose_position"
# «I'm talking into my phone, and I have ten hours a week»
_ONESELF = re.compile(
    r"(?:^|[,.;]\s*|\bi(?:'ve| have)? )(?:only |just |about )?(?:got|have)\b"
    r"|\bno (?:money|cash|budget|funds)\b|\bmake (?:it|that) (?:zero|free)\b",
    re.IGNORECASE,
)
# «Java dev 6 yrs, hate spring, wanna do ml»
_WANTS_IN = re.compile(
    r"\b(?:want|wanna|would (?:like|love)|'?d (?:like|love)|hop(?:e|ing)|look(?:ing)?|try(?:ing)?"
    r"|plan(?:ning)?|dream(?:ing)? of|thinking (?:of|about)|keen) (?:\w+ ){0,3}?"
    r"(?:into|in|to|do(?:ing)?|becom(?:e|ing)|work(?:ing)?|switch(?:ing)?|mov(?:e|ing)|with)"
    r" (?:\w+ ){0,3}?(?:ml|ai|machine.?learning|data science)\b",
    re.IGNORECASE,
)
_OF_ONESELF = re.compile(
    r"\b(?:i|i'?m|i'?ve|my|me|we)\b|\b\d+\+? (?:years?|yrs?)\b"
    r"|^\W*(?:\S+ ){0,2}(?:been|did|had|got|took|used|know|worked|never|only)\b",
    re.IGNORECASE,
)
# «Forget about careers and help me with my poem» erases nobody.
_FORGETS_OTHERS = re.compile(
    r"\b(?:forget|ignore|drop) about (?!(?:me|my|it|that|this|everything|all|what|us)\b)",
    re.IGNORECASE,
)
_ASKS_WITHIN = re.compile(r"\b(?:who|whats?|which|why|how|where|when|y|any)\b", re.IGNORECASE)
_WEIGHS = re.compile(
    r"\bmatters?\b|\bcounts?\b|\bmost important\b|\b(?:has|have|needs?) to\b|\bmust be\b"
    r"|\bmain thing\b",
    re.IGNORECASE,
)
# What a few words seem to say that are about something else.
PASSING = frozenset({"budget", "goal", "hours", "taste"})
OWN = frozenset({"language", "skill", "unlisted", "hours", "done"})
TAKING_BACK = frozenset({"unsaid", "corrected"})
# Told in passing, these stay what they are.
KEPT = frozenset(
    """advise_language advise_course make_roadmap skill_gap role_fit show_figures show_profile
    forget_me explain_advice find_cheaper decide_now doubt skip stop go_back
    start_over""".split()
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class PersonStatementExtractor(GraphComponent):
    """Adds ``statements``: ``stated`` and ``mentioned`` (texts of Statements) and ``asks``."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PersonStatementExtractor:
        """Called by Rasa; connects to the knowledge base at the first message."""
        return cls(build_lookup(load_settings()))

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message for what it says about its sender."""
        for message in messages:
            if message.get(TEXT):
                self._read(message)
        return messages

    def _read(self, message: Message) -> None:
        found = self._recognised(mended(message))
        whole = (message.get("metadata") or {}).get(WHOLE_MESSAGE)
        if whole is not None and whole != message.get(TEXT):
            told = self._recognised(self._lookup.mended(whole)).stated if whole else ()
            found = replace(found, stated=told, only_told=False)
        wants_work = wants_work_done(mended(message))
        if wants_work or _is_elsewhere(message, found):
            found = replace(found, stated=())
        read = {
            "stated": [each.to_text() for each in found.stated],
            "mentioned": [each.to_text() for each in found.mentioned],
            "asks": not found.only_told,
        }
        message.set(STATEMENTS, read, add_to_output=True)
        asked = _asked(message, message.get(INTENT)["name"])
        intent = asked_for_oneself(asked, mended(message)) or _meant(message, found)
        means_others = asked == FORGET and _FORGETS_OTHERS.search(mended(message))
        intent = OUTSIDE if means_others or wants_work else intent
        intent = DISTRESS if despairs(whole or mended(message)) else intent
        if intent:
            ranking = [
                {"name": intent, "confidence": 1.0},
                *(message.get(INTENT_RANKING_KEY) or []),
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)

    def _recognised(self, text: str) -> Recognised:
        return recognise(text, self._lookup.named_things(text))


def _is_elsewhere(message: Message, found: Recognised) -> bool:
    """«Followers for $9.99», «switch or ps5»: sums and aims mean nothing outside the subject."""
    intent = message.get(INTENT)
    kinds = {each.kind for each in found.stated}
    told = found.only_told and ("occupation" in kinds or _ONESELF.search(message.get(TEXT)))
    # «I'm a scorpio, how will my week be»
    asks_elsewhere = not found.only_told and intent["confidence"] >= SURE
    passing = PASSING | {"occupation"} if asks_elsewhere else PASSING
    return intent["name"] == OUTSIDE and kinds <= passing and not told


def _meant(message: Message, found: Recognised) -> str | None:
    """The intent that the statements make it, if they change it."""
    intent = message.get(INTENT)["name"]
    if not found.stated:
        lost = intent == TELL and not found.mentioned and not _belongs_here(message)
        return FALLBACK if lost else None
    if found.only_told and _only_tells(message, found):
        return TELL
    asked = _asked(message, intent)
    if _stays(intent, {each.kind for each in found.stated}):
        return None
    advice = advice_wanted(asked, mended(message), {each.kind for each in found.stated})
    if advice or intent == TELL:
        return advice or (None if found.only_told else FALLBACK)
    # A trade goes with any question: «taxi driver, no degree, way into a job in ML».
    told = [each for each in found.stated if each.kind != "occupation"]
    few = len(told) < MANY and not _tells_of_oneself(message, found)
    if not found.only_told or (few and _asks_for_knowledge(message)):
        return None
    return TELL


def _only_tells(message: Message, found: Recognised) -> bool:
    """«Sorry, typo, 200» is that, whatever it is near to; «speed matters most to me» asks for no
    reason."""
    intent = message.get(INTENT)
    kinds = {each.kind for each in found.stated}
    if kinds <= TAKING_BACK and intent["name"] != CHOOSE:
        return True
    if all(each.kind == "occupation" and not each.holds for each in found.stated):
        return True  # «I'm not a nurse anymore, delete that» erases the trade and nothing else
    if kinds <= {"goal", "taste"} and _WEIGHS.search(message.get(TEXT)):
        return True  # «forget easy, it has to run fast, that's what counts for me»
    if "done" in kinds and intent["confidence"] < 1.0 and intent["name"] not in KEPT:
        return True  # «did the project too, a movie recommender»
    return intent["name"] in (WHY, DECIDE) and intent["confidence"] < SURE


def _tells_of_oneself(message: Message, found: Recognised) -> bool:
    """«Been using R for three years», up to its end: what one knows or has asks for nothing."""
    text = message.get(TEXT)
    own = bool(_OF_ONESELF.search(text)) and not _ASKS_WITHIN.search(text)
    ends = found.ends_told or bool(_WANTS_IN.search(text))
    return own and ends and bool({each.kind for each in found.stated} & OWN)


def _stays(intent: str, told: Collection[str]) -> bool:
    """Whether an intent is what it is, whatever kinds of statements are made beside it."""
    if intent == CHOOSE:
        return set(told) == {"corrected"}  # «make it 3» of a list
    # «Forget the Java thing» forgets nobody.
    return intent in KEPT and not (intent == FORGET and "unsaid" in told)


def _belongs_here(message: Message) -> bool:
    """«I prefer theory»: told, though nothing of it can be kept."""
    return float((message.get(SCOPES) or {}).get(Scope.DIALOGUE.value, 0.0)) > HERE


def _asked(message: Message, intent: str) -> str:
    answers = [e["value"] for e in message.get(ENTITIES) or [] if e["entity"] == ANSWER]
    return str(answers[0]) if intent == KNOWN_QUESTION and answers else intent


def _asks_for_knowledge(message: Message) -> bool:
    """«Starting from zero, first step» tells and asks: a question without its form."""
    intent = message.get(INTENT)
    if intent["name"] == KNOWN_QUESTION and intent["confidence"] == 1.0:
        return True
    scopes = message.get(SCOPES) or {}
    return is_knowledge(intent["name"]) and scopes.get(Scope.DIALOGUE.value, 0.0) < TELLING


def is_knowledge(intent: str) -> bool:
    """Whether an intent asks the knowledge base."""
    return intent == KNOWN_QUESTION or scope_of(intent) is Scope.KNOWLEDGE
