"""Charts and steps as the adviser gives them, in a real conversation."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit, Visits

FIGURES = "Show the stress figures"
CHARTS = "**/charts/*"


def chart_in(visit: Visit) -> Locator:
    return visit.answers.last.locator("img.chart")


def is_drawn(picture: Locator) -> None:
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("(picture) => picture.naturalWidth") > 300


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_charts_and_steps(visits: Visits, width: int, scheme: str) -> None:
    visit = visits(width, color_scheme=scheme).open()
    found: dict[str, list[str]] = {}

    def look(state: str) -> None:
        found[state] = visit.accessibility()
        visit.picture(f"{state}-{width}-{scheme}")

    visit.say(FIGURES)
    is_drawn(chart_in(visit))
    look("chart")
    visit.answers.last.get_by_text("The numbers").click()
    look("chart-numbers")
    visit.say("I know Python and SQL")
    visit.say("What am I missing?")
    is_drawn(chart_in(visit))
    look("chart-skills")
    visit.say("Make me a plan")
    expect(visit.answers.last.locator("figure ol li")).to_have_count(6)
    look("steps")
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


def test_who_does_not_see_the_chart_is_told_it(visits: Visits) -> None:
    visit = visits().open()
    visit.say(FIGURES)
    picture = chart_in(visit)
    is_drawn(picture)
    said = str(picture.get_attribute("alt"))
    for part in ("Stressed often or very often", "more than 40", "16.16 percentage points"):
        assert part in said
    assert "\n" not in said
    assert str(picture.get_attribute("src")).endswith("/charts/stress.svg")
    visit.answers.last.get_by_text("The numbers").press("Enter")
    rows = visit.answers.last.get_by_role("row")
    assert [re.split(r"\t", row) for row in rows.all_inner_texts()] == [
        ["DevOps professionals", "40 %"],
        ["All IT professionals", "34 %"],
        ["IT professionals outside DevOps", "33 %"],
    ]


def test_the_chart_of_skills_is_that_of_the_visitor(visits: Visits) -> None:
    visit = visits().open()
    visit.say("I know Python and SQL")
    with visit.page.expect_response(CHARTS) as answer:
        visit.say("What am I missing?")
    assert answer.value.status == 200
    assert answer.value.url.endswith("/charts/skills.svg?have=python.sql")
    is_drawn(chart_in(visit))


def test_a_chart_that_does_not_come_is_drawn_here(visits: Visits) -> None:
    visit = visits().open()
    visit.page.route(CHARTS, lambda route: route.fulfill(status=503, body="{}"))
    visit.say(FIGURES)
    expect(visit.answers.last.locator(".bar")).to_have_count(3)
    expect(chart_in(visit)).to_have_count(0)
    expect(visit.answers.last.locator("figcaption")).to_have_text("Stressed often or very often")
    expect(visit.answers.last.locator("figure").get_by_text("40 %")).to_be_visible()
    assert visit.accessibility() == []


def test_charts_and_steps_are_there_again_after_a_reload(visits: Visits) -> None:
    visit = visits().open()
    visit.say("Make me a plan")
    visit.say(FIGURES)
    visit.page.reload()
    expect(visit.answers).to_have_count(2)
    is_drawn(chart_in(visit))
    expect(visit.answers.first.locator("figure ol li")).to_have_count(6)


def test_what_a_card_shows_is_not_said_twice(visits: Visits) -> None:
    visit = visits().open()
    visit.say("I know Python")
    visit.say("Make me a plan")
    answer = visit.answers.last
    assert answer.locator("ol").count() == 1
    steps = answer.locator("figure ol li")
    expect(steps.first).to_contain_text("Done: Learn Python")
    expect(steps.nth(1)).to_contain_text("To do: ")
    assert steps.locator(".mark svg").count() == 6
    visit.say(FIGURES)
    order = "(bubble) => [...bubble.children].map((child) => child.localName)"
    parts = visit.answers.last.locator(".theirs").evaluate(order)
    assert parts == ["span", "p", "figure", "p", "details"]
    expect(visit.answers.last.get_by_text("16.16 percentage points")).to_be_hidden()
    visit.answers.last.get_by_text("The numbers").click()
    expect(visit.answers.last.get_by_text("16.16 percentage points")).to_be_visible()
