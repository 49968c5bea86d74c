"""``make bench``: our bot and the bot of ``rasa init``, side by side in one run.

Absolute times vary from machine to machine and from hour to hour; what is meant to last
are the ratios of one run.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from bench.bots import Bot, ours, stock
from bench.processes import Memory, Tree
from bench.table import Figures, table
from bench.talking import Talk, open_session

BLOCK = 50  # turns of one bot before the other has its own
WARM_UP = 20  # turns of each, not counted
TURNS, QUICK_TURNS = 300, 100
DEADLINE_SECONDS = 900  # of the whole run; a usual one takes four minutes


def say(line: str) -> None:
    """Progress, on standard error: standard output is the table."""
    print(line, file=sys.stderr, flush=True)


def measure(scratch: Path, turns: int) -> tuple[Figures, Figures]:
    """Train both, one after the other; start both; ask them in alternating blocks."""
    say("Making the bot of `rasa init` …")
    bots = (ours(scratch), stock(scratch))
    training = []
    for bot in bots:
        say(f"Training: {bot.name} …")
        training.append(bot.training_seconds())
    mine, its = asyncio.run(_talk(bots, turns))
    return _figures(training[0], *mine), _figures(training[1], *its)


Measured = tuple[float, Talk, Memory]


async def _talk(bots: tuple[Bot, Bot], turns: int) -> tuple[Measured, Measured]:
    """Of each bot: seconds to its first answer, its turns, its memory after them."""
    async with open_session() as one, open_session() as other:
        mine, its = Talk(bots[0], one), Talk(bots[1], other)
        say("Starting both …")
        started = time.perf_counter()
        with bots[0].started() as first:
            our_start = await mine.seconds_to_first_answer(first, started)
            started = time.perf_counter()
            with bots[1].started() as second:
                its_start = await its.seconds_to_first_answer(second, started)
                await _alternate(mine, its, WARM_UP, WARM_UP)
                mine.forget()
                its.forget()
                say(f"{turns} turns each …")
                await _alternate(mine, its, turns, BLOCK)
                memory = _memory(first), _memory(second)
    return (our_start, mine, memory[0]), (its_start, its, memory[1])


async def _alternate(mine: Talk, its: Talk, turns: int, block: int) -> None:
    """Blocks of one and the other; who is not asked is idle."""
    for done in range(0, turns, block):
        for talk in (mine, its):
            for _ in range(min(block, turns - done)):
                await talk.turn()


def _memory(tree: Tree) -> Memory:
    tree.require_running()
    return tree.memory()


def _figures(training: float, start: float, talk: Talk, memory: Memory) -> Figures:
    for message in talk.unanswered:
        say(f"Not answered by {talk.bot.name}: {message!r}")
    return Figures(
        training=training,
        start=start,
        p50=float(np.percentile(talk.times, 50)),
        p95=float(np.percentile(talk.times, 95)),
        memory=memory,
        turns=len(talk.times),
        unanswered=len(talk.unanswered),
    )


def _stop(number: int, _frame: object) -> None:
    """So that what was started is ended here too: a plain SIGTERM skips every ``finally``."""
    raise SystemExit(f"bench: ended by {signal.Signals(number).name}")


def main() -> int:
    """Measure, print the table, write it; 1 when a figure is not reached."""
    parser = argparse.ArgumentParser(prog="bench.compare", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_TURNS} turns of each bot")
    parser.add_argument("--turns", type=int, default=TURNS, help="turns of each bot")
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("RESULTS.md"))
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGALRM, _stop)
    signal.alarm(DEADLINE_SECONDS)
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as scratch:
        turns = QUICK_TURNS if options.quick else options.turns
        figures = measure(Path(scratch), turns)
        text, reached = table(*figures, before, os.getloadavg()[0])
    options.output.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
