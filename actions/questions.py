"""Questions about the knowledge: about an aspect, a thing, the same again, a place, more."""

from __future__ import annotations

import re
from dataclasses import replace

from rasa_sdk import Tracker

from actions.choosing import compared, without_skills
from actions.deciding import decided_anew
from actions.in_context import of_one_subject, who_does
from actions.in_short import in_short
from actions.interview_turn import running
from actions.message import (
    Reading,
    entity_values,
    first_reading,
    message_text,
    nearest_addresses,
    second_reading,
    unknown_names,
)
from actions.of_courses import course_for_it, no_course_in
from actions.of_figures import compares_stress
from actions.of_pay import MONEY, asks_for_earnings, asks_for_pay
from actions.of_roles import who_of_the_roles, without_degree
from actions.of_steps import asks_for_next, asks_for_own_start
from actions.offering import OfferingAction
from actions.reference import (
    PAIR,
    compared_with_it,
    pointed_at,
    pointed_pair,
    points_at_several,
    points_back,
    sets_side_by_side,
)
from actions.services import Services
from actions.speaking import Response
from actions.telling import Told, known
from knowledge.answers import Answer, Focus
from knowledge.asking import aspect_of
from knowledge.aspects import (
    ABOUT_ONE_THING,
    ASPECTS,
    COURSE_COLUMNS,
    MAIN_ROLE,
    OF_ONE_COURSE,
    aspect_at,
)
from knowledge.second_fact import with_second

# Aspects that mean nothing without a thing.
NEEDS_A_NAME = ("overview", "comparison")
# The interview whose questions are about two roles.
ROLES_ASKED = "role_form"
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
    "start_over": "start-over",
    "beyond_knowledge": "beyond-knowledge",
}


# «scientist or engineer, what's the difference»: the two roles, however they are called.
UNSURE = 0.5  # below this certainty the conversation says what a message is about
FEW_WORDS = 3
OWN_WORD = 5  # letters of a word that tells what is meant
_BOTH = re.compile(r"\b(?:both|the two|them)\b", re.IGNORECASE)
_ROLES = re.compile(r"\b(?:scien\w+|engineer\w*|roles?|jobs?)\b", re.IGNORECASE)
_WHICH_ONES = re.compile(
    r"\bwhich(?: ones?| courses?)?(?: of (?:them|these|those|the courses))?(?:'s"
    r"| (?:is|are|do|does|has|have|gives?|offers?|costs?|uses?|needs?|comes?))\b",
    re.IGNORECASE,
)
_ASKS_WHO = re.compile(
    r"^\W*(?:(?:and|so|ok|but)\W+)*"
    r"who (?:has|is|are|gets)\b(?! (?:it|this|that) (?:\w+ )?(?:for|meant|made|aimed|suited)\b)",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:vs\.?|versus|against)\b", re.IGNORECASE)
_WHICH_KIND = re.compile(r"\bwhich (?:course|class|library|language|role|step)\b", re.IGNORECASE)
_SINGULAR = re.compile(r"\b(?:it|(?:this|that|the) (?:one|course))\b", re.IGNORECASE)
_IS_THERE = re.compile(r"\b(?:is|are) there\b|\bany\b|\bwhich\b", re.IGNORECASE)
# «Is there one that's completely free?» is not about the one that was talked about.
_ANOTHER = re.compile(r"\b(?:is|are) there (?:not )?(?:one|any|ones|something)\b", re.IGNORECASE)
_WHY = re.compile(
    r"^\W*(?:(?:and|but|so|ok|yeah|thx|thanks)\W+)*(?:why\b|what (?:makes|causes)\b)", re.IGNORECASE
)


