"""The web channel over HTTP, against the real bot."""

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jwt
import pytest

from bot.channels import turn, web
from bot.channels.answered_once import Overloaded
from bot.channels.api import ApiError
from bot.channels.web import WebChannel
from bot.channels.web_session import Sessions
from knowledge.database import migrate, open_engine
from knowledge.settings import Settings
from tests.running_bot import RunningBot
from tests.web_client import WebClient, new_id

SITE = "https://www.example.org"
CODING = "Does an ML engineer code?"


@pytest.fixture(scope="module")
def site(state: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    """A bot for one more web site, generous to addresses and strict to visitors."""
    more = {
        "ADVISOR_ALLOWED_ORIGINS": f"{SITE}, http://localhost:8080",
        "ADVISOR_SESSION_REQUESTS_PER_MINUTE": "40",
        "ADVISOR_ADDRESS_REQUESTS_PER_MINUTE": "6000",
        "ADVISOR_PROXIES": "1",
    }
    with RunningBot(state, tmp_path_factory.mktemp("site") / "log", **more) as running:
        yield running


@pytest.fixture
def visitor(site: RunningBot) -> WebClient:
    return WebClient(site.url).start()


def sender(client: WebClient) -> str:
    return str(jwt.decode(client.token, options={"verify_signature": False})["sub"])


def events_of(site: RunningBot, name: str) -> int:
    with sqlite3.connect(site.settings.state_directory / "conversations.db") as connection:
        query = "SELECT count(*) FROM events WHERE sender_id = ? AND type_name = 'user'"
        return int(connection.execute(query, (name,)).fetchone()[0])


def test_a_conversation(visitor: WebClient) -> None:
    answer = visitor.send(CODING, "message-1")
    assert answer.status == 200
    assert answer.body["id"] == "message-1"
    assert answer.body["reply"]["topic"] == "ml-engineer/coding"
    assert answer.headers["cache-control"] == "no-store"
    assert visitor.topic_of("What is Julia?").startswith("julia/")
    assert visitor.topic_of("what is it good at?") == "julia/strengths"


def test_a_renewed_session_goes_on_with_the_conversation(visitor: WebClient) -> None:
    visitor.topic_of("What is Julia?")
    before = sender(visitor)
    assert sender(visitor.start()) == before
    assert visitor.topic_of("what is it good at?") == "julia/strengths"


def test_a_retry_does_not_double_the_turn(site: RunningBot, visitor: WebClient) -> None:
    message_id = new_id()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: visitor.send(CODING, message_id), range(4)))
    answers.append(visitor.send(CODING, message_id))
    assert {answer.status for answer in answers} == {200}
    assert all(answer.body == answers[0].body for answer in answers)
    assert events_of(site, sender(visitor)) == 1


def test_an_id_with_another_text_is_refused(visitor: WebClient) -> None:
    message_id = new_id()
    visitor.send(CODING, message_id)
    answer = visitor.send("What is R?", message_id)
    assert (answer.status, answer.code) == (409, "id_reused")


@pytest.mark.parametrize("command", ["/restart", '/ask_coding{"x": 1}'])
def test_a_command_is_text(visitor: WebClient, command: str) -> None:
    visitor.topic_of("What is Julia?")
    assert visitor.send(command).status == 200
    assert "julia" in visitor.topic_of("what is Julia good at?")


@pytest.mark.parametrize("path", ["message", "feedback", "restart", "data"])
@pytest.mark.parametrize("token", ["", "nonsense", "web-guessed"])
def test_without_a_session_nothing_is_done(site: RunningBot, path: str, token: str) -> None:
    method = "DELETE" if path == "data" else "POST"
    answer = WebClient(site.url, token).call(method, f"/api/chat/{path}", {})
    assert (answer.status, answer.code) == (401, "session_invalid")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_session_of_another_server_is_refused(site: RunningBot) -> None:
    stranger = WebClient(site.url, Sessions("x" * 40).issue().token)
    assert stranger.send(CODING).code == "session_invalid"
    assert stranger.call("POST", "/api/chat/session").code == "session_invalid"


