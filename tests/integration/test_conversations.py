"""Conversations in the real store: what a turn has to read, and what it finds there."""

import asyncio
import time
from pathlib import Path

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.conversations import MOST_EVENTS, ConversationStore
from knowledge.settings import PROJECT_ROOT

EVENTS_A_TURN = 6


def opened(directory: Path) -> ConversationStore:
    domain = Domain.load(str(PROJECT_ROOT / "bot" / "domain.yml"))
    return ConversationStore(domain, f"sqlite:///{directory / 'conversations.db'}")


def talk(store: ConversationStore, turns: int, *more: object) -> DialogueStateTracker:
    """So many turns of one person; the tracker that the next turn would read."""

    async def take() -> DialogueStateTracker:
        for number in range(turns):
            tracker = await store.get_or_create_tracker("visitor")
            tracker.update(UserUttered(f"question {number}", {"name": "greet"}))
            tracker.update(SlotSet("focus", {"subject": f"thing {number}"}))
            for event in (*more, *[BotUttered("answer")] * (EVENTS_A_TURN - 3)):
                tracker.update(event)
            tracker.update(ActionExecuted("action_listen"))
            await store.save(tracker)
        return await store.get_or_create_tracker("visitor")

    return asyncio.run(take())


def test_a_turn_reads_no_more_of_a_long_conversation(tmp_path: Path) -> None:
    store = opened(tmp_path)
    for _ in range(10):
        tracker = talk(store, 20)
        assert len(tracker.events) <= MOST_EVENTS + EVENTS_A_TURN
        assert tracker.get_slot("focus") == {"subject": "thing 19"}
    everything = asyncio.run(store.retrieve_full_tracker("visitor"))
    assert everything is not None
    said = [event for event in everything.events if isinstance(event, UserUttered)]
    assert len(said) == 200
    assert said[-1].timestamp <= time.time()


def test_an_interview_is_not_cut_in_two(tmp_path: Path) -> None:
    tracker = talk(opened(tmp_path), 40, ActiveLoop("course_form"))
    assert len(tracker.events) > MOST_EVENTS
    assert tracker.active_loop_name == "course_form"


def test_started_afresh_nothing_is_known(tmp_path: Path) -> None:
    store = opened(tmp_path)
    talk(store, 3)
    asyncio.run(store.start_afresh("visitor"))
    tracker = asyncio.run(store.get_or_create_tracker("visitor"))
    assert tracker.get_slot("focus") is None
