from knowledge.answers import AnswerService, Focus
from knowledge.phrases import Phrase
from knowledge.reply import Outcome
from knowledge.second_fact import with_second

NOTHING = Focus()
PHRASE = Phrase("Or this: {text}", Outcome.ANSWERED, ())


def test_two_facts_where_it_is_not_sure_which_was_meant(answers: AnswerService) -> None:
    first = answers.at("python/strengths", NOTHING)
    second = answers.at("r/strengths", NOTHING)
    both = with_second(first, second, PHRASE)
    assert first.reply.text in both.reply.text
    assert second.reply.text in both.reply.text
    assert (both.reply.topic, both.reply.second_topic) == ("python/strengths", "r/strengths")
    assert both.focus == first.focus
    assert set(second.reply.sources) <= set(both.reply.sources)


def test_the_same_fact_is_told_once(answers: AnswerService) -> None:
    first = answers.at("python/strengths", NOTHING)
    assert with_second(first, first, PHRASE) == first


def test_only_facts_are_told_together(answers: AnswerService) -> None:
    fact, none = answers.at("python/strengths", NOTHING), answers.say("not-sure", NOTHING)
    assert with_second(fact, none, PHRASE) == fact
    assert with_second(none, fact, PHRASE) == none


def test_a_second_fact_stands_in_for_one_that_there_is_not(answers: AnswerService) -> None:
    fact = answers.at("python/strengths", NOTHING)
    nothing = answers.about("certificate", ["cheap-course"], NOTHING)
    assert with_second(nothing, fact, PHRASE) == fact
