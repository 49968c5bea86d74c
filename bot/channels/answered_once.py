"""Messages with an id are answered once: a retry waits for, or repeats, the same reply."""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from knowledge.reply import Reply

MOST_MESSAGES = 2000


class IdReused(Exception):
    """The id was given to another text before."""


class Overloaded(Exception):
    """More turns are running than may be remembered."""


@dataclass(frozen=True)
class _Turn:
    digest: bytes
    running: asyncio.Task[Reply]


class AnsweredOnce:
    """The latest turns by sender and message id, in bounded memory."""

    def __init__(self, most: int = MOST_MESSAGES) -> None:
        self._most = most
        self._turns: OrderedDict[tuple[str, str], _Turn] = OrderedDict()

    def __len__(self) -> int:
        return len(self._turns)

    async def answer(
        self, sender: str, message_id: str, text: str, ask: Callable[[], Awaitable[Reply]]
    ) -> Reply:
        """The reply to a message; ``ask`` is called for a new id only. Whoever asks may go
        away: the turn runs on, and its reply is there for the retry.

        Raises:
            IdReused: the id belongs to another text.
            Overloaded: too many turns are running.
        """
        key = (sender, message_id)
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        turn = self._turns.get(key)
        if turn is None:
            self._make_room()
            turn = self._turns[key] = _Turn(digest, asyncio.ensure_future(_run(ask)))
        elif turn.digest != digest:
            raise IdReused
        try:
            return await asyncio.shield(turn.running)
        except Exception:  # a turn that failed may be tried again under its id
            self._turns.pop(key, None)
            raise

    def topic_of(self, sender: str, message_id: str) -> str | None:
        """What a remembered reply was about."""
        turn = self._turns.get((sender, message_id))
        if turn is None or not turn.running.done() or turn.running.exception():
            return None
        return turn.running.result().topic

    def forget(self, sender: str) -> None:
        """Forget what was said to somebody."""
        for key in [key for key in self._turns if key[0] == sender]:
            del self._turns[key]

    def _make_room(self) -> None:
        if len(self._turns) < self._most:
            return
        oldest = next((key for key, turn in self._turns.items() if turn.running.done()), None)
        if oldest is None:
            raise Overloaded
        del self._turns[oldest]


async def _run(ask: Callable[[], Awaitable[Reply]]) -> Reply:
    return await ask()
