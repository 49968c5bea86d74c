from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.thresholds import FALLBACK, read_thresholds
from evaluation.asking import is_answer
from evaluation.questions import PARTS, SAME_FACT, read_part
from knowledge.search import Match

LIMITS = read_thresholds()


def near(score: float, cosine: float | None = None) -> Match:
    return Match("r/overview", score, score if cosine is None else cosine)


def test_a_sure_match_answers_whatever_the_classifier_says() -> None:
    sure = near(LIMITS.sure_cosine)
    for intent in ("ask_price", "beyond_knowledge", FALLBACK):
        assert LIMITS.prefer_search(intent, 1.0, sure, named=False, agreed=False)
    assert not LIMITS.prefer_search("greet", 1.0, sure, named=False, agreed=False)


def test_the_surer_the_classifier_the_nearer_the_match_must_be() -> None:
    match = near(LIMITS.score + LIMITS.slope * 0.5)
    assert LIMITS.prefer_search("ask_price", 0.4, match, named=False, agreed=False)
    assert not LIMITS.prefer_search("ask_price", 0.9, match, named=False, agreed=False)


def test_a_name_in_common_is_no_reason() -> None:
    match = near(1.0, cosine=LIMITS.named_cosine)
    assert not LIMITS.prefer_search("ask_price", 0.9, match, named=True, agreed=False)


def test_nobody_knows() -> None:
    far = near(LIMITS.low_score - 0.1)
    assert LIMITS.ask_back("ask_price", LIMITS.low_confidence - 0.1, far)
    assert not LIMITS.ask_back("ask_price", 0.99, far)
    assert not LIMITS.ask_back("greet", 0.1, far)


def test_a_file_that_lacks_a_limit_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "limits.yml"
    file.write_text("score: 0.5\n")
    with pytest.raises(ValidationError):
        read_thresholds(file)


def test_the_bank_is_large_enough_and_its_parts_share_no_question() -> None:
    parts = [read_part(part) for part in PARTS]
    asked = [{question.ask.lower() for question in part} for part in parts]
    assert not asked[0] & asked[1]
    everything = [question for part in parts for question in part]
    for group, least in (("in_scope", 600), ("near", 200), ("out", 200)):
        assert sum(question.group == group for question in everything) >= least


def test_what_counts_as_the_right_answer() -> None:
    assert is_answer("r/vs-python", frozenset({"compare:python:r"}))
    assert is_answer("data-scientist/vs-ml-engineer", frozenset({"comparison"}))
    assert not is_answer("r/vs-python", frozenset({"comparison"}))
    assert not is_answer(None, frozenset({"r/overview"}))
    assert all("/" in address for same in SAME_FACT.values() for address in same)
