"""The sample page at ``/`` and the widget's files, read once and kept compressed.

Running needs no build tool: ``make web`` has put the built files into ``bot/static``.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.conditional import has_already, tag_of

STATIC = Path(__file__).parent / "static"
PANEL = re.compile(r"panel\.[0-9a-f]{12}\.js")

# Nothing from anywhere else, nothing inline: the widget must do with that on any site.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_SECONDS_LOADER = 300
_SECONDS_FOR_EVER = 31_536_000
FOR_ALL_SITES = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@dataclass(frozen=True)
class StaticFile:
    """A file as it is sent."""

    content: bytes
    compressed: bytes
    tag: str
    headers: dict[str, str]

    @classmethod
    def read(cls, file: Path, content_type: str, **headers: str) -> StaticFile:
        """Read and compress a file."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return cls.of(file.read_bytes(), content_type, named)

    @classmethod
    def of(cls, content: bytes, content_type: str, headers: Mapping[str, str]) -> StaticFile:
        """Compress what is there already."""
        tag = tag_of(content)
        common = {
            "Content-Type": content_type,
            "ETag": tag,
            "Vary": "Accept-Encoding",
            "X-Content-Type-Options": "nosniff",
        }
        return cls(content, gzip.compress(content, 9, mtime=0), tag, {**common, **headers})

    def answer(self, request: Request) -> HTTPResponse:
        """The file, compressed if that is understood; nothing if it is there already."""
        if has_already(request, self.tag):
            return response.raw(b"", 304, self._headers())
        if "gzip" in request.headers.get("accept-encoding", ""):
            return response.raw(self.compressed, 200, self._headers("gzip"))
        return response.raw(self.content, 200, self._headers())

    def _headers(self, encoding: str = "") -> dict[str, str]:
        return {**self.headers, **({"Content-Encoding": encoding} if encoding else {})}


def site_routes() -> Blueprint:
    """The routes; the files are read now."""
    routes = Blueprint("site")
    for path, file in _files().items():
        routes.add_route(_handler(file), path, methods=["GET", "HEAD"], name=f"file_{_name(path)}")
    return routes


def _files() -> dict[str, StaticFile]:
    script, style = "text/javascript; charset=utf-8", "text/css; charset=utf-8"
    files = {
        "/": StaticFile.read(
            STATIC / "index.html",
            "text/html; charset=utf-8",
            Cache_Control="no-cache",
            Content_Security_Policy=PAGE_POLICY,
            Referrer_Policy="no-referrer",
        ),
        "/site.css": StaticFile.read(STATIC / "site.css", style, Cache_Control="no-cache"),
        "/faq.css": StaticFile.read(STATIC / "faq.css", style, Cache_Control="no-cache"),
        "/faq.js": StaticFile.read(STATIC / "faq.js", script, Cache_Control="no-cache"),
        "/widget.js": _shared(STATIC / "widget.js", script, f"public, max-age={_SECONDS_LOADER}"),
    }
    for file in STATIC.iterdir():
        if PANEL.fullmatch(file.name):
            kept = f"public, max-age={_SECONDS_FOR_EVER}, immutable"
            files[f"/widget/{file.name}"] = _shared(file, script, kept)
    return files


def _shared(file: Path, content_type: str, cache: str) -> StaticFile:
    found = StaticFile.read(file, content_type, Cache_Control=cache)
    found.headers.update(FOR_ALL_SITES)
    return found


def _handler(file: StaticFile) -> Callable[[Request], Coroutine[Any, Any, HTTPResponse]]:
    async def send(request: Request) -> HTTPResponse:
        return file.answer(request)

    return send


def _name(path: str) -> str:
    return re.sub(r"\W", "_", path)
