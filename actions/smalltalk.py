"""Greeting, thanks, goodbye, who are you, and what lies outside the knowledge."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.in_context import in_context, unknown_skill
from actions.message import entity_values, intent_name, message_text
from actions.offering import OfferingAction
from actions.questions import PHRASES
from actions.reference import points_back
from actions.services import Services
from knowledge.answers import Answer, Focus
from knowledge.ordinals import parse_position

BESIDE = ("out_of_scope", "beyond_knowledge")
BRIEF = 4  # «ok and Rust?» asks about Rust; what is longer asks something of its own


class ActionSmallTalk(OfferingAction):
    """Says the phrase that belongs to the intent."""

    def name(self) -> str:
        return "action_small_talk"

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        intent = intent_name(tracker)
        if intent == "ask_identity" and points_back(message_text(tracker)):
            answer = in_context(provided, tracker, focus)  # «who is behind it?»
            if answer is not None:
                return answer
        text = message_text(tracker)
        position = parse_position(text) if len(text.split()) <= BRIEF else None
        if intent in BESIDE and focus.listed and position is not None:  # «number eleven»
            return provided.answers.choose(position, focus)
        if intent in BESIDE and (skill := unknown_skill(tracker)):
            return provided.answers.say("unknown-skill", focus, name=skill)
        for name in entity_values(tracker, "unknown_name"):
            brief = len(text.split()) <= BRIEF and provided.answers.is_unknown_of_a_kind(name)
            course = provided.answers.is_unknown_course(name)
            asked = intent == "out_of_scope" and (course or brief)
            if asked or intent == "beyond_knowledge":
                return provided.answers.unknown(name, entity_values(tracker, "subject"), focus)
        return provided.answers.say(PHRASES[intent], Focus() if intent == "start_over" else focus)
