"""What is in a chart, whoever draws it. Frozen, so that equal charts are drawn once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """One bar: ``filled`` of ``whole`` (0: up to its own end), the number to read at it, and
    what is said below it."""

    label: str
    number: str
    filled: float
    whole: float = 0.0
    below: str = ""


@dataclass(frozen=True)
class Chart:
    """Bars on one scale that begins at 0, with what stands above and below them."""

    title: str
    subtitle: str
    bars: tuple[Bar, ...]
    most: float
    notes: tuple[str, ...]
    source: str

    @property
    def in_words(self) -> str:
        """All of it for those who do not see the picture."""
        bars = [
            f"{bar.label}: {bar.number}{f' ({bar.below})' if bar.below else ''}"
            for bar in self.bars
        ]
        return " ".join([f"{self.subtitle}: {'; '.join(bars)}.", *self.notes, self.source])
