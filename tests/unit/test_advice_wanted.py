import pytest

from bot.components.advice_wanted import asked_for_oneself


@pytest.mark.parametrize(
    "text",
    ["forget me", "creepy haha. Forget me!", "are you storing this? please forget me now"],
)
def test_whoever_wants_to_be_forgotten_is_whatever_else_is_said(text: str) -> None:
    assert asked_for_oneself("out_of_scope", text) == "forget_me"


@pytest.mark.parametrize(
    "text",
    ["please don't forget me", "don't just forget me", "did you forget me", "forget mean and mode"],
)
def test_nobody_else_is_forgotten(text: str) -> None:
    assert asked_for_oneself("out_of_scope", text) is None
