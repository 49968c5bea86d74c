"""The sentences that only Slack needs, read from ``texts.yml`` beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml


@lru_cache(maxsize=1)
def read_texts() -> Mapping[str, str]:
    """All texts by their name."""
    file = Path(__file__).with_name("texts.yml")
    texts = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {name: str(text).strip() for name, text in texts.items()}
