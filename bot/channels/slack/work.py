"""Work in the background: bounded, in order for each person, never lost silently, and after the
acknowledgements of what is just coming in."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress

logger = logging.getLogger(__name__)

MOST_WAITING = 500
MOST_AT_ONCE = 32
# When Slack is told to come back: some room is left for what is already being taken in.
NEARLY_FULL = 0.9
# Longer than the calls of one job may take: they give up by themselves, and say so.
JOB_SECONDS = 1200.0

# How long an answer gives way to requests that arrive: no longer, or a flood would silence it.
MOST_PATIENCE = 0.2

Job = Callable[[], Awaitable[None]]


class Work:
    """Runs jobs; those of one ``key`` one after the other, in the order they came."""

    def __init__(self, most_waiting: int = MOST_WAITING, job_seconds: float = JOB_SECONDS) -> None:
        self._most_waiting = most_waiting
        self._job_seconds = job_seconds
        self._at_once = asyncio.Semaphore(MOST_AT_ONCE)
        self._lines: dict[str, deque[Job]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._taking_in = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    @property
    def is_nearly_full(self) -> bool:
        """Whether no more should be taken in."""
        return self._waiting >= self._most_waiting * NEARLY_FULL

    @contextmanager
    def taking_in(self) -> Iterator[None]:
        """While a request is being acknowledged, no new line of jobs begins."""
        self._taking_in += 1
        self._quiet.clear()
        try:
            yield
        finally:
            self._taking_in -= 1
            if not self._taking_in:
                self._quiet.set()

    def submit(self, key: str, job: Job) -> bool:
        """Take a job in; False (and a line in the log) if there are too many."""
        if self._waiting >= self._most_waiting:
            logger.error("too much to do: %d jobs are waiting, one is refused", self._waiting)
            return False
        self._waiting += 1
        line = self._lines.get(key)
        if line is not None:
            line.append(job)
            return True
        self._lines[key] = deque([job])
        task = asyncio.get_running_loop().create_task(self._run_line(key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def finish(self, seconds: float) -> None:
        """Wait for what is under way; what then still runs is stopped."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(set(self._tasks), timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            logger.error("stopped with %d conversations unanswered", len(late))
            await asyncio.wait(late, timeout=1)

    async def _run_line(self, key: str) -> None:
        line = self._lines[key]
        try:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._quiet.wait(), MOST_PATIENCE)
            while line:
                async with self._at_once:
                    await self._run(line.popleft())
        finally:
            self._waiting -= len(line)
            del self._lines[key]

    async def _run(self, job: Job) -> None:
        try:
            await asyncio.wait_for(job(), self._job_seconds)
        except asyncio.TimeoutError:
            logger.error("a job took more than %.0f s and was stopped", self._job_seconds)
        except Exception:  # whatever it was: the next in line is not to suffer
            logger.exception("a job failed")
        finally:
            self._waiting -= 1