def test_an_ended_session_is_told_so_and_can_be_renewed(site: RunningBot) -> None:
    secret = (site.settings.state_directory / "session-secret").read_text()
    ended = Sessions(secret, now=lambda: time.time() - 4000).issue().token
    client = WebClient(site.url, ended)
    assert client.send(CODING).code == "session_expired"
    assert client.start().send(CODING).status == 200


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "invalid_body"),
        (b"{", "invalid_json"),
        (b"\xff\xfe", "invalid_json"),
        (b"[" * 5000, "invalid_json"),
        (b"[]", "invalid_body"),
        ({"text": "hi"}, "invalid_id"),
        ({"id": 5, "text": "hi"}, "invalid_id"),
        ({"id": "short", "text": "hi"}, "invalid_id"),
        ({"id": "x" * 65, "text": "hi"}, "invalid_id"),
        ({"id": "with space", "text": "hi"}, "invalid_id"),
        ({"id": "message-1"}, "invalid_text"),
        ({"id": "message-1", "text": ["hi"]}, "invalid_text"),
    ],
)
def test_a_wrong_body_is_refused_with_a_reason(visitor: WebClient, body: Any, code: str) -> None:
    answer = visitor.call("POST", "/api/chat/message", body)
    assert (answer.status, answer.code) == (400, code)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("", "refused"), ("  ", "refused"), ("a" * 60_000, "clarify"), ("what " * 900, "clarify")],
)
def test_no_text_and_too_much_text_get_a_reply(visitor: WebClient, text: str, outcome: str) -> None:
    answer = visitor.send(text)
    assert answer.status == 200
    assert answer.body["reply"]["outcome"] == outcome


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", "/api/chat/nothing", b"{}", 404, "not_found"),
        ("GET", "/api/chat/message", None, 405, "method_not_allowed"),
        ("POST", "/api/chat/message", b"x" * 70_000, 413, "body_too_large"),
    ],
)
def test_what_the_server_itself_refuses_has_the_same_form(
    visitor: WebClient, method: str, path: str, body: Any, status: int, code: str
) -> None:
    answer = visitor.call(method, path, body)
    assert (answer.status, answer.code) == (status, code)


def test_outside_of_the_interface_refusals_stay_as_they_are(visitor: WebClient) -> None:
    assert visitor.call("GET", "/nothing").status == 404


def test_too_many_messages_of_one_visitor_must_wait(site: RunningBot, visitor: WebClient) -> None:
    answers = [visitor.call("POST", "/api/chat/message", {}) for _ in range(45)]
    refused = [answer for answer in answers if answer.status == 429]
    assert len(refused) >= 3
    assert refused[0].code == "too_many_requests"
    assert int(refused[0].headers["retry-after"]) >= 1
    assert WebClient(site.url).start().send(CODING).status == 200


def test_an_address_has_its_limit_too(state: Settings, tmp_path: Path) -> None:
    more = {"ADVISOR_ADDRESS_REQUESTS_PER_MINUTE": "5", "ADVISOR_PROXIES": "1"}
    with RunningBot(state, tmp_path / "log", **more) as bot:
        near = WebClient(bot.url, headers={"X-Forwarded-For": "6.6.6.6, 192.0.2.1"})
        far = WebClient(bot.url, headers={"X-Forwarded-For": "192.0.2.2"})
        statuses = [near.call("POST", "/api/chat/session").status for _ in range(7)]
        # Only the last address is the proxy's word; what stands before it is the visitor's.
        forged = WebClient(bot.url, headers={"X-Forwarded-For": "7.7.7.7, 192.0.2.1"})
        assert forged.call("POST", "/api/chat/session").status == 429
        assert far.call("POST", "/api/chat/session").status == 200
    assert statuses == [200] * 5 + [429] * 2


def test_without_a_proxy_nobody_chooses_an_address(state: Settings, tmp_path: Path) -> None:
    with RunningBot(state, tmp_path / "log", ADVISOR_ADDRESS_REQUESTS_PER_MINUTE="5") as bot:
        statuses = [
            WebClient(bot.url, headers={"X-Forwarded-For": f"192.0.2.{n}"})
            .call("POST", "/api/chat/session")
            .status
            for n in range(7)
        ]
    assert statuses == [200] * 5 + [429] * 2


@pytest.mark.parametrize("origin", [SITE, "http://localhost:8080", "own"])
def test_a_page_of_an_allowed_site_may_call(site: RunningBot, origin: str) -> None:
    origin = site.url if origin == "own" else origin
    client = WebClient(site.url)
    asked = client.call("OPTIONS", "/api/chat/message", Origin=origin)
    assert asked.status == 204
    assert asked.headers["access-control-allow-origin"] == origin
    assert "authorization" in asked.headers["access-control-allow-headers"]
    assert (
        client.call("OPTIONS", "/api/chat/data", Origin=origin)
        .headers["access-control-allow-methods"]
        .endswith("DELETE")
    )
    answer = client.call("POST", "/api/chat/session", Origin=origin)
    assert answer.status == 200
    assert answer.headers["access-control-allow-origin"] == origin
    assert answer.headers["vary"] == "Origin"
    assert client.call("GET", "/api/chat/x", Origin=origin).headers["access-control-allow-origin"]


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "http://www.example.org",
        "https://www.example.org.evil.example",
        "https://www.example.org:444",
        "not an origin",
        "http://[",
    ],
)
def test_a_page_of_another_site_may_not(site: RunningBot, origin: str) -> None:
    client = WebClient(site.url)
    assert (
        "access-control-allow-origin"
        not in client.call("OPTIONS", "/api/chat/message", Origin=origin).headers
    )
    answer = client.call("POST", "/api/chat/session", Origin=origin)
    assert (answer.status, answer.code) == (403, "origin_not_allowed")
    assert "access-control-allow-origin" not in answer.headers


