"""The FAQ's pages with content that would like to be markup."""

import json
import re

import pytest

from bot.faq.views import Views
from knowledge.faq import Edition, Entry, Related
from knowledge.reply import Card, SourceReference

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "[click](JaVaScRiPt:alert(1))",
    "[click](data:text/html,<script>alert(1)</script>)",
    "[click](vbscript:x)",
    "![x](https://example.org/x.png)",
    '"><svg onload=alert(1)>',
    "{{ 7 * 7 }}",
]


def entry_of(text: str) -> Entry:
    return Entry(
        slug="a.b",
        topic="a/b",
        kind="role",
        subject_id="a",
        subject=text,
        question=text,
        answer=text,
        more=text,
        sources=(SourceReference(text, text),),
        cards=(Card("table", text, ((text, text),), (text, text)),),
        related=(Related("a.c", text),),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_content_stays_text(text: str) -> None:
    entry, views = entry_of(text), Views()
    edition = Edition("x", (entry,), {entry.slug: entry})
    for page in (
        views.entry(entry, thanks=True),
        views.catalogue(edition, None),
        views.results(edition, text, [entry]),
        views.results(edition, text, []),
        views.problem(text, text),
    ):
        shown = re.sub(r'<script type="application/ld\+json">.*?</script>', "", page, flags=re.S)
        assert not re.search(r"<(img|svg|iframe)\b", page)
        assert set(re.findall(r"<script[^>]*>", shown)) <= {
            '<script src="/widget.js" defer>',
            '<script src="/faq.js" defer>',
        }
        assert all(re.match(r"/|https:", link) for link in re.findall(r'href="([^"]*)"', page))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_programs_read_cannot_end_its_element(text: str) -> None:
    page = Views().entry(entry_of(text), thanks=False)
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, flags=re.S)
    (question,) = json.loads(data)["mainEntity"]
    assert question["name"] == text
    assert "<script" not in question["acceptedAnswer"]["text"]
