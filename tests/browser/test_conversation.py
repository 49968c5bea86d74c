"""What a visitor does with the widget, in a real browser."""

import json

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visit, Visits

CODING = "Does an ML engineer code?"
MESSAGE = "**/api/chat/message"
COMPARE = "Compare Python and R"


@pytest.mark.parametrize("width", [1280, 390])
def test_a_whole_conversation_by_keyboard_alone(visits: Visits, width: int) -> None:
    visit = visits(width)
    page, press = visit.page, visit.page.keyboard.press
    page.goto(visit.home)
    for _ in range(10):
        press("Tab")
        if visit.focused().startswith("Chat with"):
            break
    press("Enter")
    expect(visit.input).to_be_focused()
    visit.picture(f"greeting-{width}")
    page.keyboard.type(CODING)
    press("Enter")
    expect(visit.answers).to_have_count(1)
    expect(visit.input).to_be_focused()
    page.keyboard.type(COMPARE)
    press("Enter")
    expect(visit.answers).to_have_count(2)
    visit.picture(f"answers-{width}")
    # Back to a suggestion of the last answer, and use it.
    press("Shift+Tab")
    suggestion = visit.focused()
    assert visit.panel.get_by_role("button", name=suggestion, exact=True).count() >= 1
    press("Enter")
    expect(visit.answers).to_have_count(3)
    visit.button("More").focus()
    press("Enter")
    assert visit.focused() == "Start over"
    press("Escape")
    assert visit.focused() == "More"
    press("Escape")
    expect(visit.panel).to_be_hidden()
    assert visit.focused().startswith("Chat with")
    press("Enter")
    expect(visit.input).to_be_focused()


def test_full_screen_the_focus_stays_inside(visits: Visits) -> None:
    visit = visits(390).open()
    expect(visit.launcher).to_be_hidden()
    for key in ("Tab", "Shift+Tab"):
        for _ in range(12):
            visit.page.keyboard.press(key)
            inside = "document.activeElement.localName === 'career-adviser'"
            assert visit.page.evaluate(inside), key


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_any_state(visits: Visits, width: int, scheme: str) -> None:
    visit = visits(width, color_scheme=scheme)
    found: dict[str, list[str]] = {}

    def look(state: str) -> None:
        found[state] = visit.accessibility()
        visit.picture(f"{state}-{width}-{scheme}")

    visit.page.goto(visit.home)
    look("closed")
    visit.launcher.click()
    visit.input.wait_for()
    look("open")
    visit.say(COMPARE)
    look("table")
    visit.say("How do I become one?")
    visit.panel.locator("summary").last.click()
    look("sources")
    visit.button("Bad answer").last.click()
    expect(visit.panel.locator(".reason")).to_be_visible()
    look("feedback")
    visit.button("More").click()
    look("menu")
    visit.button("Delete my data").click()
    look("delete")
    visit.button("Cancel").click()
    visit.page.route(MESSAGE, lambda route: route.abort())
    visit.input.fill("Lost")
    visit.input.press("Enter")
    expect(visit.button("Try again")).to_be_visible()
    look("failed")
    visit.page.context.set_offline(True)
    expect(visit.panel.get_by_text("You are offline")).to_be_visible()
    look("offline")
    visit.page.context.set_offline(False)
    visit.page.unroute(MESSAGE)
    expect(visit.button("Try again")).to_have_count(0)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    visit.page.route(MESSAGE, hold)
    visit.input.fill(CODING)
    visit.input.press("Enter")
    expect(visit.panel.locator(".typing")).to_be_visible()
    look("typing")
    visit.page.keyboard.press("Escape")
    held[0].continue_()
    expect(visit.page.locator(".badge")).to_be_visible()
    look("unread")
    visit.page.unroute(MESSAGE)
    visit.launcher.click()
    visit.page.route(
        MESSAGE,
        lambda route: route.fulfill(
            status=429,
            json={"error": {"code": "too_many_requests", "message": "wait"}},
            headers={"Retry-After": "7"},
        ),
    )
    visit.input.fill(CODING)
    visit.input.press("Enter")
    expect(visit.panel.get_by_text("Please wait 7 s.")).to_be_visible()
    look("wait")
    visit.button("More").click()
    visit.button("Delete my data").click()
    visit.button("Delete").click()
    expect(visit.panel.get_by_text("has been deleted")).to_be_visible()
    look("deleted")
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


