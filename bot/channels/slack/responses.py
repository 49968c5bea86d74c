"""Bolt's answers as Sanic's. Bolt's own adapter sets cookies as Sanic 23 does; Rasa has 21."""

from __future__ import annotations

from sanic.response import HTTPResponse
from slack_bolt.response import BoltResponse

KEPT = ("max-age", "path", "domain", "samesite")


def to_sanic_response(answer: BoltResponse) -> HTTPResponse:
    """Status, body, headers and cookies; cookies only over HTTPS and out of scripts' reach."""
    made = HTTPResponse(
        status=answer.status,
        body=answer.body,
        headers=answer.first_headers_without_set_cookie(),
    )
    for cookies in answer.cookies():
        for name, cookie in cookies.items():
            made.cookies[name] = cookie.value
            made.cookies[name]["secure"] = True
            made.cookies[name]["httponly"] = True
            for attribute in KEPT:
                if cookie[attribute]:
                    made.cookies[name][attribute] = cookie[attribute]
    return made
