"""Rasa's standard REST channel with what it lacks: checks, limits, one Reply, no silence.

``POST /webhooks/rest/webhook`` with ``{"sender": str, "message": str}`` gives a list of
messages; the first carries ``custom.reply`` (see ``knowledge.reply``). Wrong input gives
400 with ``{"error": {"code", "message"}}``. The stock channel answers such input with
``200 []`` or 500, lets all senders without a name share one conversation, and obeys
``/intent{…}``, ``metadata`` and ``input_channel`` of the client.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.incoming_text import clean_text
from knowledge.phrases import Phrase, read_phrases
from knowledge.reply import Reply
from knowledge.settings import Settings, load_settings

logger = logging.getLogger(__name__)

SENDER_LIMIT = 128  # the stores allow 255; a UUID with a prefix needs 50
WAIT_SECONDS = 15.0  # for an earlier message of the same person

OnMessage = Callable[[UserMessage], Awaitable[Any]]


@dataclass(frozen=True)
class BadRequest(Exception):
    """The request is not of the channel's form."""

    code: str
    message: str


class ReplyCollector(CollectingOutputChannel):
    """Collects each bot message whole; the stock one splits text and custom in two."""

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep ``text``, ``buttons`` and ``custom`` of one message together."""
        kept = {key: message[key] for key in ("text", "buttons", "custom") if message.get(key)}
        if kept:
            await self._persist_message({"recipient_id": recipient_id, **kept})


class RestChannel(InputChannel):
    """The channel; in ``credentials.yml`` as ``bot.channels.rest.RestChannel``."""

    def __init__(
        self, settings: Settings | None = None, phrases: Mapping[str, Phrase] | None = None
    ) -> None:
        self._settings = settings or load_settings()
        self._phrases = phrases or read_phrases(self._settings.content_directory)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @classmethod
    def name(cls) -> str:
        return "rest"

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """The channel's routes."""
        routes = Blueprint("rest_channel", __name__)

        @routes.route("/", methods=["GET"])
        async def health(_request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            try:
                sender, message = read_body(request)
            except BadRequest as problem:
                error = {"code": problem.code, "message": problem.message}
                return response.json({"error": error}, status=400)
            return response.json(await self.answer(on_new_message, sender, message))

        return routes

    async def answer(
        self, on_new_message: OnMessage, sender: str, message: str
    ) -> list[dict[str, Any]]:
        """All messages that answer this one; never none."""
        incoming = clean_text(message, self._settings.message_limit)
        if incoming.refusal:
            limit = self._settings.message_limit
            return [self._said(sender, self._phrase(incoming.refusal, limit=limit))]
        turn = self._turns.setdefault(sender, asyncio.Lock())
        try:
            await asyncio.wait_for(turn.acquire(), WAIT_SECONDS)
        except asyncio.TimeoutError:
            return [self._said(sender, self._phrase("busy"))]
        try:
            return await self._run(on_new_message, sender, incoming.text)
        finally:
            turn.release()

    async def _run(self, on_new_message: OnMessage, sender: str, text: str) -> list[dict[str, Any]]:
        collector = ReplyCollector()
        reference = uuid.uuid4().hex[:8]
        try:
            await on_new_message(
                UserMessage(text, collector, sender, input_channel=self.name(), metadata={})
            )
        except Exception:  # whatever it was: the visitor gets a reply
            logger.exception("turn failed, reference %s", reference)
        if not collector.messages:
            logger.error("turn without a reply, reference %s", reference)
            return [self._said(sender, self._phrase("unavailable", reference=reference))]
        messages: list[dict[str, Any]] = collector.messages
        return messages

    def _phrase(self, name: str, **places: Any) -> Reply:
        phrase = self._phrases[name]
        return Reply(phrase.text.format(**places), phrase.outcome)

    def _said(self, sender: str, reply: Reply) -> dict[str, Any]:
        return {
            "recipient_id": sender,
            "text": reply.text,
            "custom": {"reply": reply.to_dict()},
        }


def read_body(request: Request) -> tuple[str, str]:
    """Sender and message of a request.

    Raises:
        BadRequest: the body is not ``{"sender": str, "message": str}``.
    """
    try:
        body = request.json
    except SanicException:
        raise BadRequest("invalid_json", "The body is not valid JSON.") from None
    if not isinstance(body, dict):
        raise BadRequest("invalid_body", 'The body must be {"sender": text, "message": text}.')
    sender, message = body.get("sender"), body.get("message")
    if not isinstance(sender, str) or not 0 < len(sender.strip()) <= SENDER_LIMIT:
        raise BadRequest(
            "invalid_sender", f'"sender" must be text of 1 to {SENDER_LIMIT} characters.'
        )
    if any(ord(character) < 32 or ord(character) == 127 for character in sender):
        raise BadRequest("invalid_sender", '"sender" must have no control characters.')
    if not isinstance(message, str):
        raise BadRequest("invalid_message", '"message" must be text.')
    return sender.strip(), message
