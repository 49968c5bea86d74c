"""Slack's limits of rate: while a kind of call is limited, its calls wait in one line.

Sent all at once when the time is over, they would be limited again, each time but one.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

LIMITED = "ratelimited"

Answer = dict[str, Any]


class NotTaken(Exception):
    """Slack did not take a call; ``pause`` is how long it wants to be left alone, if it said so."""

    def __init__(self, reason: str, pause: float | None = None, for_good: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.pause = pause
        self.for_good = for_good


class Pace:
    """The calls of one kind (a method with one workspace's token)."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()  # those who wait for it get it in their order
        self._in_line = 0
        self._resume_at = 0.0

    async def call(self, call: Callable[[], Awaitable[Answer]], until: float) -> Answer:
        """Make the call, when Slack allows it.

        Raises:
            NotTaken: it failed otherwise, or Slack does not allow it before ``until``.
        """
        if not self._in_line and time.monotonic() >= self._resume_at:
            try:
                return await call()
            except NotTaken as failure:
                self._note(failure)
        self._in_line += 1
        try:
            async with self._turn:
                return await self._in_turn(call, until)
        finally:
            self._in_line -= 1

    async def _in_turn(self, call: Callable[[], Awaitable[Answer]], until: float) -> Answer:
        while True:
            if max(self._resume_at, time.monotonic()) > until:
                raise NotTaken(LIMITED, for_good=True)
            await asyncio.sleep(max(0.0, self._resume_at - time.monotonic()))
            try:
                return await call()
            except NotTaken as failure:
                self._note(failure)

    def _note(self, failure: NotTaken) -> None:
        if failure.pause is None:
            raise failure
        self._resume_at = time.monotonic() + failure.pause
