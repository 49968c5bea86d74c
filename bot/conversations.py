"""Where conversations are kept: Rasa's SQL store with sound connections, failing loudly.

The stock store has no ``pool_pre_ping`` (after a database restart every visitor looks
new), waits for ever for a database that is down, and is wrapped so that a failed save
goes to a memory that nobody reads.
"""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import islice
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.orm import sessionmaker

from knowledge.database import open_engine

ALL_EVENTS = "SELECT data FROM events WHERE sender_id = :sender ORDER BY id"
# The latest session only: Rasa starts one anew after an hour of silence.
SESSION_EVENTS = """
    SELECT data FROM events
    WHERE sender_id = :sender AND timestamp >= coalesce(
        (SELECT max(timestamp) FROM events
         WHERE sender_id = :sender AND type_name = 'session_started'), 0)
    ORDER BY id
"""


COUNT_EVENTS = f"SELECT count(*) FROM ({SESSION_EVENTS}) AS known"  # noqa: S608 - constant

MOST_EVENTS = 100  # of a session: about eight turns


def _row(sender_id: str, event: Event) -> dict[str, Any]:
    data = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


@lru_cache(maxsize=64)
def _event_class(type_name: str) -> type[Event]:
    """Rasa walks all subclasses of all events for each event that it reads."""
    found: type[Event] = Event.resolve_by_type(type_name)
    return found


def _event(data: dict[str, Any]) -> Event:
    return _event_class(data["event"])._from_parameters(data)


def forget_conversations(engine: sa.engine.Engine, beginning: str) -> int:
    """Delete all events of the senders whose id begins so; returns how many."""
    pattern = beginning.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"
    with engine.begin() as connection:
        done = connection.execute(
            sa.text("DELETE FROM events WHERE sender_id LIKE :pattern ESCAPE '!'"),
            {"pattern": pattern},
        )
    return int(done.rowcount)


def _begin_session(tracker: DialogueStateTracker, slots: dict[str, Any]) -> None:
    tracker.update(ActionExecuted(ACTION_SESSION_START_NAME))
    tracker.update(SessionStarted())
    for name, value in slots.items():
        if value is not None:
            tracker.update(SlotSet(name, value))
    tracker.update(ActionExecuted(ACTION_LISTEN_NAME))


class ConversationStore(SQLTrackerStore):
    """SQL tracker store on an engine opened as the knowledge base's is."""

    def __init__(self, domain: Domain | None, url: str, event_broker: EventBroker | None = None):
        """Open the store and make its table.

        Raises:
            sqlalchemy.exc.OperationalError: the database cannot be reached.
        """
        self.engine = open_engine(url, future=False)
        self.Base.metadata.create_all(self.engine)
        with self.engine.begin() as connection:
            # Every turn filters by sender, type and time; the stock table indexes only the first.
            connection.execute(
                sa.text(
                    "CREATE INDEX IF NOT EXISTS ix_events_sender_session"
                    " ON events (sender_id, type_name, timestamp)"
                )
            )
        self.sessionmaker = sessionmaker(bind=self.engine)
        extra: dict[str, Any] = {}
        TrackerStore.__init__(self, domain, event_broker, **extra)

    async def start_afresh(self, sender_id: str) -> None:
        """A new session, which knows of nothing that was said before."""
        tracker = await self.retrieve(sender_id)
        if tracker is None:
            return
        _begin_session(tracker, {})
        await self.save(tracker)

    def forget(self, sender_id: str) -> None:
        """Erase all that was said in a conversation."""
        with self.engine.begin() as connection:
            connection.execute(
                sa.text("DELETE FROM events WHERE sender_id = :sender"), {"sender": sender_id}
            )

    async def _retrieve(
        self, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> DialogueStateTracker | None:
        """As the stock store, in one plain query instead of through the ORM (2 ms a turn)."""
        with self.engine.connect() as connection:
            rows = connection.execute(
                sa.text(ALL_EVENTS if fetch_events_from_all_sessions else SESSION_EVENTS),
                {"sender": sender_id},
            ).all()
        if not rows or self.domain is None:
            return None
        events = [_event(json.loads(row.data)) for row in rows]
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store what is new, in two plain statements (the ORM takes a millisecond longer).

        A long session is ended between two turns, with its slots in the next one: each turn reads
        all events of its session, and the 200th turn took 3.5 times as long as the fifth.
        """
        if len(tracker.events) > MOST_EVENTS and tracker.active_loop_name is None:
            _begin_session(tracker, tracker.current_slot_values())
        await self.stream_events(tracker)
        sender = {"sender": tracker.sender_id}
        with self.engine.begin() as connection:
            stored = int(connection.execute(sa.text(COUNT_EVENTS), sender).scalar() or 0)
            rows = [
                _row(tracker.sender_id, event) for event in islice(tracker.events, stored, None)
            ]
            if rows:
                connection.execute(sa.insert(self.SQLEvent.__table__), rows)
