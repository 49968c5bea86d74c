"""One message to an interview, with what it is read against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, SlotSet

from actions.message import intent_name, message_text
from actions.services import Services
from actions.telling import Told
from knowledge.advice.content import Asked
from knowledge.answers import Focus
from knowledge.person.profile import Profile

REQUESTED = "requested_slot"
# Intents that begin an interview, with its form.
STARTS = {
    "advise_language": "language_form",
    "advise_course": "course_form",
    "role_fit": "role_form",
}

Slots = dict[str, Any]


@dataclass
class Turn:
    """One message to an interview that is running, or that it begins with."""

    provided: Services
    tracker: Tracker
    focus: Focus
    told: Told
    questions: list[Asked]
    slots: Slots
    profile: Profile
    part: str | None = None  # of the message, where only that is the answer

    @property
    def asked_of(self) -> tuple[Services, Tracker, Focus]:
        """What another action needs to answer the message."""
        return self.provided, self.tracker, self.focus

    @property
    def heard(self) -> tuple[Services, Tracker, Told, Focus]:
        """The same with what the message tells."""
        return self.provided, self.tracker, self.told, self.focus

    @property
    def text(self) -> str:
        """What was said."""
        return message_text(self.tracker) if self.part is None else self.part

    @property
    def intent(self) -> str:
        """What the understanding made of it."""
        return intent_name(self.tracker)

    @property
    def sureness(self) -> float:
        """How sure the understanding is of that, 0 to 1."""
        intent = self.tracker.latest_message.get("intent") or {}
        return float(intent.get("confidence") or 0.0)

    @property
    def asked(self) -> Asked:
        """The question that is open."""
        slot = self.tracker.get_slot(REQUESTED)
        return next((each for each in self.questions if each.slot == slot), self.questions[0])

    def is_short(self, words: int) -> bool:
        """Whether so few words were said."""
        return len(self.text.split()) <= words


def running(tracker: Tracker) -> str | None:
    """The form of the interview that is going on."""
    name = (tracker.active_loop or {}).get("name")
    return str(name) if name else None


def form_events(form: str, slots: Slots, requested: str | None) -> tuple[dict[str, Any], ...]:
    """The slots as they are now, and which is asked for next; with none the form is over."""
    return (
        ActiveLoop(form if requested else None),
        SlotSet(REQUESTED, requested),
        *(SlotSet(slot, value) for slot, value in slots.items()),
    )
