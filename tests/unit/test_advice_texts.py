"""The texts of the advice: all there, with the places that the code fills, and each is used."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import yaml
from pydantic import BaseModel, ValidationError
from sqlalchemy.engine import Engine

from knowledge import tables
from knowledge.advice.about_person import noted
from knowledge.advice.content import AdviceContentInvalid, read_advice_content
from knowledge.advice.figures import explain_figures
from knowledge.advice.roadmap import advise_roadmap
from knowledge.advice.texts import LeadText, Texts, WordingTexts
from knowledge.advice.wording import joined, within_sentence
from knowledge.answers import Focus
from knowledge.bootstrap import build_engine
from knowledge.catalogue import Subject, find_answer
from knowledge.person.profile import Profile
from knowledge.person.statements import Statement
from knowledge.settings import PROJECT_ROOT, Settings, load_settings

CONTENT = load_settings().content_directory
TEXTS = read_advice_content(CONTENT).texts
MODULES = sorted((PROJECT_ROOT / "knowledge" / "advice").glob("*.py"))
FILLING = ("format", "suggestion")


@pytest.fixture
def advice(tmp_path: Path) -> Path:
    """A copy of the advice's content, in a content directory."""
    (tmp_path / "advice").mkdir()
    for file in (CONTENT / "advice").glob("*.yml"):
        (tmp_path / "advice" / file.name).write_text(file.read_text())
    return tmp_path


def changed(directory: Path, group: str, name: str, value: Any) -> Path:
    """The texts with one changed; ``None`` takes it out."""
    file = directory / "advice" / "texts.yml"
    texts = yaml.safe_load(file.read_text())
    if value is None:
        del texts[group][name]
    else:
        texts[group][name] = value
    file.write_text(yaml.safe_dump(texts, allow_unicode=True))
    return directory


@pytest.mark.parametrize(
    ("group", "name", "value", "reported"),
    [
        ("course", "best", None, "course.best"),
        ("course", "greeting", "Hello", "course.greeting"),
        ("course", "best", "{course} by {teacher}", "course.best: {teacher}"),
        ("course", "best", "{}", "course.best: {}"),
        ("course", "best", "{course!r}", "course.best: {course}"),
        ("course", "best", "{course.facts}", "course.best: {course.facts}"),
        ("course", "best", "{course", "course.best"),
        ("course", "best", ["a", "list"], "course.best"),
        ("course", "card", "Courses for {you}", "course.card: {you}"),
        ("course", "columns", ["Course"], "course.columns"),
        ("language", "why_not", {"label": "Why?", "message": "Why {x}?"}, "why_not: {x}"),
        ("language", "why_not", {"label": "Why?"}, "language.why_not.message"),
        ("about_person", "goals", {"job": "want a job"}, "about_person.goals: missing: engin"),
        ("role_fit", "only", {"scientist": "A", "engineer": "B", "x": "C"}, "only: not known: x"),
        ("role_fit", "chosen", {"scientist": "{x}", "engineer": "B"}, "role_fit.chosen: {x}"),
        ("gap", "present", "", "gap.present: is empty"),
    ],
)
def test_a_wrong_text_is_reported_with_file_and_name(
    advice: Path, group: str, name: str, value: Any, reported: str
) -> None:
    with pytest.raises(AdviceContentInvalid) as problem:
        read_advice_content(changed(advice, group, name, value))
    assert f"{advice / 'advice' / 'texts.yml'}: {group}" in str(problem.value)
    assert reported in str(problem.value)


def test_all_that_is_wrong_is_reported_at_once(advice: Path) -> None:
    changed(advice, "course", "best", None)
    with pytest.raises(AdviceContentInvalid, match=r"course\.best.*gap\.hello"):
        read_advice_content(changed(advice, "gap", "hello", "Hello"))


def test_a_missing_file_and_a_missing_group_are_reported(advice: Path) -> None:
    file = advice / "advice" / "texts.yml"
    file.write_text("wording: {}\n")
    with pytest.raises(AdviceContentInvalid, match=r"texts\.yml: .*roadmap: field required"):
        read_advice_content(advice)
    file.unlink()
    with pytest.raises(AdviceContentInvalid, match=r"texts\.yml"):
        read_advice_content(advice)


def test_a_template_may_leave_a_place_out(advice: Path) -> None:
    read = read_advice_content(changed(advice, "course", "best", "This one fits you best."))
    assert read.texts.course.best.format(course="x") == "This one fits you best."


def fields() -> Iterator[tuple[str, set[str]]]:
    """Each text's name, with the places that it may have."""
    for group in Texts.__fields__.values():
        assert issubclass(group.type_, BaseModel)
        for field in group.type_.__fields__.values():
            yield field.name, set(field.field_info.extra.get("places", ()))


