"""Direct messages, mentions, follow-ups, commands, clicks, ratings, shortcuts."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.channels.slack.blocks import RATE, rating_value
from bot.channels.slack.identity import Identities
from knowledge.reply import Card, Outcome, Reply, Suggestion
from knowledge.tables import feedback
from tests.channels.slack.conftest import Server
from tests.channels.slack.fake_slack import FakeSlack
from tests.channels.slack.requests_of_slack import (
    as_form,
    as_payload,
    button,
    click,
    command,
    direct,
    event,
    in_channel,
)


def words(message: dict[str, Any]) -> str:
    return str(message["blocks"][0]["text"]["text"])


async def test_a_direct_message_is_answered_in_its_thread(server: Server, slack: FakeSlack) -> None:
    sent = direct("What is <https://python.org|Python> &amp; R?")
    await server.send(sent)
    (message,) = await slack.wait_for("chat.postMessage")
    assert words(message) == "You asked *What is Python &amp; R?*"
    assert (message["channel"], message["thread_ts"]) == ("D1", sent["event"]["ts"])
    (status,) = slack.of("assistant.threads.setStatus")
    assert status["thread_ts"] == sent["event"]["ts"]
    assert slack.calls.index(("assistant.threads.setStatus", status)) < slack.calls.index(
        ("chat.postMessage", message)
    )


async def test_each_person_and_thread_has_a_conversation_nobody_can_guess(
    server: Server, slack: FakeSlack
) -> None:
    first = direct("one")
    thread = first["event"]["ts"]
    await server.send(first)
    await slack.wait_for("chat.postMessage", 1)
    await server.send(direct("two", thread_ts=thread))
    await slack.wait_for("chat.postMessage", 2)
    await server.send(direct("three"))
    await server.send(direct("four", user="U2", thread_ts=thread))
    await slack.wait_for("chat.postMessage", 4)
    sender = {question: who for who, question in server.echo.asked}
    assert sender["one"] == sender["two"]
    assert len(set(sender.values())) == 3
    assert sender["three"].rpartition("-")[0] == sender["one"].rpartition("-")[0]
    assert all(who.startswith("slack-") and len(who) < 100 for who in sender.values())
    assert not any(part in sender["one"] for part in ("T1", "D1", "U1", thread))


def test_parts_of_an_identity_cannot_be_shifted() -> None:
    made = Identities(b"key")
    assert made.conversation("T", "C1", "2", "U") != made.conversation("T", "C", "12", "U")
    assert made.person("T", "U") != Identities(b"other").person("T", "U")


async def test_a_mention_is_answered_in_its_thread_and_follow_ups_need_none(
    server: Server, slack: FakeSlack
) -> None:
    mention = in_channel("app_mention", "<@UBOT> Python?")
    thread = mention["event"]["ts"]
    await server.send(mention)
    await server.send(in_channel("message", "<@UBOT> Python?", ts=thread))  # the same message
    await server.send(in_channel("message", "and R?", thread_ts=thread))
    messages = await slack.wait_for("chat.postMessage", 2)
    await server.settle()
    assert [each["thread_ts"] for each in messages] == [thread, thread]
    assert [words(each) for each in messages] == ["You asked *Python?*", "You asked *and R?*"]
    assert len({who for who, _ in server.echo.asked}) == 1


async def test_who_the_bot_is_may_be_missing_from_an_event(
    server: Server, slack: FakeSlack
) -> None:
    sent = in_channel("app_mention", "<@UBOT> Python?")
    del sent["authorizations"]
    await server.send(sent)
    (message,) = await slack.wait_for("chat.postMessage")
    assert words(message) == "You asked *Python?*"


async def test_in_a_channel_only_who_asked_is_answered(server: Server, slack: FakeSlack) -> None:
    mention = in_channel("app_mention", "<@UBOT> Python?")
    thread = mention["event"]["ts"]
    await server.send(mention)
    await slack.wait_for("chat.postMessage")
    await server.send(in_channel("message", "lunch?"))
    await server.send(in_channel("message", "lunch?", thread_ts="1600000000.000100"))
    await server.send(in_channel("message", "I like R", user="U2", thread_ts=thread))
    await server.send(in_channel("message", "<@U2> do you?", thread_ts=thread))
    await server.settle()
    assert len(slack.of("chat.postMessage")) == 1


@pytest.mark.parametrize(
    "inner",
    [
        {"subtype": "message_changed", "message": {"text": "new", "user": "U1"}, "hidden": True},
        {"subtype": "message_deleted", "deleted_ts": "1.2", "hidden": True},
        {"subtype": "bot_message", "bot_id": "B7", "text": "hi"},
        {"subtype": "channel_join", "user": "U1", "text": "joined"},
        {"user": "U1", "bot_id": "B7", "text": "hi"},
        {"user": "U1", "bot_profile": {"id": "B7"}, "text": "hi"},
        {"user": "UBOT", "text": "my own"},
        {"subtype": "file_share", "user": "U1", "text": "", "files": [{"id": "F1"}]},
        {"user": "U1", "text": "   "},
        {"user": "U1", "text": "later", "edited": {"user": "U1", "ts": "1.3"}},
        {"user": "U1"},
        {"text": "who?"},
        {},
    ],
)
@pytest.mark.parametrize("kind", ["message", "app_mention"])
async def test_edits_deletions_bots_and_files_are_ignored(
    server: Server, slack: FakeSlack, kind: str, inner: dict[str, Any]
) -> None:
    place = {"type": kind, "channel": "D1", "channel_type": "im", "ts": "1700.1"}
    await server.send(event({**place, **inner}))
    await server.settle()
    assert server.echo.asked == []
    assert slack.of("chat.postMessage") == []


async def test_a_mention_without_a_question_is_answered(server: Server, slack: FakeSlack) -> None:
    await server.send(in_channel("app_mention", "<@UBOT>"))
    await slack.wait_for("chat.postMessage")
    assert server.echo.asked == []


async def test_a_file_with_a_question_is_answered(server: Server, slack: FakeSlack) -> None:
    await server.send(direct("what is this?", subtype="file_share", files=[{"id": "F1"}]))
    await slack.wait_for("chat.postMessage")


async def test_a_command_is_answered_to_the_person_only(server: Server, slack: FakeSlack) -> None:
    status, body = await server.post(as_form(command("Python &amp; R?", slack.response_url)))
    assert (status, body) == (200, "")
    (answer,) = await slack.wait_for("response")
    assert answer["response_type"] == "ephemeral"
    assert answer["blocks"][0]["elements"][0]["text"] == "You asked: Python &amp; R?"
    assert words({"blocks": answer["blocks"][1:]}) == "You asked *Python &amp; R?*"
    assert "context_actions" not in [block["type"] for block in answer["blocks"]]


async def test_an_empty_command_explains_itself(server: Server) -> None:
    status, body = await server.post(as_form(command(" ", "x")))
    assert status == 200
    assert "/careers How" in body


async def test_a_command_with_a_foreign_response_url_is_not_answered(
    server: Server, slack: FakeSlack
) -> None:
    await server.post(as_form(command("Python?", "https://example.org/x")))
    await server.settle()
    assert slack.responded == []


async def answered(server: Server, slack: FakeSlack) -> dict[str, Any]:
    """An answer in a channel, as Slack sends it back with a click."""
    mention = in_channel("app_mention", "<@UBOT> Python?")
    await server.send(mention)
    (posted,) = await slack.wait_for("chat.postMessage")
    return {**posted, "ts": "1800.0001", "thread_ts": mention["event"]["ts"]}


async def test_a_click_is_answered_once_and_the_buttons_go(
    server: Server, slack: FakeSlack
) -> None:
    message = await answered(server, slack)
    for number in (0, 0, 1):  # a double click, and another one before the update is seen
        status, _ = await server.post(as_payload(click(button(message, number), message)))
        assert status == 200
    await slack.wait_for("chat.postMessage", 2)
    await server.settle()
    (update,) = slack.of("chat.update")
    assert update["ts"] == "1800.0001"
    assert "actions" not in [block["type"] for block in update["blocks"]]
    assert update["blocks"][-1]["elements"][0]["text"] == "<@U1> asked: And R?"
    assert [question for _, question in server.echo.asked] == ["Python?", "What is R?"]
    assert len({who for who, _ in server.echo.asked}) == 1


async def test_a_click_on_what_only_the_person_sees_replaces_it(
    server: Server, slack: FakeSlack
) -> None:
    await server.post(as_form(command("Python?", slack.response_url)))
    (first,) = await slack.wait_for("response")
    container = {
        "type": "message", "message_ts": "1.1", "channel_id": "C1", "is_ephemeral": True,
    }  # fmt: skip
    for _ in range(2):
        sent = click(button(first), {}, container=container, response_url=slack.response_url)
        del sent["message"]
        await server.post(as_payload(sent))
    second = (await slack.wait_for("response", 2))[1]
    await server.settle()
    assert second["replace_original"] is True
    assert len(slack.responded) == 2
    assert len({who for who, _ in server.echo.asked}) == 1


async def test_thumbs_are_stored_and_the_latest_counts(server: Server, slack: FakeSlack) -> None:
    message = await answered(server, slack)
    for given in ("up", "down"):
        thumb = {
            "type": "feedback_buttons", "action_id": RATE,
            "value": rating_value(given, "python/overview"),
        }  # fmt: skip
        await server.post(as_payload(click(thumb, message)))
    thanks = await slack.wait_for("chat.postEphemeral", 2)
    assert thanks[0]["user"] == "U1"
    with server.engine.connect() as connection:
        rows = connection.execute(
            select(feedback.c.topic, feedback.c.thumb, feedback.c.conversation)
        ).all()
    assert [tuple(row[:2]) for row in rows] == [("python/overview", "down")]
    assert "slack" not in rows[0].conversation  # a digest
    odd = {"type": "feedback_buttons", "action_id": RATE, "value": "nonsense"}
    status, _ = await server.post(as_payload(click(odd, message)))
    assert status == 200


async def test_shortcuts_are_refused_kindly(server: Server, slack: FakeSlack) -> None:
    base = {"team": {"id": "T1"}, "user": {"id": "U1"}, "callback_id": "x", "trigger_id": "1"}
    await server.post(as_payload({"type": "shortcut", **base}))
    (message,) = await slack.wait_for("chat.postMessage")
    assert message["channel"] == "U1"
    more = {"response_url": slack.response_url, "channel": {"id": "C1"}, "message": {"ts": "1"}}
    await server.post(as_payload({"type": "message_action", **base, **more}))
    (answer,) = await slack.wait_for("response")
    assert "shortcut" in answer["text"]


CHART = Card(
    "chart", "Your skills", (("Languages", "1", "of 4"),), alternative="Languages: 1 of 4",
    image="/charts/skills?have=python",
)  # fmt: skip


def kinds(message: dict[str, Any]) -> list[str]:
    return [block["type"] for block in message.get("blocks", [])]


async def test_a_chart_is_a_picture_in_public_and_in_private(
    server: Server, slack: FakeSlack
) -> None:
    server.echo.replies["chart"] = Reply("See:", Outcome.ADVICE, cards=(CHART,))
    await server.send(direct("chart"))
    await server.post(as_form(command("chart", slack.response_url)))
    (message,) = await slack.wait_for("chat.postMessage")
    (answer,) = await slack.wait_for("response")
    for shown in (message["blocks"][1], answer["blocks"][2]):
        assert shown["image_url"] == "https://advisor.example.org/charts/skills.png?have=python"
        assert shown["alt_text"] == "Languages: 1 of 4"


@pytest.mark.parametrize(
    ("refusals", "expected"),
    [
        (1, ["section", "section", "actions", "context_actions"]),
        (2, []),
    ],
)
async def test_what_slack_cannot_show_is_said_in_words(
    server: Server, slack: FakeSlack, refusals: int, expected: list[str]
) -> None:
    server.echo.replies["chart"] = Reply(
        "See:", Outcome.ADVICE, suggestions=(Suggestion("a", "b"),), cards=(CHART,)
    )
    slack.fail_next("chat.postMessage", "invalid_blocks", times=refusals)
    await server.send(direct("chart"))
    (message,) = await slack.wait_for("chat.postMessage")
    assert kinds(message) == expected
    assert message["text"] == "See:"
    if expected:
        assert message["blocks"][1]["text"]["text"] == "*Your skills*\nLanguages: 1 of 4"


async def test_the_label_of_a_click_is_not_encoded_twice(server: Server, slack: FakeSlack) -> None:
    message = await answered(server, slack)
    clicked = {**button(message), "text": {"type": "plain_text", "text": "R &amp; D"}}
    await server.post(as_payload(click(clicked, message)))
    (update,) = await slack.wait_for("chat.update")
    assert update["blocks"][-1]["elements"][0]["text"] == "<@U1> asked: R &amp; D"
