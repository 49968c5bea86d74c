"""``make bench``: our bot and the bot of ``rasa init``, side by side in one run.

Absolute times vary from machine to machine and from hour to hour; what is meant to last
are the ratios of one run.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from bench.bots import Bot, ours, stock
from bench.processes import Tree
from bench.table import Figures, table

START_SECONDS = 240
BLOCK = 50  # turns of one bot before the other has its own
TURNS_OF_A_PERSON = 5


@dataclass
class Talk:
    """Talking to one running bot over HTTP."""

    bot: Bot
    count: int = 0
    times: list[float] = field(default_factory=list)

    def turn(self, timeout: float = 30) -> list[object]:
        """One turn; its time in milliseconds is kept."""
        message = self.bot.messages[self.count % len(self.bot.messages)]
        sender = f"person-{self.count // TURNS_OF_A_PERSON}"
        self.count += 1
        request = urllib.request.Request(
            self.bot.url,
            json.dumps({"sender": sender, "message": message}).encode(),
            {"Content-Type": "application/json"},
        )
        started = time.perf_counter()
        with urllib.request.urlopen(request, timeout=timeout) as response:
            answer: list[object] = json.load(response)
        self.times.append(1000 * (time.perf_counter() - started))
        if not answer:
            raise RuntimeError(f"{self.bot.name} said nothing to {message!r}")
        return answer


def wait_for_answer(bot: Bot, tree: Tree) -> None:
    """Until the bot answers; a server without its model answers ``[]``.

    Raises:
        RuntimeError: it ended, or did not answer in time.
    """
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        tree.require_running()
        try:
            Talk(bot).turn(timeout=5)
            return
        except (OSError, RuntimeError, ValueError):
            time.sleep(0.1)
    raise RuntimeError(f"{bot.name} did not answer within {START_SECONDS} s")


def measure(scratch: Path, turns: int) -> tuple[Figures, Figures]:
    """Train and start both, one after the other; then ask them in alternating blocks."""
    bots = (ours(scratch), stock(scratch))
    training = [bot.training_seconds() for bot in bots]
    starts: list[float] = []
    with bots[0].started(scratch / "ours.log") as first:
        starts.append(_start(bots[0], first))
        with bots[1].started(scratch / "stock.log") as second:
            starts.append(_start(bots[1], second))
            talks = [Talk(bot) for bot in bots]
            for _ in range(20):
                for talk in talks:
                    talk.turn()
            for talk in talks:
                talk.times.clear()
            while len(talks[-1].times) < turns:
                for talk in talks:
                    for _ in range(BLOCK):
                        talk.turn()
            memory = [first.memory(), second.memory()]
    found = [
        Figures(
            training=training[i],
            start=starts[i],
            p50=float(np.percentile(talks[i].times, 50)),
            p95=float(np.percentile(talks[i].times, 95)),
            memory=memory[i],
            turns=len(talks[i].times),
        )
        for i in (0, 1)
    ]
    return found[0], found[1]


def _start(bot: Bot, tree: Tree) -> float:
    started = time.perf_counter()
    wait_for_answer(bot, tree)
    return time.perf_counter() - started


def main() -> int:
    """Measure, print the table, write it; 1 when a figure is not reached."""
    parser = argparse.ArgumentParser(prog="bench.compare", description=__doc__)
    parser.add_argument("--turns", type=int, default=300, help="turns of each bot")
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("RESULTS.md"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        text, reached = table(*measure(Path(scratch), options.turns))
    options.output.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
