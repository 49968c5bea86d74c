"""What every action shares: one service call off the event loop, with a deadline and an
apology. Abstract classes here are not registered by rasa_sdk, as ``name`` stays abstract.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.message import intent_name, message_text
from actions.of_beyond import naming_its_topic
from actions.services import Services, services
from actions.telling import Told, listen
from knowledge.answers import Answer, Focus
from knowledge.reply import Outcome, Reply

logger = logging.getLogger(__name__)
FOCUS = "focus"
# Said when not even the content, where the usual apology stands, can be read.
APOLOGY = (
    "Sorry, something is broken on my side and I can't answer. Please try again later. "
    "(Reference {reference})"
)
# Who says one of these does not want what was offered.
DECLINES = ("deny", "stop", "goodbye", "start_over", "forget_me")
NOT_ANSWERED = (Outcome.UNKNOWN, Outcome.CLARIFY)


@dataclass(frozen=True)
class Response:
    """An answer and the events that go with it, as rasa_sdk writes them.

    Without an answer another action, named by the events, answers instead.
    """

    answer: Answer | None
    events: tuple[dict[str, Any], ...] = ()


class AnsweringAction(Action, ABC):
    """Reads the tracker, asks one service for an :class:`Answer`, says it, keeps the focus."""

    @abstractmethod
    def name(self) -> str:
        """The action's name in the domain."""

    @abstractmethod
    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        """The answer; runs in a worker thread and may block."""

    def respond(self, provided: Services, tracker: Tracker, focus: Focus, told: Told) -> Response:
        """The answer, with further events for the tracker; by default there are none."""
        return Response(self.answer(provided, tracker, focus))

    def hands_over(self, provided: Services, tracker: Tracker, focus: Focus) -> str | None:
        """The action that answers instead of this one; by default there is none."""
        return None

    def decided(
        self, provided: Services, tracker: Tracker, focus: Focus, told: Told
    ) -> Answer | None:
        """An advice that what was told decides anew, whatever else the message is; by default
        there is none."""
        return None

    def leaves_offer(self, tracker: Tracker, answer: Answer) -> bool:
        """Whether the question that stood below the last answer is still open after this one."""
        settled = answer.reply.outcome in (Outcome.ANSWERED, Outcome.ADVICE)
        return not settled and intent_name(tracker) not in DECLINES

    def completed(self, provided: Services, tracker: Tracker, answer: Answer) -> Answer:
        """The answer with what may follow it; by default as it is."""
        return answer

    def _respond_and_note(self, provided: Services, tracker: Tracker, focus: Focus) -> Response:
        if form := self.hands_over(provided, tracker, focus):
            return Response(None, (FollowupAction(form),))
        told = listen(provided, tracker, focus)
        decided = self.decided(provided, tracker, focus, told)
        response = Response(decided) if decided else self.respond(provided, tracker, focus, told)
        if response.answer is None:
            return response
        answer = response.answer
        offer = focus.offer if self.leaves_offer(tracker, answer) else None
        left = answer.focus.left
        goes_on = answer.focus != Focus() and intent_name(tracker) not in DECLINES
        if goes_on and offer is None and answer.focus.offer is None and left is None:
            left = focus.offer  # what «skip» and «go on» are about after a question in between
        answer = replace(answer, focus=replace(answer.focus, offer=offer, left=left))
        answer = self.completed(provided, tracker, answer)
        answer = replace(answer, focus=_following(focus, answer.focus))
        answer = naming_its_topic(provided, message_text(tracker), answer)
        if told.noted:
            text = f"{told.noted}\n\n{answer.reply.text}"
            answer = replace(answer, reply=replace(answer.reply, text=text))
        if answer.reply.outcome in NOT_ANSWERED:
            message = tracker.latest_message
            try:
                provided.write_down(
                    str(message.get("text") or ""),
                    str(tracker.get_latest_input_channel() or "unknown"),
                    message.get("nearest") or [],
                )
            except Exception:  # the visitor's answer does not depend on our notes
                logger.exception("a question could not be written down")
        return replace(response, answer=answer)

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say the answer, or an apology with a reference that the log has too."""
        try:
            provided = services()
            focus = Focus.from_dict(tracker.get_slot(FOCUS))
            response = await asyncio.wait_for(
                asyncio.to_thread(self._respond_and_note, provided, tracker, focus),
                provided.settings.answer_deadline_seconds,
            )
        except Exception as error:  # whatever it was: the visitor gets a reply
            reference = uuid.uuid4().hex[:8]
            logger.error("%s failed, reference %s", self.name(), reference, exc_info=error)
            utter(dispatcher, _apology(reference))
            return []
        if response.answer is None:
            return list(response.events)
        utter(dispatcher, response.answer.reply)
        return [SlotSet(FOCUS, response.answer.focus.to_dict()), *response.events]


def _following(before: Focus, after: Focus) -> Focus:
    """The focus of an answer, with the subject that was talked about before it and the advice that
    «why?» is still about; one that is empty, after «start over» and «forget me», stays so."""
    if after == Focus():
        return after
    changed = before.subject is not None and after.subject != before.subject
    return replace(
        after,
        earlier=before.subject if changed else before.earlier,
        advice=after.advice or before.advice,
    )


def _apology(reference: str) -> Reply:
    try:
        return services().apology(reference)
    except Exception:  # the content with its apology cannot be read either; the log has why
        return Reply(APOLOGY.format(reference=reference), Outcome.ERROR)


def utter(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    """Send a Reply: its text and buttons as Rasa knows them, and all of it as ``custom``."""
    dispatcher.utter_message(
        text=reply.text,
        buttons=[{"title": s.label, "payload": s.message} for s in reply.suggestions],
        json_message={"reply": reply.to_dict()},
    )
