"""Answers with a tag of their content: who has that content already gets none of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse


def tag_of(content: bytes) -> str:
    """The content's entity tag, with its quotation marks."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def has_already(request: Request, tag: str) -> bool:
    """Whether ``If-None-Match`` names the tag (compared weakly, as RFC 9110 wants it)."""
    named = [each.strip() for each in str(request.headers.get("if-none-match", "")).split(",")]
    return "*" in named or tag in (each.removeprefix("W/") for each in named)


def send(
    request: Request, content: bytes, content_type: str, headers: Mapping[str, str]
) -> HTTPResponse:
    """The content, to be asked about each time it is used; ``304`` to who has it."""
    tag = tag_of(content)
    sent = {"ETag": tag, "Cache-Control": "no-cache", **headers}
    if has_already(request, tag):
        return response.raw(b"", 304, sent)
    return response.raw(content, 200, sent, content_type)
