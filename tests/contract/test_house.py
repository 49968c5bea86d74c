"""The rules of the house: who may import whom, and that importing does nothing."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.settings import PROJECT_ROOT

PACKAGES = ("bot", "actions", "knowledge")
FORBIDDEN = {
    "knowledge": ("rasa", "rasa_sdk", "bot", "actions", "sanic"),
    "actions": ("sqlalchemy", "bot", "rasa", "knowledge.tables", "knowledge.catalogue"),
    "bot": ("knowledge.tables", "knowledge.catalogue", "actions"),
}
MOST_LINES = 400


def sources(package: str) -> list[Path]:
    return sorted((PROJECT_ROOT / package).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("package", PACKAGES)
def test_directions_of_import(package: str) -> None:
    wrong = [
        f"{path.relative_to(PROJECT_ROOT)} imports {name}"
        for path in sources(package)
        for name in imported(path)
        for forbidden in FORBIDDEN[package]
        if name == forbidden or name.startswith(forbidden + ".")
    ]
    assert wrong == []


@pytest.mark.parametrize("package", [*PACKAGES, "tests"])
def test_no_file_is_too_long_and_none_is_a_drawer(package: str) -> None:
    for path in sources(package):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES, path
        assert path.stem not in {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


# Refuses connections, and every file of the project that is not a module.
REFUSING = """
import sys
ours = sys.argv.pop(1)
def refuse(event, arguments):
    if event.startswith("socket.connect") or event == "sqlite3.connect":
        raise RuntimeError(f"{event} at import")
    if event == "open" and str(arguments[0]).startswith(ours) and ".venv" not in str(arguments[0]):
        if not str(arguments[0]).endswith((".py", ".pyc")):
            raise RuntimeError(f"{arguments[0]} is opened at import")
sys.addaudithook(refuse)
sys.dont_write_bytecode = True
import importlib
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_does_nothing(package: str) -> None:
    modules = [
        ".".join(path.relative_to(PROJECT_ROOT).with_suffix("").parts)
        for path in sources(package)
        if "migrations" not in path.parts and path.parent.name != "encoder"
    ]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", REFUSING, str(PROJECT_ROOT), *modules],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_the_action_server_does_without_the_heavy_libraries() -> None:
    program = "import actions.questions, actions.smalltalk, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {"tensorflow", "spacy", "rasa", "sklearn"} & set(done.stdout.split())
