"""The classifier behind the intents: no Rasa here, so that bench and tests use the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.model_selection import StratifiedKFold

from bot.components.softmax_regression import Features, SoftmaxRegression, fit_softmax
from bot.components.word_features import WordFeatures
from knowledge.nearest_rows import NearestRows

FOLDS = 3
HELD_OUT = 5000  # so many examples are enough for a temperature and a quantile
FROM_A_FOLD = 20  # iterations that lead from a fold's weights to those of all examples
# Only the nearest example of each group counts: it is found for 98 %, and else the next one.
COMPONENTS, LOOKED_AT = 64, 200


@dataclass(frozen=True)
class Guess:
    """Intents with probabilities, best first; ``score`` is high where the text is like the
    training examples: the largest logit plus the weighted cosine of the nearest example.
    ``nearest``: the intent and the cosine of the nearest example of each group."""

    ranking: list[tuple[str, float]]
    score: float
    nearest: list[tuple[str, float]]


@dataclass
class VectorAndWordsModel:
    """Multinomial logistic regression on [vector, weighted TF-IDF].

    ``examples`` [n, d] stand by intent; those of intent ``i`` begin at ``starts[i]``, and
    ``starts`` ends with ``n``. ``groups`` [intents] number from 0 what the intents belong to, in
    ascending order.
    """

    words: WordFeatures
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    examples: NDArray[np.float32]
    starts: NDArray[np.int64]
    intents: list[str]
    groups: NDArray[np.int64]
    words_weight: float
    near_weight: float
    temperature: float
    threshold: float

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        vectors: NDArray[np.float32],
        intents: Sequence[str],
        c: float,
        words_weight: float,
        near_weight: float,
        rejected_quantile: float,
        group_of: Callable[[str], str] = lambda intent: "",
    ) -> VectorAndWordsModel:
        """Fit on ``n`` texts with vectors [n, d]; calibrate on cross-validated logits.

        Args:
            group_of: what an intent belongs to, all to the same if not given; the nearest example
                of each group is told.
        """
        words = WordFeatures.fit(texts)
        features = Features(vectors, words_weight * words.transform(texts).astype(np.float32))
        names = sorted(set(intents), key=lambda name: (group_of(name), name))
        number_of = {name: number for number, name in enumerate(names)}
        numbers = np.array([number_of[intent] for intent in intents])
        held_out = _cross_validated(features, numbers, len(names), c)
        regression = fit_softmax(
            features, numbers, len(names), c, FROM_A_FOLD, start=held_out.fitted
        )
        return cls(
            words=words,
            weights=regression.weights.T,
            bias=regression.bias,
            examples=np.asarray(vectors[np.argsort(numbers, kind="stable")], dtype=np.float32),
            starts=np.r_[0, np.cumsum(np.bincount(numbers))],
            intents=names,
            groups=np.unique([group_of(name) for name in names], return_inverse=True)[1],
            words_weight=words_weight,
            near_weight=near_weight,
            temperature=_temperature(held_out.logits, numbers[held_out.rows]),
            threshold=float(np.quantile(held_out.scores(near_weight), rejected_quantile)),
        )

    @cached_property
    def _word_weights(self) -> NDArray[np.float32]:
        """The weights of the words, a row each: rows are read at once, columns are not."""
        return np.ascontiguousarray(self.weights[:, self.examples.shape[1] :].T)

    def classify(self, text: str, vector: NDArray[np.float32]) -> Guess:
        """Classify one text with its vector of shape [d]."""
        columns, values = self.words.of_one(text)
        size = len(vector)
        logits = self.weights[:, :size] @ vector + self.bias
        logits = logits + self.words_weight * (values @ self._word_weights[columns])
        confidences = softmax(logits / self.temperature)
        ranking = [(self.intents[i], float(confidences[i])) for i in np.argsort(-confidences)]
        nearest = self._nearest(vector)
        best = max(cosine for _, cosine in nearest)
        return Guess(ranking, float(logits.max()) + self.near_weight * best, nearest)

    @cached_property
    def _rows(self) -> NearestRows:
        first = np.searchsorted(self.groups, np.arange(self.groups[-1] + 1))
        return NearestRows(self.examples, self.starts[first].tolist(), LOOKED_AT, COMPONENTS)

    def _nearest(self, vector: NDArray[np.float32]) -> list[tuple[str, float]]:
        rows, cosines = self._rows.near(vector)
        intents = np.searchsorted(self.starts, rows, side="right") - 1
        starts = np.searchsorted(self.groups[intents], np.arange(self.groups[-1] + 1))
        ends = [*starts[1:], len(rows)]
        found = [
            start + int(cosines[start:end].argmax())
            for start, end in zip(starts, ends, strict=True)
        ]
        return [(self.intents[intents[each]], float(cosines[each])) for each in found]

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Everything to store."""
        return {
            **self.words.to_arrays(),
            "weights": self.weights,
            "bias": self.bias,
            "examples": self.examples.astype(np.float16),
            "starts": self.starts,
            "intents": np.array(self.intents, dtype=str),
            "groups": self.groups,
            "numbers": np.array(
                [self.words_weight, self.near_weight, self.temperature, self.threshold]
            ),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> VectorAndWordsModel:
        """The stored model.

        Raises:
            KeyError: an array is missing.
        """
        words_weight, near_weight, temperature, threshold = map(float, arrays["numbers"])
        return cls(
            words=WordFeatures.from_arrays(arrays),
            weights=arrays["weights"],
            bias=arrays["bias"],
            examples=arrays["examples"].astype(np.float32),
            starts=arrays["starts"],
            intents=[str(name) for name in arrays["intents"]],
            groups=arrays["groups"],
            words_weight=words_weight,
            near_weight=near_weight,
            temperature=temperature,
            threshold=threshold,
        )


@dataclass(frozen=True)
class _HeldOut:
    """``logits`` [m, classes] and ``nearest`` [m], the cosine of the nearest example, of the
    examples ``rows`` [m], each as seen by a model without it; ``fitted`` is the last of these."""

    rows: NDArray[np.int_]
    logits: NDArray[np.float32]
    nearest: NDArray[np.float32]
    fitted: SoftmaxRegression

    def scores(self, near_weight: float) -> NDArray[np.float32]:
        """As in :class:`Guess`, [m]."""
        found: NDArray[np.float32] = self.logits.max(axis=1) + near_weight * self.nearest
        return found


def _cross_validated(
    features: Features, numbers: NDArray[np.int_], count: int, c: float
) -> _HeldOut:
    """Fold after fold is held out until there are enough examples: all, if they are few."""
    rows, logits, nearest = [], [], []
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=42)
    for train, held_out in folds.split(numbers, numbers):
        fitted = fit_softmax(features[train], numbers[train], count, c)
        rows.append(held_out)
        logits.append(fitted.logits(features[held_out]))
        nearest.append((features.dense[held_out] @ features.dense[train].T).max(axis=1))
        if sum(map(len, rows)) >= HELD_OUT:
            break
    return _HeldOut(np.concatenate(rows), np.concatenate(logits), np.concatenate(nearest), fitted)


def _temperature(logits: NDArray[np.float32], numbers: NDArray[np.int_]) -> float:
    """The temperature with the least cross-validated log loss (Guo et al., 2017)."""

    def loss(temperature: float) -> float:
        scores = log_softmax(logits / temperature, axis=1)
        return -float(scores[np.arange(len(numbers)), numbers].mean())

    return float(minimize_scalar(loss, bounds=(0.05, 5.0), method="bounded").x)
