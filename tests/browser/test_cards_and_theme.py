"""Every kind of card, the page's own colours, and a conversation that goes from page to page."""

from playwright.sync_api import expect

from tests.browser.conftest import Visits

STRESS = {
    "text": "Stress by job.",
    "outcome": "answered",
    "topic": "x/stress",
    "sources": [],
    "suggestions": [],
    "cards": [
        {
            "kind": "chart",
            "title": "Share of stressed people",
            "columns": [],
            "rows": [["Managers", "20", "%"], ["Engineers", "10", "%"]],
            "alternative": "Managers are stressed twice as often as engineers.",
        },
        {
            "kind": "steps",
            "title": "The way in",
            "columns": [],
            "rows": [["Learn", "Python"], ["Build", "a project"]],
            "alternative": "",
        },
    ],
}


def test_a_chart_has_its_numbers_and_its_meaning_in_words(visits: Visits) -> None:
    visit = visits().open()
    visit.page.route(
        "**/api/chat/message", lambda route: route.fulfill(json={"id": "x", "reply": STRESS})
    )
    visit.say("Who is stressed?")
    chart = visit.panel.locator("figure").filter(has_text="Share of stressed people")
    expect(chart.get_by_text("20 %")).to_be_visible()
    expect(chart.get_by_text("twice as often")).to_be_visible()
    widths = chart.locator("rect").evaluate_all("(all) => all.map((each) => each.getBBox().width)")
    assert widths == [100, 50]
    steps = visit.panel.locator("figure ol li")
    assert [text.split() for text in steps.all_inner_texts()] == [
        ["Learn", "Python"],
        ["Build", "a", "project"],
    ]
    assert visit.accessibility() == []
    visit.picture("chart-of-bars")


def test_a_page_gives_the_widget_its_colours(visits: Visits) -> None:
    visit = visits()
    visit.page.goto(visit.home)
    visit.page.evaluate(
        """document.querySelector("career-adviser")
            .style.setProperty("--adviser-accent", "#0f766e")"""
    )
    visit.launcher.click()
    visit.input.wait_for()
    for of in (visit.launcher, visit.panel.locator(".head")):
        expect(of).to_have_css("background-color", "rgb(15, 118, 110)")


def test_the_conversation_goes_along_to_the_next_page(visits: Visits) -> None:
    visit = visits().open()
    visit.say("What is Julia?")
    visit.page.goto(f"{visit.home}faq")
    expect(visit.answers).to_have_count(1)
    visit.input.wait_for()
    visit.say("what is it good at?")
    expect(visit.answers.last).to_contain_text("Julia")