def test_a_reload_goes_on_with_the_conversation(visits: Visits) -> None:
    visit = visits().open()
    visit.say("What is Julia?")
    visit.page.reload()
    expect(visit.answers).to_have_count(1)
    visit.input.wait_for()
    visit.say("what is it good at?")
    expect(visit.answers.last).to_contain_text("Julia")


def test_a_reload_before_the_answer_gets_it_once(visits: Visits) -> None:
    visit = visits().open()
    visit.say("What is Julia?")
    visit.page.route(MESSAGE, lambda route: None)  # never answered
    visit.input.fill(CODING)
    visit.input.press("Enter")
    expect(visit.panel.locator(".typing")).to_be_visible()
    visit.page.unroute_all(behavior="ignoreErrors")
    visit.page.reload()
    expect(visit.answers).to_have_count(2)
    expect(visit.panel.locator(".mine")).to_have_count(2)


def test_a_lost_answer_is_asked_for_again_and_no_turn_is_doubled(visits: Visits) -> None:
    visit = visits().open()
    ids = []

    def lose(route: Route) -> None:
        ids.append(json.loads(route.request.post_data or "")["id"])
        route.fetch()  # the server has heard it
        route.abort()

    visit.page.route(MESSAGE, lose, times=1)
    visit.input.fill(CODING)
    visit.input.press("Enter")
    again = visit.button("Try again")
    again.wait_for()
    with visit.page.expect_request(MESSAGE) as asked:
        again.click()
    assert json.loads(asked.value.post_data or "")["id"] == ids[0]
    expect(visit.answers).to_have_count(1)
    expect(again).to_have_count(0)


def test_offline_is_said_and_what_was_said_is_sent_later(visits: Visits) -> None:
    visit = visits().open()
    visit.say(CODING)
    visit.page.context.set_offline(True)
    expect(visit.panel.get_by_text("You are offline")).to_be_visible()
    visit.input.fill("What is R?")
    visit.input.press("Enter")
    expect(visit.button("Try again")).to_be_visible()
    expect(visit.button("Try again")).to_be_in_viewport()  # however much room the bar takes
    visit.page.context.set_offline(False)
    expect(visit.answers).to_have_count(2)
    expect(visit.panel.get_by_text("You are offline")).to_be_hidden()


def test_too_many_messages_are_told_how_long_to_wait(visits: Visits) -> None:
    visit = visits().open()
    body = {"error": {"code": "too_many_requests", "message": "wait"}}
    visit.page.route(
        MESSAGE,
        lambda route: route.fulfill(status=429, json=body, headers={"Retry-After": "7"}),
        times=1,
    )
    visit.input.fill(CODING)
    visit.input.press("Enter")
    expect(visit.panel.get_by_text("Please wait 7 s.")).to_be_visible()


def test_two_tabs_are_one_conversation(visits: Visits) -> None:
    first = visits().open()
    first.say("What is Julia?")
    second = visits.tab_beside(first.page.context)
    second.page.goto(second.home)
    expect(second.answers).to_have_count(1)
    second.say("what is it good at?")
    expect(second.answers.last).to_contain_text("Julia")
    expect(first.answers).to_have_count(2)
    assert json.loads(kept(first))["token"] == json.loads(kept(second))["token"]


def test_two_tabs_at_once_lose_nothing(visits: Visits) -> None:
    first = visits().open()
    first.say("What is Julia?")
    second = visits.tab_beside(first.page.context)
    second.page.goto(second.home)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    first.page.route(MESSAGE, hold, times=1)
    first.input.fill(CODING)
    first.input.press("Enter")
    expect(second.panel.locator(".mine")).to_have_count(2)
    second.say(COMPARE)
    expect(first.answers).to_have_count(2)
    held[0].continue_()
    for visit in (first, second):
        expect(visit.answers).to_have_count(3)
        expect(visit.panel.locator(".mine")).to_have_count(3)
    assert len(json.loads(kept(first))["turns"]) == 3


