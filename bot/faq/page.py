"""The pages ``/faq`` and ``/faq/{slug}``: complete without JavaScript."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Coroutine
from typing import Any

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.api import ApiError
from bot.channels.gate import Gate
from bot.channels.query import one
from bot.faq.api import FaqApi, read_kind
from bot.faq.search import QUERY_LIMIT, FaqSearch
from bot.faq.views import Views
from bot.site import StaticFile
from knowledge.feedback import THUMBS

logger = logging.getLogger(__name__)

RESULTS = 10
# Scripts, styles and calls to ourselves only, and forms to ourselves for who has no scripts.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": POLICY,
    # With none at all a form of ours would not say that it is ours.
    "Referrer-Policy": "same-origin",
}
HTML = "text/html; charset=utf-8"

Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]


class FaqPage:
    """The routes; what they need of the entries they get as programs do."""

    def __init__(self, search: Callable[[], FaqSearch], api: FaqApi, gate: Gate) -> None:
        self._search = search
        self._api = api
        self._gate = gate
        self._views = Views()
        self._kept: tuple[str, dict[str | None, StaticFile]] = ("", {})

    def routes(self) -> Blueprint:
        """All of ``/faq``."""
        routes = Blueprint("faq_page", url_prefix="/faq")
        for path, methods, handler in (
            ("", ["GET", "HEAD"], self._list),
            ("/<slug:str>", ["GET", "HEAD"], self._show),
            ("/<slug:str>/feedback", ["POST"], self._give_feedback),
        ):
            name = handler.__name__.strip("_")
            routes.add_route(self._guarded(handler), path, methods=methods, name=name)
        return routes

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: Request, **places: str) -> HTTPResponse:
            try:
                self._gate.admit(request)
                return await handler(request, **places)
            except ApiError as problem:
                return self._problem(problem)
            except Exception as problem:
                logger.error("%s %s failed", request.method, request.path, exc_info=problem)
                return self._problem(ApiError(500, "internal_error", "Please try again later."))

        return guarded

    def _problem(self, problem: ApiError) -> HTTPResponse:
        heading = "Not found" if problem.status == 404 else "This did not work"
        headers = {**HEADERS, **problem.headers, "X-Content-Type-Options": "nosniff"}
        return response.html(self._views.problem(heading, problem.message), problem.status, headers)

    async def _list(self, request: Request) -> HTTPResponse:
        query, kind = one(request, "q"), read_kind(request)
        if query is not None and len(query) > QUERY_LIMIT:
            problem = f"A search may have {QUERY_LIMIT} characters."
            raise ApiError(400, "invalid_query", problem)
        page = await self._api.run(self._results if query else self._catalogue, query or kind)
        return page.answer(request)

    async def _show(self, request: Request, slug: str) -> HTTPResponse:
        entry = await self._api.entry(slug)
        return _page(self._views.entry(entry, "thanks" in request.args)).answer(request)

    async def _give_feedback(self, request: Request, slug: str) -> HTTPResponse:
        thumb = (request.form or {}).get("thumb")
        if thumb not in THUMBS:
            raise ApiError(400, "invalid_thumb", f"A thumb is {' or '.join(THUMBS)}.")
        await self._api.remember(slug, uuid.uuid4().hex, thumb, "")
        return response.redirect(f"/faq/{slug}?thanks=1", status=303)

    def _results(self, query: str) -> StaticFile:
        found = [each.entry for each in self._search().find(query, RESULTS, note=True)]
        return _page(self._views.results(self._search().faq.edition(), query, found))

    def _catalogue(self, kind: str | None) -> StaticFile:
        """Rendered once for each state of the content: the whole page takes 50 ms."""
        edition = self._search().faq.edition()
        digest, pages = self._kept
        if digest != edition.digest:
            pages = {}
            self._kept = (edition.digest, pages)
        if kind not in pages:
            pages[kind] = _page(self._views.catalogue(edition, kind))
        return pages[kind]


def _page(text: str) -> StaticFile:
    return StaticFile.of(text.encode(), HTML, HEADERS)
