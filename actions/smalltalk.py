"""Greeting, thanks, goodbye, who are you, and what lies outside the knowledge."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.message import entity_values, intent_name
from actions.offering import OfferingAction
from actions.questions import PHRASES
from actions.services import Services
from knowledge.answers import Answer, Focus


class ActionSmallTalk(OfferingAction):
    """Says the phrase that belongs to the intent."""

    def name(self) -> str:
        return "action_small_talk"

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        intent = intent_name(tracker)
        for name in entity_values(tracker, "unknown_name"):
            course = intent == "out_of_scope" and provided.answers.is_unknown_course(name)
            if course or intent == "beyond_knowledge":
                return provided.answers.unknown(name, entity_values(tracker, "subject"), focus)
        return provided.answers.say(PHRASES[intent], Focus() if intent == "start_over" else focus)
