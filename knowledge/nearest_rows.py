"""The rows of a large matrix that are nearest to a vector: a coarse look at all of them, an exact
one at those that may be it.

A product with all rows has to read them, and that is what takes the time: the 29,000 training
examples are 45 MB. Their first principal components hold most of what tells sentences apart, in a
quarter of the size.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# Of the 20 nearest of 14,600 listed questions to those of tests/questions/tune 99.7 % are among the
# 500 coarsely nearest, and the very nearest always; with 64 components it is 98.8 %.
COMPONENTS = 96
LOOKED_AT = 500
SAMPLE = 20_000  # rows that the components are found from


class NearestRows:
    """Compares a vector with the rows of ``matrix`` [n, d], which is kept, not copied.

    Args:
        matrix: unit vectors, float32.
        starts: where groups of rows begin, the first one at 0; each is searched for itself.
        looked_at: how many rows of a group have an exact look.
        components: how many the coarse look is at.
    """

    def __init__(
        self,
        matrix: NDArray[np.float32],
        starts: Sequence[int] = (0,),
        looked_at: int = LOOKED_AT,
        components: int = COMPONENTS,
    ) -> None:
        self.matrix = matrix
        self._ends = [*starts[1:], len(matrix)]
        self._starts = list(starts)
        self._looked_at = looked_at
        self._components = _principal(matrix, components) if len(matrix) else matrix.T
        self._coarse = matrix @ self._components

    def near(self, vector: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Rows that are near to a unit vector [d], in ascending order, and their exact cosines."""
        coarse = self._coarse @ (vector @ self._components)
        rows = np.concatenate(
            [
                start + _largest(coarse[start:end], self._looked_at)
                for start, end in zip(self._starts, self._ends, strict=True)
            ]
        )
        rows.sort()
        return rows, self.cosines(rows, vector)

    def cosines(self, rows: NDArray[np.int64], vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Of these rows with a vector [d]."""
        found: NDArray[np.float32] = self.matrix[rows] @ vector
        return found


def _principal(matrix: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """The first principal components of the rows (about the origin, as cosines are), [d, c]."""
    sample = matrix[:: -(-len(matrix) // SAMPLE)]
    _, vectors = np.linalg.eigh(sample.T @ sample)  # the least first
    return np.ascontiguousarray(vectors[:, ::-1][:, :count], dtype=np.float32)


def _largest(values: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Where the largest values stand, in no order. A partition: a sort of 100,000 takes 8 ms."""
    if len(values) <= count:
        return np.arange(len(values))
    found: NDArray[np.int64] = np.argpartition(values, len(values) - count)[-count:]
    return found
