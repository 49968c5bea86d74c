"""The charts of the adviser's answers as pictures, under ``/charts``.

They are public, as a page of any site and Slack's servers fetch them for whoever reads the
answer; nothing personal is in them but the skills that stand in the address.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.api import CHARTS, ApiError, error_response
from bot.channels.gate import busy, check_rate
from bot.channels.query import allow_only, one
from bot.channels.rate_limit import RateLimit, address_key
from bot.site import FOR_ALL_SITES, StaticFile
from knowledge.charts.drawing import FORMATS, PNG, SVG
from knowledge.charts.figures import NothingToDraw, UnknownSkill
from knowledge.charts.service import MOST_PICTURES, Charts

HAVE_LIMIT = 1000  # characters; all skills that there are have about 300
SECONDS_KEPT = 300
_TYPES = {SVG: "image/svg+xml", PNG: "image/png"}
_HEADERS = {
    **FOR_ALL_SITES,
    "Cache-Control": f"public, max-age={SECONDS_KEPT}",
    # An SVG that is opened by itself is a page: it may have its looks and nothing else.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
}

Handler = Callable[[Request], Coroutine[Any, Any, HTTPResponse]]


class ChartPictures:
    """The routes. All is drawn in one thread of its own (see ``knowledge.charts.drawing``),
    so that many drawings keep nothing else waiting."""

    def __init__(self, charts: Charts, by_address: RateLimit, seconds: float) -> None:
        """``seconds`` is how long a request waits; who comes again finds the picture drawn."""
        self._charts = charts
        self._by_address = by_address
        self._seconds = seconds
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="charts")
        self._file_of = lru_cache(maxsize=MOST_PICTURES)(_file_of)

    def routes(self) -> Blueprint:
        """All of ``/charts``."""
        routes = Blueprint("charts")
        for form in FORMATS:
            for name, handler in (("stress", self._stress), ("skills", self._skills)):
                routes.add_route(
                    self._guarded(partial(handler, form=form)),
                    f"{CHARTS}{name}.{form}",
                    methods=["GET", "HEAD"],
                    name=f"{name}_{form}",
                )
        return routes

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: Request) -> HTTPResponse:
            try:
                check_rate(self._by_address, address_key(request.remote_addr or request.ip))
                return await handler(request)
            except ApiError as problem:
                answer = error_response(problem)
                answer.headers.update({**FOR_ALL_SITES, "Cache-Control": "no-store"})
                return answer

        return guarded

    async def _stress(self, request: Request, form: str) -> HTTPResponse:
        allow_only(request)
        return (await self._draw(form, self._charts.stress)).answer(request)

    async def _skills(self, request: Request, form: str) -> HTTPResponse:
        allow_only(request, "have")
        have = one(request, "have") or ""
        if len(have) > HAVE_LIMIT:
            raise ApiError(400, "invalid_have", f'"have" may have {HAVE_LIMIT} characters.')
        known = frozenset(filter(None, have.split(".")))
        return (await self._draw(form, partial(self._charts.skills, known))).answer(request)

    async def _draw(self, form: str, draw: Callable[[str], bytes]) -> StaticFile:
        drawing = asyncio.get_running_loop().run_in_executor(
            self._thread, lambda: self._file_of(draw(form), form)
        )
        try:
            return await asyncio.wait_for(drawing, self._seconds)
        except asyncio.TimeoutError:
            raise busy() from None
        except NothingToDraw:
            raise ApiError(404, "not_found", "There are no figures for this chart.") from None
        except UnknownSkill:
            problem = '"have" must be ids of skills and languages, with dots between them.'
            raise ApiError(400, "invalid_have", problem) from None


def _file_of(content: bytes, form: str) -> StaticFile:
    return StaticFile.of(content, _TYPES[form], _HEADERS)
