"""What stands behind the ``?`` of an address. What is not known is refused rather than ignored:
a misspelled name would look as if it worked."""

from __future__ import annotations

from typing import Any

from sanic.request import Request

from bot.channels.api import ApiError


def allow_only(request: Request, *names: str) -> None:
    """Check that there is nothing else.

    Raises:
        ApiError: there is something that nobody here knows.
    """
    unknown = set(_parameters(request)) - set(names)
    if unknown:
        problem = f"{min(unknown)[:40]!r} is not known; allowed: {', '.join(names)}."
        raise ApiError(400, "unknown_parameter", problem)


def one(request: Request, name: str) -> str | None:
    """A part of the query; None if it is missing.

    Raises:
        ApiError: it is there more than once.
    """
    values = _parameters(request).getlist(name) or []
    if len(values) > 1:
        raise ApiError(400, f"invalid_{_code(name)}", f'"{name}" may be given once only.')
    return str(values[0]) if values else None


def _parameters(request: Request) -> Any:
    return request.get_args(keep_blank_values=True)


def _code(name: str) -> str:
    return "query" if name == "q" else name
