import json

from bot.channels.joining import join_replies
from knowledge.reply import FORGOTTEN, Card, Outcome, Reply, SourceReference, Suggestion

FIRST = Reply(
    "Python is common.",
    Outcome.ANSWERED,
    "python/overview",
    (SourceReference("Article", "Python"),),
    (Suggestion("a", "A?"), Suggestion("b", "B?")),
    (Card("table", "T", (("x", "1"),), ("k", "v"), "x: 1"),),
)
SECOND = Reply("R is for statistics.", Outcome.ANSWERED, "r/overview", (), (Suggestion("c", "C?"),))
UNKNOWN = Reply("I don't know that.", Outcome.UNKNOWN, None, (), (Suggestion("d", "D?"),))
HELLO = Reply("Hello!", Outcome.SMALLTALK)


def test_a_reply_survives_json() -> None:
    assert Reply.from_dict(json.loads(json.dumps(FIRST.to_dict()))) == FIRST


def test_two_answers_are_both_given() -> None:
    both = join_replies([FIRST, SECOND])
    assert both.text == "Python is common.\n\nR is for statistics."
    assert (both.outcome, both.topic) == (Outcome.ANSWERED, "python/overview")
    assert [each.label for each in both.suggestions] == ["a", "c", "b"]


def test_what_is_not_known_is_said_beside_what_is() -> None:
    joined = join_replies([UNKNOWN, SECOND])
    assert (joined.outcome, joined.topic) == (Outcome.ANSWERED, "r/overview")
    assert "don't know" in joined.text


def test_small_talk_gives_way_and_repetition_is_said_once() -> None:
    assert join_replies([HELLO, FIRST]) == FIRST
    assert join_replies([FIRST, FIRST]) == FIRST
    assert join_replies([HELLO, HELLO]) == HELLO


def test_that_somebody_was_erased_is_said_beside_anything() -> None:
    erased = Reply("All of it is erased.", Outcome.SMALLTALK, FORGOTTEN)
    assert join_replies([UNKNOWN, erased]).text == "I don't know that.\n\nAll of it is erased."
    assert "erased" in join_replies([erased, FIRST]).text


def test_beside_what_is_not_known_nothing_is_asked_back_but_the_questions_of_an_interview() -> None:
    asks_back = Reply("Is it one of these?", Outcome.CLARIFY)
    interview = Reply("What do you want it for?", Outcome.CLARIFY, "interview/language_goal")
    assert join_replies([UNKNOWN, asks_back]) == UNKNOWN
    assert "What do you want" in join_replies([UNKNOWN, interview]).text
    assert "one of these" in join_replies([FIRST, asks_back]).text


def test_a_paragraph_is_said_once() -> None:
    fact = "To probability belong Bayes nets and Markov decisions, among others."
    other = "Bayes nets help to predict under uncertainty. How they work is not explained."
    joined = join_replies(
        [
            Reply(fact, Outcome.ANSWERED, "probability/contents"),
            Reply(f"{other}\n\nIn case that is meant: {fact}", Outcome.ANSWERED, "bayes/overview"),
        ]
    )
    assert joined.text == f"{fact}\n\n{other}"
