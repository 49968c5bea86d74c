"""What leans on what was said before: the same of another thing, a place in a list, more of it."""

from __future__ import annotations

import re
from dataclasses import replace

from rasa_sdk import Tracker

from actions.asking_back import ActionAskBack
from actions.choosing import compared
from actions.deciding import decided_anew
from actions.in_context import in_context, of_one_subject, of_the_runner_up, reasons_for_another
from actions.in_short import in_short
from actions.message import entity_values, message_text, nearest_addresses, unknown_names
from actions.of_courses import course_in_it, no_course_in, of_the_course
from actions.of_steps import first_of_them
from actions.offering import OfferingAction
from actions.questions import compares
from actions.reference import PAIR, RUNNER_UP, compared_with_it, pointed_at, pointed_pair
from actions.services import Services
from actions.speaking import Response
from actions.telling import Told, known
from knowledge.answers import Answer, Focus
from knowledge.asking import aspect_of
from knowledge.aspects import ASPECTS
from knowledge.ordinals import parse_position
from knowledge.reply import Outcome

_AT_END = re.compile(r"\b(?:on|about|of|the)\W+(?:the )?(?:\w+)(?: one)?\W*$", re.IGNORECASE)
_WHY = re.compile(r"^\W*(?:(?:and|but|so|ok)\W+)*why\b", re.IGNORECASE)
NEXT_WORDS = 7  # a longer follow-up says itself what it asks for
# «And Scala, what's that for?» asks something else than the question before did.
_WHAT_FOR = re.compile(
    r"\bwhat(?:'?s| is| are)? (?:it|that|this|those|they) (?:\w+ )?for\b", re.IGNORECASE
)


def _asked_next(tracker: Tracker) -> str | None:
    """«And maths?»: what search found, if the classifier has thought of it at all."""
    ranking = tracker.latest_message.get("intent_ranking") or []
    aspects = {aspect_of(str(guess["name"])) for guess in ranking}
    if len(message_text(tracker).split()) > NEXT_WORDS:
        return None
    found = (a for a in nearest_addresses(tracker) if a.partition("/")[2] in aspects & set(ASPECTS))
    return next(found, None)


class ActionFollowUp(OfferingAction):
    """«And R?»"""

    def name(self) -> str:
        return "action_follow_up"

    def respond(self, provided: Services, tracker: Tracker, focus: Focus, told: Told) -> Response:
        if decided := decided_anew(provided, told, focus):  # «and for a total noob?»
            return Response(decided)
        return Response(self.answer(provided, tracker, focus))

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        named = entity_values(tracker, "subject")
        unknown = unknown_names(tracker)
        if unknown and not named:
            return provided.answers.unknown(unknown[0], named, focus)
        explained = reasons_for_another(provided, tracker, focus)
        explained = explained or of_the_course(provided, tracker, focus)
        explained = explained or _with_it(provided, tracker, named, focus)
        if explained := explained or no_course_in(provided, tracker, named, focus):
            return explained
        course = course_in_it(provided, tracker, named, focus)
        named = [course] if course else named
        position = parse_position(message_text(tracker))
        if not named and position is not None and focus.listed:
            return provided.answers.choose(position, focus)
        if not named:
            return _of_no_name(provided, tracker, focus)
        return _of_another(provided, tracker, named, focus)


def _of_no_name(provided: Services, tracker: Tracker, focus: Focus) -> Answer:
    """«And after that?», «what about Tinder?»"""
    if address := _asked_next(tracker):
        return provided.answers.at(address, focus)
    return ActionAskBack().instead(provided, tracker, focus)


def _with_it(provided: Services, tracker: Tracker, named: list[str], focus: Focus) -> Answer | None:
    """«And R compared to that?», «so what about Udacity vs DataCamp?»"""
    if compares(provided, message_text(tracker), "comparison", named):
        return compared(provided, tracker, named, focus)
    if focus.subject is None or len(named) != 1 or not compared_with_it(message_text(tracker)):
        return None
    kinds = {provided.answers.kind_of(each) for each in (focus.subject, *named)}
    both = [focus.subject, *named]
    return compared(provided, tracker, both, focus) if len(kinds) == 1 else None


def _of_another(provided: Services, tracker: Tracker, named: list[str], focus: Focus) -> Answer:
    """«And Scala?», «and Scala, what's that for?»"""
    if _WHAT_FOR.search(message_text(tracker)):
        return provided.answers.about("suited-to", named, focus)
    return provided.answers.follow_up(named, focus)


class ActionChoosePosition(OfferingAction):
    """«The second one»"""

    def name(self) -> str:
        return "action_choose_position"

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        named = entity_values(tracker, "subject")
        if named:  # «the third step» has a name of its own
            return provided.answers.about("overview", named, focus)
        return self._advised(provided, tracker, focus) or self._listed(provided, tracker, focus)

    def _advised(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
        """«What's your second choice?», «which of these first?» of what is missing"""
        if first_of_them(tracker, focus):
            return provided.adviser.roadmap(known(provided, tracker), focus)
        return of_the_runner_up(provided, tracker, focus)

    def _listed(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        """The entry of the last list that the message points at."""
        text = message_text(tracker)
        if len(two := pointed_pair(text, focus)) == PAIR:
            return provided.answers.compare(two, focus)
        position = parse_position(text)
        pointed = pointed_at(text, focus)
        if not pointed and RUNNER_UP.search(text):  # «runner up?»
            pointed = list(focus.listed[1:2])
        if pointed and (more := self._asked_of(pointed, provided, tracker, focus)):
            return more
        if position is None and pointed:
            return provided.answers.about("overview", pointed, focus)
        if position is None and (answer := in_context(provided, tracker, focus)):
            return answer
        return provided.answers.choose(position, focus)

    def _asked_of(
        self, pointed: list[str], provided: Services, tracker: Tracker, focus: Focus
    ) -> Answer | None:
        """«Why not the second?», «the second course, who is its teacher?»; right after an advice
        «what's second place?» asks why it is that."""
        text = message_text(tracker)
        right_after = focus.advice in ("language", "course") and focus.aspect is None
        if _WHY.match(text) or (right_after and RUNNER_UP.search(text)):
            return provided.adviser.explain(pointed, known(provided, tracker), focus)
        says_more = len(text.split()) > NEXT_WORDS
        return of_one_subject(provided, tracker, focus) if says_more else None


class ActionTellMore(OfferingAction):
    """«Tell me more»"""

    def name(self) -> str:
        return "action_tell_more"

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        text = message_text(tracker)
        if short := in_short(provided, tracker, focus):
            return short  # «more than who?» after the figures
        pointed = pointed_at(text, focus)
        place = parse_position(text) if focus.listed and _AT_END.search(text) else None
        if not pointed and place is not None:  # «tell me more on the second»
            return provided.answers.choose(place, focus)
        more = provided.answers.more(entity_values(tracker, "subject") or pointed, focus)
        kind = provided.answers.kind_of(focus.subject) if focus.subject else None
        if more.reply.outcome is Outcome.UNKNOWN and kind == "course":  # «what else is there?»
            return provided.answers.about("courses", [], replace(focus, subject=None))
        return more
