"""What is wrong with the content, each with file and line, beyond its shape."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.aspects import VERSUS
from knowledge.content_model import Content, Located
from knowledge.reply import Outcome
from knowledge.same_text import normal_name, question_key
from knowledge.tables import KINDS

SUBJECT_FACTS = {"libraries": "library", "skills": "skill", "courses": "course"}


def find_problems(content: Content) -> list[str]:
    """All problems: dead references, names used twice, missing sources.

    Returns one line a problem, ``file:line: what``; empty when the content is sound.
    """
    sections = {s.id for source in content.sources for s in source.part.sections}
    subjects = {located.part.id: located for located in content.subjects}
    answers = {
        f"{located.part.id}/{answer.aspect}"
        for located in content.subjects
        for answer in located.part.answers
    }
    return [
        *_duplicates("source", content.sources),
        *_duplicates("subject", content.subjects),
        *_duplicates("statistic", content.statistics),
        *_duplicates("phrase", content.phrases),
        *_names_used_twice(content),
        *_dead_sections(content, sections),
        *_dead_subjects(content, subjects),
        *_dead_answers(content, answers),
        *_questions_asked_twice(content),
        *_unknown_outcomes(content.phrases),
        *_unknown_kinds(content.unknown_names),
    ]


def _duplicates(what: str, items: list[Located]) -> Iterator[str]:
    first: dict[str, Located] = {}
    for located in items:
        other = first.setdefault(located.part.id, located)
        if other is not located:
            yield f"{located.place}: {what} {located.part.id!r} is already at {other.place}"


def _names_used_twice(content: Content) -> Iterator[str]:
    first: dict[str, Located] = {}
    for located in content.subjects:
        names = [normal_name(text) for text in (located.part.name, *located.part.aliases)]
        for text in sorted({text for text in names if names.count(text) > 1}):
            yield f"{located.place}: the name {text!r} is given twice for {located.part.id!r}"
        for text in dict.fromkeys(names):
            other = first.setdefault(text, located)
            if other is not located:
                yield (
                    f"{located.place}: the name {text!r} of {located.part.id!r} belongs "
                    f"already to {other.part.id!r} at {other.place}"
                )
    unknown: set[str] = set()
    for located in content.unknown_names:
        for group in located.part.names:
            for text in dict.fromkeys(normal_name(each) for each in group):
                if text in first:
                    known = first[text].place
                    yield f"{located.place}: the unknown name {text!r} is known at {known}"
                if text in unknown:
                    yield f"{located.place}: the unknown name {text!r} is given twice"
                unknown.add(text)


def _dead_sections(content: Content, known: set[str]) -> Iterator[str]:
    for located in content.subjects:
        for answer in located.part.answers:
            for section in answer.sections:
                if section not in known:
                    yield f"{located.file}:{answer.line}: no section {section!r} in sources.yml"
    for located in content.comparisons:
        for section in [
            *located.part.sections,
            *(s for a in located.part.aspects for s in a.sections),
        ]:
            if section not in known:
                yield f"{located.place}: no section {section!r} in sources.yml"
    for located in content.statistics:
        if located.part.section not in known:
            yield f"{located.place}: no section {located.part.section!r} in sources.yml"


def _dead_subjects(content: Content, known: dict[str, Located]) -> Iterator[str]:
    for located in content.comparisons:
        for side in (located.part.left, located.part.right):
            if side not in known:
                yield f"{located.place}: no subject {side!r}"
    for located in content.subjects:
        for answer in located.part.answers:
            if answer.leads_to is not None and answer.leads_to not in known:
                place = f"{located.file}:{answer.line}"
                yield f"{place}: leads_to: no subject {answer.leads_to!r}"
        for fact, kind in SUBJECT_FACTS.items():
            for reference in located.part.facts.get(fact) or []:
                if reference not in known or known[reference].kind != kind:
                    yield f"{located.place}: facts.{fact}: no {kind} {reference!r}"


def _dead_answers(content: Content, known: set[str]) -> Iterator[str]:
    for located in content.subjects:
        seen: set[str] = set()
        for answer in located.part.answers:
            place = f"{located.file}:{answer.line}"
            if answer.aspect in seen:
                yield f"{place}: aspect {answer.aspect!r} is given twice for {located.part.id!r}"
            seen.add(answer.aspect)
            for reference in answer.next:
                if reference not in known:
                    yield f"{place}: next: no answer {reference!r}"
    compared = {f"{c.part.left}/{VERSUS}{c.part.right}" for c in content.comparisons}
    for located in content.asked:
        if located.part.answer not in known | compared:
            yield f"{located.place}: no answer {located.part.answer!r}"
    for located in content.phrases:
        for reference in located.part.next:
            if reference not in known:
                yield f"{located.place}: next: no answer {reference!r}"


def _questions_asked_twice(content: Content) -> Iterator[str]:
    first: dict[str, str] = {}
    asked = [
        (f"{located.file}:{answer.line}", question)
        for located in content.subjects
        for answer in located.part.answers
        for question in answer.questions
    ]
    asked += [
        (located.place, question)
        for located in (*content.comparisons, *content.asked)
        for question in located.part.questions
    ]
    for place, question in asked:
        other = first.setdefault(question_key(question), place)
        if other != place:
            yield f"{place}: the question {question!r} is already at {other}"


def _unknown_outcomes(phrases: list[Located]) -> Iterator[str]:
    allowed = [outcome.value for outcome in Outcome]
    for located in phrases:
        if located.part.outcome not in allowed:
            yield (
                f"{located.place}: outcome {located.part.outcome!r} is not one of "
                f"{', '.join(allowed)}"
            )


def _unknown_kinds(groups: list[Located]) -> Iterator[str]:
    for located in groups:
        if located.part.kind not in KINDS:
            yield f"{located.place}: kind {located.part.kind!r} is not one of {', '.join(KINDS)}"
