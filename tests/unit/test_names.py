import pytest

from knowledge.names import NameFinder

FINDER = NameFinder(
    {
        "python": "python",
        "py": "python",
        "r": "r",
        "scala": "scala",
        "julia": "julia",
        "tensorflow": "tensorflow",
        "c++": "cpp",
        "data scientist": "data-scientist",
        "udacity": "udacity-ml",
    }
)


@pytest.mark.parametrize(
    ("message", "subjects"),
    [
        ("is Python good?", ["python"]),
        ("pyhton or scala?", ["python", "scala"]),
        ("R", ["r"]),
        ("what is r used for", ["r"]),
        ("python/R?", ["python", "r"]),
        ("r u a bot", []),
        ("where r the courses", []),
        ("does it scale", []),
        ("in june or july", []),
        ("tensorflwo and Udacty", ["tensorflow", "udacity-ml"]),
        ("c++ please", ["cpp"]),
        ("DATA SCIENTIST", ["data-scientist"]),
        ("", []),
    ],
)
def test_named_subjects(message: str, subjects: list[str]) -> None:
    assert [named.subject_id for named in FINDER.find(message)] == subjects


def test_places_are_those_of_the_message() -> None:
    (named,) = FINDER.find("so, (Python)!")
    assert "so, (Python)!"[named.start : named.end] == "Python"
