"""What «it» stands for in a question taken from a post."""

import pytest

from knowledge.antecedent import with_antecedent


@pytest.mark.parametrize(
    ("question", "before", "meant"),
    [
        (
            "Is it any good for machine learning?",
            ["Julia"],
            "Is Julia any good for machine learning?",
        ),
        ("Can I stay with it?", ["Python", "Java"], "Can I stay with Java?"),
        (
            "Is that something that matters?",
            ["Bayes nets"],
            "Is Bayes nets something that matters?",
        ),
        ("How do these two compare?", ["R", "Python"], "How do R and Python compare?"),
        ("What sets them apart?", ["Java"], "What sets them apart?"),
        ("What sets them apart?", ["R", "R"], "What sets them apart?"),
        ("Is it hard to get a job?", ["Java"], "Is it hard to get a job?"),
        ("How long does it take?", ["Java"], "How long does it take?"),
        ("Is that true?", ["SQL"], "Is that true?"),
        ("Is it hard?", [], "Is it hard?"),
    ],
)
def test_the_pronoun_gets_its_name(question: str, before: list[str], meant: str) -> None:
    assert with_antecedent(question, before) == meant
