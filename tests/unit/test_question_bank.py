from evaluation.asking import is_answer
from evaluation.questions import PARTS, read_part


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
