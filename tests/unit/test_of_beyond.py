import pytest

from actions.of_beyond import topic_asked


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("how much does an MLE earn in Berlin", "topic-pay"),
        ("will I get a visa for that", "topic-visas"),
        ("am I too old at 52", "topic-age"),
        ("how long until I'm ready", "topic-duration"),
        ("can I pay in instalments", "topic-terms"),
        ("what do they ask in interviews at Google", "topic-interviews"),
        ("can you look at my CV", "topic-applications"),
        ("is it possible to work remotely", "topic-hours"),
        ("which laptop do I need", "topic-hardware"),
        ("is this bootcamp any good", "topic-bootcamps"),
        ("what is the meaning of life", None),
        ("who invented it", None),
        ("does going to meetups pay off", None),
        ("how do I pay for the course", None),
        ("how fast is Julia", None),
        ("does that job pay well", "topic-pay"),
        ("is there a student discount", "topic-terms"),
    ],
)
def test_what_a_question_beyond_the_knowledge_is_about(text: str, topic: str | None) -> None:
    assert topic_asked(text) == topic
