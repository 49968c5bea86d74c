"""The runs of nine words that the article has, as hashes: ours must have none of them.

``python -m tests.contract.article_runs ARTICLE`` writes the file anew. Only hashes are kept,
so the article itself need not be there when the tests run.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

RUN = 9
SIZE = 8  # bytes a hash
FILE = Path(__file__).with_name("article_runs.bin")


def runs(text: str) -> Iterator[str]:
    """All runs of nine words, lower case, without punctuation."""
    words = re.findall(r"[a-z0-9']+", text.lower())
    for start in range(len(words) - RUN + 1):
        yield " ".join(words[start : start + RUN])


def hashed(run: str) -> bytes:
    return hashlib.blake2b(run.encode(), digest_size=SIZE).digest()


def known_hashes() -> set[bytes]:
    """The article's runs."""
    data = FILE.read_bytes()
    return {data[start : start + SIZE] for start in range(0, len(data), SIZE)}


if __name__ == "__main__":
    article = Path(sys.argv[1]).read_text(encoding="utf-8")
    FILE.write_bytes(b"".join(sorted({hashed(run) for run in runs(article)})))
