"""The frequently asked questions over HTTP, against the real bot."""

import json
import shutil
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from bot.faq.api import FaqApi
from knowledge.faq import ENTRY_KINDS
from knowledge.settings import PROJECT_ROOT, Settings
from tests.running_bot import RunningBot, advisor
from tests.web_client import Answer, WebClient, new_id

SITE = "https://www.example.org"
DIFFICULTY = "python.difficulty"


@pytest.fixture(scope="module")
def site(state: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    more = {
        "ADVISOR_ALLOWED_ORIGINS": SITE,
        "ADVISOR_ADDRESS_REQUESTS_PER_MINUTE": "6000",
    }
    with RunningBot(state, tmp_path_factory.mktemp("faq") / "log", **more) as running:
        yield running


@pytest.fixture
def reader(site: RunningBot) -> WebClient:
    return WebClient(site.url)


def found(reader: WebClient, query: str, more: str = "") -> list[str]:
    answer = reader.call("GET", f"/api/faq/search?q={quote(query)}{more}")
    assert answer.status == 200, answer
    assert answer.body["query"] == query
    return [each["slug"] for each in answer.body["results"]]


def written_down(site: RunningBot, text: str) -> list[Any]:
    with sqlite3.connect(site.settings.state_directory / "knowledge.db") as connection:
        query = "SELECT channel, times FROM unanswered_question WHERE text = ?"
        return connection.execute(query, (text,)).fetchall()


def test_every_entry_is_on_exactly_one_page(reader: WebClient) -> None:
    first = reader.call("GET", "/api/faq?per_page=50").body
    slugs: list[str] = []
    for page in range(1, first["pages"] + 1):
        answer = reader.call("GET", f"/api/faq?per_page=50&page={page}").body
        slugs += [entry["slug"] for entry in answer["entries"]]
    assert len(slugs) == len(set(slugs)) == first["total"]
    assert first["total"] > 180
    beyond = reader.call("GET", f"/api/faq?per_page=50&page={first['pages'] + 1}")
    assert (beyond.status, beyond.body["entries"]) == (200, [])


@pytest.mark.parametrize("kind", ENTRY_KINDS)
def test_the_entries_of_a_kind(reader: WebClient, kind: str) -> None:
    answer = reader.call("GET", f"/api/faq?per_page=100&kind={kind}").body
    assert answer["entries"]
    assert {entry["kind"] for entry in answer["entries"]} == {kind}


def test_the_entries_of_a_subject(reader: WebClient) -> None:
    answer = reader.call("GET", "/api/faq?subject=python").body
    assert DIFFICULTY in [entry["slug"] for entry in answer["entries"]]
    assert {entry["subject"]["id"] for entry in answer["entries"]} == {"python"}
    assert reader.call("GET", "/api/faq?subject=cobol").body["total"] == 0


def test_an_entry_says_what_the_bot_says(site: RunningBot, reader: WebClient) -> None:
    entry = reader.call("GET", f"/api/faq/{DIFFICULTY}").body
    reply = site.say("faq-same", entry["question"])
    assert (entry["topic"], entry["answer"]) == (reply["topic"], reply["text"])
    assert entry["sources"] == reply["sources"]
    asked_next = {suggestion["message"] for suggestion in reply["suggestions"]}
    assert asked_next <= {related["question"] for related in entry["related"]}


def test_a_comparison_has_its_table(reader: WebClient) -> None:
    entry = reader.call("GET", "/api/faq/data-scientist.vs-ml-engineer").body
    (table,) = entry["cards"]
    assert table["columns"] == ["", "Data scientist", "ML engineer"]
    assert len(entry["related"]) == 2


def test_what_is_related_is_there(reader: WebClient) -> None:
    entry = reader.call("GET", f"/api/faq/{DIFFICULTY}").body
    for related in entry["related"]:
        assert reader.call("GET", f"/api/faq/{related['slug']}").body["question"]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Is Python hard to learn?", DIFFICULTY),
        ("is pyhton hard", DIFFICULTY),  # a slip of the keyboard
        ("do ml engineers code", "ml-engineer.coding"),  # a short form
        ("R", "r.overview"),
        ("data scientist vs ml engineer", "data-scientist.vs-ml-engineer"),
        ("can I do it without a university degree", "ml-engineer.without-degree"),
    ],
)
def test_search_finds(reader: WebClient, query: str, first: str) -> None:
    assert found(reader, query)[0] == first


def test_what_is_named_comes_first(reader: WebClient) -> None:
    slugs = found(reader, "is R hard to learn")
    about = [slug.startswith("r.") for slug in slugs]
    assert about[0]
    assert about == sorted(about, reverse=True)


def test_search_keeps_to_the_limit(reader: WebClient) -> None:
    assert len(found(reader, "python", "&limit=3")) == 3