class ActionAnswerQuestion(OfferingAction):
    """Answers every ``ask_…`` intent and the questions that the content lists."""

    def name(self) -> str:
        return "action_answer_question"

    def respond(self, provided: Services, tracker: Tracker, focus: Focus, told: Told) -> Response:
        if not told.asks and (decided := decided_anew(provided, told, focus)):
            return Response(decided)  # «no certificate, and it must be free» only tells
        short = in_short(provided, tracker, focus) or _unsure_of(provided, tracker, focus)
        short = short or without_degree(provided, tracker, told.statements, focus)
        if short:
            return Response(short)
        if asks_for_own_start(tracker, focus) or asks_for_next(provided, tracker):
            return Response(provided.adviser.roadmap(known(provided, tracker), focus))
        of_figures = focus.advice == "figures" and focus.aspect == "stress"
        text = message_text(tracker)
        why = of_figures and _WHY.match(text)  # the figures say what they do not say
        if why or compares_stress(tracker):
            return Response(provided.adviser.figures(focus, text))
        first, second = self.answer(provided, tracker, focus), second_reading(tracker)
        if second is None:
            return Response(first)
        other = self.answer_to(second, provided, tracker, focus)
        return Response(with_second(first, other, provided.phrases["second-fact"]))

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        return self.answer_to(first_reading(tracker), provided, tracker, focus)

    def answer_to(
        self, reading: Reading, provided: Services, tracker: Tracker, focus: Focus
    ) -> Answer:
        """The answer to the message if this is what it asks."""
        text = message_text(tracker)
        named = _named(provided, tracker, focus)
        found = reading.address
        meant = _aspect_of_it(provided, tracker, found, focus) if found else None
        aspect = meant or aspect_of(reading.intent)
        if special := _of_two_or_none(provided, tracker, aspect, named, focus):
            return special
        if found and meant is None:
            return provided.answers.at(found, focus)
        unknown = None if found else _asked_and_unknown(provided, tracker, aspect, named)
        if unknown:
            return provided.answers.unknown(unknown, named, focus)
        if aspect in COURSE_COLUMNS and not named and _lists_others(provided, text, focus):
            return provided.answers.choose(None, focus)  # «who makes it?» of five libraries
        return self._of_aspect(aspect, named, provided, tracker, focus)

    def _of_aspect(
        self, aspect: str, named: list[str], provided: Services, tracker: Tracker, focus: Focus
    ) -> Answer:
        if not named and aspect in NEEDS_A_NAME and not _points_somewhere(tracker, aspect, focus):
            # Something is to be explained or compared that no name here stands for.
            return provided.answers.unsure([], [], nearest_addresses(tracker), focus)
        of_stress = aspect == "overview" and focus.aspect == "stress" and len(named) == 1
        if of_stress and provided.answers.has(named[0], "stress"):
            aspect = "stress"  # «what do the numbers say for DevOps»
        if aspect == "comparison" and not named and _courses_listed(provided, focus):
            aspect = "courses"
        if aspect in OF_ONE_COURSE and not named and _IS_THERE.search(message_text(tracker)):
            focus = replace(focus, subject=None)  # «is there a free course?» is not about the last
        is_fact = aspect in COURSE_COLUMNS and not named
        if is_fact and _WHICH_ONES.search(message_text(tracker)):  # «and which give one?»
            focus = replace(focus, subject=None)
            aspect = "certificates" if aspect == "certificate" else aspect
        return provided.answers.about(aspect, named, focus)


def _of_two_or_none(
    provided: Services, tracker: Tracker, aspect: str, named: list[str], focus: Focus
) -> Answer | None:
    """Which of two does it, how two compare, or that there is no such course."""
    text = message_text(tracker)
    if not _names_a_role(provided, named) and (does := who_does(provided, tracker, focus)):
        return does
    if of_roles := who_of_the_roles(provided, text, focus):
        return of_roles
    earns_more = aspect == "comparison" and MONEY.search(text)  # «which of them earns more»
    of_pay = bool(earns_more) or asks_for_earnings(text)
    if of_pay or (aspect == "price" and asks_for_pay(text)):  # «how much would they pay me»
        return provided.answers.say("beyond-knowledge", focus)
    two = without_skills(provided, named)
    if course := course_for_it(provided, text, named, focus):
        return course
    if compares(provided, text, aspect, two):
        return compared(provided, tracker, two, focus)
    return no_course_in(provided, tracker, named, focus)


