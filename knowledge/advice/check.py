"""What is wrong with the advice's content, each with file and line.

Advice with a reason that stands nowhere would have no source, and a slot that no interview
fills would be asked for ever: so the build refuses them, and with it the start.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from knowledge.advice.content import (
    FOLDER,
    AdviceContentInvalid,
    Asked,
    EitherOr,
    Group,
    Reason,
    read_advice_content,
)
from knowledge.charts.content import read_chart_words
from knowledge.content_model import Content
from knowledge.person.statements import GOALS, TASTES

# The lists of each file, with the shape of their entries.
_FILES: dict[str, dict[str, type[BaseModel]]] = {
    "language.yml": {"reasons": Reason},
    "role_fit.yml": {"questions": EitherOr},
    "skill_gap.yml": {"groups": Group},
    "interviews.yml": {"language": Asked, "course": Asked},
}
# The slots of the domain that the interviews fill.
SLOTS = {
    "language": ("language_goal", "language_background", "language_taste"),
    "course": ("course_budget", "course_certificate"),
}
ROLES = {"data-scientist", "ml-engineer"}
WANTED = {
    *("always", "level:beginner"),
    *(f"goal:{each}" for each in GOALS),
    *(f"taste:{each}" for each in TASTES),
}
_CAN_BE_HAD = ("language", "skill")

Entries = list[tuple[str, Any]]  # each entry with its place, «advice/language.yml:5»


def find_advice_problems(directory: Path, content: Content) -> list[str]:
    """All problems of the folder ``advice``; one line each, ``file:line: what``."""
    lists: dict[str, Entries] = {}
    problems: list[str] = []
    for file, shapes in _FILES.items():
        problems += _read(directory, file, shapes, lists)
    if not problems:
        problems += _unreadable(directory)
    kinds = {located.part.id: located.kind for located in content.subjects}
    answers = {
        f"{located.part.id}/{answer.aspect}"
        for located in content.subjects
        for answer in located.part.answers
    }
    return [
        *problems,
        *_wrong_reasons(lists.get("reasons", []), kinds, answers),
        *_wrong_groups(lists.get("groups", []), kinds),
        *_wrong_either_or(lists.get("questions", []), content),
        *(
            problem
            for interview, slots in SLOTS.items()
            if interview in lists
            for problem in _wrong_slots(interview, lists[interview], slots)
        ),
    ]


def _read(
    directory: Path, file: str, shapes: Mapping[str, type[BaseModel]], lists: dict[str, Entries]
) -> list[str]:
    name = f"{FOLDER}/{file}"
    try:
        root = yaml.compose(
            (directory / FOLDER / file).read_text(encoding="utf-8"), yaml.SafeLoader
        )
    except FileNotFoundError:
        return [f"{name}:1: the file is missing"]
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        return [f"{name}:1: not readable: {' '.join(str(error).split())}"]
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    keys = {key.value: node for key, node in pairs}
    problems = [f"{name}:1: no {key!r} is known" for key in keys if key not in shapes]
    for key, shape in shapes.items():
        node = keys.get(key)
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            problems.append(f"{name}:1: a list under {key!r} is expected")
            continue
        lists[key] = []
        for each in node.value:
            place = f"{name}:{each.start_mark.line + 1}"
            try:
                lists[key].append((place, shape.parse_obj(_plain(each))))
            except (ValidationError, yaml.YAMLError) as error:
                problems += [f"{place}: {reason}" for reason in _reasons(error)]
    return problems


def _plain(node: yaml.Node) -> Any:
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_document(node)
    finally:
        loader.dispose()


def _reasons(error: Exception) -> list[str]:
    if isinstance(error, ValidationError):
        return [f"{'.'.join(map(str, p['loc']))}: {p['msg']}" for p in error.errors()]
    return [" ".join(str(error).split())]


def _unreadable(directory: Path) -> Iterator[str]:
    """What the reading itself refuses, in these files and in those beside them."""
    for read in (read_advice_content, read_chart_words):
        try:
            read(directory)
        except AdviceContentInvalid as problem:
            path, _, reason = " ".join(str(problem).split()).partition(": ")
            yield f"{path.removeprefix(f'{directory}/')}:1: {reason}"


def _wrong_reasons(entries: Entries, kinds: Mapping[str, str], answers: set[str]) -> Iterator[str]:
    seen: dict[tuple[str, str], str] = {}
    for place, reason in entries:
        if kinds.get(reason.language) != "language":
            yield f"{place}: no language {reason.language!r}"
        if reason.wanted not in WANTED:
            yield f"{place}: wanted {reason.wanted!r} is not one of {', '.join(sorted(WANTED))}"
        if reason.at not in answers:
            yield f"{place}: at: no answer {reason.at!r}"
        other = seen.setdefault((reason.language, reason.wanted), place)
        if other != place:
            yield f"{place}: {reason.wanted!r} for {reason.language!r} is already at {other}"


def _wrong_groups(entries: Entries, kinds: Mapping[str, str]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for place, group in entries:
        if not group.entries:
            yield f"{place}: the group {group.name!r} is empty"
        for skill in group.entries:
            if kinds.get(skill) not in _CAN_BE_HAD:
                yield f"{place}: no skill or language {skill!r}"
            if skill in seen:
                yield f"{place}: {skill!r} is already at {seen[skill]}"
            seen[skill] = place


def _wrong_either_or(entries: Entries, content: Content) -> Iterator[str]:
    aspects = {
        aspect.id
        for located in content.comparisons
        if {located.part.left, located.part.right} == ROLES
        for aspect in located.part.aspects
    }
    seen: dict[str, str] = {}
    for place, question in entries:
        if question.aspect not in aspects:
            yield f"{place}: the roles are not compared by {question.aspect!r}"
        other = seen.setdefault(question.aspect, place)
        if other != place:
            yield f"{place}: {question.aspect!r} is already asked at {other}"
        if question.scientist.label == question.engineer.label:
            yield f"{place}: both sides are called {question.engineer.label!r}"


def _wrong_slots(interview: str, entries: Entries, slots: tuple[str, ...]) -> Iterator[str]:
    asked = [asked.slot for _, asked in entries]
    for place, question in entries:
        if question.slot not in slots:
            yield f"{place}: no slot {question.slot!r}; there are {', '.join(slots)}"
        elif asked.count(question.slot) > 1:
            yield f"{place}: the slot {question.slot!r} is asked for twice"
        if not question.options:
            yield f"{place}: {question.slot!r} offers no options"
    for slot in slots:
        if slot not in asked:
            yield f"{FOLDER}/interviews.yml:1: {interview}: nothing asks for {slot!r}"
