import pytest

from actions.of_beyond import topic_asked


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("how much does an MLE earn in Berlin", "salaries or what people earn"),
        ("will I get a visa for that", "visas or work permits"),
        ("am I too old at 52", "age"),
        ("how long until I'm ready", "how long it takes"),
        ("can I pay in instalments", "instalments, discounts or refunds"),
        ("what do they ask in interviews at Google", "job interviews"),
        ("can you look at my CV", "CVs and applications"),
        ("is it possible to work remotely", "working hours or working from home"),
        ("which laptop do I need", "computers or other hardware"),
        ("is this bootcamp any good", "bootcamps"),
        ("what is the meaning of life", None),
        ("who invented it", None),
    ],
)
def test_what_a_question_beyond_the_knowledge_is_about(text: str, topic: str | None) -> None:
    assert topic_asked(text) == topic
