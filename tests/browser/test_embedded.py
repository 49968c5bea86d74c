"""The one line on a page of another site, which has a strict policy of its own."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import School, Visits


@pytest.mark.parametrize("width", [1280, 390])
def test_the_one_line_is_all_that_another_site_needs(
    visits: Visits, school: School, width: int
) -> None:
    visit = visits(width, home=school.url)
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.open()
    visit.say("Does an ML engineer code?")
    visit.say("Show the stress figures")
    picture = visit.answers.last.locator("img.chart")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("(picture) => picture.naturalWidth") > 300
    visit.button("Good answer").last.click()
    expect(visit.panel.get_by_text("Thank you.")).to_be_visible()
    assert visit.accessibility() == []
    visit.picture(f"embedded-{width}")
    own = (f"{school.url}/", f"{school.adviser}/")
    assert all(url.startswith(own) for url in asked), asked
    visit.page.reload()
    expect(visit.page.locator("career-adviser")).to_have_count(1)
    if width == 390:
        visit.launcher.click()
    expect(visit.answers).to_have_count(2)


def test_a_site_that_is_not_allowed_is_refused_and_says_so(visits: Visits, school: School) -> None:
    """``localhost`` is the same machine and another origin, which nobody has allowed."""
    visit = visits(home=school.url.replace("127.0.0.1", "localhost"))
    visit.open()
    visit.input.fill("Does an ML engineer code?")
    visit.input.press("Enter")
    expect(visit.button("Try again")).to_be_visible()
    expect(visit.answers).to_have_count(0)
