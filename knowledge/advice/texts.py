"""The texts of the advice, from ``texts.yml``: which there are, and what the code fills into them.

A field is a text with that name. ``filled`` names the places in braces that a template may have,
``one_for_each`` the names of texts of which one is chosen.
"""

from __future__ import annotations

import re
from string import Formatter
from typing import Any

from pydantic import BaseModel, Extra, Field, validator
from pydantic.fields import ModelField

from knowledge.person.statements import ANY, FREE, GOALS, LITTLE, TASTES
from knowledge.reply import Suggestion

FURTHER = "new"  # the taste of somebody who wants a further language: says nothing of languages
ROLES = ("scientist", "engineer")
YES_OR_NO = ("certificate", "degree", "coding")
LEAD_PLACES = ("publisher", "highest", "distance", "lowest")
STEPS = (
    "step-python",
    "step-machine-learning",
    "step-project",
    "step-data",
    "step-community",
    "step-experience",
)


def filled(*places: str) -> Any:
    """A template, with the places that the code fills."""
    return Field(..., places=places)


def one_for_each(*names: str, places: tuple[str, ...] = ()) -> Any:
    """Texts by these names, no fewer and no more."""
    return Field(..., names=names, places=places)


class Button(BaseModel):
    """A suggestion: what it shows and what it sends."""

    class Config:
        extra = Extra.forbid

    label: str
    message: str

    def suggestion(self, **places: str) -> Suggestion:
        """With its places filled."""
        return Suggestion(self.label.format(**places), self.message.format(**places))


class _Group(BaseModel):
    class Config:
        extra = Extra.forbid

    @validator("*")
    def has_the_names_and_places_that_the_code_knows(cls, value: Any, field: ModelField) -> Any:
        known = field.field_info.extra
        if "names" in known:
            _check_names(set(value), set(known["names"]))
        for text in _templates(value):
            _check_places(text, set(known.get("places", ())))
        return value


def _templates(value: Any) -> list[str]:
    if isinstance(value, Button):
        return [value.label, value.message]
    if isinstance(value, dict):
        return list(value.values())
    return [value] if isinstance(value, str) else []


def _check_names(there: set[str], wanted: set[str]) -> None:
    if missing := wanted - there:
        raise ValueError(f"missing: {', '.join(sorted(missing))}")
    if superfluous := there - wanted:
        raise ValueError(f"not known: {', '.join(sorted(superfluous))}")


def _check_places(text: str, filled_in: set[str]) -> None:
    if not text:
        raise ValueError("is empty")
    for _, place, form, conversion in Formatter().parse(text):
        if place is not None and (place not in filled_in or form or conversion):
            places = ", ".join(f"{{{each}}}" for each in sorted(filled_in))
            raise ValueError(f"{{{place}}} is not filled; places: {places or 'none'}")


class WordingTexts(_Group):
    """Lists, and words that keep their capital letter within a sentence."""

    between: str
    before_last: str
    before_last_of_lists: str
    more: str = filled("number")
    capitalized: list[str]


class ButtonTexts(_Group):
    """Buttons of several modules."""

    roadmap: Button
    course: Button
    gap: Button


class PersonTexts(_Group):
    """What is known about somebody: each continues «you …»."""

    noted: str = filled("claims")
    know: str = filled("known")
    know_not: str = filled("unknown")
    know_but_not: str = filled("known", "unknown")
    unlisted: str = filled("names")
    finished: str = filled("steps")
    unfinished: str = filled("steps")
    unfinished_latest: str
    step: str = filled("name")
    goals: dict[str, str] = one_for_each(*GOALS)
    care_about: str = filled("tastes")
    tastes: dict[str, str] = one_for_each(*(each for each in TASTES if each != FURTHER))
    budgets: dict[str, str] = one_for_each(FREE, LITTLE, ANY)
    budget: str = filled("amount")
    hours: str = filled("number")
    time: str = filled("time")
    course_language: str = filled("language")
    chosen_course: str = filled("course")
    unwanted: str = filled("names")
    occupation: str = filled("occupation")
    occupation_with_vowel: str = filled("occupation")
    levels: dict[str, str] = one_for_each("beginner", "advanced")
    affirmed: dict[str, str] = one_for_each(*YES_OR_NO)
    denied: dict[str, str] = one_for_each(*YES_OR_NO)


class ServiceTexts(_Group):
    role_question: str = filled("number", "all", "question")
    role_because: str
    no_longer: str = filled("languages")
    both_ways: str = filled("names")
    nothing_known: str
    known: str = filled("facts")
    fact: str = filled("claim")
    kept: str
    find_language: Button
    find_course: Button


