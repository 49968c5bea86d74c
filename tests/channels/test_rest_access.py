"""Who may use the REST channel, where the client says who is talking."""

from pathlib import Path

import pytest

from bot.channels.rest import RestChannel
from bot.supervisor import with_token
from knowledge.settings import SettingInvalid, Settings, load_settings
from tests.running_bot import RunningBot
from tests.web_client import WebClient

TOKEN = "t" * 40
BODY = {"sender": "a", "message": "Does an ML engineer code?"}
PATH = "/webhooks/rest/webhook"


def test_open_to_others_it_demands_a_token_that_nobody_was_told(
    state: Settings, tmp_path: Path
) -> None:
    with RunningBot(state, tmp_path / "log", ADVISOR_HOST="0.0.0.0") as bot:
        answer = WebClient(bot.url).call("POST", PATH, BODY)
        assert (answer.status, answer.code) == (401, "token_needed")
        assert WebClient(bot.url).start().send(BODY["message"]).status == 200


def test_the_token_opens_it(state: Settings, tmp_path: Path) -> None:
    with RunningBot(state, tmp_path / "log", ADVISOR_REST_TOKEN=TOKEN) as bot:
        assert WebClient(bot.url, TOKEN).call("POST", PATH, BODY).status == 200
        for wrong in ("", "x", "é", TOKEN + "x"):
            client = WebClient(
                bot.url, headers={"Authorization": f"Bearer {wrong}".encode().decode("latin-1")}
            )
            assert client.call("POST", PATH, BODY).status == 401


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.1.2.3"])
def test_on_loopback_no_token_is_needed(host: str) -> None:
    settings = load_settings({"host": host})
    assert with_token(settings) is settings
    assert RestChannel(settings)._is_loopback


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "bot.example.org"])
def test_elsewhere_the_supervisor_makes_one(host: str) -> None:
    settings = load_settings({"host": host})
    assert len(with_token(settings).rest_token) > 32
    assert with_token(settings).rest_token != with_token(settings).rest_token


def test_behind_a_proxy_loopback_is_open_to_others_too(state: Settings, tmp_path: Path) -> None:
    with RunningBot(state, tmp_path / "log", ADVISOR_PROXIES="1") as bot:
        visitor = WebClient(bot.url, headers={"X-Forwarded-For": "192.0.2.1"})
        answer = visitor.call("POST", PATH, BODY)
        assert (answer.status, answer.code) == (401, "token_needed")


def test_a_short_token_is_refused() -> None:
    with pytest.raises(SettingInvalid, match="ADVISOR_REST_TOKEN"):
        load_settings({"rest_token": "short"})


@pytest.mark.parametrize("origins", ["*", "example.org", "https://a.example/", "https://a, x"])
def test_origins_must_be_exact(origins: str) -> None:
    with pytest.raises(SettingInvalid, match="ADVISOR_ALLOWED_ORIGINS"):
        load_settings({"allowed_origins": origins})


def test_origins_are_listed() -> None:
    allowed = load_settings({"allowed_origins": " https://a.example, http://[::1]:80 ,"}).origins
    assert allowed == ("https://a.example", "http://[::1]:80")
