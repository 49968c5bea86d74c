"""The whole bot in processes of its own, and talking to it as a channel's client does."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from bot.training import is_trained, training_digest
from knowledge.settings import PROJECT_ROOT, Settings, load_settings

START_SECONDS = 240
TRAINING_SECONDS = 290  # within the 300 that one test may take
MADE_FROM_DAMAGE = "made-from-damage"  # beside a model whose training began with a damaged one
# As in the background of a script (CI, nohup), where SIGINT is ignored from the start: the
# interrupt that stops the bot must be heard all the same.
IN_THE_BACKGROUND = ("sh", "-c", 'trap "" INT; exec "$@"', "sh")


def environment(settings: Settings, **more: str) -> dict[str, str]:
    """The environment variables that make a child process use these settings."""
    return {
        **os.environ,
        "ADVISOR_STATE_DIRECTORY": str(settings.state_directory),
        "ADVISOR_PORT": str(settings.port),
        "ADVISOR_ACTIONS_PORT": str(settings.actions_port),
        **more,
    }


def advisor(
    settings: Settings, *arguments: str, stdin: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    """Run the ``advisor`` command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        input=stdin,
        env=environment(settings, **more),
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )


def free_port() -> int:
    """A port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Training:
    """``advisor train`` into the settings' state directory, running beside the tests.

    Where there is no model yet, as in CI, a damaged one lies there: the only training of a test
    run shows that it is made anew.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        usual = load_settings().model_file.parent
        if usual.exists():
            shutil.copytree(usual, settings.model_file.parent)
        else:
            damage_model(settings)
            (settings.model_file.parent / MADE_FROM_DAMAGE).touch()
        self._log = settings.state_directory / "training.log"

    def __enter__(self) -> Training:
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", "train"],
                # One core for it, one for the tests.
                env=environment(self.settings, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1"),
                cwd=PROJECT_ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.kill()
        self._process.wait()

    def finished(self) -> Settings:
        """The settings, once the model is trained."""
        assert self._process.wait(TRAINING_SECONDS) == 0, self._log.read_text()
        assert is_trained(self.settings)
        return self.settings


def damage_model(settings: Settings) -> None:
    """Leave a model file that is none, with a record that it was made from the present inputs."""
    model = settings.model_file
    model.parent.mkdir(parents=True, exist_ok=True)
    model.write_bytes(b"not a model")
    digest = hashlib.sha256(b"another one").hexdigest()
    model.with_suffix(".made-from").write_text(f"{training_digest(settings)}\n{digest}\n")


class RunningBot:
    """``advisor run`` on free ports, started on entering and stopped on leaving; it is started
    once its log says ``until``."""

    def __init__(self, settings: Settings, log: Path, until: str = "Ready: ", **more: str) -> None:
        self._said = until
        ports = {"port": free_port(), "actions_port": free_port()}
        self.settings = settings.copy(update=ports)
        self.log = log
        self._more = more
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.settings.port}"

    def __enter__(self) -> RunningBot:
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*IN_THE_BACKGROUND, sys.executable, "-m", "bot.cli", "run"],
                env=environment(self.settings, **self._more),
                cwd=PROJECT_ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if self._said in self.log.read_text():
                return self
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        self.stop()
        raise AssertionError(f"the bot did not start:\n{self.log.read_text()}")

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def stop(self) -> int:
        """Interrupt it as Ctrl-C does; returns its exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                raise
        return int(self.process.returncode)

    def post(self, body: bytes | dict[str, Any], path: str = "/webhooks/rest/webhook") -> Any:
        """POST; returns (status, decoded body)."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(
            self.url + path, data, {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            text = error.read().decode()
            try:
                return error.code, json.loads(text)
            except ValueError:
                return error.code, text

    def say(self, sender: str, message: str) -> dict[str, Any]:
        """One turn; returns the Reply of the first message."""
        status, messages = self.post({"sender": sender, "message": message})
        assert status == 200, messages
        assert messages, "a turn ended in silence"
        reply: dict[str, Any] = messages[0]["custom"]["reply"]
        return reply
