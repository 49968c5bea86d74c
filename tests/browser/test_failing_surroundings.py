"""The widget where the network, the browser's storage or somebody on the way is against it."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visits

PANEL = "**/widget/panel.*.js"
CODING = "Does an ML engineer code?"


def lose(route: Route) -> None:
    route.abort()


def tamper(route: Route) -> None:
    got = route.fetch()
    route.fulfill(response=got, body="window.hacked = 1;" + got.text())


@pytest.mark.parametrize("trouble", [lose, tamper])
def test_a_panel_that_does_not_come_whole_is_not_run_and_the_next_click_tries_again(
    visits: Visits, trouble: object
) -> None:
    visit = visits()
    visit.page.goto(visit.home)
    visit.page.route(PANEL, trouble)
    problem = visit.page.evaluate(
        """() => new Promise((resolve) => {
            addEventListener("adviser:error", (event) => resolve(event.detail.code));
            document.querySelector("career-adviser").shadowRoot.querySelector(".launcher").click();
        })"""
    )
    assert problem == "panel_not_loaded"
    assert visit.page.evaluate("window.hacked") is None
    visit.page.unroute(PANEL)
    visit.launcher.click()
    expect(visit.input).to_be_focused()


def test_without_storage_the_conversation_lives_as_long_as_the_page(visits: Visits) -> None:
    visit = visits()
    visit.page.add_init_script(
        """for (const name of ["getItem", "setItem", "removeItem"])
            Storage.prototype[name] = () => { throw new DOMException("off", "SecurityError"); };"""
    )
    visit.page.clock.install()
    visit.page.goto(visit.home)
    visit.page.clock.fast_forward(6000)
    visit.page.get_by_role("button", name="Dismiss").click()
    visit.launcher.click()
    visit.say("What is Julia?")
    visit.say("what is it good at?")
    expect(visit.answers.last).to_contain_text("Julia")
    visit.button("More").click()
    visit.button("Delete my data").click()
    visit.button("Delete").click()
    expect(visit.answers).to_have_count(0)


def test_the_line_is_there_twice_and_the_widget_once(visits: Visits) -> None:
    visit = visits()
    visit.page.route(
        visit.home,
        lambda route: route.fulfill(
            response=(got := route.fetch()),
            body=got.text().replace("</body>", '<script src="/widget.js"></script></body>'),
        ),
    )
    visit.open()
    assert visit.page.locator("career-adviser").count() == 1
    visit.say(CODING)


def test_a_server_that_fails_can_be_tried_again(visits: Visits) -> None:
    visit = visits().open()
    visit.page.route(
        "**/api/chat/**", lambda route: route.fulfill(status=502, body="bad gateway"), times=1
    )
    visit.input.fill(CODING)
    visit.input.press("Enter")
    visit.button("Try again").click()
    expect(visit.answers).to_have_count(1)


def test_a_thumb_that_does_not_arrive_is_not_shown(visits: Visits) -> None:
    visit = visits().open()
    visit.say(CODING)
    visit.page.route("**/api/chat/feedback", lose)
    visit.button("Good answer").click()
    expect(visit.panel.get_by_text("That did not work.")).to_be_visible()
    expect(visit.button("Good answer")).to_have_attribute("aria-pressed", "false")


def test_a_new_start_that_does_not_arrive_changes_nothing(visits: Visits) -> None:
    visit = visits().open()
    visit.say(CODING)
    visit.page.route("**/api/chat/restart", lose)
    visit.button("More").click()
    visit.button("Start over").click()
    expect(visit.panel.get_by_text("That did not work.")).to_be_visible()
    expect(visit.answers).to_have_count(1)
