"""Starting a bot as its own process tree, what that tree costs, and ending all of it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

__all__ = ["Memory", "Tree", "free_port", "timed"]

STOP_SECONDS = 20
COMMAND_SECONDS = 600
# Inherited by every process of a tree. The supervisor gives its processes sessions of their
# own, and they outlive it when it is killed: neither the process group nor the parent finds
# them then.
MARK = "BENCH_TREE"


@dataclass(frozen=True)
class Memory:
    """Of a whole tree, in MB (1e6 bytes): ``pss`` counts a page shared by n processes as 1/n,
    whoever they belong to; ``rss`` counts it once for each process."""

    pss: float
    rss: float
    parts: dict[str, float]  # PSS of each process


class Tree:
    """A process and all its descendants; ended on leaving, whatever happens."""

    def __init__(
        self, command: Sequence[str], cwd: Path, log: Path, environment: dict[str, str]
    ) -> None:
        self._command, self._cwd, self._log = command, cwd, log
        self._mark = uuid.uuid4().hex
        self._environment = {**os.environ, **environment, MARK: self._mark}
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Tree:
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                self._command,
                cwd=self._cwd,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self

    def __exit__(self, *_error: object) -> None:
        assert self.process is not None
        try:
            if self.process.poll() is None:
                self.process.send_signal(signal.SIGINT)
                with suppress(subprocess.TimeoutExpired):
                    self.process.wait(STOP_SECONDS)
        finally:
            for member in self._members():
                with suppress(psutil.NoSuchProcess):
                    member.kill()
            self.process.wait(STOP_SECONDS)

    def _members(self) -> Iterator[psutil.Process]:
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                if process.environ().get(MARK) == self._mark:
                    yield process

    def memory(self) -> Memory:
        """What all processes of the tree take."""
        pss = rss = 0.0
        parts: dict[str, float] = {}
        for member in self._members():
            full = member.memory_full_info()
            pss, rss = pss + full.pss / 1e6, rss + full.rss / 1e6
            name = _name(member.cmdline())
            parts[name] = parts.get(name, 0.0) + full.pss / 1e6
        return Memory(pss, rss, parts)

    def wait(self, seconds: float) -> None:
        """Until the command ends.

        Raises:
            RuntimeError: it failed, with the end of its log.
            subprocess.TimeoutExpired: it took longer.
        """
        assert self.process is not None
        if self.process.wait(seconds) != 0:
            self.require_running()

    def require_running(self) -> None:
        """Raises RuntimeError with the log's end when the process has ended."""
        assert self.process is not None
        if self.process.poll() is not None:
            end = self._log.read_text(errors="replace")[-2000:]
            raise RuntimeError(f"{self._command} ended with {self.process.returncode}:\n{end}")


def _name(command: Sequence[str]) -> str:
    """What tells the processes of a tree apart: ``run``, ``serve``, ``actions``."""
    words = [word for word in command[1:] if not word.startswith("-")]
    known = [word for word in words if word in ("run", "serve", "actions")]
    return known[0] if known else Path((words or list(command) or ["ended"])[0]).name


def timed(command: Sequence[str], cwd: Path, log: Path, environment: dict[str, str]) -> float:
    """Seconds (wall) that a command takes, from its start to its exit.

    Raises:
        RuntimeError: it failed.
        subprocess.TimeoutExpired: it took longer than ten minutes.
    """
    started = time.perf_counter()
    with Tree(command, cwd, log, environment) as tree:
        tree.wait(COMMAND_SECONDS)
        return time.perf_counter() - started


def free_port() -> int:
    """A port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
