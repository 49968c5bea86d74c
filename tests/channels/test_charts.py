"""The charts over HTTP."""

import asyncio
import time
from collections.abc import Collection
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest

from bot.channels.api import ApiError
from bot.channels.rate_limit import RateLimit
from bot.charts import ChartPictures
from knowledge.charts.figures import NothingToDraw
from tests.running_bot import RunningBot
from tests.web_client import WebClient

PATHS = [
    "/charts/stress.svg",
    "/charts/stress.png",
    "/charts/skills.svg?have=python.statistics",
    "/charts/skills.png?have=",
    "/charts/skills.svg",
    "/charts/skills.svg?have=python.r",  # a language that no group asks for
]


@pytest.fixture
def anybody(bot: RunningBot) -> WebClient:
    return WebClient(bot.url)


@pytest.mark.parametrize("path", PATHS)
def test_anybody_gets_a_picture_and_keeps_it(anybody: WebClient, path: str) -> None:
    answer = anybody.call("GET", path, Origin="https://anywhere.example")
    assert answer.status == 200
    kind, start = ("image/png", b"\x89PNG") if ".png" in path else ("image/svg+xml", b"<?xml")
    assert answer.headers["content-type"] == kind
    assert answer.body.startswith(start)
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    again = anybody.call("GET", path, **{"If-None-Match": answer.headers["etag"]})
    assert (again.status, again.body) == (304, None)
    head = anybody.call("HEAD", path)
    assert (head.status, head.body, head.headers["etag"]) == (200, None, answer.headers["etag"])


def test_the_picture_of_stress_says_what_it_is_of(anybody: WebClient) -> None:
    root = ElementTree.fromstring(anybody.call("GET", "/charts/stress.svg").body)
    said = "".join(list(root)[1].itertext())
    for part in ("more than 40%", "16.16 percentage points", "not a share", "Spacelift", "Base:"):
        assert part in said


def test_the_order_of_what_somebody_has_does_not_matter(anybody: WebClient) -> None:
    pictures = [
        anybody.call("GET", f"/charts/skills.svg?have={have}").body
        for have in ("python.sql", "sql.python.python", "sql..python.")
    ]
    assert pictures[0] == pictures[1] == pictures[2]


@pytest.mark.parametrize("name", ["", "?have=python.sql"])
def test_every_picture_that_an_answer_names_is_there(
    bot: RunningBot, anybody: WebClient, name: str
) -> None:
    asked = ["I know Python and SQL"] if name else []
    for text in [*asked, "What am I missing?"]:
        reply = bot.say(f"charts-{name}", text)
    (card,) = reply["cards"]
    path, _, query = card["image"].partition("?")
    assert set(query.removeprefix("have=").split(".")) == set(name[6:].split("."))
    for form in ("svg", "png"):
        assert anybody.call("GET", f"{path}.{form}?{query}").status == 200


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/charts/skills.svg?have=cobol", 400, "invalid_have"),
        ("/charts/skills.svg?have=python,r", 400, "invalid_have"),
        ("/charts/skills.svg?have=<script>", 400, "invalid_have"),
        ("/charts/skills.svg?have=%00", 400, "invalid_have"),
        ("/charts/skills.svg?have=ml-engineer", 400, "invalid_have"),  # a job, and no skill
        ("/charts/skills.svg?have=" + "python." * 200, 400, "invalid_have"),
        ("/charts/skills.svg?have=python&have=r", 400, "invalid_have"),
        ("/charts/skills.svg?has=python", 400, "unknown_parameter"),
        ("/charts/stress.svg?have=python", 400, "unknown_parameter"),
        ("/charts/stress", 404, "not_found"),
        ("/charts/stress.gif", 404, "not_found"),
        ("/charts/../server.svg", 404, "not_found"),
    ],
)
def test_a_wrong_request_is_refused_with_a_reason(
    anybody: WebClient, path: str, status: int, code: str
) -> None:
    answer = anybody.call("GET", path)
    assert (answer.status, answer.code) == (status, code)
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/charts/skills.svg?have=", "/api/faq/search?q="])
def test_an_address_that_is_too_long_is_refused_in_the_one_form(
    anybody: WebClient, path: str
) -> None:
    answer = anybody.call("GET", path + "x" * 20_000)
    assert (answer.status, answer.code) == (413, "head_too_large")


def test_another_method_is_refused_in_the_one_form(anybody: WebClient) -> None:
    answer = anybody.call("POST", "/charts/stress.svg", {})
    assert (answer.status, answer.code) == (405, "method_not_allowed")
    assert "GET" in answer.headers["allow"]


class SlowCharts:
    """Takes its time, and tells what was drawn."""

    def __init__(self) -> None:
        self.drawn: list[Collection[str]] = []

    def skills(self, have: Collection[str], form: str) -> bytes:
        time.sleep(0.15)
        self.drawn.append(have)
        return b"<svg/>"

    def stress(self, form: str) -> bytes:
        raise NothingToDraw


def request_of(query: str = "") -> Any:
    values = [query] if query else []
    arguments = type("Arguments", (dict,), {"getlist": lambda _self, _name: values})()
    return SimpleNamespace(
        get_args=lambda keep_blank_values: arguments,
        remote_addr="",
        ip="192.0.2.1",
        headers={},
    )


def pictures_of(charts: SlowCharts, seconds: float = 5, per_minute: int = 60) -> ChartPictures:
    return ChartPictures(charts, RateLimit(per_minute), seconds)  # type: ignore[arg-type]


async def test_a_drawing_that_takes_too_long_is_refused_and_does_not_stop_the_loop() -> None:
    pictures = pictures_of(SlowCharts(), 0.05)
    started = time.monotonic()
    drawing = asyncio.ensure_future(pictures._skills(request_of("python"), "svg"))
    await asyncio.sleep(0)
    assert time.monotonic() - started < 0.1
    with pytest.raises(ApiError) as caught:
        await drawing
    assert (caught.value.status, caught.value.code) == (503, "busy")
    assert caught.value.headers["Retry-After"]


async def test_what_nobody_waits_for_any_more_is_not_drawn() -> None:
    charts = SlowCharts()
    pictures = pictures_of(charts, 0.05)
    waiting = [pictures._skills(request_of(have), "svg") for have in ("a", "b", "c")]
    results = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(result, ApiError) for result in results)
    await asyncio.to_thread(pictures._thread.shutdown)
    assert charts.drawn == [frozenset({"a"})]


async def test_without_figures_there_is_no_picture() -> None:
    with pytest.raises(ApiError) as caught:
        await pictures_of(SlowCharts())._stress(request_of(), "svg")
    assert (caught.value.status, caught.value.code) == (404, "not_found")


async def test_an_address_may_ask_so_often() -> None:
    pictures = pictures_of(SlowCharts(), per_minute=1)

    async def handler(_request: Any) -> Any:
        return "drawn"

    guarded = pictures._guarded(handler)
    assert await guarded(request_of()) == "drawn"
    refused = await guarded(request_of())
    assert refused.status == 429
    assert int(refused.headers["Retry-After"]) >= 1
