"""What the understanding made of the last message."""

from __future__ import annotations

from rasa_sdk import Tracker


def entity_values(tracker: Tracker, kind: str) -> list[str]:
    """The values of the last message's entities of a kind, in order."""
    entities = tracker.latest_message.get("entities") or []
    return [str(e["value"]) for e in entities if e.get("entity") == kind]


def message_text(tracker: Tracker) -> str:
    """The last message's text."""
    return str(tracker.latest_message.get("text") or "")


def nearest_addresses(tracker: Tracker) -> list[str]:
    """What search found for the last message, best first."""
    return [str(match["address"]) for match in tracker.latest_message.get("nearest") or []]


def intent_name(tracker: Tracker) -> str:
    """The last message's intent."""
    return str((tracker.latest_message.get("intent") or {}).get("name") or "")
