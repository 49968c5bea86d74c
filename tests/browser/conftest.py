"""Debian's Chromium, closed before the tests that need an event loop of their own, and pages
that are watched: what breaks the page's policy, what goes to
another host and what fails in a script makes the test fail."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from knowledge.settings import PROJECT_ROOT, Settings
from tests.running_bot import RunningBot

AXE = Path(__file__).parent / "axe.min.js"
SCREENSHOTS = PROJECT_ROOT / "var" / "screenshots"
NAMES = ("chromium", "chromium-browser", "google-chrome")

WATCH = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
        window.violations.push(`${event.violatedDirective}: ${event.blockedURI}`));
"""


# Another site's page with the one line, under a policy that lets the adviser in and nothing else.
LINE = """<!doctype html><html lang="en"><head><title>A school</title>
<script src="{adviser}/widget.js" data-greeting="Hello" defer></script></head>
<body><main><h1>A school</h1></main></body></html>"""
POLICY = (
    "default-src 'none'; style-src 'self'; "
    "script-src {adviser}; connect-src {adviser}; img-src {adviser}"
)


class School:
    """A site of its own, on another port and so another origin."""

    def __init__(self) -> None:
        self.adviser = ""
        school = self

        class Page(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                is_page = self.path == "/"
                self.send_response(200 if is_page else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Security-Policy", POLICY.format(adviser=school.adviser))
                self.end_headers()
                if is_page:
                    self.wfile.write(LINE.format(adviser=school.adviser).encode())

            def log_message(self, *_arguments: object) -> None:
                """Not into the tests' output."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Page)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture(scope="package")
def school() -> Iterator[School]:
    made = School()
    Thread(target=made.server.serve_forever, daemon=True).start()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture(scope="package")
def site(
    state: Settings, tmp_path_factory: pytest.TempPathFactory, school: School
) -> Iterator[RunningBot]:
    more = {
        "ADVISOR_ALLOWED_ORIGINS": school.url,
        "ADVISOR_SESSION_REQUESTS_PER_MINUTE": "600",
        "ADVISOR_ADDRESS_REQUESTS_PER_MINUTE": "6000",
    }
    with RunningBot(state, tmp_path_factory.mktemp("browser") / "log", **more) as running:
        school.adviser = running.url
        yield running


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        missing = "no Chromium: install it with bin/browser"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Visit:
    """One tab of one visitor, and the widget in it."""

    page: Page
    home: str
    failures: list[str] = field(default_factory=list)

    def open(self) -> Visit:
        self.page.goto(self.home)
        self.launcher.click()
        self.input.wait_for()
        return self

    @property
    def launcher(self) -> Locator:
        return self.page.locator("career-adviser .launcher")

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def input(self) -> Locator:
        return self.panel.locator("textarea")

    @property
    def answers(self) -> Locator:
        return self.panel.locator(".answer")

    def button(self, name: str) -> Locator:
        return self.panel.get_by_role("button", name=name, exact=True)

    def say(self, text: str) -> None:
        """Say something and wait for its answer."""
        before = self.answers.count()
        self.input.fill(text)
        self.input.press("Enter")
        self.answers.nth(before).wait_for()

    def kept(self) -> dict[str, str]:
        """What is in the browser's storage."""
        return dict(self.page.evaluate("() => ({...localStorage, ...sessionStorage})"))

    def focused(self) -> str:
        """Name or text of what has the focus, through all shadow roots."""
        return str(
            self.page.evaluate(
                """() => {
                    let at = document.activeElement;
                    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
                    return at?.getAttribute("aria-label") || at?.textContent || "";
                }"""
            )
        )

    def picture(self, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.wait_for_timeout(250)  # the panel has risen
        self.page.screenshot(path=str(SCREENSHOTS / f"{name}.png"))

    def accessibility(self) -> list[str]:
        """What axe has to say against the page as it is."""
        self.page.wait_for_timeout(250)
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: list[dict[str, Any]] = self.page.evaluate("async () => (await axe.run()).violations")
        return [
            f"{each['id']}: {node['target']} {node['failureSummary']}"
            for each in found
            for node in each["nodes"]
        ]


class Visits:
    """Makes visitors and watches them."""

    def __init__(self, browser: Browser, site: RunningBot) -> None:
        self._browser = browser
        self._site = site
        self._made: list[Visit] = []
        self._contexts: list[BrowserContext] = []

    def __call__(self, width: int = 1280, home: str = "", **options: Any) -> Visit:
        """A new visitor; of our own page unless ``home`` is another site."""
        size = {"width": width, "height": 800}
        context = self._browser.new_context(viewport=size, **options)
        context.set_default_timeout(6_000)
        context.add_init_script(WATCH)
        self._contexts.append(context)
        return self.tab_beside(context, home)

    def tab_beside(self, context: BrowserContext, home: str = "") -> Visit:
        visit = Visit(context.new_page(), f"{home or self._site.url}/")
        hosts = {urlsplit(url).netloc for url in (self._site.url, visit.home)}
        visit.page.on("pageerror", lambda error: visit.failures.append(f"script: {error}"))
        visit.page.on(
            "request",
            lambda request: (
                None
                if urlsplit(request.url).netloc in hosts or request.url.startswith("blob:")
                else visit.failures.append(f"request: {request.url}")
            ),
        )
        self._made.append(visit)
        return visit

    def close(self) -> list[str]:
        wrong = [failure for visit in self._made for failure in visit.failures]
        for visit in self._made:
            wrong += visit.page.evaluate("() => window.violations ?? []")
        for context in self._contexts:
            context.close()
        return wrong


@pytest.fixture
def visits(chromium: Browser, site: RunningBot) -> Iterator[Visits]:
    made = Visits(chromium, site)
    yield made
    assert made.close() == []
