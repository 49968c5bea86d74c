"""The programs' interface to the frequently asked questions, under ``/api/faq``.

Described in ``bot/openapi.yml``, which is served as ``/api/openapi.json``.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.api import ApiError, Origins, read_id, read_object, read_thumb
from bot.channels.gate import Gate, busy
from bot.channels.query import allow_only, one
from bot.conditional import send
from bot.faq.search import QUERY_LIMIT, FaqSearch
from knowledge.faq import ENTRY_KINDS, Entry
from knowledge.feedback import FAQ_READERS, Feedback

PAGE_LIMIT = 10_000
PER_PAGE_LIMIT = 100
PER_PAGE = 20
RESULTS_LIMIT = 20
RESULTS = 10
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_SUBJECT = re.compile(r"[a-z0-9-]{1,64}")

T = TypeVar("T")


class FaqApi:
    """The routes. What may wait runs in a thread, and no longer than ``seconds``."""

    def __init__(
        self,
        search: Callable[[], FaqSearch],
        feedback: Feedback,
        origins: Origins,
        gate: Gate,
        seconds: float,
    ) -> None:
        """``search`` gives the service, which is there only when the encoder is loaded."""
        self._search = search
        self._feedback = feedback
        self._origins = origins
        self._gate = gate
        self._seconds = seconds

    def routes(self) -> Blueprint:
        """All of ``/api/faq``."""
        routes = Blueprint("faq_api", url_prefix="/api/faq")

        async def preflight(request: Request, **_places: str) -> HTTPResponse:
            return self._origins.preflight(request)

        for path, methods, handler in (
            ("", ["GET", "HEAD"], self._list),
            ("/search", ["GET", "HEAD"], self._find),
            ("/<slug:str>", ["GET", "HEAD"], self._show),
            ("/<slug:str>/feedback", ["POST"], self._give_feedback),
        ):
            name = handler.__name__.strip("_")
            routes.add_route(self._gate.guarded(handler), path, methods=methods, name=name)
            routes.add_route(preflight, path, methods=["OPTIONS"], name=f"{name}_preflight")
        return routes

    async def run(self, work: Callable[..., T], *arguments: Any) -> T:
        """What the work gives, off the event loop.

        Raises:
            ApiError: it takes too long.
        """
        try:
            return await asyncio.wait_for(asyncio.to_thread(work, *arguments), self._seconds)
        except asyncio.TimeoutError:
            raise busy() from None

    async def entry(self, slug: str) -> Entry:
        """The entry with a slug.

        Raises:
            ApiError: there is none.
        """
        edition = await self.run(self._search().faq.edition)
        found = edition.by_slug.get(slug)
        if found is None:
            raise ApiError(404, "not_found", "There is no entry at this address.")
        return found

    async def remember(self, slug: str, reader: str, thumb: str, reason: str) -> None:
        """Write a thumb down; the latest that a reader's id gives to an entry counts.

        Raises:
            ApiError: there is no such entry.
        """
        entry = await self.entry(slug)
        key = hashlib.sha256(f"{slug} {reader}".encode()).hexdigest()
        await self.run(self._feedback.give, FAQ_READERS, key, thumb, reason, entry.topic)

    async def _list(self, request: Request) -> HTTPResponse:
        allow_only(request, "kind", "subject", "page", "per_page")
        kind, subject = read_kind(request), _subject(request)
        page = _number(request, "page", 1, PAGE_LIMIT)
        per_page = _number(request, "per_page", PER_PAGE, PER_PAGE_LIMIT)
        edition = await self.run(self._search().faq.edition)
        chosen = edition.select(kind, subject)
        start = (page - 1) * per_page
        return _send(
            request,
            {
                "entries": [as_data(entry) for entry in chosen[start : start + per_page]],
                "page": page,
                "per_page": per_page,
                "pages": -(-len(chosen) // per_page),
                "total": len(chosen),
            },
        )

    async def _find(self, request: Request) -> HTTPResponse:
        allow_only(request, "q", "limit", "partial")
        query = one(request, "q")
        if not query or len(query) > QUERY_LIMIT:
            problem = f'"q" must be text of 1 to {QUERY_LIMIT} characters.'
            raise ApiError(400, "invalid_query", problem)
        limit = _number(request, "limit", RESULTS, RESULTS_LIMIT)
        partial = one(request, "partial")
        if partial not in (None, "true", "false"):
            raise ApiError(400, "invalid_partial", '"partial" must be true or false.')
        found = await self.run(self._search().find, query, limit, partial != "true")
        results = [{**as_data(each.entry), "score": round(each.score, 3)} for each in found]
        return _send(request, {"query": query, "results": results})

    async def _show(self, request: Request, slug: str) -> HTTPResponse:
        return _send(request, as_data(await self.entry(slug)))

    async def _give_feedback(self, request: Request, slug: str) -> HTTPResponse:
        await self.entry(slug)
        body = read_object(request)
        await self.remember(slug, read_id(body), *read_thumb(body))
        return response.empty()


def as_data(entry: Entry) -> dict[str, Any]:
    """An entry as it is sent."""
    data = asdict(entry)
    data["subject"] = {"id": data.pop("subject_id"), "name": data.pop("subject")}
    data["link"] = f"/faq/{entry.slug}"
    return data


def read_kind(request: Request) -> str | None:
    """The kind of entry that is asked for.

    Raises:
        ApiError: there is no such kind.
    """
    kind = one(request, "kind")
    if kind is not None and kind not in ENTRY_KINDS:
        raise ApiError(400, "invalid_kind", f'"kind" must be one of {", ".join(ENTRY_KINDS)}.')
    return kind


def _number(request: Request, name: str, usual: int, most: int) -> int:
    text = one(request, name)
    if text is None:
        return usual
    if not _NUMBER.fullmatch(text) or int(text) > most:
        raise ApiError(400, f"invalid_{name}", f'"{name}" must be a number from 1 to {most}.')
    return int(text)


def _subject(request: Request) -> str | None:
    subject = one(request, "subject")
    if subject is not None and not _SUBJECT.fullmatch(subject):
        problem = '"subject" must be 1 to 64 small letters, digits or "-".'
        raise ApiError(400, "invalid_subject", problem)
    return subject


def _send(request: Request, data: dict[str, Any]) -> HTTPResponse:
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return send(request, content, "application/json", {})
