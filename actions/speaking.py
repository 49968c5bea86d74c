"""What every action shares: one service call off the event loop, with a deadline and an
apology. Abstract classes here are not registered by rasa_sdk, as ``name`` stays abstract.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.services import Services, services
from knowledge.answers import Answer, Focus
from knowledge.reply import Outcome, Reply

logger = logging.getLogger(__name__)
FOCUS = "focus"
NOT_ANSWERED = (Outcome.UNKNOWN, Outcome.CLARIFY)


class AnsweringAction(Action, ABC):
    """Reads the tracker, asks one service for an :class:`Answer`, says it, keeps the focus."""

    @abstractmethod
    def name(self) -> str:
        """The action's name in the domain."""

    @abstractmethod
    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        """The answer; runs in a worker thread and may block."""

    def _answer_and_note(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        answer = self.answer(provided, tracker, focus)
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
        return answer

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Say the answer, or an apology with a reference that the log has too."""
        provided = services()
        focus = Focus.from_dict(tracker.get_slot(FOCUS))
        try:
            answer = await asyncio.wait_for(
                asyncio.to_thread(self._answer_and_note, provided, tracker, focus),
                provided.settings.answer_deadline_seconds,
            )
        except Exception as error:  # whatever it was: the visitor gets a reply
            reference = uuid.uuid4().hex[:8]
            logger.error("%s failed, reference %s", self.name(), reference, exc_info=error)
            utter(dispatcher, provided.apology(reference))
            return []
        utter(dispatcher, answer.reply)
        return [SlotSet(FOCUS, answer.focus.to_dict())]


def utter(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    """Send a Reply: its text and buttons as Rasa knows them, and all of it as ``custom``."""
    dispatcher.utter_message(
        text=reply.text,
        buttons=[{"title": s.label, "payload": s.message} for s in reply.suggestions],
        json_message={"reply": reply.to_dict()},
    )
