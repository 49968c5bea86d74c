"""Which course: points for each fact of a course that fits what the person said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from knowledge import catalogue
from knowledge.advice.wording import joined, sources_at
from knowledge.answers import Answer, Focus
from knowledge.catalogue import Subject
from knowledge.comparing import course_fact
from knowledge.person.profile import Profile
from knowledge.person.statements import ANY, FREE, LITTLE, Statement
from knowledge.phrases import Phrase
from knowledge.reply import Card, Outcome, Reply, Suggestion

TOPIC = "course"
# Points. A budget and a certificate decide, a language one knows comes next.
DECIDES, HELPS, DETAIL = 4.0, 2.0, 1.0
LAST_SAID_COUNTS = 1.5  # what was said last matters most


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

    @property
    def reasons(self) -> str:
        """What speaks for it, and what against."""
        good = [each.text for each in self.arguments if each.points > 0]
        bad = [each.text for each in self.arguments if each.points <= 0]
        parts = [joined(good), f"but {joined(bad)}" if good and bad else joined(bad)]
        return ", ".join(part for part in parts if part)


def rank_courses(connection: Connection, profile: Profile) -> list[RankedCourse]:
    """All courses, the best first; equal ones in the order of the content."""
    ranked = []
    latest = {Statement.from_text(text).kind for text in profile.latest}
    for course in catalogue.subjects_of_kind(connection, "course"):
        arguments = [
            replace(each, points=each.points * (LAST_SAID_COUNTS if kind in latest else 1))
            for kind, each in _arguments(course, profile)
        ]
        points = sum(each.points for each in arguments)
        ranked.append(RankedCourse(course, points, tuple(arguments)))
    return sorted(ranked, key=lambda each: -each.points)


def _arguments(course: Subject, profile: Profile) -> Iterator[tuple[str, Argument]]:
    if profile.budget not in (None, ANY):
        yield "budget", _price_argument(course, str(profile.budget))
    if profile.certificate:
        yield "certificate", _certificate_argument(course)
    taught = set(course.facts.get("language") or [])
    known = taught & set(profile.languages)
    if known:
        yield "language", Argument(HELPS, "it uses a language you know")
    elif taught & set(profile.not_languages):
        yield "language", Argument(-DETAIL, "it uses a language you don't know yet")
    if course.facts.get("level") and not known:
        beginner = profile.level == "beginner" or profile.coding is False
        yield (
            "level",
            Argument(-HELPS if beginner else -DETAIL, f"it expects {course.facts['level']}"),
        )
    topics = " ".join(course.facts.get("topics") or [])
    for taste, word in (
        ("maths", "mathematics"),
        ("deep-learning", "deep learning"),
        ("theory", "theory"),
    ):
        if taste in profile.tastes and word in topics:
            yield "taste", Argument(HELPS, f"it covers {word}")


def _price_argument(course: Subject, budget: str) -> Argument:
    price = course.facts.get("price")
    if not price:
        return Argument(0, "my source names no price for it")
    amount = float(price["amount"])
    if amount == 0:
        return Argument(DECIDES, "it is free")
    cost = f"${amount:g} a {price['period']}"
    if budget not in (FREE, LITTLE) and amount <= float(budget):
        return Argument(DECIDES, f"{cost} is within your budget")
    if price.get("free_part"):
        return Argument(-DETAIL, f"only some modules are free, the rest costs {cost}")
    return Argument(-DECIDES, f"it costs {cost}")


def _certificate_argument(course: Subject) -> Argument:
    certificate = course.facts.get("certificate")
    if certificate is None:
        return Argument(0, "my source doesn't say whether it gives a certificate")
    if certificate:
        return Argument(DECIDES, "it ends with a certificate")
    return Argument(-DECIDES, "it gives no certificate")


def advise_course(
    connection: Connection, phrases: Mapping[str, Phrase], profile: Profile, focus: Focus
) -> Answer:
    """The courses in order, each with its reasons."""
    ranked = rank_courses(connection, profile)
    best = ranked[0]
    lines = "\n".join(
        f"{number}. **{each.course.name}**{': ' + each.reasons if each.reasons else ''}"
        for number, each in enumerate(ranked, start=1)
    )
    text = f"**{best.course.name}** fits you best{_given(profile)}.\n{lines}"
    wants_both = profile.certificate and profile.budget == FREE
    if wants_both and not any(_is_free_with_certificate(each.course) for each in ranked):
        text += "\n\nA course that is free and gives a certificate is not among them."
    columns = ("Course", "Price", "Certificate", "Language")
    rows = tuple(
        (
            each.course.name,
            *(
                course_fact(connection, each.course, aspect, phrases)
                for aspect in ("price", "certificate", "language")
            ),
        )
        for each in ranked
    )
    return Answer(
        Reply(
            text=text,
            outcome=Outcome.ADVICE,
            topic=f"advice/{TOPIC}",
            sources=sources_at(connection, [f"{each.course.id}/overview" for each in ranked]),
            suggestions=_refining(profile),
            cards=(Card("table", "Courses for you", rows, columns, lines),),
        ),
        replace(
            focus,
            subject=best.course.id,
            aspect="overview",
            listed=tuple(each.course.id for each in ranked),
            advice=TOPIC,
        ),
    )


def explain_course(
    connection: Connection, profile: Profile, named: Subject | None, focus: Focus
) -> Answer:
    """«Why?», «why not DataCamp?»"""
    ranked = rank_courses(connection, profile)
    best = ranked[0]
    other = next((each for each in ranked if named and each.course.id == named.id), best)
    reasons = best.reasons or "nothing you told me speaks for another"
    text = f"**{best.course.name}** comes first for you: {reasons}."
    if other is not best:
        against = other.reasons or "nothing you told me speaks for it in particular"
        text = f"About **{other.course.name}**: {against}. {text}"
    return Answer(
        Reply(
            text=text,
            outcome=Outcome.ADVICE,
            topic=f"advice/{TOPIC}",
            sources=sources_at(connection, [f"{e.course.id}/overview" for e in (best, other)]),
            suggestions=_refining(profile),
        ),
        replace(focus, subject=other.course.id, aspect="overview", advice=TOPIC),
    )


def cheaper_courses(
    connection: Connection, phrases: Mapping[str, Phrase], profile: Profile, focus: Focus
) -> Answer:
    """«And cheaper?»: what costs less than the course that was talked about."""
    courses = catalogue.subjects_of_kind(connection, "course")
    current = next((each for each in courses if each.id == focus.subject), None)
    limit = _amount(current) if current else None
    priced = sorted(
        ((amount, each) for each in courses if (amount := _amount(each)) is not None),
        key=lambda pair: pair[0],
    )
    cheaper = [each for amount, each in priced if limit is None or amount < limit]
    if current is not None and limit is not None and not cheaper:
        text = f"Nothing is cheaper than **{current.name}**: it is the cheapest that I know."
        cheaper = [current]
    else:
        facts = [f"**{e.name}** ({course_fact(connection, e, 'price', phrases)})" for e in cheaper]
        text = f"By price, the cheapest first: {joined(facts)}."
    unknown = [each.name for each in courses if _amount(each) is None]
    if unknown:
        text += f" My source names no price for {joined(unknown)}."
    return Answer(
        Reply(
            text=text,
            outcome=Outcome.ADVICE,
            topic=f"advice/{TOPIC}",
            sources=sources_at(connection, [f"{each.id}/price" for each in cheaper]),
            suggestions=_refining(profile),
        ),
        replace(
            focus,
            subject=cheaper[0].id,
            aspect="overview",
            listed=tuple(each.id for each in cheaper),
            advice=TOPIC,
        ),
    )


def _amount(course: Subject) -> float | None:
    price = course.facts.get("price")
    return float(price["amount"]) if price else None


def _is_free_with_certificate(course: Subject) -> bool:
    return _amount(course) == 0 and bool(course.facts.get("certificate"))


def _given(profile: Profile) -> str:
    said = []
    if profile.budget == FREE:
        said.append("you want to pay nothing")
    elif profile.budget == LITTLE:
        said.append("you want to spend little")
    elif profile.budget not in (None, ANY):
        said.append(f"you can pay ${profile.budget}")
    if profile.certificate is not None:
        said.append("you need a certificate" if profile.certificate else "you need no certificate")
    return f", as {joined(said)}" if said else " with what I know of you"


def _refining(profile: Profile) -> tuple[Suggestion, ...]:
    offers = []
    if profile.budget is None:
        offers.append(Suggestion("It must be free", "It must be free"))
    if profile.certificate is None:
        offers.append(Suggestion("I need a certificate", "I need a certificate"))
    offers += [
        Suggestion("Tell me about the first", "Tell me about the first one"),
        Suggestion("My roadmap", "Make me a plan"),
    ]
    return tuple(offers[:3])
