import pytest

from knowledge.names import NameFinder, Names

FINDER = NameFinder(
    Names(
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
            "it in general": "it-professional",
        },
        {
            "rust": "Rust",
            "data analyst": "data analyst",
            "springboard": "Springboard",
            "go": "the Go language",
        },
    )
)


@pytest.mark.parametrize(
    ("message", "subjects"),
    [
        ("is Python good?", ["python"]),
        ("pyhton or scala?", ["python", "scala"]),
        ("R", ["r"]),
        ("what is r used for", ["r"]),
        ("python/R?", ["python", "r"]),
        ("i know python, r", ["python", "r"]),
        ("python, r, scala", ["python", "r", "scala"]),
        ("r, scala or julia", ["r", "scala", "julia"]),
        ("I know R.", ["r"]),
        ("how stressed are people of it in general", ["it-professional"]),
        ("and it in general", ["it-professional"]),
        ("how hard is it in general", []),
        ("no i meant r", ["r"]),
        ("hello, r u a bot", []),
        ("r u a bot", []),
        ("R u there", []),
        ("who uses R these days", ["r"]),
        ("where r the courses", []),
        ("which languages r used", []),
        ("why does r matter", ["r"]),
        ("does it scale", []),
        ("in june or july", []),
        ("tensorflwo and Udacty", ["tensorflow", "udacity-ml"]),
        ("c++ please", ["cpp"]),
        ("DATA SCIENTIST", ["data-scientist"]),
        ("", []),
    ],
)
def test_named_subjects(message: str, subjects: list[str]) -> None:
    assert [named.subject_id for named in FINDER.find(message).subjects] == subjects


def test_places_are_those_of_the_message() -> None:
    (named,) = FINDER.find("so, (Python)!").subjects
    assert "so, (Python)!"[named.start : named.end] == "Python"


@pytest.mark.parametrize(
    ("message", "unknown"),
    [
        ("should i learn rust", ["Rust"]),
        ("how much does Springboard cost", ["Springboard"]),
        ("what does a data analyst do", ["data analyst"]),
        ("I'm a data analyst, which language next?", []),
        ("as a data analyst i know rust. is python hard?", []),
        ("is python hard", []),
        ("is go a good language", ["the Go language"]),
        ("python or go", ["the Go language"]),
        ("how should i go about it", []),
        ("should i go for java", []),
    ],
)
def test_what_is_named_and_not_known(message: str, unknown: list[str]) -> None:
    assert FINDER.find(message).unknown == unknown


@pytest.mark.parametrize(
    ("message", "asked_about"),
    [
        ("is Rust any good", ["Rust"]),
        ("springboard-type courses, worth it?", []),
        ("i make Rust games, what should i learn", []),
        ("forget Rust. is Python fast", []),
        ("data analyst here", []),
        ("what does a data analyst do", ["data analyst"]),
        ("do i need Scala (Rust etc)", []),
        ("is R a thing or only for a data analyst", []),
        ("only for a data analyst?", ["data analyst"]),
        ("or Rust", ["Rust"]),
        ("python stuff like Rust, needed?", []),
        ("a language like Rust, needed?", ["Rust"]),
    ],
)
def test_what_is_only_told_of_is_not_asked_about(message: str, asked_about: list[str]) -> None:
    assert FINDER.find(message).unknown == asked_about
