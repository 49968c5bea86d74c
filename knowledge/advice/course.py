"""Which course: the courses in order for a person, why so, and what is cheaper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.engine import Connection

from knowledge import catalogue
from knowledge.advice.about_person import (
    budget_in_words,
    certificate_in_words,
    course_language_in_words,
)
from knowledge.advice.between import Between
from knowledge.advice.course_ranking import RankedCourse, amount, rank_courses
from knowledge.advice.texts import Texts
from knowledge.advice.wording import joined, names_of, sentences, sources_at
from knowledge.answers import Answer, Focus
from knowledge.catalogue import Subject
from knowledge.comparing import course_fact
from knowledge.person.profile import Profile
from knowledge.person.statements import ANY, FREE
from knowledge.phrases import Phrase
from knowledge.reply import Card, Outcome, Reply, Suggestion

TOPIC = "course"
_COLUMNS = ("price", "certificate", "language")  # of the table, after the name


def advise_course(
    connection: Connection,
    phrases: Mapping[str, Phrase],
    texts: Texts,
    profile: Profile,
    focus: Focus,
) -> Answer:
    """The courses in order, each with its reasons."""
    ranked = rank_courses(connection, texts, profile)
    lines = "\n".join(_entry(texts, number, each) for number, each in enumerate(ranked, start=1))
    none = ""
    if profile.course_language and not _uses(profile.course_language, ranked):
        language = names_of(connection, [profile.course_language], texts.wording)[0]
        none = f"{texts.course.none_in_language.format(language=language)} "
    # What no course does, none can be best for.
    decides = replace(profile, course_language=None) if none else profile
    text = f"{none}{_head(connection, texts, decides, ranked[0].course)}\n{lines}"
    if _lacks_free_certificate(profile, ranked):
        text += f"\n\n{texts.course.no_free_certificate}"
    rows = tuple(_row(connection, phrases, each.course) for each in ranked)
    reply = Reply(
        text=text,
        outcome=Outcome.ADVICE,
        topic=f"advice/{TOPIC}",
        sources=sources_at(connection, [f"{each.course.id}/overview" for each in ranked]),
        suggestions=_refining(texts, profile),
        cards=(Card("table", texts.course.card, rows, texts.course.columns, lines),),
    )
    return Answer(reply, _listing(focus, [each.course for each in ranked]))


def explain_course(
    connection: Connection, texts: Texts, profile: Profile, named: Subject | None, focus: Focus
) -> Answer:
    """«Why?», «why not DataCamp?»"""
    ranked = rank_courses(connection, texts, profile)
    best, words = ranked[0], texts.course
    other = next((each for each in ranked if named and each.course.id == named.id), best)
    suits = catalogue.find_answer(connection, other.course.id, ["suited-to"])
    if suits and not other.reasons(texts):
        about = suits.text
    else:
        reasons = other.reasons(texts) or words.no_reason_about
        about = words.about.format(course=other.course.name, reasons=reasons)
    first = words.is_first.format(
        course=best.course.name, reasons=best.reasons(texts) or words.no_reason
    )
    reply = Reply(
        text=first if other is best else sentences(about, first),
        outcome=Outcome.ADVICE,
        topic=f"advice/{TOPIC}",
        sources=sources_at(connection, [f"{e.course.id}/overview" for e in (best, other)]),
        suggestions=_refining(texts, profile),
    )
    return Answer(reply, replace(focus, subject=other.course.id, aspect=None, advice=TOPIC))


def decide_between_courses(
    connection: Connection, texts: Texts, profile: Profile, pair: Sequence[str]
) -> Between:
    """Which of two courses (their ids), with what speaks for and against each; no words where
    nothing that is known decides."""
    best, other = (e for e in rank_courses(connection, texts, profile) if e.course.id in pair)
    if best.points == other.points:
        return Between(None, "")
    words = texts.course
    about = [
        words.about.format(course=each.course.name, reasons=reasons)
        for each in (best, other)
        if (reasons := each.reasons(texts))
    ]
    said = words.of_two.format(course=best.course.name, other=other.course.name)
    return Between(best.course.id, sentences(said, *about))


def cheaper_courses(
    connection: Connection,
    phrases: Mapping[str, Phrase],
    texts: Texts,
    profile: Profile,
    focus: Focus,
) -> Answer:
    """«And cheaper?»: what costs less than the course that was talked about."""
    courses = catalogue.subjects_of_kind(connection, "course")
    current = next((each for each in courses if each.id == focus.subject), None)
    cheaper = _cheaper_than(courses, current)
    if cheaper:
        lines = (_priced(connection, phrases, texts, each) for each in cheaper)
        text = texts.course.cheaper.format(courses="\n".join(lines))
    else:
        cheaper = [each for each in courses if each is current]
        priced = _priced(connection, phrases, texts, cheaper[0])
        text = texts.course.cheapest.format(course=priced)
    unpriced = [each.name for each in courses if amount(each) is None]
    if unpriced:
        text += f"\n\n{texts.course.unpriced.format(courses=joined(unpriced, texts.wording))}"
    reply = Reply(
        text=text,
        outcome=Outcome.ADVICE,
        topic=f"advice/{TOPIC}",
        sources=sources_at(connection, [f"{each.id}/price" for each in cheaper]),
        suggestions=_refining(texts, profile),
    )
    return Answer(reply, _listing(focus, cheaper))


def _head(connection: Connection, texts: Texts, profile: Profile, best: Subject) -> str:
    """The recommendation, with what was said that decides."""
    wanted = course_language_in_words(connection, texts, profile.course_language)
    claims = [wanted] if wanted else []
    if profile.budget not in (None, ANY):
        claims.append(budget_in_words(texts.about_person, str(profile.budget)))
    if profile.certificate:  # that none is needed speaks for no course
        claims.append(certificate_in_words(texts.about_person, profile.certificate))
    if not claims:
        return texts.course.best.format(course=best.name)
    return texts.course.best_given.format(course=best.name, claims=joined(claims, texts.wording))


def _entry(texts: Texts, number: int, ranked: RankedCourse) -> str:
    reasons = ranked.reasons(texts)
    template = texts.course.entry_reasons if reasons else texts.course.entry
    return template.format(number=number, course=ranked.course.name, reasons=reasons)


def _row(connection: Connection, phrases: Mapping[str, Phrase], course: Subject) -> tuple[str, ...]:
    facts = (course_fact(connection, course, aspect, phrases) for aspect in _COLUMNS)
    return (course.name, *facts)


def _priced(
    connection: Connection, phrases: Mapping[str, Phrase], texts: Texts, course: Subject
) -> str:
    price = course_fact(connection, course, "price", phrases)
    return texts.course.priced.format(course=course.name, price=price)


def _uses(language: str, ranked: Sequence[RankedCourse]) -> bool:
    return any(language in (each.course.facts.get("language") or ()) for each in ranked)


def _lacks_free_certificate(profile: Profile, ranked: Sequence[RankedCourse]) -> bool:
    """Whether both are wanted and no course has both."""
    has_both = any(amount(e.course) == 0 and e.course.facts.get("certificate") for e in ranked)
    return bool(profile.certificate) and profile.budget == FREE and not has_both


def _cheaper_than(courses: Sequence[Subject], current: Subject | None) -> list[Subject]:
    """Those with a price below that of the current one, the cheapest first."""
    limit = amount(current) if current else None
    priced = [(price, each) for each in courses if (price := amount(each)) is not None]
    priced.sort(key=lambda pair: pair[0])
    return [each for price, each in priced if limit is None or price < limit]


def _listing(focus: Focus, courses: Sequence[Subject]) -> Focus:
    return replace(
        focus,
        subject=courses[0].id,
        aspect=None,
        listed=tuple(each.id for each in courses),
        advice=TOPIC,
    )


def _refining(texts: Texts, profile: Profile) -> tuple[Suggestion, ...]:
    """What would make the advice better, and where it leads."""
    buttons = []
    if profile.budget is None:
        buttons.append(texts.course.must_be_free)
    if profile.certificate is None:
        buttons.append(texts.course.need_certificate)
    buttons += [texts.course.about_first, texts.buttons.roadmap]
    return tuple(button.suggestion() for button in buttons[:3])
