"""The neutral Reply: what every channel renders and every evaluation reads."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import Enum
from typing import Any

# The topic of the reply after which a channel erases the conversation.
FORGOTTEN = "person/forgotten"


class Outcome(str, Enum):
    """How a turn ended."""

    ANSWERED = "answered"
    ADVICE = "advice"
    CLARIFY = "clarify"
    UNKNOWN = "unknown"
    SMALLTALK = "smalltalk"
    REFUSED = "refused"
    ERROR = "error"


@dataclass(frozen=True)
class SourceReference:
    """Where a fact stands: title and section, with link and date if the source has them."""

    title: str
    section: str
    link: str | None = None
    date: str | None = None


@dataclass(frozen=True)
class Suggestion:
    """A button: the label a person reads and the message it sends."""

    label: str
    message: str


@dataclass(frozen=True)
class Card:
    """Structured content beside the text.

    ``kind`` is ``table`` (``columns``, ``rows``), ``steps`` (``rows`` of title and text),
    ``options`` (``rows`` of label and text) or ``chart`` (``rows`` of label, number and
    unit). ``alternative`` says the same in words. ``image`` is where this server draws a chart:
    a path that takes the ending ``.svg`` or ``.png`` before its ``?``.
    """

    kind: str
    title: str
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...] = ()
    alternative: str = ""
    image: str = ""


@dataclass(frozen=True)
class Reply:
    """One answer. ``text`` is complete on its own (light Markdown).

    ``second_topic``: that of a further fact in the text, where it was not sure which was meant.
    """

    text: str
    outcome: Outcome
    topic: str | None = None
    sources: tuple[SourceReference, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    cards: tuple[Card, ...] = field(default=())
    second_topic: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON: the contract of the REST channel's ``custom.reply``."""
        data = asdict(self)
        data["outcome"] = self.outcome.value
        return data

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Reply:
        """The inverse of :meth:`to_dict`, also after a journey as JSON."""
        return cls(
            text=data["text"],
            outcome=Outcome(data["outcome"]),
            topic=data["topic"],
            sources=tuple(SourceReference(**source) for source in data["sources"]),
            suggestions=tuple(Suggestion(**suggestion) for suggestion in data["suggestions"]),
            cards=tuple(
                Card(
                    kind=card["kind"],
                    title=card["title"],
                    rows=tuple(tuple(row) for row in card["rows"]),
                    columns=tuple(card["columns"]),
                    alternative=card["alternative"],
                    image=card.get("image", ""),
                )
                for card in data["cards"]
            ),
            second_topic=data.get("second_topic"),
        )

    @classmethod
    def plain(cls, text: str) -> Reply:
        """A text that came without a Reply."""
        return cls(text, Outcome.SMALLTALK)
