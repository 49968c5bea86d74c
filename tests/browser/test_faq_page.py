"""The pages of the frequently asked questions in a real browser, with scripts and without."""

import html
import json
import re
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visit, Visits

SEARCH = "**/api/faq/search?*"
DIFFICULTY = "python.difficulty"
QUESTION = "Is Python hard to learn?"

# Results follow each other while a query is typed, so that both are read at one moment.
COUNT_IS_TRUE = """() => {
  const shown = document.querySelectorAll("#results article").length;
  const said = document.querySelector("#count").textContent;
  return shown > 0 && said === (shown === 1 ? "1 answer" : `${shown} answers`);
}"""


def visit_faq(visits: Visits, path: str = "/faq", width: int = 1280, **options: Any) -> Visit:
    visit = visits(width, **options)
    visit.page.goto(visit.home.rstrip("/") + path)
    return visit


def words(text: str) -> str:
    return " ".join(text.split())


def in_words(markup: str) -> str:
    return words(html.unescape(re.sub(r"<[^>]+>", " ", markup)))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_any_state(visits: Visits, width: int, scheme: str) -> None:
    visit = visit_faq(visits, width=width, color_scheme=scheme)
    found: dict[str, list[str]] = {}

    def look(state: str) -> None:
        found[state] = visit.accessibility()
        visit.picture(f"faq-{state}-{width}-{scheme}")

    look("list")
    visit.page.locator("summary").first.click()
    look("opened")
    visit.page.locator("#q").fill("is python hard")
    expect(visit.page.locator("#results article").first).to_be_visible()
    look("live")
    visit.page.locator("#q").fill("who won the football cup")
    expect(visit.page.locator("#results button")).to_be_visible()
    look("nothing")
    for state, path in (
        ("results", "/faq?q=is+python+hard"),
        ("no-results", "/faq?q=who+won+the+football+cup"),
        ("entry", f"/faq/{DIFFICULTY}"),
        ("comparison", "/faq/data-scientist.vs-ml-engineer"),
        ("not-found", "/faq/python.nothing"),
    ):
        visit.page.goto(visit.home.rstrip("/") + path)
        look(state)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert visit.page.evaluate(wide) <= 0, f"{state} is wider than the window"
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


def test_without_scripts_all_of_it_works(visits: Visits) -> None:
    visit = visit_faq(visits, java_script_enabled=False)
    page = visit.page
    assert page.locator("details.entry").count() > 180
    expect(page.locator("button.ask").first).to_be_hidden()
    page.locator("#q").fill("is python hard")
    page.locator("#q").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("for “is python hard”")
    first = page.locator("details.entry").first
    expect(first.locator(".answer")).to_be_visible()
    assert first.get_attribute("id") == DIFFICULTY
    first.get_by_role("link", name=re.compile("^Link to: ")).click()
    assert page.url.endswith(f"/faq/{DIFFICULTY}")
    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_role("status").filter(has_text="Thank you.")).to_be_visible()
    page.get_by_role("navigation", name="Read on").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(QUESTION)


@pytest.mark.parametrize(
    "path", ["/faq", "/faq?kind=course", "/faq?q=is+python+hard", f"/faq/{DIFFICULTY}"]
)
def test_what_programs_read_is_what_people_see(visits: Visits, path: str) -> None:
    visit = visit_faq(visits, path)
    (text,) = visit.page.locator("script[type='application/ld+json']").all_text_contents()
    data = json.loads(text)
    assert data["@type"] == "FAQPage"
    said = [(each["name"], in_words(each["acceptedAnswer"]["text"])) for each in data["mainEntity"]]
    seen = visit.page.evaluate(
        """() => [...document.querySelectorAll(".entry")].map((entry) => {
            entry.open = true;
            const heading = entry.querySelector("summary, h1");
            return [heading.innerText, entry.querySelector(".answer").outerHTML];
        })"""
    )
    assert said
    assert said == [(words(question), in_words(answer)) for question, answer in seen]


def test_search_answers_while_it_is_typed(visits: Visits) -> None:
    visit = visit_faq(visits)
    asked: list[str] = []
    visit.page.on(
        "request", lambda request: asked.append(request.url) if "search" in request.url else None
    )
    visit.page.locator("#q").press_sequentially("is python hard", delay=20)
    results = visit.page.locator("#results article")
    expect(results.first.get_by_role("link", name=QUESTION)).to_be_visible()
    visit.page.wait_for_function(COUNT_IS_TRUE)
    expect(visit.page.locator("#entries")).to_be_hidden()
    assert len(asked) <= 3, asked  # not one a key
    assert all("partial=true" in url for url in asked)
    visit.page.locator("#q").fill("")
    expect(visit.page.locator("#entries")).to_be_visible()
    expect(results.first).to_be_hidden()


