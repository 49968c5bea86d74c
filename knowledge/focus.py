"""What a conversation is about, and an answer with what it leaves behind of that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.reply import Reply


@dataclass(frozen=True)
class Focus:
    """What the conversation is about; plain data, kept in a slot.

    ``advice`` is the topic of the last piece of advice: what «why?» asks about. ``offer`` is the
    interview whose first question stood below the last answer. ``earlier`` is the subject before
    the present one, ``left`` the interview that was stopped and may be gone on with.
    """

    subject: str | None = None
    aspect: str | None = None
    listed: tuple[str, ...] = ()
    advice: str | None = None
    offer: str | None = None
    earlier: str | None = None
    left: str | None = None

    @classmethod
    def from_dict(cls, data: Any) -> Focus:
        """A focus from slot data; anything malformed gives an empty focus."""
        if not isinstance(data, Mapping):
            return cls()
        listed = data.get("listed")
        return cls(
            subject=_text(data.get("subject")),
            aspect=_text(data.get("aspect")),
            listed=tuple(str(item) for item in listed) if isinstance(listed, list) else (),
            advice=_text(data.get("advice")),
            offer=_text(data.get("offer")),
            earlier=_text(data.get("earlier")),
            left=_text(data.get("left")),
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain data for a slot."""
        return {
            "subject": self.subject,
            "aspect": self.aspect,
            "listed": list(self.listed),
            "advice": self.advice,
            "offer": self.offer,
            "earlier": self.earlier,
            "left": self.left,
        }


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


@dataclass(frozen=True)
class Answer:
    """A reply with the focus it leaves behind."""

    reply: Reply
    focus: Focus
