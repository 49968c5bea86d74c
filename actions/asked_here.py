"""What a short question asks of the thing that is talked about, by its meaning there.

«Which techniques matter?» is near to many answers; after probability theory it asks for its
techniques. The understanding reads such a message a second time, together with what was talked
about (``bot.components.mended_text``), and says which answer about that is nearest.
"""

from __future__ import annotations

import re

from rasa_sdk import Tracker

from actions.message import first_reading, guesses, message_text
from actions.reference import points_back
from actions.services import Services
from knowledge.answers import Answer, Focus
from knowledge.asking import aspect_of

# Nearer than this, and nearer than what was found without the thing. On 2,523 turns of dialogues
# that may guide changes 2,375 are right so, 2,371 without any of this; 0.8 or 0.9, and 0 or 0.1
# nearer, differ by at most two.
NEAR = 0.85
NEARER = 0.05
# Less near is near enough for what the classifier thinks of, too: one more of the 1,524 turns in
# tests/conversation/dialogues is right so, and none less.
AGREED, LEAST_GUESS = 0.75, 0.15
FEW_WORDS = 4  # so short a question says nothing of what it is about
FALLBACK = "nlu_fallback"
# «Which one has it?», «can I use these?»
_AMONG = re.compile(
    r"\b(?:who|which (?:one|course|class|language)|the two"
    r"|those|these|they|them|ones|both|any|all)\b"
    r"|^(?!.*\b(?:it|its)\b).*\b(?:best|most|\w{3,}est)\b",  # «where is it used most?»
    re.IGNORECASE,
)


def asked_here(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Is that any use for ML?» after C++: what C++ is good for."""
    here = tracker.latest_message.get("here") or {}
    text, reading = message_text(tracker), first_reading(tracker)
    address = str(here.get("address", ""))
    if focus.subject is None or address.partition("/")[0] != focus.subject:
        return None
    found = (reading.address or "").partition("/")[0]
    is_question = reading.address or reading.intent == FALLBACK or reading.intent.startswith("ask_")
    if not is_question or found == focus.subject or _AMONG.search(text):
        return None
    if not found and provided.answers.has(focus.subject, aspect_of(reading.intent)):
        return None  # which is asked of it already
    if not points_back(text) and len(text.split()) > FEW_WORDS:
        return None
    nearest = next(iter(tracker.latest_message.get("nearest") or []), {"score": 0.0})
    # «Where does that get used in practice» after probability asks for its importance.
    guessed = map(aspect_of, guesses(tracker, LEAST_GUESS))
    least = AGREED if address.partition("/")[2] in guessed else NEAR
    is_near = here["score"] >= max(least, nearest["score"] + NEARER)
    return provided.answers.at(address, focus) if is_near else None