def test_an_older_answer_does_not_replace_a_newer_one(visits: Visits) -> None:
    visit = visit_faq(visits)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    visit.page.route(SEARCH, hold, times=1)
    with visit.page.expect_request(SEARCH):
        visit.page.locator("#q").fill("julia")
    visit.page.locator("#q").fill("is python hard")
    results = visit.page.locator("#results article")
    expect(results.first).to_contain_text(QUESTION)
    held[0].continue_()
    visit.page.wait_for_timeout(300)
    expect(results.first).to_contain_text(QUESTION)


def test_a_search_that_fails_says_so_and_the_next_key_tries_again(visits: Visits) -> None:
    visit = visit_faq(visits)
    visit.page.route(SEARCH, lambda route: route.abort(), times=1)
    visit.page.locator("#q").fill("is python")
    expect(visit.page.locator("#count")).to_contain_text("does not answer right now")
    visit.page.locator("#q").fill("is python hard")
    expect(visit.page.locator("#results article").first).to_contain_text(QUESTION)


@pytest.mark.parametrize("text", ["<img src=x onerror=window.hacked=1>", '"><script>hacked'])
def test_hostile_queries_stay_text(visits: Visits, text: str) -> None:
    visit = visit_faq(visits, "/faq?q=" + text.replace("<", "%3C").replace(">", "%3E"))
    expect(visit.page.locator("#q")).to_have_value(text)
    expect(visit.page.locator("#entries [role=status]")).to_contain_text(text)
    assert visit.page.locator("main img, main script").count() == 0
    assert visit.page.evaluate("window.hacked") is None


@pytest.mark.parametrize("width", [1280, 390])
def test_ask_about_this_opens_the_chat_with_the_question(visits: Visits, width: int) -> None:
    visit = visit_faq(visits, f"/faq/{DIFFICULTY}", width)
    visit.page.get_by_role("button", name="Ask about this").press("Enter")
    expect(visit.panel.locator(".mine")).to_contain_text(QUESTION)
    expect(visit.answers).to_have_count(1)
    expect(visit.answers.first).to_contain_text("Python")
    visit.picture(f"faq-ask-{width}")
    visit.page.keyboard.press("Escape")
    expect(visit.panel).to_be_hidden()


def test_what_search_does_not_find_can_be_asked_in_the_chat(visits: Visits) -> None:
    visit = visit_faq(visits)
    visit.page.locator("#q").fill("who won the football cup")
    visit.page.get_by_role("button", name="Ask the adviser instead").click()
    expect(visit.panel.locator(".mine")).to_contain_text("who won the football cup")
    expect(visit.answers).to_have_count(1)


def test_a_thumb_is_given_without_leaving_the_page(visits: Visits) -> None:
    visit = visit_faq(visits, f"/faq/{DIFFICULTY}")
    yes, no = (visit.page.get_by_role("button", name=name, exact=True) for name in ("Yes", "No"))
    said = visit.page.locator(".helpful [role=status]")
    visit.page.route("**/feedback", lambda route: route.abort(), times=1)
    no.click()
    expect(said).to_contain_text("did not arrive")
    ids = []
    for button in (no, yes):
        with visit.page.expect_response("**/feedback") as answer:
            button.click()
        assert answer.value.status == 204
        ids.append(json.loads(answer.value.request.post_data or "")["id"])
    assert ids[0] == ids[1]  # so that the latest counts, not both
    expect(said).to_have_text("Thank you.")
    expect(yes).to_have_attribute("aria-pressed", "true")
    expect(no).to_have_attribute("aria-pressed", "false")
    assert visit.page.url.endswith(f"/faq/{DIFFICULTY}")


def test_a_link_into_the_list_opens_its_entry(visits: Visits) -> None:
    visit = visit_faq(visits, f"/faq#{DIFFICULTY}")
    expect(visit.page.locator(f"[id='{DIFFICULTY}'] .answer")).to_be_visible()
    expect(visit.page.locator("[id='julia.difficulty'] .answer")).to_be_hidden()
    visit.page.evaluate("location.hash = 'julia.difficulty'")
    expect(visit.page.locator("[id='julia.difficulty'] .answer")).to_be_visible()


def test_on_paper_all_answers_are_there_and_nothing_to_press(visits: Visits) -> None:
    visit = visit_faq(visits, "/faq?kind=course")
    answer = visit.page.locator("details.entry .answer").first
    expect(answer).to_be_hidden()
    visit.page.emulate_media(media="print")
    height = answer.evaluate("(element) => element.getBoundingClientRect().height")
    assert height > 10
    for gone in ("form.search", "details .acts", "footer", "career-adviser"):
        expect(visit.page.locator(gone).first).to_be_hidden()
    visit.picture("faq-print")


def test_nothing_is_stored_by_reading(visits: Visits) -> None:
    visit = visit_faq(visits)
    visit.page.locator("#q").fill("is python hard")
    expect(visit.page.locator("#results article").first).to_be_visible()
    assert visit.kept() == {}
    assert visit.page.context.cookies() == []
