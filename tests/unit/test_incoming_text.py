import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.incoming_text import clean_text

LIMIT = 200


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  Does an   ML engineer code? ", "Does an ML engineer code?"),
        ("/restart", "restart"),
        ('/ask_coding{"x": 1}', 'ask_coding{"x": 1}'),
        ("\u200b /\x00/restart", "restart"),
        ("line\nbreak\ttab", "line break tab"),
        ("¿Qué es R?", "¿Qué es R?"),
        ("<b>python</b>", "<b>python</b>"),
        ("kk which should *i* take", "kk which should i take"),
        ("is _R_ **really** needed?", "is R really needed?"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("my_list and other_list", "my_list and other_list"),
    ],
)
def test_what_rasa_gets(raw: str, text: str) -> None:
    assert clean_text(raw, LIMIT).text == text
    assert clean_text(raw, LIMIT).refusal is None


@pytest.mark.parametrize("raw", ["", "   ", "🤖🤖", "?!?", "\x00\x01", "///"])
def test_nothing_to_read(raw: str) -> None:
    assert clean_text(raw, LIMIT).refusal == "no-words"


def test_too_long_but_spaces_do_not_count() -> None:
    assert clean_text("a" * (LIMIT + 1), LIMIT).refusal == "too-long"
    assert clean_text("a" + " " * LIMIT * 2 + "b", LIMIT).refusal is None
    assert clean_text("a" * 60_000, LIMIT).refusal == "too-long"


@given(st.text(max_size=1000))
def test_never_a_command_never_too_long(raw: str) -> None:
    cleaned = clean_text(raw, LIMIT)
    assert not cleaned.text.startswith("/")
    assert len(cleaned.text) <= LIMIT
    assert bool(cleaned.text) != bool(cleaned.refusal)
