"""Engineer or scientist, and the stress figures, from the real content."""

import pytest

from knowledge.advice.service import Adviser
from knowledge.answers import Answer, Focus
from tests.integration.said import bold

NOTHING = Focus()


# --- the role


def role(adviser: Adviser, *sides: str | None) -> Answer:
    return adviser.role(sides, NOTHING)


def test_six_answers_for_one_side(adviser: Adviser) -> None:
    engineer, scientist = role(adviser, *["engineer"] * 6), role(adviser, *["scientist"] * 6)
    assert engineer.focus.subject == "ml-engineer"
    assert scientist.focus.subject == "data-scientist"
    for answer, name in ((engineer, "ML engineer"), (scientist, "data scientist")):
        assert bold(answer.reply)[0].lower() == name.lower()
        assert answer.reply.sources
        assert len(answer.reply.cards[0].rows) == 6
        assert answer.focus.listed == ("data-scientist", "ml-engineer")


def test_most_answers_decide_and_both_sides_are_told(adviser: Adviser) -> None:
    answer = role(adviser, *["engineer"] * 4, *["scientist"] * 2)
    assert answer.focus.subject == "ml-engineer"
    assert "4 of your 6 answers" in answer.reply.text
    assert "software that runs by itself" in answer.reply.text.lower()
    assert "explaining findings to people" in answer.reply.text.lower()


def test_what_was_skipped_does_not_count(adviser: Adviser) -> None:
    answer = role(adviser, "scientist", *[None] * 5)
    assert answer.focus.subject == "data-scientist"
    assert "the one answer that you gave" in answer.reply.text
    assert [row[1] for row in answer.reply.cards[0].rows].count("skipped") == 5


def test_a_tie_decides_for_nobody(adviser: Adviser) -> None:
    answer = role(adviser, *["scientist"] * 3, *["engineer"] * 3)
    assert "more like" not in answer.reply.text
    assert "insights and charts" in answer.reply.text.lower()
    assert "keeping systems fast and reliable" in answer.reply.text.lower()


def test_the_wrong_number_of_answers_is_a_mistake_of_ours(adviser: Adviser) -> None:
    with pytest.raises(ValueError, match="shorter"):
        role(adviser, "engineer")


@pytest.mark.parametrize(
    ("number", "message", "side"),
    [
        (1, "a", "scientist"),
        (1, "B please", "engineer"),
        (1, "the second one", "engineer"),
        (1, "Software that runs by itself", "engineer"),
        (1, "charts and reports", "scientist"),
        (3, "Which algorithm is best?", "scientist"),
        (4, "i'd script it", "engineer"),
        (5, "cleaning", "scientist"),
        (1, "software. charts bore me to death", "engineer"),
        (1, "reports are nothing for me", "engineer"),
        (2, "i hate statistics", "engineer"),
        (2, "coding over fancy statistics any day", "engineer"),
        (5, "rather exploring than feeding something", "scientist"),
        (3, "the engineering one again", "engineer"),
        (1, "no i like charts", "scientist"),
        (1, "more than anything I love charts", "scientist"),
        (1, "I'd hand over charts", "scientist"),
        (1, "instead of charts I'd build software", "engineer"),
        (6, "I have no problem talking to people", "scientist"),
        (6, "I never get bored explaining things to people", "scientist"),
        (6, "banana", None),
        (6, "I don't know", None),
    ],
)
def test_a_side_in_words(adviser: Adviser, number: int, message: str, side: str | None) -> None:
    assert adviser.side_meant(number, message, asks=False) == side


def test_a_question_chooses_a_side_only_by_its_label(adviser: Adviser) -> None:
    assert adviser.side_meant(3, "what is an algorithm?", asks=True) is None
    assert adviser.side_meant(3, "which system is best", asks=True) == "engineer"


# --- the figures


def test_the_figures_with_their_base_source_and_limits(adviser: Adviser) -> None:
    answer = adviser.figures(NOTHING)
    text = answer.reply.text
    for piece in ("40", "34", "33", "16.16 percentage points", "Spacelift", "IT professionals"):
        assert piece in text
    assert "don't say" in text
    assert answer.reply.sources
    assert answer.focus.advice == "figures"
    (card,) = answer.reply.cards
    assert [row[1:] for row in card.rows] == [("40", "%"), ("34", "%"), ("33", "%")]
    assert "16.16" not in str(card.rows)  # a distance is no share
    assert "16.16" in str(card.alternative)
    assert card.image == "/charts/stress"
