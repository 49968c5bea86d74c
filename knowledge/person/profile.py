"""What is known about a person, made of their statements; the latest of a kind counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from knowledge.person.statements import UNLISTED, Statement

MOST = 50  # entries of one list: more is no person but an attack on the disk
LONGEST = 60  # characters of an entry

# Kinds of statements that name one of several things, with the lists they go into.
_LISTS = {
    "language": ("languages", "not_languages"),
    "skill": ("skills", "not_skills"),
    "unlisted": ("unlisted", "not_unlisted"),
    "done": ("done", "not_done"),
}
UNWANTED = "unwanted"
# Aims and tastes said again replace what was said before; so do these.
SINGLE = ("goal", "occupation", "budget", "hours", "level", "course_language", "chosen_course")
_YES_OR_NO = ("certificate", "degree", "coding")
# A correction takes back what was said last of the same group: «I have no degree and know Java»,
# «no, I meant R» leaves the degree alone.
_GROUPS = {"language": "thing", "skill": "thing", "unlisted": "thing"}


@dataclass(frozen=True)
class Profile:
    """Plain values; ``None`` and empty mean that nothing was said.

    ``budget`` is ``free``, ``any`` or an amount of money a month; ``hours`` a number a week or
    how it was put; ``tastes`` are those of the latest message that named any; ``unlisted`` are
    languages and libraries that no source covers, as they are called; ``course_language`` is the
    id of the language that a course is to use, ``chosen_course`` that of the course decided on.
    """

    languages: tuple[str, ...] = ()
    not_languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    not_skills: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()
    not_unlisted: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    not_done: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    tastes: tuple[str, ...] = ()
    goal: str | None = None
    occupation: str | None = None
    budget: str | None = None
    hours: str | None = None
    level: str | None = None
    course_language: str | None = None
    chosen_course: str | None = None
    certificate: bool | None = None
    degree: bool | None = None
    coding: bool | None = None
    latest: tuple[str, ...] = ()  # the statements of the latest message that made any

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known."""
        return replace(self, latest=()) == Profile()

    def told(self, statements: Iterable[Statement]) -> Profile:
        """The profile after one message's statements."""
        made = list(statements)
        if not made:
            return self
        after = self
        for said in self._taken_back(made):
            after = _without(after, said)
        tastes = tuple(each.value for each in made if each.kind == "taste" and each.holds)
        if tastes and any(each.kind == "added" for each in made):
            tastes = tuple(dict.fromkeys((*after.tastes, *tastes)))
        if tastes:
            after = replace(after, tastes=tastes[:MOST])
        for each in made:
            after = _with(after, each)
        return replace(after, latest=tuple(each.to_text() for each in made[:MOST]))

    @property
    def has_wishes(self) -> bool:
        """Whether an aim or a taste is known, by which languages are told apart."""
        return bool(self.goal or self.tastes)

    @property
    def wants_course(self) -> bool:
        """Whether something is known that only a course answers: what it may cost, a certificate,
        the language that it is to use."""
        return bool(self.budget or self.certificate or self.course_language)

    def meant(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """What a message states here: after «I don't know Java», «I meant R» denies R."""
        made = tuple(statements)
        back = self._taken_back(made)
        if not back or any(each.holds for each in back):
            return made
        return tuple(
            replace(each, holds=False) if each.instead else each
            for each in made
            if each.holds or not each.instead
        )

    def _taken_back(self, statements: Sequence[Statement]) -> list[Statement]:
        """What was said last and is corrected by these."""
        corrected = [each for each in statements if each.instead]
        if {each.value for each in corrected if each.holds} & {
            Statement.from_text(text).value for text in self.latest
        }:
            return []  # «I meant advanced statistics» of statistics takes nothing back
        latest = [Statement.from_text(text) for text in self.latest]
        kinds, groups = {each.kind for each in corrected}, {_group(each) for each in corrected}
        # «I know Java and statistics», «I meant R»: R stands for the language.
        # «I know Rust and some SQL», «I meant R»: for the one that no source covers.
        alike = {*kinds, UNLISTED} if "language" in kinds else kinds
        readings = (
            [each for each in latest if each.kind in kinds],
            [each for each in latest if each.kind in alike],
            [each for each in latest if _group(each) in groups],
        )
        return next(filter(None, readings), [])

    def to_dict(self) -> dict[str, Any]:
        """What is known, as plain data for JSON; nothing for what was not said."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in values.items()
            if value not in ((), None)
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Profile:
        """The inverse of :meth:`to_dict`; unknown keys are left out."""
        known = {field.name for field in fields(cls)}
        values: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in data.items()
            if key in known
        }
        return cls(**values)


def _group(said: Statement) -> str:
    return _GROUPS.get(said.kind, said.kind)


def _with(profile: Profile, said: Statement) -> Profile:
    changes: dict[str, Any]
    if said.kind in _LISTS:
        yes, no = _LISTS[said.kind]
        into, out_of = (yes, no) if said.holds else (no, yes)
        changes = {
            into: _added(getattr(profile, into), said.value),
            out_of: tuple(each for each in getattr(profile, out_of) if each != said.value),
        }
        if said.kind == "language" and said.holds and not profile.coding:
            changes["coding"] = None  # who knows a language can code
        return replace(profile, **changes)
    if said.kind in SINGLE:
        value = said.value[:LONGEST] if said.holds else None
        changes = {said.kind: value}
        return replace(profile, **changes)
    if said.kind == UNWANTED:
        others = tuple(each for each in profile.unwanted if each != said.value)
        return replace(profile, unwanted=_added(others, said.value) if said.holds else others)
    if said.kind == "unsaid":  # neither known nor not known
        return replace(
            profile,
            languages=tuple(each for each in profile.languages if each != said.value),
            skills=tuple(each for each in profile.skills if each != said.value),
            unlisted=tuple(each for each in profile.unlisted if each != said.value),
            unwanted=tuple(each for each in profile.unwanted if each != said.value),
        )
    if said.kind in _YES_OR_NO:
        changes = {said.kind: said.holds}
        if said.kind == "coding" and not said.holds:
            changes["languages"] = ()  # «I've never coded», said later, counts
        return replace(profile, **changes)
    return profile


def _without(profile: Profile, said: Statement) -> Profile:
    """The profile as if something had not been said."""
    changes: dict[str, Any] = {}
    if said.kind in _LISTS:
        name = _LISTS[said.kind][0 if said.holds else 1]
        changes[name] = tuple(each for each in getattr(profile, name) if each != said.value)
    elif said.kind in (*SINGLE, *_YES_OR_NO):
        changes[said.kind] = None
    return replace(profile, **changes)


def _added(entries: tuple[str, ...], value: str) -> tuple[str, ...]:
    """With the value once, at the end; the oldest entries make room."""
    return (*(each for each in entries if each != value), value[:LONGEST])[-MOST:]
