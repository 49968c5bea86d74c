"""What an answer lists, so that «the second one» and «the other one» can follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.engine import Connection

from knowledge import catalogue
from knowledge.aspects import ASPECTS, MAIN_ROLE
from knowledge.catalogue import StoredAnswer, Subject
from knowledge.focus import Answer, Focus

_NUMBERED = re.compile(r"^\d+\. ", re.MULTILINE)


def listed_by(connection: Connection, stored: StoredAnswer) -> tuple[str, ...]:
    """What an answer lists, in its order: all of a kind, or the libraries of one language."""
    if stored.subject_id == MAIN_ROLE:
        kind = ASPECTS[stored.aspect].lists
        entries = catalogue.subjects_of_kind(connection, kind) if kind else []
        # «The very last» of six areas is none of the skills that come under them.
        numbered = len(_NUMBERED.findall(stored.text)) or len(entries)
        return tuple(entry.id for entry in entries[:numbered])
    subject = catalogue.find_subject(connection, stored.subject_id)
    if (
        subject is not None and subject.kind == "step" and stored.aspect == "overview"
    ):  # «and the one after?»
        return tuple(entry.id for entry in catalogue.subjects_of_kind(connection, "step"))
    if subject is not None and stored.aspect == "libraries":
        return tuple(subject.facts.get("libraries") or ())
    return _named_in(connection, stored.text) if subject and subject.kind != "library" else ()


def _named_in(connection: Connection, text: str) -> tuple[str, ...]:
    """The libraries that an answer about something else names, if it names several."""
    places = {
        each.id: text.find(each.name) for each in catalogue.subjects_of_kind(connection, "library")
    }
    named = sorted((each for each in places if places[each] >= 0), key=lambda each: places[each])
    return tuple(named) if len(named) > 1 else ()


def nearest_known(connection: Connection, name: str, named: Sequence[str]) -> list[Subject]:
    """What is nearest to something that no source covers: what was named with it, then its kind."""
    kind = catalogue.kind_of_unknown(connection, name)
    beside = [catalogue.find_subject(connection, each) for each in named]
    alike = catalogue.subjects_of_kind(connection, kind) if kind else []
    return list({each.id: each for each in (*beside, *alike) if each is not None}.values())


def beside_the_last(connection: Connection, answer: Answer, before: Focus) -> Answer:
    """«And MATLAB?» after Julia: «the difference between the two» is that between these."""
    after = answer.focus
    if not before.subject or not after.subject or before.subject == after.subject:
        return answer
    are_listed = {before.subject, after.subject} <= set(after.listed)
    if are_listed or after.listed != before.listed:
        return answer
    found = [catalogue.find_subject(connection, e) for e in (before.subject, after.subject)]
    if len({subject.kind for subject in found if subject}) != 1 or None in found:
        return answer
    return replace(answer, focus=replace(after, listed=(before.subject, after.subject)))


def steps_around(connection: Connection, focus: Focus) -> list[Subject]:
    """The steps of the way, while one of them is talked about: «and the second?»"""
    steps = catalogue.subjects_of_kind(connection, "step")
    on_the_way = focus.aspect == "first-step" or focus.subject in {step.id for step in steps}
    return steps if on_the_way else []
