"""How fast the widget is in this machine's Chromium: from the click to the panel, ready to type
in, and what it adds to a turn beyond the server's answer.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

from bench.prepared import ADVISOR, prepare
from bench.processes import Tree, free_port
from bench.questions import knowledge_questions
from knowledge.settings import PROJECT_ROOT, Settings

WANTED_READY = 100.0  # ms, the median of first clicks, each in a browser profile of its own
WANTED_ADDED = 5.0  # ms, the median of turns
START_SECONDS = 120
NAMES = ("chromium", "chromium-browser", "google-chrome")

READY = """() => new Promise((resolve) => {
    const start = performance.now();
    document.addEventListener("adviser:open", () =>
        requestAnimationFrame(() => resolve(performance.now() - start)));
    document.querySelector("career-adviser").shadowRoot.querySelector(".launcher").click();
})"""
# From the key to the answer in the page, less the time between sending and the answer's last byte.
ADDED = """() => new Promise((resolve) => {
    const panel = document.querySelector("career-adviser").shadowRoot
        .querySelector("career-adviser-panel").shadowRoot;
    const answers = () => panel.querySelectorAll(".answer").length;
    const before = answers();
    performance.clearResourceTimings();
    const start = performance.now();
    const watch = new MutationObserver(() => {
        if (answers() === before) return;
        const shown = performance.now();
        watch.disconnect();
        setTimeout(() => {
            const [sent] = performance.getEntriesByType("resource")
                .filter((each) => each.name.endsWith("/api/chat/message"));
            resolve(shown - start - (sent.responseEnd - sent.fetchStart));
        }, 50);
    });
    watch.observe(panel, {childList: true, subtree: true});
    panel.querySelector("textarea").dispatchEvent(
        new KeyboardEvent("keydown", {key: "Enter", bubbles: true}));
})"""


def click(browser: Browser, home: str) -> tuple[Page, float]:
    """The page of a new visitor, and the milliseconds from the click to the open panel."""
    page = browser.new_context().new_page()
    page.goto(home)
    return page, float(page.evaluate(READY))


def turns(page: Page, count: int) -> list[float]:
    """Milliseconds that the widget adds to each of so many turns."""
    field = page.get_by_role("dialog").locator("textarea")
    questions = iter(knowledge_questions())
    added = []
    for _ in range(count + 1):
        field.fill(next(questions))
        added.append(float(page.evaluate(ADDED)))
    return added[1:]  # the first one gets the session as well


def wait_for(home: str, tree: Tree) -> None:
    """Until the page is there."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        tree.require_running()
        try:
            with urlopen(home, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"no answer from {home}")


def measure(settings: Settings, clicks: int, count: int) -> tuple[list[float], list[float]]:
    """Milliseconds of all clicks and of all turns."""
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        sys.exit("no Chromium: install it with bin/browser")
    port = free_port()
    environment = {
        "ADVISOR_PORT": str(port),
        "ADVISOR_SESSION_REQUESTS_PER_MINUTE": "6000",
        "ADVISOR_ADDRESS_REQUESTS_PER_MINUTE": "60000",
    }
    home = f"http://127.0.0.1:{port}/"
    log = settings.state_directory / "run.log"
    with (
        Tree([*ADVISOR, "run"], PROJECT_ROOT, log, environment) as tree,
        sync_playwright() as playwright,
    ):
        wait_for(home, tree)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        opened = [click(browser, home) for _ in range(clicks)]
        added = turns(opened[-1][0], count)
        browser.close()
    return [took for _, took in opened], added


def main() -> int:
    """Print both; 1 if a median is above what is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", type=Path, help="keeps the trained model for a next time")
    parser.add_argument("--clicks", type=int, default=20)
    parser.add_argument("--turns", type=int, default=50)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        settings = prepare(options.state or Path(scratch))
        ready, added = measure(settings, options.clicks, options.turns)
    failed = 0
    for name, times, wanted in (
        ("ready after the first click", ready, WANTED_READY),
        ("added to a turn", added, WANTED_ADDED),
    ):
        p50, p95 = np.percentile(times, [50, 95])
        print(f"{name}, {len(times)} times: p50 {p50:.1f} ms, p95 {p95:.1f} ms, wanted {wanted:g}")
        failed += p50 > wanted
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
