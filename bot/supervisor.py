"""Starting and watching the two processes: the bot's server and the action server.

If one dies it is started again, up to a limit; then everything stops with a clear line.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from knowledge.settings import PROJECT_ROOT, Settings

LOOPBACK = "127.0.0.1"
START_SECONDS = 180.0  # loading takes 12 s here; a cold, slow disk far longer
STOP_SECONDS = 8.0
MOST_RESTARTS = 3
WRONG_SETUP = 2  # exit code: starting again would not help
PROBE = "Does an ML engineer code?"


class ServiceFailed(RuntimeError):
    """The service cannot be kept running; the message is for the person who started it."""


@dataclass
class Process:
    """One watched process."""

    name: str
    command: Sequence[str]
    environment: dict[str, str]
    restarts: int = 0
    running: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it in a process group of its own, so that Ctrl-C reaches only us."""
        self.running = subprocess.Popen(
            self.command, env=self.environment, cwd=PROJECT_ROOT, start_new_session=True
        )

    def exit_code(self) -> int | None:
        """None while it runs."""
        return self.running.poll() if self.running else None

    def stop(self) -> None:
        """End it and all its children: politely, then by force."""
        if self.running is None or self.running.poll() is not None:
            return
        os.killpg(self.running.pid, signal.SIGTERM)
        try:
            self.running.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()


def processes(settings: Settings) -> list[Process]:
    """The action server first: the bot's first answer needs it."""
    environment = {
        **os.environ,
        "ADVISOR_REST_TOKEN": settings.rest_token,
        "OMP_NUM_THREADS": "1",
    }
    return [
        Process("action server", [sys.executable, "-m", "bot.cli", "actions"], environment),
        Process("bot", [sys.executable, "-m", "bot.cli", "serve"], environment),
    ]


def with_token(settings: Settings) -> Settings:
    """Where others can reach the bot and no token is set, one that only we know: the check
    whether the bot answers needs the REST channel."""
    if settings.is_loopback or settings.rest_token:
        return settings
    return settings.copy(update={"rest_token": secrets.token_urlsafe(32)})


def stop_on_signals() -> None:
    """SIGINT and SIGTERM raise ``KeyboardInterrupt``. Python leaves SIGINT ignored when a script
    (CI, nohup) started it in the background, and then nothing could end it politely."""
    for stopping in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stopping, _interrupt)


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def prepare() -> None:
    """Build and train what has changed, in a process of its own: training takes 600 MB that
    the watching process would keep.

    Raises:
        ServiceFailed: the preparation failed; it has said why.
    """
    done = subprocess.run([sys.executable, "-m", "bot.cli", "train"], cwd=PROJECT_ROOT, check=False)
    if done.returncode:
        raise ServiceFailed("preparation failed, see above")


def require_free_ports(settings: Settings) -> None:
    """Stop before a minute of preparation, and three restarts after it, come to nothing.

    Raises:
        ServiceFailed: something else listens on one of our two ports; it names the setting.
    """
    ours = (
        ("ADVISOR_PORT", settings.host, settings.port),
        ("ADVISOR_ACTIONS_PORT", LOOPBACK, settings.actions_port),
    )
    for setting, host, port in ours:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            # As the servers themselves do: a port that was left a second ago is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as problem:
                raise ServiceFailed(
                    f"{setting}={port}: {host}:{port} cannot be used ({problem.strerror}); "
                    "choose another or stop what listens there"
                ) from problem


def run(settings: Settings, announce: Callable[[str], None]) -> None:
    """Start everything, announce the address once a real question has been answered, and
    watch until interrupted.

    Raises:
        ServiceFailed: a process keeps dying, or no answer came in time.
    """
    settings = with_token(settings)
    watched = processes(settings)
    try:
        for process in watched:
            process.start()
        announce("Loading the model …")
        _wait_for_answer(settings, watched)
        announce(f"Ready: http://{settings.host}:{settings.port}")
        while True:
            _restart_dead(watched, announce)
            time.sleep(0.5)
    finally:
        _stop_undisturbed(watched)


def _stop_undisturbed(watched: list[Process]) -> None:
    """Stop all. A second Ctrl-C must not end us before the last of them: it would stay behind and
    hold its port. Waiting has an end, and force after it."""
    for stopping in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stopping, signal.SIG_IGN)
    for process in reversed(watched):
        process.stop()


def _wait_for_answer(settings: Settings, watched: list[Process]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        _restart_dead(watched, lambda _line: None)
        if is_answering(settings):
            return
        time.sleep(0.3)
    raise ServiceFailed(f"no answer from port {settings.port} within {START_SECONDS:.0f} s")


def is_answering(settings: Settings) -> bool:
    """Whether a real question gets a real answer (a server without a model looks healthy)."""
    host = LOOPBACK if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104
    request = urllib.request.Request(
        f"http://{host}:{settings.port}/webhooks/rest/webhook",
        json.dumps({"sender": "readiness-probe", "message": PROBE}).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {settings.rest_token}"},
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310 - our own
            messages = json.load(response)
    except (urllib.error.URLError, OSError, ValueError):
        return False
    return bool(messages) and messages[0]["custom"]["reply"]["outcome"] == "answered"


def _restart_dead(watched: list[Process], announce: Callable[[str], None]) -> None:
    for process in watched:
        code = process.exit_code()
        if code is None:
            continue
        if code == WRONG_SETUP or process.restarts >= MOST_RESTARTS:
            raise ServiceFailed(
                f"the {process.name} stopped with code {code}"
                + (f" after {process.restarts} restarts" if process.restarts else "")
                + "; its last lines are above"
            )
        process.restarts += 1
        announce(f"The {process.name} stopped with code {code}; starting it again.")
        process.start()
