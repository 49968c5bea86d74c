"""Who may call what is under ``/api``: pages of the allowed origins, each address so often."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.api import ApiError, Origins, error_response
from bot.channels.rate_limit import RateLimit, address_key

Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]


class Gate:
    """Stands before the handlers of one interface, which has its own count of requests."""

    def __init__(self, origins: Origins, by_address: RateLimit) -> None:
        self._origins = origins
        self._by_address = by_address

    def guarded(self, handler: Handler) -> Handler:
        """The handler behind the checks; what it refuses is sent in the one form."""

        async def guarded(request: Request, **places: str) -> HTTPResponse:
            try:
                self.admit(request)
                answer = await handler(request, **places)
            except ApiError as problem:
                answer = error_response(problem)
            return self._origins.mark(request, answer)

        return guarded

    def admit(self, request: Request) -> None:
        """Count a request.

        Raises:
            ApiError: its page may not call, or its address has called too often.
        """
        if not self._origins.admits(request):
            raise ApiError(403, "origin_not_allowed", "Pages of this origin may not call.")
        check_rate(self._by_address, address_key(request.remote_addr or request.ip))


def check_rate(limit: RateLimit, key: str) -> None:
    """Take one request.

    Raises:
        ApiError: too many were taken; says when to try again.
    """
    wait = limit.take(key)
    if wait:
        raise ApiError(
            429, "too_many_requests", f"Try again in {wait} s.", {"Retry-After": str(wait)}
        )


def busy() -> ApiError:
    """What took too long."""
    return ApiError(503, "busy", "This takes too long; try again.", {"Retry-After": "5"})
