import pytest

from actions.reference import pointed_at, pointed_pair, points_back, sets_side_by_side
from knowledge.focus import Focus

COURSES = ("coursera-ml", "datacamp-ml", "udacity-ml")


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("compare the first and the third", ["coursera-ml", "udacity-ml"]),
        ("is the 2nd better than the last one", ["datacamp-ml", "udacity-ml"]),
        ("the first or the fifth", ["coursera-ml"]),
        ("the first and the second", []),  # sets nothing side by side
        ("compare the first", []),
        ("compare them", []),
    ],
)
def test_two_places_are_a_pair(text: str, pair: list[str]) -> None:
    assert pointed_pair(text, Focus(None, None, COURSES)) == pair


def test_without_a_list_nothing_is_pointed_at() -> None:
    assert pointed_pair("compare the first and the third", Focus()) == []
    assert pointed_at("the first one", Focus()) == []


STEPS = ("step-python", "step-machine-learning", "step-project")


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("and before that?", "step-python"),
        ("what comes after", "step-project"),
        ("the one before", "step-python"),
        ("the next one", "step-project"),
    ],
)
def test_what_stands_beside_what_is_talked_about(text: str, step: str) -> None:
    assert pointed_at(text, Focus("step-machine-learning", None, STEPS)) == [step]


def test_nothing_stands_before_the_first() -> None:
    assert pointed_at("and before that?", Focus("step-python", None, STEPS)) == []


@pytest.mark.parametrize(
    ("text", "compares"),
    [
        ("why python, when java works too", True),
        ("python rather than java", True),
        ("why python", False),
        ("when is java used", False),
    ],
)
def test_two_things_are_set_side_by_side(text: str, compares: bool) -> None:
    assert sets_side_by_side(text) is compares


COURSES = ("coursera-ml", "datacamp-ml", "udacity-ml")


def test_the_other_two_of_three() -> None:
    others = pointed_pair("what about the other two", Focus("udacity-ml", None, COURSES))
    assert others == ["coursera-ml", "datacamp-ml"]


def test_the_other_of_the_two_roles_needs_no_list() -> None:
    assert pointed_at("and the other one", Focus("data-scientist")) == ["ml-engineer"]
    assert pointed_at("and the other one", Focus("python")) == []


@pytest.mark.parametrize(
    ("text", "course"),
    [
        ("the second, what language do I need for that", "datacamp-ml"),
        ("first one is by whom?", "coursera-ml"),
        ("and the last one, who teaches it", "udacity-ml"),
    ],
)
def test_an_entry_is_pointed_at(text: str, course: str) -> None:
    assert pointed_at(text, Focus(None, None, COURSES)) == [course]


def test_the_former_and_the_latter_are_of_two() -> None:
    two = Focus(None, None, ("udacity-ml", "datacamp-ml"))
    assert pointed_at("the latter, whom is it for", two) == ["datacamp-ml"]
    assert pointed_at("the former then", two) == ["udacity-ml"]
    assert pointed_at("the latter", Focus(None, None, COURSES)) == []


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("what is it", True),
        ("why do I need that", True),
        ("explain gradient descent", False),
        ("what kind of community do they mean in that list", False),
        ("and contests, what's the point of those", False),
        ("ok, what's the point of those", True),
    ],
)
def test_what_points_back(text: str, back: bool) -> None:
    assert points_back(text) is back
