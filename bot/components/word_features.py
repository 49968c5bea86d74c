"""TF-IDF of words and of letter sequences, and its storage as plain arrays.

Plain arrays load without running anything (a pickle would) and at once (skops, which also
would not run anything, needs 4 s for its own import).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


class WordFeatures:
    """Fitted vectorizers, one a kind."""

    def __init__(self, vectorizers: Mapping[str, TfidfVectorizer]) -> None:
        self._vectorizers = vectorizers

    @classmethod
    def fit(cls, texts: Sequence[str]) -> WordFeatures:
        """Learn the vocabulary and its weights."""
        return cls({kind: TfidfVectorizer(**how).fit(texts) for kind, how in KINDS.items()})

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
            vectorizers[kind] = TfidfVectorizer(**how, vocabulary=vocabulary)
            vectorizers[kind].idf_ = arrays[f"{kind}_idf"]
        return cls(vectorizers)
