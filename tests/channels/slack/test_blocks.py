import json
from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.slack.blocks import (
    Message,
    after_click,
    rating_value,
    read_rating,
    render,
)
from bot.channels.slack.limits import pieces, shortened
from bot.channels.slack.texts import read_texts
from knowledge.reply import Card, Outcome, Reply, SourceReference, Suggestion
from tests.channels.slack.slack_rules import problems_of_message

TEXTS = read_texts()


def shown(reply: Reply) -> list[Message]:
    messages = render(reply, TEXTS)
    for message in messages:
        assert problems_of_message(asdict(message)) == []
    return messages


def kinds(message: Message) -> list[str]:
    return [block["type"] for block in message.blocks]


def words(message: Message) -> str:
    return "\n".join(b["text"]["text"] for b in message.blocks if b["type"] == "section")


def test_an_answer_has_text_source_suggestions_and_thumbs() -> None:
    reply = Reply(
        "**Yes**, it does.",
        Outcome.ANSWERED,
        "ml-engineer/coding",
        (
            SourceReference("An article", "Coding", "https://x.org/a", "2024-01-01"),
            SourceReference("An article", "Skills", "https://x.org/a", "2024-01-01"),
        ),
        (Suggestion("Which language?", "Which language is best?"),),
    )
    (message,) = shown(reply)
    assert kinds(message) == ["section", "context", "actions", "context_actions"]
    assert message.text == "*Yes*, it does."
    assert message.blocks[1]["elements"][0]["text"] == (
        "Source: <https://x.org/a|An article> (2024-01-01), Coding; Skills"
    )
    assert message.blocks[2]["elements"][0]["value"] == "Which language is best?"
    thumbs = message.blocks[3]["elements"][0]
    assert read_rating(thumbs["positive_button"]["value"]) == ("up", "ml-engineer/coding")
    assert read_rating(thumbs["negative_button"]["value"]) == ("down", "ml-engineer/coding")


@pytest.mark.parametrize("outcome", [Outcome.CLARIFY, Outcome.ERROR, Outcome.SMALLTALK])
def test_what_is_no_answer_has_no_thumbs(outcome: Outcome) -> None:
    assert kinds(shown(Reply("Hm?", outcome))[0]) == ["section"]


def test_a_narrow_table_is_aligned_and_not_told_twice() -> None:
    card = Card(
        "table", "Price", (("Coursera & co", "free"), ("DataCamp", "$25")), ("Course", "Price")
    )
    (message,) = shown(
        Reply("By price:\n- Coursera & co: free\n- DataCamp: $25\n\nThat's all.", Outcome.CLARIFY,
              cards=(card,))
    )  # fmt: skip
    text = words(message)
    assert text.startswith("By price:\n\nThat's all.\n*Price*\n```\nCourse         Price\n")
    assert "\nCoursera &amp; co  free\n" in text
    assert text.count("Coursera") == 1
    assert "Coursera" in message.text  # complete for screen readers


def test_a_wide_table_becomes_records() -> None:
    card = Card("table", "", (("Strengths", "x " * 40, "y"), ("", "z")), ("", "Python", "R"))
    text = words(shown(Reply("Both:", Outcome.CLARIFY, cards=(card,)))[0])
    assert "*Strengths*\n• Python: " in text
    assert "• R: y" in text


def test_steps_options_and_charts() -> None:
    cards = (
        Card("steps", "Way", (("Learn **Python**", "first < all"), ("Build",))),
        Card("options", "", (("One", "a thing"), ("Two",))),
        Card("chart", "Share", (("R", "31", "%"), ("Python", "57", "%")), alternative="Few use R."),
        Card("chart", "", (("R", "lowest"),)),
        Card("chart", "", (("R", "-1", "%"),)),
        Card("chart", "", (("R",),)),
        Card("poem", "", (), alternative="in words"),
    )
    text = words(shown(Reply("See:", Outcome.CLARIFY, cards=cards))[0])
    assert "*1. Learn Python*\nfirst &lt; all\n*2. Build*" in text
    assert "• *One* – a thing\n• *Two*" in text
    assert "Few use R.\n```\nR       ███████████           31 %\n" in text
    assert "• R: lowest" in text
    assert "• R: -1 %" in text
    assert text.endswith("in words")


def pictured(card: Card, public_url: str = "https://x.org/advisor") -> list[dict[str, Any]]:
    (message,) = render(Reply("See:", Outcome.CLARIFY, cards=(card,)), TEXTS, public_url)
    assert problems_of_message(asdict(message)) == []
    return message.blocks[1:]


@pytest.mark.parametrize(
    ("image", "address"),
    [
        ("/charts/stress", "https://x.org/advisor/charts/stress.png"),
        ("/charts/skills?have=python.r", "https://x.org/advisor/charts/skills.png?have=python.r"),
    ],
)
def test_a_chart_is_a_picture_with_an_alternative(image: str, address: str) -> None:
    rows = (("R", "31", "%"), ("Python", "57", "%"))
    chart = Card("chart", "Share", rows, alternative="Few use R.", image=image)
    title = {"type": "plain_text", "text": "Share"}
    expected = {"type": "image", "image_url": address, "alt_text": "Few use R.", "title": title}
    assert pictured(chart) == [expected]
    assert pictured(replace(chart, title="", alternative="")) == [
        {"type": "image", "image_url": address, "alt_text": "R: 31 %; Python: 57 %"}
    ]
    assert [b["type"] for b in pictured(chart, "")] == ["section", "section", "section"]


