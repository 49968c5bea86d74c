"""Questions about the knowledge: about an aspect, a thing, the same again, a place, more."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.reference import points_back
from actions.services import Services
from actions.speaking import AnsweringAction
from knowledge.answers import Answer, Focus
from knowledge.aspects import ASPECTS
from knowledge.ordinals import parse_position

ASK = "ask_"
# Intents whose name is not that of the aspect they ask for.
ASPECT_BY_INTENT = {
    "ask_practice_jobs": "practice",
    "ask_course_language": "language",
    "ask_role_importance": "importance",
}

# Intents that are answered by a phrase.
PHRASES = {
    "greet": "greet",
    "thank": "thank",
    "goodbye": "goodbye",
    "ask_identity": "identity",
    "ask_capabilities": "capabilities",
    "affirm": "affirm",
    "deny": "deny",
    "how_are_you": "how-are-you",
    "out_of_scope": "out-of-scope",
    "distress": "distress",
    "beyond_knowledge": "beyond-knowledge",
}


def aspect_of(intent: str) -> str:
    """``ask_free_courses`` -> ``free-courses``."""
    return ASPECT_BY_INTENT.get(intent) or intent.removeprefix(ASK).replace("_", "-")


def entity_values(tracker: Tracker, kind: str) -> list[str]:
    """The values of the last message's entities of a kind, in order."""
    entities = tracker.latest_message.get("entities") or []
    return [str(e["value"]) for e in entities if e.get("entity") == kind]


def message_text(tracker: Tracker) -> str:
    """The last message's text."""
    return str(tracker.latest_message.get("text") or "")


def nearest_addresses(tracker: Tracker) -> list[str]:
    """What search found for the last message, best first."""
    return [str(match["address"]) for match in tracker.latest_message.get("nearest") or []]


def intent_name(tracker: Tracker) -> str:
    """The last message's intent."""
    return str((tracker.latest_message.get("intent") or {}).get("name") or "")


class ActionAnswerQuestion(AnsweringAction):
    """Answers every ``ask_…`` intent and the questions that the content lists."""

    def name(self) -> str:
        return "action_answer_question"

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        addresses = entity_values(tracker, "answer")
        if addresses:
            return provided.answers.at(addresses[0], focus)
        aspect = aspect_of(intent_name(tracker))
        named = entity_values(tracker, "subject")
        for name in entity_values(tracker, "unknown_name"):
            if provided.answers.asks_about_unknown(aspect, name):
                return provided.answers.unknown(name, named, focus)
        if aspect == "comparison":
            if not named and not focus.subject and not points_back(message_text(tracker)):
                return provided.answers.unsure([], [], nearest_addresses(tracker), focus)
            return provided.answers.compare(named, focus)
        if aspect == "overview" and not named and not points_back(message_text(tracker)):
            # Something is to be explained that no name here stands for.
            return provided.answers.unsure([], [], nearest_addresses(tracker), focus)
        return provided.answers.about(aspect, named, focus)


class ActionFollowUp(AnsweringAction):
    """«And R?»"""

    def name(self) -> str:
        return "action_follow_up"

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        named = entity_values(tracker, "subject")
        unknown = entity_values(tracker, "unknown_name")
        if unknown and not named:
            return provided.answers.unknown(unknown[0], named, focus)
        return provided.answers.follow_up(named, focus)


class ActionChoosePosition(AnsweringAction):
    """«The second one»"""

    def name(self) -> str:
        return "action_choose_position"

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        named = entity_values(tracker, "subject")
        if named:  # «the third step» has a name of its own
            return provided.answers.about("overview", named, focus)
        return provided.answers.choose(parse_position(message_text(tracker)), focus)


class ActionTellMore(AnsweringAction):
    """«Tell me more»"""

    def name(self) -> str:
        return "action_tell_more"

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        return provided.answers.more(entity_values(tracker, "subject"), focus)


class ActionAskBack(AnsweringAction):
    """The classifier was unsure: offers what may have been meant."""

    def name(self) -> str:
        return "action_ask_back"

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        named = entity_values(tracker, "subject")
        for name in entity_values(tracker, "unknown_name"):
            return provided.answers.unknown(name, named, focus)
        nearest = nearest_addresses(tracker)
        ranking = tracker.latest_message.get("intent_ranking") or []
        intents = [str(guess["name"]) for guess in ranking if guess["name"] != "nlu_fallback"]
        if not nearest and intents and intents[0] in PHRASES:
            return provided.answers.say(PHRASES[intents[0]], focus)
        aspects = [aspect_of(intent) for intent in intents]
        return provided.answers.unsure(
            [aspect for aspect in aspects if aspect in ASPECTS],
            named,
            nearest,
            focus,
        )
