"""The table of ``make bench``: figures, ratios, and whether what was wanted is reached."""

from __future__ import annotations

import os
import platform
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.processes import Memory


@dataclass(frozen=True)
class Figures:
    """Of one bot: training and start in seconds, turns in milliseconds, memory in MB.

    ``turns`` is how many turns were timed, ``unanswered`` how many of them got no real answer.
    """

    training: float
    start: float
    p50: float
    p95: float
    memory: Memory
    turns: int
    unanswered: int


@dataclass(frozen=True)
class Row:
    """One figure of both; ``reached`` is None where nothing is wanted."""

    name: str
    ours: float
    stock: float
    wanted: str = "–"
    reached: bool | None = None

    def markdown(self) -> str:
        """The row, with the ratio of ours to the stock bot's."""
        verdict = {None: "–", True: "yes", False: "NO"}[self.reached]
        return (
            f"| {self.name} | {self.ours:.1f} | {self.stock:.1f} |"
            f" {100 * self.ours / self.stock:.0f} % | {self.wanted} | {verdict} |"
        )


def rows(ours: Figures, stock: Figures) -> list[Row]:
    """All rows in their order."""
    mine, its = ours.memory, stock.memory
    return [
        Row("Turn, p50 (ms)", ours.p50, stock.p50, "at most 50 %", ours.p50 <= 0.5 * stock.p50),
        Row("Turn, p95 (ms)", ours.p95, stock.p95, "below its p50", ours.p95 < stock.p50),
        Row("Start (s)", ours.start, stock.start, "at most 60 %", ours.start <= 0.6 * stock.start),
        Row("Memory, PSS (MB)", mine.pss, its.pss, "below 100 %", mine.pss < its.pss),
        Row("Memory, RSS (MB)", mine.rss, its.rss),
        Row("Training (s)", ours.training, stock.training, "below 60 s", ours.training < 60),
    ]


def table(ours: Figures, stock: Figures, before: float, after: float) -> tuple[str, bool]:
    """The table in Markdown, and whether everything wanted is reached.

    ``before`` and ``after`` are the machine's load averages (of one minute): above about 0.5
    before, or 1.5 after, something else was running, and the figures are worth less.
    """
    found = rows(ours, stock)
    size = environment_size()
    parts = ", ".join(f"{name} {part:.0f}" for name, part in ours.memory.parts.items())
    lines = [
        "| | ours | `rasa init` | ratio | wanted | reached |",
        "|---|---:|---:|---:|---|---|",
        *(row.markdown() for row in found),
        f"| Environment on disk (MB) | {size:.0f} | {size:.0f} | the same | – | – |",
        "",
        f"{ours.turns} turns each, in alternating blocks. Ours are knowledge questions, each a"
        f" different text, through an action on the action server ({ours.unanswered} of them not"
        f" answered from the knowledge base); its turns are texts of its domain, without an"
        f" action. Our memory by process (PSS, MB): {parts}.",
        "",
        f"{os.cpu_count()} cores, load {before:.1f} before the run and {after:.1f} after it, Python"
        f" {platform.python_version()}, {date.today().isoformat()}.",
        "",
    ]
    return "\n".join(lines), all(row.reached is not False for row in found)


def environment_size() -> float:
    """MB (1e6 bytes) of the environment on disk, which both bots use."""
    files = (path for path in Path(sys.prefix).rglob("*") if not path.is_symlink())
    return sum(path.stat().st_size for path in files if path.is_file()) / 1e6
