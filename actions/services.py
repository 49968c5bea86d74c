"""The services that the actions call, built once on first use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from knowledge.advice.service import Adviser
from knowledge.answers import AnswerService
from knowledge.bootstrap import (
    WriteDown,
    build_adviser,
    build_answers,
    build_profiles,
    build_write_down,
)
from knowledge.person.store import ProfileStore
from knowledge.phrases import Phrase, read_phrases
from knowledge.reply import Reply
from knowledge.settings import Settings, load_settings


@dataclass(frozen=True)
class Services:
    """What an action may use."""

    settings: Settings
    answers: AnswerService
    adviser: Adviser
    profiles: ProfileStore
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
        build_adviser(settings),
        build_profiles(settings),
        build_write_down(settings),
        read_phrases(settings.content_directory),
    )
