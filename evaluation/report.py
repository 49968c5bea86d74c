"""The report of ``make evaluate`` as one HTML file with its pictures inside."""

from __future__ import annotations

import base64
import html
import io
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from evaluation.asking import Asked
from evaluation.questions import GROUPS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BINS = 10
CONFUSED = 20
STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}"
    "table{border-collapse:collapse}"
    "td,th{border:1px solid #ccc;padding:.2rem .6rem;text-align:left}"
    "img{max-width:100%}"
)


def write_report(parts: dict[str, Sequence[Asked]], file: Path) -> None:
    """Write the report; ``parts`` maps the name of a part to what came back."""
    sections = "".join(_section(name, asked) for name, asked in parts.items())
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Evaluation</title>'
        f"<style>{STYLE}</style><h1>Evaluation</h1>{sections}</html>",
        encoding="utf-8",
    )


def write_pictures(asked: Sequence[Asked], directory: Path) -> None:
    """The pictures that the README shows."""
    directory.mkdir(parents=True, exist_ok=True)
    outcomes(asked).savefig(directory / "outcomes.png", dpi=110)
    reliability(asked).savefig(directory / "reliability.png", dpi=110)


def _section(name: str, asked: Sequence[Asked]) -> str:
    rows = "".join(
        f"<tr><td>{group}<td>{len(ours)}<td>{100 * np.mean([a.right for a in ours]):.1f} %"
        for group in GROUPS
        if (ours := [a for a in asked if a.question.group == group])
    )
    pictures = "".join(
        f'<figure><img alt="{alternative}" src="data:image/png;base64,{_png(figure)}">'
        f"<figcaption>{alternative}</figcaption></figure>"
        for alternative, figure in (
            ("Outcomes by group", outcomes(asked)),
            ("Confidence of right and wrong answers", confidences(asked)),
            ("Reliability: confidence against share right", reliability(asked)),
        )
    )
    confused = "".join(
        f"<tr><td>{html.escape(wanted)}<td>{html.escape(given)}<td>{count}"
        for (wanted, given), count in confusions(asked).most_common(CONFUSED)
    )
    return (
        f"<h2>{name}</h2><table><tr><th>group<th>questions<th>right{rows}</table>{pictures}"
        f"<h3>Confused most</h3><table><tr><th>section<th>given<th>times{confused}</table>"
    )


def confusions(asked: Sequence[Asked]) -> Counter[tuple[str, str]]:
    """(section asked about, answer or outcome given) of what went wrong."""
    return Counter(
        (a.question.topic, a.reply.topic or a.reply.outcome.value) for a in asked if not a.right
    )


def outcomes(asked: Sequence[Asked]) -> Figure:
    """A matrix: groups by outcomes, in shares of the group."""
    names = sorted({a.reply.outcome.value for a in asked})
    groups = [group for group in GROUPS if any(a.question.group == group for a in asked)]
    shares = np.zeros((len(groups), len(names)))
    for a in asked:
        shares[groups.index(a.question.group), names.index(a.reply.outcome.value)] += 1
    shares /= np.maximum(shares.sum(axis=1, keepdims=True), 1)
    figure = _figure()
    axes = figure.subplots()
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(names)), names, rotation=30)
    axes.set_yticks(range(len(groups)), groups)
    for row, column in np.ndindex(*shares.shape):
        dark = shares[row, column] > 0.5
        label = f"{100 * shares[row, column]:.0f} %"
        axes.text(column, row, label, ha="center", va="center", color="white" if dark else "black")
    return figure


def confidences(asked: Sequence[Asked]) -> Figure:
    """Histogram of the answers' certainty, right and wrong."""
    figure = _figure()
    axes = figure.subplots()
    for right, label in ((True, "right"), (False, "wrong")):
        found = [a.confidence for a in asked if a.right is right]
        axes.hist(found, BINS, (0, 1), label=label, alpha=0.6)
    axes.set_xlabel("confidence")
    axes.set_ylabel("questions")
    axes.legend()
    return figure


def reliability(asked: Sequence[Asked]) -> Figure:
    """Share right by confidence, of the questions in scope."""
    bins: dict[int, list[Asked]] = defaultdict(list)
    for a in asked:
        if a.question.group == "in_scope":
            bins[min(int(a.confidence * BINS), BINS - 1)].append(a)
    points = sorted(
        (float(np.mean([a.confidence for a in each])), float(np.mean([a.right for a in each])))
        for each in bins.values()
    )
    figure = _figure()
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], linestyle="--", color="grey")
    axes.plot([p[0] for p in points], [p[1] for p in points], marker="o")
    axes.set_xlabel("confidence")
    axes.set_ylabel("share right")
    return figure


def decision_curve(
    limits: Sequence[float], shares: dict[str, Sequence[float]], chosen: float
) -> Figure:
    """Share right of each group by the limit below which nobody answers."""
    figure = _figure()
    axes = figure.subplots()
    for group, share in shares.items():
        axes.plot(limits, share, label=group)
    axes.axvline(chosen, linestyle="--", color="grey", label=f"chosen: {chosen:.2f}")
    axes.set_xlabel("answer from this probability of being right")
    axes.set_ylabel("share right (held out)")
    axes.legend()
    return figure


def _figure() -> Figure:
    from matplotlib.figure import Figure

    return Figure(figsize=(7, 3.5), layout="constrained")


def _png(figure: Figure) -> str:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=110)
    return base64.b64encode(buffer.getvalue()).decode()
