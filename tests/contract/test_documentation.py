"""The documents say what is there: settings, commands, make targets, outcomes."""

import re

import click
import pytest

from bot.channels.slack.settings import SlackSettings
from bot.cli import main
from knowledge.reply import Outcome, Reply
from knowledge.settings import PROJECT_ROOT, Settings

README = (PROJECT_ROOT / "README.md").read_text(encoding="utf-8")


def commands(group: click.Group, before: str = "advisor") -> set[str]:
    found = set()
    for name, command in group.commands.items():
        path = f"{before} {name}"
        found |= commands(command, path) if isinstance(command, click.Group) else {path}
    return found


def first_cells(heading: str) -> set[str]:
    section = README.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return set(re.findall(r"(?m)^\| `([^`]+)` \|", section))


def test_every_setting_is_documented_with_its_default() -> None:
    fields = {
        f"{kind.__config__.env_prefix}{name.upper()}": field
        for kind in (Settings, SlackSettings)
        for name, field in kind.__fields__.items()
    }
    assert first_cells("Settings") == set(fields)
    for name, field in fields.items():
        row = next(line for line in README.splitlines() if line.startswith(f"| `{name}`"))
        default = str(field.default).removeprefix(f"{PROJECT_ROOT}/") or "empty"
        assert default in row, row


def test_every_command_is_documented() -> None:
    assert first_cells("Commands") == commands(main)


def test_every_make_target_has_a_help_line() -> None:
    makefile = (PROJECT_ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?m)^\.PHONY: (\S+)", makefile))
    assert targets == set(re.findall(r"(?m)^([a-z-]+):.*## ", makefile))


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_is_documented(outcome: Outcome) -> None:
    assert f"`{outcome.value}`" in README


def test_every_field_of_the_reply_is_documented() -> None:
    fields = set(Reply("x", Outcome.ANSWERED).to_dict())
    section = README.split("### The Reply", 1)[1].split("\n## ", 1)[0]
    assert set(re.findall(r"(?m)^\| `([^`]+)` \|", section)) == fields


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(p.name[:4]) for p in (PROJECT_ROOT / "docs" / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
