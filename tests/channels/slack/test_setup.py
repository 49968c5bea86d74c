"""Settings, the manifest, installing in several workspaces, Socket Mode."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
import yaml
from slack_sdk.oauth.installation_store import Installation
from sqlalchemy import text

from bot.channels.slack import installing
from bot.channels.slack.installing import SCOPES
from bot.channels.slack.settings import load_slack_settings
from bot.channels.slack.socket_mode import answer_over_socket
from bot.channels.slack.texts import read_texts
from knowledge.settings import PROJECT_ROOT, SettingInvalid, Settings, load_settings
from tests.channels.slack.conftest import Echo, Server, started, stopped
from tests.channels.slack.fake_slack import APP_TOKEN, BOT_TOKEN, FakeSlack
from tests.channels.slack.requests_of_slack import (
    SECRET,
    as_json,
    command,
    direct,
    event,
    in_channel,
)
from tests.running_bot import advisor

MANIFEST = yaml.safe_load((PROJECT_ROOT / "bot/channels/slack/manifest.yml").read_text())


def test_without_settings_the_channel_is_off() -> None:
    settings = load_slack_settings()
    assert not settings.is_on
    assert not settings.installs


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"signing_secret": "s"}, "BOT_TOKEN"),
        ({"bot_token": "xoxb-1"}, "SIGNING_SECRET"),
        ({"client_id": "1", "client_secret": "s"}, "SIGNING_SECRET"),
        ({"client_id": "1", "signing_secret": "s"}, "CLIENT_SECRET"),
        ({"client_secret": "1", "signing_secret": "s"}, "CLIENT_ID"),
        ({"app_token": "xapp-1"}, "BOT_TOKEN"),
        ({"signing_secret": "s", "bot_token": "nonsense"}, "must begin with xoxb-"),
        ({"bot_token": "xoxb-1", "app_token": "nonsense"}, "must begin with xapp-"),
        ({"api_url": "slack.com"}, "ADVISOR_SLACK_API_URL='slack.com'"),
        (
            {"signing_secret": "s", "bot_token": "xoxb-1", "client_id": "1", "client_secret": "s"},
            "both",
        ),
    ],
)
def test_a_half_set_configuration_is_named(given: dict[str, str], missing: str) -> None:
    with pytest.raises(SettingInvalid, match=missing) as caught:
        load_slack_settings(given)
    assert "nonsense" not in str(caught.value)


def test_a_half_set_configuration_stops_the_start(tmp_path: Path) -> None:
    settings = load_settings({"state_directory": tmp_path})
    done = advisor(settings, "serve", ADVISOR_SLACK_BOT_TOKEN="xoxb-secret-part")
    assert done.returncode == 2
    assert "ADVISOR_SLACK_SIGNING_SECRET is missing" in done.stderr
    assert "secret-part" not in done.stderr


@pytest.mark.parametrize(
    ("options", "said"), [([], "give --socket"), (["--socket"], "ADVISOR_SLACK_APP_TOKEN")]
)
def test_the_command_says_what_it_needs(tmp_path: Path, options: list[str], said: str) -> None:
    done = advisor(load_settings({"state_directory": tmp_path}), "slack", *options)
    assert done.returncode == 2
    assert said in done.stderr


def test_the_manifest_asks_for_what_is_used_and_documented() -> None:
    document = (PROJECT_ROOT / "docs" / "slack.md").read_text(encoding="utf-8")
    assert tuple(MANIFEST["oauth_config"]["scopes"]["bot"]) == SCOPES
    documented = set(re.findall(r"`([a-z_.:]+)`", document.split("## Why each scope")[1]))
    events = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert {*SCOPES, *events} <= documented
    assert len(MANIFEST["features"]["agent_view"]["agent_description"]) <= 300
    assert len(MANIFEST["display_information"]["description"]) <= 140
    assert MANIFEST["features"]["slash_commands"][0]["command"] in read_texts()["command_hint"]


@pytest.fixture
async def installable(settings: Settings, slack: FakeSlack) -> AsyncIterator[Server]:
    chosen = load_slack_settings(
        {
            "signing_secret": SECRET,
            "client_id": "1.2",
            "client_secret": "client-secret",
            "api_url": slack.url,
        }
    )
    made = await started(settings, chosen)
    yield made
    await stopped(made)


def of_team_two(sent: dict[str, Any]) -> dict[str, Any]:
    authorizations = [{**each, "team_id": "T2"} for each in sent["authorizations"]]
    return {**sent, "team_id": "T2", "authorizations": authorizations}


async def get(address: str, cookie: str = "") -> tuple[int, str, dict[str, str]]:
    headers = {"Cookie": cookie} if cookie else {}
    async with (
        aiohttp.ClientSession() as session,
        session.get(address, allow_redirects=False, headers=headers) as answer,
    ):
        return answer.status, await answer.text(), dict(answer.headers)


async def sign_in(server: Server, code: str) -> tuple[int, str]:
    _, page, headers = await get(f"{server.url}/install")
    address = re.search(r'<a href="([^"]+)"', page)
    assert address is not None
    asked = parse_qs(urlsplit(address[1].replace("&amp;", "&")).query)
    assert set(asked["scope"][0].split(",")) == set(SCOPES)
    cookie = headers["Set-Cookie"].split(";")[0]
    redirect = f"{server.url}/oauth_redirect?code={code}&state={asked['state'][0]}"
    status, text_, _ = await get(redirect, cookie)
    again, _, _ = await get(redirect, cookie)
    assert again >= 400  # a state is good once
    return status, text_


async def test_a_workspace_installs_uses_and_removes_the_adviser(
    installable: Server, slack: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    slack.tokens = {"xoxb-of-team-two"}
    caplog.set_level("DEBUG")
    status, _ = await sign_in(installable, "good")
    assert status == 200
    hello = direct("hello")
    await installable.send(of_team_two(hello))
    await slack.wait_for("chat.postMessage")
    with installable.engine.connect() as connection:
        granted = connection.execute(text("SELECT granted FROM installation")).scalar()
    assert set(json.loads(granted)) == {"bot_token", "bot_id", "bot_user_id"}
    await installable.send(direct("not installed here"))
    for inner in ({"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}},):
        await installable.send(of_team_two(event(inner)))
    await installable.settle()
    await installable.send(of_team_two(direct("still there")))
    await slack.wait_for("chat.postMessage", 2)
    await installable.send(of_team_two(event({"type": "app_uninstalled"})))
    await installable.settle()
    await installable.send(of_team_two(direct("gone")))
    await installable.settle()
    assert [question for _, question in installable.echo.asked] == ["hello", "still there"]
    assert "xoxb-of-team-two" not in caplog.text
    assert "client-secret" not in caplog.text


async def test_few_tokens_are_kept_in_memory(
    installable: Server, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    slack.tokens = {"xoxb-of-team-two"}
    monkeypatch.setattr(installing, "MOST_KEPT", 1)
    workspaces = installable.app.ctx.slack.workspaces
    await sign_in(installable, "good")
    await workspaces.async_save(Installation(user_id="U1", team_id="T3", bot_token="xoxb-3"))
    for team in ("T2", "T3", "T2"):
        granted = await workspaces.authorize(None, team)
        assert granted is not None
        assert len(workspaces._kept) == 1


async def test_a_failed_installation_keeps_nothing(installable: Server, slack: FakeSlack) -> None:
    status, _ = await sign_in(installable, "bad")
    assert status >= 400
    with installable.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM installation")).scalar() == 0
    status, _, _ = await get(f"{installable.url}/oauth_redirect?code=good&state=guessed")
    assert status >= 400


async def test_installations_that_cannot_be_read_are_used_as_last_known(
    installable: Server, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    slack.tokens = {"xoxb-of-team-two"}
    await sign_in(installable, "good")
    await installable.send(of_team_two(direct("one")))
    await slack.wait_for("chat.postMessage")
    monkeypatch.setattr(installing, "FRESH_SECONDS", -1.0)
    with installable.engine.begin() as connection:
        connection.execute(text("DROP TABLE installation"))
    await installable.send(of_team_two(direct("two")))
    await slack.wait_for("chat.postMessage", 2)


@pytest.mark.parametrize("failure", ["invalid_auth", "unreachable"])
async def test_a_wrong_token_does_not_stop_the_start(
    settings: Settings,
    slack: FakeSlack,
    failure: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    url = slack.url if failure == "invalid_auth" else "http://127.0.0.1:9/api/"
    given = {"signing_secret": SECRET, "bot_token": "xoxb-wrong", "api_url": url}
    server = await started(settings, load_slack_settings(given))
    assert (await server.post(as_json(direct("hi"))))[0] == 200
    await stopped(server)
    assert "who the bot is" in caplog.text
    assert "xoxb-wrong" not in caplog.text


async def test_over_socket_mode_the_same_listeners_answer(
    settings: Settings, slack: FakeSlack
) -> None:
    chosen = load_slack_settings(
        {"bot_token": BOT_TOKEN, "app_token": APP_TOKEN, "api_url": slack.url}
    )
    said: list[str] = []
    serving = asyncio.create_task(answer_over_socket(settings, chosen, Echo(), said.append))

    async def send(kind: str, payload: dict[str, Any], number: int) -> None:
        envelope = {"type": kind, "envelope_id": f"e{number}", "payload": payload}
        await slack.send_over_socket({**envelope, "accepts_response_payload": True})

    await send("events_api", in_channel("app_mention", "<@UBOT> Python?"), 1)
    await slack.wait_for("chat.postMessage")
    await send("slash_commands", command("R?", slack.response_url), 2)
    await slack.wait_for("response")
    for _ in range(100):  # the acknowledgement may come after the answer
        if len(slack.acknowledged) == 2:
            break
        await asyncio.sleep(0.05)
    serving.cancel()
    await asyncio.wait([serving])
    assert {each["envelope_id"] for each in slack.acknowledged} == {"e1", "e2"}
    assert said == ["Connected to Slack. Ctrl-C ends."]


async def test_a_refused_connection_is_said(settings: Settings, slack: FakeSlack) -> None:
    chosen = load_slack_settings(
        {"bot_token": BOT_TOKEN, "app_token": "xapp-wrong", "api_url": slack.url}
    )
    said: list[str] = []
    await answer_over_socket(settings, chosen, Echo(), said.append)
    assert said == ["Slack refuses the connection: invalid_auth"]
