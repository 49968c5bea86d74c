import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.channels import turn
from bot.channels.turn import Turns
from knowledge.phrases import read_phrases
from knowledge.reply import Outcome, Reply
from knowledge.settings import load_settings

Handler = Callable[[Any], Awaitable[Any]]


@pytest.fixture
def turns() -> Turns:
    settings = load_settings()
    return Turns(settings, read_phrases(settings.content_directory), "test")


def replying(text: str, seconds: float = 0.0) -> Handler:
    async def handle(message: Any) -> None:
        await asyncio.sleep(seconds)
        reply = Reply(f"{text} {message.text}", Outcome.ANSWERED)
        await message.output_channel.send_response(
            message.sender_id, {"text": reply.text, "custom": {"reply": reply.to_dict()}}
        )

    return handle


async def test_a_failure_inside_gets_a_reference_that_the_log_has(
    turns: Turns, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(_message: Any) -> None:
        raise RuntimeError("broken inside")

    reply = await turns.answer(fail, "a", "hello")
    assert reply.outcome is Outcome.ERROR
    assert reply.text.rsplit("Reference ", 1)[1].rstrip(")") in caplog.text
    assert "broken inside" not in reply.text


async def test_what_is_read_as_a_whole_is_answered_once(turns: Turns) -> None:
    whole = "Am I wrong about my flatmate? And should I move out of here?"
    asked: list[str] = []

    async def read_as_a_whole(message: Any) -> None:
        asked.append(message.text)
        message.text = message.metadata["whole_message"]
        await replying("answer to")(message)

    reply = await turns.answer(read_as_a_whole, "a", whole)
    assert asked == ["Am I wrong about my flatmate?"]
    assert reply.text == f"answer to {whole}"


async def test_silence_becomes_an_apology(turns: Turns) -> None:
    async def say_nothing(_message: Any) -> None:
        return None

    assert (await turns.answer(say_nothing, "a", "hello")).outcome is Outcome.ERROR


async def test_a_text_without_a_reply_is_not_lost(turns: Turns) -> None:
    async def old_style(message: Any) -> None:
        await message.output_channel.send_response(message.sender_id, {"text": "plain"})

    assert (await turns.answer(old_style, "a", "hello")).text == "plain"


async def test_who_waits_too_long_for_an_earlier_message_is_told(
    turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "WAIT_SECONDS", 0.05)
    slow = asyncio.create_task(turns.answer(replying("slow", 0.3), "a", "first"))
    await asyncio.sleep(0.01)
    assert (await turns.answer(replying("quick"), "a", "second")).outcome is Outcome.ERROR
    assert (await turns.answer(replying("quick"), "b", "other")).text == "quick other"
    assert (await slow).text == "slow first"


async def test_two_questions_are_two_turns_and_one_reply(turns: Turns) -> None:
    reply = await turns.answer(
        replying("re:"), "a", "Is Python hard to learn and how much is DataCamp?"
    )
    assert reply.text == "re: Is Python hard to learn\n\nre: how much is DataCamp?"


async def test_what_leans_on_something_unknown_is_not_answered(turns: Turns) -> None:
    async def not_known(message: Any) -> None:
        reply = Reply(f"no: {message.text}", Outcome.UNKNOWN)
        await message.output_channel.send_response(
            message.sender_id, {"custom": {"reply": reply.to_dict()}}
        )

    reply = await turns.answer(
        not_known, "a", "Do you run evening classes at the bootcamp, and what do they cost?"
    )
    assert reply.text == "no: Do you run evening classes at the bootcamp"
