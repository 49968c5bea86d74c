import re

import yaml

from evaluation.asking import is_answer
from evaluation.questions import PARTS, read_part
from knowledge.asking import listed_questions
from knowledge.content_model import read_content
from knowledge.settings import PROJECT_ROOT, load_settings


def bare(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip() or text


def test_nothing_that_is_measured_is_trained_on() -> None:
    data = yaml.safe_load((PROJECT_ROOT / "data" / "nlu.yml").read_text(encoding="utf-8"))
    trained = {bare(line[2:]) for entry in data["nlu"] for line in entry["examples"].splitlines()}
    content = read_content(load_settings().content_directory)
    trained |= {bare(question) for *_, question in listed_questions(content)}
    measured = {bare(question.ask) for question in read_part("measure")}
    assert measured & trained == set()


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
