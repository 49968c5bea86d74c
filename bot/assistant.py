"""Loading the trained assistant: understanding, dialogue, conversations, actions."""

from __future__ import annotations

from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from bot.conversations import ConversationStore
from bot.logs import configure_rasa
from bot.processor import AdvisorAgent
from knowledge.settings import Settings


class ConversationsInMemory(InMemoryTrackerStore):
    """For evaluations: nothing is kept, and what is can be forgotten as elsewhere."""

    def forget(self, sender_id: str) -> None:
        """Erase all that was said in a conversation."""
        self.store.pop(sender_id, None)


class ModelMissing(RuntimeError):
    """There is no usable model; says which file and what to do."""


def load_assistant(
    settings: Settings, actions: EndpointConfig, keep_conversations: bool = True
) -> AdvisorAgent:
    """The agent, ready to answer.

    Raises:
        ModelMissing: the model file is missing or damaged. (Rasa itself would start
            without a model and answer nobody.)
    """
    configure_rasa(settings)
    file = settings.model_file
    if not file.exists():
        raise ModelMissing(f"no model at {file}: run `advisor train` first")
    agent = AdvisorAgent(action_endpoint=actions)
    # Without Rasa's fail-safe wrapper, which hides a failed save.
    agent.tracker_store = _store(settings, keep_conversations)
    try:
        agent.load_model(file)
    except Exception as error:
        raise ModelMissing(
            f"the model at {file} cannot be loaded ({type(error).__name__}: {error}): "
            "delete it and run `advisor train`"
        ) from error
    return agent


def _store(settings: Settings, keep_conversations: bool) -> TrackerStore:
    if keep_conversations:
        return ConversationStore(None, settings.tracker_url)
    return ConversationsInMemory(Domain.empty())
