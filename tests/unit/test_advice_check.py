"""Broken advice content is named with file and line, and nothing is built or started with it."""

import shutil
from pathlib import Path

import pytest

from knowledge.advice.check import SLOTS, find_advice_problems
from knowledge.content_model import read_content
from knowledge.settings import PROJECT_ROOT, load_settings
from tests.running_bot import advisor, free_port

REAL = load_settings().content_directory


@pytest.fixture
def real_content(tmp_path: Path) -> Path:
    directory = tmp_path / "real"
    shutil.copytree(REAL, directory)
    return directory


def problems(content: Path) -> list[str]:
    return find_advice_problems(content, read_content(content))


def change(content: Path, file: str, old: str, new: str) -> None:
    path = content / "advice" / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def line_of(path: Path, text: str) -> int:
    """The number of the first line, from 1, that holds the text."""
    return 1 + [text in line for line in path.read_text().splitlines()].index(True)


def test_the_sample_and_the_real_content_are_sound(content: Path) -> None:
    assert problems(content) == []
    assert problems(REAL) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("language.yml", "at: r/strengths", "at: r/speed", "language.yml:3: at: no answer 'r/spe"),
        ("language.yml", "language: r,", "language: rust,", "yml:3: no language 'rust'"),
        ("language.yml", "language: r,", "language: ml-engineer,", "no language 'ml-engineer'"),
        ("language.yml", '"taste:statistics"', '"taste:sweet"', "yml:3: wanted 'taste:sweet'"),
        ("language.yml", "points: 3", "points: 9", "language.yml:3: points: ensure this value"),
        ("language.yml", "because:", "why:", "language.yml:2: because: field required"),
        ("language.yml", "reasons:", "causes:", "language.yml:1: a list under 'reasons'"),
        ("language.yml", "reasons:", "more: []\nreasons:", "language.yml:1: no 'more' is known"),
        (
            "language.yml",
            'r, wanted: "taste:statistics"',
            "python, wanted: always",
            "language.yml:3: 'always' for 'python' is already at advice/language.yml:2",
        ),
        ("language.yml", "reasons:", "reasons: [", "language.yml:1: not readable"),
        ("language.yml", "points: 1", "points: !!python/name:os.system x", "language.yml:2: "),
        (
            "skill_gap.yml",
            "[python, r]",
            "[python, juggling]",
            "gap.yml:2: no skill or language 'jug",
        ),
        ("skill_gap.yml", "[python, r]", "[python, ml-engineer]", "no skill or language 'ml-eng"),
        ("skill_gap.yml", "[python, r]", "[python, python]", "'python' is already at advice/skill"),
        ("skill_gap.yml", "[python, r]", "[]", "skill_gap.yml:2: the group 'Programming' is empty"),
        (
            "role_fit.yml",
            "aspect: output",
            "aspect: shoes",
            "fit.yml:2: the roles are not compared",
        ),
        ("role_fit.yml", "label: Software", "label: Reports", "both sides are called 'Reports'"),
        ("interviews.yml", "slot: course_budget", "slot: course_colour", "no slot 'course_colour'"),
        ("interviews.yml", "slot: course_budget", "slot: course_colour", "for 'course_budget'"),
        (
            "interviews.yml",
            "slot: language_goal",
            "slot: language_taste",
            "the slot 'language_taste' is asked for twice",
        ),
        (
            "interviews.yml",
            "[I need a certificate, No certificate needed]",
            "[]",
            "'course_certificate' offers no options",
        ),
        ("charts.yml", "title: Your skills", "titel: Your skills", "advice/charts.yml:1: "),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(
    content: Path, file: str, old: str, new: str, expected: str
) -> None:
    change(content, file, old, new)
    found = problems(content)
    assert any(expected in problem for problem in found), found
    assert all(problem.startswith(f"advice/{file}:") for problem in found), found
    assert all(problem.split(":")[1].isdigit() for problem in found), found


def test_a_question_asked_twice(content: Path) -> None:
    file = content / "advice" / "role_fit.yml"
    file.write_text(file.read_text() + file.read_text().removeprefix("questions:\n"))
    assert problems(content) == [
        "advice/role_fit.yml:6: 'output' is already asked at advice/role_fit.yml:2"
    ]


@pytest.mark.parametrize("file", sorted(path.name for path in (REAL / "advice").glob("*.yml")))
def test_a_missing_file_is_named(content: Path, file: str) -> None:
    (content / "advice" / file).unlink()
    found = problems(content)
    assert found
    assert all(problem.startswith(f"advice/{file}:") for problem in found), found


@pytest.mark.parametrize("text", ["", "- a\n", "reasons: 7\n", "\xff"])
def test_a_file_that_is_none_of_ours(content: Path, text: str) -> None:
    (content / "advice" / "language.yml").write_bytes(text.encode("latin-1"))
    (problem,) = problems(content)
    assert problem.startswith("advice/language.yml:1: ")


def test_the_slots_are_those_of_the_domain() -> None:
    domain = (PROJECT_ROOT / "bot" / "domain.yml").read_text()
    for interview, slots in SLOTS.items():
        assert f"required_slots: [{', '.join(slots)}]" in domain, interview


def test_checking_building_and_starting_stop_with_file_and_reason(
    tmp_path: Path, real_content: Path
) -> None:
    change(real_content, "language.yml", "at: r/suited-to", "at: r/colour")
    line = line_of(real_content / "advice" / "language.yml", "r/colour")
    (real_content / "advice" / "interviews.yml").unlink()
    ports = {"port": free_port(), "actions_port": free_port()}
    settings = load_settings({"state_directory": tmp_path / "state", **ports})
    for arguments in (("knowledge", "check"), ("knowledge", "build"), ("run",)):
        done = advisor(settings, *arguments, ADVISOR_CONTENT_DIRECTORY=str(real_content))
        said = done.stdout + done.stderr
        assert done.returncode == 2, said
        assert f"advice/language.yml:{line}: at: no answer 'r/colour'" in said
        assert "advice/interviews.yml:1: the file is missing" in said
        assert "Traceback" not in said
