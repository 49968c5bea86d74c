"""What Slack sends, signed as Slack signs it."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import time
from typing import Any
from urllib.parse import urlencode

SECRET = "the-signing-secret"
_numbers = itertools.count(1)


def stamp() -> str:
    """A timestamp of a message; never twice the same."""
    return f"1700000{next(_numbers):03}.000200"


def signed(body: bytes, at: float | None = None, secret: str = SECRET) -> dict[str, str]:
    timestamp = str(int(time.time() if at is None else at))
    base = b"v0:" + timestamp.encode() + b":" + body
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def as_json(data: Any) -> tuple[bytes, str]:
    return json.dumps(data).encode(), "application/json"


def as_form(data: dict[str, Any]) -> tuple[bytes, str]:
    return urlencode(data).encode(), "application/x-www-form-urlencoded"


def as_payload(data: dict[str, Any]) -> tuple[bytes, str]:
    return as_form({"payload": json.dumps(data)})


def event(inner: dict[str, Any], team: str = "T1", event_id: str = "") -> dict[str, Any]:
    return {
        "type": "event_callback",
        "team_id": team,
        "api_app_id": "A1",
        "event_id": event_id or f"Ev{next(_numbers)}",
        "event_time": int(time.time()),
        "authorizations": [{"team_id": team, "user_id": "UBOT", "is_bot": True}],
        "event": inner,
    }


def direct(text: str, user: str = "U1", **more: Any) -> dict[str, Any]:
    inner = {
        "type": "message", "channel_type": "im", "channel": "D1", "user": user, "text": text,
        "ts": stamp(), **more,
    }  # fmt: skip
    return event({name: value for name, value in inner.items() if value is not None})


def in_channel(kind: str, text: str, user: str = "U1", **more: Any) -> dict[str, Any]:
    inner = {
        "type": kind, "channel_type": "channel", "channel": "C1", "user": user, "text": text,
        "ts": stamp(), **more,
    }  # fmt: skip
    return event(inner)


def command(text: str, response_url: str, user: str = "U1") -> dict[str, Any]:
    return {
        "command": "/careers", "text": text, "team_id": "T1", "channel_id": "C1",
        "user_id": user, "response_url": response_url, "trigger_id": f"tr{next(_numbers)}",
    }  # fmt: skip


def click(
    action: dict[str, Any], message: dict[str, Any], channel: str = "C1", **more: Any
) -> dict[str, Any]:
    return {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1", "team_id": "T1"},
        "channel": {"id": channel},
        "container": {"type": "message", "message_ts": message.get("ts"), "channel_id": channel},
        "message": message,
        "actions": [{"action_ts": stamp(), **action}],
        **more,
    }


def click_at_home(action: dict[str, Any], user: str = "U1") -> dict[str, Any]:
    view = {"type": "home", "id": "V1"}
    sent = click(action, {}, container={"type": "view", "view_id": "V1"}, view=view)
    del sent["message"], sent["channel"]
    return {**sent, "user": {"id": user}}


def button(shown: dict[str, Any], number: int = 0, label: str = "") -> dict[str, Any]:
    """A button of a message or view: that with the label, or the one with the number."""
    blocks = [block for block in shown["blocks"] if block["type"] == "actions"]
    buttons: list[dict[str, Any]] = [each for block in blocks for each in block["elements"]]
    if label:
        return next(each for each in buttons if each["text"]["text"] == label)
    return buttons[number]
