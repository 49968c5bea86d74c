"""What can be asked of the knowledge base, and how an answer is found.

A question arrives as an aspect («price») and the subjects it names; what it leaves out
comes from the focus: what was last talked about and last listed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.engine import Connection, Engine

from knowledge import catalogue, comparing
from knowledge.aspects import (
    ASKED_FROM_A_JOB,
    ASPECTS,
    COURSE_COLUMNS,
    MAIN_ROLE,
    VERSUS,
    aspect_at,
)
from knowledge.catalogue import StoredAnswer, Subject
from knowledge.focus import Answer, Focus
from knowledge.fresh import Fresh
from knowledge.listing import beside_the_last, listed_by, nearest_known, steps_around
from knowledge.ordinals import LAST
from knowledge.phrases import NOT_SAID_OF, Phrase
from knowledge.reply import Outcome, Reply, Suggestion

__all__ = ["Answer", "AnswerService", "Focus"]
MOST_SUGGESTIONS = 3
MADE_BY = ("teacher", "provider", "language")
DESCRIBED = ("library", "skill", "application")
PAIR = 2


class AnswerService:
    """Answers questions from the knowledge base; each call uses one short connection."""

    def __init__(self, engine: Engine, phrases: Mapping[str, Phrase]) -> None:
        self._engine = engine
        self._phrases = phrases
        self._kinds = Fresh(engine, catalogue.all_kinds)

    def about(self, aspect: str, named: Sequence[str], focus: Focus) -> Answer:
        """Answer a question for an aspect of the named subject, or of what is in focus.

        Args:
            aspect: a key of ``ASPECTS``.
            named: subject ids in the order of the message; unknown ids are ignored.
            focus: what the conversation was about.
        """
        with self._engine.connect() as connection:
            subjects = _known(connection, named)
            answer = self._about(connection, aspect, subjects, focus)
            if len(subjects) == PAIR:  # «compare them» may follow
                listed = tuple(subject.id for subject in subjects)
                return replace(answer, focus=replace(answer.focus, listed=listed))
            return beside_the_last(connection, answer, focus)

    def at(self, address: str, focus: Focus) -> Answer:
        """The answer at an address ``subject/aspect``."""
        subject_id, _, aspect = address.partition("/")
        with self._engine.connect() as connection:
            if aspect.startswith(VERSUS):
                pair = [subject_id, aspect.removeprefix(VERSUS)]
                return self._compare(connection, _known(connection, pair), focus)
            stored = catalogue.find_answer(connection, subject_id, [aspect])
            if stored is None:
                return self._say(connection, "not-understood", focus)
            answer = self._stored(connection, stored, aspect, focus)
            return beside_the_last(connection, answer, focus)

    def follow_up(self, named: Sequence[str], focus: Focus) -> Answer:
        """«And R?»: the same question for another subject."""
        with self._engine.connect() as connection:
            subjects = _known(connection, named)
            if not subjects:
                return self._say(connection, "not-understood", focus)
            if focus.aspect == "comparison" and focus.subject and len(subjects) == 1:
                compared = catalogue.find_subject(connection, focus.subject)
                # «And deployment?» after two roles asks which of them does it.
                of_kind = compared is None or compared.kind == subjects[0].kind
                return self._compare(connection, subjects if of_kind else [], focus)
            aspect = aspect_at(subjects[0].kind, focus.aspect or "overview")
            if aspect in COURSE_COLUMNS and subjects[0].kind == "language":
                aspect = "overview"  # a language has neither a teacher nor a language
            answer = self._about(connection, aspect, subjects[:1], focus)
            return beside_the_last(connection, answer, focus)

    def choose(self, position: int | None, focus: Focus) -> Answer:
        """«The second one»: the entry at a 1-based place (or LAST) of the last list."""
        with self._engine.connect() as connection:
            listed = _known(connection, focus.listed) or steps_around(connection, focus)
            if not listed:
                return self._say(connection, "nothing-listed", focus)
            overviews = [f"{subject.id}/overview" for subject in listed]
            if position is None:  # «the other one», of three
                return self._suggest(
                    connection, self._say(connection, "which-one", focus), overviews
                )
            index = len(listed) - 1 if position == LAST else position - 1
            if not 0 <= index < len(listed):
                names = ", ".join(subject.name for subject in listed)
                said = {"count": len(listed), "names": names}
                answer = self._say(connection, "past-the-end", focus, **said)
                return self._suggest(connection, answer, overviews)
            chosen, aspect = listed[index], focus.aspect
            if aspect in COURSE_COLUMNS and catalogue.find_answer(connection, chosen.id, [aspect]):
                return self._about(connection, aspect, [chosen], focus)
            return self._about(connection, "overview", [chosen], focus)

    def more(self, named: Sequence[str], focus: Focus) -> Answer:
        """«Tell me more»: the further detail of the last answer, or what else is known."""
        with self._engine.connect() as connection:
            subjects = _known(connection, named)
            subject_id = subjects[0].id if subjects else focus.subject
            if subject_id and (subject_id != focus.subject or focus.aspect is None):
                # Of this thing nothing was told yet that there could be more of.
                return self._about(connection, "overview", _known(connection, [subject_id]), focus)
            aspect = focus.aspect
            stored = (
                catalogue.find_answer(connection, subject_id, [aspect or "overview", "overview"])
                if subject_id
                else None
            )
            if stored is None:
                return self._say(connection, "nothing-more", focus)
            if not stored.more:
                answer = self._say(connection, "nothing-more", focus)
                others = [
                    other.address
                    for other in catalogue.answers_of(connection, stored.subject_id)
                    if other.id != stored.id
                ]
                return self._suggest(connection, answer, others)
            answer = self._stored(connection, stored, stored.aspect, focus)
            return replace(answer, reply=replace(answer.reply, text=stored.more))

    def compare(self, named: Sequence[str], focus: Focus) -> Answer:
        """Two things side by side; what is not named comes from the focus."""
        with self._engine.connect() as connection:
            return self._compare(connection, _known(connection, named), focus)

    def compared_in(self, text: str, named: Sequence[str], focus: Focus) -> Answer | None:
        """«Who deploys?» of two things: what their comparison says of just that, if it does."""
        with self._engine.connect() as connection:
            left, right = _known(connection, named)
            return comparing.compared_in(connection, text, left, right, focus)

    def is_unknown_course(self, name: str) -> bool:
        """Whether a thing nobody here knows is a course or a school: a question about one is
        never beside the point."""
        with self._engine.connect() as connection:
            return catalogue.kind_of_unknown(connection, name) == "course"

    def is_unknown_of_a_kind(self, name: str) -> bool:
        """Whether a thing nobody here knows is at least known to be a language, a library or
        the like."""
        with self._engine.connect() as connection:
            return catalogue.kind_of_unknown(connection, name) is not None

    def all_of(self, kind: str) -> tuple[str, ...]:
        """The ids of all subjects of a kind, in the order of the content."""
        with self._engine.connect() as connection:
            return tuple(each.id for each in catalogue.subjects_of_kind(connection, kind))

    def has(self, subject_id: str, aspect: str) -> bool:
        """Whether there is an answer to just this of a subject."""
        with self._engine.connect() as connection:
            return catalogue.find_answer(connection, subject_id, [aspect]) is not None

    def kind_of(self, subject_id: str) -> str | None:
        """The kind of a subject, from memory; ``None`` if there is none of this id."""
        return self._kinds.get().get(subject_id)

    def asks_about_unknown(self, aspect: str, name: str, named: Sequence[str]) -> bool:
        """Whether a question for an aspect that names something unknown is about that thing,
        and not, beside a role that is known, about how to get there from it."""
        with self._engine.connect() as connection:
            kind = catalogue.kind_of_unknown(connection, name)
        beside = aspect == "collaboration" or MAIN_ROLE in named
        return kind != "role" or aspect not in ASKED_FROM_A_JOB or not beside

    def not_said_of(self, subject_id: str, focus: Focus) -> Answer:
        """That the source does not say what is asked about a subject, and what it says."""
        with self._engine.connect() as connection:
            subject = catalogue.find_subject(connection, subject_id)
            if subject is None:
                return self._say(connection, "beyond-knowledge", focus)
            answer = self._not_said(connection, subject, "overview", focus)
            return replace(answer, focus=Focus(subject_id, None, focus.listed))

    def courses_in(self, language: str) -> list[str]:
        """The courses that use a language."""
        with self._engine.connect() as connection:
            courses = catalogue.subjects_of_kind(connection, "course")
        return [each.id for each in courses if language in (each.facts.get("language") or ())]

    def name_of(self, subject_id: str) -> str:
        """What a subject is called; its id if there is none."""
        with self._engine.connect() as connection:
            return next((each.name for each in _known(connection, [subject_id])), subject_id)

    def unknown(self, name: str, named: Sequence[str], focus: Focus) -> Answer:
        """Something is asked about that no source covers: says so, and offers its like."""
        with self._engine.connect() as connection:
            near = nearest_known(connection, name, named)
            names = ", ".join(each.name for each in near[:MOST_SUGGESTIONS])
            focus = replace(focus, listed=focus.listed or tuple(each.id for each in near))
            phrase = "unknown-name-near" if near else "unknown-name"
            answer = self._say(connection, phrase, focus, name=name, near=names)
            return self._suggest(connection, answer, [f"{each.id}/overview" for each in near])

    def say(self, phrase: str, focus: Focus, **places: Any) -> Answer:
        """A phrase with its suggestions."""
        with self._engine.connect() as connection:
            return self._say(connection, phrase, focus, **places)

    def unsure(
        self, aspects: Sequence[str], named: Sequence[str], nearest: Sequence[str], focus: Focus
    ) -> Answer:
        """The question was not understood: ask back with what it may have meant.

        Args:
            aspects: what the classifier guesses, best first.
            named: subject ids in the order of the message.
            nearest: addresses that search found, best first.
            focus: what the conversation was about.
        """
        with self._engine.connect() as connection:
            subjects = _known(connection, named)
            addresses = list(nearest[:2])
            for aspect in aspects:
                found = self._find(connection, aspect, subjects, focus)
                if found is not None:
                    addresses.append(found.address)
            for subject in subjects:
                addresses += [a.address for a in catalogue.answers_of(connection, subject.id)]
            suggestions = catalogue.suggestions_for(connection, addresses)
            if not suggestions:
                return self._say(connection, "not-understood", focus)
            return self._suggest(connection, self._say(connection, "not-sure", focus), addresses)

    def _about(
        self, connection: Connection, aspect: str, subjects: list[Subject], focus: Focus
    ) -> Answer:
        if aspect == "comparison":
            return self._compare(connection, subjects, focus)
        stored = self._find(connection, aspect, subjects, focus)
        if stored is not None:
            return self._stored(connection, stored, aspect, focus)
        about = _known(connection, [focus.subject] if focus.subject else [])
        after_course = bool(about) and about[0].kind == "course"
        of_another = bool(subjects) and subjects[0].kind != "course"
        if aspect in COURSE_COLUMNS and after_course and (of_another or not subjects):
            # «does it use Python?» after a course, and «price?», are about the course.
            return self._about(connection, aspect, about, focus)
        # Nobody teaches self-driving cars: who asks «who is the self-driving guy» means a course.
        of_use = bool(subjects) and subjects[0].kind == "application"
        if aspect in COURSE_COLUMNS and (of_use or not subjects):
            return comparing.course_table(connection, aspect, self._phrases)
        if subjects:
            return self._not_said(connection, subjects[0], aspect, focus)
        return self._which_one(connection, aspect, focus)

    def _find(
        self, connection: Connection, aspect: str, subjects: list[Subject], focus: Focus
    ) -> StoredAnswer | None:
        """The stored answer for the named subjects, else for the focus, else for the default.

        A role-level question («which skills…») that also names a thing of another kind
        («…besides Python») is still about the role.
        """
        known = ASPECTS[aspect]
        wanted = (aspect, *known.instead)
        subjects = sorted(subjects, key=lambda subject: subject.id == MAIN_ROLE)
        for subject in subjects:
            stored = catalogue.find_answer(connection, subject.id, _wanted(aspect, subject))
            if stored is not None:
                return stored
        about = _known(connection, [focus.subject]) if focus.subject and not subjects else []
        for subject in about:
            stored = catalogue.find_answer(connection, subject.id, _wanted(aspect, subject))
            if stored is not None and (known.default is None or stored.aspect == aspect):
                return stored
        if known.strict and subjects:
            return None
        if known.default and all(subject.kind != "role" for subject in subjects):
            return catalogue.find_answer(connection, known.default, wanted)
        return None

    def _stored(
        self, connection: Connection, stored: StoredAnswer, asked: str, focus: Focus
    ) -> Answer:
        listed = listed_by(connection, stored) or focus.listed
        return Answer(
            Reply(
                text=stored.text,
                outcome=Outcome.ANSWERED,
                topic=stored.address,
                sources=catalogue.sources_of(connection, [stored.id]),
                suggestions=catalogue.next_suggestions(connection, stored.id)[:MOST_SUGGESTIONS],
            ),
            Focus(stored.leads_to or stored.subject_id, asked, listed),
        )

    def _compare(self, connection: Connection, subjects: list[Subject], focus: Focus) -> Answer:
        if len(subjects) < 2:
            subjects = self._pair(connection, subjects, focus)
        if len(subjects) < 2:
            name = subjects[0].name if subjects else "nothing yet"
            return self._say(connection, "same-thing", focus, name=name)
        left, right = subjects[:2]
        reply = comparing.compare(connection, left, right, self._phrases)
        overviews = [f"{left.id}/overview", f"{right.id}/overview"]
        suggestions = catalogue.suggestions_for(connection, overviews)
        return Answer(
            replace(reply, suggestions=suggestions),
            Focus(left.id, "comparison", (left.id, right.id)),
        )

    def _pair(self, connection: Connection, subjects: list[Subject], focus: Focus) -> list[Subject]:
        """Complete a comparison of fewer than two named things from the focus."""
        if subjects and focus.subject and focus.subject != subjects[0].id:
            other = catalogue.find_subject(connection, focus.subject)
            if other is not None and other.kind == subjects[0].kind:
                return [other, subjects[0]]
        if not subjects and len(focus.listed) == PAIR:
            return _known(connection, focus.listed)
        of_roles = focus.subject is None or self._is_role(connection, focus.subject)
        if subjects[0].kind == "role" if subjects else of_roles:
            roles = ["data-scientist", MAIN_ROLE]
            if not subjects or subjects[0].id in roles:
                return _known(connection, roles)
        return subjects

    def _is_role(self, connection: Connection, subject_id: str) -> bool:
        found = catalogue.find_subject(connection, subject_id)
        return found is not None and found.kind == "role"

    def _not_said(
        self, connection: Connection, subject: Subject, aspect: str, focus: Focus
    ) -> Answer:
        phrase = NOT_SAID_OF.get(aspect, "not-said")
        answer = self._say(connection, phrase, focus, name=subject.name)
        answer = replace(
            answer,
            focus=Focus(subject.id, aspect, focus.listed),
            reply=replace(answer.reply, topic=f"{subject.id}/{aspect}"),
        )
        addresses = [other.address for other in catalogue.answers_of(connection, subject.id)]
        return self._suggest(connection, answer, addresses)

    def _which_one(self, connection: Connection, aspect: str, focus: Focus) -> Answer:
        kind = ASPECTS[aspect].kind
        if kind is None:
            return self._say(connection, "not-understood", focus)
        subjects = catalogue.subjects_of_kind(connection, kind)
        answer = self._say(connection, "which-one", focus)
        addresses = []
        for subject in subjects:
            stored = catalogue.find_answer(
                connection, subject.id, (aspect, *ASPECTS[aspect].instead)
            )
            addresses += [stored.address] if stored else []
        listed = tuple(subject.id for subject in subjects)
        answer = replace(answer, focus=Focus(None, aspect, listed))
        return self._suggest(connection, answer, addresses)

    def _say(self, connection: Connection, phrase: str, focus: Focus, **places: Any) -> Answer:
        said = self._phrases[phrase]
        suggestions = catalogue.suggestions_for(connection, said.next) if said.next else ()
        return Answer(
            Reply(
                text=said.text.format(**places),
                outcome=said.outcome,
                suggestions=suggestions[:MOST_SUGGESTIONS],
            ),
            focus,
        )

    def _suggest(self, connection: Connection, answer: Answer, addresses: Sequence[str]) -> Answer:
        found: tuple[Suggestion, ...] = catalogue.suggestions_for(connection, addresses)
        suggestions = (found or answer.reply.suggestions)[:MOST_SUGGESTIONS]
        return replace(answer, reply=replace(answer.reply, suggestions=suggestions))


def _wanted(aspect: str, subject: Subject) -> tuple[str, ...]:
    """The aspects of a subject that answer a question for one, best first."""
    described = subject.kind in DESCRIBED and aspect in MADE_BY
    # «Who makes it?» of a library, «whose job is that?» of a skill: its overview says so.
    return (aspect, *ASPECTS[aspect].instead, *(("overview",) if described else ()))


def _known(connection: Connection, ids: Sequence[str]) -> list[Subject]:
    found = (catalogue.find_subject(connection, each) for each in dict.fromkeys(ids))
    return [subject for subject in found if subject is not None]
