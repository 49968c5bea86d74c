"""The adviser's memory under stress: restarts, stale buttons, two devices, forgetting."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from knowledge.bootstrap import build_profiles
from knowledge.person.profile import MOST, Profile
from knowledge.person.store import person_key
from knowledge.reply import FORGOTTEN
from knowledge.settings import Settings
from tests.running_bot import RunningBot
from tests.web_client import WebClient, new_id


@pytest.fixture
def own_state(state: Settings, tmp_path: Path) -> Settings:
    """A copy of the state that a test may break."""
    directory = tmp_path / "state"
    shutil.copytree(state.state_directory, directory)
    return state.copy(update={"state_directory": directory})


def stranger() -> str:
    return uuid.uuid4().hex


def known(settings: Settings, sender: str) -> Profile:
    return build_profiles(settings).read(sender)


def rows(settings: Settings, database: str, query: str, *values: str) -> list[Any]:
    """What stands in a database, read beside the bot."""
    with closing(sqlite3.connect(settings.state_directory / database)) as connection:
        return connection.execute(query, values).fetchall()


def labels(reply: dict[str, Any]) -> list[str]:
    return [each["label"] for each in reply["suggestions"]]


def test_an_interview_goes_on_after_a_restart(own_state: Settings, tmp_path: Path) -> None:
    sender = stranger()
    with RunningBot(own_state, tmp_path / "before") as bot:
        assert bot.say(sender, "Help me choose a language")["topic"] == "interview/language_goal"
        background = bot.say(sender, "Research")
        assert background["topic"] == "interview/language_background"
    with RunningBot(own_state, tmp_path / "after") as bot:
        taste = bot.say(sender, "I know Python")
        assert taste["topic"] == "interview/language_taste", taste["text"]
        advice = bot.say(sender, "Statistics and charts")
        assert advice["topic"] == "advice/language"
        assert advice["text"].split("**")[1] == "R"
    profile = known(own_state, sender)
    assert (profile.goal, profile.languages) == ("research", ("python",))


@pytest.mark.parametrize(
    "label",
    [
        "A job",
        "Statistics and charts",
        "I know Python",
        "It must be free",
        "Up to $25 a month",
        "No certificate needed",
        "Insights and charts",
        "Software that runs by itself",
        "None yet",
        "Skip",
    ],
)
def test_a_button_from_an_hour_ago_gets_a_sensible_reply(bot: RunningBot, label: str) -> None:
    reply = bot.say(stranger(), label)
    assert reply["outcome"] in {"clarify", "advice", "smalltalk", "answered"}, reply
    assert reply["outcome"] != "answered" or reply["sources"]
    assert reply["suggestions"], reply["text"]


def test_a_button_from_an_hour_ago_is_not_lost(bot: RunningBot) -> None:
    sender = stranger()
    assert bot.say(sender, "Research")["topic"] == "interview/language_background"
    assert known(bot.settings, sender).goal == "research"
    sender = stranger()
    assert bot.say(sender, "It must be free")["topic"] == "advice/course"
    assert known(bot.settings, sender).budget == "free"


def test_two_devices_of_one_person_at_once_keep_both_facts(bot: RunningBot) -> None:
    for _ in range(5):
        sender = stranger()
        with ThreadPoolExecutor(2) as devices:
            replies = list(devices.map(lambda text, s=sender: bot.say(s, text), FACTS))
        assert all(reply["text"] for reply in replies)
        profile = known(bot.settings, sender)
        assert (profile.languages, profile.degree) == (("java",), False)


FACTS = ("I know Java", "I have no degree")


def test_forget_me_erases_profile_conversation_and_feedback(bot: RunningBot) -> None:
    visitor, other = WebClient(bot.url).start(), stranger()
    bot.say(other, "I know Java")
    before = {row[0] for row in rows(bot.settings, "conversations.db", SENDERS)}
    message = new_id()
    assert visitor.send("I know R and I have no degree", message).status == 200
    body = {"id": message, "thumb": "down", "reason": "too short"}
    feedback = len(rows(bot.settings, "knowledge.db", "SELECT * FROM feedback"))
    assert visitor.call("POST", "/api/chat/feedback", body).status == 204
    (sender,) = {row[0] for row in rows(bot.settings, "conversations.db", SENDERS)} - before
    assert known(bot.settings, sender).languages == ("r",)
    assert rows(bot.settings, "conversations.db", EVENTS, sender)
    assert len(rows(bot.settings, "knowledge.db", "SELECT * FROM feedback")) == feedback + 1

    reply = visitor.send("forget me").body["reply"]

    assert reply["outcome"] != "error", reply
    assert rows(bot.settings, "knowledge.db", PROFILES, person_key(sender)) == []
    assert rows(bot.settings, "conversations.db", EVENTS, sender) == []
    assert len(rows(bot.settings, "knowledge.db", "SELECT * FROM feedback")) == feedback
    assert known(bot.settings, other).languages == ("java",)
    again = visitor.send("What do you know about me?").body["reply"]
    assert "R" not in again["text"].replace("“", " ").split()
    assert "know nothing" in again["text"]


SENDERS = "SELECT DISTINCT sender_id FROM events"
EVENTS = "SELECT data FROM events WHERE sender_id = ?"
PROFILES = "SELECT known FROM profile WHERE person = ?"


def test_forgetting_in_the_middle_of_an_interview_ends_it(bot: RunningBot) -> None:
    sender = stranger()
    bot.say(sender, "Help me choose a language")
    bot.say(sender, "Research")
    reply = bot.say(sender, "forget me")
    assert reply["topic"] == FORGOTTEN
    assert "know already" not in reply["text"]  # the question that was open
    assert known(bot.settings, sender).is_empty
    assert rows(bot.settings, "conversations.db", EVENTS, sender) == []
    assert bot.say(sender, "What is Python used for?")["outcome"] == "answered"


def test_a_message_that_names_very_many_skills_is_read_and_bounded(bot: RunningBot) -> None:
    sender = stranger()
    names = "python, r, java, matlab, julia, scala, sql, statistics, calculus, linear algebra"
    started = time.monotonic()
    reply = bot.say(sender, f"I know {', '.join([names] * 40)}")
    assert time.monotonic() - started < 10
    assert reply["outcome"] != "error", reply["text"]
    profile = known(bot.settings, sender)
    assert {"python", "r", "java", "scala"} <= set(profile.languages)
    assert len(profile.languages) + len(profile.skills) <= MOST
    assert len(reply["text"]) < 4000


@pytest.mark.parametrize("place", ["the ninth one", "number 47", "the 3rd one", "the last one"])
def test_a_place_past_the_end_of_the_list(bot: RunningBot, place: str) -> None:
    sender = stranger()
    advised = bot.say(sender, "Which course fits me? It must be free and I need no certificate")
    assert advised["topic"] == "advice/course", advised["text"]
    reply = bot.say(sender, place)
    assert reply["outcome"] in ({"answered"} if place in WITHIN else {"clarify"}), reply
    assert reply["suggestions"]


WITHIN = ("the 3rd one", "the last one")


def test_a_store_that_nobody_can_write_to_costs_the_memory_and_not_the_reply(
    own_state: Settings, tmp_path: Path
) -> None:
    sender = stranger()
    # Longer than a locked database is waited for, so that the answer has its time.
    patient = {"ADVISOR_ANSWER_DEADLINE_SECONDS": "8"}
    with RunningBot(own_state, tmp_path / "log", **patient) as bot:
        lock = sqlite3.connect(own_state.state_directory / "knowledge.db", timeout=1)
        lock.execute("BEGIN IMMEDIATE")
        reply = bot.say(sender, "I know R. What is Python used for?")
        lock.rollback()
        lock.close()
        assert reply["outcome"] == "answered", reply
        assert "Noted" not in reply["text"]
        assert "what was told could not be kept" in bot.log.read_text()
        assert known(own_state, sender).is_empty
        assert "Noted" in bot.say(sender, "I know R. What is Python used for?")["text"]


def test_many_messages_of_one_person_at_once_all_get_a_reply(bot: RunningBot) -> None:
    sender = stranger()
    said = ["I know Java", "Help me choose a language", "Research", "skip", "stop"] * 2
    replies: list[dict[str, Any]] = []
    threads = [
        threading.Thread(target=lambda t=text: replies.append(bot.say(sender, t))) for text in said
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    assert len(replies) == len(said)
    assert not [reply for reply in replies if reply["outcome"] == "error"]
    stored = [json.loads(row[0]) for row in rows(bot.settings, "conversations.db", EVENTS, sender)]
    assert sum(event["event"] == "user" for event in stored) == len(said)
    assert known(bot.settings, sender).languages == ("java",)
