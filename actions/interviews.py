"""The adviser's questions: a form of the domain each, held by an action of the same name.

Rasa asks the form's action at every message while the form is active. Here the message is read
as an answer; as «skip», «go back» or «stop»; or else as something in between, which is answered
like at any other time, with the open question after it. So each turn has one reply.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, SlotSet

from actions.questions import entity_values, intent_name, message_text
from actions.routing import action_for
from actions.services import Services
from actions.speaking import AnsweringAction, Response
from actions.telling import Told, keep
from knowledge.advice.content import Asked
from knowledge.answers import Answer, Focus
from knowledge.person.profile import Profile
from knowledge.person.statements import ANY, Statement
from knowledge.reply import Outcome, Reply, Suggestion

SKIPPED = "skipped"
REQUESTED = "requested_slot"
CONTROL_WORDS = 8  # a longer message is no «skip»
STARTS = {
    "advise_language": "language_form",
    "advise_course": "course_form",
    "role_fit": "role_form",
}
_NONE = re.compile(r"^\W*(?:none|nothing|no|nope|nah|never|not (?:yet|any|really)|zero)\b", re.I)
_YES = re.compile(r"^\W*(?:yes|yeah|yep|sure|i do|please|of course|definitely)\b", re.I)

Slots = dict[str, Any]


class Interview(AnsweringAction):
    """Asks the questions of one interview, at most once each, and advises at the end."""

    interview: str

    @abstractmethod
    def known(self, asked: Asked, profile: Profile) -> Any:
        """The value of a slot as the profile has it, or ``None``."""

    @abstractmethod
    def read(
        self, asked: Asked, provided: Services, tracker: Tracker, told: Told
    ) -> list[Statement] | str | None:
        """The message as an answer: statements to keep, a value, or ``None`` if it is none."""

    @abstractmethod
    def unanswered(self, asked: Asked, profile: Profile) -> Profile:
        """The profile without the answer to a question, which is asked again."""

    @abstractmethod
    def advise(self, provided: Services, profile: Profile, slots: Slots, focus: Focus) -> Answer:
        """The advice at the end."""

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        """The first open question."""
        return self._ask(provided, self._open(provided, {}, Profile()), focus)

    def respond(self, provided: Services, tracker: Tracker, focus: Focus, told: Told) -> Response:
        """One turn of the interview."""
        questions = provided.adviser.questions(self.interview)
        active = (tracker.active_loop or {}).get("name") == self.name()
        slots: Slots = {q.slot: tracker.get_slot(q.slot) if active else None for q in questions}
        if not active:
            profile = provided.profiles.read(tracker.sender_id)
            return self._go_on(
                provided, slots, self._prefilled(questions, slots, profile, told), focus
            )
        return self._continue(provided, tracker, focus, told, slots)

    def _prefilled(
        self, questions: list[Asked], slots: Slots, profile: Profile, told: Told
    ) -> Profile:
        return profile.told(told.mentioned) if told.mentioned else profile

    def _continue(
        self, provided: Services, tracker: Tracker, focus: Focus, told: Told, slots: Slots
    ) -> Response:
        asked = self._requested(provided, tracker)
        intent, text = intent_name(tracker), message_text(tracker)
        profile = provided.profiles.read(tracker.sender_id)
        if len(text.split()) <= CONTROL_WORDS:
            if intent in ("stop", "goodbye"):
                return self._leave(provided.answers.say("stopped", focus), slots)
            if intent == "start_over":
                return self._leave(provided.answers.say("start-over", Focus()), slots)
            if intent == "go_back":
                return self._back(provided, tracker, asked, slots, profile, focus)
        if STARTS.get(intent, self.name()) != self.name() and told.asks:
            return self._leave_for_another(provided, tracker, focus, told, slots, intent)
        answered = self.read(asked, provided, tracker, told)
        if told.asks and _is_question(intent) and not isinstance(answered, str):
            answered = None
        if (
            answered is None
            and intent == "skip"
            or (answered is None and _NONE.match(text) and len(text.split()) <= 3)
        ):
            slots[asked.slot] = SKIPPED
        elif isinstance(answered, str):
            slots[asked.slot] = answered
        elif answered:
            profile = keep(provided, tracker, answered)
        elif told.statements and not told.asks:
            return self._go_on(provided, slots, profile, focus)
        else:
            return self._digress(provided, tracker, focus, told, slots, asked, profile)
        return self._go_on(provided, slots, profile, focus)

    def _go_on(self, provided: Services, slots: Slots, profile: Profile, focus: Focus) -> Response:
        """Ask the next open question, or advise if there is none."""
        for asked in provided.adviser.questions(self.interview):
            if slots[asked.slot] is None:
                slots[asked.slot] = self.known(asked, profile)
        if self.is_enough(slots, profile):
            return self._leave(self.advise(provided, profile, slots, focus), slots)
        asked = next(q for q in provided.adviser.questions(self.interview) if slots[q.slot] is None)
        return Response(self._ask(provided, asked, focus), self._events(slots, asked.slot))

    def is_enough(self, slots: Slots, profile: Profile) -> bool:
        """Whether the advice can be given."""
        return all(value is not None for value in slots.values())

    def _ask(self, provided: Services, asked: Asked, focus: Focus) -> Answer:
        return Answer(
            Reply(
                text=asked.ask,
                outcome=Outcome.CLARIFY,
                topic=f"interview/{asked.slot}",
                suggestions=tuple(Suggestion(label, label) for label in (*asked.options, "Skip")),
            ),
            replace(focus, advice=None),
        )

    def _open(self, provided: Services, slots: Slots, profile: Profile) -> Asked:
        return provided.adviser.questions(self.interview)[0]

    def _requested(self, provided: Services, tracker: Tracker) -> Asked:
        questions = provided.adviser.questions(self.interview)
        slot = tracker.get_slot(REQUESTED)
        return next((each for each in questions if each.slot == slot), questions[0])

    def _back(
        self,
        provided: Services,
        tracker: Tracker,
        asked: Asked,
        slots: Slots,
        profile: Profile,
        focus: Focus,
    ) -> Response:
        """Ask the question before once more."""
        questions = provided.adviser.questions(self.interview)
        before = questions[max(questions.index(asked) - 1, 0)]
        slots[before.slot] = slots[asked.slot] = None
        provided.profiles.change(tracker.sender_id, lambda known: self.unanswered(before, known))
        return Response(self._ask(provided, before, focus), self._events(slots, before.slot))

    def _digress(
        self,
        provided: Services,
        tracker: Tracker,
        focus: Focus,
        told: Told,
        slots: Slots,
        asked: Asked,
        profile: Profile,
    ) -> Response:
        """Answer what came in between, and repeat the question."""
        intent = intent_name(tracker)
        if intent in STARTS:
            intent = "nlu_fallback"
        response = action_for(intent).respond(provided, tracker, focus, told)
        answer = response.answer
        again = self._ask(provided, asked, focus).reply
        lost = answer.reply.outcome is Outcome.CLARIFY
        text = provided.phrases["not-an-answer"].text if lost else answer.reply.text
        reply = replace(
            answer.reply,
            text=f"{text}\n\nBack to my question: {again.text}",
            suggestions=again.suggestions,
            topic=again.topic if lost else answer.reply.topic,
        )
        return Response(replace(answer, reply=reply), self._events(slots, asked.slot))

    def _leave_for_another(
        self,
        provided: Services,
        tracker: Tracker,
        focus: Focus,
        told: Told,
        slots: Slots,
        intent: str,
    ) -> Response:
        other = next(each for each in INTERVIEWS if each().name() == STARTS[intent])()
        response = other.respond(provided, tracker, focus, told)
        return replace(
            response, events=(*self._events(dict.fromkeys(slots), None), *response.events)
        )

    def _leave(self, answer: Answer, slots: Slots) -> Response:
        return Response(answer, self._events(dict.fromkeys(slots), None))

    def _events(self, slots: Slots, requested: str | None) -> tuple[dict[str, Any], ...]:
        return (
            ActiveLoop(self.name() if requested else None),
            SlotSet(REQUESTED, requested),
            *(SlotSet(slot, value) for slot, value in slots.items()),
        )


class LanguageForm(Interview):
    """Which language: aim, background, taste."""

    interview = "language"

    def name(self) -> str:
        return "language_form"

    def known(self, asked: Asked, profile: Profile) -> Any:
        """The value of a slot as the profile has it."""
        if asked.slot == "language_goal":
            return profile.goal
        if asked.slot == "language_taste":
            return [taste for taste in profile.tastes if taste != "new"] or None
        beginner = profile.coding is False or profile.level == "beginner"
        return list(profile.languages) or ("none" if beginner or profile.not_languages else None)

    def read(
        self, asked: Asked, provided: Services, tracker: Tracker, told: Told
    ) -> list[Statement] | str | None:
        """Aims and tastes in any words; languages by name."""
        if asked.slot == "language_background":
            if _NONE.match(message_text(tracker)) and not told.statements:
                return "none"
            said = {each.value for each in told.statements}
            languages = [
                each
                for each in entity_values(tracker, "subject")
                if each not in said and provided.adviser.kind_of(each) == "language"
            ]
            answers = [Statement("language", each) for each in languages]
            answers += told.mentioned
            return answers or None
        kind = asked.slot.removeprefix("language_")
        if any(each.kind == kind for each in (*told.mentioned, *told.statements)):
            return [*told.statements, *told.mentioned]
        return list(told.mentioned) or None

    def unanswered(self, asked: Asked, profile: Profile) -> Profile:
        """The profile without the answer to a question."""
        if asked.slot == "language_goal":
            return replace(profile, goal=None)
        if asked.slot == "language_taste":
            return replace(profile, tastes=())
        return replace(profile, languages=(), coding=None)

    def advise(self, provided: Services, profile: Profile, slots: Slots, focus: Focus) -> Answer:
        """The language."""
        return provided.adviser.language(profile, focus)


class CourseForm(Interview):
    """Which course: budget, certificate; asked only if nothing is known that decides."""

    interview = "course"

    def name(self) -> str:
        return "course_form"

    def known(self, asked: Asked, profile: Profile) -> Any:
        """The value of a slot as the profile has it."""
        return profile.budget if asked.slot == "course_budget" else profile.certificate

    def is_enough(self, slots: Slots, profile: Profile) -> bool:
        """Whether anything is known that tells the courses apart."""
        deciding = profile.budget or profile.certificate is not None or profile.languages
        return bool(deciding) or super().is_enough(slots, profile)

    def read(
        self, asked: Asked, provided: Services, tracker: Tracker, told: Told
    ) -> list[Statement] | str | None:
        """What is said of money and certificates; «yes» and «no» to the question asked."""
        text = message_text(tracker)
        if told.statements:
            return list(told.statements)
        if asked.slot == "course_certificate":
            if _YES.match(text):
                return [Statement("certificate", "yes")]
            return [Statement("certificate", "yes", holds=False)] if _NONE.match(text) else None
        if re.search(r"\bfree\b|\bcheap", text, re.I):
            return [Statement("budget", "free")]
        return [Statement("budget", ANY)] if re.search(r"\bany|whatever\b", text, re.I) else None

    def unanswered(self, asked: Asked, profile: Profile) -> Profile:
        """The profile without the answer to a question."""
        if asked.slot == "course_budget":
            return replace(profile, budget=None)
        return replace(profile, certificate=None)

    def advise(self, provided: Services, profile: Profile, slots: Slots, focus: Focus) -> Answer:
        """The courses in order."""
        return provided.adviser.course(profile, focus)


class RoleForm(Interview):
    """Engineer or scientist: six either-or questions."""

    interview = "role"

    def name(self) -> str:
        return "role_form"

    def known(self, asked: Asked, profile: Profile) -> Any:
        """Nothing is known before it is asked."""
        return None

    def read(
        self, asked: Asked, provided: Services, tracker: Tracker, told: Told
    ) -> list[Statement] | str | None:
        """The side that the message chooses."""
        number = int(asked.slot.removeprefix("role_"))
        if told.asks and _is_question(intent_name(tracker)):
            return None
        return provided.adviser.side_meant(number, message_text(tracker))

    def unanswered(self, asked: Asked, profile: Profile) -> Profile:
        """Nothing of it is in the profile."""
        return profile

    def advise(self, provided: Services, profile: Profile, slots: Slots, focus: Focus) -> Answer:
        """The result."""
        sides = [None if value == SKIPPED else value for value in slots.values()]
        return provided.adviser.role(sides, focus)


INTERVIEWS: tuple[type[Interview], ...] = (LanguageForm, CourseForm, RoleForm)


def _is_question(intent: str) -> bool:
    return intent.startswith("ask_") or intent in ("known_question", "follow_up_named")
