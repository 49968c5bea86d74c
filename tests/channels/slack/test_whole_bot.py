"""All dialogues of ``tests/conversation`` through Slack: the whole bot in its own processes, with
signed events in and Block Kit out."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import text

from bot.channels.slack.identity import Identities
from bot.channels.slack.mrkdwn import decode_text, to_mrkdwn
from knowledge.database import open_engine
from knowledge.settings import PROJECT_ROOT, Settings
from tests.channels.slack.fake_slack import APP_TOKEN, BOT_TOKEN, FakeSlack
from tests.channels.slack.requests_of_slack import (
    SECRET,
    as_json,
    as_payload,
    button,
    click_at_home,
    direct,
    event,
    signed,
)
from tests.conversation.test_dialogues import DIALOGUES
from tests.running_bot import IN_THE_BACKGROUND, RunningBot, environment


class Conversing:
    """A running bot, and what it posted to a fake Slack."""

    def __init__(self, bot: RunningBot, slack: FakeSlack, session: aiohttp.ClientSession) -> None:
        self.bot = bot
        self.slack = slack
        self._session = session

    async def say(self, user: str, thread: str, question: str) -> str:
        """Send a direct message in a thread; everything that its answer shows, as text."""
        posted = len(self.slack.of("chat.postMessage"))
        await self.send(as_json(direct(question, user=user, thread_ts=thread)))
        await self.slack.wait_for("chat.postMessage", posted + 1)
        await asyncio.sleep(0.05)  # a long answer takes several messages
        return "\n".join(map(visible, self.slack.of("chat.postMessage")[posted:]))

    async def send(self, body: tuple[bytes, str], bot: RunningBot | None = None) -> None:
        """Send something as Slack does."""
        raw, kind = body
        headers = {"Content-Type": kind, **signed(raw)}
        address = f"{(bot or self.bot).url}/slack/events"
        async with self._session.post(address, data=raw, headers=headers) as answer:
            assert answer.status == 200


def visible(node: Any) -> str:
    """All texts of a message or view, as a person reads them."""
    if isinstance(node, dict):
        shown = [node[key] for key in ("text", "alt_text") if isinstance(node.get(key), str)]
        return "\n".join([*map(decode_text, shown), *map(visible, node.values())])
    return "\n".join(map(visible, node)) if isinstance(node, list) else ""


def read(text: str) -> str:
    """Markdown as a person reads it in Slack."""
    return decode_text(to_mrkdwn(text))


def environment_of(slack: FakeSlack) -> dict[str, str]:
    return {
        "ADVISOR_SLACK_SIGNING_SECRET": SECRET,
        "ADVISOR_SLACK_BOT_TOKEN": BOT_TOKEN,
        "ADVISOR_SLACK_API_URL": slack.url,
        "ADVISOR_PUBLIC_URL": "https://advisor.example.org",
        "ADVISOR_LOG_LEVEL": "DEBUG",
    }


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
    # The bot asks Slack who it is before it is ready, so the fake must answer meanwhile.
    bot = RunningBot(state, log, **environment_of(slack))
    loop.run_until_complete(asyncio.to_thread(bot.__enter__))

    async def connect() -> aiohttp.ClientSession:
        return aiohttp.ClientSession()

    session = loop.run_until_complete(connect())
    yield Conversing(bot, slack, session)
    loop.run_until_complete(session.close())
    loop.run_until_complete(asyncio.to_thread(bot.stop))
    loop.run_until_complete(slack.__aexit__())
    assert slack.refused == []
    said = Path(log).read_text()
    assert BOT_TOKEN not in said
    assert "event_callback" not in said  # nor whole requests


@pytest.mark.parametrize("turns", DIALOGUES)
def test_dialogue_in_slack(
    conversing: Conversing, loop: asyncio.AbstractEventLoop, turns: list[dict[str, Any]]
) -> None:
    user = f"U{uuid.uuid4().hex[:10].upper()}"

    async def talk() -> None:
        for number, turn in enumerate(turns, start=1):
            shown = await conversing.say(user, "1600000000.000100", turn["say"])
            for piece in turn.get("has", ()):
                pieces = piece if isinstance(piece, list) else [piece]
                wanted = [read(str(each)).lower() for each in pieces]
                found = any(each in shown.lower() for each in wanted)
                assert found, f"turn {number} {turn['say']!r}: {piece!r}: {shown}"
            assert turn.get("suggests", "") in shown
            if turn.get("outcome") == "answered":
                assert "Source: " in shown

    loop.run_until_complete(talk())


DONE = "\N{WHITE HEAVY CHECK MARK}"


def test_a_step_is_ticked_off_at_home_and_all_of_it_forgotten(
    conversing: Conversing, loop: asyncio.AbstractEventLoop
) -> None:
    slack, user = conversing.slack, "UHOME"

    before = len(slack.of("views.publish"))

    async def talk() -> None:
        opening = {"type": "app_home_opened", "user": user, "tab": "home"}
        await conversing.send(as_json(event(opening)))
        view = (await slack.wait_for("views.publish", before + 1))[-1]["view"]
        assert DONE not in visible(view)
        tick = button(view, label="I've done that")
        await conversing.send(as_payload(click_at_home(tick, user)))
        view = (await slack.wait_for("views.publish", before + 2))[-1]["view"]
        assert visible(view).count(DONE) == 1
        shown = await conversing.say(user, "1600000000.000200", "make me a plan")
        assert f"{DONE} Learn Python" in shown
        assert conversations(conversing, user) == 2
        await conversing.say(user, "1600000000.000300", "Erase everything you know about me")
        view = (await slack.wait_for("views.publish", before + 3))[-1]["view"]
        assert DONE not in visible(view)
        assert conversations(conversing, user) == 0

    loop.run_until_complete(talk())


def conversations(conversing: Conversing, user: str) -> int:
    """How many conversations of a member are kept."""
    person = Identities(SECRET.encode()).person("T1", user)
    engine = open_engine(conversing.bot.settings.tracker_url)
    query = text("SELECT count(DISTINCT sender_id) FROM events WHERE sender_id LIKE :person")
    with engine.connect() as connection:
        found = connection.execute(query, {"person": f"{person}%"}).scalar()
    return int(found or 0)


def test_a_chart_is_a_picture(conversing: Conversing, loop: asyncio.AbstractEventLoop) -> None:
    async def talk() -> None:
        await conversing.say("UCHART", "1600000000.000400", "I know Python")
        await conversing.say("UCHART", "1600000000.000400", "what am I missing?")
        blocks = conversing.slack.of("chat.postMessage")[-1]["blocks"]
        (picture,) = [each for each in blocks if each["type"] == "image"]
        assert picture["image_url"] == ("https://advisor.example.org/charts/skills.png?have=python")
        assert " of " in picture["alt_text"]

    loop.run_until_complete(talk())


def test_two_processes_answer_once(
    conversing: Conversing, loop: asyncio.AbstractEventLoop, tmp_path: Path
) -> None:
    slack = conversing.slack
    other = RunningBot(conversing.bot.settings, tmp_path / "bot.log", **environment_of(slack))
    loop.run_until_complete(asyncio.to_thread(other.__enter__))

    async def talk() -> None:
        before = len(slack.of("chat.postMessage"))
        for number in range(5):
            body = as_json(direct("what is R?", user=f"UTWO{number}"))
            await asyncio.gather(
                *(conversing.send(body, bot) for bot in (conversing.bot, other, conversing.bot))
            )
        await slack.wait_for("chat.postMessage", before + 5)
        await conversing.say("UTWO", "1600000000.000500", "what is R?")
        assert len(slack.of("chat.postMessage")) == before + 6

    try:
        loop.run_until_complete(talk())
    finally:
        loop.run_until_complete(asyncio.to_thread(other.stop))


def test_the_command_answers_over_socket_mode(
    state: Settings, loop: asyncio.AbstractEventLoop, tmp_path: Path
) -> None:
    slack = FakeSlack()
    loop.run_until_complete(slack.__aenter__())
    more = {**environment_of(slack), "ADVISOR_SLACK_APP_TOKEN": APP_TOKEN}
    log = tmp_path / "socket.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*IN_THE_BACKGROUND, sys.executable, "-m", "bot.cli", "slack", "--socket"],
            env=environment(state, **more), cwd=PROJECT_ROOT,
            stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip

    async def talk() -> None:
        await asyncio.wait_for(slack.connected.wait(), 120)
        payload = direct("what is R?")
        await slack.send_over_socket(
            {"type": "events_api", "envelope_id": "e1", "payload": payload}
        )
        (message,) = await slack.wait_for("chat.postMessage", seconds=30)
        assert "Source: " in visible(message)
        assert message["thread_ts"] == payload["event"]["ts"]

    try:
        loop.run_until_complete(talk())
    finally:
        process.send_signal(signal.SIGINT)
        try:
            code = loop.run_until_complete(asyncio.to_thread(process.wait, 30))
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        loop.run_until_complete(slack.__aexit__())
    said = log.read_text()
    assert code == 0, said
    assert "Connected to Slack" in said
    assert said.endswith("Stopped.\n")
    assert "event_callback" not in said
    assert BOT_TOKEN not in said
    assert APP_TOKEN not in said
