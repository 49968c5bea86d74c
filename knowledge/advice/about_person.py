"""What is known about a person, in words: confirmed in passing, and listed when asked.

Each claim goes on after «you»: «know Java and R», «have no degree».
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy.engine import Connection

from knowledge import catalogue
from knowledge.advice.texts import YES_OR_NO, PersonTexts, Texts
from knowledge.advice.wording import joined, names_of, sentences
from knowledge.person.profile import UNWANTED, Profile
from knowledge.person.statements import IT, LATEST, UNLISTED, Statement

MOST_NAMED = 12  # entries of a list that are read out
BEGINNER, ADVANCED = "beginner", "advanced"
_SINGLE = ("occupation", "goal", "level", "budget", "hours")
# What several statements of a kind are one claim about.
_TOGETHER = ("language", "skill", "unlisted", "taste", "done")


def in_words(connection: Connection, texts: Texts, profile: Profile) -> list[str]:
    """Each thing that is known, as a claim."""

    def called(ids: Sequence[str]) -> list[str]:
        return names_of(connection, _once(ids), texts.wording)

    claims = [
        *_things(texts, [*called(profile.languages + profile.skills), *profile.unlisted], []),
        *_things(
            texts, [], [*called(profile.not_languages + profile.not_skills), *profile.not_unlisted]
        ),
        *(_claim(texts.about_person, said) for said in _circumstances(profile)),
        _steps(connection, texts, texts.about_person.finished, profile.done),
        tastes_in_words(texts, profile.tastes),
        course_language_in_words(connection, texts, profile.course_language),
        _chosen(connection, texts, profile.chosen_course),
        _unwanted(connection, texts, profile.unwanted),
    ]
    return [claim for claim in claims if claim]


def noted(connection: Connection, texts: Texts, statements: Sequence[Statement]) -> str:
    """«Noted: you know Java and have no degree.»; empty without statements."""
    person = texts.about_person
    done = [s for s in statements if s.kind == "done" and s.value != LATEST]
    is_latest = any(s.kind == "done" and s.value == LATEST for s in statements)
    claims = [
        *_things(
            texts,
            _called(connection, texts, [s for s in statements if s.holds]),
            _called(connection, texts, [s for s in statements if not s.holds]),
        ),
        tastes_in_words(texts, [s.value for s in statements if s.kind == "taste"]),
        *(_claim(person, s) for s in statements if s.kind not in _TOGETHER),
        *(
            course_language_in_words(connection, texts, s.value)
            for s in statements
            if s.kind == "course_language" and s.holds
        ),
        *(_chosen(connection, texts, s.value) for s in statements if s.kind == "chosen_course"),
        _unwanted(connection, texts, [s.value for s in statements if s.kind == UNWANTED]),
        _steps(connection, texts, person.finished, _values(done, True)),
        _steps(connection, texts, person.unfinished, _values(done, False)),
        person.unfinished_latest if is_latest else "",
    ]
    told = list(dict.fromkeys(claim for claim in claims if claim))
    if not told:
        return ""
    return sentences(
        person.noted.format(claims=joined(told, texts.wording)), _not_in_source(texts, statements)
    )


def _not_in_source(texts: Texts, statements: Sequence[Statement]) -> str:
    names = [s.value for s in statements if s.kind == UNLISTED and s.holds]
    named = _named(_once(names), texts)
    return texts.about_person.unlisted.format(names=named) if names else ""


def tastes_in_words(texts: Texts, tastes: Iterable[str]) -> str:
    """«care about speed and charts»; empty if there is nothing to say."""
    person = texts.about_person
    known = list(dict.fromkeys(person.tastes[each] for each in tastes if each in person.tastes))
    return person.care_about.format(tastes=joined(known, texts.wording)) if known else ""


def budget_in_words(person: PersonTexts, value: str) -> str:
    """«want it to be free», «can spend $25 a month»."""
    return person.budgets.get(value) or person.budget.format(amount=value)


def certificate_in_words(person: PersonTexts, needed: bool) -> str:
    """«need a certificate»."""
    return (person.affirmed if needed else person.denied)["certificate"]


def course_language_in_words(connection: Connection, texts: Texts, value: str | None) -> str:
    """«want a course that uses R»; empty if no language was named."""
    names = names_of(connection, [value] if value else [], texts.wording)
    return texts.about_person.course_language.format(language=names[0]) if names else ""


def _chosen(connection: Connection, texts: Texts, value: str | None) -> str:
    names = names_of(connection, [value] if value else [], texts.wording)
    return texts.about_person.chosen_course.format(course=names[0]) if names else ""


def _unwanted(connection: Connection, texts: Texts, ids: Sequence[str]) -> str:
    names = names_of(connection, _once(ids), texts.wording)
    return texts.about_person.unwanted.format(names=_named(names, texts)) if names else ""


def _circumstances(profile: Profile) -> list[Statement]:
    said = [Statement(kind, value) for kind in _SINGLE if (value := getattr(profile, kind))]
    return said + [
        Statement(kind, "yes", value)
        for kind in YES_OR_NO
        if (value := getattr(profile, kind)) is not None
    ]


def _claim(person: PersonTexts, said: Statement) -> str:
    if said.kind in YES_OR_NO:
        return (person.affirmed if said.holds else person.denied)[said.kind]
    in_words_by_kind: dict[str, Callable[[str], str]] = {
        "budget": lambda value: budget_in_words(person, value),
        "hours": lambda value: _hours(person, value),
        "goal": lambda value: person.goals.get(value, ""),
        "occupation": lambda value: _occupation(person, value),
        "level": lambda value: person.levels[BEGINNER if value == BEGINNER else ADVANCED],
    }
    put = in_words_by_kind.get(said.kind) if said.holds else None
    return put(said.value) if put else ""


def _hours(person: PersonTexts, value: str) -> str:
    return person.hours.format(number=value) if value.isdigit() else person.time.format(time=value)


def _occupation(person: PersonTexts, value: str) -> str:
    has_vowel = value[:1].lower() in set("aeiou")
    template = person.occupation_with_vowel if has_vowel else person.occupation
    return template.format(occupation=value)


def _called(connection: Connection, texts: Texts, statements: Sequence[Statement]) -> list[str]:
    """The languages and skills; what no source covers goes by the name that it was told under."""
    ids = _once([s.value for s in statements if s.kind in ("language", "skill")])
    unlisted = _once([s.value for s in statements if s.kind == UNLISTED])
    return [*names_of(connection, ids, texts.wording), *unlisted]


def _things(texts: Texts, known: Sequence[str], unknown: Sequence[str]) -> list[str]:
    """Languages and skills: «know Java and R, but not Python yet»."""
    person = texts.about_person
    there, absent = _named(known, texts), _named(unknown, texts)
    if there and absent:
        return [person.know_but_not.format(known=there, unknown=absent)]
    if there:
        return [person.know.format(known=there)]
    return [person.know_not.format(unknown=absent)] if absent else []


def _steps(connection: Connection, texts: Texts, template: str, ids: Sequence[str]) -> str:
    found = [catalogue.find_subject(connection, each) for each in _once(ids)]
    quoted = [texts.about_person.step.format(name=step.name) for step in found if step]
    return template.format(steps=_named(quoted, texts)) if quoted else ""


def _values(statements: Sequence[Statement], holds: bool) -> list[str]:
    return [each.value for each in statements if each.holds is holds]


def _once(ids: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(each for each in ids if each != IT))


def _named(names: Sequence[str], texts: Texts) -> str:
    shown = list(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        shown.append(texts.wording.more.format(number=len(names) - MOST_NAMED))
    return joined(shown, texts.wording)
