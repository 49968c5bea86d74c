"""How near is near enough: the limits chosen on ``tests/questions/tune`` (see ``evaluation``)."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import BaseModel, Extra

FILE = Path(__file__).with_name("thresholds.yml")


class Thresholds(BaseModel):
    """Scores of search (a cosine plus at most 0.15 for words in common)."""

    answer: float  # answers whatever the classifier says
    answer_when_unsure: float  # answers when the classifier is unsure
    offer: float  # is offered when asking back

    class Config:
        extra = Extra.forbid


def read_thresholds(file: Path = FILE) -> Thresholds:
    """Read the limits.

    Raises:
        pydantic.ValidationError: one is missing, unknown or no number.
    """
    return Thresholds(**yaml.safe_load(file.read_text(encoding="utf-8")))
