import pytest

from actions.reference import pointed_at, pointed_pair
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
