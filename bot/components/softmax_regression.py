"""Multinomial logistic regression on dense and sparse features together.

scikit-learn fits the same model, but only on one matrix: with the sentence vectors written into a
sparse one, 15,000 examples took it 210 s. Kept apart, the vectors go through BLAS and the fit is
done in a tenth of that.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import log_softmax

# On 24,000 examples of 70 intents 60 iterations and more hold out better (0.874 against 0.864), and
# answer no more questions that people ask rightly: stopping early is a penalty, too.
ITERATIONS = 40
CORES = os.cpu_count() or 1
MEMORY = 6  # steps that L-BFGS remembers


@dataclass(frozen=True)
class Features:
    """``dense`` [n, d] and ``sparse`` [n, v], row by row the same examples."""

    dense: NDArray[np.float32]
    sparse: csr_matrix

    def __getitem__(self, rows: NDArray[np.int_]) -> Features:
        return Features(self.dense[rows], self.sparse[rows])


@dataclass(frozen=True)
class SoftmaxRegression:
    """``weights`` [d + v, classes], ``bias`` [classes]."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def logits(self, features: Features) -> NDArray[np.float32]:
        """Of each example for each class, [n, classes]."""
        size = features.dense.shape[1]
        of_words = features.sparse @ self.weights[size:]
        found: NDArray[np.float32] = features.dense @ self.weights[:size] + of_words + self.bias
        return found


class _Parallel:
    """Multiplies a sparse matrix part by part on all cores: SciPy takes one, and it is most of a
    fit."""

    def __init__(self, pool: ThreadPoolExecutor, matrix: csr_matrix) -> None:
        self._pool = pool
        size = -(-matrix.shape[0] // CORES) or 1
        self._parts = [matrix[start : start + size] for start in range(0, matrix.shape[0], size)]

    def __matmul__(self, dense: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.concatenate(list(self._pool.map(lambda part: part @ dense, self._parts)))


def fit_softmax(
    features: Features,
    numbers: NDArray[np.int_],
    classes: int,
    c: float,
    iterations: int = ITERATIONS,
    start: SoftmaxRegression | None = None,
) -> SoftmaxRegression:
    """Fit with all classes weighing the same, however many examples they have.

    Minimises ``c`` times the log loss plus half the squared weights (the bias is free) by
    L-BFGS; this is ``LogisticRegression(C=c, class_weight="balanced")``.

    Args:
        numbers: the class of each example, 0 to ``classes`` - 1.
        start: where to begin, instead of at zero; a fit to most of the same examples saves half
            of the iterations.
    """
    count, size = features.dense.shape
    width = size + features.sparse.shape[1]
    share = count / (classes * np.maximum(np.bincount(numbers, minlength=classes), 1))
    importance = (c * share[numbers]).astype(np.float32)
    rows = np.arange(count)
    pool = ThreadPoolExecutor(CORES)
    words = _Parallel(pool, features.sparse)
    transposed = _Parallel(pool, features.sparse.T.tocsr())

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        table = flat.reshape(width + 1, classes)
        weights = table.astype(np.float32)
        logits = features.dense @ weights[:size] + words @ weights[size:-1] + weights[-1]
        scores = log_softmax(logits, axis=1)
        value = -float(importance @ scores[rows, numbers]) + 0.5 * float((table[:-1] ** 2).sum())
        error = np.exp(scores)
        error[rows, numbers] -= 1
        error *= importance[:, None]
        slope = np.empty_like(table)
        slope[:size] = features.dense.T @ error
        slope[size:-1] = transposed @ error
        slope[:-1] += table[:-1]
        slope[-1] = error.sum(axis=0)
        return value, slope.ravel()

    begin = (
        np.vstack([start.weights, start.bias]).ravel() if start else np.zeros((width + 1) * classes)
    )
    with pool:
        found = minimize(
            loss,
            begin,
            jac=True,
            method="L-BFGS-B",
            options={"maxiter": iterations, "maxcor": MEMORY},
        )
    table = found.x.reshape(width + 1, classes).astype(np.float32)
    return SoftmaxRegression(table[:-1], table[-1])
