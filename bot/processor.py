"""The message processor with calls of actions that cost what they must.

Of the 27 ms that a turn with an action took, 16 went into ``jsonschema.validate``, which
checks Rasa's constant schema against the meta-schema at each call; the rest of the overhead
was a new connection a call (see ``bot.action_endpoint``). ``bench/`` has the figures.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import Action, RemoteAction
from rasa.core.agent import Agent
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.common import TempDirectoryPath, get_temp_dir_name

from bot.graph_runner import SequentialGraphRunner

# Actions look at slots and the last message; the events before are sent to the standard
# extent of a few turns, so that the 200th turn of a conversation costs what the fifth does.
MOST_EVENTS_SENT = 60


class AdvisorAction(RemoteAction):
    """A custom action: the same call and the same checks, the schema compiled once."""

    def _action_call_format(self, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
        call: dict[str, Any] = super()._action_call_format(tracker, domain)
        call["tracker"]["events"] = call["tracker"]["events"][-MOST_EVENTS_SENT:]
        return call

    def _validate_action_result(self, result: dict[str, Any]) -> bool:
        _response_validator().validate(result)
        return True


@lru_cache(maxsize=1)
def _response_validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    return validator_for(schema)(schema)


class AdvisorProcessor(MessageProcessor):
    """Runs custom actions as :class:`AdvisorAction`, and the graph without a scheduler."""

    @staticmethod
    def _load_model(model_path: Any) -> tuple[str, ModelMetadata, GraphRunner]:
        with TempDirectoryPath(get_temp_dir_name()) as scratch:
            metadata, runner = load_predict_graph_runner(
                Path(scratch), Path(model_path), LocalModelStorage, SequentialGraphRunner
            )
        return Path(model_path).name, metadata, runner

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