def test_a_thumb_is_written_down(site: RunningBot, visitor: WebClient) -> None:
    message_id = new_id()
    visitor.send(CODING, message_id)
    given = {"id": message_id, "thumb": "down", "reason": "too short"}
    assert visitor.call("POST", "/api/chat/feedback", given).status == 204
    with sqlite3.connect(site.settings.state_directory / "knowledge.db") as connection:
        query = "SELECT thumb, reason, topic FROM feedback WHERE message_id = ?"
        found = connection.execute(query, (message_id,)).fetchall()
    assert found == [("down", "too short", "ml-engineer/coding")]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"thumb": "up"}, "invalid_id"),
        ({"thumb": "sideways", "id": "message-1"}, "invalid_thumb"),
        ({"thumb": ["up"], "id": "message-1"}, "invalid_thumb"),
        ({"thumb": "up", "id": "message-1", "reason": 5}, "invalid_reason"),
        ({"thumb": "up", "id": "message-1", "reason": "x" * 501}, "invalid_reason"),
    ],
)
def test_a_wrong_thumb_is_refused(visitor: WebClient, given: dict[str, Any], code: str) -> None:
    answer = visitor.call("POST", "/api/chat/feedback", given)
    assert (answer.status, answer.code) == (400, code)


def test_a_new_start_forgets_the_context_and_can_still_be_erased(
    site: RunningBot, visitor: WebClient
) -> None:
    assert visitor.call("POST", "/api/chat/restart").status == 204  # nothing was said yet
    visitor.topic_of("What is Julia?")
    assert visitor.call("POST", "/api/chat/restart").status == 204
    assert visitor.topic_of("what is it good at?") != "julia/strengths"
    assert visitor.topic_of("What is R?").startswith("r/")
    assert visitor.topic_of("what is it good at?") == "r/strengths"
    assert events_of(site, sender(visitor)) == 4
    assert visitor.call("DELETE", "/api/chat/data").status == 204
    assert events_of(site, sender(visitor)) == 0


def test_somebodys_data_are_erased_and_nobody_elses(site: RunningBot, visitor: WebClient) -> None:
    other = WebClient(site.url).start()
    message_id = new_id()
    visitor.send("What is Julia?", message_id)
    visitor.call("POST", "/api/chat/feedback", {"id": message_id, "thumb": "up"})
    other.topic_of("What is Julia?")
    assert visitor.call("DELETE", "/api/chat/data").status == 204
    assert events_of(site, sender(visitor)) == 0
    assert events_of(site, sender(other)) == 1
    with sqlite3.connect(site.settings.state_directory / "knowledge.db") as connection:
        query = "SELECT count(*) FROM feedback WHERE message_id = ?"
        assert connection.execute(query, (message_id,)).fetchone() == (0,)
    assert visitor.topic_of("what is it good at?") != "julia/strengths"


@pytest.fixture
def channel(tmp_path: Path) -> WebChannel:
    settings = Settings(state_directory=tmp_path)
    engine = open_engine(settings.knowledge_url)
    migrate(engine)
    engine.dispose()
    return WebChannel(settings)


def request_of(channel: WebChannel, body: dict[str, Any]) -> Any:
    token = channel.sessions.issue().token
    store = SimpleNamespace(forget=lambda _sender: None)
    return SimpleNamespace(
        headers={"authorization": f"Bearer {token}"},
        body=b"{}",
        json=body,
        app=SimpleNamespace(ctx=SimpleNamespace(agent=SimpleNamespace(tracker_store=store))),
    )


async def test_a_turn_that_takes_too_long_is_refused_and_there_for_the_retry(
    channel: WebChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "TURN_SECONDS", 0.05)
    turns = []

    async def slow(message: Any) -> None:
        turns.append(message.text)
        await asyncio.sleep(0.2)
        await message.output_channel.send_response("", {"text": "late"})

    request = request_of(channel, {"id": "message-1", "text": "hello"})
    with pytest.raises(ApiError) as caught:
        await channel._message(request, slow)
    assert (caught.value.status, caught.value.code) == (503, "busy")
    assert caught.value.headers["Retry-After"]
    await asyncio.sleep(0.3)
    answer = await channel._message(request, slow)
    assert b"late" in answer.body
    assert turns == ["hello"]


async def test_more_turns_than_can_be_remembered_are_refused(
    channel: WebChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_arguments: Any) -> None:
        raise Overloaded

    monkeypatch.setattr(channel.answered, "answer", refuse)
    request = request_of(channel, {"id": "message-1", "text": "hello"})
    with pytest.raises(ApiError, match="try again"):
        await channel._message(request, refuse)


async def test_erasing_waits_for_a_running_turn_but_not_for_ever(
    channel: WebChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "WAIT_SECONDS", 0.05)
    request = request_of(channel, {})
    name = channel.sessions.sender_of(request.headers["authorization"].partition(" ")[2])
    async with channel.turns.alone_with(name):
        with pytest.raises(ApiError) as caught:
            await channel._erase(request)
        assert caught.value.code == "busy"
        with pytest.raises(ApiError, match="try again"):
            await channel._restart(request)
        reply = await channel.turns.answer(lambda _m: asyncio.sleep(0), name, "hello")
        assert "busy" in reply.text
    assert (await channel._erase(request)).status == 204
