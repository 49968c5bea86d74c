"""How advice puts things into sentences, and where its reasons stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy.engine import Connection

from knowledge import catalogue
from knowledge.advice.texts import WordingTexts
from knowledge.reply import SourceReference

MOST_SOURCES = 4
# Kinds whose names are common words: «statistics», but «Java».
_COMMON = ("skill", "step")


def joined(parts: Sequence[str], words: WordingTexts) -> str:
    """``a``, ``a and b``, ``a, b and c``; ``a and b, and c`` after a part that is a list."""
    if len(parts) < 2:
        return "".join(parts)
    is_nested = any(words.before_last in part for part in parts[:-1])
    last = words.before_last_of_lists if is_nested else words.before_last
    return f"{words.between.join(parts[:-1])}{last}{parts[-1]}"


def sentences(*parts: str) -> str:
    """One after the other; empty ones are left out."""
    return " ".join(part for part in parts if part)


def sources_at(connection: Connection, addresses: Iterable[str]) -> tuple[SourceReference, ...]:
    """The sections that the answers at these addresses stand in, each once."""
    found: list[SourceReference] = []
    for address in dict.fromkeys(addresses):
        subject, _, aspect = address.partition("/")
        answer = catalogue.find_answer(connection, subject, [aspect])
        if answer is not None:
            found += catalogue.sources_of(connection, [answer.id])
    return tuple(dict.fromkeys(found))[:MOST_SOURCES]


def names_of(connection: Connection, ids: Iterable[str], words: WordingTexts) -> list[str]:
    """What subjects are called within a sentence; unknown ids are left out."""
    found = (catalogue.find_subject(connection, each) for each in ids)
    return [within_sentence(subject, words) for subject in found if subject is not None]


def within_sentence(subject: catalogue.Subject, words: WordingTexts) -> str:
    """«Data structures» is «data structures» there; «SQL», «Bayes nets» and «Java» stay."""
    name = subject.name
    keeps = name[1:2].isupper() or name.split(" ")[0] in words.capitalized
    return name if keeps or subject.kind not in _COMMON else lower_first(name)


def lower_first(text: str) -> str:
    """With a small first letter."""
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]
