"""Starting a bot as its own process tree, and what that tree costs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from tests.running_bot import free_port

__all__ = ["Tree", "free_port", "timed"]

STOP_SECONDS = 20


class Tree:
    """A process and all its children; ended on leaving, whatever happens."""

    def __init__(
        self, command: Sequence[str], cwd: Path, log: Path, environment: dict[str, str]
    ) -> None:
        self._command, self._cwd, self._log = command, cwd, log
        self._environment = {**os.environ, **environment}
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Tree:
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                self._command,
                cwd=self._cwd,
                env=self._environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self

    def __exit__(self, *_error: object) -> None:
        assert self.process is not None
        members = self._members()
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
        for member in members:
            if member.is_running():
                member.kill()

    def _members(self) -> list[psutil.Process]:
        assert self.process is not None
        try:
            root = psutil.Process(self.process.pid)
            return [root, *root.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def memory(self) -> float:
        """Megabytes that the whole tree takes; pages that processes share count once (PSS)."""
        return sum(member.memory_full_info().pss for member in self._members()) / 1e6

    def require_running(self) -> None:
        """Raises RuntimeError with the log's end when the process has ended."""
        assert self.process is not None
        if self.process.poll() is not None:
            raise RuntimeError(f"{self._command} ended:\n{self._log.read_text()[-2000:]}")


def timed(command: Sequence[str], cwd: Path, environment: dict[str, str]) -> float:
    """Seconds that a command takes; raises CalledProcessError when it fails."""
    started = time.perf_counter()
    subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=sys.stderr if os.environ.get("BENCH_VERBOSE") else subprocess.DEVNULL,
        timeout=900,
    )
    return time.perf_counter() - started
