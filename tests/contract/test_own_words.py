from pathlib import Path

import pytest

from knowledge.settings import PROJECT_ROOT
from tests.contract.article_runs import hashed, known_hashes, runs

TEXTS = sorted(
    path
    for pattern in (
        "knowledge/content/**/*.yml",
        "data/*.yml",
        "tests/**/*.yml",
        "docs/**/*.md",
        "*.md",
    )
    for path in PROJECT_ROOT.glob(pattern)
)


def test_the_article_was_hashed() -> None:
    assert len(known_hashes()) > 3000
    backwards = "the transforming are that systems intelligent the of architects"
    run = " ".join(reversed(backwards.split()))
    assert hashed(run) in known_hashes()
    assert hashed(backwards) not in known_hashes()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(PROJECT_ROOT)))
def test_no_run_of_nine_words_is_the_articles(path: Path) -> None:
    known = known_hashes()
    copied = [run for run in runs(path.read_text(encoding="utf-8")) if hashed(run) in known]
    assert copied == []
