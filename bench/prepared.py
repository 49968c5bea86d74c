"""A trained state of our bot in a directory of its own, for measuring inside one process."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.processes import Tree, free_port, timed
from knowledge.settings import PROJECT_ROOT, Settings, load_settings

ADVISOR = [sys.executable, "-m", "bot.cli"]


def prepare(state: Path) -> Settings:
    """Train into ``state`` unless it is up to date; this process then uses it as well."""
    state.mkdir(parents=True, exist_ok=True)
    # The components of the pipeline read the environment themselves.
    os.environ["ADVISOR_STATE_DIRECTORY"] = str(state)
    os.environ["ADVISOR_ACTIONS_PORT"] = str(free_port())
    timed([*ADVISOR, "train"], PROJECT_ROOT, state / "train.log", {})
    return load_settings()


@contextmanager
def action_server(settings: Settings) -> Iterator[str]:
    """Our action server while the block runs; gives its URL without a path."""
    log = settings.state_directory / "actions.log"
    with Tree([*ADVISOR, "actions"], PROJECT_ROOT, log, {}):
        yield f"http://127.0.0.1:{settings.actions_port}"
