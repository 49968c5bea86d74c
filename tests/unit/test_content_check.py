from pathlib import Path

import pytest

from knowledge.content_check import find_problems
from knowledge.content_model import ContentInvalid, read_content


def problems(content: Path) -> list[str]:
    return find_problems(read_content(content))


def change(content: Path, file: str, old: str, new: str) -> None:
    text = (content / file).read_text()
    assert old in text
    (content / file).write_text(text.replace(old, new, 1))


def test_the_sample_is_sound(content: Path) -> None:
    assert problems(content) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("languages.yml", "[languages]", "[lanuages]", "languages.yml:8: no section 'lanuages'"),
        ("languages.yml", "r/overview", "rust/overview", "languages.yml:8: next: no answer 'rust/"),
        ("languages.yml", "[rstats]", "[Py]", "languages.yml:20: the name 'py' of 'r' belongs"),
        ("languages.yml", "[rstats]", "[R]", "the name 'r' is given twice"),
        (
            "languages.yml",
            "id: r\n",
            "id: python\n",
            "subject 'python' is already at languages.yml:3",
        ),
        ("languages.yml", "libraries: []", "libraries: [numpy]", "no library 'numpy'"),
        ("languages.yml", "aspect: strengths", "aspect: overview", "'overview' is given twice"),
        (
            "languages.yml",
            '["What is R?"]',
            '["what is  Python?"]',
            "is already at languages.yml:8",
        ),
        ("comparisons.yml", "left: data-scientist", "left: nobody", "no subject 'nobody'"),
        ("statistics.yml", "section: languages", "section: nowhere", "no section 'nowhere'"),
        (
            "asked/languages.yml",
            "python/strengths",
            "python/speed",
            "asked/languages.yml:2: no answer 'python/speed'",
        ),
        (
            "asked/languages.yml",
            "why would anybody pick python",
            "What is R?",
            "asked/languages.yml:2: the question 'What is R?' is already at languages.yml",
        ),
        ("phrases.yml", "outcome: smalltalk", "outcome: chatty", "outcome 'chatty' is not one of"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(
    content: Path, file: str, old: str, new: str, expected: str
) -> None:
    change(content, file, old, new)
    found = problems(content)
    assert any(expected in problem for problem in found), found
    assert all(problem.split(":")[1].isdigit() for problem in found)


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "languages.yml",
            "kind: language",
            "kind: car",
            "languages.yml:1: kind 'car' is not one of",
        ),
        ("languages.yml", "subjects:", "things:", "languages.yml:1: a list under 'subjects'"),
        (
            "languages.yml",
            "sections: [languages]",
            "sections: []",
            "languages.yml:3: answers.0.sections",
        ),
        ("asked/languages.yml", "asked:", "ask:", "asked/languages.yml:1: a list under 'asked'"),
        ("asked/languages.yml", "answer:", "ansver:", "asked/languages.yml:2: answer: field"),
        ("languages.yml", "aliases:", "alias:", "languages.yml:3: alias: extra fields"),
        ("languages.yml", "name: Python", "name: Python\n    name: Py", "key given twice: name"),
        ("languages.yml", "kind: language", "kind: [", "languages.yml: not readable"),
        ("languages.yml", "kind: language", "!!python/object:os.system x", "not readable"),
    ],
)
def test_what_has_not_the_shape_is_refused(
    content: Path, file: str, old: str, new: str, expected: str
) -> None:
    change(content, file, old, new)
    with pytest.raises(ContentInvalid) as caught:
        read_content(content)
    assert any(expected in problem for problem in caught.value.problems), caught.value.problems


def test_a_file_that_is_no_mapping(content: Path) -> None:
    (content / "steps.yml").write_text("- a\n- b\n")
    with pytest.raises(ContentInvalid, match=r"steps.yml:1: a mapping"):
        read_content(content)


def test_an_empty_directory(tmp_path: Path) -> None:
    with pytest.raises(ContentInvalid, match="no content files"):
        read_content(tmp_path)
