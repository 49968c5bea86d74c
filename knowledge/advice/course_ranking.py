"""Which course comes first: points for each fact of a course that fits what the person said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from knowledge import catalogue
from knowledge.advice.texts import ArgumentTexts, Texts
from knowledge.advice.wording import joined, names_of
from knowledge.catalogue import Subject
from knowledge.person.profile import Profile
from knowledge.person.statements import ANY, FREE, LITTLE, Statement

# Points. A budget and a certificate decide, a language one knows comes next.
LACKS = 6.0  # what is needed and known not to be there
WANTED = 5.0  # the language that is asked for
FIRST_LANGUAGE = "python"
DECIDES, HELPS, DETAIL = 4.0, 2.0, 1.0
LAST_SAID_COUNTS = 1.5  # what was said last matters most
# Tastes that a course's topics can meet, with the word for it there.
_TOPICS = {"maths": "mathematics", "deep-learning": "deep learning", "theory": "theory"}


@dataclass(frozen=True)
class Argument:
    """Something for a course (``points`` above 0) or against it."""

    points: float
    text: str


@dataclass(frozen=True)
class RankedCourse:
    """A course with its points and arguments."""

    course: Subject
    points: float
    arguments: tuple[Argument, ...]

    def reasons(self, texts: Texts) -> str:
        """What speaks for it, and what against."""
        good = joined([e.text for e in self.arguments if e.points > 0], texts.wording)
        bad = joined([e.text for e in self.arguments if e.points <= 0], texts.wording)
        both = good and bad
        return texts.course.good_and_bad.format(good=good, bad=bad) if both else good or bad


def rank_courses(connection: Connection, texts: Texts, profile: Profile) -> list[RankedCourse]:
    """All courses, the best first; equal ones in the order of the content."""
    ranked = []
    latest = {Statement.from_text(text).kind for text in profile.latest}
    for course in catalogue.subjects_of_kind(connection, "course"):
        arguments = [
            replace(each, points=each.points * (LAST_SAID_COUNTS if kind in latest else 1))
            for kind, each in _arguments(connection, texts, course, profile)
        ]
        points = sum(each.points for each in arguments)
        ranked.append(RankedCourse(course, points, tuple(arguments)))
    return sorted(ranked, key=lambda each: -each.points)


def amount(course: Subject) -> float | None:
    """What it costs, if the source says so."""
    price = course.facts.get("price")
    return float(price["amount"]) if price else None


def _arguments(
    connection: Connection, texts: Texts, course: Subject, profile: Profile
) -> Iterator[tuple[str, Argument]]:
    """Each with the kind of statement that it answers."""
    words = texts.course_arguments
    if profile.budget not in (None, ANY):
        yield "budget", _price_argument(words, course, str(profile.budget))
    if profile.certificate:
        yield "certificate", _certificate_argument(words, course)
    yield from _language_arguments(connection, texts, course, profile)
    topics = " ".join(course.facts.get("topics") or [])
    for taste, topic in _TOPICS.items():
        if taste in profile.tastes and topic in topics:
            yield "taste", Argument(HELPS, words.covers.format(topic=topic))


def _price_argument(words: ArgumentTexts, course: Subject, budget: str) -> Argument:
    price = course.facts.get("price")
    if not price:
        return Argument(0, words.no_price)
    money = float(price["amount"])
    if money == 0:
        return Argument(DECIDES, words.free)
    cost = words.cost.format(amount=f"{money:g}", period=price["period"])
    if budget not in (FREE, LITTLE) and money <= float(budget):
        return Argument(DECIDES, words.within_budget.format(cost=cost))
    if price.get("free_part"):
        return Argument(-DETAIL, words.partly_free.format(cost=cost))
    return Argument(-DECIDES, words.costs.format(cost=cost))


def _certificate_argument(words: ArgumentTexts, course: Subject) -> Argument:
    certificate = course.facts.get("certificate")
    if certificate is None:
        return Argument(-DECIDES, words.certificate_unknown)  # a need that may not be met
    if certificate:
        return Argument(DECIDES, words.certificate)
    return Argument(-LACKS, words.no_certificate)


def _language_arguments(
    connection: Connection, texts: Texts, course: Subject, profile: Profile
) -> Iterator[tuple[str, Argument]]:
    """Its language, and how much of it the course expects."""
    words = texts.course_arguments
    taught = course.facts.get("language") or []
    wanted = profile.course_language
    if wanted and taught:
        languages = joined(names_of(connection, taught, texts.wording), texts.wording)
        points = WANTED if wanted in taught else -WANTED
        yield "course_language", Argument(points, words.uses.format(languages=languages))
    known = [each for each in taught if each in profile.languages and each != wanted]
    # Who lacks Python learns it before any course: it is the first step of the way.
    unknown = [e for e in taught if e in profile.not_languages and e != FIRST_LANGUAGE]
    names = joined(names_of(connection, known or unknown, texts.wording), texts.wording)
    if known:
        yield "language", Argument(HELPS, words.language_known.format(languages=names))
    elif unknown:
        yield "language", Argument(-DETAIL, words.language_unknown.format(languages=names))
    if course.facts.get("level") and not known and wanted not in taught:
        is_beginner = profile.level == "beginner" or profile.coding is False
        lacks = is_beginner or bool(unknown)
        text = words.expects.format(level=course.facts["level"])
        yield "level", Argument(-HELPS if lacks else -DETAIL, text)
