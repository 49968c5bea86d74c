"""TF-IDF of words and of letter sequences, and its storage as plain arrays.

Plain arrays load without running anything (a pickle would) and at once (skops, which also
would not run anything, needs 4 s for its own import).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

# Words alone and in pairs; sequences of 2 to 4 letters forgive slips of the keyboard.
KINDS: dict[str, dict[str, Any]] = {
    "words": {"ngram_range": (1, 2), "sublinear_tf": True},
    "letters": {"analyzer": "char_wb", "ngram_range": (2, 4), "sublinear_tf": True},
}
# Of many examples, a term that occurs in a few tells nothing, and is most of the vocabulary: with
# terms of at least 12 of 29,000 examples in place of 3 the fit takes two thirds of the time, and
# holds out as well (0.816 against 0.812).
RARE = 1 / 2500


@dataclass(frozen=True)
class _Part:
    """One vectorizer's vocabulary; its columns begin at ``start``."""

    analyse: Callable[[str], list[str]]
    vocabulary: Mapping[str, int]
    idf: NDArray[np.float64]
    start: int

    def of_one(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        counts = Counter(
            column
            for term in self.analyse(text)
            if (column := self.vocabulary.get(term)) is not None
        )
        columns = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
        occurrences = np.fromiter(counts.values(), dtype=np.float64, count=len(counts))
        values = (1.0 + np.log(occurrences)) * self.idf[columns]
        length = float(np.linalg.norm(values))
        return columns + self.start, (values / length if length else values).astype(np.float32)


class WordFeatures:
    """Fitted vectorizers, one a kind."""

    def __init__(self, vectorizers: Mapping[str, TfidfVectorizer]) -> None:
        self._vectorizers = vectorizers
        self._parts: list[_Part] = []
        start = 0
        for vectorizer in vectorizers.values():
            analyse = vectorizer.build_analyzer()
            self._parts.append(_Part(analyse, vectorizer.vocabulary_, vectorizer.idf_, start))
            start += len(vectorizer.vocabulary_)

    def of_one(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Features of one text as columns and values: what :meth:`transform` gives, without
        its checks and matrices, which cost 1.3 ms of a turn."""
        parts = [part.of_one(text) for part in self._parts]
        return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])

    @classmethod
    def fit(cls, texts: Sequence[str]) -> WordFeatures:
        """Learn the vocabulary and its weights."""
        least = max(1, round(RARE * len(texts)))
        return cls(
            {kind: TfidfVectorizer(min_df=least, **how).fit(texts) for kind, how in KINDS.items()}
        )

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Features of ``n`` texts, sparse [n, size of the vocabularies]."""
        return hstack([each.transform(texts) for each in self._vectorizers.values()]).tocsr()

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Everything to store."""
        arrays: dict[str, NDArray[Any]] = {}
        for kind, vectorizer in self._vectorizers.items():
            arrays[f"{kind}_vocabulary"] = np.array(vectorizer.get_feature_names_out(), dtype=str)
            arrays[f"{kind}_idf"] = vectorizer.idf_
        return arrays

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> WordFeatures:
        """The stored features."""
        vectorizers = {}
        for kind, how in KINDS.items():
            vocabulary = [str(word) for word in arrays[f"{kind}_vocabulary"]]
            vectorizer = TfidfVectorizer(**how, vocabulary=vocabulary)
            vectorizer.idf_ = arrays[f"{kind}_idf"]
            vectorizer.vocabulary_ = {word: column for column, word in enumerate(vocabulary)}
            vectorizers[kind] = vectorizer
        return cls(vectorizers)
