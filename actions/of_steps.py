"""Questions for a step that are asked for oneself."""

from __future__ import annotations

import re

from rasa_sdk import Tracker

from actions.message import entity_values, first_reading, message_text
from actions.services import Services
from actions.telling import known
from knowledge.answers import Focus

BECOMING = "ml-engineer/becoming"
_ROADMAP = re.compile(r"\b(?:road ?map|plan)\b", re.IGNORECASE)
FIRST_STEP = {"ask_first_step", "ml-engineer/first-step"}
ON_THE_WAY = ("gap", "roadmap")
_FOR_ME = re.compile(
    r"\bfor me\b|\b(?:should|do|must) i (?:do|learn|start|take|tackle)\b", re.IGNORECASE
)
# «That's a lot. Which of those first?»
_WHICH_FIRST = re.compile(
    r"(?:^|[.!?,;])\W*(?:(?:and|so|ok|hm+|wow|lol)\W+)*(?:which|what)"
    r"(?: (?:one|part|bit|of (?:those|these|them|that|it|all that)))? "
    r"(?:comes |is |to (?:learn|do|start) |(?:should|do|would|must) i (?:learn|do|tackle|start with"
    r"|take|study) )?first\W*$",
    re.IGNORECASE,
)
# «So where do I start?»
_WHERE_TO_BEGIN = re.compile(
    r"\b(?:where|how) (?:do|should|could|can|would|shall) i (?:even |best |now )?(?:start|begin)\b",
    re.IGNORECASE,
)
_MY_STEP = re.compile(r"\bmy (?:own |very )?(?:first|next) (?:step|move)\b", re.IGNORECASE)
_NEXT = re.compile(r"\b(?:next|after (?:that|this|it))\b", re.IGNORECASE)


def asks_for_own_start(tracker: Tracker, focus: Focus) -> bool:
    """«What should I learn first then?» right after what is missing or what comes next, and
    «ok, what's the first step for me» also later."""
    right_after = focus.advice in ON_THE_WAY and focus.aspect is None
    for_me = focus.advice in ON_THE_WAY and _FOR_ME.search(message_text(tracker))
    if first_of_them(tracker, focus):
        return True
    reading = first_reading(tracker)
    asked = {reading.intent, reading.address} & {*FIRST_STEP, "step-python/overview"}
    return bool(for_me and asked) or (right_after and bool(asked & FIRST_STEP))


def first_of_them(tracker: Tracker, focus: Focus) -> bool:
    """«Which of those should I tackle first?» of what is missing."""
    asks = focus.advice in ON_THE_WAY and _WHICH_FIRST.search(message_text(tracker))
    return bool(asks) and not entity_values(tracker, "subject")


def asks_for_next(provided: Services, tracker: Tracker) -> bool:
    """«So what would be next on the way?» of somebody who has done some steps, «what's my first
    step?» and «so where do I start» of somebody of whom anything is known."""
    reading = first_reading(tracker)
    found = (reading.address or "").split("/")[0]
    is_step = reading.intent in FIRST_STEP or reading.address in FIRST_STEP
    is_step = is_step or provided.answers.kind_of(found) == "step"
    text = message_text(tracker)
    if is_step and (_MY_STEP.search(text) or _WHERE_TO_BEGIN.search(text)):
        return not known(provided, tracker).is_empty
    if reading.address == BECOMING and _ROADMAP.search(text):  # «roadmap pls» of who is known
        return not known(provided, tracker).is_empty
    if not found or not _NEXT.search(text):
        return False
    profile = known(provided, tracker)
    return provided.answers.kind_of(found) == "step" and bool(profile.done or profile.languages)
