"""The two bots that are compared: ours, and the one that ``rasa init`` makes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.processes import Tree, free_port, timed
from bench.questions import STOCK, knowledge_questions
from knowledge.settings import PROJECT_ROOT

# What the bot is made of. It is measured as a copy: with a file edited between training and
# start, `advisor run` rightly trains again, and the start would be half a minute longer.
PARTS = ("actions", "bot", "data", "knowledge")
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "2"}

Messages = list[dict[str, Any]]


@dataclass(frozen=True)
class Bot:
    """How a bot is trained, started and asked, and which of its messages are an answer."""

    name: str
    directory: Path
    scratch: Path
    train: list[str]
    start: list[str]
    environment: dict[str, str]
    port: int
    messages: tuple[str, ...]
    is_answer: Callable[[Messages], bool]

    @property
    def url(self) -> str:
        """Its REST channel."""
        return f"http://127.0.0.1:{self.port}/webhooks/rest/webhook"

    def training_seconds(self) -> float:
        """Train from nothing; seconds (wall) of the whole command."""
        return timed(self.train, self.directory, self._log("train"), self.environment)

    def started(self) -> Tree:
        """The process tree, to be entered."""
        return Tree(self.start, self.directory, self._log("run"), self.environment)

    def _log(self, what: str) -> Path:
        return self.scratch / f"{self.name.replace(' ', '-')}-{what}.log"


def ours(scratch: Path) -> Bot:
    """Our bot with its state in a scratch directory, started as ``make run`` does."""
    project = scratch / "project"
    for part in PARTS:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECT_ROOT / part, project / part, ignore=ignored)
    port = free_port()
    # From the copy's folder, `-m` finds the copy before the installed project.
    advisor = [sys.executable, "-m", "bot.cli"]
    return Bot(
        name="ours",
        directory=project,
        scratch=scratch,
        train=[*advisor, "train", "--force"],
        start=[*advisor, "run"],
        environment={
            "ADVISOR_STATE_DIRECTORY": str(scratch / "state"),
            "ADVISOR_PORT": str(port),
            "ADVISOR_ACTIONS_PORT": str(free_port()),
        },
        port=port,
        messages=knowledge_questions(),
        is_answer=_from_the_knowledge,
    )


def _from_the_knowledge(messages: Messages) -> bool:
    """An apology, or asking back, is a reply as well, but a cheaper one."""
    return bool(messages) and messages[0]["custom"]["reply"]["outcome"] == "answered"


def stock(scratch: Path) -> Bot:
    """The bot of ``rasa init`` with its defaults, made anew in the same environment."""
    directory = scratch / "stock"
    directory.mkdir()
    rasa = [str(Path(sys.executable).with_name("rasa"))]
    environment = {**QUIET, "LOG_LEVEL": "WARNING"}
    init = [*rasa, "init", "--no-prompt", "--init-dir", str(directory)]
    timed(init, directory, scratch / "init.log", environment)
    port = free_port()
    return Bot(
        name="rasa init",
        directory=directory,
        scratch=scratch,
        train=[*rasa, "train", "--force"],
        start=[*rasa, "run", "--enable-api", "--port", str(port), "--interface", "127.0.0.1"],
        environment=environment,
        port=port,
        messages=STOCK,
        is_answer=bool,
    )
