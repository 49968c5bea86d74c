import pytest

from bot.components.advice_wanted import asked_for_oneself


@pytest.mark.parametrize(
    "text",
    [
        "forget me",
        "creepy haha. Forget me!",
        "are you storing this? please forget me now",
        "forget all that pls",
        "ok forget everything i told you",
    ],
)
def test_whoever_wants_to_be_forgotten_is_whatever_else_is_said(text: str) -> None:
    assert asked_for_oneself("out_of_scope", text) == "forget_me"


@pytest.mark.parametrize(
    "text",
    [
        "please don't forget me",
        "don't just forget me",
        "did you forget me",
        "forget mean and mode",
        "forget that",
        "forget what people say, is python slow",
        "forget what you said about Julia",
        "Forget everything you know about cats",
        "forget what?",
    ],
)
def test_nobody_else_is_forgotten(text: str) -> None:
    assert asked_for_oneself("out_of_scope", text) is None


@pytest.mark.parametrize(
    "text",
    [
        "did i say i use matlab?",
        "did you note that i don't know python?",
        "so do you still know which language i use?",
        "do you remember what I told you?",
    ],
)
def test_whoever_asks_what_was_said_is_shown_it(text: str) -> None:
    assert asked_for_oneself("tell_about_oneself", text) == "show_profile"


@pytest.mark.parametrize(
    "text",
    [
        "do you know my cousin",
        "did I say R? I meant Python",
        "as you know my budget is 50, which course should I take?",
        "do you know if my job will be automated?",
        "do you know a course where I use R?",
        "do you know what I do next?",
    ],
)
def test_nothing_is_shown_to_others(text: str) -> None:
    assert asked_for_oneself("tell_about_oneself", text) is None


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("recommend me a language", "advise_language"),
        ("pls suggest one course", "advise_course"),
        ("what course fits me", "advise_course"),
        ("pick a free course", "advise_course"),
        ("who recommends languages", None),
        ("which language", None),  # of the library that is talked about, perhaps
    ],
)
def test_whoever_wants_one_recommended_is_asked_what_for(text: str, advice: str | None) -> None:
    assert asked_for_oneself("ml-engineer/best-language", text) == advice
