"""Exclusive times of nested parts of a turn."""

from __future__ import annotations

import inspect
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

REST = "everything else"


class Stopwatch:
    """Sums milliseconds by part; inside a part within another only the inner one counts.

    For one turn at a time on one event loop: it keeps a single stack of parts.
    """

    def __init__(self) -> None:
        self.milliseconds: dict[str, float] = defaultdict(float)
        self._stack = [REST]
        self._since = time.perf_counter()

    def enter(self, part: str) -> None:
        """What follows belongs to ``part``."""
        self._count()
        self._stack.append(part)

    def leave(self) -> None:
        """What follows belongs to the part around it."""
        self._count()
        self._stack.pop()

    def restart(self) -> None:
        """Forget everything so far."""
        self.milliseconds.clear()
        self._since = time.perf_counter()

    def _count(self) -> None:
        now = time.perf_counter()
        self.milliseconds[self._stack[-1]] += 1000 * (now - self._since)
        self._since = now

    def watch(self, owner: Any, method: str, part: str) -> None:
        """Replace ``owner.method``, a function or a coroutine function, by a timed one."""
        setattr(owner, method, self.timed(getattr(owner, method), part))

    def timed(self, function: Callable[..., Any], part: str) -> Callable[..., Any]:
        """The same function, timed."""

        async def later(*arguments: Any, **named: Any) -> Any:
            self.enter(part)
            try:
                return await function(*arguments, **named)
            finally:
                self.leave()

        def now(*arguments: Any, **named: Any) -> Any:
            self.enter(part)
            try:
                return function(*arguments, **named)
            finally:
                self.leave()

        return later if inspect.iscoroutinefunction(function) else now
