"""What is kept of a conversation, where, and how it is got rid of."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Visits

CODING = "Does an ML engineer code?"
COMPARE = "Compare Python and R"


def test_nothing_is_kept_and_nothing_fetched_before_first_use(visits: Visits) -> None:
    visit = visits()
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.page.goto(visit.home)
    visit.page.wait_for_timeout(300)
    assert not [url for url in asked if "panel" in url or "/api/" in url]
    visit.open()
    assert not [url for url in asked if "/api/" in url]
    assert visit.kept() == {}
    assert visit.page.context.cookies() == []
    visit.say(CODING)
    assert visit.kept() != {}
    assert visit.page.context.cookies() == []


def test_a_page_may_keep_the_conversation_out_of_the_storage(visits: Visits) -> None:
    visit = visits().open()
    visit.page.evaluate("addEventListener('adviser:consent', (event) => event.preventDefault())")
    visit.say(CODING)
    visit.say(COMPARE)
    assert visit.kept() == {}


def test_what_cannot_be_shown_to_be_ours_is_deleted_here_and_said_so(visits: Visits) -> None:
    visit = visits().open()
    visit.say(CODING)
    visit.page.route(
        "**/api/chat/session",
        lambda route: route.fulfill(
            status=401, json={"error": {"code": "session_expired", "message": "ended"}}
        ),
    )
    visit.button("More").click()
    visit.button("Delete my data").click()
    visit.button("Delete").click()
    expect(visit.panel.get_by_text("Deleted here.")).to_be_visible()
    assert visit.kept() == {}


def test_what_could_not_be_deleted_stays(visits: Visits) -> None:
    visit = visits().open()
    visit.say(CODING)
    visit.page.route("**/api/chat/data", lambda route: route.abort())
    visit.button("More").click()
    visit.button("Delete my data").click()
    visit.button("Delete").click()
    expect(visit.panel.get_by_text("That did not work.")).to_be_visible()
    expect(visit.answers).to_have_count(1)


def test_somebody_elses_session_is_refused_and_replaced(visits: Visits) -> None:
    visit = visits().open()
    visit.say("What is Julia?")
    visit.page.evaluate(
        """() => {
            const key = Object.keys(localStorage).find((key) => key.endsWith(":conversation"));
            const data = JSON.parse(localStorage[key]);
            const [head, body, sign] = data.token.split(".");
            const claims = JSON.parse(atob(body.replace(/-/g, "+").replace(/_/g, "/")));
            const forged = btoa(JSON.stringify({...claims, sub: "web-somebody-else"}));
            data.token = [head, forged.replace(/=/g, ""), sign].join(".");
            localStorage[key] = JSON.stringify(data);
        }"""
    )
    statuses: list[int] = []
    visit.page.on(
        "response",
        lambda answer: statuses.append(answer.status) if "/api/" in answer.url else None,
    )
    visit.page.reload()
    visit.input.wait_for()
    visit.say("what is it good at?")
    # Refused twice, as a message and to be renewed; then a new session, which knows of no Julia.
    assert statuses == [401, 401, 200, 200]
    expect(visit.answers.last).not_to_contain_text("Julia")


def test_start_over_transcript_and_delete(visits: Visits, tmp_path: Path) -> None:
    visit = visits().open()
    visit.say(CODING)
    visit.button("More").click()
    with visit.page.expect_download() as saving:
        visit.button("Download transcript").click()
    saving.value.save_as(tmp_path / "conversation.txt")
    text = (tmp_path / "conversation.txt").read_text(encoding="utf-8")
    assert f"You: {CODING}" in text
    assert "Sources:" in text
    visit.button("More").click()
    visit.button("Start over").click()
    expect(visit.panel.locator(".mine")).to_have_count(0)
    expect(visit.answers).to_have_count(0)
    expect(visit.panel.get_by_text("Hello!")).to_be_visible()
    visit.say("what is it good at?")
    visit.button("More").click()
    visit.button("Delete my data").click()
    with visit.page.expect_response("**/api/chat/data") as answer:
        visit.button("Delete").click()
    assert answer.value.status == 204
    expect(visit.panel.get_by_text("has been deleted")).to_be_visible()
    expect(visit.answers).to_have_count(0)
    assert visit.kept() == {}


def test_events_tell_a_page_what_happens_without_any_text(visits: Visits) -> None:
    visit = visits()
    visit.page.goto(visit.home)
    visit.page.evaluate(
        """() => {
            window.heard = [];
            for (const name of ["open", "close", "message-sent", "reply", "feedback"])
                document.addEventListener(`adviser:${name}`, (event) =>
                    window.heard.push([name, JSON.stringify(event.detail)]));
        }"""
    )
    visit.launcher.click()
    visit.say(CODING)
    visit.button("Good answer").click()
    expect(visit.panel.get_by_text("Thank you.")).to_be_visible()
    visit.page.keyboard.press("Escape")
    assert visit.page.evaluate("window.heard") == [
        ["open", "{}"],
        ["message-sent", "{}"],
        ["reply", '{"outcome":"answered","topic":"ml-engineer/coding"}'],
        ["feedback", '{"thumb":"up"}'],
        ["close", "{}"],
    ]
