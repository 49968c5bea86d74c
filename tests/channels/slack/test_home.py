"""The home page: abilities, the member's own roadmap, top questions; and suggested prompts."""

from typing import Any

import pytest
from sqlalchemy import text

from bot.channels.slack.home import FORGET, HomePage
from bot.channels.slack.identity import Identities
from bot.channels.slack.members import Members
from bot.channels.slack.texts import read_texts
from knowledge.bootstrap import build_adviser, build_answers, build_profiles
from knowledge.person.statements import Statement
from knowledge.settings import Settings
from tests.channels.slack.conftest import Server
from tests.channels.slack.fake_slack import FakeSlack
from tests.channels.slack.requests_of_slack import (
    as_form,
    as_payload,
    button,
    click_at_home,
    command,
    direct,
    event,
)

OPENED = {"type": "app_home_opened", "user": "U1", "tab": "home"}
STEP = Statement("done", "step-python")
DONE, OPEN = "\N{WHITE HEAVY CHECK MARK}", "\N{WHITE LARGE SQUARE}"


def words(view: dict[str, Any]) -> str:
    return "\n".join(b["text"]["text"] for b in view["blocks"] if b["type"] == "section")


def tell(server: Server, *said: Statement, user: str = "U1") -> None:
    """What the bot's actions write down when a member says something about themselves."""
    sender = Identities(server.slack.identity_key).conversation("T1", "D1", "1.1", user)
    build_profiles(server.settings).change(sender, lambda known: known.told(said))


async def opened(server: Server, slack: FakeSlack, user: str = "U1") -> dict[str, Any]:
    before = len(slack.of("views.publish"))
    await server.send(event({**OPENED, "user": user}))
    published = (await slack.wait_for("views.publish", before + 1))[-1]
    assert published["user_id"] == user
    view: dict[str, Any] = published["view"]
    return view


async def test_home_shows_what_it_can_do_and_the_way(server: Server, slack: FakeSlack) -> None:
    view = await opened(server, slack)
    shown = words(view)
    assert view["blocks"][0]["type"] == "header"
    assert "I can tell you what ML engineers do" in shown
    assert "`/careers`" in shown
    assert shown.count(OPEN) == 6
    assert DONE not in shown
    assert button(view, label="I've done that")["value"] == "I finished the Python course"
    assert view["blocks"][-1]["accessory"]["action_id"] == FORGET


async def test_each_member_sees_what_they_have_done(server: Server, slack: FakeSlack) -> None:
    tell(server, STEP)
    tell(server, Statement("language", "python"), Statement("done", "step-project"), user="U2")
    mine, theirs = words(await opened(server, slack)), words(await opened(server, slack, "U2"))
    assert [shown.count(DONE) for shown in (mine, theirs)] == [1, 2]
    assert "next is step 2" in mine


async def test_the_page_follows_what_is_told(server: Server, slack: FakeSlack) -> None:
    tick = button(await opened(server, slack), label="I've done that")

    server.echo.acts[tick["value"]] = lambda: tell(server, STEP)
    for _ in range(2):  # the second click within moments is the same
        await server.post(as_payload(click_at_home(tick)))
    await server.settle()
    opening, _answer = slack.of("chat.postMessage")
    assert opening["text"] == "You asked: I finished the Python course"
    published = slack.of("views.publish")
    assert len(published) == 2
    assert words(published[1]["view"]).count(DONE) == 1
    assert button(published[1]["view"], label="I've done that")["value"] != tick["value"]
    await server.send(direct("nothing about myself"))
    await server.post(as_form(command("nor here", slack.response_url)))
    await server.settle()
    assert len(slack.of("views.publish")) == 2


async def test_a_question_at_home_is_answered_in_the_messages(
    server: Server, slack: FakeSlack
) -> None:
    view = await opened(server, slack)
    asked = next(b for b in view["blocks"] if str(b.get("block_id")).startswith("offer:questions"))
    for _ in range(2):
        await server.post(as_payload(click_at_home(asked["elements"][0])))
    await server.settle()
    opening, answer = slack.of("chat.postMessage")
    question = asked["elements"][0]["value"]
    assert opening["channel"] == "U1"
    assert opening["text"] == f"You asked: {question}"
    assert answer["channel"] == "D1"
    # Its thread goes on where the click began.
    await server.send(direct("more", thread_ts=answer["thread_ts"]))
    await slack.wait_for("chat.postMessage", 3)
    assert server.echo.asked[-1][0] == server.echo.asked[-2][0]


async def test_opening_the_messages_suggests_prompts(server: Server, slack: FakeSlack) -> None:
    inner = {"type": "app_home_opened", "user": "U1", "tab": "messages", "channel": "D1"}
    await server.send(event(inner))
    (prompts,) = await slack.wait_for("assistant.threads.setSuggestedPrompts")
    assert len(prompts["prompts"]) == 4
    assert prompts["prompts"][0]["message"].endswith("?")


async def test_a_profile_that_cannot_be_read_costs_the_roadmap_only(
    server: Server, slack: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    with server.engine.begin() as connection:
        connection.execute(text("DROP TABLE profile"))
    view = await opened(server, slack)
    assert OPEN not in words(view)
    assert "offer:questions:0" in [block.get("block_id") for block in view["blocks"]]
    await server.send(direct("hi"))
    await slack.wait_for("chat.postMessage")
    assert "cannot be read" in caplog.text


async def test_without_a_knowledge_base_the_page_says_how_to_be_reached(
    settings: Settings,
) -> None:
    members = Members(build_answers(settings), build_adviser(settings), build_profiles(settings))
    (settings.state_directory / "knowledge.db").unlink()
    home = HomePage(members, read_texts())
    assert "`/careers`" in words(await home.view("slack-x-"))
    assert await home.prompts() == []
