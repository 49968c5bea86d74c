"""Asking back, once neither the message nor the conversation says what is meant."""

from __future__ import annotations

import re

from rasa_sdk import Tracker

from actions.deciding import WANTS_ADVICE, decide, decided_anew, topic_of
from actions.in_context import in_context
from actions.in_short import in_short
from actions.message import (
    entity_values,
    message_text,
    nearest_addresses,
    unknown_names,
    whole_message,
)
from actions.of_beyond import ROUGHLY, is_of_careers
from actions.of_pay import MONEY
from actions.of_roles import NO_DEGREE, WITHOUT_DEGREE, who_of_the_roles
from actions.of_steps import first_of_them
from actions.offering import OfferingAction, explaining_offer
from actions.politeness import polite_intent
from actions.questions import PHRASES, compares
from actions.services import Services
from actions.speaking import AnsweringAction, Response
from actions.telling import Told
from actions.unknown_skill import of_skill, unknown_skill
from knowledge.answers import Answer, Focus
from knowledge.asking import aspect_of
from knowledge.aspects import ASPECTS, MAIN_ROLE

SMALLTALK_WORDS = 6  # a longer message that is not understood is no small talk
# What may follow on an advice, by its topic.
FOLLOWS = {
    "language": ("explain_advice", "decide_now"),
    "course": ("explain_advice", "decide_now", "find_cheaper"),
    "roadmap": ("make_roadmap",),
    "gap": ("skill_gap", "make_roadmap"),
    "role": ("explain_advice", "decide_now"),
}
# The probability from which the likeliest of these counts, and how likely it may be at most that
# the message lies outside. On 3,011 turns of dialogues that may guide changes 0.01 to 0.1 differ by
# one turn; without any of this three fewer are right.
LEAST_FOLLOWING, MOST_OUTSIDE = 0.04, 0.5
SURE = 0.9  # of what classifier and search each say, where they agree
MOST_WORDS = 12  # a longer message says itself what it asks
_WHERE_TO_START = re.compile(r"\bwhere (?:do|should) i (?:start|begin)\b", re.IGNORECASE)


