"""A message that is an example in all but its spelling has that example's intent."""

from bot.components.intent_classifier import SURE, _first


def test_the_intent_of_the_example_comes_first_and_the_others_keep_their_order() -> None:
    ranking = _first("ask_teacher", [("doubt", 0.5), ("ask_teacher", 0.2), ("greet", 0.1)])
    assert ranking[0] == ("ask_teacher", SURE)
    assert [name for name, _ in ranking] == ["ask_teacher", "doubt", "greet"]
    assert sum(share for _, share in ranking) <= 1
