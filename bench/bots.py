"""The two bots that are compared: ours, and the one that ``rasa init`` makes."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.processes import Tree, free_port, timed
from knowledge.settings import PROJECT_ROOT

# Ours: a different knowledge question each turn, so that the small memory of the last
# vectors flatters nobody; none of them is listed in the content word for word.
OURS = tuple(
    template.format(name)
    for name in ("Python", "R", "Java", "C++", "MATLAB", "Julia", "Scala")
    for template in (
        "could you tell me what {} would be good for",
        "which libs are there for {}",
        "whom would you say {} is for",
        "and why do people like {}",
    )
)
# The stock bot answers its seven intents with texts from its domain; no action is called.
STOCK = ("hello there", "i am feeling very good today", "i am so sad", "are you a bot?", "bye now")

QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "2"}


@dataclass(frozen=True)
class Bot:
    """How a bot is trained, started and asked."""

    name: str
    directory: Path
    train: list[str]
    start: list[str]
    environment: dict[str, str]
    port: int
    messages: tuple[str, ...]

    @property
    def url(self) -> str:
        """Its REST channel."""
        return f"http://127.0.0.1:{self.port}/webhooks/rest/webhook"

    def training_seconds(self) -> float:
        """Train from nothing."""
        return timed(self.train, self.directory, self.environment)

    def started(self, log: Path) -> Tree:
        """The process tree, to be entered."""
        return Tree(self.start, self.directory, log, self.environment)


def ours(scratch: Path) -> Bot:
    """Our bot with its state in a scratch directory, started as ``make run`` does."""
    port = free_port()
    advisor = [sys.executable, "-m", "bot.cli"]
    environment = {
        "ADVISOR_STATE_DIRECTORY": str(scratch / "state"),
        "ADVISOR_PORT": str(port),
        "ADVISOR_ACTIONS_PORT": str(free_port()),
    }
    return Bot(
        "ours",
        PROJECT_ROOT,
        [*advisor, "train", "--force"],
        [*advisor, "run"],
        environment,
        port,
        OURS,
    )


def stock(scratch: Path) -> Bot:
    """The bot of ``rasa init`` with its defaults, made anew in the same environment."""
    directory = scratch / "stock"
    directory.mkdir()
    rasa = [str(Path(sys.executable).with_name("rasa"))]
    environment = {**QUIET, "LOG_LEVEL": "WARNING"}
    subprocess.run(
        [*rasa, "init", "--no-prompt", "--init-dir", str(directory)],
        env={**os.environ, **environment},
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=900,
    )
    port = free_port()
    return Bot(
        "rasa init",
        directory,
        [*rasa, "train", "--force"],
        [*rasa, "run", "--port", str(port), "--interface", "127.0.0.1"],
        environment,
        port,
        STOCK,
    )
