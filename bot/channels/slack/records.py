"""What the channel keeps in the database, off the event loop: what has been handled, which
threads it has joined, ratings, replies that failed. Also forgets a person.

A database that is down does not silence the adviser: what was handled is then known in this
process only.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.slack.identity import profile_of
from bot.conversations import forget_conversations
from knowledge import one_time_keys
from knowledge.feedback import Feedback
from knowledge.person.store import ProfileStore
from knowledge.undelivered import forget_undelivered, write_down_undelivered

logger = logging.getLogger(__name__)

CHANNEL = "slack"
HANDLED_SECONDS = 24 * 3600.0  # Slack sends again for at most an hour or so
JOINED_SECONDS = 30 * 24 * 3600.0
MOST_REMEMBERED = 10_000
SWEEP_SECONDS = 3600.0

T = TypeVar("T")


class Records:
    """The channel's memory on the two databases."""

    def __init__(self, engine: Engine, conversations: Engine) -> None:
        self._engine = engine
        self._conversations = conversations
        self._feedback = Feedback(engine)
        self._profiles = ProfileStore(engine)
        # One thread: SQLite has one writer, and waiting in line here costs no polling.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="slack-records")
        self._remembered: OrderedDict[str, None] = OrderedDict()
        self._swept = time.monotonic()

    async def is_first(self, key: str, seconds: float = HANDLED_SECONDS) -> bool:
        """Whether nobody, in any process, has handled this before.

        Kept is a digest, which tells nobody who did what: it outlives being forgotten, since
        what was handled may still be sent again.
        """
        lasting = seconds >= HANDLED_SECONDS
        if lasting and self._is_remembered(key):
            return False
        try:
            await self._sweep_now_and_then()
            digest = f"{CHANNEL}:{hashlib.sha256(key.encode()).hexdigest()}"
            return await self._run(one_time_keys.claim, self._engine, digest, seconds)
        except SQLAlchemyError:
            logger.exception("the record of what was handled cannot be reached")
            return True

    async def join(self, conversation: str) -> None:
        """Remember that the person asked in this thread."""
        await self._quietly(
            one_time_keys.keep, self._engine, f"{conversation}:joined", JOINED_SECONDS
        )

    async def has_joined(self, conversation: str) -> bool:
        """Whether the person asked in this thread before."""
        key = f"{conversation}:joined"
        return bool(await self._quietly(one_time_keys.is_kept, self._engine, key))

    async def rate(self, person: str, message: str, thumb: str, topic: str | None) -> None:
        """Keep a thumb; under the person, so that all of them can be found to be forgotten."""
        await self._quietly(self._feedback.give, person, message, thumb, "", topic)

    async def write_down(self, reference: str, conversation: str, reason: str) -> None:
        """Write down a reply that could not be delivered."""
        await self._quietly(
            write_down_undelivered, self._engine, reference, CHANNEL, conversation, reason
        )

    async def forget(self, person: str) -> bool:
        """Delete all that is kept of a person in all their threads; whether that worked."""
        try:
            await self._run(self._profiles.forget, profile_of(person))
            await self._run(one_time_keys.forget_keys, self._engine, person)
            await self._run(self._feedback.forget, person)
            await self._run(forget_undelivered, self._engine, person)
            await self._run(forget_conversations, self._conversations, person)
        except SQLAlchemyError:
            logger.exception("a person could not be forgotten")
            return False
        return True

    async def run(self, call: Callable[..., T], *arguments: object) -> T:
        """Run something on the knowledge base's engine in the thread of the records."""
        return await self._run(call, self._engine, *arguments)

    def close(self) -> None:
        """Let go of thread and connections."""
        self._thread.shutdown(wait=True)
        self._engine.dispose()
        self._conversations.dispose()

    def _is_remembered(self, key: str) -> bool:
        if key in self._remembered:
            return True
        self._remembered[key] = None
        if len(self._remembered) > MOST_REMEMBERED:
            self._remembered.popitem(last=False)
        return False

    async def _sweep_now_and_then(self) -> None:
        if time.monotonic() - self._swept > SWEEP_SECONDS:
            self._swept = time.monotonic()
            await self._run(one_time_keys.sweep, self._engine)

    async def _quietly(self, call: Callable[..., T], *arguments: object) -> T | None:
        try:
            return await self._run(call, *arguments)
        except SQLAlchemyError:
            logger.exception("the channel's records cannot be reached")
            return None

    async def _run(self, call: Callable[..., T], *arguments: object) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, partial(call, *arguments))
