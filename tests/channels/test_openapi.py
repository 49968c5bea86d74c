"""What ``/api`` and ``/charts`` offer is what their document says, tried out by a machine."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from sanic import Sanic

from bot.channels.slack.settings import SlackSettings
from bot.faq.openapi import FILE
from bot.server import create_app
from knowledge.faq import ENTRY_KINDS
from knowledge.reply import Card, Outcome, Reply
from knowledge.settings import Settings
from tests.running_bot import RunningBot
from tests.web_client import WebClient

DOCUMENT = yaml.safe_load(FILE.read_text(encoding="utf-8"))
SECONDS = 120  # it takes about 20
# An address that is too long is refused by its length (413). Which skills there are depends on
# the content: a schema cannot tell a skill from another word.
CONFIGURATION = """
[checks.negative_data_rejection]
expected-statuses = ["400", "401", "403", "404", "405", "413", "415", "429"]

[[operations]]
include-path-regex = "^/charts/skills"
checks.positive_data_acceptance.expected-statuses = ["2xx", "3xx", "400", "429"]
"""


def test_the_document_is_served_as_it_is_written(bot: RunningBot) -> None:
    assert WebClient(bot.url).call("GET", "/api/openapi.json").body == DOCUMENT


def test_every_route_is_described_and_every_description_has_a_route(tmp_path: Path) -> None:
    Sanic.test_mode = True
    app = create_app(Settings(state_directory=tmp_path), SlackSettings())
    there = {
        (re.sub(r"<(\w+)(:\w+)?>", r"{\1}", "/" + route.path), method.lower())
        for route in app.router.routes
        for method in route.methods
        if route.path.startswith(("api/", "charts/")) and method not in ("OPTIONS", "HEAD")
    }
    said = {(path, method) for path, of in DOCUMENT["paths"].items() for method in of}
    assert there == said


def test_the_document_names_what_there_is() -> None:
    schemas = DOCUMENT["components"]["schemas"]
    assert schemas["Kind"]["enum"] == list(ENTRY_KINDS)
    assert schemas["Reply"]["properties"]["outcome"]["enum"] == [each.value for each in Outcome]
    reply = Reply("x", Outcome.ANSWERED, cards=(Card("table", "x", ()),)).to_dict()
    assert set(schemas["Reply"]["properties"]) == set(reply)
    assert set(schemas["Card"]["properties"]) == set(reply["cards"][0])


@pytest.mark.timeout(SECONDS + 60)
def test_schemathesis_finds_nothing(state: Settings, tmp_path: Path) -> None:
    more = {
        "ADVISOR_SESSION_REQUESTS_PER_MINUTE": "6000",
        "ADVISOR_ADDRESS_REQUESTS_PER_MINUTE": "60000",
    }
    (tmp_path / "schemathesis.toml").write_text(CONFIGURATION)
    with RunningBot(state, tmp_path / "log", **more) as bot:
        token = WebClient(bot.url).start().token
        done = subprocess.run(
            [
                *(str(Path(sys.executable).with_name("schemathesis")), "run"),
                f"{bot.url}/api/openapi.json",
                *("--header", f"Authorization: Bearer {token}"),
                *("--phases", "examples,coverage,fuzzing"),
                *("--max-examples", "50", "--generation-deterministic", "--continue-on-failure"),
                *("--report", "json", "--report-json-path", str(tmp_path / "report.json")),
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        failed = re.findall(r"(?m)^.* failed, reference .*$|^\S+ \S+ failed$", bot.log.read_text())
    assert done.returncode == 0, done.stdout[-6000:]
    assert "No issues found" in done.stdout
    assert json.loads((tmp_path / "report.json").read_text())
    assert failed == []
