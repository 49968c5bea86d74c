"""Which of two things to take."""

from __future__ import annotations

from typing import NamedTuple


class Between(NamedTuple):
    """The id of the one to take, ``None`` where nothing decides, and that in words."""

    best: str | None
    text: str