@pytest.mark.parametrize("query", ["is rust hard to learn", "who won the football cup"])
def test_what_nobody_knows_is_not_found_and_written_down(
    site: RunningBot, reader: WebClient, query: str
) -> None:
    text = f"{query} {new_id()[:6]}"
    assert found(reader, text) == []
    assert found(reader, text) == []
    assert written_down(site, text) == [("faq", 2)]


def test_what_is_still_being_typed_is_not_written_down(site: RunningBot, reader: WebClient) -> None:
    assert found(reader, "zebra cro", "&partial=true") == []
    assert written_down(site, "zebra cro") == []


@pytest.mark.parametrize("query", ["???", " ", "\x00", "/", "💜"])
def test_a_query_without_words_finds_nothing(site: RunningBot, query: str) -> None:
    assert found(WebClient(site.url), query) == []
    assert written_down(site, query) == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/search", "invalid_query"),
        ("/search?q=", "invalid_query"),
        ("/search?q=" + "x" * 201, "invalid_query"),
        ("/search?q=a&q=b", "invalid_query"),
        ("/search?q=a&limit=0", "invalid_limit"),
        ("/search?q=a&limit=21", "invalid_limit"),
        ("/search?q=a&limit=many", "invalid_limit"),
        ("/search?q=a&partial=perhaps", "invalid_partial"),
        ("/search?query=a", "unknown_parameter"),
        ("?page=0", "invalid_page"),
        ("?page=-1", "invalid_page"),
        ("?page=10001", "invalid_page"),
        ("?page=%D9%A1", "invalid_page"),  # a digit, and none of ours
        ("?per_page=101", "invalid_per_page"),
        ("?kind=", "invalid_kind"),
        ("?kind=weather", "invalid_kind"),
        ("?subject=%00", "invalid_subject"),
    ],
)
def test_a_wrong_request_is_refused_with_a_reason(reader: WebClient, path: str, code: str) -> None:
    answer = reader.call("GET", f"/api/faq{path}")
    assert (answer.status, answer.code) == (400, code)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/faq/python.nothing", 404, "not_found"),
        ("GET", "/api/faq/python%2Fdifficulty", 404, "not_found"),
        ("GET", "/api/faq/..%2f..%2fetc", 404, "not_found"),
        ("GET", "/api/nothing", 404, "not_found"),
        ("POST", "/api/faq/python.nothing/feedback", 404, "not_found"),
        ("PUT", "/api/faq", 405, "method_not_allowed"),
        ("DELETE", f"/api/faq/{DIFFICULTY}", 405, "method_not_allowed"),
        ("GET", f"/api/faq/{DIFFICULTY}/feedback", 405, "method_not_allowed"),
    ],
)
def test_refusals_have_one_form(
    reader: WebClient, method: str, path: str, status: int, code: str
) -> None:
    answer = reader.call(method, path)
    assert (answer.status, answer.code) == (status, code)
    assert (status == 405) == ("allow" in answer.headers)


def rate(reader: WebClient, body: bytes | dict[str, Any]) -> Answer:
    return reader.call("POST", f"/api/faq/{DIFFICULTY}/feedback", body)


def test_the_latest_thumb_of_a_reader_counts_and_is_listed(
    site: RunningBot, reader: WebClient
) -> None:
    one, reason = new_id(), f"too short {new_id()[:6]}"
    assert rate(reader, {"id": one, "thumb": "up"}).status == 204
    assert rate(reader, {"id": one, "thumb": "down", "reason": reason}).status == 204
    listed = advisor(site.settings, "feedback", "list")
    lines = [line for line in listed.stdout.splitlines() if reason in line]
    assert [line.split()[2:5] for line in lines] == [["down", "faq", "python/difficulty"]]


def test_a_reason_that_no_database_takes_is_made_fit(reader: WebClient) -> None:
    body = b'{"id": "%s", "thumb": "up", "reason": "a\\ud800b\\u0000c"}' % new_id().encode()
    assert rate(reader, body).status == 204


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "invalid_body"),
        (b"{", 400, "invalid_json"),
        ({"thumb": "up"}, 400, "invalid_id"),
        ({"id": "message-1", "thumb": "sideways"}, 400, "invalid_thumb"),
        ({"id": "message-1", "thumb": "up", "reason": "x" * 501}, 400, "invalid_reason"),
        (b"x" * 70_000, 413, "body_too_large"),
    ],
)
def test_a_wrong_thumb_is_refused(reader: WebClient, body: Any, status: int, code: str) -> None:
    answer = rate(reader, body)
    assert (answer.status, answer.code) == (status, code)


