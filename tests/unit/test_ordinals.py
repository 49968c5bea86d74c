import pytest

from knowledge.ordinals import LAST, parse_position


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("the second one", 2),
        ("tell me about number three", 3),
        ("3", 3),
        ("the 4th", 4),
        ("option 2 please", 2),
        ("the last one", LAST),
        ("the former", 1),
        ("999", 999),
        ("none of them", None),
        ("", None),
    ],
)
def test_position(text: str, position: int | None) -> None:
    assert parse_position(text) == position
