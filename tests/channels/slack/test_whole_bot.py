"""All dialogues of ``tests/conversation`` through Slack: the whole bot in its own processes, with
signed events in and Block Kit out."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from knowledge.settings import Settings
from tests.channels.slack.fake_slack import BOT_TOKEN, FakeSlack
from tests.channels.slack.requests_of_slack import SECRET, as_json, direct, signed
from tests.conversation.test_dialogues import DIALOGUES
from tests.running_bot import RunningBot


class Conversing:
    """A running bot, and what it posted to a fake Slack."""

    def __init__(self, bot: RunningBot, slack: FakeSlack, session: aiohttp.ClientSession) -> None:
        self._bot = bot
        self._slack = slack
        self._session = session

    async def say(self, user: str, thread: str, text: str) -> str:
        """Send a direct message in a thread; everything that its answer shows, as text."""
        posted = len(self._slack.of("chat.postMessage"))
        raw, kind = as_json(direct(text, user=user, thread_ts=thread))
        headers = {"Content-Type": kind, **signed(raw)}
        address = f"{self._bot.url}/slack/events"
        async with self._session.post(address, data=raw, headers=headers) as answer:
            assert answer.status == 200
        calls = await self._slack.wait_for("chat.postMessage", posted + 1)
        await asyncio.sleep(0.05)  # a long answer takes several messages
        calls = self._slack.of("chat.postMessage")
        return json.dumps(calls[posted:], ensure_ascii=False)


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    made = asyncio.new_event_loop()
    yield made
    made.close()


@pytest.fixture(scope="module")
def conversing(
    state: Settings, loop: asyncio.AbstractEventLoop, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Conversing]:
    slack = FakeSlack()
    loop.run_until_complete(slack.__aenter__())
    log = tmp_path_factory.mktemp("slack") / "bot.log"
    environment = {
        "ADVISOR_SLACK_SIGNING_SECRET": SECRET,
        "ADVISOR_SLACK_BOT_TOKEN": BOT_TOKEN,
        "ADVISOR_SLACK_API_URL": slack.url,
    }
    # The bot asks Slack who it is before it is ready, so the fake must answer meanwhile.
    bot = RunningBot(state, log, **environment)
    loop.run_until_complete(asyncio.to_thread(bot.__enter__))

    async def connect() -> aiohttp.ClientSession:
        return aiohttp.ClientSession()

    session = loop.run_until_complete(connect())
    yield Conversing(bot, slack, session)
    loop.run_until_complete(session.close())
    loop.run_until_complete(asyncio.to_thread(bot.stop))
    loop.run_until_complete(slack.__aexit__())
    assert slack.refused == []
    assert BOT_TOKEN not in Path(log).read_text()


@pytest.mark.parametrize("turns", DIALOGUES)
def test_dialogue_in_slack(
    conversing: Conversing,
    loop: asyncio.AbstractEventLoop,
    turns: list[dict[str, Any]],
    request: pytest.FixtureRequest,
) -> None:
    user = f"U{abs(hash(request.node.name)) % 10**9}"

    async def talk() -> None:
        for number, turn in enumerate(turns, start=1):
            shown = await conversing.say(user, "1600000000.000100", turn["say"])
            for piece in turn.get("has", ()):
                assert piece in shown, f"turn {number} {turn['say']!r}: {piece!r} not in {shown}"

    loop.run_until_complete(talk())
