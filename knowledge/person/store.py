"""Profiles in the database, under a digest of who it is.

Two devices of one person may write at once: each change is made on the row as it is then, and
made again if somebody was faster (a revision number tells), so that neither loses anything.
"""

from __future__ import annotations

import hashlib
import random
import re
import time
from collections.abc import Callable
from datetime import datetime, timezone

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from knowledge.person.profile import Profile
from knowledge.tables import profile as table

# With 8, one of 48 changes of eight devices at once was given up (PostgreSQL, a slow machine).
TRIES = 20
# Who was beaten waits a random while, twice as long each time: two that try again at once would
# beat one another again and again.
FIRST_PAUSE, LONGEST_PAUSE = 0.004, 0.1  # seconds
# Of a Slack member's conversations (``slack-<person>-<conversation>``) only the person counts.
_SLACK_PERSON = re.compile(r"(slack-[0-9a-f]{32})-[0-9a-f]{32}\Z")


class ProfileBusy(RuntimeError):
    """Somebody else changed the profile each time it was tried."""


def person_key(sender_id: str) -> str:
    """The key of a profile: SHA-256 of the sender, the same in all of a member's threads."""
    match = _SLACK_PERSON.fullmatch(sender_id)
    return hashlib.sha256((match[1] if match else sender_id).encode()).hexdigest()


class ProfileStore:
    """Reads, changes and forgets profiles; each call is one short transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def read(self, sender_id: str) -> Profile:
        """What is known about a sender; an empty profile for a stranger."""
        with self._engine.connect() as connection:
            return _read(connection, person_key(sender_id))[0]

    def change(self, sender_id: str, change: Callable[[Profile], Profile]) -> Profile:
        """Apply ``change`` to what is stored, and return what it made.

        Raises:
            ProfileBusy: others changed it first, ``TRIES`` times in a row.
        """
        key = person_key(sender_id)
        for attempt in range(TRIES):
            if attempt:
                longest = min(FIRST_PAUSE * 2**attempt, LONGEST_PAUSE)
                time.sleep(random.uniform(0, longest))  # noqa: S311 - no secret
            try:
                with self._engine.begin() as connection:
                    before, revision = _read(connection, key)
                    after = change(before)
                    if after == before or _write(connection, key, after, revision):
                        return after
            except IntegrityError:  # another device was the first to write
                continue
        raise ProfileBusy(f"the profile was changed by others {TRIES} times in a row")

    def forget(self, sender_id: str) -> bool:
        """Erase what is known about a sender; whether there was anything."""
        with self._engine.begin() as connection:
            done = connection.execute(delete(table).where(table.c.person == person_key(sender_id)))
        return bool(done.rowcount)


def _read(connection: Connection, key: str) -> tuple[Profile, int]:
    row = connection.execute(
        select(table.c.known, table.c.revision).where(table.c.person == key)
    ).first()
    return (Profile.from_dict(row.known), row.revision) if row else (Profile(), 0)


def _write(connection: Connection, key: str, profile: Profile, revision: int) -> bool:
    values = {
        "known": profile.to_dict(),
        "revision": revision + 1,
        "changed": datetime.now(timezone.utc).replace(tzinfo=None),
    }
    if not revision:
        connection.execute(insert(table).values(person=key, **values))
        return True
    done = connection.execute(
        update(table).where(table.c.person == key, table.c.revision == revision).values(**values)
    )
    return bool(done.rowcount == 1)
