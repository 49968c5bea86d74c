"""Text that would like to be markup: from the bot, the visitor, or the browser's storage."""

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit, Visits

HOSTILE = [
    "<img src=x onerror=window.hacked=1>",
    "<script>window.hacked=1</script>",
    "[click](javascript:window.hacked=1)",
    "[click](JaVaScRiPt:window.hacked=1)",
    "[click](java\tscript:window.hacked=1)",
    "[click](data:text/html,<script>parent.hacked=1</script>)",
    "[click](vbscript:hacked)",
    "[click](blob:https://example.org/1)",
    "[click](//example.org/x)",
    "**<svg onload=window.hacked=1>**",
    "`<iframe srcdoc='<script>parent.hacked=1</script>'>`",
    "- <a href='javascript:window.hacked=1'>x</a>",
    "[<img src=x onerror=window.hacked=1>](https://example.org/)",
    "&lt;img src=x onerror=window.hacked=1&gt;",
    '"><style>*{display:none}</style>',
]
# Only the server's own charts are pictures.
NO_PICTURES = [
    "https://example.org/charts/stress",
    "//example.org/charts/stress",
    "javascript:window.hacked=1",
    "data:image/svg+xml,<svg onload='window.hacked=1'/>",
    "/charts/../api/faq",
    "/charts/stress?have=x&y=1#z",
    "/charts/stress\nhttps://example.org/",
    "/faq",
]


def reply_of(text: str) -> dict[str, Any]:
    return {
        "text": text,
        "outcome": "answered",
        "topic": text,
        "sources": [
            {"title": text, "section": text, "link": "javascript:window.hacked=1", "date": text},
            {"title": "fine", "section": "", "link": "https://example.org/a", "date": None},
        ],
        "suggestions": [{"label": text, "message": text}],
        "cards": [
            {
                "kind": kind,
                "title": text,
                "columns": [text, text],
                "rows": [[text, text, text]],
                "alternative": text,
                "image": image,
            }
            for kind, image in (
                ("table", ""),
                ("steps", "/charts/stress"),
                ("options", ""),
                (text, "/charts/stress"),
                *(("chart", address) for address in (*NO_PICTURES, text)),
            )
        ],
    }


def keep(visit: Visit, text: str) -> None:
    key = f"career-adviser:{visit.home}:conversation"
    visit.page.add_init_script(f"localStorage[{json.dumps(key)}] = {json.dumps(text)}")


def look_for_harm(visit: Visit) -> None:
    expect(visit.answers.first).to_be_visible()
    for link in visit.panel.locator("a").all():
        assert str(link.get_attribute("href")).startswith("https://example.org/")
        assert "noopener" in str(link.get_attribute("rel"))
    assert (
        visit.panel.locator("img, script, iframe, object, embed, style, svg[onload]").count() == 0
    )
    assert visit.panel.locator("[onerror], [onload], [onclick], [style]").count() == 0
    visit.page.wait_for_timeout(50)
    assert visit.page.evaluate("window.hacked") is None


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_answers_stay_text(visits: Visits, text: str) -> None:
    visit = visits().open()
    visit.page.route(
        "**/api/chat/message", lambda route: route.fulfill(json={"reply": reply_of(text)})
    )
    visit.say(text)
    look_for_harm(visit)
    expect(visit.panel.locator(".mine")).to_contain_text(text.replace("\t", " "))


def test_a_hostile_history_stays_text(visits: Visits) -> None:
    visit = visits()
    turns: list[Any] = [
        {"id": f"id-{n}", "text": text, "reply": reply_of(text)} for n, text in enumerate(HOSTILE)
    ]
    turns += [None, 5, {"id": ["x"]}, {"id": "y", "text": {}, "reply": []}]
    keep(visit, json.dumps({"token": "x", "turns": turns}))
    visit.open()
    expect(visit.answers).to_have_count(len(HOSTILE) + 1)
    look_for_harm(visit)


@pytest.mark.parametrize("kept", ["", "{", "null", "[]", '"x"', '{"turns": 5, "token": {}}'])
def test_a_broken_history_is_no_history(visits: Visits, kept: str) -> None:
    visit = visits()
    keep(visit, kept)
    visit.open()
    visit.say("What is R?")
    expect(visit.answers).to_have_count(1)


def test_an_answer_in_no_known_form_harms_nothing(visits: Visits) -> None:
    visit = visits().open()
    visit.page.route("**/api/chat/message", lambda route: route.fulfill(json={"reply": [1]}))
    visit.say("What is R?")
    visit.page.unroute_all()
    visit.page.route("**/api/chat/message", lambda route: route.fulfill(body="<html>"))
    visit.input.fill("What is R?")
    visit.input.press("Enter")
    expect(visit.button("Try again")).to_be_visible()
