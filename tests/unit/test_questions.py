import pytest

from bot.channels.questions import MOST_QUESTIONS, leans_on, read_questions


@pytest.mark.parametrize(
    "message",
    [
        "Does an ML engineer code?",
        "python or r",
        "Hi! Python or R?",
        "What do data scientists and engineers do?",
        "tell me what to learn and how to learn it",
        "I like it. Thanks a lot for all the good help",
        "i read that ml ppl are the most stressed in IT. true or bs?",
        "R&D, C++ and Java",
        "I only know Java. Is that enough?",
        "been writing java for six years at a bank, mostly spring. did some stats in college",
        "so i can list the courses, which three are recommended?",
        "I can't decide between the two. Could you ask me some questions to find out?",
        "did that as well, small churn model. after that?",
        "what do data scientists hand in and what do ml engineers?",
        "?",
        "",
    ],
)
def test_one_thought_stays_whole(message: str) -> None:
    assert read_questions(message) == [message]


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        (
            "is it stressful and which language should i learn",
            ["is it stressful", "which language should i learn"],
        ),
        (
            "hairdresser 31, tired. show me all the courses pls",
            ["show me all the courses pls"],
        ),
        (
            "I keep hearing that ML people earn more than web developers do in this town and in"
            " others. By how much, roughly?",
            [
                "I keep hearing that ML people earn more than web developers do in this town and in"
                " others. By how much, roughly?"
            ],
        ),
        (
            "People in my company say data scientist and ML engineer as if that were one thing. My"
            " mentor claims they are. Is that so?",
            [
                "People in my company say data scientist and ML engineer as if that were one thing."
                " My mentor claims they are. Is that so?"
            ],
        ),
        (
            "udacity free or paid, and do i get a cert",
            ["udacity free or paid", "do i get a cert"],
        ),
        (
            "What does DataCamp cost? Does Udacity give a certificate?",
            ["What does DataCamp cost?", "Does Udacity give a certificate?"],
        ),
        (
            "I taught maths for eight years. My partner thinks I am mad.\nSo, do I need a degree?",
            ["So, do I need a degree?"],
        ),
        (
            "stay at home mum here, got two hours a week, where do i even begin",
            ["where do i even begin"],
        ),
        (
            "I'm 52 and work as an accountant, am I too old for this",
            ["am I too old for this"],
        ),
        (
            "do you need maths for this? btw i write java at work",
            ["do you need maths for this?"],
        ),
        (
            "Hello there, my son wants to become a machine learning engineer one day. "
            "He has no degree. Is that possible?",
            ["He has no degree. Is that possible?"],
        ),
        (
            "I have three kids and far too little time for anything at all. "
            "Which language is right for me?",
            ["Which language is right for me?"],
        ),
        (
            "My uncle, an old developer, keeps telling me to design interfaces for change. "
            "Does that hold in machine learning too?",
            [
                "My uncle, an old developer, keeps telling me to design interfaces for change. "
                "Does that hold in machine learning too?"
            ],
        ),
        (
            "I have been reading a lot lately and I am still quite unsure. "
            "I wonder what ML engineers do all day.",
            ["I wonder what ML engineers do all day."],
        ),
    ],
)
def test_questions_are_found(message: str, questions: list[str]) -> None:
    assert read_questions(message) == questions


def test_many_questions_are_cut_to_the_last() -> None:
    message = "What is R? What is Julia? What is Scala? What is Java?"
    assert read_questions(message) == ["What is Scala?", "What is Java?"]
    assert len(read_questions(message)) == MOST_QUESTIONS


@pytest.mark.parametrize(
    ("before", "question", "leans"),
    [
        ("do you run evening classes", "what do they cost", True),
        ("does it have a forum", "what does it cost", False),
        ("what is the weather", "what is Python", False),
        ("what does an ML engineer earn", "is it stressful", False),  # the job is
        ("what do ML engineers ask in interviews", "are they easy", True),
        ("is leetcode asked in ML interviews", "is it easy or hard ones", True),
    ],
)
def test_a_question_leans_on_what_the_one_before_brought_up(
    before: str, question: str, leans: bool
) -> None:
    assert leans_on(before, question) is leans
