"""«Forget me» erases everything of one person, wherever and however it is said."""

import hashlib

import pytest
from sqlalchemy import select, text

from bot.channels.slack.blocks import RATE, rating_value
from bot.channels.slack.home import FORGET
from bot.channels.slack.identity import person_of
from knowledge.bootstrap import build_profiles
from knowledge.database import open_engine
from knowledge.person.statements import Statement
from knowledge.reply import FORGOTTEN, Outcome, Reply
from knowledge.tables import feedback, one_time_key, profile, undelivered_reply
from tests.channels.slack.conftest import Server
from tests.channels.slack.fake_slack import FakeSlack
from tests.channels.slack.requests_of_slack import (
    as_form,
    as_payload,
    click,
    click_at_home,
    command,
    direct,
    in_channel,
)

ERASED = Reply("All of it is erased.", Outcome.SMALLTALK, FORGOTTEN)


def digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def traces(server: Server, person: str) -> dict[str, int]:
    """How much of a person is kept, by the kind."""
    names = {digest(person): "ratings", digest(person.removesuffix("-")): "profile"}
    found = {"conversations": 0, "ratings": 0, "profile": 0, "threads": 0, "failures": 0}
    engine = open_engine(server.settings.tracker_url)
    with engine.connect() as connection, server.engine.connect() as other:
        for sender in connection.execute(text("SELECT sender_id FROM events")).scalars():
            found["conversations"] += sender.startswith(person)
        for column in (feedback.c.conversation, profile.c.person):
            for name in other.execute(select(column)).scalars():
                if name in names:
                    found[names[name]] += 1
        for key in other.execute(select(one_time_key.c.key)).scalars():
            found["threads"] += key.startswith(person)
        for name in other.execute(select(undelivered_reply.c.conversation)).scalars():
            found["failures"] += name.startswith(person)
    return found


async def remember(server: Server, slack: FakeSlack, user: str) -> str:
    """Let a person leave traces everywhere, in two threads; returns how their ids begin."""
    engine = open_engine(server.settings.tracker_url)
    for _ in range(2):
        mention = in_channel("app_mention", "<@UBOT> Python?", user=user)
        await server.send(mention)
        await server.settle()
        sender = server.echo.asked[-1][0]
        with engine.begin() as connection:
            connection.execute(
                text("INSERT INTO events (sender_id, type_name, data) VALUES (:s, 'user', '{}')"),
                {"s": sender},
            )
    said = [Statement("language", "python")]
    build_profiles(server.settings).change(sender, lambda known: known.told(said))
    thumb = {"type": "feedback_buttons", "action_id": RATE, "value": rating_value("up", "x")}
    message = {"ts": "1.1", "thread_ts": mention["event"]["ts"]}
    await server.post(as_payload(click(thumb, message, user={"id": user})))
    await server.settle()
    slack.fail_next("chat.postMessage", "channel_not_found")
    await server.send(direct("lost", user=user))
    await server.settle()
    return person_of(sender)


ALL = {"conversations": 2, "ratings": 1, "profile": 1, "threads": 2, "failures": 1}


@pytest.mark.parametrize(
    "way", ["message", "command", "home", "other words", "other words in a command", "in a thread"]
)
async def test_forget_me_deletes_all_of_one_person(
    server: Server, slack: FakeSlack, way: str
) -> None:
    mine = await remember(server, slack, "U1")
    others = await remember(server, slack, "U2")
    assert traces(server, mine) == traces(server, others) == ALL
    server.echo.replies["Erase what you know about me"] = ERASED
    if way == "home":
        await server.post(as_payload(click_at_home({"type": "button", "action_id": FORGET})))
    elif way == "in a thread":
        await server.send(in_channel("app_mention", "<@UBOT> Erase what you know about me"))
    else:
        words = "Erase what you know about me" if "other" in way else "Please forget me!"
        if "command" in way:
            await server.post(as_form(command(words, slack.response_url)))
        else:
            await server.send(direct(words))
    await server.settle()
    assert set(traces(server, mine).values()) == {0}
    assert traces(server, others) == ALL
    # The home page shows nothing of it any more, either.
    assert len(slack.of("views.publish")) == 1


async def test_who_is_not_forgotten_is_told_so(server: Server, slack: FakeSlack) -> None:
    with server.engine.begin() as connection:
        connection.execute(text("DROP TABLE feedback"))
    server.echo.replies["Erase it all"] = ERASED
    await server.send(direct("Erase it all"))
    await server.post(as_form(command("forget me", slack.response_url)))
    await server.post(as_payload(click_at_home({"type": "button", "action_id": FORGET})))
    await server.settle()
    said = [each["text"] for each in [*slack.of("chat.postMessage"), *slack.responded]]
    assert len(said) == 3
    assert all("couldn't delete everything" in each for each in said)


async def test_to_be_forgotten_needs_no_classifier_and_has_no_limit(
    server: Server, slack: FakeSlack
) -> None:
    for number in range(server.settings.session_requests_per_minute + 1):
        await server.send(direct(f"q{number}"))
    await server.send(direct("delete my data"))
    await server.settle()
    assert "I have deleted" in slack.of("chat.postMessage")[-1]["text"]
    assert "a lot in one minute" in slack.of("chat.postMessage")[-2]["text"]


async def test_no_record_names_a_person(server: Server, slack: FakeSlack) -> None:
    await remember(server, slack, "U1")
    with server.engine.connect() as connection:
        keys = list(connection.execute(select(one_time_key.c.key)).scalars())
    assert keys
    assert not any("U1" in key or "T1" in key for key in keys)
