"""The Slack channel on loopback, between a fake Slack and an assistant that only echoes."""

from __future__ import annotations

import asyncio
import itertools
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from rasa.core.channels.channel import UserMessage
from sanic import Sanic
from sanic.touchup.service import TouchUp
from sqlalchemy.engine import Engine

from bot.channels.slack.channel import PREFIX, SlackChannel
from bot.channels.slack.settings import SlackSettings, load_slack_settings
from bot.conversations import ConversationStore
from knowledge.bootstrap import build_engine
from knowledge.reply import Outcome, Reply, SourceReference, Suggestion
from knowledge.settings import Settings, load_settings
from tests.channels.slack.fake_slack import BOT_TOKEN, FakeSlack
from tests.channels.slack.requests_of_slack import SECRET, as_json, signed
from tests.running_bot import free_port

_names = itertools.count(1)


class Echo:
    """Answers each question with itself, or as ``replies`` says; remembers who asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.replies: dict[str, Reply] = {}
        self.acts: dict[str, Callable[[], None]] = {}  # what an action would do
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.fails = False

    async def __call__(self, message: UserMessage) -> None:
        self.asked.append((message.sender_id, message.text))
        await self.may_answer.wait()
        self.acts.get(message.text, lambda: None)()
        if self.fails:
            raise RuntimeError("broken")
        reply = self.replies.get(message.text) or Reply(
            f"You asked **{message.text}**",
            Outcome.ANSWERED,
            "python/overview",
            (SourceReference("An article", "Python"),),
            (Suggestion("And R?", "What is R?"), Suggestion("Courses", "Which courses?")),
        )
        await message.output_channel.send_response(
            message.sender_id, {"custom": {"reply": reply.to_dict()}}
        )


class Server:
    """The channel in a Sanic application, and posting to it as Slack does."""

    def __init__(self, app: Sanic, echo: Echo, settings: Settings, slack: SlackSettings) -> None:
        self.app = app
        self.echo = echo
        self.settings = settings
        self.slack = slack
        self.url = ""

    @property
    def engine(self) -> Engine:
        return build_engine(self.settings)

    async def post(
        self, body: tuple[bytes, str], headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        raw, content_type = body
        sent = {"Content-Type": content_type, **(signed(raw) if headers is None else headers)}
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.url}/events", data=raw, headers=sent) as answer,
        ):
            return answer.status, await answer.text()

    async def send(self, data: dict[str, Any]) -> None:
        status, text = await self.post(as_json(data))
        assert status == 200, text

    async def settle(self) -> None:
        """Wait until nothing is under way any more."""
        work = self.app.ctx.slack.work
        while work._tasks:
            await asyncio.wait(set(work._tasks), timeout=10)
            await asyncio.sleep(0)


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as fake:
        yield fake


@pytest.fixture
def slack_settings(slack: FakeSlack) -> SlackSettings:
    return load_slack_settings(
        {"signing_secret": SECRET, "bot_token": BOT_TOKEN, "api_url": slack.url}
    )


@pytest.fixture(scope="session")
def knowledge_base(real_knowledge: Settings) -> Path:
    """The real content, built once."""
    return real_knowledge.state_directory / "knowledge.db"


@pytest.fixture
def settings(tmp_path: Path, knowledge_base: Path) -> Settings:
    made = load_settings(
        {"state_directory": tmp_path / "state", "public_url": "https://advisor.example.org"}
    )
    made.state_directory.mkdir()
    shutil.copy(knowledge_base, made.state_directory)
    ConversationStore(None, made.tracker_url).engine.dispose()
    return made


async def started(settings: Settings, slack_settings: SlackSettings) -> Server:
    """A server on a free port."""
    echo = Echo()
    channel = SlackChannel(settings, slack_settings)
    app = Sanic(f"slack-{next(_names)}", configure_logging=False)
    app.blueprint(channel.blueprint(echo), url_prefix=PREFIX)
    server = Server(app, echo, settings, slack_settings)
    running = await app.create_server(
        "127.0.0.1", free_port(), return_asyncio_server=True, access_log=False
    )
    await running.startup()
    TouchUp._registry.clear()  # it rewrites Sanic itself, which works once a process
    await running.before_start()
    await running.start_serving()
    await running.after_start()
    app.ctx.running = running
    server.url = f"http://127.0.0.1:{running.server.sockets[0].getsockname()[1]}{PREFIX}"
    return server


async def stopped(server: Server) -> None:
    running = server.app.ctx.running
    await running.before_stop()
    await running.close()


@pytest.fixture
async def server(settings: Settings, slack_settings: SlackSettings) -> AsyncIterator[Server]:
    made = await started(settings, slack_settings)
    yield made
    await stopped(made)


@pytest.fixture
async def other_server(settings: Settings, slack_settings: SlackSettings) -> AsyncIterator[Server]:
    """A second one on the same databases, as in a second process."""
    made = await started(settings, slack_settings)
    yield made
    await stopped(made)
