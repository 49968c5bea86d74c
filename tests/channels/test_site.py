"""The sample page and the widget's files."""

import base64
import gzip
import hashlib
import re
import urllib.request

import pytest

from bot.site import PANEL, STATIC
from knowledge.settings import PROJECT_ROOT
from tests.running_bot import RunningBot
from tests.web_client import WebClient

LOADER_LIMIT = 3 * 1024
PANEL_LIMIT = 40 * 1024
FAQ_LIMIT = 4 * 1024


@pytest.fixture
def panel_name() -> str:
    (found,) = (file.name for file in STATIC.iterdir() if PANEL.fullmatch(file.name))
    return found


def test_the_sizes_are_kept(panel_name: str) -> None:
    assert len(gzip.compress((STATIC / "widget.js").read_bytes(), 9)) <= LOADER_LIMIT
    assert len(gzip.compress((STATIC / panel_name).read_bytes(), 9)) <= PANEL_LIMIT
    assert len(gzip.compress((STATIC / "faq.js").read_bytes(), 9)) <= FAQ_LIMIT


def test_the_loader_names_the_panel_with_its_integrity(panel_name: str) -> None:
    panel = (STATIC / panel_name).read_bytes()
    loader = (STATIC / "widget.js").read_text(encoding="utf-8")
    assert hashlib.sha256(panel).hexdigest()[:12] in panel_name
    assert panel_name in loader
    assert base64.b64encode(hashlib.sha384(panel).digest()).decode() in loader


def test_the_built_files_are_made_from_the_source() -> None:
    source = hashlib.sha256()
    for file in sorted((PROJECT_ROOT / "web" / "src").iterdir()):
        source.update(file.name.encode() + file.read_bytes())
    made_from = (STATIC / "made-from").read_text().strip()
    assert made_from == source.hexdigest(), "run `make web`"


@pytest.mark.parametrize("path", ["/", "/faq", "/faq/python.difficulty", "/faq/nothing.here"])
def test_the_pages_have_a_strict_policy(bot: RunningBot, path: str) -> None:
    answer = WebClient(bot.url).call("GET", path)
    assert answer.status == (404 if "nothing" in path else 200)
    assert answer.headers["content-type"].startswith("text/html")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(rb"\sstyle=|<style|<script>|\son\w+=", answer.body)


def test_files_are_cached_as_long_as_they_may_be(bot: RunningBot, panel_name: str) -> None:
    client = WebClient(bot.url)
    panel = client.call("GET", f"/widget/{panel_name}")
    assert "immutable" in panel.headers["cache-control"]
    assert panel.headers["access-control-allow-origin"] == "*"
    loader = client.call("GET", "/widget.js")
    assert loader.headers["cache-control"] == "public, max-age=300"
    again = client.call("GET", "/widget.js", **{"If-None-Match": loader.headers["etag"]})
    assert again.status == 304
    assert client.call("GET", "/").headers["cache-control"] == "no-cache"


def test_files_are_sent_compressed_to_who_understands_it(bot: RunningBot) -> None:
    request = urllib.request.Request(f"{bot.url}/widget.js", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(answer.read()) == (STATIC / "widget.js").read_bytes()


@pytest.mark.parametrize(
    "path", ["/widget/panel.000000000000.js", "/widget/../server.py", "/index.html", "/static/"]
)
def test_nothing_else_is_served(bot: RunningBot, path: str) -> None:
    assert WebClient(bot.url).call("GET", path).status == 404
