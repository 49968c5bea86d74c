"""What the advice is made from: reasons, questions, skill groups and texts, read once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, Extra, Field, ValidationError

from knowledge.advice.texts import Texts

FOLDER = "advice"
TEXTS = "texts"


class AdviceContentInvalid(ValueError):
    """A file of the advice's content has not the expected shape."""


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid


class Reason(_Strict):
    """Why a language: ``wanted`` is ``goal:…``, ``taste:…``, ``level:beginner`` or ``always``."""

    language: str
    wanted: str
    points: int = Field(ge=0, le=3)
    because: str
    at: str


class Side(_Strict):
    """One of two answers; ``words`` are beginnings of words that mean it."""

    label: str
    words: list[str]


class EitherOr(_Strict):
    """A question between the two roles; ``aspect`` is one of their comparison."""

    aspect: str
    ask: str
    scientist: Side
    engineer: Side


class Group(_Strict):
    """Skills that belong together (subject ids)."""

    name: str
    entries: list[str]


class Asked(_Strict):
    """A question of an interview, with the slot that its answer fills.

    ``because`` says why it is asked.
    """

    slot: str
    ask: str
    because: str
    options: list[str]


class AdviceContent(_Strict):
    """All of it."""

    reasons: list[Reason]
    either_or: list[EitherOr]
    groups: list[Group]
    interviews: dict[str, list[Asked]]
    texts: Texts


def read_advice_content(directory: Path) -> AdviceContent:
    """Read the folder ``advice`` of a content directory.

    Raises:
        AdviceContentInvalid: a file is missing, is no YAML or has another shape.
    """
    try:
        return AdviceContent(
            reasons=_read(directory, "language")["reasons"],
            either_or=_read(directory, "role_fit")["questions"],
            groups=_read(directory, "skill_gap")["groups"],
            interviews=_read(directory, "interviews"),
            texts=_read_texts(directory),
        )
    except OSError as problem:
        raise AdviceContentInvalid(f"{problem.filename}: {problem.strerror}") from problem
    except (yaml.YAMLError, KeyError, TypeError, ValidationError) as problem:
        raise AdviceContentInvalid(f"{directory / FOLDER}: {problem}") from problem


def _read_texts(directory: Path) -> Texts:
    """All texts; whatever is wrong with them is reported at once, by name."""
    try:
        return Texts.parse_obj(_read(directory, TEXTS))
    except ValidationError as problem:
        names = [(".".join(map(str, each["loc"])), each["msg"]) for each in problem.errors()]
        wrong = "; ".join(f"{name}: {message}" for name, message in names)
        raise AdviceContentInvalid(f"{_file(directory, TEXTS)}: {wrong}") from problem


def _file(directory: Path, name: str) -> Path:
    return directory / FOLDER / f"{name}.yml"


def _read(directory: Path, name: str) -> Any:
    return yaml.safe_load(_file(directory, name).read_text(encoding="utf-8"))
