"""The actions with real services when something they need is broken: each turn has a reply."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.advising import (
    ActionAdviseRoadmap,
    ActionExplainAdvice,
    ActionFindCheaper,
    ActionShowFigures,
)
from actions.asking_back import FOLLOWS
from actions.interview_forms import LanguageForm
from actions.interview_turn import REQUESTED
from actions.person import ActionForgetPerson, ActionNotePerson, ActionShowPerson
from actions.questions import ActionAnswerQuestion
from actions.services import services
from actions.speaking import AnsweringAction
from knowledge.bootstrap import build_engine, build_profiles
from knowledge.person.profile import Profile
from knowledge.person.statements import Statement
from knowledge.settings import PROJECT_ROOT, Settings, load_settings
from knowledge.tables import profile as profile_table

SENDER = "somebody"


@pytest.fixture
def own_knowledge(
    real_knowledge: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Settings]:
    """A copy of the knowledge base that a test may break, with which the actions work."""
    directory = tmp_path / "state"
    shutil.copytree(real_knowledge.state_directory, directory)
    monkeypatch.setenv("ADVISOR_STATE_DIRECTORY", str(directory))
    services.cache_clear()
    yield load_settings()
    services.cache_clear()


def lose_the_profiles(settings: Settings) -> None:
    engine = build_engine(settings)
    profile_table.drop(engine)
    engine.dispose()


async def turn(
    action: AnsweringAction, text: str, *stated: str, intent: str = "", **tracked: Any
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """One turn: the Reply, and the events."""
    message = {
        "text": text,
        "intent": {"name": intent},
        "entities": tracked.pop("entities", []),
        "statements": {"stated": list(stated), "mentioned": [], "asks": not stated},
        "second": tracked.pop("second", None),
        "intent_ranking": tracked.pop("ranking", []),
    }
    loop = tracked.pop("active_loop", {})
    tracker = Tracker(SENDER, tracked, message, [], False, None, loop, "action_listen")
    dispatcher = CollectingDispatcher()
    events = await action.run(dispatcher, tracker, {})
    (sent,) = dispatcher.messages
    reply: dict[str, Any] = sent["custom"]["reply"]
    assert reply["text"] == sent["text"]
    return reply, events


OVERVIEW = [{"entity": "answer", "value": "python/overview"}]


@pytest.mark.parametrize("second", [{"address": "r/overview"}, {"intent": "ask_math"}])
async def test_what_may_be_meant_as_well_is_told_too(
    own_knowledge: Settings, second: dict[str, str]
) -> None:
    reply, _ = await turn(ActionAnswerQuestion(), "Python?", entities=OVERVIEW, second=second)
    assert reply["topic"] == "python/overview"
    assert reply["second_topic"] in ("r/overview", "ml-engineer/math")


async def test_what_is_told_in_passing_is_kept_and_confirmed(own_knowledge: Settings) -> None:
    reply, _ = await turn(
        ActionAnswerQuestion(), "I know R. Python?", "language=r", entities=OVERVIEW
    )
    assert reply["topic"] == "python/overview"
    assert reply["text"].startswith("Noted: you know R.")
    assert build_profiles(own_knowledge).read(SENDER).languages == ("r",)


async def test_without_profiles_the_memory_is_lost_and_not_the_reply(
    own_knowledge: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    lose_the_profiles(own_knowledge)
    reply, _ = await turn(
        ActionAnswerQuestion(), "I know R. Python?", "language=r", entities=OVERVIEW
    )
    assert (reply["topic"], reply["outcome"]) == ("python/overview", "answered")
    assert "Noted" not in reply["text"]
    assert "what was told could not be kept" in caplog.text


async def test_without_profiles_advice_is_that_for_a_stranger(
    own_knowledge: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    lose_the_profiles(own_knowledge)
    reply, _ = await turn(ActionAdviseRoadmap(), "make me a plan")
    assert (reply["topic"], reply["outcome"]) == ("advice/roadmap", "advice")
    assert "a profile could not be read" in caplog.text


async def test_without_profiles_an_interview_goes_on_with_what_it_heard(
    own_knowledge: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    lose_the_profiles(own_knowledge)
    loop = {"name": "language_form"}
    slots = {REQUESTED: "language_goal"}
    reply, events = await turn(
        LanguageForm(), "for research", "goal=research", active_loop=loop, **slots
    )
    assert reply["topic"] == "interview/language_background"
    assert {"event": "slot", "timestamp": None, "name": "language_goal", "value": "research"} in (
        events
    )
    assert "a profile could not be changed" in caplog.text
    reply, events = await turn(
        LanguageForm(),
        "go back",
        intent="go_back",
        active_loop=loop,
        requested_slot="language_background",
        language_goal="research",
    )
    assert reply["topic"] == "interview/language_goal"


async def test_without_profiles_nothing_is_said_to_be_kept(own_knowledge: Settings) -> None:
    lose_the_profiles(own_knowledge)
    reply, _ = await turn(ActionNotePerson(), "I know R", "language=r")
    assert reply["outcome"] == "clarify"


async def test_without_profiles_nobody_is_told_that_they_are_unknown_or_forgotten(
    own_knowledge: Settings,
) -> None:
    lose_the_profiles(own_knowledge)
    for action in (ActionShowPerson(), ActionForgetPerson()):
        reply, events = await turn(action, "what do you know about me / forget me")
        assert (reply["outcome"], events) == ("error", [])


async def test_what_ceases_to_hold_is_kept_without_being_repeated(own_knowledge: Settings) -> None:
    profiles = build_profiles(own_knowledge)
    profiles.change(SENDER, lambda known: known.told([Statement("level", "beginner")]))
    reply, _ = await turn(ActionNotePerson(), "I'm not a beginner", "level!=beginner")
    assert (reply["topic"], reply["outcome"]) == ("person", "smalltalk")
    assert "you are a beginner" not in reply["text"]
    assert profiles.read(SENDER).level is None


async def test_said_both_ways_nothing_is_kept_and_it_is_asked_which(
    own_knowledge: Settings,
) -> None:
    reply, _ = await turn(ActionNotePerson(), "…", "language=r", "language!=r")
    assert "Which is right?" in reply["text"]
    assert build_profiles(own_knowledge).read(SENDER) == Profile()


async def test_a_database_that_fails_gives_an_apology_whose_reference_the_log_has(
    own_knowledge: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    engine = build_engine(own_knowledge)
    with engine.begin() as connection:
        connection.execute(sa.text("PRAGMA foreign_keys=OFF"))
        connection.execute(sa.text("DROP TABLE answer_section"))
        connection.execute(sa.text("DROP TABLE section"))
    engine.dispose()
    reply, events = await turn(ActionAnswerQuestion(), "Python?", entities=OVERVIEW)
    reference = reply["text"].rsplit("Reference ", 1)[1].rstrip(")")
    assert (reply["outcome"], events) == ("error", [])
    assert reference in caplog.text


async def test_content_that_cannot_be_read_gives_an_apology_all_the_same(
    own_knowledge: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    content = tmp_path / "content"
    shutil.copytree(PROJECT_ROOT / "knowledge" / "content", content)
    (content / "advice" / "language.yml").unlink()
    monkeypatch.setenv("ADVISOR_CONTENT_DIRECTORY", str(content))
    services.cache_clear()
    with caplog.at_level(logging.ERROR):
        reply, events = await turn(ActionAnswerQuestion(), "Python?", entities=OVERVIEW)
    reference = reply["text"].rsplit("Reference ", 1)[1].rstrip(")")
    assert (reply["outcome"], events) == ("error", [])
    assert reference in caplog.text
    assert "language.yml" in caplog.text
    # Mended, the next turn is answered, without a restart.
    shutil.copy(PROJECT_ROOT / "knowledge/content/advice/language.yml", content / "advice")
    reply, _ = await turn(ActionAnswerQuestion(), "Python?", entities=OVERVIEW)
    assert reply["outcome"] == "answered"


async def test_a_focus_of_another_version_is_no_reason_for_silence(own_knowledge: Settings) -> None:
    reply, _ = await turn(
        ActionAnswerQuestion(), "Python?", entities=OVERVIEW, focus={"listed": 7, "shoe": "43"}
    )
    assert reply["text"]


@pytest.mark.parametrize(
    ("topic", "intent"), [(topic, intent) for topic, follow in FOLLOWS.items() for intent in follow]
)
@pytest.mark.parametrize("action", [ActionExplainAdvice, ActionFindCheaper, ActionShowFigures])
async def test_what_an_action_cannot_use_is_not_handed_back_to_it(
    own_knowledge: Settings, action: type[AnsweringAction], topic: str, intent: str
) -> None:
    """Asking back would choose just this intent, as the likeliest that follows on the advice."""
    ranking = [{"name": intent, "confidence": 0.9}]
    reply, _ = await turn(action(), "hm and otherwise", focus={"advice": topic}, ranking=ranking)
    assert reply["outcome"] != "error"
    assert reply["text"]
