"""What the language understanding needs from the knowledge base: names and questions.

Both are read anew when the content in the database has changed, so that a new course is
understood at once, with no training and no restart.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from sqlalchemy.engine import Connection, Engine

from knowledge import catalogue
from knowledge.fresh import Fresh
from knowledge.names import Named, NameFinder, Names
from knowledge.person.named_thing import NamedThing
from knowledge.person.occupation import TRADE_WORDS
from knowledge.person.statements import UNLISTED
from knowledge.same_text import question_key
from knowledge.spelling import Spelling, spelled_right, words_of

# Not at the start of a sentence, and not all of the message in capitals.
_PROPER = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+(?: [A-Z][a-z]+)*")

TOOLS = ("language", "library")  # what a person can know, of the kinds of unknown names


@dataclass(frozen=True)
class _Loaded:
    finder: NameFinder
    spelling: Spelling
    questions: dict[str, str]
    kinds: dict[str, str]
    kinds_of_unknown: dict[str, str]
    names_of: dict[str, str]


class Lookup:
    """Names and known questions, kept fresh. Safe to share between threads."""

    def __init__(
        self,
        engine: Engine,
        known_words: Collection[str] = (),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``known_words`` are spelled right even where the content does not use them."""
        self._fresh = Fresh(engine, partial(_load, known_words), clock)

    def mended(self, message: str) -> str:
        """The message with its slips of the keyboard mended."""
        return self._fresh.get().spelling.mended(message)

    def named(self, message: str) -> Named:
        """The subjects that the message names, in order, and the things nobody here knows."""
        return self._fresh.get().finder.find(message)

    def named_things(self, message: str) -> list[NamedThing]:
        """The subjects that the message names, each with its kind, and the languages and libraries
        that no source here covers, in order."""
        loaded = self._fresh.get()
        found = loaded.finder.find(message)
        subjects = [
            NamedThing(each.subject_id, loaded.kinds[each.subject_id], each.start, each.end)
            for each in found.subjects
        ]
        unlisted = [
            NamedThing(each.name, UNLISTED, each.start, each.end)
            for each in found.with_own
            if loaded.kinds_of_unknown[each.name] in TOOLS
        ]
        return sorted([*subjects, *unlisted], key=lambda thing: thing.start)

    def name_of(self, subject_id: str) -> str:
        """How a subject is called; empty if there is none of this id."""
        return self._fresh.get().names_of.get(subject_id, "")

    def proper_names(self, message: str) -> list[str]:
        """Capitalised words inside a sentence that the content does not use: «Geoffrey Hinton»."""
        known = self._fresh.get().spelling
        found = _PROPER.findall(message)
        return [name for name in found if not any(known.is_used(word) for word in name.split())]

    def known_question(self, message: str) -> str | None:
        """The address of the answer whose listed question is exactly this message."""
        return self._fresh.get().questions.get(question_key(message))


def _load(known_words: Collection[str], connection: Connection) -> _Loaded:
    questions = catalogue.all_questions(connection)
    names = Names(catalogue.all_names(connection), catalogue.unknown_names(connection))
    texts = catalogue.all_texts(connection)
    return _Loaded(
        NameFinder(names),
        Spelling(
            spelled_right(words_of([*texts, *names.subjects]), words_of(questions), known_words),
            {*known_words, *words_of(names.unknown), *TRADE_WORDS},
        ),
        {question_key(text): address for text, address in questions.items()},
        catalogue.all_kinds(connection),
        catalogue.kinds_of_unknown(connection),
        catalogue.names_of(connection),
    )
