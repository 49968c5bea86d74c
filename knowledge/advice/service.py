"""Advice for a person: reads what is known of them and computes an answer from the content."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy.engine import Connection, Engine

from knowledge import catalogue
from knowledge.advice import course, figures, language, roadmap, role_fit
from knowledge.advice.about_person import in_words, noted
from knowledge.advice.content import AdviceContent, Asked
from knowledge.advice.wording import joined, names_of
from knowledge.answers import Answer, Focus
from knowledge.person.profile import Profile
from knowledge.person.statements import Statement
from knowledge.phrases import Phrase
from knowledge.reply import Outcome, Reply, Suggestion

ROLE_SLOT = "role_"


class Adviser:
    """Each call uses one short connection. Safe to share between threads."""

    def __init__(
        self, engine: Engine, phrases: Mapping[str, Phrase], content: AdviceContent
    ) -> None:
        self._engine = engine
        self._phrases = phrases
        self._content = content

    def questions(self, interview: str) -> list[Asked]:
        """The questions of an interview: ``language``, ``course`` or ``role``."""
        if interview != role_fit.TOPIC:
            return self._content.interviews[interview]
        return [
            Asked(
                slot=f"{ROLE_SLOT}{number}",
                ask=f"({number} of {len(self._content.either_or)}) {question.ask}",
                options=[question.scientist.label, question.engineer.label],
            )
            for number, question in enumerate(self._content.either_or, start=1)
        ]

    def side_meant(self, number: int, message: str, asks: bool) -> str | None:
        """The side that an answer to the ``number``-th either-or question chooses; a message
        that ``asks`` something chooses none, unless it is a side's own label."""
        return role_fit.side_meant(self._content.either_or[number - 1], message, asks)

    def language(self, profile: Profile, focus: Focus) -> Answer:
        """Which language."""
        with self._engine.connect() as connection:
            return language.advise_language(connection, self._content.reasons, profile, focus)

    def course(self, profile: Profile, focus: Focus) -> Answer:
        """Which course."""
        with self._engine.connect() as connection:
            return course.advise_course(connection, self._phrases, profile, focus)

    def cheaper(self, profile: Profile, focus: Focus) -> Answer:
        """Which courses cost less than the one in focus."""
        with self._engine.connect() as connection:
            return course.cheaper_courses(connection, self._phrases, profile, focus)

    def roadmap(self, profile: Profile, focus: Focus) -> Answer:
        """The steps, with what is done."""
        with self._engine.connect() as connection:
            return roadmap.advise_roadmap(connection, profile, focus)

    def gap(self, profile: Profile, focus: Focus) -> Answer:
        """The skills that are missing."""
        with self._engine.connect() as connection:
            return roadmap.advise_gap(connection, self._content.groups, profile, focus)

    def figures(self, focus: Focus) -> Answer:
        """The stress figures explained."""
        with self._engine.connect() as connection:
            return figures.explain_figures(connection, focus)

    def role(self, sides: Sequence[str | None], focus: Focus) -> Answer:
        """The result of the either-or questions; one side (or None) for each."""
        chosen = {
            question.aspect: side
            for question, side in zip(self._content.either_or, sides, strict=True)
            if side is not None
        }
        with self._engine.connect() as connection:
            return role_fit.role_result(connection, self._content.either_or, chosen, focus)

    def explain(self, named: Sequence[str], profile: Profile, focus: Focus) -> Answer | None:
        """«Why?», «why not R?»; ``None`` if there is no advice that this could be about."""
        with self._engine.connect() as connection:
            found = [catalogue.find_subject(connection, each) for each in named]
            subject = next((s for s in found if s and s.kind in ("language", "course")), None)
            if any(found) and subject is None:
                return None
            topic = subject.kind if subject else focus.advice
            if topic == language.TOPIC:
                return language.explain_language(
                    connection, self._content.reasons, profile, subject, focus
                )
            if topic == course.TOPIC:
                return course.explain_course(connection, profile, subject, focus)
            again: dict[str, Callable[[Connection], Answer]] = {
                roadmap.TOPIC: lambda each: roadmap.advise_roadmap(each, profile, focus),
                roadmap.GAP: lambda each: roadmap.advise_gap(
                    each, self._content.groups, profile, focus
                ),
                figures.TOPIC: lambda each: figures.explain_figures(each, focus),
            }
            return again[topic](connection) if topic in again else None

    def noted(self, statements: Sequence[Statement], before: Profile, after: Profile) -> str:
        """What was just told, confirmed in passing; empty if nothing was."""
        with self._engine.connect() as connection:
            text = noted(connection, statements)
            lost = [each for each in before.languages if each not in after.languages]
            said = {each.value for each in statements if each.kind == "language"}
            gone = joined(
                [
                    s.name
                    for e in lost
                    if e not in said and (s := catalogue.find_subject(connection, e))
                ]
            )
        return f"{text} So I no longer count on {gone}." if text and gone else text

    def both_ways(self, ids: Sequence[str]) -> str:
        """Something was said to hold and not to hold in one message: which is it?"""
        with self._engine.connect() as connection:
            names = joined(names_of(connection, ids))
        return f"You say both that you know {names} and that you don't. Which is right?"

    def kind_of(self, subject_id: str) -> str | None:
        """The kind of a subject."""
        with self._engine.connect() as connection:
            found = catalogue.find_subject(connection, subject_id)
        return found.kind if found else None

    def about(self, profile: Profile, focus: Focus) -> Answer:
        """What is known about the person."""
        with self._engine.connect() as connection:
            known = in_words(connection, profile)
        if not known:
            text = (
                "I know nothing about you yet. "
                "Tell me what you know or want, and I keep it in mind."
            )
        else:
            listed = "\n".join(f"- you {each}" for each in known)
            text = (
                f"This is what you told me about yourself:\n{listed}\n\n"
                "Correct me if something is wrong, or say “forget me” and I erase it."
            )
        return Answer(Reply(text, Outcome.SMALLTALK, "person", suggestions=_after(profile)), focus)

    def told(self, profile: Profile, focus: Focus) -> Answer:
        """What can be done with what was just told; said after :meth:`noted`."""
        return Answer(
            Reply(
                "I keep that in mind. What would you like to know?",
                Outcome.SMALLTALK,
                "person",
                suggestions=_after(profile),
            ),
            focus,
        )


def _after(profile: Profile) -> tuple[Suggestion, ...]:
    if profile.is_empty:
        return (
            Suggestion("Find my language", "Help me choose a language"),
            Suggestion("Find my course", "Which course fits me?"),
        )
    return (
        Suggestion("What am I missing?", "What am I missing?"),
        Suggestion("Which course fits me?", "Which course fits me?"),
        Suggestion("My roadmap", "Make me a plan"),
    )
