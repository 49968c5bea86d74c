"""The web channel's interface as a program uses it."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Answer:
    """What came back; header names in lower case."""

    status: int
    body: Any
    headers: dict[str, str]

    @property
    def code(self) -> str:
        """The code of a refusal, whose form is checked on the way."""
        assert set(self.body) == {"error"}, self.body
        assert set(self.body["error"]) == {"code", "message"}
        assert self.body["error"]["message"]
        return str(self.body["error"]["code"])


@dataclass
class WebClient:
    """One visitor of the web site."""

    url: str
    token: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def call(
        self, method: str, path: str, body: bytes | dict[str, Any] | None = None, **headers: str
    ) -> Answer:
        data = json.dumps(body).encode() if isinstance(body, dict) else body
        sent = {"Content-Type": "application/json", **self.headers, **headers}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        request = urllib.request.Request(self.url + path, data, sent, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return _answer(response.status, response.read(), response.headers)
        except urllib.error.HTTPError as error:
            return _answer(error.code, error.read(), error.headers)

    def start(self) -> WebClient:
        """Get a session, or renew the one there is."""
        answer = self.call("POST", "/api/chat/session")
        assert answer.status == 200, answer
        self.token = answer.body["token"]
        return self

    def send(self, text: Any, message_id: Any = None) -> Answer:
        message_id = message_id or new_id()
        return self.call("POST", "/api/chat/message", {"id": message_id, "text": text})

    def topic_of(self, text: str) -> str:
        answer = self.send(text)
        assert answer.status == 200, answer
        return str(answer.body["reply"]["topic"])


def new_id() -> str:
    """An id for a message."""
    return uuid.uuid4().hex


def _answer(status: int, body: bytes, headers: Any) -> Answer:
    try:
        decoded = json.loads(body) if body else None
    except ValueError:
        decoded = body
    return Answer(status, decoded, {name.lower(): value for name, value in headers.items()})
