"""What the limit below which nobody answers is chosen by."""

import pytest

from evaluation.choosing import shortfall


@pytest.mark.parametrize(
    ("in_scope", "near", "out", "lacking"),
    [
        (0.95, 0.92, 0.97, 0.0),
        (1.0, 1.0, 1.0, 0.0),  # more than is wanted makes up for nothing
        (0.93, 0.99, 0.99, 0.02),
        (0.94, 0.91, 0.95, 0.04),
    ],
)
def test_only_what_is_lacking_counts(
    in_scope: float, near: float, out: float, lacking: float
) -> None:
    found = {"in_scope": in_scope, "near": near, "out": out, "dialogue": 0.1}
    assert shortfall(found) == pytest.approx(lacking)
