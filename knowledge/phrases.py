"""The sentences around the answers (greeting, apology, «I don't know»), from the content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.content_model import ContentInvalid, read_content
from knowledge.reply import Outcome

# Every phrase that the code says; the content must have each (checked at start).
REQUIRED = (
    "greet", "thank", "goodbye", "identity", "capabilities", "affirm", "deny", "how-are-you",
    "out-of-scope", "beyond-knowledge", "beyond-topic", "not-said", "which-one", "not-sure",
    "not-said-price", "not-said-teacher",
    "not-understood", "topic-terms", "topic-visas", "topic-interviews",
    "topic-applications", "topic-age", "topic-pay", "topic-duration", "topic-hours",
    "topic-hardware", "topic-freelancing", "topic-books", "topic-bootcamps", "topic-companies",
    "second-fact", "nothing-listed", "past-the-end", "nothing-more", "no-difference-known",
    "same-thing", "price-free", "price-some-free", "not-stated", "course-table", "comparison",
    "apology", "busy", "too-long", "no-words", "start-over", "unavailable", "unknown-name",
    "unknown-name-near",
    "distress", "nothing-noted", "forgotten", "nothing-running", "stopped", "not-an-answer",
    "source-says", "offer-interview", "back-to-question", "begin-language", "begin-course",
    "begin-role",
)  # fmt: skip

# What is said where the source is silent on an aspect; of any other «that».
NOT_SAID_OF = {"price": "not-said-price", "teacher": "not-said-teacher"}


@dataclass(frozen=True)
class Phrase:
    """A sentence with places to fill in (``str.format``), and what may follow it."""

    text: str
    outcome: Outcome
    next: tuple[str, ...]


def read_phrases(directory: Path) -> Mapping[str, Phrase]:
    """All phrases of the content.

    Raises:
        ContentInvalid: the content is unreadable or a required phrase is missing.
    """
    phrases = {
        located.part.id: Phrase(
            located.part.text.strip(), Outcome(located.part.outcome), tuple(located.part.next)
        )
        for located in read_content(directory).phrases
    }
    missing = [name for name in REQUIRED if name not in phrases]
    if missing:
        raise ContentInvalid([f"phrases.yml: missing: {', '.join(missing)}"])
    return phrases
