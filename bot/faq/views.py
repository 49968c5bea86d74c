"""The pages of the frequently asked questions as HTML, from ``bot/templates``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from bot.faq.search import QUERY_LIMIT
from knowledge.faq import ENTRY_KINDS, Edition, Entry

TEMPLATES = Path(__file__).parents[1] / "templates"


@dataclass(frozen=True)
class Group:
    """The entries of a kind by subject."""

    kind: str
    subjects: list[tuple[str, list[Entry]]]


class Views:
    """Renders pages. Everything is escaped unless the Markdown renderer made it; that one
    passes no HTML on and makes no links to ``javascript:`` and the like."""

    def __init__(self) -> None:
        markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
        )
        self._environment.filters["markdown"] = lambda text: Markup(markdown.render(text))  # noqa: S704
        self._environment.filters["groupby_kind"] = _groups
        self._environment.globals["query_limit"] = QUERY_LIMIT
        self._environment.globals["faq_page"] = self._faq_page
        self._body = self._environment.get_template("pieces.html").module.body  # type: ignore[attr-defined]

    def catalogue(self, edition: Edition, kind: str | None) -> str:
        """All entries, or those of a kind."""
        return self._list(edition.select(kind), edition, kind=kind, query="")

    def results(self, edition: Edition, query: str, entries: Sequence[Entry]) -> str:
        """What was found for a query."""
        return self._list(entries, edition, kind=None, query=query)

    def entry(self, entry: Entry, thanks: bool) -> str:
        """One entry; ``thanks`` for a thumb."""
        return self._render("entry.html", entry=entry, thanks=thanks)

    def problem(self, heading: str, message: str) -> str:
        """What went wrong."""
        return self._render("problem.html", heading=heading, message=message)

    def _list(self, entries: Sequence[Entry], edition: Edition, **more: Any) -> str:
        kinds = {entry.kind for entry in edition.entries}
        present = [kind for kind in ENTRY_KINDS if kind in kinds]
        return self._render("faq.html", entries=entries, kinds_present=present, **more)

    def _render(self, template: str, **values: Any) -> str:
        return self._environment.get_template(template).render(values)

    def _faq_page(self, entries: Iterable[Entry]) -> dict[str, Any]:
        """The entries as schema.org's FAQPage, with the very HTML that the page shows."""
        return {
            "@context": "https://schema.org",
            "@type": "FAQPage",
            "mainEntity": [
                {
                    "@type": "Question",
                    "name": entry.question,
                    "acceptedAnswer": {"@type": "Answer", "text": str(self._body(entry))},
                }
                for entry in entries
            ],
        }


def _groups(entries: Iterable[Entry]) -> list[Group]:
    return [
        Group(kind, [(s, list(each)) for s, each in groupby(of_kind, lambda e: e.subject)])
        for kind, of_kind in groupby(entries, lambda entry: entry.kind)
    ]
