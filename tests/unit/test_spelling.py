import pytest

from actions.reference import pointed_at, points_back
from knowledge.answers import Focus
from knowledge.spelling import Spelling, spelled_right, words_of
from knowledge.wording import spelled_out

SPELLING = Spelling(
    words_of(
        ["machine learning engineer", "an engineer needs statistics", "engine", "python courses"]
    ),
    {"springboard", "other", "weather", "lemming"},
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("machin lerning enginer", "machine learning engineer"),
        ("statistiks", "statistics"),
        ("pyhton corses", "python courses"),
        ("springboard other lemming", "springboard other lemming"),
        ("engineers", "engineers"),
        ("ther, teh", "ther, teh"),
        ("xqzwv", "xqzwv"),
        ("", ""),
    ],
)
def test_slips_are_mended_towards_the_content(typed: str, meant: str) -> None:
    assert SPELLING.mended(typed) == meant


def test_a_listed_slip_is_no_right_spelling() -> None:
    written = words_of(["learning"] * 100)
    asked = words_of(["lerning", "beginner", "other learning"])
    right = spelled_right(written, asked, {"other"})
    assert right == {"learning": 101, "beginner": 1, "other": 1}
    assert Spelling(right, ()).mended("lerning") == "learning"


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("whats an mle", "what is an machine learning engineer"),
        ("do u need ML w/o stats", "do you need machine learning without statistics"),
        ("html and mlb", "html and mlb"),
    ],
)
def test_short_forms_are_spelled_out(short: str, long: str) -> None:
    assert spelled_out(short) == long


def test_pointing_back() -> None:
    assert points_back("is it hard?")
    assert not points_back("explain gradient descent")
    assert not points_back("Which IT job has the least stress?")
    listed = Focus(listed=("a", "b", "c"))
    assert pointed_at("is the second one free", listed) == ["b"]
    assert pointed_at("and the last course?", listed) == ["c"]
    assert pointed_at("the fifth one", listed) == []
    assert pointed_at("what is the first thing to do", listed) == []
    assert pointed_at("the second one", Focus()) == []
