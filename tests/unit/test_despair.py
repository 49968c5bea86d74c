"""Who says that they despair is heard; who sighs over work is not taken for one."""

import pytest

from bot.components.despair import despairs


@pytest.mark.parametrize(
    "message",
    [
        "I don't see the point in any of it anymore. is it always going to be like this?",
        "nobody'd notice if i was gone, maybe the cat",
        "i just want to die. which course is free?",
        "everyone would be better off without me",
        "I dont want to be here anymore",
    ],
)
def test_despair(message: str) -> None:
    assert despairs(message)


@pytest.mark.parametrize(
    "message",
    [
        "this job is killing me",
        "I don't see the point in learning Scala",
        "nobody would care about my github",
        "would a recruiter mind if i was self-taught",
        "my laptop will die soon, is one needed",
        "dead end job, how do i get out",
    ],
)
def test_no_despair(message: str) -> None:
    assert not despairs(message)
