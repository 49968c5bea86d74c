import asyncio

import pytest

from bot.channels.answered_once import AnsweredOnce, IdReused, Overloaded
from knowledge.reply import Outcome, Reply


class Bot:
    def __init__(self) -> None:
        self.turns = 0
        self.may_answer = asyncio.Event()
        self.fails = False

    async def ask(self) -> Reply:
        self.turns += 1
        await self.may_answer.wait()
        if self.fails:
            raise RuntimeError("broken")
        return Reply(f"turn {self.turns}", Outcome.ANSWERED, "python/overview")


async def test_a_retry_gets_the_same_reply_and_no_second_turn() -> None:
    bot, answered = Bot(), AnsweredOnce()
    both = asyncio.gather(*(answered.answer("a", "id", "text", bot.ask) for _ in range(2)))
    await asyncio.sleep(0)
    assert answered.topic_of("a", "id") is None
    bot.may_answer.set()
    first, second = await both
    third = await answered.answer("a", "id", "text", bot.ask)
    assert first is second is third
    assert bot.turns == 1
    assert answered.topic_of("a", "id") == "python/overview"
    assert answered.topic_of("b", "id") is None


async def test_the_turn_outlives_who_asked() -> None:
    bot, answered = Bot(), AnsweredOnce()
    asking = asyncio.ensure_future(answered.answer("a", "id", "text", bot.ask))
    await asyncio.sleep(0.01)
    asking.cancel()
    bot.may_answer.set()
    assert (await answered.answer("a", "id", "text", bot.ask)).text == "turn 1"


async def test_an_id_belongs_to_one_text_of_one_person() -> None:
    bot, answered = Bot(), AnsweredOnce()
    bot.may_answer.set()
    await answered.answer("a", "id", "text", bot.ask)
    with pytest.raises(IdReused):
        await answered.answer("a", "id", "other \ud800", bot.ask)
    assert (await answered.answer("b", "id", "other", bot.ask)).text == "turn 2"


async def test_a_failed_turn_may_be_tried_again() -> None:
    bot, answered = Bot(), AnsweredOnce()
    bot.may_answer.set()
    bot.fails = True
    with pytest.raises(RuntimeError):
        await answered.answer("a", "id", "text", bot.ask)
    bot.fails = False
    assert (await answered.answer("a", "id", "text", bot.ask)).text == "turn 2"


async def test_the_memory_is_bounded_and_running_turns_are_kept() -> None:
    bot, answered = Bot(), AnsweredOnce(most=2)
    running = [
        asyncio.ensure_future(answered.answer("a", f"id{n}", "text", bot.ask)) for n in range(2)
    ]
    await asyncio.sleep(0)
    with pytest.raises(Overloaded):
        await answered.answer("a", "id2", "text", bot.ask)
    bot.may_answer.set()
    await asyncio.gather(*running)
    for number in range(10):
        await answered.answer("a", f"more{number}", "text", bot.ask)
    assert len(answered) == 2
    answered.forget("a")
    assert len(answered) == 0
