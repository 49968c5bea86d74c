"""What people read stands in the content: no sentences in the adviser's and the actions' Python."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.settings import PROJECT_ROOT

# What it says is read by who edits the content.
FOR_EDITORS = "check.py"
MODULES = sorted(
    path
    for folder in ("knowledge/advice", "actions")
    for path in (PROJECT_ROOT / folder).glob("*.py")
    if path.name != FOR_EDITORS
)
# Said when not even the content can be read.
LAST_RESORT = ("actions/speaking.py", "APOLOGY")
FEWEST_WORDS = 3
# Whose strings nobody reads who asks the adviser: patterns, the log, what is raised.
OTHER_READERS = re.compile(r"^(?:re|logger)\.|(?:Error|Invalid|Missing)$")
WORD = re.compile(r"[^\W\d_]|\{\}")


def sentences(code: str) -> Iterator[tuple[int, str]]:
    """Strings of three words and more that people who ask would read, with their lines."""
    tree = ast.parse(code)
    exempt = {id(node) for part in exempted(tree) for node in ast.walk(part)}
    exempt |= {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
        if isinstance(part, ast.Constant)
    }
    for node in ast.walk(tree):
        text = text_of(node)
        if text and id(node) not in exempt:
            words = [each for each in text.split() if WORD.search(each)]
            if len(words) >= FEWEST_WORDS and re.search(r"[^\W\d_]", text):
                yield getattr(node, "lineno", 0), text


def text_of(node: ast.AST) -> str:
    """The text of a string; in one with values filled in, each of them is a word."""
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) or "{}" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def exempted(tree: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, and strings for other readers."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        elif isinstance(node, ast.Call) and OTHER_READERS.search(ast.unparse(node.func)):
            yield node


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PROJECT_ROOT)))
def test_no_sentence_stands_in_python(path: Path) -> None:
    found = [f"{path.name}:{line}: {text}" for line, text in sentences(path.read_text())]
    file, name = LAST_RESORT
    if str(path.relative_to(PROJECT_ROOT)) == file:
        assert f"\n{name} = " in path.read_text()
        assert len(found) == 1
    else:
        assert found == []


@pytest.mark.parametrize(
    "code",
    ['x = "it is free"', 'x = f"{name} fits you"', 'x = f"{a}: we found {b}"', 'f(x="It is so")'],
)
def test_a_sentence_is_found(code: str) -> None:
    assert list(sentences(code))


@pytest.mark.parametrize(
    "code",
    [
        '"""What it is for."""',
        'x = "data-scientist/duties"',
        'x = f"{number}. {title}: {text}"',
        'x = re.compile("yes|of course|i do so")',
        'logger.error("it could not be kept")',
        'raise ValueError("that is not filled")',
    ],
)
def test_what_is_no_sentence(code: str) -> None:
    assert list(sentences(code)) == []