_ASPECT_WORDS = (
    (
        "price",
        re.compile(
            r"\b(?:free|gratis|costs?|price[sd]?|pay(?:ing)?|charges?|subscription|fees?|money)\b",
            re.IGNORECASE,
        ),
    ),
    ("certificate", re.compile(r"\b(?:cert(?:ificate|s)?|diploma|piece of paper)\b", re.I)),
    ("teacher", re.compile(r"\b(?:teach(?:es|er)?|instructor|lecturer|taught by)\b", re.I)),
    (
        "libraries",
        re.compile(r"\b(?:librar(?:y|ies)|libs?|packages?|toolbox(?:es)?|frameworks?)\b", re.I),
    ),
    (
        "strengths",
        re.compile(
            r"\b(?:good at|strong(?: point)?s?|strengths?|pros|advantages?|benefits?|perks)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "learning",
        re.compile(
            r"\b(?:learn(?:ing)?|study|pick(?:ing)? (?:it )?up|get(?:ting)? started)\b",
            re.IGNORECASE,
        ),
    ),
)
# «What about Tinder?», whatever that is
_AND_SOMETHING = re.compile(r"^\W*(?:ok |so |and )*(?:what|how) about [a-z]{4,}\W*$", re.IGNORECASE)
_THE_DIFFERENCE = re.compile(
    r"^\W*(?:(?:wait|ok|so|and|but|first|hang on|hold on|oh|hm+)\W+)*what(?:'?s| is) the "
    r"(?:actual |main |real |exact )?difference(?: first| then| again| exactly| anyway)*\W*$",
    re.IGNORECASE,
)
_SAYS_WHO = re.compile(
    r"\bwhere (?:did|do|have|does) (?:you|u|it) (?:get|got|have|take|took|find|found)"
    r" (?:all )?(?:that|this|it|these|those)\b"
    r"|\bwhere (?:does|did) (?:that|this|it) come from\b",
    re.IGNORECASE,
)


def likely_follow_up(tracker: Tracker, focus: Focus) -> str | None:
    """The likeliest intent that follows on the advice just given: «so I can stay with what I
    have?» is no question for facts."""
    follows = FOLLOWS.get(focus.advice or "", ()) if focus.aspect is None else ()
    text = message_text(tracker)
    if not follows or len(text.split()) > MOST_WORDS or entity_values(tracker, "subject"):
        return None
    begins = _WHERE_TO_START.search(text) or first_of_them(tracker, focus)
    if "make_roadmap" in follows and begins:
        return "make_roadmap"
    ranking = tracker.latest_message.get("intent_ranking") or []
    likely = {str(guess["name"]): float(guess["confidence"]) for guess in ranking}
    outside = max(likely.get(name, 0.0) for name in ("out_of_scope", "beyond_knowledge"))
    best = max(follows, key=lambda intent: likely.get(intent, 0.0))
    if outside > MOST_OUTSIDE or likely.get(best, 0.0) < LEAST_FOLLOWING:
        return None
    return best


class ActionAskBack(OfferingAction):
    """The classifier was unsure: offers what may have been meant."""

    def name(self) -> str:
        return "action_ask_back"

    def respond(self, provided: Services, tracker: Tracker, focus: Focus, told: Told) -> Response:
        topic = topic_of(told.statements) if WANTS_ADVICE.search(message_text(tracker)) else None
        if advice := decide(provided, topic, told.profile, focus):
            return Response(advice)  # «help me decide: I know nothing, it must be easy»
        # «But that's in Python, isn't it? I don't know Python»
        if anew := decided_anew(provided, told, focus):
            return Response(anew)
        # «Oracle DBA for ages, so SQL is no problem. Python: basics» needs no answer.
        tells_much = len(told.statements) > 1 or not unknown_names(tracker)
        only_noted = bool(told.noted) and not told.asks and tells_much
        if NO_DEGREE in told.statements and not only_noted:
            # «I have no degree. Is that the end of the road?»
            return Response(provided.answers.at(WITHOUT_DEGREE, focus))
        answer = None if only_noted else self.answer(provided, tracker, focus)
        # «Fine, what's closest? Need fast»: what was told decides, whatever was asked.
        if answer and answer.reply.text == provided.phrases["not-understood"].text:
            decided = decide(provided, topic_of(told.statements), told.profile, focus)
            answer = decided or (None if told.noted else answer)  # noted is more than «don't know»
        if answer is None:
            return _action_for("tell_about_oneself").respond(provided, tracker, focus, told)
        return Response(answer)

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        if _SAYS_WHO.search(message_text(tracker)) and not entity_values(tracker, "subject"):
            # «Sounds like marketing. Where did you get that?»
            return _action_for("doubt").answer(provided, tracker, focus)
        if understood := self._understood(provided, tracker, focus):
            return understood
        if follows := likely_follow_up(tracker, focus):
            return _action_for(follows).answer(provided, tracker, focus)
        return self._what_was_meant(provided, tracker, focus)

    def instead(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        """For an action that cannot make anything of the message: as :meth:`answer`, but never
        handing it to the action of another intent, which could be the one that asked."""
        understood = self._understood(provided, tracker, focus)
        return understood or self._what_was_meant(provided, tracker, focus)

    def _what_was_meant(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        """The question which of the likeliest it was, with them as suggestions."""
        if explained := explaining_offer(provided, tracker, focus):
            return explained
        if polite := polite_intent(message_text(tracker)):
            return provided.answers.say(PHRASES[polite], focus)  # «thank you, and a nice evening»
        named = entity_values(tracker, "subject")
        nearest = nearest_addresses(tracker)
        in_talk = bool(focus.subject or focus.listed or focus.advice)
        if is_of_careers(message_text(tracker), 0.0, in_talk):  # «how long is it» of a course
            return provided.answers.say("beyond-knowledge", focus)
        roughly = ROUGHLY.match(message_text(tracker)) and focus.aspect != "price"
        of_something = _AND_SOMETHING.match(message_text(tracker)) and not (named or nearest)
        if roughly or of_something:
            return provided.answers.say("beyond-knowledge", focus)
        ranking = tracker.latest_message.get("intent_ranking") or []
        intents = [str(guess["name"]) for guess in ranking if guess["name"] != "nlu_fallback"]
        intents = [intent for intent in intents if intent != "start_over"]  # not on a guess
        is_small = len(message_text(tracker).split()) <= SMALLTALK_WORDS and not nearest
        if intents and (intents[0] == "out_of_scope" or (is_small and intents[0] in PHRASES)):
            return provided.answers.say(PHRASES[intents[0]], focus)
        aspects = [aspect_of(intent) for intent in intents]
        return provided.answers.unsure(
            [aspect for aspect in aspects if aspect in ASPECTS],
            named,
            nearest,
            focus,
        )

    def _understood(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
        """The answer after all, from what the message names or what was talked about."""
        text, named = message_text(tracker), entity_values(tracker, "subject")
        short = in_short(provided, tracker, focus)
        if short := short or who_of_the_roles(provided, whole_message(tracker), focus):
            return short
        if skill := unknown_skill(tracker):
            return of_skill(provided, skill, focus)
        if MONEY.search(text) and set(named) <= {MAIN_ROLE}:  # «and who earns more»
            return provided.answers.say("beyond-knowledge", focus)
        if unknown := unknown_names(tracker):
            return provided.answers.unknown(unknown[0], named, focus)
        answer = in_context(provided, tracker, focus) or _worded(provided, text, named, focus)
        answer = answer or _sure_and_found(provided, tracker, focus)
        if answer:
            return answer
        together = compares(provided, text, "comparison", named)
        # «Wait, what's the difference first» is of the two roles
        of_roles = not named and _THE_DIFFERENCE.match(text)
        return provided.answers.compare(named, focus) if together or of_roles else None


def _sure_and_found(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """What classifier and search both say that it asks, though not of the same thing: «how
    stressed are data science and ML people compared with the rest of IT?»"""
    nearest = tracker.latest_message.get("nearest") or []
    ranking = tracker.latest_message.get("intent_ranking") or []
    best = next((each for each in ranking if each["name"] != "nlu_fallback"), None)
    if not nearest or best is None or best["confidence"] < SURE or nearest[0]["score"] < SURE:
        return None
    aspect = aspect_of(str(best["name"]))
    agree = aspect in ASPECTS and str(nearest[0]["address"]).endswith(f"/{aspect}")
    named = entity_values(tracker, "subject")
    return provided.answers.about(aspect, named, focus) if agree else None


def _worded(provided: Services, text: str, named: list[str], focus: Focus) -> Answer | None:
    """«DataCamp, anything on there gratis?»: what is asked of the one thing named, by a word."""
    if len(set(named)) != 1:
        return None
    fitting = (aspect for aspect, words in _ASPECT_WORDS if words.search(text))
    has = (aspect for aspect in fitting if provided.answers.has(named[0], aspect))
    aspect = next(has, None)
    return provided.answers.about(aspect, named, focus) if aspect else None


def _action_for(intent: str) -> AnsweringAction:
    from actions.routing import action_for  # which knows all actions, this one included

    return action_for(intent)