def kept(visit: Visit) -> str:
    return next(text for key, text in visit.kept().items() if key.endswith(":conversation"))


def test_sources_name_each_title_once(visits: Visits) -> None:
    visit = visits().open()
    visit.say("How do I become one?")
    visit.answers.last.get_by_text("Sources (7)").click()
    sources = visit.answers.last.locator(".sources")
    assert sources.inner_text().count("The innovators behind intelligent machines") == 1
    expect(sources.locator("ul ul li")).to_have_count(7)


def test_a_long_answer_is_read_from_its_start(visits: Visits) -> None:
    visit = visits(390).open()
    visit.say("Make me a plan")
    visit.page.wait_for_timeout(200)
    expect(visit.panel.locator(".mine").last).to_be_in_viewport()
    visit.page.keyboard.press("Escape")
    visit.launcher.click()
    visit.page.wait_for_timeout(200)
    expect(visit.panel.locator(".mine").last).to_be_in_viewport()


def test_thumbs_reach_the_server(visits: Visits) -> None:
    visit = visits().open()
    visit.say(CODING)
    visit.button("Bad answer").click()
    field = visit.panel.get_by_label("What was wrong? (optional)")
    field.fill("too short")
    with visit.page.expect_request("**/api/chat/feedback") as asked:
        field.press("Enter")
    assert json.loads(asked.value.post_data or "")["reason"] == "too short"
    expect(visit.panel.get_by_text("Thank you.")).to_be_visible()
    expect(visit.button("Bad answer")).to_have_attribute("aria-pressed", "true")
    expect(visit.button("Bad answer")).to_be_focused()


def test_an_answer_is_copied(visits: Visits) -> None:
    visit = visits(permissions=["clipboard-read", "clipboard-write"]).open()
    visit.say(CODING)
    visit.button("Copy answer").click()
    expect(visit.panel.get_by_text("Copied")).to_be_visible()
    assert "programming" in visit.page.evaluate("navigator.clipboard.readText()")


def test_an_answer_that_comes_while_closed_is_counted(visits: Visits) -> None:
    visit = visits().open()
    held: list[Route] = []  # so that the answer comes after the closing, however fast it is

    def hold(route: Route) -> None:
        held.append(route)

    visit.page.route(MESSAGE, hold)
    visit.input.fill(CODING)
    with visit.page.expect_request(MESSAGE):
        visit.input.press("Enter")
    visit.page.keyboard.press("Escape")
    held.pop().continue_()
    visit.page.unroute(MESSAGE)
    expect(visit.page.locator(".badge")).to_have_text("1")
    assert str(visit.launcher.get_attribute("aria-label")).endswith(", 1 new")
    visit.picture("unread")
    visit.launcher.click()
    expect(visit.page.locator(".badge")).to_be_hidden()


def test_the_greeting_comes_once(visits: Visits) -> None:
    visit = visits()
    visit.page.clock.install()
    visit.page.goto(visit.home)
    visit.page.clock.fast_forward(6000)
    greeting = visit.page.locator(".greeting")
    expect(greeting).to_be_visible()
    visit.picture("proactive")
    assert visit.accessibility() == []
    visit.page.get_by_role("button", name="Dismiss").click()
    expect(greeting).to_have_count(0)
    visit.page.reload()
    visit.page.clock.fast_forward(6000)
    expect(greeting).to_have_count(0)


def test_german(visits: Visits) -> None:
    visit = visits()
    visit.page.route(
        visit.home,
        lambda route: route.fulfill(
            response=(got := route.fetch()), body=got.text().replace('lang="en"', 'lang="de-AT"')
        ),
    )
    visit.open()
    expect(visit.panel).to_have_accessible_name("Karriereberatung")
    expect(visit.input).to_have_attribute("placeholder", "Frage eingeben …")
    assert visit.accessibility() == []
    visit.picture("german")


def test_without_motion_nothing_moves(visits: Visits) -> None:
    visit = visits(reduced_motion="reduce").open()
    animation = visit.panel.evaluate("(panel) => getComputedStyle(panel).animationName")
    assert animation == "none"
