"""The web site's channel: the widget's, over plain HTTP under ``/api/chat``.

A session is signed by the server and alone says who is talking. A message has an id of the
sender's choice, so that a retry never doubles a turn. Every refusal has one form,
``{"error": {"code", "message"}}``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.answered_once import AnsweredOnce, IdReused, Overloaded
from bot.channels.api import ApiError, Origins, bearer_token, read_id, read_object, read_thumb
from bot.channels.gate import Gate, busy, check_rate
from bot.channels.rate_limit import RateLimit
from bot.channels.turn import OnMessage, Turns
from bot.channels.web_session import SessionRefused, Sessions, read_secret
from knowledge.bootstrap import build_feedback
from knowledge.feedback import Feedback
from knowledge.phrases import Phrase, read_phrases
from knowledge.settings import Settings, load_settings

TURN_SECONDS = 25.0  # for the whole turn; the reply of one that takes longer is there for a retry


class WebChannel(InputChannel):
    """The channel; in ``credentials.yml`` as ``bot.channels.web.WebChannel``."""

    def __init__(
        self,
        settings: Settings | None = None,
        phrases: Mapping[str, Phrase] | None = None,
        feedback: Feedback | None = None,
    ) -> None:
        chosen = settings or load_settings()
        phrases = phrases or read_phrases(chosen.content_directory)
        self.turns = Turns(chosen, phrases, self.name())
        self.sessions = Sessions(read_secret(chosen.session_secret, chosen.state_directory))
        self.origins = Origins(chosen.origins)
        self.answered = AnsweredOnce()
        self._feedback = feedback or build_feedback(chosen)
        self._by_session = RateLimit(chosen.session_requests_per_minute)
        self._gate = Gate(self.origins, RateLimit(chosen.address_requests_per_minute))

    @classmethod
    def name(cls) -> str:
        return "web"

    def url_prefix(self) -> str:
        """Outside of ``/webhooks``: Rasa joins the two as addresses are joined."""
        return "/api/chat"

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """The channel's routes."""
        routes = Blueprint("web_channel")

        async def message(request: Request) -> HTTPResponse:
            return await self._message(request, on_new_message)

        async def preflight(request: Request) -> HTTPResponse:
            return self.origins.preflight(request)

        for path, method, handler in (
            ("/session", "POST", self._session),
            ("/message", "POST", message),
            ("/feedback", "POST", self._give_feedback),
            ("/restart", "POST", self._restart),
            ("/data", "DELETE", self._erase),
        ):
            name = path.strip("/")
            routes.add_route(self._gate.guarded(handler), path, methods=[method], name=name)
            routes.add_route(preflight, path, methods=["OPTIONS"], name=f"{name}_preflight")
        return routes

    def _sender(self, request: Request) -> str:
        try:
            sender = self.sessions.sender_of(bearer_token(request))
        except SessionRefused as refused:
            raise _unauthorized(refused.code) from None
        check_rate(self._by_session, sender)
        return sender

    async def _session(self, request: Request) -> HTTPResponse:
        token = bearer_token(request)
        try:
            session = self.sessions.renew(token) if token else self.sessions.issue()
        except SessionRefused as refused:
            raise _unauthorized(refused.code) from None
        return response.json({"token": session.token, "expires_in": session.expires_in})

    async def _message(self, request: Request, on_new_message: OnMessage) -> HTTPResponse:
        sender = self._sender(request)
        body = read_object(request)
        message_id, text = read_id(body), body.get("text")
        if not isinstance(text, str):
            raise ApiError(400, "invalid_text", '"text" must be text.')
        turn = self.answered.answer(
            sender, message_id, text, lambda: self.turns.answer(on_new_message, sender, text)
        )
        try:
            reply = await asyncio.wait_for(turn, TURN_SECONDS)
        except IdReused:
            raise ApiError(409, "id_reused", "The id was given to another text.") from None
        except (Overloaded, asyncio.TimeoutError):
            raise busy() from None
        return response.json({"id": message_id, "reply": reply.to_dict()})

    async def _give_feedback(self, request: Request) -> HTTPResponse:
        sender = self._sender(request)
        body = read_object(request)
        message_id, (thumb, reason) = read_id(body), read_thumb(body)
        topic = self.answered.topic_of(sender, message_id)
        await asyncio.to_thread(self._feedback.give, sender, message_id, thumb, reason, topic)
        return response.empty()

    async def _restart(self, request: Request) -> HTTPResponse:
        sender = self._sender(request)
        try:
            async with self.turns.alone_with(sender):
                await request.app.ctx.agent.tracker_store.start_afresh(sender)
        except asyncio.TimeoutError:
            raise busy() from None
        return response.empty()

    async def _erase(self, request: Request) -> HTTPResponse:
        sender = self._sender(request)
        store = request.app.ctx.agent.tracker_store
        try:
            async with self.turns.alone_with(sender):
                await asyncio.to_thread(store.forget, sender)
                await asyncio.to_thread(self._feedback.forget, sender)
        except asyncio.TimeoutError:
            raise busy() from None
        self.answered.forget(sender)
        return response.empty()


def _unauthorized(code: str) -> ApiError:
    return ApiError(401, code, "A valid session is needed.", {"WWW-Authenticate": "Bearer"})
