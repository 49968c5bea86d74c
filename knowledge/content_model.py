"""The shape of the content files, and the reading of them.

Reading keeps the line on which each mapping starts, so that a check can say file and
line. Shapes are strict: an unknown key is an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, Extra, Field, ValidationError, validator

from knowledge.tables import COMPARATORS, KINDS

LINE_KEY = "__line__"


def _without_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_lines(inner) for key, inner in value.items() if key != LINE_KEY}
    if isinstance(value, list):
        return [_without_lines(inner) for inner in value]
    return value


class _Strict(BaseModel):
    class Config:
        extra = Extra.forbid

    line: int = Field(0, alias="__line__")


class SectionContent(_Strict):
    id: str
    title: str


class SourceContent(_Strict):
    id: str
    title: str
    kind: str
    publisher: str | None
    url: str | None
    published: str | None
    sections: list[SectionContent]


class AnswerContent(_Strict):
    aspect: str
    text: str = Field(min_length=20)
    more: str = ""
    leads_to: str | None = None
    label: str = Field(max_length=60)
    sections: list[str] = Field(min_items=1)
    questions: list[str] = Field(min_items=1)
    next: list[str] = []


class SubjectContent(_Strict):
    id: str = Field(regex=r"^[a-z0-9-]+$")
    name: str
    aliases: list[str] = []
    facts: dict[str, Any] = {}
    answers: list[AnswerContent] = Field(min_items=1)

    @validator("facts", pre=True)
    def _plain(cls, value: Any) -> Any:
        return _without_lines(value)


class ComparisonAspectContent(_Strict):
    id: str
    name: str
    left: str
    right: str
    sections: list[str] = Field(min_items=1)


class ComparisonContent(_Strict):
    left: str
    right: str
    summary: str
    sections: list[str] = Field(min_items=1)
    questions: list[str] = []
    aspects: list[ComparisonAspectContent] = Field(min_items=1)


class StatisticContent(_Strict):
    id: str
    measure: str
    group: str
    comparator: str = Field(regex="^(" + "|".join(COMPARATORS) + ")$")
    value: float | None
    unit: str
    population: str
    publisher: str | None
    date: str | None
    section: str
    note: str = ""


class AskedContent(_Strict):
    """More ways of asking for an answer (``subject/aspect``), beside those in its own entry."""

    answer: str
    questions: list[str] = Field(min_items=1)


class UnknownNamesContent(_Strict):
    kind: str
    names: list[list[str]] = Field(min_items=1)


class PhraseContent(_Strict):
    id: str
    text: str
    outcome: str
    next: list[str] = []


@dataclass(frozen=True)
class Located:
    """A part of the content with the file it stands in; ``part.line`` is its line."""

    part: Any
    file: str
    kind: str = ""

    @property
    def place(self) -> str:
        return f"{self.file}:{self.part.line}"


@dataclass(frozen=True)
class Content:
    """All content, in reading order."""

    sources: list[Located]
    subjects: list[Located]
    comparisons: list[Located]
    statistics: list[Located]
    phrases: list[Located]
    unknown_names: list[Located]
    asked: list[Located]


class ContentInvalid(ValueError):
    """The content cannot be used; ``problems`` has a line for each, with file and line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class _LineLoader(yaml.CSafeLoader):
    """A safe loader that notes the line of each mapping and refuses a key given twice; libyaml's,
    which reads the content in 0.1 s in place of 1.2."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise yaml.constructor.ConstructorError(
                None, None, f"key given twice: {', '.join(twice)}", node.start_mark
            )
        mapping = super().construct_mapping(node, deep=deep)
        mapping[LINE_KEY] = node.start_mark.line + 1
        return mapping


ASKED = "asked"  # the folder of further questions
_FILES: dict[str, tuple[str, type[_Strict]]] = {
    "sources.yml": ("sources", SourceContent),
    "comparisons.yml": ("comparisons", ComparisonContent),
    "statistics.yml": ("statistics", StatisticContent),
    "phrases.yml": ("phrases", PhraseContent),
    "unknown_names.yml": ("unknown_names", UnknownNamesContent),
}


def content_files(directory: Path) -> list[Path]:
    """All files of the content, in reading order."""
    return [*sorted(directory.glob("*.yml")), *sorted((directory / ASKED).glob("*.yml"))]


def _name(path: Path) -> str:
    return f"{ASKED}/{path.name}" if path.parent.name == ASKED else path.name


def read_content(directory: Path) -> Content:
    """Read every ``*.yml`` in ``directory`` and in its folder ``asked``.

    Raises:
        ContentInvalid: a file is no YAML or has not the expected shape.
    """
    keys = ("subjects", ASKED, *(key for key, _ in _FILES.values()))
    found: dict[str, list[Located]] = {key: [] for key in keys}
    problems: list[str] = []
    files = content_files(directory)
    if not files:
        raise ContentInvalid([f"{directory}: no content files (*.yml) found"])
    for path in files:
        try:
            document = yaml.load(path.read_text(encoding="utf-8"), Loader=_LineLoader)  # noqa: S506
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            problems.append(f"{_name(path)}: not readable: {' '.join(str(error).split())}")
            continue
        problems += _read_document(_name(path), document, found)
    if problems:
        raise ContentInvalid(problems)
    return Content(**found)


def _read_document(file: str, document: Any, found: dict[str, list[Located]]) -> list[str]:
    if not isinstance(document, dict):
        return [f"{file}:1: a mapping is expected at the top"]
    kind = ""
    if file in _FILES:
        key, shape = _FILES[file]
    elif file.startswith(f"{ASKED}/"):
        key, shape = ASKED, AskedContent
    else:
        key, shape, kind = "subjects", SubjectContent, str(document.get("kind"))
        if kind not in KINDS:
            return [f"{file}:1: kind {kind!r} is not one of {', '.join(KINDS)}"]
    items = document.get(key)
    if not isinstance(items, list):
        return [f"{file}:1: a list under {key!r} is expected"]
    problems = []
    for item in items:
        line = item.get(LINE_KEY, 0) if isinstance(item, dict) else 0
        try:
            found[key].append(Located(shape.parse_obj(item), file, kind))
        except ValidationError as error:
            problems += [f"{file}:{line}: {_where(p)}: {p['msg']}" for p in error.errors()]
    return problems


def _where(problem: Any) -> str:
    return ".".join(str(part) for part in problem["loc"]) or "entry"
