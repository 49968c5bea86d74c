"""Nothing twice, nothing lost, nothing out of order, and fast acknowledgements."""

import asyncio
import time
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select, text

from bot.channels.slack import channel, posting, records, work
from bot.channels.slack.settings import SlackSettings
from bot.channels.slack.work import Work
from knowledge.reply import Outcome, Reply
from knowledge.settings import Settings
from knowledge.tables import undelivered_reply
from tests.channels.slack.conftest import Server, started, stopped
from tests.channels.slack.fake_slack import FakeSlack
from tests.channels.slack.requests_of_slack import as_form, as_json, command, direct, signed


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "FIRST_PAUSE", 0.01)


def questions(server: Server) -> list[str]:
    return [question for _, question in server.echo.asked]


async def test_an_event_that_comes_again_is_answered_once(server: Server, slack: FakeSlack) -> None:
    sent = direct("once")
    body = as_json(sent)
    for reason in ("", "http_timeout", "http_error", "connection_failed"):
        more = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": reason} if reason else {}
        assert (await server.post(body, {**signed(body[0]), **more}))[0] == 200
    await server.post(body, signed(body[0], at=time.time() - 100))  # replayed within the window
    await server.send({**sent, "event_id": "EvOther"})  # the same message as another event
    await server.settle()
    assert questions(server) == ["once"]
    assert len(slack.of("chat.postMessage")) == 1


async def test_two_processes_answer_once(
    server: Server, other_server: Server, slack: FakeSlack
) -> None:
    bodies = [as_json(direct(f"q{i}")) for i in range(10)]
    await asyncio.gather(*(each.post(body) for body in bodies for each in (server, other_server)))
    await server.settle()
    await other_server.settle()
    assert sorted(questions(server) + questions(other_server)) == [f"q{i}" for i in range(10)]
    assert len(slack.of("chat.postMessage")) == 10


async def test_a_command_that_comes_again_is_answered_once(
    server: Server, slack: FakeSlack
) -> None:
    body = as_form(command("once", slack.response_url))
    await asyncio.gather(*(server.post(body) for _ in range(3)))
    await server.settle()
    assert len(slack.responded) == 1


async def test_a_database_that_fails_does_not_silence_anybody(
    server: Server, slack: FakeSlack
) -> None:
    with server.engine.begin() as connection:
        for table in ("one_time_key", "feedback", "undelivered_reply"):
            connection.execute(text(f"DROP TABLE {table}"))
    sent = direct("still there?")
    for _ in range(2):  # within this process it is still known
        await server.send(sent)
    await server.settle()
    assert len(slack.of("chat.postMessage")) == 1
    await server.send(direct("forget me"))
    await slack.wait_for("chat.postMessage", 2)
    assert "couldn't delete" in slack.of("chat.postMessage")[1]["text"]
    slack.fail_next("chat.postMessage", "channel_not_found")
    await server.send(direct("cannot even be written down"))
    await server.settle()


async def test_the_order_within_a_thread_is_kept_under_rate_limits(
    server: Server, slack: FakeSlack
) -> None:
    slack.fail_next("chat.postMessage", "ratelimited", 429, times=2, Retry_After="1")
    started = time.monotonic()
    for number in range(5):
        await server.send(direct(f"q{number}", thread_ts="1600.1"))
    messages = await slack.wait_for("chat.postMessage", 5)
    assert time.monotonic() - started >= 1.9  # both times as long as Slack said
    assert [m["text"] for m in messages] == [f"You asked *q{i}*" for i in range(5)]


async def test_with_many_people_under_a_limit_nobody_is_lost(
    server: Server, slack: FakeSlack
) -> None:
    slack.one_a_second = {"chat.postMessage"}
    people = posting.MOST_ATTEMPTS + 2
    for number in range(people):
        await server.send(direct(f"q{number}", user=f"U{number}"))
    await slack.wait_for("chat.postMessage", people, seconds=30)
    await server.settle()
    assert undelivered(server) == []


async def test_slack_is_left_alone_for_as_long_as_it_says(server: Server, slack: FakeSlack) -> None:
    longer = str(int(posting.TOTAL_SECONDS) + 60)
    slack.fail_next("chat.postMessage", "ratelimited", 429, Retry_After=longer)
    for number in range(3):
        await server.send(direct(f"q{number}"))
    await server.settle()
    assert slack.refused == [("chat.postMessage", "ratelimited")]
    assert undelivered(server) == ["chat.postMessage: ratelimited"] * 3


