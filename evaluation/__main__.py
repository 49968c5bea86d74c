"""``make evaluate``: the question bank through the whole bot."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence

from bot.logs import quieten
from evaluation.asking import Asked, ask_all
from evaluation.dialogues import hold_all, read_dialogues
from evaluation.dialogues import summary as held_summary
from evaluation.questions import GROUPS, PARTS, read_part
from evaluation.report import write_pictures, write_report
from knowledge.settings import PROJECT_ROOT, load_settings

REPORT = PROJECT_ROOT / "var" / "evaluation.html"
PICTURES = PROJECT_ROOT / "docs" / "pictures"
WHAT = {"in_scope": "right", "near": "honest", "out": "turned down", "dialogue": "understood"}


def summary(asked: Sequence[Asked]) -> str:
    """One line a group: how many of how many, and the share in percent."""
    lines = []
    for group in GROUPS:
        ours = [each for each in asked if each.question.group == group]
        if not ours:
            continue
        right = sum(each.right for each in ours)
        share = 100 * right / len(ours)
        lines.append(f"{group:9} {WHAT[group]:12} {right:4} of {len(ours):4}  {share:5.1f} %")
    return "\n".join(lines)


def by_topic(asked: Sequence[Asked]) -> str:
    """The share right by group and topic, worst first."""
    groups: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for each in asked:
        groups[each.question.group, each.question.topic].append(each.right)
    rows = sorted(groups.items(), key=lambda item: sum(item[1]) / len(item[1]))
    return "\n".join(
        f"  {group:9} {topic:20} {sum(right):3} of {len(right):3}"
        for (group, topic), right in rows
        if not all(right)
    )


def misses(asked: Sequence[Asked]) -> str:
    """Every miss: what was asked, wanted and given."""
    return "\n".join(
        f"  {each.question.group:8} {each.reply.outcome.value:9} {each.reply.topic}"
        f" <- {each.intent} {each.confidence:.2f} | {each.question.ask[:110]!r}"
        f" wanted {sorted(each.question.answers)}"
        for each in asked
        if not each.right
    )


def main() -> None:
    """Print the figures of the parts named on the command line, of both without any."""
    settings = load_settings()
    quieten(settings)
    parts: dict[str, Sequence[Asked]] = {}
    for part in sys.argv[1:] or PARTS:
        asked = ask_all(settings, read_part(part))
        parts[part] = asked
        print(f"== {part}\n{summary(asked)}")
        print(by_topic(asked))
        outcomes = Counter((a.question.group, a.reply.outcome.value) for a in asked)
        print("  outcomes:", dict(sorted(outcomes.items())))
        answered = [len(a.reply.text.split()) for a in asked if a.reply.topic]
        if answered:
            print(f"  words an answer: {sum(answered) / len(answered):.0f}")
            two = sum(a.reply.second_topic is not None for a in asked)
            print(f"  answers of two facts: {two} of {len(answered)}")
        if part == "tune":  # the other part is not looked at one by one
            print(misses(asked))
        if part == "measure":
            print(held_summary(hold_all(settings, read_dialogues())))
    write_report(parts, REPORT)
    if "measure" in parts:
        write_pictures(parts["measure"], PICTURES)
    print(f"Report: {REPORT}")


if __name__ == "__main__":
    main()
