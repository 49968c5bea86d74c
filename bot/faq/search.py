"""Search in the frequently asked questions: the bot's own, with its encoder and its limits."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass

from bot.channels.incoming_text import clean_text
from bot.decision import Decision, read_decision
from knowledge.aspects import VERSUS
from knowledge.bootstrap import (
    WriteDown,
    build_encoder,
    build_faq,
    build_lookup,
    build_search,
    build_write_down,
)
from knowledge.encoder import SentenceEncoder
from knowledge.faq import Entry, Faq
from knowledge.lookup import Lookup
from knowledge.search import Match, Search
from knowledge.settings import Settings
from knowledge.wording import spelled_out

logger = logging.getLogger(__name__)

QUERY_LIMIT = 200  # characters
MOST_RESULTS = 20
CHANNEL = "faq"


@dataclass(frozen=True)
class Found:
    """An entry and how near it is (see ``knowledge.search.Match``)."""

    entry: Entry
    score: float


class FaqSearch:
    """Finds entries and writes down what found none. Safe to share between threads."""

    def __init__(
        self,
        faq: Faq,
        encoder: SentenceEncoder,
        search: Search,
        lookup: Lookup,
        decision: Decision,
        write_down: WriteDown,
    ) -> None:
        self.faq = faq
        self._encoder = encoder
        self._search = search
        self._lookup = lookup
        self._limit = decision.offer  # from which the bot offers an entry, too
        self._write_down = write_down

    @classmethod
    def build(cls, settings: Settings) -> FaqSearch:
        """With the services of the settings."""
        return cls(
            build_faq(settings),
            build_encoder(settings),
            build_search(settings),
            build_lookup(settings),
            read_decision(),
            build_write_down(settings),
        )

    def find(self, query: str, limit: int, note: bool) -> list[Found]:
        """The entries nearest to a query of at most ``QUERY_LIMIT`` characters, best first;
        those about what it names come before the others, and about something that nobody
        here knows there is none.

        Args:
            query: as it was typed.
            limit: how many at most.
            note: whether a query that finds nothing is written down.
        """
        text = clean_text(query, QUERY_LIMIT).text
        if not text:
            return []
        mended = self._lookup.mended(text)
        named = self._lookup.named(mended)
        meant = spelled_out(mended)
        vector = self._encoder.encode([meant])[0]
        matches = self._search.nearest(meant, vector, MOST_RESULTS)
        subjects = {subject.subject_id for subject in named.subjects}
        near = [match for match in matches if match.score >= self._limit]
        if named.unknown and not subjects:
            near = []
        near.sort(key=lambda match: not _is_about(match, subjects))  # stable: best first
        edition = self.faq.edition()
        entries = [(edition.at(match.address), match.score) for match in near]
        found = [Found(entry, score) for entry, score in entries if entry is not None]
        if note and not found:
            self._note(text, matches)
        return found[:limit]

    def _note(self, query: str, matches: list[Match]) -> None:
        try:
            self._write_down(query, CHANNEL, [asdict(match) for match in matches[:3]])
        except Exception:  # the visitor's answer does not depend on our notes
            logger.exception("a query could not be written down")


def _is_about(match: Match, subjects: set[str]) -> bool:
    subject, _, aspect = match.address.partition("/")
    if aspect.startswith(VERSUS):
        return {subject, aspect.removeprefix(VERSUS)} <= subjects
    return subject in subjects
