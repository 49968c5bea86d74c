"""Advice for a person: reads what is known of them and computes an answer from the content."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy.engine import Connection, Engine

from knowledge import catalogue
from knowledge.advice import course, figures, gap, language, roadmap, role_fit
from knowledge.advice.about_person import in_words, noted
from knowledge.advice.between import Between
from knowledge.advice.content import AdviceContent, Asked, EitherOr
from knowledge.advice.wording import joined, names_of, sentences
from knowledge.answers import Answer, Focus
from knowledge.catalogue import Subject
from knowledge.person.profile import Profile
from knowledge.person.statements import Statement
from knowledge.phrases import Phrase
from knowledge.reply import Outcome, Reply

ROLE_SLOT = "role_"


class Adviser:
    """Each call uses one short connection. Safe to share between threads."""

    def __init__(
        self, engine: Engine, phrases: Mapping[str, Phrase], content: AdviceContent
    ) -> None:
        self._engine = engine
        self._phrases = phrases
        self._content = content
        self._texts = content.texts

    def questions(self, interview: str) -> list[Asked]:
        """The questions of an interview: ``language``, ``course`` or ``role``."""
        if interview != role_fit.TOPIC:
            return self._content.interviews[interview]
        questions = enumerate(self._content.either_or, start=1)
        return [self._role_question(number, question) for number, question in questions]

    def _role_question(self, number: int, question: EitherOr) -> Asked:
        return Asked(
            slot=f"{ROLE_SLOT}{number}",
            ask=self._texts.service.role_question.format(
                number=number, all=len(self._content.either_or), question=question.ask
            ),
            because=self._texts.service.role_because,
            options=[question.scientist.label, question.engineer.label],
        )

    def side_meant(self, number: int, message: str, asks: bool) -> str | None:
        """The side that an answer to the ``number``-th either-or question chooses; a message
        that ``asks`` something chooses none, unless it is a side's own label."""
        return role_fit.side_meant(self._content.either_or[number - 1], message, asks)

    def side_liked(self, message: str) -> str | None:
        """The side that a message speaks for by what any of the questions offers."""
        return role_fit.side_liked(self._content.either_or, message)

    def language(self, profile: Profile, focus: Focus) -> Answer:
        """Which language."""
        with self._engine.connect() as connection:
            return language.advise_language(
                connection, self._content.reasons, self._texts, profile, focus
            )

    def way_with(self, language_id: str, profile: Profile, focus: Focus) -> Answer:
        """The way into the job for somebody who takes this language."""
        answer = self.roadmap(profile, focus)
        with self._engine.connect() as connection:
            taken = catalogue.find_subject(connection, language_id)
        if taken is None or taken.kind != language.TOPIC:
            return answer
        said = language.taken_in_words(self._texts, profile, taken)
        text = f"{said}\n\n{answer.reply.text}"
        return replace(answer, reply=replace(answer.reply, text=text))

    def between_courses(self, pair: Sequence[str], profile: Profile) -> Between:
        """Which of two courses; no words where nothing decides."""
        with self._engine.connect() as connection:
            return course.decide_between_courses(connection, self._texts, profile, pair)

    def between(self, pair: Sequence[str], profile: Profile) -> Between:
        """Which of two languages."""
        with self._engine.connect() as connection:
            return language.decide_between(
                connection, self._content.reasons, self._texts, profile, pair
            )

    def course(self, profile: Profile, focus: Focus) -> Answer:
        """Which course."""
        with self._engine.connect() as connection:
            return course.advise_course(connection, self._phrases, self._texts, profile, focus)

    def cheaper(self, profile: Profile, focus: Focus) -> Answer:
        """Which courses cost less than the one in focus."""
        with self._engine.connect() as connection:
            return course.cheaper_courses(connection, self._phrases, self._texts, profile, focus)

    def roadmap(self, profile: Profile, focus: Focus) -> Answer:
        """The steps, with what is done."""
        with self._engine.connect() as connection:
            return roadmap.advise_roadmap(connection, self._texts, profile, focus)

    def next_step(self, profile: Profile) -> str | None:
        """The id of the first step that is not done."""
        with self._engine.connect() as connection:
            steps = roadmap.steps_done(connection, profile)
        return next((step.id for step, is_done in steps if not is_done), None)

    def gap(self, profile: Profile, focus: Focus) -> Answer:
        """The skills that are missing."""
        with self._engine.connect() as connection:
            return gap.advise_gap(connection, self._content.groups, self._texts, profile, focus)

    def figures(self, focus: Focus, question: str = "") -> Answer:
        """The stress figures explained, with what the question is after above them."""
        with self._engine.connect() as connection:
            return figures.explain_figures(connection, self._texts.figures, focus, question)

    def role(self, sides: Sequence[str | None], focus: Focus) -> Answer:
        """The result of the either-or questions; one side (or None) for each."""
        chosen = {
            question.aspect: side
            for question, side in zip(self._content.either_or, sides, strict=True)
            if side is not None
        }
        with self._engine.connect() as connection:
            return role_fit.role_result(
                connection, self._content.either_or, self._texts, chosen, focus
            )

    def explain(self, named: Sequence[str], profile: Profile, focus: Focus) -> Answer | None:
        """«Why?», «why not R?»; ``None`` if there is no advice that this could be about."""
        with self._engine.connect() as connection:
            found = [catalogue.find_subject(connection, each) for each in named]
        subject = next((s for s in found if s and s.kind in ("language", "course")), None)
        if any(found) and subject is None:
            return None
        topic = subject.kind if subject else focus.advice
        return self._explained(topic, subject, profile, focus)

    def _explained(
        self, topic: str | None, subject: Subject | None, profile: Profile, focus: Focus
    ) -> Answer | None:
        """The reasons of an advice; where they are part of it, the advice once more."""
        reasons, texts = self._content.reasons, self._texts
        explain: dict[str, Callable[[Connection], Answer]] = {
            language.TOPIC: lambda connection: language.explain_language(
                connection, reasons, texts, profile, subject, focus
            ),
            course.TOPIC: lambda connection: course.explain_course(
                connection, texts, profile, subject, focus
            ),
        }
        if topic in explain:
            with self._engine.connect() as connection:
                return explain[topic](connection)
        again: dict[str, Callable[[], Answer]] = {
            roadmap.TOPIC: lambda: self.roadmap(profile, focus),
            gap.TOPIC: lambda: self.gap(profile, focus),
            figures.TOPIC: lambda: self.figures(focus),
        }
        return again[topic]() if topic in again else None

    def noted(self, statements: Sequence[Statement], before: Profile, after: Profile) -> str:
        """What was just told, confirmed in passing; empty if nothing was."""
        said = {each.value for each in statements if each.kind == "language"}
        had, has = (*before.languages, *before.skills), (*after.languages, *after.skills)
        unsaid = {each.value for each in statements if each.kind == "unsaid"}
        lost = [e for e in had if e not in has and e not in said]
        lost = [e for e in lost if e in before.languages or e in unsaid]
        with self._engine.connect() as connection:
            text = noted(connection, self._texts, statements)
            called = names_of(connection, lost, self._texts.wording)
        unlisted = [e for e in before.unlisted if e in unsaid and e not in after.unlisted]
        gone = joined([*called, *unlisted], self._texts.wording)
        if not gone or not (text or unsaid):
            return text
        return sentences(text, self._texts.service.no_longer.format(languages=gone))

    def both_ways(self, ids: Sequence[str]) -> str:
        """Something was said to hold and not to hold in one message: which is it?"""
        with self._engine.connect() as connection:
            return self._texts.service.both_ways.format(names=self._names(connection, ids))

    def _names(self, connection: Connection, ids: Sequence[str]) -> str:
        words = self._texts.wording
        return joined(names_of(connection, ids, words), words)

    def kind_of(self, subject_id: str) -> str | None:
        """The kind of a subject."""
        with self._engine.connect() as connection:
            found = catalogue.find_subject(connection, subject_id)
        return found.kind if found else None

    def about(self, profile: Profile, focus: Focus) -> Answer:
        """What is known about the person."""
        words = self._texts.service
        with self._engine.connect() as connection:
            claims = in_words(connection, self._texts, profile)
        facts = "\n".join(words.fact.format(claim=claim) for claim in claims)
        text = words.known.format(facts=facts) if claims else words.nothing_known
        return self._about_person(text, profile, focus)

    def told(self, profile: Profile, focus: Focus) -> Answer:
        """What can be done with what was just told; said after :meth:`noted`."""
        return self._about_person(self._texts.service.kept, profile, focus)

    def _about_person(self, text: str, profile: Profile, focus: Focus) -> Answer:
        words, shared = self._texts.service, self._texts.buttons
        buttons = (
            (words.find_language, words.find_course)
            if profile.is_empty
            else (shared.gap, shared.course, shared.roadmap)
        )
        suggestions = tuple(button.suggestion() for button in buttons)
        return Answer(Reply(text, Outcome.SMALLTALK, "person", suggestions=suggestions), focus)
