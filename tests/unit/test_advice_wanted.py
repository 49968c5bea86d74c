import pytest

from bot.components.advice_wanted import advice_wanted, asked_for_oneself


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


@pytest.mark.parametrize(
    ("text", "told", "wanted"),
    [
        ("a course with certificate please", {"certificate"}, "advise_course"),
        ("free, and i know R. course?", {"budget", "language"}, "advise_course"),
        ("i finished the course", {"done"}, None),
        ("i finished andrew ngs course. what now", {"done"}, "make_roadmap"),
        ("i know R, what would you recommend i study", {"language"}, "skill_gap"),
        ("which language i should learn next", {"language"}, "advise_language"),
    ],
)
def test_what_is_told_turns_a_question_into_one_for_advice(
    text: str, told: set[str], wanted: str | None
) -> None:
    assert advice_wanted("known_question", text, told) == wanted


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("now do the language thing again from scratch", "advise_language"),
        ("ok back to the course, it must be free", "advise_course"),
        ("PHP dev here. roadmap to ML engineer, short version", "make_roadmap"),
        ("whats my name", "show_profile"),
        ("what is my favourite dish", None),
        ("i want a plan for getting into ML, i can already code in python", "make_roadmap"),
        ("ok back. which step was i at", "make_roadmap"),
        ("so what am i missing for ml engineer", "skill_gap"),
    ],
)
def test_what_is_asked_for_by_its_name(text: str, intent: str | None) -> None:
    mended = text.replace("whats", "what's")
    assert asked_for_oneself("beyond_knowledge", mended) == intent
