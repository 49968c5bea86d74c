"""What messages say about the people who send them: the table is in ``person_messages``."""

import re
import time

import pytest

from knowledge.bootstrap import build_lookup
from knowledge.lookup import Lookup
from knowledge.person.clauses import Claim, split_clauses
from knowledge.person.named_thing import NamedThing
from knowledge.person.recognition import MOST, Recognised, recognise
from knowledge.person.statements import KINDS, Statement
from knowledge.person.wordings import wordings
from knowledge.settings import Settings
from tests.unit.person_messages import STATED
from tests.unit.person_messages_later import STATED_LATER


@pytest.fixture(scope="module")
def lookup(real_knowledge: Settings) -> Lookup:
    return build_lookup(real_knowledge)


def read(lookup: Lookup, message: str) -> Recognised:
    """The message as the running bot reads it: mended, with the things that it names."""
    text = lookup.mended(message)
    return recognise(text, lookup.named_things(text))


ALL_STATED = {**STATED, **STATED_LATER}


@pytest.mark.parametrize(("message", "stated"), ALL_STATED.items())
def test_what_a_message_states(lookup: Lookup, message: str, stated: str) -> None:
    found = {each.to_text() for each in read(lookup, message).stated}
    assert found == set(re.findall(r"~?\w+!?=.*?(?=\s~?[a-z]+!?=|$)", stated))


@pytest.mark.parametrize("message", ALL_STATED)
def test_capitals_and_a_full_stop_change_nothing(lookup: Lookup, message: str) -> None:
    as_typed = read(lookup, message)
    ends = message.rstrip().endswith(("?", ".", "!"))
    assert read(lookup, f"  {message}{'' if ends else '.'} ").stated == as_typed.stated
    assert {each.kind for each in as_typed.stated} <= set(KINDS)


@pytest.mark.parametrize(
    ("message", "mentioned"),
    [
        ("research", {"goal=research"}),
        ("speed", {"taste=speed"}),
        ("something easy that scales", {"taste=easy", "taste=scalability"}),
        ("I don't care about speed", set()),
        ("a bank", {"goal=enterprise"}),
        ("java", set()),
    ],
)
def test_what_is_only_mentioned_is_no_statement(
    lookup: Lookup, message: str, mentioned: set[str]
) -> None:
    found = read(lookup, message)
    assert found.stated == ()
    assert {each.to_text() for each in found.mentioned} == mentioned


@pytest.mark.parametrize(
    ("message", "only_told"),
    [
        ("I know Python", True),
        ("I know Python, what next?", False),
        ("what next", False),
        ("tell me about R", False),
        ("I know Java, did a course", True),
        ("can't code", True),
        ("it must be free and I know R.", True),
    ],
)
def test_whether_anything_is_asked(lookup: Lookup, message: str, only_told: bool) -> None:
    assert read(lookup, message).only_told is only_told


def test_a_message_full_of_names_states_a_bounded_number_of_things() -> None:
    words = [f"skill{number}" for number in range(500)]
    message = "I know " + ", ".join(words)
    named = [
        NamedThing(word, "skill", start := message.index(word), start + len(word)) for word in words
    ]
    assert len(recognise(message, named).stated) == MOST


@pytest.mark.parametrize("message", ["?" * 4000, "not only " * 400, "i know " * 500, "a, " * 1300])
def test_hostile_messages_are_read_quickly(message: str) -> None:
    started = time.monotonic()
    recognise(message, [])
    assert time.monotonic() - started < 2


def test_clauses_keep_their_place_in_the_message() -> None:
    message = "I know R; it costs $1,500, but I need 3.5 hours. No java"
    clauses = split_clauses(message)
    assert [message[each.start : each.end] for each in clauses] == [each.text for each in clauses]
    assert [each.text.strip() for each in clauses] == [
        "I know R",
        "it costs $1,500",
        "I need 3.5 hours",
        "No java",
    ]
    assert [each.claim for each in clauses[::3]] == [Claim.HAS, Claim.HAS_NOT]


def test_every_wording_makes_a_statement_of_a_known_kind() -> None:
    read_in = wordings()
    for group in (read_in.circumstances, read_in.goals, read_in.tastes, read_in.steps):
        assert group
        assert {each.statement.kind for each in group} <= set(KINDS)


@pytest.mark.parametrize(
    "text", ["language=r", "language!=r", "~skill=sql", "hours=a few h a week"]
)
def test_a_statement_survives_being_written_down(text: str) -> None:
    assert Statement.from_text(text).to_text() == text
