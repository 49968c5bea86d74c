"""Slips of the keyboard mended, towards the words that the content uses.

A word is touched only if it is none that the encoder's vocabulary or the content knows, and
only when a word of the content is near enough: «machin lerning» becomes «machine learning»,
«Springboard» stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Slips allowed by length: swapped, missing, doubled or wrong letters. Shorter words are too
# near to too many others («ther» to «other»).
SLIPS = ((8, 2), (5, 1))
CANDIDATES = 8
# Questions are listed as people type them, slips included: a word of theirs that so much more
# often is written with another letter is a slip («lerning» 5 times, «learning» 2,000 times).
SLIP_FROM = 20
# «Havent» without its apostrophe is no slip for «haven»: the «not» must not be lost.
DENIALS = frozenset(
    "arent couldnt didnt doesnt dont hadnt hasnt havent isnt shouldnt wasnt werent wont wouldnt"
    " cant aint neednt".split()
)
_WORD = re.compile(r"[^\W\d_]{4,}")


class Spelling:
    """Mends words. Built from the words to mend towards and those to leave alone."""

    def __init__(self, content_words: Mapping[str, int], known_words: Iterable[str]) -> None:
        """``content_words`` with how often the content has them; all in lower case."""
        self._counts = dict(content_words)
        self._targets = sorted(self._counts)
        self._known = DENIALS | frozenset(known_words) | frozenset(self._targets)

    def is_used(self, word: str) -> bool:
        """Whether the content uses the word."""
        return word.lower() in self._counts

    def mended(self, text: str) -> str:
        """The text with mended words; everything else, and its number of words, unchanged."""
        return _WORD.sub(lambda match: self._mend(match.group()), text)

    def _mend(self, word: str) -> str:
        lowered = word.lower()
        if lowered in self._known or (lowered[-1] == "s" and lowered[:-1] in self._known):
            return word
        found = _near(lowered, self._targets)
        if not found:
            return word
        # The nearest; among equals one with the same first letter, then the most used.
        return str(min(found, key=lambda f: (f[1], f[0][0] != lowered[0], -self._counts[f[0]]))[0])


def _near(word: str, targets: Collection[str]) -> list[tuple[str, float]]:
    """The targets within the slips allowed, each with its distance."""
    slips = next((allowed for length, allowed in SLIPS if len(word) >= length), 0)
    if not slips:
        return []
    found = process.extract(
        word, targets, scorer=OSA.distance, score_cutoff=slips, limit=CANDIDATES
    )
    return [(str(target), float(distance)) for target, distance, _ in found]


def spelled_right(
    written: Counter[str], asked: Counter[str], known_words: Collection[str]
) -> Counter[str]:
    """The words of texts and questions, counted, without what is a slip in the questions."""
    together = written + Counter(
        {w: n for w, n in asked.items() if w in written or w in known_words}
    )
    targets = sorted(together)
    for word, count in asked.items():
        if word not in together and all(
            together[near] < SLIP_FROM * count for near, _ in _near(word, targets)
        ):
            together[word] = count
    return together


def words_of(texts: Iterable[str]) -> Counter[str]:
    """All words of four and more letters, in lower case, counted."""
    return Counter(word.lower() for text in texts for word in _WORD.findall(text))