def test_a_picture_with_an_address_that_is_too_long_is_said_in_words() -> None:
    chart = Card("chart", "", (("R", "1"),), alternative="x" * 5000, image="/" + "y" * 3000)
    assert {b["type"] for b in pictured(chart)} == {"section"}
    assert len(pictured(replace(chart, image="/charts/x"))[0]["alt_text"]) == 2000


def test_what_a_card_does_not_show_stays_in_the_text() -> None:
    chart = Card("chart", "Skills", (("Languages", "1", "of 4"),), image="/charts/skills")
    reply = Reply("Missing:\n- Languages: R and Java\n- Languages: 1 of 4", Outcome.ADVICE,
                  cards=(chart,))  # fmt: skip
    assert words(shown(reply)[0]).split("\n")[:2] == ["Missing:", "• Languages: R and Java"]
    assert "1 of 4" in words(shown(reply)[0])


def test_a_long_reply_of_pictures_has_words_for_each_message() -> None:
    chart = Card("chart", "", (("R", "1"),), alternative="a" * 2000, image="/charts/x")
    for message in render(Reply("x", Outcome.CLARIFY, cards=(chart,) * 9), TEXTS, "https://x.org"):
        assert problems_of_message(asdict(message)) == []
        assert message.text


def test_long_labels_values_and_lists_are_cut() -> None:
    many = tuple(Suggestion("l" * 90, "m" * 3000) for _ in range(60))
    sources = tuple(SourceReference(f"t{i}", "s" * 3000) for i in range(30))
    message = shown(Reply("x", Outcome.CLARIFY, sources=sources, suggestions=many))[-1]
    rows = [b["elements"] for b in message.blocks if b["type"] == "actions"]
    assert [len(each) for each in rows] == [25, 25, 10]
    buttons = rows[0]
    assert len(buttons[0]["text"]["text"]) == 75
    assert len(buttons[0]["value"]) == 2000


def test_a_long_reply_takes_several_messages_with_buttons_under_the_last() -> None:
    rows = tuple((f"row {i}", "word " * 60) for i in range(180))
    messages = shown(
        Reply("List:", Outcome.ANSWERED, suggestions=(Suggestion("a", "b"),),
              cards=(Card("table", "Long", rows, ("Name", "Text")),))
    )  # fmt: skip
    assert len(messages) == 5
    assert "actions" not in kinds(messages[0])
    assert kinds(messages[-1])[-2:] == ["actions", "context_actions"]
    assert "row 0" in words(messages[0])


def test_an_empty_reply_is_still_a_message() -> None:
    shown(Reply("", Outcome.ERROR))
    shown(Reply(" ", Outcome.ERROR, suggestions=(Suggestion("", "x"), Suggestion("y", " "))))


_text = st.text(alphabet="ab <>&*_`|[]()\n#-é€1.", max_size=80)
_word = _text | st.integers(1, 4000).map(lambda n: "<&*x " * n)
_replies = st.builds(
    Reply,
    text=_word,
    outcome=st.sampled_from(Outcome),
    topic=st.none() | _text,
    sources=st.lists(
        st.builds(SourceReference, _word, _word, st.none() | st.just("https://x.org/?a&b")),
        max_size=14,
    ).map(tuple),
    suggestions=st.lists(st.builds(Suggestion, _word, _word), max_size=30).map(tuple),
    cards=st.lists(
        st.builds(
            Card,
            st.sampled_from(["table", "steps", "options", "chart", "other"]),
            _text,
            st.lists(st.lists(_word, min_size=1, max_size=4).map(tuple), max_size=60).map(tuple),
            st.lists(_text, max_size=4).map(tuple),
            _word,
            st.sampled_from(["", "/charts/x", "/charts/x?y=1", "/" + "z" * 3000]),
        ),
        max_size=3,
    ).map(tuple),
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(_replies, st.sampled_from(["", "https://x.org"]))
def test_slack_takes_every_reply(reply: Reply, public_url: str) -> None:
    for message in render(reply, TEXTS, public_url):
        found = problems_of_message(asdict(message))
        assert [each for each in found if not each.startswith("unescaped")] == []


def test_after_a_click_the_buttons_are_gone() -> None:
    chart = Card("chart", "", (("R", "1"),), image="/charts/x")
    reply = Reply("x", Outcome.ANSWERED, suggestions=(Suggestion("a", "b"),) * 30, cards=(chart,))
    (message,) = render(reply, TEXTS, "https://x.org")
    added = {"section": {"verbatim": None}, "image": {"image_width": 5, "fallback": "x"}}
    sent_back = [{**block, **added.get(block["type"], {})} for block in message.blocks]
    blocks = after_click(sent_back, "You chose: a")
    assert [b["type"] for b in blocks] == ["section", "image", "context_actions", "context"]
    assert problems_of_message({"text": "x", "blocks": blocks}) == []


@pytest.mark.parametrize(
    "value", [None, "", "{", "[1]", '["a", "b"]', "[true, 1]", "[true]", "1", '["up"]']
)
def test_what_is_no_rating(value: object) -> None:
    assert read_rating(value) is None


def test_a_rating_without_topic() -> None:
    assert read_rating(rating_value("up", None)) == ("up", None)
    assert len(json.loads(rating_value("up", "x" * 900))[1]) == 200


def test_pieces_lose_nothing_and_cuts_leave_no_half() -> None:
    text = "\n\n".join("word " * 50 for _ in range(40)).strip()
    assert " ".join(" ".join(pieces(text, 700)).split()) == " ".join(text.split())
    assert all(len(piece) <= 700 for piece in pieces("x" * 5000, 700))
    assert shortened("aaaa <https://x.org|label>", 12) == "aaaa…"
    assert shortened("aaaaaaa &amp; b", 11) == "aaaaaaa…"
