"""One message of a person, from its arrival to the reply: the same for every channel.

The text is cleaned and bounded, one person's messages are answered in turn, two questions
in one message both get their answer, and no turn ends in silence.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from bot.channels.incoming_text import clean_text
from bot.channels.joining import join_replies
from bot.channels.questions import ONLY_QUESTION, WHOLE_MESSAGE, leans_on, read_questions
from knowledge.phrases import Phrase
from knowledge.reply import Outcome, Reply
from knowledge.settings import Settings

logger = logging.getLogger(__name__)

WAIT_SECONDS = 15.0  # for an earlier message of the same person

OnMessage = Callable[[UserMessage], Awaitable[Any]]


class ReplyCollector(CollectingOutputChannel):
    """Collects the Replies of a turn; each bot message carries one under ``custom``."""

    def __init__(self) -> None:
        super().__init__()
        self.replies: list[Reply] = []

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep the Reply; a message without one (none of ours) keeps at least its text."""
        data = (message.get("custom") or {}).get("reply")
        if data:
            self.replies.append(Reply.from_dict(data))
        elif message.get("text"):
            logger.warning("a message without a Reply: %r", message["text"][:80])
            self.replies.append(Reply.plain(message["text"]))


class Turns:
    """Runs turns for one channel; keeps one lock for each person who is being answered."""

    def __init__(self, settings: Settings, phrases: Mapping[str, Phrase], channel: str) -> None:
        self._limit = settings.message_limit
        self._phrases = phrases
        self._channel = channel
        self._running: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def answer(self, on_new_message: OnMessage, sender: str, message: str) -> Reply:
        """The reply to a message; always one."""
        incoming = clean_text(message, self._limit)
        if incoming.refusal:
            return self._phrase(incoming.refusal, limit=self._limit)
        try:
            async with self.alone_with(sender):
                # What people tell beside their questions is read with the first of them.
                replies = await self._answer_each(on_new_message, sender, incoming.text)
        except asyncio.TimeoutError:
            return self._phrase("busy")
        return join_replies(replies)

    async def _answer_each(self, on_new_message: OnMessage, sender: str, text: str) -> list[Reply]:
        """The replies to the questions of a message, in turn."""
        questions = read_questions(text)
        replies: list[Reply] = []
        for number, question in enumerate(questions):
            of_nothing = (
                replies and replies[-1].outcome is Outcome.UNKNOWN and not replies[-1].topic
            )
            if of_nothing and leans_on(questions[number - 1], question):
                continue  # «do you run evening classes, and what do they cost?»
            whole = "" if number else text
            metadata = {WHOLE_MESSAGE: whole, ONLY_QUESTION: len(questions) == 1}
            collector = ReplyCollector()
            asked = UserMessage(
                question, collector, sender, input_channel=self._channel, metadata=metadata
            )
            replies.append(await self._ask(on_new_message, asked, collector))
            if asked.text != question:
                break  # it was read as a whole
        return replies

    @asynccontextmanager
    async def alone_with(self, sender: str) -> AsyncIterator[None]:
        """While this is held, no turn of the person runs.

        Raises:
            asyncio.TimeoutError: one is running for too long.
        """
        turn = self._running.setdefault(sender, asyncio.Lock())
        await asyncio.wait_for(turn.acquire(), WAIT_SECONDS)
        try:
            yield
        finally:
            turn.release()

    async def _ask(
        self, on_new_message: OnMessage, asked: UserMessage, collector: ReplyCollector
    ) -> Reply:
        reference = uuid.uuid4().hex[:8]
        try:
            await on_new_message(asked)
        except Exception:  # whatever it was: the visitor gets a reply
            logger.exception("turn failed, reference %s", reference)
        if not collector.replies:
            logger.error("turn without a reply, reference %s", reference)
            return self._phrase("unavailable", reference=reference)
        return join_replies(collector.replies)

    def _phrase(self, name: str, **places: Any) -> Reply:
        phrase = self._phrases[name]
        return Reply(phrase.text.format(**places), phrase.outcome)
