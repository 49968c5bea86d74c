"""Slack's Web API on loopback: takes only what Slack takes, remembers what it took.

Methods, required arguments and errors as at docs.slack.dev. ``fail_next`` makes the next calls
of a method fail, ``one_a_second`` all that come too soon.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import Counter, defaultdict, deque
from typing import Any

from aiohttp import WSMsgType, web

from tests.channels.slack.slack_rules import problems_of_home, problems_of_message

BOT_TOKEN = "xoxb-the-bots-own-token"
APP_TOKEN = "xapp-the-apps-own-token"
BOT_USER = "UBOT"
BOT_ID = "BBOT"
RESPONSES = 5  # to one response URL

REQUIRED = {
    "auth.test": (),
    "chat.postMessage": ("channel",),
    "chat.postEphemeral": ("channel", "user", "text"),
    "chat.update": ("channel", "ts"),
    "views.publish": ("user_id", "view"),
    "assistant.threads.setStatus": ("channel_id", "thread_ts", "status"),
    "assistant.threads.setSuggestedPrompts": ("channel_id", "prompts"),
    "apps.connections.open": (),
    "oauth.v2.access": ("code",),
}
Answer = tuple[int, dict[str, Any], dict[str, str]]


class FakeSlack:
    """Start it with ``async with``; ``url`` is the base of its Web API."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.responded: list[dict[str, Any]] = []
        self.refused: list[tuple[str, str]] = []
        self.tokens = {BOT_TOKEN, APP_TOKEN}
        self.acknowledged: list[dict[str, Any]] = []
        self.host = ""
        self.one_a_second: set[str] = set()
        self._taken_at: defaultdict[str, float] = defaultdict(float)
        self._uses: Counter[str] = Counter()
        self._response_urls = itertools.count(1)
        self._failures: defaultdict[str, deque[Answer]] = defaultdict(deque)
        self._arrived = asyncio.Event()
        self._number = 1000
        self._socket: web.WebSocketResponse | None = None
        self.connected = asyncio.Event()

    @property
    def url(self) -> str:
        return f"http://{self.host}/api/"

    @property
    def response_url(self) -> str:
        """Another one each time."""
        return f"http://{self.host}/response/{next(self._response_urls)}"

    async def __aenter__(self) -> FakeSlack:
        app = web.Application()
        app.router.add_post("/api/{method}", self._method)
        app.router.add_post("/response/{number}", self._response)
        app.router.add_get("/link", self._link)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        self.host = f"127.0.0.1:{port}"
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._runner.cleanup()

    def of(self, method: str) -> list[dict[str, Any]]:
        """The arguments of all calls of a method that were taken."""
        return [arguments for name, arguments in self.calls if name == method]

    def fail_next(
        self, method: str, error: str = "", status: int = 200, times: int = 1, **headers: str
    ) -> None:
        """Let the next calls fail; ``response`` stands for the response URL."""
        shown = {name.replace("_", "-"): value for name, value in headers.items()}
        body = {"ok": False, "error": error}
        self._failures[method].extend([(status, body, shown)] * times)

    async def wait_for(self, method: str, count: int = 1, seconds: float = 10) -> list[Any]:
        """Wait until so many calls were taken."""

        def taken() -> list[Any]:
            return self.responded if method == "response" else self.of(method)

        async def wait() -> None:
            while len(taken()) < count:
                self._arrived.clear()
                await self._arrived.wait()

        try:
            await asyncio.wait_for(wait(), seconds)
        except asyncio.TimeoutError:
            raise AssertionError(
                f"{len(taken())} of {count} {method}; taken {self.calls}; refused {self.refused}"
            ) from None
        return taken()

    async def wait_for_refusal(self) -> None:
        """Wait until a call was refused."""

        async def wait() -> None:
            while not self.refused:
                self._arrived.clear()
                await self._arrived.wait()

        await asyncio.wait_for(wait(), 10)

    async def send_over_socket(self, envelope: dict[str, Any]) -> None:
        await asyncio.wait_for(self.connected.wait(), 20)
        assert self._socket is not None
        await self._socket.send_str(json.dumps(envelope))

    async def _method(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if request.content_type == "application/json":
            arguments = await request.json()
        else:
            arguments = dict(await request.post())
        failures = self._failures[method]
        if failures:
            status, body, headers = failures.popleft()
            self.refused.append((method, body["error"] or str(status)))
            self._arrived.set()
            return web.json_response(body, status=status, headers=headers)
        if method in self.one_a_second:
            if time.monotonic() < self._taken_at[method] + 1:
                self.refused.append((method, "ratelimited"))
                body = {"ok": False, "error": "ratelimited"}
                return web.json_response(body, status=429, headers={"Retry-After": "1"})
            self._taken_at[method] = time.monotonic()
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        error = self._error(method, token, arguments)
        if error:
            self.refused.append((method, error))
            self._arrived.set()
            return web.json_response({"ok": False, "error": error})
        self.calls.append((method, arguments))
        self._arrived.set()
        return web.json_response({"ok": True, **self._result(method, arguments)})

    def _error(self, method: str, token: str, arguments: dict[str, Any]) -> str:
        if method not in REQUIRED:
            return "unknown_method"
        if method == "oauth.v2.access":
            return "" if arguments.get("code") == "good" else "invalid_code"
        if not token:
            return "not_authed"
        if token not in self.tokens:
            return "invalid_auth"
        if any(not arguments.get(name) for name in REQUIRED[method]):
            return "invalid_arguments"
        if method.startswith("chat."):
            if any(name in arguments for name in ("as_user", "username")):
                return "invalid_arguments"
            return ", ".join(problems_of_message(arguments))
        if method == "views.publish":
            return ", ".join(problems_of_home(arguments["view"]))
        if method.endswith("setSuggestedPrompts"):
            prompts = arguments["prompts"]
            fine = 0 < len(prompts) <= 4 and all(p["title"] and p["message"] for p in prompts)
            return "" if fine and "thread_ts" not in arguments else "invalid_arguments"
        return ""

    def _result(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        if method == "auth.test":
            return {"user_id": BOT_USER, "bot_id": BOT_ID, "team_id": "T1"}
        if method == "apps.connections.open":
            return {"url": f"ws://{self.host}/link"}
        if method == "oauth.v2.access":
            return {
                "access_token": "xoxb-of-team-two",
                "token_type": "bot",
                "scope": "chat:write",
                "bot_user_id": "UBOT2",
                "app_id": "A1",
                "team": {"id": "T2", "name": "Two"},
                "authed_user": {"id": "U9"},
            }
        self._number += 1
        channel = str(arguments.get("channel", ""))
        return {"ts": f"{self._number}.000100", "channel": channel.replace("U", "D", 1)}

    async def _response(self, request: web.Request) -> web.Response:
        failures = self._failures["response"]
        if failures:
            status, body, headers = failures.popleft()
            self.refused.append(("response", str(status)))
            return web.Response(status=status, text=body["error"], headers=headers)
        body = await request.json()
        self._uses[request.path] += 1
        problems = problems_of_message(body)
        if self._uses[request.path] > RESPONSES:
            problems = ["used_url"]
        if problems:
            self.refused.append(("response", ", ".join(problems)))
            return web.json_response({"ok": False, "error": problems[0]})
        self.responded.append(body)
        self._arrived.set()
        return web.Response(text="ok")

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        self._socket = web.WebSocketResponse()
        await self._socket.prepare(request)
        await self._socket.send_str(json.dumps({"type": "hello", "num_connections": 1}))
        self.connected.set()
        async for message in self._socket:
            if message.type == WSMsgType.TEXT and message.data.startswith("{"):
                self.acknowledged.append(json.loads(message.data))
        return self._socket
