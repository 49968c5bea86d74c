"""Who may speak to us, and what strange requests get: 200 or 4xx, never 500."""

import json
import time
from typing import Any

import pytest

from tests.channels.slack.conftest import Server
from tests.channels.slack.fake_slack import BOT_TOKEN, FakeSlack
from tests.channels.slack.requests_of_slack import (
    SECRET,
    as_form,
    as_json,
    as_payload,
    click,
    direct,
    event,
    signed,
)


@pytest.mark.parametrize(
    "change",
    [
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=é"},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "soon"},
        {"X-Slack-Request-Timestamp": "٣"},
        {"X-Slack-Request-Timestamp": "9" * 5000},
    ],
)
async def test_without_a_valid_signature_nothing_is_read(
    server: Server, change: dict[str, str]
) -> None:
    body = as_json(direct("hi"))
    status, _ = await server.post(body, {**signed(body[0]), **change})
    assert status == 401
    await server.settle()
    assert server.echo.asked == []


@pytest.mark.parametrize("seconds", [-301, 301, -86400])
async def test_an_old_request_is_refused(server: Server, seconds: int) -> None:
    body = as_json(direct("hi"))
    assert (await server.post(body, signed(body[0], at=time.time() + seconds)))[0] == 401


async def test_another_secret_or_another_body_is_refused(server: Server) -> None:
    body = as_json(direct("hi"))
    assert (await server.post(body, signed(body[0], secret="guess")))[0] == 401
    assert (await server.post(body, signed(b"other")))[0] == 401
    assert (await server.post(body, {}))[0] == 401
    assert (await server.post(body, signed(body[0], secret=SECRET)))[0] == 200


async def test_the_address_is_confirmed_to_slack(server: Server) -> None:
    body = as_json({"type": "url_verification", "challenge": "abc", "token": "x"})
    status, text = await server.post(body)
    assert (status, json.loads(text)) == (200, {"challenge": "abc"})


@pytest.mark.parametrize(
    "body",
    [
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"\xff\xfe", "application/json"),
        (b"[" * 20_000, "application/json"),
        (b"[]", "application/json"),
        (b"null", "application/json"),
        (b'"text"', "application/json"),
        (b"payload=%7B", "application/x-www-form-urlencoded"),
        (b"payload=", "application/x-www-form-urlencoded"),
        (b"payload=%5B%5D", "application/x-www-form-urlencoded"),
        (b"payload=%FF", "application/x-www-form-urlencoded"),
        (b"a=b&" * 500, "application/x-www-form-urlencoded"),
        (b"hello", "application/x-www-form-urlencoded"),
        as_json({"type": "event_callback"}),
        as_json({"type": "event_callback", "event": "x"}),
        as_json({"type": "event_callback", "event": {}}),
        as_json({"type": "event_callback", "event": {"type": 5}}),
        as_json({"type": 5}),
        as_payload({"type": "block_actions"}),
        as_payload({"type": "block_actions", "actions": []}),
        as_payload({"type": "block_actions", "actions": ["x"]}),
        as_payload({"type": "block_actions", "actions": [{"text": "x"}], "user": {"id": "U1"}}),
        as_payload({"type": "block_actions", "actions": [{}], "user": "U1"}),
        as_payload({"type": "message_action", "callback_id": "x", "team": 5}),
        as_payload({"type": "shortcut", "callback_id": "x", "enterprise": 5}),
        as_json(event({"type": "function_executed", "user": True})),
    ],
)
async def test_malformed_requests_are_refused(server: Server, body: tuple[bytes, str]) -> None:
    status, _ = await server.post(body)
    assert status == 400


TEAM: dict[str, Any] = {"team": {"id": "T1"}, "user": {"id": "U1"}, "trigger_id": "1"}
ACTION = {"action_id": "x", "block_id": "b", "action_ts": "1.1"}


@pytest.mark.parametrize(
    "body",
    [
        as_json(event({"type": "some_event_of_next_year", "odd": [1]})),
        as_json(event({"type": "app_context_changed"})),
        as_json(event({"type": "reaction_added", "user": "U1", "item": {}})),
        as_json(event({"type": "app_home_opened"})),
        as_json(event({"type": "app_uninstalled"})),
        as_json(event({"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}})),
        as_json(event({"type": "tokens_revoked", "tokens": "x"})),
        as_json(event({"type": "message", "channel": {}, "user": [], "ts": 5, "text": {}})),
        as_json({**event({"type": "message"}), "authorizations": ["x"]}),
        as_json({**event({"type": "app_mention"}), "authorizations": None}),
        as_json({**event({"type": "app_mention"}), "authorizations": "x"}),
        as_json({"type": "app_rate_limited", "team_id": "T1"}),
        as_json({}),
        as_json({"team": 5, "user": 5, "type": ""}),
        *(
            as_payload(click({**ACTION, **more}, {"ts": "1.1"}))
            for more in (
                {"type": "radio_buttons", "selected_option": {"value": "x"}},
                {"type": "checkboxes", "selected_options": []},
                {"type": "plain_text_input", "value": "x"},
                {"type": "multi_static_select", "selected_options": []},
                {"type": "feedback_buttons", "value": "x"},
                {"type": "button", "action_id": "ask:0"},
                {"type": "button", "action_id": "ask:0", "value": 5},
                {"type": "button", "action_id": "rate", "value": None},
                {"type": "button", "action_id": "y" * 300},
                {"type": "button", "url": "https://x.org"},
            )
        ),
        as_payload({"type": "view_submission", "view": {"callback_id": "x"}, **TEAM}),
        as_payload({"type": "view_closed", "view": {"callback_id": "x"}, **TEAM}),
        as_payload({"type": "view_submission", **TEAM}),
        as_payload({"type": "block_suggestion", "action_id": "x", "value": "a", **TEAM}),
        as_payload({"type": "interactive_message", "actions": [{}], "callback_id": "x", **TEAM}),
        as_payload({"type": "dialog_submission", "callback_id": "x", **TEAM}),
        as_payload({"type": "workflow_step_edit", "callback_id": "x", **TEAM}),
        as_payload({"type": "shortcut", "callback_id": "x", "team": None, "user": None}),
        as_payload({"type": "something_new", **TEAM}),
        as_form({"command": "/other", "text": "x"}),
        as_form({"command": "", "text": ""}),
        as_form({"ssl_check": "1", "token": "x"}),
    ],
)
async def test_what_is_unknown_is_acknowledged(server: Server, body: tuple[bytes, str]) -> None:
    status, _ = await server.post(body)
    assert status in {200, 400}
    await server.settle()


async def test_a_body_that_is_too_long_or_of_another_method(server: Server) -> None:
    import aiohttp

    async with aiohttp.ClientSession() as session:
        async with session.get(f"{server.url}/events") as answer:
            assert answer.status == 405
        async with session.get(f"{server.url}/install") as answer:
            assert answer.status == 404  # one workspace: nothing to install


async def test_tokens_and_secrets_are_not_logged(
    server: Server, slack: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    slack.fail_next("chat.postMessage", "invalid_auth")
    slack.fail_next("chat.postMessage", "fatal_error", times=2)
    await server.send(direct("hi"))
    await server.send(direct("ho"))
    await server.settle()
    assert "invalid_auth" in caplog.text
    assert BOT_TOKEN not in caplog.text
    assert SECRET not in caplog.text
    assert repr(server.slack).count("**********") >= 2
    assert BOT_TOKEN not in repr(server.slack)