@pytest.mark.parametrize(
    "path", ["/api/faq", "/api/faq/search?q=python", f"/api/faq/{DIFFICULTY}", "/api/openapi.json"]
)
def test_what_has_not_changed_is_not_sent_again(reader: WebClient, path: str) -> None:
    first = reader.call("GET", path)
    assert first.headers["cache-control"] == "no-cache"
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = reader.call("GET", path, **{"If-None-Match": known})
        assert (again.status, again.body) == (304, None)
        assert again.headers["etag"] == tag
    assert reader.call("GET", path, **{"If-None-Match": '"other"'}).status == 200
    head = reader.call("HEAD", path)
    assert (head.status, head.body, head.headers["etag"]) == (200, None, tag)


def test_pages_of_allowed_sites_may_call_and_others_may_not(reader: WebClient) -> None:
    for path in ("/api/faq", f"/api/faq/{DIFFICULTY}/feedback", "/api/openapi.json"):
        asked = reader.call("OPTIONS", path, Origin=SITE)
        assert asked.headers["access-control-allow-origin"] == SITE
        assert "GET" in asked.headers["access-control-allow-methods"]
    answer = reader.call("GET", "/api/faq", Origin=SITE)
    assert answer.headers["access-control-allow-origin"] == SITE
    assert "ETag" in answer.headers["access-control-expose-headers"]
    refused = reader.call("GET", "/api/faq", Origin="https://evil.example")
    assert (refused.status, refused.code) == (403, "origin_not_allowed")
    assert "access-control-allow-origin" not in refused.headers


def test_an_address_may_ask_so_often_and_the_chat_has_its_own_count(
    state: Settings, tmp_path: Path
) -> None:
    with RunningBot(state, tmp_path / "log", ADVISOR_ADDRESS_REQUESTS_PER_MINUTE="4") as bot:
        reader = WebClient(bot.url)
        answers = [reader.call("GET", "/api/faq/search?q=python") for _ in range(5)]
        page = reader.call("GET", "/faq")
        assert reader.start().token
    assert [answer.status for answer in answers] == [200] * 4 + [429]
    assert answers[-1].code == "too_many_requests"
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert page.status == 429
    assert "retry-after" in page.headers


def test_a_failure_inside_has_the_one_form(state: Settings, tmp_path: Path) -> None:
    own = state.copy(update={"state_directory": tmp_path / "state"})
    shutil.copytree(state.state_directory, own.state_directory)
    with RunningBot(own, tmp_path / "log") as bot:
        reader = WebClient(bot.url)
        assert reader.call("GET", "/api/faq").status == 200
        with sqlite3.connect(own.state_directory / "knowledge.db") as connection:
            connection.execute("DROP TABLE content_version")
        time.sleep(2.1)  # so often is looked whether the content has changed
        answer = reader.call("GET", "/api/faq")
        page = reader.call("GET", "/faq")
        assert (answer.status, answer.code) == (500, "internal_error")
        assert "content_version" not in json.dumps(answer.body)
        assert page.status == 500
        assert b"content_version" not in page.body
        assert "GET /api/faq failed" in bot.log.read_text()


def test_content_edited_once_changes_bot_page_and_interface(
    state: Settings, tmp_path: Path
) -> None:
    own = state.copy(update={"state_directory": tmp_path / "state"})
    shutil.copytree(state.state_directory, own.state_directory)
    content = tmp_path / "content"
    shutil.copytree(PROJECT_ROOT / "knowledge" / "content", content)
    more = {"ADVISOR_CONTENT_DIRECTORY": str(content)}
    with RunningBot(own, tmp_path / "log", **more) as bot:
        reader = WebClient(bot.url)
        before = reader.call("GET", f"/api/faq/{DIFFICULTY}").headers["etag"]
        reader.call("GET", "/faq")
        file = content / "languages.yml"
        file.write_text(file.read_text().replace("easy to start with", "kind to beginners", 1))
        built = advisor(own, "knowledge", "build", **more)
        assert built.returncode == 0, built.stderr
        time.sleep(2.1)
        entry = reader.call("GET", f"/api/faq/{DIFFICULTY}")
        assert entry.headers["etag"] != before
        said = bot.say("edited", "Is Python hard to learn?")["text"]
        assert "kind to beginners" in said
        assert said == entry.body["answer"]
        for page in ("/faq", f"/faq/{DIFFICULTY}", "/faq?q=is+python+hard"):
            assert b"kind to beginners" in reader.call("GET", page).body, page


async def test_what_takes_too_long_is_refused() -> None:
    api = FaqApi(lambda: None, None, None, None, 0.05)  # type: ignore[arg-type, return-value]
    with pytest.raises(Exception, match="too long") as caught:
        await api.run(time.sleep, 0.3)
    assert caught.value.status == 503  # type: ignore[attr-defined]
    assert caught.value.headers["Retry-After"]  # type: ignore[attr-defined]
