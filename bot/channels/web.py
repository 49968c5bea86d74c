"""The web site's channel: the widget's, over plain HTTP under ``/api/chat``.

A session is signed by the server and alone says who is talking. A message has an id of the
sender's choice, so that a retry never doubles a turn. Every refusal has one form,
``{"error": {"code", "message"}}``.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.answered_once import AnsweredOnce, IdReused, Overloaded
from bot.channels.api import ApiError, Origins, bearer_token, error_response, read_object
from bot.channels.rate_limit import RateLimit, address_key
from bot.channels.turn import OnMessage, Turns
from bot.channels.web_session import SessionRefused, Sessions, read_secret
from knowledge.bootstrap import build_feedback
from knowledge.feedback import REASON_LIMIT, THUMBS, Feedback
from knowledge.phrases import Phrase, read_phrases
from knowledge.settings import Settings, load_settings

TURN_SECONDS = 25.0  # for the whole turn; the reply of one that takes longer is there for a retry
_MESSAGE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")

Handler = Callable[[Request], Coroutine[Any, Any, HTTPResponse]]


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
        self._by_address = RateLimit(chosen.address_requests_per_minute)

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
            routes.add_route(self._guarded(handler), path, methods=[method], name=name)
            routes.add_route(preflight, path, methods=["OPTIONS"], name=f"{name}_preflight")
        return routes

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: Request) -> HTTPResponse:
            try:
                self._check_origin(request)
                _check_rate(self._by_address, address_key(request.remote_addr or request.ip))
                answer = await handler(request)
            except ApiError as problem:
                answer = error_response(problem)
            return self.origins.mark(request, answer)

        return guarded

    def _check_origin(self, request: Request) -> None:
        if not self.origins.admits(request):
            raise ApiError(403, "origin_not_allowed", "Pages of this origin may not call.")

    def _sender(self, request: Request) -> str:
        try:
            sender = self.sessions.sender_of(bearer_token(request))
        except SessionRefused as refused:
            raise _unauthorized(refused.code) from None
        _check_rate(self._by_session, sender)
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
        message_id, text = _message_id(body), body.get("text")
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
            raise _busy() from None
        return response.json({"id": message_id, "reply": reply.to_dict()})

    async def _give_feedback(self, request: Request) -> HTTPResponse:
        sender = self._sender(request)
        body = read_object(request)
        message_id, thumb, reason = _message_id(body), body.get("thumb"), body.get("reason", "")
        if thumb not in THUMBS:
            raise ApiError(400, "invalid_thumb", f'"thumb" must be one of {", ".join(THUMBS)}.')
        if not isinstance(reason, str) or len(reason) > REASON_LIMIT:
            raise ApiError(
                400,
                "invalid_reason",
                f'"reason" must be text of at most {REASON_LIMIT} characters.',
            )
        topic = self.answered.topic_of(sender, message_id)
        await asyncio.to_thread(self._feedback.give, sender, message_id, thumb, reason, topic)
        return response.empty()

    async def _restart(self, request: Request) -> HTTPResponse:
        sender = self._sender(request)
        try:
            async with self.turns.alone_with(sender):
                await request.app.ctx.agent.tracker_store.start_afresh(sender)
        except asyncio.TimeoutError:
            raise _busy() from None
        return response.empty()

    async def _erase(self, request: Request) -> HTTPResponse:
        sender = self._sender(request)
        store = request.app.ctx.agent.tracker_store
        try:
            async with self.turns.alone_with(sender):
                await asyncio.to_thread(store.forget, sender)
                await asyncio.to_thread(self._feedback.forget, sender)
        except asyncio.TimeoutError:
            raise _busy() from None
        self.answered.forget(sender)
        return response.empty()


def _check_rate(limit: RateLimit, key: str) -> None:
    wait = limit.take(key)
    if wait:
        raise ApiError(
            429, "too_many_requests", f"Try again in {wait} s.", {"Retry-After": str(wait)}
        )


def _busy() -> ApiError:
    return ApiError(503, "busy", "This takes too long; try again.", {"Retry-After": "5"})


def _unauthorized(code: str) -> ApiError:
    return ApiError(401, code, "A valid session is needed.", {"WWW-Authenticate": "Bearer"})


def _message_id(body: Mapping[str, Any]) -> str:
    found = body.get("id")
    if not isinstance(found, str) or not _MESSAGE_ID.fullmatch(found):
        raise ApiError(400, "invalid_id", '"id" must be 8 to 64 letters, digits, "-" or "_".')
    return found
