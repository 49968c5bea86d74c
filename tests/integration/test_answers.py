from knowledge.answers import AnswerService, Focus
from knowledge.ordinals import LAST
from knowledge.reply import Outcome

NOTHING = Focus()


def test_a_named_subject_is_answered_with_its_source(answers: AnswerService) -> None:
    answer = answers.about("strengths", ["r"], NOTHING)
    assert answer.reply.topic == "r/strengths"
    assert [source.section for source in answer.reply.sources] == ["Languages"]
    assert answer.focus.subject == "r"


def test_without_a_name_the_focus_is_meant(answers: AnswerService) -> None:
    answer = answers.about("strengths", [], Focus(subject="python"))
    assert answer.reply.topic == "python/strengths"


def test_a_general_question_is_about_the_main_role(answers: AnswerService) -> None:
    assert answers.about("languages", [], NOTHING).reply.topic == "ml-engineer/languages"


def test_what_is_not_said_is_not_made_up(answers: AnswerService) -> None:
    answer = answers.about("certificate", ["cheap-course"], NOTHING)
    assert answer.reply.outcome is Outcome.UNKNOWN
    assert "Cheap Course" in answer.reply.text
    assert answer.reply.suggestions


def test_price_without_a_course_is_a_table_of_all(answers: AnswerService) -> None:
    (card,) = answers.about("price", [], NOTHING).reply.cards
    assert dict(card.rows) == {
        "Cheap Course": "free",
        "Dear Course": "$25 a month (some modules free)",
    }


def test_the_same_question_for_another_thing(answers: AnswerService) -> None:
    asked = answers.about("strengths", ["python"], NOTHING)
    assert answers.follow_up(["r"], asked.focus).reply.topic == "r/strengths"


def test_a_place_in_the_last_list(answers: AnswerService) -> None:
    listed = answers.about("courses", [], NOTHING).focus
    assert answers.choose(2, listed).reply.topic == "dear-course/overview"
    assert answers.choose(LAST, listed).reply.topic == "dear-course/overview"
    past = answers.choose(9, listed).reply
    assert past.outcome is Outcome.CLARIFY
    assert "2" in past.text
    assert answers.choose(1, NOTHING).reply.outcome is Outcome.CLARIFY


def test_more_gives_the_further_detail_once(answers: AnswerService) -> None:
    asked = answers.about("duties", [], NOTHING)
    assert "running" in answers.more([], asked.focus).reply.text
    nothing = answers.more([], Focus("r", "strengths"))
    assert nothing.reply.outcome is Outcome.UNKNOWN


def test_comparison_of_roles_is_a_table(answers: AnswerService) -> None:
    (card,) = answers.compare([], NOTHING).reply.cards
    assert card.rows == (("What they make", "Reports", "Software"),)
    assert card.columns[1:] == ("Data scientist", "ML engineer")


def test_comparison_of_languages_and_of_one_with_the_focus(answers: AnswerService) -> None:
    both = answers.compare(["python", "r"], NOTHING).reply
    assert both.outcome is Outcome.ANSWERED
    assert both.cards[0].columns[1:] == ("Python", "R")
    assert answers.compare(["r"], Focus(subject="python")).reply.cards == both.cards


def test_comparison_with_itself_asks_back(answers: AnswerService) -> None:
    assert answers.compare(["r", "r"], NOTHING).reply.outcome is Outcome.CLARIFY


def test_unsure_offers_what_may_have_been_meant(answers: AnswerService) -> None:
    reply = answers.unsure(["strengths"], ["python"], [], NOTHING).reply
    assert reply.outcome is Outcome.CLARIFY
    assert reply.suggestions[0].message == "What is Python good at?"


def test_unknown_ids_are_ignored(answers: AnswerService) -> None:
    assert answers.about("languages", ["nobody"], NOTHING).reply.topic == "ml-engineer/languages"
    assert answers.follow_up(["nobody"], NOTHING).reply.outcome is Outcome.UNKNOWN


def test_a_malformed_focus_is_an_empty_one() -> None:
    assert Focus.from_dict("x") == Focus.from_dict({"listed": 3, "subject": 4}) == NOTHING


def test_a_listed_question_of_a_comparison_is_known(answers: AnswerService) -> None:
    reply = answers.at("data-scientist/vs-ml-engineer", NOTHING).reply
    assert reply.topic == "data-scientist/vs-ml-engineer"
    assert reply.cards
