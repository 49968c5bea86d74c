"""The table of ``make bench``: figures, ratios, and whether what was wanted is reached."""

from __future__ import annotations

import os
import platform
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Figures:
    """Of one bot: training and start in seconds, turns in milliseconds, memory in MB (PSS)."""

    training: float
    start: float
    p50: float
    p95: float
    memory: float
    turns: int


def table(ours: Figures, stock: Figures) -> tuple[str, bool]:
    """The table in Markdown, and whether everything wanted is reached."""
    rows = [
        ("Turn, p50 (ms)", ours.p50, stock.p50, "at most 50 %", ours.p50 <= 0.5 * stock.p50),
        ("Turn, p95 (ms)", ours.p95, stock.p95, "below its p50", ours.p95 < stock.p50),
        ("Start (s)", ours.start, stock.start, "at most 60 %", ours.start <= 0.6 * stock.start),
        ("Memory (MB)", ours.memory, stock.memory, "below 100 %", ours.memory < stock.memory),
        ("Training (s)", ours.training, stock.training, "below 60 s", ours.training < 60),
    ]
    lines = [
        "| | ours | `rasa init` | ratio | wanted | reached |",
        "|---|---:|---:|---:|---|---|",
        *(
            f"| {name} | {a:.1f} | {b:.1f} | {100 * a / b:.0f} % | {wanted} |"
            f" {'yes' if reached else 'NO'} |"
            for name, a, b, wanted, reached in rows
        ),
        "",
        f"Our turns go through a knowledge action on the action server, its turns are texts of its"
        f" domain; {ours.turns} turns each, in alternating blocks. Memory counts all processes."
        f" Environment: {environment_size():.0f} MB. {os.cpu_count()} cores,"
        f" Python {platform.python_version()}, {date.today().isoformat()}.",
        "",
    ]
    return "\n".join(lines), all(row[-1] for row in rows)


def environment_size() -> float:
    """Megabytes of the environment on disk."""
    files = (path for path in Path(sys.prefix).rglob("*") if not path.is_symlink())
    return sum(path.stat().st_size for path in files if path.is_file()) / 1e6
