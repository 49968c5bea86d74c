"""The adviser's questions: a form of the domain each, held by an action of the same name.

Rasa asks the form's action at every message while the form is active. Here the message is read
as an answer; as «skip», «go back» or «stop»; or else as something in between, which is answered
like at any other time, with the open question after it. So each turn has one reply.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker

from actions.asking_form import asks_to_decide, is_question
from actions.deciding import on_taking_it
from actions.digression import (
    answer_before_a_question,
    asks_for_role,
    asks_instead,
    asks_the_same,
    going_on,
    is_lost,
    of_the_questions,
    without_asking,
)
from actions.interview_options import option_meant, options_of
from actions.interview_turn import STARTS, Slots, Turn, form_events, running
from actions.interview_wording import (
    BACK_WORDS,
    CONTROL_WORDS,
    GO_BACK,
    GOES_ON,
    HOW_MANY_LEFT,
    MEANT,
    NO_IDEA,
    NO_WORDS,
    NONE,
    NOW,
    STARTS_AGAIN,
    STOPS,
    asks_no_more,
    wants_no_questions,
)
from actions.introducing import introduced
from actions.message import message_text, whole_message
from actions.services import Services
from actions.speaking import NOT_ANSWERED, AnsweringAction, Response
from actions.telling import Told, changed, keep, known
from knowledge.advice.content import Asked
from knowledge.answers import Answer, Focus
from knowledge.person.circumstances import mentioned
from knowledge.person.profile import Profile
from knowledge.person.statements import Statement
from knowledge.reply import FORGOTTEN, Outcome, Reply

SKIPPED = "skipped"


class Interview(AnsweringAction):
    """Asks the questions of one interview, at most once each, and advises at the end."""

    interview: str
    general: str | None = None  # the address of the answer that serves most people
    chosen_from = ""  # the kind of subjects that it decides between, if it names them itself
    between: tuple[str, ...] = ()  # or the subjects themselves
    begins_with: str | None = None  # the subject that its first words name
    decisive: re.Pattern[str] | None = None  # words that ask for the advice at once
    decided_by: frozenset[str] = frozenset()  # kinds of statements that take up its offer
    keeps_answers = False  # after the advice, where they are not in the profile and «why?» asks

    @abstractmethod
    def known(self, asked: Asked, profile: Profile) -> Any:
        """The value of a slot as the profile has it, or ``None``."""

    @abstractmethod
    def read(self, asked: Asked, turn: Turn) -> list[Statement] | str | None:
        """The message as an answer: statements to keep, a value, or ``None`` if it is none."""

    @abstractmethod
    def unanswered(self, asked: Asked, profile: Profile) -> Profile:
        """The profile without the answer to a question, which is asked again."""

    @abstractmethod
    def restarted(self, profile: Profile) -> Profile:
        """The profile without what the interview asks for, but what is known by name."""

    @abstractmethod
    def advise(self, turn: Turn) -> Answer:
        """The advice at the end."""

    def is_enough(self, turn: Turn) -> bool:
        """Whether the advice can be given."""
        return all(value is not None for value in turn.slots.values())

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        """The first question."""
        return self._ask(provided.adviser.questions(self.interview)[0], focus)

    def respond(self, provided: Services, tracker: Tracker, focus: Focus, told: Told) -> Response:
        """One turn of the interview."""
        questions = provided.adviser.questions(self.interview)
        active = running(tracker) == self.name()
        told_of = (provided, tracker, focus, told, self.interview)
        if not active and (chosen := without_asking(*told_of)):
            return Response(chosen)
        slots = {q.slot: tracker.get_slot(q.slot) if active else None for q in questions}
        profile = known(provided, tracker)
        turn = Turn(provided, tracker, focus, told, questions, slots, profile)
        return self._continue(turn) if active else self._begin(turn)

    def hands_over(self, provided: Services, tracker: Tracker, focus: Focus) -> str | None:
        """To the interview whose first question stood below the last answer, if its button was
        pressed: «a job» asks nothing about the roles."""
        offered = next((each for each in interviews() if each.interview == focus.offer), None)
        if offered is None or offered.name() == self.name() or running(tracker):
            return None
        questions = provided.adviser.questions(offered.interview)
        return offered.name() if option_meant(questions, message_text(tracker)) else None

    def knows_of(self, profile: Profile) -> bool:
        """Whether anything is known that its advice depends on."""
        return False

    def first_open(self, provided: Services, profile: Profile) -> Asked | None:
        """The question that the interview would begin with; ``None`` if all is known."""
        questions = provided.adviser.questions(self.interview)
        return next((each for each in questions if self.known(each, profile) is None), None)

    def is_answered_by(
        self, provided: Services, tracker: Tracker, focus: Focus, told: Told
    ) -> bool:
        """Whether the last message answers the question that the interview would begin with."""
        profile = known(provided, tracker)
        asked = self.first_open(provided, profile)
        questions = provided.adviser.questions(self.interview)
        turn = Turn(provided, tracker, focus, told, questions, {}, profile)
        if asked is None:
            return False
        kinds = {each.kind for each in told.statements}
        beyond_doubt = not told.asks and bool(kinds & self.decided_by)
        return beyond_doubt or self.read(asked, turn) is not None

    def _begin(self, turn: Turn) -> Response:
        """With the first question, or with the one that the message answers already."""
        asked = self.first_open(turn.provided, turn.profile) or turn.questions[0]
        option = option_meant(turn.questions, turn.text)
        answered = self.read(option or asked, turn) if option or turn.focus.offer else None
        is_open = turn.focus.offer or turn.focus.left == self.interview
        if answered is None and is_open and turn.intent == "skip":
            answered = SKIPPED
        self._note(turn, option or asked, answered or list(self.worth_keeping(turn.told)))
        asks_now = turn.focus.offer and asks_to_decide(turn.text)
        waived = asks_no_more(turn.text) and not self.keeps_answers
        if asks_now or waived or self._decides(turn):
            return self._conclude(turn)
        response = self._go_on(turn)
        if answered is not None or response.answer is None:
            return response
        return replace(response, answer=introduced(self, turn, response.answer))

    def _decides(self, turn: Turn) -> bool:
        return bool(self.decisive and self.decisive.search(turn.text))

    def begins_with_subject(self, turn: Turn) -> str | None:
        """What «it» stands for after the first question."""
        return self.begins_with

    def worth_keeping(self, told: Told) -> tuple[Statement, ...]:
        """Of what the message mentions, what answers questions of this interview."""
        return ()

    def _continue(self, turn: Turn) -> Response:
        option = option_meant([turn.asked], turn.text)
        if option is None and (diverted := self._diverted(turn)):
            return diverted
        asks_now = turn.told.asks and asks_to_decide(turn.text)
        if option is None and not asks_now and (beside := self._answer_beside(turn)):
            self._note(turn, turn.asked, beside)
            return self._digress(turn)
        answered = self.read(turn.asked, turn)
        if option is None and asks_instead(turn, answered):
            answered = None
        told = [*turn.told.statements, *turn.told.mentioned]
        if told and (asks_now or self._decides(turn)):
            self._note(turn, turn.asked, told)
            return self._conclude(turn)  # «my goal is a job. Which one then?»
        plain_no = turn.is_short(NO_WORDS) and NONE.match(turn.text) and "?" not in turn.text
        no_idea = NO_IDEA.match(turn.text) and not turn.told.asks and not turn.told.statements
        if answered is None and (turn.intent == "skip" or plain_no or no_idea):
            answered = SKIPPED
        if answered is None and (turn.told.asks or not turn.told.statements):
            return self._digress(turn)
        return self._answered(turn, answered)

    def _answered(self, turn: Turn, answered: list[Statement] | str | None) -> Response:
        """Keep the answer, and go on."""
        before = turn.profile
        self._note(turn, turn.asked, answered)
        is_open = not isinstance(answered, str) and self.known(turn.asked, turn.profile) is None
        says_again = bool(answered) and replace(before, latest=()) == replace(
            turn.profile, latest=()
        )
        if is_open and (says_again or NO_IDEA.match(turn.text)):
            turn.slots[turn.asked.slot] = SKIPPED  # «dunno, whatever is easy», «easy, as I said»
        response = self._go_on(turn)
        if turn.told.noted or not isinstance(answered, list) or response.answer is None:
            return response
        if response.answer.reply.text != turn.asked.ask:
            return response
        # The answer was one to another question: say so before this one is repeated.
        noted = turn.provided.adviser.noted(answered, before, turn.profile)
        text = "\n\n".join(part for part in (noted, response.answer.reply.text) if part)
        reply = replace(response.answer.reply, text=text)
        return replace(response, answer=replace(response.answer, reply=reply))

    def _answer_beside(self, turn: Turn) -> list[Statement] | str | None:
        """The answer of a message that then asks something: «no. And is it in Python?»"""
        part = answer_before_a_question(turn)
        if part is None:
            return None
        told = replace(turn.told, statements=(), mentioned=tuple(mentioned(part)), asks=False)
        return self.read(turn.asked, replace(turn, part=part, told=told))

    def _diverted(self, turn: Turn) -> Response | None:
        """«Stop», «start over», «go back», «forget me», or another interview instead."""
        first = turn.asked is turn.questions[0]
        if self.keeps_answers and not first and MEANT.search(turn.text):
            return self._back(turn)  # «no, I meant the other one» is about the question before
        if turn.intent == "forget_me":  # whoever is forgotten is asked nothing more
            return self._leave(turn, _action_for(turn.intent).answer(*turn.asked_of))
        if HOW_MANY_LEFT.search(turn.text):
            return None
        if not turn.asked.slot.endswith("_background") and (taken := on_taking_it(*turn.heard)):
            return self._leave(turn, taken)  # «lol everyone says that. OK, Python then»
        stops = STOPS.search(whole_message(turn.tracker))  # «no more questions, which one?»
        told = [*turn.told.statements, *turn.told.mentioned]
        enough = told or not self.keeps_answers or any(turn.slots.values())
        unasked = enough and wants_no_questions(turn.text, bool(told))
        if NOW.search(turn.text) or unasked or (stops and asks_to_decide(turn.text)):
            self._note(turn, turn.asked, told)
            return self._conclude(turn)
        return self._stop(turn) if stops else self._controlled(turn)

    def _controlled(self, turn: Turn) -> Response | None:
        """By intent: «go back», «you decide», another interview."""
        say = turn.provided.answers.say
        controls: dict[str, Callable[[], Response]] = {
            "stop": lambda: self._leave(turn, say("stopped", turn.focus)),
            "goodbye": lambda: self._leave(turn, say("goodbye", turn.focus)),
            "start_over": lambda: self._restart(turn),
            "go_back": lambda: self._back(turn),
            "decide_now": lambda: self._conclude(turn),
        }
        control = "go_back" if GO_BACK.search(turn.text) else turn.intent
        if control != "go_back" and STARTS_AGAIN.search(turn.text) and not turn.told.statements:
            control = "start_over"
        if control == "decide_now" and self.read(turn.asked, turn) is not None:
            return None  # «I'd rather judge results» is an answer
        words = BACK_WORDS if control in ("go_back", "start_over") else CONTROL_WORDS
        if turn.is_short(words) and control in controls:
            return controls[control]()
        other = STARTS.get(turn.intent, self.name())
        if other == STARTS["role_fit"] and not asks_for_role(turn):
            return None  # «so for me, which of the two?» of languages
        return self._leave_for_another(turn, other) if other != self.name() else None

    def _restart(self, turn: Turn) -> Response:
        """«Start over»: what was answered is not kept, and the first question comes again."""
        turn.profile = changed(turn.provided, turn.tracker, turn.profile, self.restarted)
        turn.slots.update(dict.fromkeys(turn.slots))
        begins, first = turn.provided.phrases["restart-interview"].text, turn.questions[0]
        answer = self._ask(first, turn.focus)
        reply = replace(answer.reply, text=f"{begins} {answer.reply.text}")
        return Response(replace(answer, reply=reply), self._events(turn.slots, first.slot))

    def _stop(self, turn: Turn) -> Response:
        """«Stop», and «no quiz please, what's the difference?»"""
        if turn.told.asks and is_question(turn.intent):
            response = _action_for(turn.intent).respond(*turn.asked_of, turn.told)
            if response.answer is not None:
                return self._leave(turn, response.answer)
        return self._leave(turn, turn.provided.answers.say("stopped", turn.focus))

    def _note(self, turn: Turn, asked: Asked, answered: list[Statement] | str | None) -> None:
        if isinstance(answered, str):
            turn.slots[asked.slot] = answered
        elif answered:
            turn.profile = keep(turn.provided, turn.tracker, turn.profile, answered)

    def _go_on(self, turn: Turn) -> Response:
        """Ask the next open question, or advise if there is none."""
        for asked in turn.questions:
            if turn.slots[asked.slot] is None:
                turn.slots[asked.slot] = self.known(asked, turn.profile)
        if self.is_enough(turn):
            kept = turn.slots if self.keeps_answers else dict.fromkeys(turn.slots)
            return Response(self.advise(turn), self._events(kept, None))
        asked = next(each for each in turn.questions if turn.slots[each.slot] is None)
        return Response(self._ask(asked, turn.focus), self._events(turn.slots, asked.slot))

    def _conclude(self, turn: Turn) -> Response:
        """Advise on what is known so far; what is still open counts as skipped."""
        for asked in turn.questions:
            if turn.slots[asked.slot] is None:
                turn.slots[asked.slot] = SKIPPED
        return self._go_on(turn)

    def _ask(self, asked: Asked, focus: Focus) -> Answer:
        reply = Reply(
            text=asked.ask,
            outcome=Outcome.CLARIFY,
            topic=f"interview/{asked.slot}",
            suggestions=options_of(asked),
        )
        return Answer(reply, replace(focus, advice=None, left=None))

    def _back(self, turn: Turn) -> Response:
        """Ask the question before once more."""
        before = turn.questions[max(turn.questions.index(turn.asked) - 1, 0)]
        turn.slots[before.slot] = turn.slots[turn.asked.slot] = None
        turn.profile = changed(
            turn.provided,
            turn.tracker,
            turn.profile,
            lambda profile: self.unanswered(before, profile),
        )
        if MEANT.search(turn.text) and (answered := self.read(before, turn)):
            self._note(turn, before, answered)
            return self._go_on(turn)
        return Response(self._ask(before, turn.focus), self._events(turn.slots, before.slot))

    def _digress(self, turn: Turn) -> Response:
        """Answer what came in between, and go on: with the question that is open now."""
        of_itself = turn.intent == "role_fit" and not asks_for_role(turn)
        begun = STARTS.get(turn.intent) == self.name() or asks_the_same(turn, self.general)
        begun = begun or of_itself
        if begun and asks_to_decide(turn.text):
            return self._conclude(turn)  # «so which course now?»
        onward = self._go_on(turn)
        if onward.answer is None:
            return onward
        answer = onward.answer if begun else self._digression(turn, onward.answer)
        return replace(onward, answer=answer)

    def _digression(self, turn: Turn, onward: Answer) -> Answer:
        again = onward.reply
        if of_them := of_the_questions(turn, onward):
            return of_them
        answer = _action_for(turn.intent).respond(*turn.asked_of, turn.told).answer
        understood = answer is not None and answer.reply.outcome not in NOT_ANSWERED
        if not understood and GOES_ON.search(turn.text):  # «not for me then lol. Go on»
            return Answer(again, turn.focus)
        if answer is None or is_lost(turn, answer):
            lost = turn.provided.answers.say("not-an-answer", turn.focus)
            return going_on(turn, lost, onward, lost=True)
        return going_on(turn, answer, onward)

    def _events(self, slots: Slots, requested: str | None) -> tuple[dict[str, Any], ...]:
        return form_events(self.name(), slots, requested)

    def _leave_for_another(self, turn: Turn, form: str) -> Response:
        left = self._events(dict.fromkeys(turn.slots), None)
        other = interview_named(form)
        response = other.respond(turn.provided, turn.tracker, turn.focus, turn.told)
        return replace(response, events=(*left, *response.events))

    def _leave(self, turn: Turn, answer: Answer) -> Response:
        is_erased = answer.reply.topic == FORGOTTEN
        left = replace(answer.focus, left=None if is_erased else self.interview)
        return Response(replace(answer, focus=left), self._events(dict.fromkeys(turn.slots), None))


def _action_for(intent: str) -> AnsweringAction:
    from actions.routing import action_for  # which knows all actions, the interviews included

    return action_for(intent)


def interviews() -> list[Interview]:
    """One of each interview."""
    return [each() for each in Interview.__subclasses__()]


def interview_named(form: str) -> Interview:
    """The interview that holds a form."""
    return next(each for each in interviews() if each.name() == form)
