"""One turn of a dialogue checked: outcome, topic, pieces of the reply, what is known after it.

``has`` are pieces of text or cards in any case; a list among them are alternatives, as is a list
of outcomes. ``suggests`` is the label of a button. ``knows`` is what the profile must hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from knowledge.person.profile import Profile

EXPECTATIONS = {"say", "outcome", "topic", "has", "has_not", "suggests", "knows"}


def problems(turn: dict[str, Any], reply: dict[str, Any], profile: Profile) -> Iterator[str]:
    """What is wrong with a reply; nothing if it is right."""
    outcomes = _list(turn.get("outcome", reply["outcome"]))
    if reply["outcome"] not in outcomes:
        yield f"outcome {reply['outcome']} ({reply['topic']}), expected {outcomes}"
    if turn.get("topic", reply["topic"]) != reply["topic"]:
        yield f"topic {reply['topic']}, expected {turn['topic']}"
    said = _everything(reply)
    for piece in turn.get("has", ()):
        if not any(str(each).lower() in said for each in _list(piece)):
            yield f"lacks {piece!r}"
    for piece in turn.get("has_not", ()):
        if str(piece).lower() in said:
            yield f"has {piece!r}"
    labels = [each["label"] for each in reply["suggestions"]]
    if "suggests" in turn and turn["suggests"] not in labels:
        yield f"suggests {labels}, expected {turn['suggests']!r}"
    for key, wanted in turn.get("knows", {}).items():
        if not _knows(getattr(profile, key), wanted):
            yield f"knows {key}={getattr(profile, key)!r}, expected {wanted!r}"


def _knows(known: Any, wanted: Any) -> bool:
    if isinstance(wanted, list):
        return set(wanted) <= set(known)
    if isinstance(wanted, bool):
        return known is wanted
    return str(wanted) in str(known)


def _everything(reply: dict[str, Any]) -> str:
    cards = " ".join(" ".join(map(str, row)) for card in reply["cards"] for row in card["rows"])
    return f"{reply['text']} {cards}".lower()


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
