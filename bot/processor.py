"""The message processor with calls of actions that cost what they must.

Of the 27 ms that a turn with an action took, 16 went into ``jsonschema.validate``, which
checks Rasa's constant schema against the meta-schema at each call; the rest of the overhead
was a new connection a call (see ``bot.action_endpoint``). ``bench/`` has the figures.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import rasa
from rasa.core.actions.action import Action, RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.shared.exceptions import RasaException
from rasa.utils.common import TempDirectoryPath, get_temp_dir_name

from bot.channels.questions import ONLY_QUESTION, WHOLE_MESSAGE
from bot.components.knowledge_search import CERTAINTY
from bot.components.mended_text import TALKED_ABOUT
from bot.decision import FALLBACK
from bot.graph_runner import SequentialGraphRunner
from knowledge.bootstrap import build_feedback
from knowledge.reply import FORGOTTEN
from knowledge.settings import load_settings

# Actions look at slots and the last message. Of the events before, the last turn's are sent:
# five turns of them took 4 ms to write and to read, and the 200th turn would cost far more.
MOST_EVENTS_SENT = 12
PARTS = ("events", "responses")  # of an action server's response
OUTSIDE = "out_of_scope"
SURELY = 0.9  # from this certainty two questions that lie outside are turned down together


class AdvisorAction(RemoteAction):
    """A custom action: the same call with fewer events, the response checked by hand."""

    def _action_call_format(self, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
        state = tracker.current_state(EventVerbosity.NONE)
        events = list(tracker.events)[-MOST_EVENTS_SENT:]
        call = {
            "next_action": self.name(),
            "sender_id": tracker.sender_id,
            "tracker": {**state, "events": [event.as_dict() for event in events]},
            "version": rasa.__version__,
        }
        if domain.does_custom_action_explicitly_need_domain(self.name()):
            call["domain"] = domain.as_dict()
        return call

    def _validate_action_result(self, result: Any) -> bool:
        """The form of the response; each event is checked when Rasa reads it, right after.

        Raises:
            RasaException: it is not that of an action server.
        """
        parts = [result.get(key, []) for key in PARTS] if isinstance(result, dict) else [None]
        if not all(isinstance(part, list) for part in parts):
            raise RasaException(f"the action server answered {self.name()} with {result!r:.200}")
        return True


class AdvisorProcessor(MessageProcessor):
    """Runs custom actions as :class:`AdvisorAction`, and the graph without a scheduler."""

    @staticmethod
    def _load_model(model_path: Any) -> tuple[str, ModelMetadata, GraphRunner]:
        with TempDirectoryPath(get_temp_dir_name()) as scratch:
            metadata, runner = load_predict_graph_runner(
                Path(scratch), Path(model_path), LocalModelStorage, SequentialGraphRunner
            )
        return Path(model_path).name, metadata, runner

    async def parse_message(
        self,
        message: UserMessage,
        tracker: DialogueStateTracker | None = None,
        only_output_properties: bool = True,
    ) -> dict[str, Any]:
        """As the base class; the message brings along what the conversation is about.

        A message from which questions were taken is read as a whole, too, and what is understood
        more surely counts (docs/decisions/0010); ``message`` then has the whole text.
        """
        focus = tracker.get_slot("focus") if tracker else None
        if about := (focus or {}).get("subject"):
            message.metadata = {**(message.metadata or {}), TALKED_ABOUT: about}
        parsed = await super().parse_message(message, tracker, only_output_properties)
        whole = _whole(message)
        only_one = bool((message.metadata or {}).get(ONLY_QUESTION))
        if whole is None or (only_one and CERTAINTY not in parsed):
            return dict(parsed)  # nothing is surer than a listed question
        read_whole = await super().parse_message(whole, tracker, only_output_properties)
        if not _is_surer(read_whole, parsed, only_one):
            return dict(parsed)
        message.text = whole.text
        return dict(read_whole)

    def predict_next_with_tracker_if_should(
        self, tracker: DialogueStateTracker
    ) -> tuple[Action, PolicyPrediction]:
        """As the base class; a custom action becomes ours.

        Raises:
            rasa.core.exceptions.ActionLimitReached: too many actions without a listen.
        """
        action, prediction = super().predict_next_with_tracker_if_should(tracker)
        if type(action) is RemoteAction:
            action = AdvisorAction(action.name(), self.action_endpoint)
        return action, prediction

    async def save_tracker(self, tracker: DialogueStateTracker) -> None:
        """As the base class; after «forget me» the conversation is erased instead."""
        if _was_forgotten(tracker):
            await asyncio.to_thread(self._forget, tracker.sender_id)
        else:
            await super().save_tracker(tracker)

    def _forget(self, sender_id: str) -> None:
        self.tracker_store.forget(sender_id)
        build_feedback(load_settings()).forget(sender_id)


def _whole(message: UserMessage) -> UserMessage | None:
    """The message from which a question was taken; ``None`` if there is no more to it."""
    text = (message.metadata or {}).get(WHOLE_MESSAGE)
    if not text or text == message.text:
        return None
    return UserMessage(
        text,
        message.output_channel,
        message.sender_id,
        input_channel=message.input_channel,
        metadata=message.metadata,
    )


def _is_surer(whole: Mapping[str, Any], question: Mapping[str, Any], only_one: bool) -> bool:
    """Whether a message is understood better as a whole than by its question. Of two questions
    each has its answer, unless the whole surely lies outside: «he laughed at me. Am I wrong?
    Should I move out?»"""
    # What is listed needs no decision and has no certainty: it is sure.
    intent, certainty = whole["intent"].get("name"), float(whole.get(CERTAINTY, 1.0))
    if not only_one:
        return intent == OUTSIDE and certainty >= SURELY
    return intent != FALLBACK and certainty >= float(question.get(CERTAINTY, 1.0))


def _was_forgotten(tracker: DialogueStateTracker) -> bool:
    """Whether the last turn answered «forget me».

    Of all events: ``get_last_event_for`` passes over what was said to a form.
    """
    said = next((e for e in reversed(tracker.events) if isinstance(e, BotUttered)), None)
    asked = next((e for e in reversed(tracker.events) if isinstance(e, UserUttered)), None)
    if said is None or asked is None:
        return False
    reply = (said.data.get("custom") or {}).get("reply") or {}
    return bool(asked.intent_name == "forget_me" and reply.get("topic") == FORGOTTEN)


class AdvisorAgent(Agent):
    """An agent with our processor."""

    def load_model(self, model_path: Any, fingerprint: str | None = None) -> None:
        """As the base class, with our processor; the only responses are those of actions."""
        self.processor = AdvisorProcessor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
            http_interpreter=self.http_interpreter,
        )
        self.domain = self.processor.domain
        self._set_fingerprint(fingerprint)
        self.tracker_store.domain = self.domain
