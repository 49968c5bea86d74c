"""Rasa's standard REST channel with what it lacks: checks, limits, one Reply, no silence.

``POST /webhooks/rest/webhook`` with ``{"sender": str, "message": str}`` gives a list of
messages; the first carries ``custom.reply`` (see ``knowledge.reply``). Wrong input gives
400 with ``{"error": {"code", "message"}}``. The stock channel answers such input with
``200 []`` or 500, lets all senders without a name share one conversation, and obeys
``/intent{…}``, ``metadata`` and ``input_channel`` of the client.

As the client names the sender, the channel is for this machine only, or for who has the
token.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.api import bearer_token
from bot.channels.turn import OnMessage, Turns
from knowledge.phrases import Phrase, read_phrases
from knowledge.reply import Reply
from knowledge.settings import Settings, load_settings

SENDER_LIMIT = 128  # the stores allow 255; a UUID with a prefix needs 50


@dataclass(frozen=True)
class BadRequest(Exception):
    """The request is not of the channel's form."""

    code: str
    message: str


class RestChannel(InputChannel):
    """The channel; in ``credentials.yml`` as ``bot.channels.rest.RestChannel``."""

    def __init__(
        self, settings: Settings | None = None, phrases: Mapping[str, Phrase] | None = None
    ) -> None:
        chosen = settings or load_settings()
        phrases = phrases or read_phrases(chosen.content_directory)
        self.turns = Turns(chosen, phrases, self.name())
        self._token = chosen.rest_token
        self._is_loopback = chosen.is_loopback

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
            if not self.admits(request):
                error = {"code": "token_needed", "message": "A valid token is needed."}
                return response.json({"error": error}, status=401)
            try:
                sender, message = read_body(request)
            except BadRequest as problem:
                error = {"code": problem.code, "message": problem.message}
                return response.json({"error": error}, status=400)
            return response.json(await self.answer(on_new_message, sender, message))

        return routes

    def admits(self, request: Request) -> bool:
        """Whether the sender, which anybody may name here, may be believed: the token is
        right, or none is set and only this machine can reach us."""
        if not self._token:
            return self._is_loopback
        return hmac.compare_digest(bearer_token(request).encode(), self._token.encode())

    async def answer(
        self, on_new_message: OnMessage, sender: str, message: str
    ) -> list[dict[str, Any]]:
        """The messages that answer this one; never none."""
        return [message_of(sender, await self.turns.answer(on_new_message, sender, message))]


def message_of(recipient: str, reply: Reply) -> dict[str, Any]:
    """A Reply as a message of Rasa's REST channel."""
    return {
        "recipient_id": recipient,
        "text": reply.text,
        "buttons": [{"title": s.label, "payload": s.message} for s in reply.suggestions],
        "custom": {"reply": reply.to_dict()},
    }


def read_body(request: Request) -> tuple[str, str]:
    """Sender and message of a request.

    Raises:
        BadRequest: the body is not ``{"sender": str, "message": str}``.
    """
    if not request.body:
        raise BadRequest("invalid_json", "The body is empty; JSON is expected.")
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
