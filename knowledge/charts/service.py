"""The charts that the site shows, as pictures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from sqlalchemy.engine import Engine

from knowledge.advice.content import Group
from knowledge.advice.texts import Texts
from knowledge.charts.chart import Chart
from knowledge.charts.content import ChartWords
from knowledge.charts.drawing import draw
from knowledge.charts.figures import skills_chart, stress_chart

MOST_PICTURES = 128  # kept in memory, 10 to 40 KB each


class Charts:
    """Each call reads the figures anew; equal ones are drawn once. For one thread only (see
    ``drawing``)."""

    def __init__(
        self, engine: Engine, groups: Sequence[Group], words: ChartWords, texts: Texts
    ) -> None:
        self._engine = engine
        self._groups = groups
        self._words = words
        self._texts = texts
        self._drawn = lru_cache(maxsize=MOST_PICTURES)(draw)

    def stress(self, form: str) -> bytes:
        """How many feel stressed, by group.

        Raises:
            NothingToDraw: nothing is known of it.
        """
        with self._engine.connect() as connection:
            chart = stress_chart(connection, self._words.stress, self._texts)
        return self._drawn(chart, form)

    def skills(self, have: Collection[str], form: str) -> bytes:
        """What somebody has of the skills that are asked for.

        Raises:
            UnknownSkill: it is no skill that somebody can have.
        """
        with self._engine.connect() as connection:
            chart: Chart = skills_chart(
                connection, self._words.skills, self._texts, self._groups, have
            )
        return self._drawn(chart, form)
