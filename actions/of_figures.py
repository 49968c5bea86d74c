"""What a short question after the stress figures asks of them."""

from __future__ import annotations

import re

from rasa_sdk import Tracker

from actions.interview_turn import running
from actions.message import entity_values, guesses, message_text
from actions.of_pay import MONEY
from actions.services import Services
from knowledge.answers import Answer, Focus
from knowledge.aspects import MAIN_ROLE

MOST_WORDS = 12
BRIEF = 8
_HOURS = re.compile(r"\bhours?\b|\bovertime\b", re.IGNORECASE)
_EXTREMES = re.compile(
    r"\b(?:worst|most|least|highest|lowest|easiest|calme(?:st|r)|chille(?:st|r)"
    r"|every(?:body|one)|others?|the rest|average|overall|non\W?devops|difference)\b"
    # «And machine learning?», and not «is ML hard?»
    r"|^(?!.*\b(?:hard|learn|courses?|become|need|languages?|steps?|maths?)\b)"
    r".*\b(?:ml|machine.?learning|data scien\w+)\b",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(r"\b(?:not in|outside|other than|except|non)\b", re.IGNORECASE)
# «So 50 % of them are stressed?»: the figures say what they do not say.
_A_NUMBER = re.compile(
    r"\b\d{2} (?:and|or|vs) \d{2}\b|^\W*(?:and |but )?by how much\b|"
    r"\d\s?%|\bpercent\w*|\bcompared (?:to|with) (?:what|whom?)\b"
    r"|\b(?:more|higher|worse) than (?:who|whom|what)\b"
    r"|\b\d+\.\d+|\b\d+ ?(?:plus|\+) ?\d+|\baverage\b",
    re.IGNORECASE,
)
_OF_FIGURES = re.compile(
    r"\b(?:how many|by how much|percent\w*|numbers?|figures?|when|average|exactly)\b"
    r"|\d\s?%|\b\d+\.\d+"
    r"|\b\d{2}\b"
    r"|\b(?:from|source|surveys?|publish\w*|stud(?:y|ies)|asked|polled|measured)\b"
    r"|\bwho (?:says?|said|tells?|found|did|made|came up|collected)\b"
    r"|\b(?:worst|most|least|highest|lowest)\b",
    re.IGNORECASE,
)


_WHICH_IS_WORSE = re.compile(
    r"^(?=.*\b(?:ml|mles?|machine.?learning|data scien\w+)\b)"
    r".*\b(?:better|worse|calmer|easier|harder|higher|lower|less|more|safer|chill\w*)\b.*\bthan\b",
    re.IGNORECASE,
)
# «Does it say why they are so stressed?»
_SAYS_WHY = re.compile(
    r"\b(?:does|do|did) (?:it|they|that|you|the (?:article|source|survey)) (?:even |also )?"
    r"(?:say|tell|explain|know|mention) why\b",
    re.IGNORECASE,
)
# «Compare the stress of both for me»
_STRESS_OF_BOTH = re.compile(
    r"\bcompare\b.{0,15}\bstress\b|\bstress\b.{0,12}\b(?:of|in|for) (?:both|the two|each)\b",
    re.IGNORECASE,
)
# «Sample size n?»
_HOW_MANY_ASKED = re.compile(
    r"\bsample\b|\bhow many (?:people |ppl )?(?:did (?:they|spacelift) (?:ask|survey|poll)"
    r"|were (?:asked|surveyed|polled)|have they asked|took part|answered)\b",
    re.IGNORECASE,
)


def of_stress(focus: Focus) -> bool:
    """Whether the stress figures are what was talked about last."""
    return focus.aspect == "stress" or (focus.advice == "figures" and focus.aspect is None)


def compares_stress(tracker: Tracker) -> bool:
    """«DevOps for five years, want out to ML. Compare the stress of both for me»"""
    text = message_text(tracker)
    return bool(_STRESS_OF_BOTH.search(text)) and not running(tracker)


def of_two_groups(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Is DevOps really worse than ML there?» after the stress of either; «sample size?»"""
    text = message_text(tracker)
    if not of_stress(focus):
        return None
    if _HOW_MANY_ASKED.search(text) or _SAYS_WHY.search(text):
        return provided.adviser.figures(focus, text)
    if len(text.split()) > MOST_WORDS:
        return None
    roles = {provided.answers.kind_of(e) for e in entity_values(tracker, "subject")}
    if roles - {"role"} or not _WHICH_IS_WORSE.search(text):
        return None
    return provided.answers.about("stress", [MAIN_ROLE], focus)


def of_the_extremes(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«And the worst off?» after the stress of some: all figures."""
    text = message_text(tracker)
    if running(tracker):  # «summarise the difference» amid questions on the roles
        return None
    excludes = bool(_OUTSIDE.search(text))
    is_brief = len(text.split()) <= BRIEF
    is_brief = is_brief and (excludes or not entity_values(tracker, "subject"))
    # «Who's got it easiest?» was found where the last answer came from.
    found = entity_values(tracker, "answer")
    is_new = any(e.endswith("/stress") and e != f"{focus.subject}/stress" for e in found)
    of_pay = bool(MONEY.search(text) or _HOURS.search(text))
    asked = is_brief and not is_new and (excludes or _EXTREMES.search(text))
    named = any(provided.answers.kind_of(e) != "role" for e in entity_values(tracker, "subject"))
    doubted = len(text.split()) <= MOST_WORDS and not named and _A_NUMBER.search(text)
    meant = of_stress(focus) and not of_pay and (asked or doubted)
    return provided.adviser.figures(focus, text) if meant else None


def of_the_figures(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Who published that?»"""
    named = entity_values(tracker, "subject")
    likely = list(guesses(tracker))
    again = "ask_stress" in likely and not named
    text = message_text(tracker)
    if MONEY.search(text):  # «do they at least earn more»
        return None
    meant = again or "show_figures" in likely or (_OF_FIGURES.search(text) and not named)
    return provided.adviser.figures(focus, text) if focus.aspect == "stress" and meant else None
