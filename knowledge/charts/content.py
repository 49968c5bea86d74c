"""The words on the charts, from ``charts.yml`` beside the advice's content."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import BaseModel, Extra, ValidationError

from knowledge.advice.content import FOLDER, AdviceContentInvalid

FILE = "charts.yml"


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid


class StressWords(_Strict):
    """``beside``: what is said of a figure that is no share, by its unit."""

    subtitle: str
    beside: dict[str, str]
    source: str
    dated: str
    undated: str


class SkillsWords(_Strict):
    title: str
    subtitle: str
    number: str
    missing: str
    complete: str
    source: str


class ChartWords(_Strict):
    """All of it."""

    stress: StressWords
    skills: SkillsWords


def read_chart_words(directory: Path) -> ChartWords:
    """Read the file from a content directory.

    Raises:
        AdviceContentInvalid: it is missing, is no YAML or has another shape.
    """
    path = directory / FOLDER / FILE
    try:
        return ChartWords.parse_obj(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as problem:
        raise AdviceContentInvalid(f"{path}: {problem}") from problem
