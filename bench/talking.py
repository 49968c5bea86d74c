"""Asking a running bot over its REST channel, one turn at a time."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

import aiohttp

from bench.bots import Bot, Messages
from bench.processes import Tree

START_SECONDS = 180  # the longest wait for a first answer
TURN_SECONDS = 30
TURNS_OF_A_PERSON = 5
POLL_SECONDS = 0.1
# Below Sanic's five seconds, so that a request never meets a connection that is just closing.
KEPT_SECONDS = 4.0


@dataclass
class Talk:
    """The turns of one bot: the time of each in milliseconds, and the texts not answered."""

    bot: Bot
    session: aiohttp.ClientSession
    count: int = 0
    times: list[float] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)

    async def turn(self) -> None:
        """One turn, by a new person every five."""
        message = self.bot.messages[self.count % len(self.bot.messages)]
        sender = f"person-{self.count // TURNS_OF_A_PERSON}"
        self.count += 1
        started = time.perf_counter()
        answer = await self._ask(sender, message)
        self.times.append(1000 * (time.perf_counter() - started))
        if not answer:
            raise RuntimeError(f"{self.bot.name} said nothing to {message!r}")
        if not self.bot.is_answer(answer):
            self.unanswered.append(message)

    async def _ask(self, sender: str, message: str) -> Messages:
        body = {"sender": sender, "message": message}
        async with self.session.post(self.bot.url, json=body) as response:
            found: Messages = await response.json()
            return found

    async def seconds_to_first_answer(self, tree: Tree, started: float) -> float:
        """Seconds from ``started`` (of ``time.perf_counter``) to the first true answer.

        A stock server whose model is still loading answers ``[]``, ours would apologise:
        neither counts.

        Raises:
            RuntimeError: the process ended, or no answer came in time.
        """
        while time.perf_counter() - started < START_SECONDS:
            tree.require_running()
            try:
                answer = await self._ask("first", self.bot.messages[0])
                if self.bot.is_answer(answer):
                    return time.perf_counter() - started
            except (aiohttp.ClientError, ValueError, LookupError, asyncio.TimeoutError):
                pass  # not listening yet
            await asyncio.sleep(POLL_SECONDS)
        raise RuntimeError(f"{self.bot.name} did not answer within {START_SECONDS} s")

    def forget(self) -> None:
        """Drop what was measured so far (the warm-up); the questions go on."""
        self.times.clear()
        self.unanswered.clear()


def open_session() -> aiohttp.ClientSession:
    """One kept connection a bot."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(keepalive_timeout=KEPT_SECONDS),
        timeout=aiohttp.ClientTimeout(total=TURN_SECONDS),
    )
