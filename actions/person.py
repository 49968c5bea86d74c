"""What is known about the person: noted, shown, forgotten."""

from __future__ import annotations

import re
from dataclasses import replace

from rasa_sdk import Tracker
from rasa_sdk.events import AllSlotsReset

from actions.choosing import either_or
from actions.deciding import DECIDES, REFINES, decided_anew
from actions.in_context import NEAR, in_context
from actions.in_short import in_short
from actions.message import entity_values, message_text
from actions.of_beyond import is_of_careers
from actions.of_roles import needs_degree
from actions.offering import OfferingAction
from actions.reference import PAIR, sets_side_by_side
from actions.services import Services
from actions.speaking import Response
from actions.telling import Told, keep, known
from actions.unknown_skill import of_skill, unknown_skill
from knowledge.answers import Answer, Focus
from knowledge.aspects import MAIN_ROLE
from knowledge.person.statements import UNLISTED
from knowledge.reply import FORGOTTEN

FIRST_STEP = "step-python"
CONDITIONS = DECIDES["course"] | REFINES["course"]  # kinds of statements that a course depends on
# «I want something free, and I already know R»: of what, if not of the courses?
_SOMETHING = re.compile(
    r"\b(?:want|need|prefer|looking for|like|give me|gimme|show me)\b.{0,12}"
    r"\b(?:something|smth|sth|anything|one)\b",
    re.IGNORECASE,
)
# «I hate math tho»: what there is of it in the job
_DISLIKES_MATHS = re.compile(
    r"\b(?:hate|dread|fear|dislike|suck at|(?:bad|terrible|awful|hopeless|not (?:very )?good) "
    r"(?:at|with)|(?:scared|afraid) of|(?:don'?t|dont|do not|never) (?:really )?(?:like|liked|get))"
    r" (?:the |doing )?(?:maths?|mathematics|algebra|calculus)\b",
    re.IGNORECASE,
)
_COURSES = re.compile(r"\bcourses\b", re.IGNORECASE)  # «fine, courses. Budget 30 a month»
# «Quick: free course, beginner friendly», not «I did a free course»
_COURSE = re.compile(
    r"^(?!.*\b(?:did|took|taken|finished|done|completed|made)\b).*\bcourse\b", re.IGNORECASE
)
# «Free pls, and I know R a bit»
_FREE = re.compile(r"^\W*(?:(?:hi|hey|hello|ok|so)\W+)*(?:free|cheap)\b", re.IGNORECASE)
_FOR_A_COURSE = re.compile(r"\b(?:for|on) (?:an?|one|the) (?:\w+ )?course\b", re.IGNORECASE)
_BY_LANGUAGE = re.compile(r"\b(?:languages?|lang)\b", re.IGNORECASE)
# «So scientists make charts, got it», «my boss only wants charts»
_OF_OTHERS = re.compile(
    r"^(?!.*\b(?:i|i'?m|i'?d|me)\b).*\b(?:scientists?|engineers?|they|he|she|people|boss|everyone)\b",
    re.IGNORECASE,
)
_OF_ME = re.compile(r"\b(?:i|i'?m|i'?ve|im|ive|me|my|mine|myself|we|us|our)\b", re.IGNORECASE)


def _about_told(provided: Services, told: Told, focus: Focus) -> Focus:
    """After «I know C++ and Java», «which of the two is better?» is about these."""
    of_course = focus.subject and provided.answers.kind_of(focus.subject) == "course"
    # «Done!» is still about the next step, «so not for me, I only know Python» about the course.
    if focus.advice in ("roadmap", "gap") or of_course:
        return focus
    languages = tuple(s.value for s in told.statements if s.kind == "language" and s.holds)
    # «JavaScript I meant, not Java»
    corrects = any(s.instead or s.kind == "unsaid" for s in told.statements)
    of_language = focus.subject and provided.answers.kind_of(focus.subject) == "language"
    if corrects and of_language and focus.subject not in told.profile.languages:
        return replace(focus, subject=None, aspect=None)
    if not languages:
        return focus
    listed = languages if len(languages) > 1 else focus.listed
    return replace(focus, subject=languages[-1], aspect="overview", listed=listed)


def _found(tracker: Tracker) -> str | None:
    """What search found for what was taken for something told: «which one do academics use»."""
    nearest = tracker.latest_message.get("nearest") or []
    return str(nearest[0]["address"]) if nearest and nearest[0]["score"] >= NEAR else None


