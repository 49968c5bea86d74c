"""Whether a request is Slack's and has the form of one, before anything else looks at it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

from slack_sdk.signature import SignatureVerifier

# What the listeners and Bolt index into must be of this type where it is there at all.
_OBJECTS = ("event", "container", "message", "view", "channel", "user")
_FORM = "application/x-www-form-urlencoded"
_MOST_DEPTH = 100


class NotFromSlack(Exception):
    """The signature is missing, wrong or too old."""


class Malformed(Exception):
    """The body has no form that Slack sends."""


def check_signature(verifier: SignatureVerifier, headers: Mapping[str, str], body: bytes) -> None:
    """Check signature and age (five minutes, both ways).

    Raises:
        NotFromSlack: the request did not come from Slack just now.
        Malformed: the body is no text, which Slack never sends.
    """
    timestamp = headers.get("x-slack-request-timestamp", "")
    signature = headers.get("x-slack-signature", "")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 20):
        raise NotFromSlack
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed from None
    if not signature.isascii() or not verifier.is_valid(text, timestamp, signature):
        raise NotFromSlack


def check_form(content_type: str, body: bytes) -> None:
    """Check what Bolt takes for granted.

    Raises:
        Malformed: the body is not of the form.
    """
    try:
        text = body.decode("utf-8")
        data = _form(text) if content_type.startswith(_FORM) else json.loads(text)
    except (ValueError, RecursionError):
        raise Malformed from None
    if not isinstance(data, dict) or _is_odd(data):
        raise Malformed


def _form(text: str) -> Any:
    fields = parse_qs(text, keep_blank_values=True, max_num_fields=100)
    if "payload" in fields:
        return json.loads(fields["payload"][0])
    if "command" not in fields and "ssl_check" not in fields:
        raise ValueError
    return {}


def _is_odd(data: dict[str, Any]) -> bool:
    if any(not isinstance(data.get(name) or {}, dict) for name in _OBJECTS):
        return True
    if not all(
        isinstance(data.get(name) or "", str) for name in ("type", "team_id", "callback_id")
    ):
        return True
    event, actions = data.get("event"), data.get("actions")
    if data.get("type") == "event_callback" and not (
        isinstance(event, dict) and isinstance(event.get("type"), str)
    ):
        return True
    if actions is not None or data.get("type") == "block_actions":
        return not (isinstance(actions, list) and actions and all(map(_is_action, actions)))
    authorizations = data.get("authorizations") or []
    return not (
        isinstance(authorizations, list) and all(isinstance(each, dict) for each in authorizations)
    )


def _is_action(action: Any) -> bool:
    return isinstance(action, dict) and isinstance(action.get("text") or {}, dict)
