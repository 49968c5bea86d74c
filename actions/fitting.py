"""«Would it be right for me?» of what is talked about."""

from __future__ import annotations

import re

from rasa_sdk import Tracker

from actions.message import entity_values, message_text
from actions.services import Services
from actions.telling import known, understood
from knowledge.answers import Answer, Focus

# One of two is another question: «is it better for me than R».
_FITS_ME = re.compile(
    r"\b(?:is|would|will|could) (?:it|that|this|that one) (?:really |even |actually )?(?:be )?"
    r"(?:an? )?(?:right|good|suitable|useful|something|sensible|fit|match|good (?:fit|choice|idea))"
    r"(?: (?:thing|choice|one|pick))? for (?:me|someone like me|people like me|my case|that)\b"
    r"(?! than)"
    r"|\b(?:does|would|do|will) (?:it|that|this|that one) (?:really |even )?(?:suit|fit) me\b",
    re.IGNORECASE,
)


def fits_me(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """What speaks for the language that is talked about, and for another, for this person."""
    of_language = focus.subject and provided.answers.kind_of(focus.subject) == "language"
    # «I only care about statistics, would it suit me?»
    named = {provided.answers.kind_of(each) for each in entity_values(tracker, "subject")}
    if not of_language or named - {"skill"} or not _FITS_ME.search(message_text(tracker)):
        return None
    profile = known(provided, tracker).told(understood(tracker).mentioned)
    return provided.adviser.explain([str(focus.subject)], profile, focus)
