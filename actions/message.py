"""What the understanding made of the last message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rasa_sdk import Tracker

from knowledge.antecedent import is_asked_about

GUESSES = 3
LEAST = 0.2  # the probability from which a guess counts that fits what is talked about


@dataclass(frozen=True)
class Reading:
    """What a message is taken to ask: an intent, or the answer at an address."""

    intent: str
    address: str | None


def entity_values(tracker: Tracker, kind: str) -> list[str]:
    """The values of the last message's entities of a kind, in order."""
    entities = tracker.latest_message.get("entities") or []
    return [str(e["value"]) for e in entities if e.get("entity") == kind]


def unknown_names(tracker: Tracker) -> list[str]:
    """What a message names that nobody here knows, but for what people say they know."""
    told = (tracker.latest_message.get("statements") or {}).get("stated") or []
    own = {text.partition("=")[2] for text in told}
    # «Game dev, C++ all day»: the trade is called game developer here.
    jobs = {text.partition("=")[2] for text in told if text.startswith("occupation=")}
    trades = {job.split()[0] for job in jobs}
    text, whole = message_text(tracker).lower(), whole_message(tracker).lower()

    def is_asked(name: str) -> bool:
        # «Android dev, Kotlin all day. Does the article say anything about Kotlin?»
        again = name.lower() in text and whole.count(name.lower()) > 1
        # «I know Rust. Is it any good?», and that question taken from a longer post
        is_it = is_asked_about(text.partition(name.lower())[2])
        is_it = is_it or (name.lower() not in text and name.lower() in whole)
        # «I'm a nurse. Is it a calm job?» is not about nurses.
        is_it = is_it and name.lower() not in jobs
        return again or is_it or (name not in own and name.lower().split()[0] not in trades)

    return [name for name in entity_values(tracker, "unknown_name") if is_asked(name)]


def whole_message(tracker: Tracker) -> str:
    """The message of which the last one may be only the question."""
    metadata = tracker.latest_message.get("metadata") or {}
    return str(metadata.get("whole_message") or message_text(tracker))


def message_text(tracker: Tracker) -> str:
    """The last message's text."""
    return str(tracker.latest_message.get("text") or "")


def nearest_addresses(tracker: Tracker) -> list[str]:
    """What search found for the last message, best first."""
    return [str(match["address"]) for match in tracker.latest_message.get("nearest") or []]


def last_action(tracker: Tracker) -> str | None:
    """The action that gave the reply before this message."""
    done = (event for event in reversed(tracker.events) if event.get("event") == "action")
    return next((str(e["name"]) for e in done if e.get("name") != "action_listen"), None)


def intent_name(tracker: Tracker) -> str:
    """The last message's intent."""
    return str((tracker.latest_message.get("intent") or {}).get("name") or "")


def first_reading(tracker: Tracker) -> Reading:
    """How the last message is understood."""
    return Reading(intent_name(tracker), next(iter(entity_values(tracker, "answer")), None))


def second_reading(tracker: Tracker) -> Reading | None:
    """How it may be meant as well, where the first is not sure."""
    second = tracker.latest_message.get("second")
    return Reading(second.get("intent", ""), second.get("address")) if second else None


def guesses(tracker: Tracker, least: float = LEAST) -> Iterator[str]:
    """The likelier intents from a probability on, best first."""
    ranking = tracker.latest_message.get("intent_ranking") or []
    known = [guess for guess in ranking if guess["name"] not in ("nlu_fallback", "known_question")]
    for guess in known[:GUESSES]:
        if guess["confidence"] >= least:
            yield str(guess["name"])
