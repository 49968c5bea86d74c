"""Where conversations are kept: Rasa's SQL store with sound connections, failing loudly.

The stock store has no ``pool_pre_ping`` (after a database restart every visitor looks
new), waits for ever for a database that is down, and is wrapped so that a failed save
goes to a memory that nobody reads.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from sqlalchemy.orm import sessionmaker

from knowledge.database import open_engine


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
