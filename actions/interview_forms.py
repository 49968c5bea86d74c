"""The interviews: which language, which course, engineer or scientist."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker

from actions.asking_form import is_question
from actions.course_answers import in_few_words, wishes_for_course
from actions.digression import OUTSIDE
from actions.interview import SKIPPED, Interview
from actions.interview_options import option_meant, options_of
from actions.interview_turn import REQUESTED, Turn, running
from actions.interview_wording import NONE, NOW
from actions.message import entity_values, intent_name, message_text, whole_message
from actions.reference import ROLES
from actions.services import Services
from actions.speaking import Response
from actions.telling import Told, keep, known
from knowledge.advice.content import Asked
from knowledge.answers import Answer, Focus
from knowledge.person.circumstances import circumstances
from knowledge.person.clauses import split_clauses
from knowledge.person.profile import SINGLE, Profile
from knowledge.person.statements import ANY, UNLISTED, Statement

BEGINNER = "none"
BEYOND = "beyond_knowledge"
NOT_STEERING = ("nlu_fallback", "tell_about_oneself", OUTSIDE)
MOST_BUTTONS = 4
NO_MORE = ("skip", "decide_now", "stop")  # who says one of these wants no further question
SURE = 0.95
ANSWER_WORDS = 6  # a longer message says something of its own
_ASKS_ABOUT = re.compile(r"^\W*(?:\w+\W+)?(?:why|what|how|is|does|can|should)\b", re.IGNORECASE)
_ONE_OF_THEM = re.compile(
    r"\bwhich (?:one|of (?:the|these|those|them|both)|(?:would|should|do|shall) (?:you|u|i))\b"
    r"|\bthe two\b|\b(?:another|other) one\b",
    re.IGNORECASE,
)
# «So out of the three which one would you tell me to learn»
_TO_LEARN = re.compile(
    r"^(?!.*\b(?:course|class|coursera|udacity|datacamp)).*\bwhich one\b.*\b(?:learn|use|code)\b",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"\blang(?:uage)?s?\b", re.IGNORECASE)
_BOTH = re.compile(
    r"^\W*(?:(?:h+m+|u+h*m*f*|oof|ugh|eh|well|ok|tbh|honestly|kinda|i'?d say|i like)\W+)*"
    r"(?:both|either|neither|equal(?:ly)?|no preference)\b",
    re.IGNORECASE,
)
SUBJECT_OF = {"scientist": "data-scientist", "engineer": "ml-engineer"}
_OF_US = re.compile(
    r"^\W*(?:\w+\W+)?(?:do|can|could|are|will|would) (?:you|u|they)\b", re.IGNORECASE
)
# The part of a message that asks for the role says nothing of its sender.
_ASKS_ROLE = re.compile(
    r"\b(?:scientist|engineer|ds|mle|which (?:one|role|job|of (?:the|these) two))\b", re.IGNORECASE
)
# «Whom should we hire for a live product?»
_HIRES = re.compile(r"\b(?:hire|hiring|recruit\w*)\b|\bfor (?:our|my) team\b", re.IGNORECASE)


class LanguageForm(Interview):
    """Which language: aim, background, taste."""

    interview = "language"
    begins_with = "python"
    general = "ml-engineer/best-language"
    # Trade and what no source covers decide nothing, but who tells them wants it made personal.
    decided_by = frozenset(("goal", "level", "coding", "occupation", UNLISTED))
    # «The fastest language you know» says what matters; no aim or background would change that.
    decisive = re.compile(
        r"\b(?:something|smth|sth|anything) (?:easy|simple|fast|quick)\b"
        r"|\b(?:fastest|quickest|easiest|simplest|final (?:answer|pick|verdict|word|decision))\b"
        r"|\b(?:all (?:that )?(?:i|we) care about|all that (?:matters|counts)"
        r"|nothing else matters)\b"
        r"|\bwhich\b.{0,20}\blang(?:uage)?s?\b.{0,4}\b(?:is|are|'s) (?:good|best|great|better)"
        r" for\b",
        re.IGNORECASE,
    )

    def name(self) -> str:
        return "language_form"

    def known(self, asked: Asked, profile: Profile) -> Any:
        """The value of a slot as the profile has it."""
        if asked.slot == "language_goal":
            return profile.goal
        if asked.slot == "language_taste":
            return [taste for taste in profile.tastes if taste != "new"] or None
        beginner = profile.coding is False or profile.level == "beginner"
        if profile.unlisted and not profile.languages and not beginner:
            return SKIPPED  # «I do JavaScript»: an answer, though it decides nothing
        return list(profile.languages) or (BEGINNER if beginner or profile.not_languages else None)

    def knows_of(self, profile: Profile) -> bool:
        """Whether aim, taste, languages or level are known."""
        said = profile.goal or profile.tastes or profile.languages or profile.level
        return bool(said) or profile.coding is False

    def is_enough(self, turn: Turn) -> bool:
        """Whether all was asked; what somebody knows already and cares about decides as well
        without the aim."""
        background, taste = (turn.slots[slot] for slot in ("language_background", "language_taste"))
        told = all(value not in (None, SKIPPED) for value in (background, taste))
        return told or super().is_enough(turn)

    def worth_keeping(self, told: Told) -> tuple[Statement, ...]:
        """Aims and tastes."""
        return told.mentioned

    def begins_with_subject(self, turn: Turn) -> str | None:
        """The language that most people begin with, or the one that somebody says they know:
        «which libraries are there for it»."""
        said = [e.value for e in turn.told.statements if e.kind == "language" and e.holds]
        return said[0] if len(said) == 1 else self.begins_with

    def hands_over(self, provided: Services, tracker: Tracker, focus: Focus) -> str | None:
        """«Which of the two fits me?» while courses are talked about."""
        about = {provided.answers.kind_of(e) for e in (focus.subject or "", *focus.listed) if e}
        text = message_text(tracker)
        # «I can spend 30 a month on a course.» «Which one then? I only know Python»
        of_courses = about == {"course"} or (not about and wishes_for_course(provided, tracker))
        one_of_them = _ONE_OF_THEM.search(text) and not _LANGUAGE.search(text)
        if of_courses and one_of_them and not running(tracker):
            return CourseForm().name()
        return super().hands_over(provided, tracker, focus)

    def read(self, asked: Asked, turn: Turn) -> list[Statement] | str | None:
        """Aims and tastes in any words; languages by name."""
        told = turn.told
        of_languages = asked.slot == "language_background"
        # «Can you fix this real quick», «is this job stressful»
        if (told.asks and turn.intent in (OUTSIDE, BEYOND)) or (
            not of_languages and _asks_a_fact(turn)
        ):
            return None
        stated = {each.kind for each in told.statements}
        # «Academia is dead to me, I want a job»: what is said for good counts.
        mentioned = [e for e in told.mentioned if e.kind not in stated & set(SINGLE)]
        mentioned = [e for e in mentioned if e.kind != "course_language"]
        if of_languages:
            if NONE.match(turn.text) and not told.statements:
                return BEGINNER
            if _of_no_language_here(turn):
                return SKIPPED
            said = {each.value for each in told.statements}
            kind_of = turn.provided.adviser.kind_of
            named = entity_values(turn.tracker, "subject")
            languages = [e for e in named if e not in said and kind_of(e) == "language"]
            languages = [] if _ASKS_ABOUT.match(turn.text) else languages  # «why not Julia»
            return [*(Statement("language", each) for each in languages), *mentioned] or None
        kind = asked.slot.removeprefix("language_")
        # «A job, but not Python» refuses it.
        refused = [e for e in told.statements if e.kind == "language" and not e.holds]
        mentioned = [*mentioned, *(Statement("unwanted", each.value) for each in refused)]
        if any(each.kind == kind for each in (*mentioned, *told.statements)):
            return [*told.statements, *mentioned]
        return mentioned or None

    def unanswered(self, asked: Asked, profile: Profile) -> Profile:
        """The profile without the answer to a question."""
        if asked.slot == "language_goal":
            return replace(profile, goal=None)
        if asked.slot == "language_taste":
            return replace(profile, tastes=())
        return replace(profile, languages=(), coding=None)

    def restarted(self, profile: Profile) -> Profile:
        """The profile without aim and tastes."""
        return replace(profile, goal=None, tastes=())

    def advise(self, turn: Turn) -> Answer:
        """The language."""
        return turn.provided.adviser.language(turn.profile, turn.focus)


def _asks_a_fact(turn: Turn) -> bool:
    """«Libs for Java then»: of one language, and not that libraries matter."""
    sure = is_question(turn.intent) and turn.sureness >= SURE
    named = entity_values(turn.tracker, "subject")
    return sure and bool(named) and not turn.told.statements


def _of_no_language_here(turn: Turn) -> bool:
    """«Some Excel macros»: an answer, though with none of the languages that are advised on."""
    kinds = {each.kind for each in turn.told.statements}
    if kinds == {UNLISTED} and not turn.told.asks:
        return True
    unknown = bool(entity_values(turn.tracker, "unknown_name")) or turn.intent == BEYOND
    named = entity_values(turn.tracker, "subject")
    few = not kinds and turn.is_short(ANSWER_WORDS)
    return unknown and not named and not turn.told.asks and few


class CourseForm(Interview):
    """Which course: what it may cost and, of who does not say, whether a certificate is needed.

    With one thing known that decides, three courses can be ranked; asking on would only delay it.
    """

    interview = "course"
    chosen_from = "course"
    general = "ml-engineer/courses"

    def name(self) -> str:
        return "course_form"

    def known(self, asked: Asked, profile: Profile) -> Any:
        """The value of a slot as the profile has it."""
        return profile.budget if asked.slot == "course_budget" else profile.certificate

    def is_enough(self, turn: Turn) -> bool:
        """Whether anything is known that decides, or all was asked."""
        budget, certificate = (turn.slots[slot] for slot in ("course_budget", "course_certificate"))
        said = budget not in (None, SKIPPED, ANY) or certificate is True
        taught = turn.provided.answers.courses_in
        known_or_not = (*turn.profile.languages, *turn.profile.not_languages)
        knows = any(len(taught(language)) == 1 for language in known_or_not)
        return said or knows or bool(turn.profile.course_language) or super().is_enough(turn)

    def _begin(self, turn: Turn) -> Response:
        """«Which course is free and gives a certificate?» names what decides in its question."""
        if not turn.told.statements:
            asked = [e for e in circumstances(turn.text) if f"course_{e.kind}" in turn.slots]
            turn.profile = keep(turn.provided, turn.tracker, turn.profile, asked)
        return super()._begin(turn)

    def read(self, asked: Asked, turn: Turn) -> list[Statement] | str | None:
        """What is said of money and certificates; «yes» and «no» to the question asked."""
        # To the question for money a sum means a sum, whatever the message is near to.
        read = [] if turn.told.asks else circumstances(turn.text)
        said = [each for each in read if f"course_{each.kind}" == asked.slot]
        told = [*turn.told.statements, *(e for e in said if e not in turn.told.statements)]
        if asked.slot not in {f"course_{each.kind}" for each in told}:
            short = None if turn.told.asks else in_few_words(asked, turn.text)
            told = [*told, short] if short else told
        return told or None

    def hands_over(self, provided: Services, tracker: Tracker, focus: Focus) -> str | None:
        """«So out of the three which one would you tell me to learn» while languages are talked
        about."""
        of_language = provided.answers.kind_of(focus.subject or "") == "language"
        if of_language and not running(tracker) and _TO_LEARN.search(message_text(tracker)):
            return LanguageForm().name()
        return super().hands_over(provided, tracker, focus)

    def unanswered(self, asked: Asked, profile: Profile) -> Profile:
        """The profile without the answer to a question."""
        if asked.slot == "course_budget":
            return replace(profile, budget=None)
        return replace(profile, certificate=None)

    def restarted(self, profile: Profile) -> Profile:
        """The profile without budget and certificate."""
        return replace(profile, budget=None, certificate=None)

    def advise(self, turn: Turn) -> Answer:
        """The courses in order."""
        return turn.provided.adviser.course(turn.profile, turn.focus)

    def completed(self, provided: Services, tracker: Tracker, answer: Answer) -> Answer:
        """The courses with what could change their order below, if that was not asked yet."""
        asked = self.first_open(provided, known(provided, tracker))
        is_advice = answer.reply.topic == "advice/course"
        wants_no_question = NOW.search(message_text(tracker)) or intent_name(tracker) in NO_MORE
        if asked is None or not is_advice or wants_no_question:
            return answer
        if asked.slot == tracker.get_slot(REQUESTED) or tracker.get_slot(asked.slot) == SKIPPED:
            return answer
        could_change = provided.phrases["could-change"].text.format(question=asked.ask)
        options = options_of(asked)[:-1]
        labels = {each.label for each in options}  # one button each
        others = tuple(each for each in answer.reply.suggestions if each.label not in labels)
        reply = replace(
            answer.reply,
            text=f"{answer.reply.text}\n\n{could_change}",
            suggestions=(*options, *others)[:MOST_BUTTONS],
        )
        return replace(answer, reply=reply, focus=replace(answer.focus, offer=self.interview))


class RoleForm(Interview):
    """Engineer or scientist: six either-or questions."""

    interview = "role"
    keeps_answers = True
    between = ROLES

    def respond(self, provided: Services, tracker: Tracker, focus: Focus, told: Told) -> Response:
        """One turn; «whom should we hire?» is about the roles and not about oneself."""
        if not running(tracker) and _HIRES.search(message_text(tracker)):
            return Response(provided.answers.compare(ROLES, focus))
        return super().respond(provided, tracker, focus, told)

    def _begin(self, turn: Turn) -> Response:
        """With the questions that the message does not answer already, and what that speaks for:
        «I hate reports and love building things, engineer or scientist?»"""
        told = {} if turn.focus.offer else sides_told(turn.provided, turn.tracker)
        sides = set(told.values())
        if len(sides) == 1:
            turn.slots.update(told)
        response = super()._begin(turn)
        of_roles = tuple(sorted(turn.focus.listed)) == ROLES or _ASKS_ROLE.search(turn.text)
        if len(sides) != 1 or response.answer is None or not of_roles:
            return response
        name = turn.provided.answers.name_of(SUBJECT_OF[sides.pop()])
        leans = turn.provided.phrases["leans-to-role"].text.format(name=name)
        reply = response.answer.reply
        answer = replace(response.answer, reply=replace(reply, text=f"{leans} {reply.text}"))
        return replace(response, answer=answer)

    def name(self) -> str:
        return "role_form"

    def _controlled(self, turn: Turn) -> Response | None:
        """«What would you pick?» before anything was chosen decides nothing."""
        is_open = all(value in (None, SKIPPED) for value in turn.slots.values())
        if turn.intent == "decide_now" and is_open:
            return self._digress(turn)
        return super()._controlled(turn)

    def known(self, asked: Asked, profile: Profile) -> Any:
        """Nothing is known before it is asked."""
        return None

    def read(self, asked: Asked, turn: Turn) -> list[Statement] | str | None:
        """The side that the message chooses."""
        if _BOTH.match(turn.text):
            return SKIPPED
        # «Is the salary better as an engineer?» asks, though nobody here knows.
        of_us = bool(_OF_US.match(turn.text))  # «do you run evening classes» runs nothing by itself
        asks = turn.told.asks and (is_question(turn.intent) or turn.intent == BEYOND or of_us)
        side = turn.provided.adviser.side_meant(_number(asked), turn.text, asks)
        # «Deploying servers bores me to death», whatever is asked just now
        tells_taste = not turn.told.asks and not turn.told.statements
        tells_taste = tells_taste and (is_question(turn.intent) or turn.intent in NOT_STEERING)
        side = side or (turn.provided.adviser.side_liked(turn.text) if tells_taste else None)
        # «Reports and charts» is an answer, though to another of the questions.
        is_brief = turn.is_short(ANSWER_WORDS) and not turn.told.asks
        return side or (_side_of_any(turn) if is_brief else None)

    def unanswered(self, asked: Asked, profile: Profile) -> Profile:
        """Nothing of it is in the profile."""
        return profile

    def restarted(self, profile: Profile) -> Profile:
        """Nothing of it is in the profile."""
        return profile

    def advise(self, turn: Turn) -> Answer:
        """The result."""
        return turn.provided.adviser.role(sides_of(list(turn.slots.values())), turn.focus)


def sides_told(provided: Services, tracker: Tracker) -> dict[str, str]:
    """The sides that a message chooses where it tells and does not ask, by slot."""
    questions = provided.adviser.questions(RoleForm.interview)
    if option_meant(questions, message_text(tracker)):
        return {}
    clauses = (each.text for each in split_clauses(whole_message(tracker)))
    tells = ". ".join(clause for clause in clauses if not _ASKS_ROLE.search(clause))
    side = provided.adviser.side_meant
    chosen = {each.slot: side(_number(each), tells, False) for each in questions} if tells else {}
    return {slot: value for slot, value in chosen.items() if value}


def _side_of_any(turn: Turn) -> str | None:
    """The side that the words stand for in any of the questions, if it is one."""
    meant = turn.provided.adviser.side_meant
    sides = {meant(_number(each), turn.text, False) for each in turn.questions} - {None}
    return sides.pop() if len(sides) == 1 else None


def _number(asked: Asked) -> int:
    return int(asked.slot.removeprefix("role_"))


def sides_of(values: Sequence[Any]) -> list[str | None]:
    """The sides chosen, from the slots of the six questions."""
    return [None if value == SKIPPED else value for value in values]
