"""A coarse look first finds what an exact look at everything would have found."""

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.nearest_rows import NearestRows


def like_sentences(count: int, seed: int) -> NDArray[np.float32]:
    """Unit vectors [count, 384] that vary much in some directions and little in most."""
    random = np.random.default_rng(seed)
    found = random.standard_normal((count, 384)) / np.sqrt(1 + np.arange(384))
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


MATRIX = like_sentences(6000, 1)


def test_the_nearest_rows_are_found_with_exact_cosines() -> None:
    search = NearestRows(MATRIX)
    for vector in like_sentences(50, 2):
        rows, cosines = search.near(vector)
        exact = MATRIX @ vector
        assert cosines == pytest.approx(exact[rows], abs=1e-6)
        assert set(np.argsort(exact)[-5:]) <= set(rows)
        assert len(rows) < len(MATRIX) / 10


def test_each_group_is_searched_for_itself() -> None:
    search = NearestRows(MATRIX, starts=(0, 100, 5000), looked_at=50)
    vector = like_sentences(1, 3)[0]
    rows, _ = search.near(vector)
    exact = MATRIX @ vector
    for start, end in ((0, 100), (100, 5000), (5000, 6000)):
        assert start + int(exact[start:end].argmax()) in rows
    assert list(rows) == sorted(rows)


@pytest.mark.parametrize("count", [0, 1, 7])
def test_few_rows_are_all_looked_at(count: int) -> None:
    rows, cosines = NearestRows(MATRIX[:count]).near(MATRIX[0])
    assert list(rows) == list(range(count))
    assert cosines == pytest.approx(MATRIX[:count] @ MATRIX[0])
