"""When a part is missing or broken: a clear line at the start, a clear reply in a turn."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from bot.supervisor import ServiceFailed, require_free_ports
from knowledge.settings import Settings
from tests.running_bot import MADE_FROM_DAMAGE, RunningBot, advisor, damage_model, free_port

QUESTION = "Does an ML engineer code?"


@pytest.fixture
def own_state(state: Settings, tmp_path: Path) -> Settings:
    """A copy of the state that a test may break."""
    directory = tmp_path / "state"
    shutil.copytree(state.state_directory, directory)
    ports = {"port": free_port(), "actions_port": free_port()}
    return state.copy(update={"state_directory": directory, **ports})


def children(pid: int) -> dict[str, int]:
    """Command line -> process id, of the direct children."""
    lines = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    ).stdout.splitlines()
    return {line.split(None, 1)[1]: int(line.split(None, 1)[0]) for line in lines if line.strip()}


def child(bot: RunningBot, part: str) -> int:
    assert bot.process is not None
    return next(pid for args, pid in children(bot.process.pid).items() if part in args)


def test_serving_without_a_model_stops_with_what_to_do(own_state: Settings) -> None:
    own_state.model_file.unlink()
    done = advisor(own_state, "serve")
    assert done.returncode == 2
    assert "advisor train" in done.stderr
    assert "Traceback" not in done.stderr


def test_serving_a_damaged_model_stops_with_what_to_do(own_state: Settings) -> None:
    own_state.model_file.write_bytes(b"not a model")
    done = advisor(own_state, "serve")
    assert done.returncode == 2
    assert str(own_state.model_file) in done.stderr


def test_a_damaged_session_secret_stops_with_what_to_do(own_state: Settings) -> None:
    (own_state.state_directory / "session-secret").write_text("short")
    done = advisor(own_state, "serve")
    assert done.returncode == 2
    assert "session-secret" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_damaged_model_is_trained_anew_by_run(
    bot: RunningBot, own_state: Settings, tmp_path: Path
) -> None:
    """Where this test run trained its model, it began with the same damage, and the bot that all
    tests ask answers from what came of it; elsewhere the training is waited for."""
    is_shown = (own_state.model_file.parent / MADE_FROM_DAMAGE).exists()
    damage_model(own_state)
    until = "Training the model" if is_shown else "Ready: "
    with RunningBot(own_state, tmp_path / "log", until=until) as anew:
        assert "Training the model" in anew.log.read_text()
        answering = bot if is_shown else anew
        assert answering.say("anew", QUESTION)["outcome"] == "answered"


def test_a_wrong_setting_stops_the_start(state: Settings) -> None:
    done = advisor(state, "run", ADVISOR_MESSAGE_LIMIT="none")
    assert done.returncode == 2
    assert "ADVISOR_MESSAGE_LIMIT='none'" in done.stderr


def test_an_encoder_file_with_a_wrong_hash_stops_the_start(
    own_state: Settings, tmp_path: Path
) -> None:
    directory = tmp_path / "encoder"
    shutil.copytree(own_state.encoder_directory, directory)
    model = next(directory.glob("*.onnx"))
    data = bytearray(model.read_bytes())
    data[len(data) // 2] ^= 1
    model.write_bytes(data)
    done = advisor(own_state, "run", ADVISOR_ENCODER_DIRECTORY=str(directory))
    assert done.returncode == 2
    assert str(model) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_in_use_stops_the_start(bot: RunningBot, own_state: Settings) -> None:
    taken = own_state.copy(update={"port": bot.settings.port})
    done = advisor(taken, "run")
    assert done.returncode == 2
    assert str(bot.settings.port) in done.stderr
    assert "in use" in done.stderr


def test_either_port_that_is_taken_is_named_with_its_setting(state: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for setting, change in (
            ("ADVISOR_PORT", {"port": port}),
            ("ADVISOR_ACTIONS_PORT", {"actions_port": port}),
        ):
            with pytest.raises(ServiceFailed, match=rf"{setting}={port}.*in use"):
                require_free_ports(
                    state.copy(update={"port": free_port(), "actions_port": free_port(), **change})
                )


def test_an_action_server_that_dies_is_replaced_and_no_turn_is_silent(
    own_state: Settings, tmp_path: Path
) -> None:
    with RunningBot(own_state, tmp_path / "log") as bot:
        os.killpg(child(bot, "actions"), signal.SIGKILL)
        reply = bot.say("a", QUESTION)
        assert reply["outcome"] in {"error", "answered"}
        assert reply["text"]
        until = time.monotonic() + 60
        while reply["outcome"] != "answered" and time.monotonic() < until:
            time.sleep(0.5)
            reply = bot.say("a", QUESTION)
        assert reply["outcome"] == "answered"
        assert "action server stopped" in bot.log.read_text()


def test_a_server_that_dies_is_replaced(own_state: Settings, tmp_path: Path) -> None:
    with RunningBot(own_state, tmp_path / "log") as bot:
        os.killpg(child(bot, "serve"), signal.SIGKILL)
        until = time.monotonic() + 90
        while time.monotonic() < until:
            try:
                assert bot.say("a", QUESTION)["outcome"] == "answered"
                break
            except OSError:
                time.sleep(0.5)
        else:
            pytest.fail("the server did not come back")


def test_interrupting_impatiently_stops_everything(own_state: Settings, tmp_path: Path) -> None:
    bot = RunningBot(own_state, tmp_path / "log")
    bot.__enter__()
    assert bot.process is not None
    pids = list(children(bot.process.pid).values())
    assert len(pids) == 2
    for _ in range(3):
        bot.process.send_signal(signal.SIGINT)
        time.sleep(0.05)
    assert bot.process.wait(30) == 0
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def test_a_missing_knowledge_base_gives_an_apology_and_the_log_has_its_reference(
    own_state: Settings, tmp_path: Path
) -> None:
    with RunningBot(own_state, tmp_path / "log") as bot:
        (own_state.state_directory / "knowledge.db").unlink()
        for name in ("knowledge.db-wal", "knowledge.db-shm"):
            (own_state.state_directory / name).unlink(missing_ok=True)
        os.killpg(child(bot, "actions"), signal.SIGKILL)  # so that nothing is held open
        until = time.monotonic() + 60
        while time.monotonic() < until:
            reply = bot.say("a", QUESTION)
            if reply["outcome"] == "error" and "action server stopped" in bot.log.read_text():
                break
            time.sleep(0.5)
        reference = reply["text"].rsplit("Reference ", 1)[1].rstrip(")")
        assert reference in bot.log.read_text()


def test_a_locked_database_of_conversations_does_not_silence_anybody(
    own_state: Settings, tmp_path: Path
) -> None:
    with RunningBot(own_state, tmp_path / "log") as bot:
        lock = sqlite3.connect(own_state.state_directory / "conversations.db", timeout=1)
        lock.execute("BEGIN EXCLUSIVE")
        started = time.monotonic()
        reply = bot.say("a", QUESTION)
        assert time.monotonic() - started < 30
        lock.rollback()
        lock.close()
        assert reply["outcome"] in {"error", "answered"}
        assert bot.say("a", QUESTION)["outcome"] == "answered"
