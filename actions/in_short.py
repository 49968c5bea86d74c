"""What can only be said within a conversation: the short questions, each with its reading."""

from __future__ import annotations

import re
from dataclasses import replace

from rasa_sdk import Tracker

from actions.asked_here import asked_here
from actions.choosing import of_last_two, staying_with, which_of_two
from actions.fitting import fits_me, of_unlisted, of_use
from actions.in_context import (
    again_of,
    for_a_taste,
    of_the_runner_up,
    only_place,
    past_the_end,
    reasons_for_another,
    which_ones,
    why_it,
)
from actions.message import entity_values, message_text, unknown_names
from actions.of_courses import (
    again_per_time,
    course_in_it,
    courses_in_it,
    for_all_courses,
    for_one_who_knows_it,
    of_the_course,
)
from actions.of_figures import of_stress, of_the_extremes, of_two_groups
from actions.of_pay import MONEY
from actions.of_roles import needs_degree
from actions.readings import first_answer
from actions.services import Services
from knowledge.answers import Answer, Focus
from knowledge.aspects import MAIN_ROLE

_GET_THERE = re.compile(r"\bhow (?:do|can|would|will) i (?:get|come) there\b", re.IGNORECASE)
# «OK, which ones DO you know?» after something unknown
_ALL_KNOWN = re.compile(
    r"^\W*(?:(?:and|so|ok|okay|lol|fine|well|then|but)\W+)*(?:which|what)(?: ones?| others?)? do "
    r"(?:you|u) (?:actually |even )?(?:know|have|cover|list)(?: (?:then|about|of|lol))*\W*$",
    re.IGNORECASE,
)
# «Name something built with it», «what's made in it?» of a language
_MADE_WITH_IT = re.compile(
    r"^\W*(?:(?:and|so|ok|cool|nice|lol|well)\W+)*"
    r"(?:what|which|whats|name|tell me|any|anything|something|examples?)\b.{0,25}"
    r"\b(?:built|made|written|developed|coded|programmed) (?:with|w|in|using) (?:it|that|this)\W*$",
    re.IGNORECASE,
)
# «Is Julia dead», «is R still a thing»
_ALIVE = re.compile(
    r"^\W*(?:(?:so|and|but|ok|wait|lol)\W+)*(?:is|isn'?t|aint) \S+ (?:really |kinda |basically )?"
    r"(?:dead|dying|outdated|obsolete|still (?:alive|relevant|a thing|used))"
    r"(?: (?:in|for) (?:ml|ai|machine learning|data science|20\d\d))?(?: (?:now|yet|already))?\W*$",
    re.IGNORECASE,
)
_ALL_OF = {"language": "languages", "course": "courses", "library": "libraries"}
SHORT = 6  # words that name a group and ask nothing else of it


def in_short(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """What can only be said within a conversation: «and Scala?», «which one does?», «and the
    last?»"""
    readings = (
        which_of_two,
        needs_degree,
        only_place,
        past_the_end,
        of_the_runner_up,
        reasons_for_another,
        again_of,
        for_a_taste,
        for_all_courses,
        of_two_groups,
        _stress_of,
        of_the_extremes,
        again_per_time,
        of_the_course,
        for_one_who_knows_it,
        which_ones,
        why_it,
        fits_me,
        of_use,
        of_unlisted,
        of_last_two,
        staying_with,
        _of_course_in_it,
        _getting_there,
        _all_known,
        _made_with_it,
        _still_alive,
        asked_here,
    )
    return first_answer(readings, provided, tracker, focus)


def _stress_of(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«And everyone in IT together?» after the stress of others"""
    named = entity_values(tracker, "subject")
    last = message_text(tracker).rsplit(". ", maxsplit=1)[-1]  # «lol maybe I stay. And ML people?»
    is_brief = len(last.split()) <= SHORT
    if not of_stress(focus) or len(named) != 1 or not is_brief or MONEY.search(last):
        return None
    has = provided.answers.has(named[0], "stress")
    return provided.answers.about("stress", named, focus) if has else None


def _getting_there(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«That's more me. How do I get there?»"""
    asks = _GET_THERE.search(message_text(tracker)) and not entity_values(tracker, "subject")
    return provided.answers.at(f"{MAIN_ROLE}/becoming", focus) if asks else None


def _all_known(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Which ones do you know?» of the kind that was talked about."""
    if not _ALL_KNOWN.match(message_text(tracker)):
        return None
    about = (*focus.listed[:1], focus.subject or "")
    kinds = (provided.answers.kind_of(each) for each in about if each)
    kind = next((kind for kind in kinds if kind in _ALL_OF), None)
    return provided.answers.about(_ALL_OF[kind], [MAIN_ROLE], focus) if kind else None


def _made_with_it(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Name something built with it» after C++: its libraries."""
    names = entity_values(tracker, "subject") or unknown_names(tracker)
    asks = _MADE_WITH_IT.search(message_text(tracker)) and not names
    if not asks or focus.subject is None or provided.answers.kind_of(focus.subject) != "language":
        return None
    has = provided.answers.has(focus.subject, "libraries")
    return provided.answers.about("libraries", [focus.subject], focus) if has else None


def _still_alive(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Is Julia dead?»: what the source says of it."""
    named = entity_values(tracker, "subject")
    of_language = [provided.answers.kind_of(each) for each in named] == ["language"]
    if not of_language or not _ALIVE.match(message_text(tracker)):
        return None
    return provided.answers.about("overview", named, focus)


def _of_course_in_it(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Of those two, which is the R one?»"""
    named = entity_values(tracker, "subject")
    if course := course_in_it(provided, tracker, named, focus):
        return provided.answers.about("overview", [course], focus)
    if len(named) == 1 and courses_in_it(provided, tracker, named, focus):
        return provided.answers.about("language", [], replace(focus, subject=None))
    return None
