"""Tells the scope of a message from its likeness to all training examples.

«Beyond the knowledge» and «outside» are no topics but everything else: a linear classifier, good
at fifty topics, cannot draw their borders. Kernel ridge regression (least-squares support
vectors: Suykens and Vandewalle, 1999) with a Gaussian kernel on the sentence vectors can. On
tests/questions/tune, joined with the intents, it found 83 % of the questions beyond the knowledge
in place of 61 %, and 97 % of those outside in place of 92 %.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression

GAMMA = 1.0  # of exp(-gamma * squared distance); 0.5 to 2 differ by a point
RIDGE = 0.1
# The solution is sought among weights of so many examples (Nyström's approximation: Williams and
# Seeger, 2001): with all of 15,000 the fit would take minutes and 2 GB.
LANDMARKS = 3000
FOLDS = 5
JITTER = 1e-4  # two landmarks may be the same
PREFIX = "scope_"  # of the stored arrays
CALIBRATION_C = 10.0


@dataclass(frozen=True)
class ScopeModel:
    """``names``: the scopes; ``duals`` [l, scopes] weigh the likeness to the ``landmarks`` [l, d];
    ``slopes`` [scopes, scopes] and ``offsets`` [scopes] turn scores into probabilities."""

    names: list[str]
    landmarks: NDArray[np.float32]
    duals: NDArray[np.float32]
    slopes: NDArray[np.float32]
    offsets: NDArray[np.float32]

    @classmethod
    def fit(cls, vectors: NDArray[np.float32], scopes: Sequence[str]) -> ScopeModel:
        """Fit on ``n`` unit vectors [n, d]; calibrate on cross-validated scores.

        Raises:
            ValueError: fewer than three scopes (two are what the intents tell as well).
        """
        names, numbers = np.unique(np.asarray(scopes), return_inverse=True)
        if len(names) < 3:
            raise ValueError(f"{len(names)} scopes in the training data, wanted at least 3")
        targets = np.eye(len(names))[numbers]
        landmarks = np.sort(np.random.default_rng(0).permutation(len(vectors))[:LANDMARKS])
        between = _likeness(vectors @ vectors[landmarks].T)
        # All scopes weigh the same, however many examples they have.
        counts = np.bincount(numbers)
        weight = (len(numbers) / (len(names) * counts[numbers])).astype(np.float32)
        among = RIDGE * between[landmarks].astype(np.float64)
        among[np.diag_indices_from(among)] += JITTER
        fold = np.arange(len(vectors)) % FOLDS
        parts = [(between[fold == each], weight[fold == each, None]) for each in range(FOLDS)]
        normal = [(part.T @ (share * part)).astype(np.float64) for part, share in parts]
        right = [
            part.T @ (share * targets[fold == each]) for each, (part, share) in enumerate(parts)
        ]
        left_out = np.zeros_like(targets)
        for each, (part, _) in enumerate(parts):
            others = solve(among + sum(normal) - normal[each], sum(right) - right[each])
            left_out[fold == each] = part @ others
        duals = solve(among + sum(normal), sum(right))
        calibration = LogisticRegression(
            C=CALIBRATION_C, max_iter=500, class_weight="balanced"
        ).fit(left_out, numbers)
        return cls(
            names=[str(name) for name in names],
            landmarks=vectors[landmarks],
            duals=duals.astype(np.float32),
            slopes=calibration.coef_.astype(np.float32),
            offsets=calibration.intercept_.astype(np.float32),
        )

    def probabilities(self, vector: NDArray[np.float32]) -> dict[str, float]:
        """Of each scope, from the message's vector [d]."""
        scores = _likeness(self.landmarks @ vector) @ self.duals
        shares = softmax(self.slopes @ scores + self.offsets)
        return {name: float(share) for name, share in zip(self.names, shares, strict=True)}

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Everything to store."""
        return {
            f"{PREFIX}names": np.array(self.names, dtype=str),
            f"{PREFIX}landmarks": self.landmarks.astype(np.float16),
            f"{PREFIX}duals": self.duals,
            f"{PREFIX}slopes": self.slopes,
            f"{PREFIX}offsets": self.offsets,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> ScopeModel:
        """The stored model.

        Raises:
            KeyError: an array is missing.
        """
        names, landmarks, duals, slopes, offsets = (
            arrays[PREFIX + part] for part in ("names", "landmarks", "duals", "slopes", "offsets")
        )
        as_read = landmarks.astype(np.float32)
        return cls([str(name) for name in names], as_read, duals, slopes, offsets)


def _likeness(cosines: NDArray[Any]) -> NDArray[Any]:
    """The Gaussian kernel of unit vectors."""
    likeness: NDArray[Any] = np.exp(2 * GAMMA * (cosines - 1))
    return likeness


def weighed(
    ranking: Sequence[tuple[str, float]],
    scopes: Mapping[str, str],
    probabilities: Mapping[str, float],
    trust: float,
) -> list[tuple[str, float]]:
    """The ranking of intents with each scope's share moved towards its probability.

    ``trust`` 0 keeps the ranking, 1 gives each scope exactly its probability; within a scope
    the intents keep their shares.
    """
    shares = dict.fromkeys(probabilities, 0.0)
    for intent, share in ranking:
        shares[scopes[intent]] += share
    factors = {
        scope: (probabilities[scope] / max(share, 1e-9)) ** trust for scope, share in shares.items()
    }
    moved = [(intent, share * factors[scopes[intent]]) for intent, share in ranking]
    total = sum(share for _, share in moved)
    return sorted(((intent, share / total) for intent, share in moved), key=lambda each: -each[1])