async def test_what_is_being_tried_when_the_bot_stops_is_written_down(
    settings: Settings,
    slack_settings: SlackSettings,
    slack: FakeSlack,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(channel, "STOP_SECONDS", 0.1)
    server = await started(settings, slack_settings)
    slack.fail_next("chat.postMessage", "ratelimited", 429, Retry_After="60")
    await server.send(direct("hi"))
    await slack.wait_for_refusal()
    await stopped(server)
    assert undelivered(server) == ["chat.postMessage: stopped before Slack took it"]


async def test_after_a_part_that_fails_the_rest_is_not_sent(
    server: Server, slack: FakeSlack
) -> None:
    paragraphs = "\n\n".join("word " * 500 for _ in range(12))
    server.echo.replies["long"] = Reply(paragraphs, Outcome.ANSWERED)
    slack.fail_next("chat.postMessage", "channel_not_found")
    await server.send(direct("long"))
    await server.settle()
    assert slack.of("chat.postMessage") == []
    await server.send(direct("long"))
    await slack.wait_for("chat.postMessage", 3)


def undelivered(server: Server) -> list[str]:
    with server.engine.connect() as connection:
        return list(connection.execute(select(undelivered_reply.c.reason)).scalars())


@pytest.mark.parametrize(
    "failure",
    [
        {"error": "internal_error"},
        {"error": "", "status": 503},
        {"error": "ratelimited", "Retry_After": "0"},
        {"error": "", "status": 429, "Retry_After": "soon"},
    ],
)
async def test_a_failed_post_is_tried_again(
    server: Server, slack: FakeSlack, failure: dict[str, Any]
) -> None:
    slack.fail_next("chat.postMessage", times=2, **failure)
    await server.send(direct("hi"))
    await slack.wait_for("chat.postMessage")
    await server.settle()
    assert undelivered(server) == []


async def test_what_fails_for_good_is_written_down_with_a_reference(
    server: Server, slack: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    slack.fail_next("chat.postMessage", "channel_not_found")
    await server.send(direct("hi"))
    await server.settle()
    slack.fail_next("chat.postMessage", "internal_error", times=posting.MOST_ATTEMPTS)
    await server.send(direct("ho"))
    await server.settle()
    expected = ["chat.postMessage: channel_not_found", "chat.postMessage: internal_error"]
    assert undelivered(server) == expected
    assert caplog.text.count("reference") == 2
    await server.send(direct("again"))
    await slack.wait_for("chat.postMessage")


async def test_refused_blocks_are_sent_as_text(server: Server, slack: FakeSlack) -> None:
    slack.fail_next("chat.postMessage", "invalid_blocks")
    await server.send(direct("hi"))
    (message,) = await slack.wait_for("chat.postMessage")
    assert "blocks" not in message
    assert message["text"] == "You asked *hi*"


async def test_what_is_refused_even_as_text_is_written_down(
    server: Server, slack: FakeSlack
) -> None:
    slack.fail_next("chat.postMessage", "invalid_blocks", times=2)
    await server.send(direct("hi"))
    await server.settle()
    assert undelivered(server) == ["chat.postMessage: invalid_blocks"]


async def test_a_slack_that_cannot_be_reached(
    server: Server, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unreachable(*_: object, **__: object) -> None:
        raise aiohttp.ClientConnectionError

    with monkeypatch.context() as broken:
        broken.setattr("slack_sdk.web.async_client.AsyncWebClient.api_call", unreachable)
        await server.send(direct("hi"))
        await server.settle()
    assert undelivered(server) == ["chat.postMessage: ClientConnectionError"]


@pytest.mark.parametrize(
    ("status", "said", "kept"),
    [
        (500, "oops", 1),
        (429, "", 1),
        (404, "used_url", 0),
        (404, '{"ok":false,"error":"used_url"}', 0),
        (200, '{"ok":false,"error":"used_url"}', 0),
        (200, '{"ok":false,"error":"internal_error"}', 1),
        (400, "invalid_blocks", 1),
        (200, '{"ok":false,"error":"invalid_blocks"}', 1),
        (404, "", 0),
    ],
)
async def test_an_answer_over_a_response_url_is_tried_again(
    server: Server, slack: FakeSlack, status: int, said: str, kept: int
) -> None:
    slack.fail_next("response", said, status, Retry_After="0")
    await server.post(as_form(command("hi", slack.response_url)))
    await server.settle()
    assert len(slack.responded) == kept
    reason = "used_url" if "used_url" in said else str(status)
    assert undelivered(server) == ([] if kept else [f"response_url: {reason}"])


async def test_a_response_url_that_cannot_be_reached(
    server: Server, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unreachable(*_: object, **__: object) -> None:
        raise asyncio.TimeoutError

    monkeypatch.setattr("slack_sdk.webhook.async_client.AsyncWebhookClient.send_dict", unreachable)
    await server.post(as_form(command("hi", slack.response_url)))
    await server.settle()
    assert undelivered(server) == ["response_url: TimeoutError"]


async def test_a_turn_that_fails_ends_with_an_apology(server: Server, slack: FakeSlack) -> None:
    server.echo.fails = True
    await server.send(direct("hi"))
    (message,) = await slack.wait_for("chat.postMessage")
    assert "Reference" in message["text"]


async def test_a_status_that_hangs_or_fails_does_not_hold_up_the_answer(
    server: Server, slack: FakeSlack
) -> None:
    slack.fail_next("assistant.threads.setStatus", "missing_scope")
    await server.send(direct("hi"))
    await slack.wait_for("chat.postMessage")


async def test_slack_is_told_to_come_back_when_there_is_too_much_to_do(
    server: Server, slack: FakeSlack
) -> None:
    server.app.ctx.slack.work._most_waiting = 2
    server.echo.may_answer.clear()
    bodies = [as_json(direct(f"q{i}")) for i in range(4)]
    statuses = [(await server.post(body))[0] for body in bodies]
    assert 503 in statuses
    server.echo.may_answer.set()
    await server.settle()
    for body, status in zip(bodies, statuses, strict=True):
        if status == 503:
            assert (await server.post(body))[0] == 200
            await server.settle()
    assert sorted(questions(server)) == ["q0", "q1", "q2", "q3"]


async def test_events_are_acknowledged_before_anything_is_answered(
    server: Server, slack: FakeSlack
) -> None:
    server.echo.may_answer.clear()
    bodies = [as_json(direct(f"q{number}", user=f"U{number}")) for number in range(50)]
    acknowledged = await asyncio.gather(*map(server.post, bodies))
    assert [status for status, _ in acknowledged] == [200] * 50
    assert slack.of("chat.postMessage") == []
    server.echo.may_answer.set()
    await slack.wait_for("chat.postMessage", 50)


async def test_work_is_bounded_ordered_and_survives_failures(
    caplog: pytest.LogCaptureFixture,
) -> None:
    work, done = Work(most_waiting=3, job_seconds=0.05), []

    async def fails() -> None:
        done.append("fails")
        raise RuntimeError("broken")

    async def hangs() -> None:
        done.append("hangs")
        await asyncio.sleep(5)

    async def works() -> None:
        done.append("works")

    assert [work.submit("a", job) for job in (fails, hangs, works, works)] == [True] * 3 + [False]
    await work.finish(2)
    assert done == ["fails", "hangs", "works"]
    assert all(part in caplog.text for part in ("a job failed", "more than", "too much to do"))
    await work.finish(0)  # nothing to do


async def test_answers_give_way_to_acknowledgements_but_not_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    jobs, done = Work(), []

    async def answers() -> None:
        done.append("answered")

    monkeypatch.setattr(work, "MOST_PATIENCE", 60)
    with jobs.taking_in():
        jobs.submit("a", answers)
        await jobs_have_run()
        assert done == []
    await jobs.finish(10)
    assert done == ["answered"]
    monkeypatch.setattr(work, "MOST_PATIENCE", 0.01)
    with jobs.taking_in():
        jobs.submit("a", answers)
        await jobs.finish(10)
    assert done == ["answered"] * 2


async def jobs_have_run() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_stopping_does_not_wait_for_ever(caplog: pytest.LogCaptureFixture) -> None:
    work = Work()

    async def hangs() -> None:
        await asyncio.sleep(60)

    work.submit("a", hangs)
    await asyncio.sleep(0)
    await work.finish(0.01)
    assert "unanswered" in caplog.text


async def test_what_has_expired_is_swept(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: records.Records = server.app.ctx.slack.records
    await kept.is_first("short", -1)
    monkeypatch.setattr(records, "SWEEP_SECONDS", -1.0)
    await kept.is_first("other")
    with server.engine.connect() as connection:
        keys = list(connection.execute(text("SELECT key FROM one_time_key")).scalars())
    assert len(keys) == 1


async def test_the_memory_of_one_process_is_bounded(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "MOST_REMEMBERED", 3)
    kept: records.Records = server.app.ctx.slack.records
    assert [await kept.is_first(str(i)) for i in range(6)] == [True] * 6
    assert not await kept.is_first("0")  # the database still knows
    assert len(kept._remembered) == 3
