"""What is known of a member of Slack beside the conversations: profile and roadmap.

The knowledge base is read in threads. One that is down costs what is shown of it, no answer.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError

from bot.channels.slack.identity import profile_of
from knowledge.advice.service import Adviser
from knowledge.answers import AnswerService, Focus
from knowledge.person.profile import Profile
from knowledge.person.store import ProfileStore
from knowledge.reply import Reply

logger = logging.getLogger(__name__)

T = TypeVar("T")


class Members:
    """Reads for the home page; ``person`` is how a member's sender ids begin."""

    def __init__(self, answers: AnswerService, adviser: Adviser, profiles: ProfileStore) -> None:
        self._answers = answers
        self._adviser = adviser
        self._profiles = profiles

    async def profile(self, person: str) -> Profile | None:
        """What the member said about themselves; None if it cannot be read."""
        return await _quietly(lambda: self._profiles.read(profile_of(person)))

    async def roadmap(self, person: str) -> Reply | None:
        """The steps with what the member has done; None if they cannot be read."""

        def read() -> Reply:
            known = self._profiles.read(profile_of(person))
            return self._adviser.roadmap(known, Focus()).reply

        return await _quietly(read)

    async def phrase(self, name: str) -> Reply | None:
        """A phrase of the content with its questions; None if it cannot be read."""
        return await _quietly(lambda: self._answers.say(name, Focus()).reply)


async def _quietly(read: Callable[[], T]) -> T | None:
    try:
        return await asyncio.to_thread(read)
    except SQLAlchemyError:
        logger.exception("the knowledge base cannot be read for a home page")
        return None
