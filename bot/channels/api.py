"""What the interfaces for programs (``/api``, ``/charts``) have in common: one form of error,
exact origins, JSON objects as bodies."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from sanic import Sanic, response
from sanic.constants import HTTP_METHODS
from sanic.exceptions import MethodNotSupported, NotFound, SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.incoming_text import clean_text
from knowledge.feedback import REASON_LIMIT, THUMBS

logger = logging.getLogger(__name__)

API = "/api/"
CHARTS = "/charts/"
UNREAD = "NONE"  # Sanic's method of a request whose head it could not read
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_CODES = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    408: "timeout",
    413: "body_too_large",
}
_ALLOWED = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "authorization, content-type, if-none-match",
    "Access-Control-Max-Age": "600",
}


class ApiError(Exception):
    """A request that is refused, with the status and the error that are sent."""

    def __init__(
        self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = dict(headers or {})


class Origins:
    """The web sites whose pages may call: those allowed by name, and our own."""

    def __init__(self, allowed: tuple[str, ...]) -> None:
        self._allowed = frozenset(allowed)

    def admits(self, request: Request) -> bool:
        """Whether a page of this origin may call; a program sends no origin."""
        origin = request.headers.get("origin")
        if origin is None or origin in self._allowed:
            return True
        return bool(origin in (f"http://{request.host}", f"https://{request.host}"))

    def mark(self, request: Request, answer: HTTPResponse) -> HTTPResponse:
        """Allow the page to read the answer, if it may call."""
        answer.headers["Vary"] = "Origin"
        answer.headers.setdefault("Cache-Control", "no-store")
        answer.headers["X-Content-Type-Options"] = "nosniff"
        origin = request.headers.get("origin")
        if origin and self.admits(request):
            answer.headers["Access-Control-Allow-Origin"] = origin
            answer.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After"
        return answer

    def preflight(self, request: Request) -> HTTPResponse:
        """The answer to a browser that asks before it calls."""
        answer = response.empty()
        if self.admits(request):
            answer.headers.update(_ALLOWED)
        return self.mark(request, answer)


def error_response(problem: ApiError) -> HTTPResponse:
    """An error in its one form."""
    error = {"code": problem.code, "message": problem.message}
    return response.json({"error": error}, status=problem.status, headers=problem.headers)


def read_object(request: Request) -> dict[str, Any]:
    """The body, which must be a JSON object.

    Raises:
        ApiError: it is not.
    """
    try:
        body = request.json if request.body else None
    except SanicException:
        raise ApiError(400, "invalid_json", "The body is not valid JSON.") from None
    if not isinstance(body, dict):
        raise ApiError(400, "invalid_body", "The body must be a JSON object.")
    return body


def read_id(body: Mapping[str, Any]) -> str:
    """The sender's id of what is sent, by which a retry is known.

    Raises:
        ApiError: it is none.
    """
    found = body.get("id")
    if not isinstance(found, str) or not _ID.fullmatch(found):
        raise ApiError(400, "invalid_id", '"id" must be 8 to 64 letters, digits, "-" or "_".')
    return found


def read_thumb(body: Mapping[str, Any]) -> tuple[str, str]:
    """What somebody thought of an answer: the thumb, and the reason or an empty text.

    Raises:
        ApiError: it is no thumb, or the reason no text or too long.
    """
    thumb, reason = body.get("thumb"), body.get("reason", "")
    if thumb not in THUMBS:
        raise ApiError(400, "invalid_thumb", f'"thumb" must be one of {", ".join(THUMBS)}.')
    if not isinstance(reason, str) or len(reason) > REASON_LIMIT:
        problem = f'"reason" must be text of at most {REASON_LIMIT} characters.'
        raise ApiError(400, "invalid_reason", problem)
    return str(thumb), clean_text(reason, REASON_LIMIT).text


def bearer_token(request: Request) -> str:
    """What stands behind ``Authorization: Bearer``; empty if nothing does."""
    scheme, _, token = str(request.headers.get("authorization", "")).partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def use_one_error_form(app: Sanic, origins: Origins) -> None:
    """For programs also what Sanic itself refuses, and what fails, has the one form."""

    async def refuse(request: Request, problem: Exception) -> HTTPResponse:
        if request is None or not _is_for_programs(request):
            answer: HTTPResponse = app.error_handler.default(request, problem)  # type: ignore[no-untyped-call]
            return answer
        return origins.mark(request, error_response(_as_error(request, problem)))

    app.error_handler.add(Exception, refuse)


def _is_for_programs(request: Request) -> bool:
    return request.method == UNREAD or request.path.startswith((API, CHARTS))


def _as_error(request: Request, problem: Exception) -> ApiError:
    if not isinstance(problem, SanicException):
        logger.error("%s %s failed", request.method, request.path, exc_info=problem)
        return ApiError(500, "internal_error", "Something went wrong here; try again later.")
    allowed = _allowed_methods(request) if isinstance(problem, NotFound) else []
    if allowed:
        refused = f"Method {request.method} not allowed for URL {request.path}"
        return ApiError(405, _CODES[405], refused, {"Allow": ", ".join(allowed)})
    status = getattr(problem, "status_code", None) or 500
    if request.method == UNREAD and status == 413:
        return ApiError(413, "head_too_large", "Address and headers are too long.")
    headers = problem.headers if isinstance(problem, MethodNotSupported) else {}
    return ApiError(status, _CODES.get(status, "error"), str(problem), headers)


def _allowed_methods(request: Request) -> list[str]:
    """The methods that a path has. Sanic 21.12 calls a path with places in it not found if it is
    the method that is wrong."""
    found = []
    for method in HTTP_METHODS:
        with suppress(SanicException):
            request.app.router.get(request.path, method, None)
            found.append(str(method))
    return found
