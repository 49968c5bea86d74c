"""The services that the actions call, built once on first use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from knowledge.answers import AnswerService
from knowledge.bootstrap import WriteDown, build_answers, build_write_down
from knowledge.phrases import Phrase, read_phrases
from knowledge.reply import Reply
from knowledge.settings import Settings, load_settings


@dataclass(frozen=True)
class Services:
    """What an action may use."""

    settings: Settings
    answers: AnswerService
    write_down: WriteDown
    phrases: Mapping[str, Phrase]

    def apology(self, reference: str) -> Reply:
        """What is said when an answer failed; needs no database."""
        phrase = self.phrases["apology"]
        return Reply(phrase.text.format(reference=reference), phrase.outcome)


@lru_cache(maxsize=1)
def services() -> Services:
    """The services of this process."""
    settings = load_settings()
    return Services(
        settings,
        build_answers(settings),
        build_write_down(settings),
        read_phrases(settings.content_directory),
    )