def filled() -> Iterator[tuple[str, set[str], str]]:
    """Each text that the code fills by its own name: name, places, where."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                text = node.func.value
                text = text.value if isinstance(text, ast.Subscript) else text
                places = {keyword.arg for keyword in node.keywords if keyword.arg}
                is_known = all(keyword.arg for keyword in node.keywords)
                if node.func.attr in FILLING and isinstance(text, ast.Attribute) and is_known:
                    yield text.attr, places, f"{path.name}:{node.lineno}"


def test_the_code_fills_the_places_that_are_declared() -> None:
    declared: dict[str, list[set[str]]] = {}
    for name, places in fields():
        declared.setdefault(name, []).append(places)
    wrong = [
        f"{where} fills {sorted(places)} into {name}"
        for name, places, where in filled()
        if name in declared and places not in declared[name]
    ]
    assert wrong == []


def test_every_text_is_used() -> None:
    used = {
        node.attr
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
    }
    assert {name for name, _ in fields()} - used == set()


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([], ""),
        (["R"], "R"),
        (["R", "Java"], "R and Java"),
        (["R", "Java", "SQL"], "R, Java and SQL"),
        (["know R and Java", "can code"], "know R and Java, and can code"),
        (["can code", "know R and Java"], "can code and know R and Java"),
    ],
)
def test_lists(parts: list[str], text: str) -> None:
    assert joined(parts, TEXTS.wording) == text


@pytest.mark.parametrize(
    ("kind", "name", "within"),
    [
        ("skill", "Data structures", "data structures"),
        ("skill", "SQL", "SQL"),
        ("skill", "APIs", "APIs"),
        ("skill", "ML libraries and algorithms", "ML libraries and algorithms"),
        ("skill", "Bayes nets", "Bayes nets"),
        ("step", "Learn Python", "learn Python"),
        ("language", "Java", "Java"),
        ("library", "Statistics and Machine Learning Toolbox", None),
    ],
)
def test_names_within_a_sentence(kind: str, name: str, within: str | None) -> None:
    words: WordingTexts = TEXTS.wording
    assert within_sentence(Subject("x", kind, name, {}), words) == (within or name)


@pytest.fixture(scope="module")
def known(real_knowledge: Settings) -> Engine:
    """The real content."""
    return build_engine(real_knowledge)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("language=java degree!=yes", "you know Java and have no degree."),
        ("skill=statistics skill=data-structures", "you know statistics and data structures."),
        ("language=r language!=python", "you know R, but not Python yet."),
        ("skill!=sql", "you don't know SQL yet."),
        ("language=r language=java coding=yes", "you know R and Java, and can code."),
        ("budget=free certificate=yes", "you want it to be free and need a certificate."),
        ("budget=25 hours=5", "you can spend up to $25 a month and have 5 hours a week."),
        ("occupation=engineer level=beginner", "you are an engineer and are a beginner."),
        ("goal=job taste=speed", "you care about speed and want a job in the field."),
        ("done=step-python", "you have “Learn Python” behind you."),
        ("done!=step-project", "you still have “Build a project” ahead of you."),
        ("done!=latest", "you have not finished that yet."),
    ],
)
def test_what_was_told_is_confirmed_in_a_short_sentence(
    known: Engine, said: str, text: str
) -> None:
    statements = [Statement.from_text(each) for each in said.split()]
    with known.connect() as connection:
        assert noted(connection, TEXTS, statements) == f"Noted: {text}"


@pytest.mark.parametrize("said", ["taste=new", "goal!=job", "level!=beginner", "language=nothing"])
def test_what_has_no_words_is_not_confirmed(known: Engine, said: str) -> None:
    with known.connect() as connection:
        assert noted(connection, TEXTS, [Statement.from_text(said)]) == ""


def test_the_roadmap_has_the_project_steps_own_answer(known: Engine) -> None:
    profile = Profile(languages=("python",))
    with known.connect() as connection:
        reply = advise_roadmap(connection, TEXTS, profile, Focus()).reply
        project = find_answer(connection, "step-project", ["learning"])
    assert project is not None
    assert project.text in reply.text
    assert reply.cards[0].rows[0] == ("\N{WHITE HEAVY CHECK MARK} Learn Python", "done")
    assert "1. \N{WHITE HEAVY CHECK MARK} Learn Python: done\n" in reply.text


def test_the_chart_of_the_figures_says_more_than_and_about(known: Engine) -> None:
    with known.connect() as connection:
        (card,) = explain_figures(connection, TEXTS.figures, Focus()).reply.cards
    assert card.title == "Stressed often or very often"
    assert "more than 40%" in card.alternative
    assert "about 33%" in card.alternative


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("how many ppl did they even ask", "My source does not say how many people were asked."),
        ("why are they so stressed", "My source does not say why they are stressed."),
        ("says who", "The figures come from Spacelift"),
        ("who has it calmest", "IT project management and business analytics professionals"),
        ("16.16 of what?", "Data science and machine learning professionals are 16.16"),
        ("can I see the figures", "How many are stressed often or very often"),
    ],
)
def test_above_the_figures_stands_what_is_asked_of_them(
    known: Engine, question: str, first: str
) -> None:
    with known.connect() as connection:
        reply = explain_figures(connection, TEXTS.figures, Focus(), question).reply
    assert reply.text.startswith(first)
    assert "34%" in reply.text  # and all of them below


def test_without_a_lowest_group_the_figures_stand_alone(known: Engine) -> None:
    with known.connect() as connection:
        statistic = tables.statistic
        connection.execute(sa.delete(statistic).where(statistic.c.value.is_(None)))
        text = explain_figures(connection, TEXTS.figures, Focus(), "who has it calmest").reply.text
        connection.rollback()
    assert text.startswith("How many are stressed")


@pytest.mark.parametrize(
    ("lead", "named"),
    [
        ({"asked": "(", "says": "x"}, r"'\(' is no regular expression"),
        ({"asked": "x", "says": "{who}"}, "{who} is not filled"),
    ],
)
def test_a_lead_names_what_is_wrong_with_it(lead: dict[str, str], named: str) -> None:
    with pytest.raises(ValidationError, match=named):
        LeadText(**lead)