class ActionNotePerson(OfferingAction):
    """«I know Java»"""

    def name(self) -> str:
        return "action_note_person"

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        return provided.adviser.told(known(provided, tracker), focus)

    def respond(self, provided: Services, tracker: Tracker, focus: Focus, told: Told) -> Response:
        unknown = entity_values(tracker, "unknown_name")
        kept = any(each.holds or each.kind == UNLISTED for each in told.statements)
        kept = kept or bool(told.statements and not told.asks)  # «not R either, only Excel»
        if unknown and not kept:
            return Response(provided.answers.unknown(unknown[0], [], focus))
        # «Bro I'm 17, C++ or Python»
        decided = None if told.statements else either_or(provided, tracker, focus)
        decided = decided or decided_anew(provided, told, focus)
        decided = decided or self._on_courses(provided, tracker, focus, told)
        if decided is None and any(each.kind == "done" for each in told.statements):
            decided = provided.adviser.roadmap(told.profile, focus)
        decided = decided or self._on_languages(provided, tracker, focus, told)
        if advice := decided or needs_degree(provided, tracker, focus):
            return Response(advice)
        if told.asks and (found := _found(tracker)):
            return Response(provided.answers.at(found, focus))
        aims = told.mentioned and not _OF_OTHERS.search(message_text(tracker))
        if aims and not told.statements:  # «for research, then»
            return Response(self._mentioned(provided, tracker, focus, told))
        if not told.is_kept or not (told.noted or told.statements):
            return Response(self._of_nothing_kept(provided, tracker, focus))
        return Response(self.answer(provided, tracker, _about_told(provided, told, focus)))

    def _on_courses(
        self, provided: Services, tracker: Tracker, focus: Focus, told: Told
    ) -> Answer | None:
        """«It must be free», of the courses that are talked about."""
        about = {provided.answers.kind_of(e) for e in (focus.subject or "", *focus.listed) if e}
        decides = {each.kind for each in told.statements} & DECIDES["course"]
        text = message_text(tracker)
        several = len({each.kind for each in told.statements} & CONDITIONS) > 1
        of_one = _COURSE.search(text) and (several or not _FOR_A_COURSE.search(text))
        of_them = _COURSES.search(text) or of_one
        wanted = _SOMETHING.search(text) or _FREE.match(text) or of_them
        if "budget" in decides and wanted:
            return provided.adviser.course(told.profile, focus)
        if decides >= {"budget", "certificate"}:
            # «Broke, but I want a certificate» can only mean courses.
            return provided.adviser.course(told.profile, focus)
        return (
            provided.adviser.course(told.profile, focus)
            if decides and about == {"course"}
            else None
        )

    def _on_languages(
        self, provided: Services, tracker: Tracker, focus: Focus, told: Told
    ) -> Answer | None:
        """«Python or C++, I care about speed», and «I care about speed» after the language that
        serves most: which one that speaks for."""
        kinds = {each.kind for each in (*told.statements, *told.mentioned)}
        by_name = focus.offer == "language" or _BY_LANGUAGE.search(message_text(tracker))
        # «I just want something easy»: a taste and nothing else is one in languages.
        only_taste = {each.kind for each in told.statements} == {"taste"} and not told.asks
        if "taste" in kinds and (by_name or only_taste):
            profile = keep(provided, tracker, told.profile, told.mentioned)
            return provided.adviser.language(profile, focus)  # «fastest language you know»
        if not {each.kind for each in told.statements} & DECIDES["language"]:
            return None
        kind_of = provided.answers.kind_of
        languages = [e for e in entity_values(tracker, "subject") if kind_of(e) == "language"]
        chosen = len(languages) == PAIR and sets_side_by_side(message_text(tracker))
        about = provided.answers.kind_of(focus.subject) if focus.subject else None
        # «Easy to start matters most» after the first step is about the language of it.
        about = "language" if focus.subject == FIRST_STEP else about
        if chosen or focus.aspect == "best-language" or about == "language":
            return provided.adviser.language(told.profile, focus)
        return None

    def _mentioned(self, provided: Services, tracker: Tracker, focus: Focus, told: Told) -> Answer:
        before = known(provided, tracker)
        after = keep(provided, tracker, before, told.mentioned)
        meant = replace(told, profile=after, statements=told.mentioned)
        answer = decided_anew(provided, meant, focus) or provided.adviser.told(after, focus)
        noted = provided.adviser.noted(told.mentioned, before, after)
        text = f"{noted}\n\n{answer.reply.text}"
        return replace(answer, reply=replace(answer.reply, text=text))

    def _of_nothing_kept(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        skill = unknown_skill(tracker)
        meant = in_short(provided, tracker, focus)  # «and DevOps was how much»
        meant = meant or (of_skill(provided, skill, focus) if skill else None)
        if meant := meant or in_context(provided, tracker, focus):
            return meant
        if _DISLIKES_MATHS.search(message_text(tracker)):
            return provided.answers.at(f"{MAIN_ROLE}/math", focus)
        named = entity_values(tracker, "subject")
        if len(named) == 1:  # «quick one: julia»
            return provided.answers.about("overview", named, focus)
        in_talk = bool(focus.subject or focus.listed or focus.advice)
        if is_of_careers(message_text(tracker), 0.0, in_talk):  # «ok and what you get paid»
            return provided.answers.say("beyond-knowledge", focus)
        return provided.answers.say("nothing-noted", focus)


class ActionShowPerson(OfferingAction):
    """«What do you know about me?»"""

    def name(self) -> str:
        return "action_show_person"

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        named = entity_values(tracker, "subject")
        if len(named) == 1 and not _OF_ME.search(message_text(tracker)):
            return provided.answers.about("overview", named, focus)  # «what do you have on Julia»
        return provided.adviser.about(provided.profiles.read(tracker.sender_id), focus)


class ActionForgetPerson(OfferingAction):
    """«Forget me»: erases the profile; the channel then erases the conversation."""

    def name(self) -> str:
        return "action_forget_person"

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        provided.profiles.forget(tracker.sender_id)
        answer = provided.answers.say("forgotten", Focus())
        return replace(answer, reply=replace(answer.reply, topic=FORGOTTEN))

    def respond(self, provided: Services, tracker: Tracker, focus: Focus, told: Told) -> Response:
        return Response(self.answer(provided, tracker, focus), (AllSlotsReset(),))