class LanguageTexts(_Group):
    best: str = filled("language", "reasons")
    best_given: str = filled("language", "claims", "reasons")
    runner_up: str = filled("language", "reasons")
    of_two: str = filled("language", "other", "reasons")
    none_of_two: str = filled("language", "other")
    taken: str = filled("language")
    python_first: str
    is_first: str = filled("language", "reasons")
    sound_choice: str = filled("language", "strengths")
    before_it: str = filled("language", "reasons")
    follows: str = filled("claims")
    no_aim: str
    known_already: str
    no_reason: str
    card: str
    columns: tuple[str, str, str]
    places: tuple[str, str, str]
    why_not: Button = filled("language")
    course_then: Button
    speed: Button
    easy: Button
    statistics: Button


class CourseTexts(_Group):
    best: str = filled("course")
    best_given: str = filled("course", "claims")
    entry: str = filled("number", "course")
    entry_reasons: str = filled("number", "course", "reasons")
    none_in_language: str = filled("language")
    no_free_certificate: str
    is_first: str = filled("course", "reasons")
    of_two: str = filled("course", "other")
    no_reason: str
    about: str = filled("course", "reasons")
    no_reason_about: str
    good_and_bad: str = filled("good", "bad")
    cheaper: str = filled("courses")
    priced: str = filled("course", "price")
    cheapest: str = filled("course")
    unpriced: str = filled("courses")
    card: str
    columns: tuple[str, str, str, str]
    must_be_free: Button
    need_certificate: Button
    about_first: Button


class ArgumentTexts(_Group):
    """What speaks for a course or against it."""

    language_known: str = filled("languages")
    language_unknown: str = filled("languages")
    uses: str = filled("languages")
    expects: str = filled("level")
    covers: str = filled("topic")
    no_price: str
    free: str
    cost: str = filled("amount", "period")
    within_budget: str = filled("cost")
    partly_free: str = filled("cost")
    costs: str = filled("cost")
    certificate: str
    no_certificate: str
    certificate_unknown: str


class RoadmapTexts(_Group):
    start: str = filled("step", "all")
    next: str = filled("step", "number", "all", "finished")
    all_done: str = filled("all")
    line: str = filled("number", "title", "text")
    finished_step: str = filled("step")
    open_step: str = filled("step")
    done: str
    course_for_you: str = filled("what", "course")
    course_chosen: str = filled("what", "course")
    card: str
    tick: Button = filled("said")
    said: dict[str, str] = one_for_each(*STEPS)
    how: Button = filled("step")
    find_job: Button


class GapTexts(_Group):
    missing: str = filled("missing", "all", "groups")
    all_missing: str = filled("all", "groups")
    none_of_these: str = filled("names", "all", "groups")
    complete: str = filled("all")
    present: str = filled("names")
    group: str = filled("name", "names")
    group_complete: str
    next_step: str = filled("step", "what")
    then: str = filled("steps")
    card: str
    row_unit: str = filled("all")
    row: str = filled("name", "have", "all")


class RoleTexts(_Group):
    most: dict[str, str] = one_for_each(*ROLES, places=("most", "all"))
    only: dict[str, str] = one_for_each(*ROLES)
    tie: str
    nothing_chosen: str
    chosen: dict[str, str] = one_for_each(*ROLES, places=("answers",))
    answer: str = filled("label")
    tasks: str = filled("tasks")
    task: str = filled("task")
    skipped: str
    card: str
    columns: tuple[str, str]
    difference: Button


class LeadText(BaseModel):
    """``asked``: a pattern of questions; ``says``: what is said to them before the figures, which
    may name ``LEAD_PLACES``; ``unknown``: that the figures do not say it."""

    asked: str
    says: str
    unknown: bool = False

    class Config:
        extra = Extra.forbid

    @validator("asked")
    def is_a_pattern(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"{value!r} is no regular expression: {error}") from error
        return value

    @validator("says")
    def names_only_what_is_known(cls, value: str) -> str:
        _check_places(value, set(LEAD_PLACES))
        return value


class FigureTexts(_Group):
    leads: tuple[LeadText, ...]
    figures: str = filled("measure", "publisher", "population", "lines")
    line: str = filled("group", "figure")
    limits: str
    amounts: dict[str, str] = one_for_each("more_than", "about", "exactly", places=("number",))
    above_average: str = filled("number")
    lowest: str
    units: dict[str, str] = one_for_each("percent", "percentage_points", places=("value",))
    chart_unit: str


class Texts(_Group):
    """All of them, by the module that says them."""

    wording: WordingTexts
    buttons: ButtonTexts
    about_person: PersonTexts
    service: ServiceTexts
    language: LanguageTexts
    course: CourseTexts
    course_arguments: ArgumentTexts
    roadmap: RoadmapTexts
    gap: GapTexts
    role_fit: RoleTexts
    figures: FigureTexts