def _unsure_of(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """What an unsure message asks of the thing that is talked about: «by whom?» of a course."""
    text = message_text(tracker)
    certainty = float(tracker.latest_message.get("certainty") or 1.0)
    kind = provided.answers.kind_of(focus.subject) if focus.subject else None
    of_it = points_back(text) or len(text.split()) <= FEW_WORDS
    if certainty >= UNSURE or not of_it or kind in (None, "role") or points_at_several(text):
        return None
    return None if entity_values(tracker, "subject") else of_one_subject(provided, tracker, focus)


def _named(provided: Services, tracker: Tracker, focus: Focus) -> list[str]:
    """What a question names or points at; «compare it with R» names two things."""
    text = message_text(tracker)
    named = entity_values(tracker, "subject")
    if len(named) == 1 and focus.subject and compared_with_it(text):
        kinds = {provided.answers.kind_of(each) for each in (focus.subject, *named)}
        return [focus.subject, *named] if len(kinds) == 1 else named
    return named or pointed_pair(text, focus) or pointed_at(text, focus)


def _aspect_of_it(provided: Services, tracker: Tracker, address: str, focus: Focus) -> str | None:
    """The aspect, if the answer found at an address is to be of another thing than is there."""
    aspect = address.partition("/")[2]
    named, text = entity_values(tracker, "subject"), message_text(tracker)
    if _one_course(provided, named) and aspect in OF_ONE_COURSE:
        return OF_ONE_COURSE[aspect]  # «what does the one on Coursera cost»
    if _uses_it(provided, address, named, text, focus):
        return "language"
    if named:
        return None
    if pointed_at(text, focus):  # «why do I need the first one» is not about the job
        return aspect if aspect in ASPECTS else None
    return _meant_again(provided, address, text, focus)


def _uses_it(provided: Services, address: str, named: list[str], text: str, focus: Focus) -> bool:
    """«Is it in Python?» after a course, which search found at another one."""
    kind_of = provided.answers.kind_of
    subject, _, aspect = address.partition("/")
    of_courses = kind_of(subject) == "course" and kind_of(focus.subject or "") == "course"
    languages = {kind_of(each) for each in named} == {"language"}
    return of_courses and languages and aspect == "language" and points_back(text)


def _names_a_role(provided: Services, named: list[str]) -> bool:
    return any(provided.answers.kind_of(each) == "role" for each in named)


def _one_course(provided: Services, named: list[str]) -> str | None:
    """The course, if a message names one and nothing else."""
    alone = named[0] if len(set(named)) == 1 else None
    return alone if alone and provided.answers.kind_of(alone) == "course" else None


def _meant_again(provided: Services, address: str, text: str, focus: Focus) -> str | None:
    """The aspect, if «what is it good at» was found at another thing than «it» stands for."""
    subject, _, aspect = address.partition("/")
    if focus.subject is None or focus.subject == subject or not points_back(text):
        return None
    # «Why would I need a community for that?» says what it is about.
    own_words = {word for word in subject.split("-") if len(word) >= OWN_WORD}
    if own_words & set(text.lower().split()):
        return None
    among = bool(_WHICH_ONES.search(text)) and not _SINGULAR.search(text)
    among = among or bool(_ANOTHER.search(text))
    # «Who has it easiest?» and «which course teaches it?» ask for another.
    if among or _ASKS_WHO.match(text) or _WHICH_KIND.search(text):
        return None
    if focus.subject == MAIN_ROLE and provided.answers.kind_of(subject) != "role":
        return None  # «was there one from Microsoft?» after the libraries of the job
    of_it = aspect_at(str(provided.answers.kind_of(focus.subject)), aspect)
    if of_it != aspect and points_at_several(text) and not _SINGULAR.search(text):
        return None  # «which of them is free» is not about the one that was talked about
    return of_it if of_it in ASPECTS else None


def _courses_listed(provided: Services, focus: Focus) -> bool:
    """Whether all courses are what was listed last: how they differ is said of all at once."""
    return len(focus.listed) > PAIR and set(focus.listed) == set(provided.answers.all_of("course"))


def compares(provided: Services, text: str, aspect: str, named: list[str]) -> bool:
    """Two things of one kind side by side, and not for one fact of a course."""
    two = list(dict.fromkeys(named))
    if len(two) != PAIR or not sets_side_by_side(text):
        return False
    if aspect in COURSE_COLUMNS and not _AGAINST.search(text):
        return False
    kinds = {provided.answers.kind_of(each) for each in two}
    return kinds in ({"language"}, {"course"})


def _asked_and_unknown(
    provided: Services, tracker: Tracker, aspect: str, named: list[str]
) -> str | None:
    """What the question is about, if that is something nobody here knows."""
    kinds = {provided.answers.kind_of(each) for each in named}
    if kinds == {"course", "language"} and aspect in OF_ONE_COURSE.values():
        return None  # «does the Coursera one use Python or Octave»: what it uses is known
    for name in unknown_names(tracker):
        if provided.answers.asks_about_unknown(aspect, name, named):
            return name
    proper = entity_values(tracker, "proper_name")
    return proper[0] if proper and aspect in ABOUT_ONE_THING else None


def _points_somewhere(tracker: Tracker, aspect: str, focus: Focus) -> bool:
    text = message_text(tracker)
    about = focus.subject or len(focus.listed) == PAIR or running(tracker) == ROLES_ASKED
    # «Both», with nothing before, are the two roles of the field.
    worded = _BOTH.search(text) or _ROLES.search(text)
    compares = aspect == "comparison" and bool(about or worded)
    return compares or points_back(text)


def _lists_others(provided: Services, text: str, focus: Focus) -> bool:
    """Whether a message points at what was listed, and that were no courses."""
    kinds = {provided.answers.kind_of(each) for each in focus.listed}
    about = provided.answers.kind_of(focus.subject) if focus.subject else None
    return "library" in kinds and about in (None, "role") and points_back(text)
