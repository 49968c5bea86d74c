"""Who speaks where, as an id that nobody outside can guess or forge.

``slack-<person>-<conversation>``: both parts are keyed hashes, the first of workspace and
user, the second also of channel and thread. So one person has a conversation of their own in
each thread, and all of a person's conversations can be found to be forgotten.
"""

from __future__ import annotations

import hashlib
import hmac

DIGITS = 32  # hexadecimal: 128 bits


class Identities:
    """Makes the ids; ``key`` is secret."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def person(self, team: str, user: str) -> str:
        """How all ids of a person begin."""
        return f"slack-{self._hash(team, user)}-"

    def conversation(self, team: str, channel: str, thread: str, user: str) -> str:
        """The sender id of a person in a thread."""
        return self.person(team, user) + self._hash(team, channel, thread, user)

    def _hash(self, *parts: str) -> str:
        # The length before each part: no two lists of parts give the same bytes.
        joined = "".join(f"{len(part)}:{part}" for part in parts).encode()
        return hmac.new(self._key, joined, hashlib.sha256).hexdigest()[:DIGITS]


def person_of(conversation: str) -> str:
    """How all ids of the person begin whose conversation this is."""
    return conversation.rpartition("-")[0] + "-"


def profile_of(person: str) -> str:
    """The name under which the knowledge base keeps what it knows of the person."""
    return person.removesuffix("-")
