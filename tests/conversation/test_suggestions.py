"""Every button leads somewhere: each message that a suggestion sends is understood."""

import json

import sqlalchemy as sa

from knowledge.bootstrap import build_engine
from knowledge.settings import Settings
from tests.running_bot import RunningBot, advisor


def test_every_answer_is_reachable_by_the_message_of_its_button(
    bot: RunningBot, state: Settings
) -> None:
    engine = build_engine(state)
    query = """
        SELECT subject_id || '/' || aspect AS address, (
            SELECT text FROM question WHERE answer_id = answer.id ORDER BY id LIMIT 1
        ) AS sends FROM answer
    """
    with engine.connect() as connection:
        rows = connection.execute(sa.text(query)).all()
    assert len(rows) > 150
    wrong = [
        (row.sends, reply["topic"])
        for number, row in enumerate(rows)
        if (reply := bot.say(f"button-{number}", row.sends))["topic"] != row.address
    ]
    assert wrong == []


def test_ask_prints_the_answer_with_its_source(state: Settings) -> None:
    done = advisor(state, "ask", "Does an ML engineer code?")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Yes")
    assert "Source: " in done.stdout


def test_ask_jsonl_keeps_a_conversation_per_sender_and_goes_on_after_a_bad_line(
    state: Settings,
) -> None:
    lines = [
        '{"sender": "a", "message": "what is julia"}',
        '{"sender": "b", "message": "what is scala"}',
        "not json",
        '{"sender": "", "message": "hi"}',
        '{"sender": "a", "message": 5}',
        '{"sender": "a", "message": "what is it good at"}',
        '{"sender": "b", "message": "what is it good at"}',
    ]
    done = advisor(state, "ask", "--jsonl", stdin="\n".join(lines))
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(replies) == len(lines)
    assert [reply.get("topic") for reply in replies] == [
        "julia/overview",
        "scala/overview",
        None,
        None,
        None,
        "julia/strengths",
        "scala/strengths",
    ]
    assert ["error" in reply for reply in replies] == [False, False, True, True, True, False, False]


def test_chat_takes_numbers_for_suggestions(state: Settings) -> None:
    done = advisor(state, "chat", stdin="1\nquit\n")
    assert done.returncode == 0, done.stderr
    assert "ML engineers develop" in done.stdout
