"""Questions about who does what of the two roles, and whether one takes a degree."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rasa_sdk import Tracker

from actions.message import message_text
from actions.of_pay import MONEY
from actions.reference import ROLES
from actions.services import Services
from actions.telling import known
from knowledge.answers import Answer, Focus
from knowledge.aspects import MAIN_ROLE
from knowledge.person.statements import Statement

NO_DEGREE = Statement("degree", "yes", holds=False)
WITHOUT_DEGREE = f"{MAIN_ROLE}/without-degree"
# «No degree, just high school. Any chance?»
_CHANCE = re.compile(
    r"\b(?:chances?|possible|impossible|hope|hopeless|doable|realistic|screwed|cooked|doomed"
    r"|make it|(?:it|this|that) work"
    r"|end of the road|closed for me|out of reach|a(?:ny)? way in|a problem"
    r"|matter|still (?:get|become|be)|can i|could i|ok|okay)\b",
    re.IGNORECASE,
)
_WHO_OF = re.compile(r"\b(?:who|whose|which (?:one|of (?:the two|them)))\b", re.IGNORECASE)
EITHER_ROLE = re.compile(
    r"\b(?:scientists?|ds)\b.{0,25}\b(?:or|vs\.?)\b.{0,20}\b(?:engineers?|eng|mles?)\b"
    r"|\b(?:engineers?|eng|mles?)\b.{0,25}\b(?:or|vs\.?)\b.{0,20}\b(?:scientists?|ds)\b",
    re.IGNORECASE,
)
# «Devops or ML, which is more stressful?»
_DEVOPS_OR_ML = re.compile(
    r"^(?=.*\bdev ?ops\b)(?=.*\b(?:ml|mle|machine learning|data scien\w+)\b)(?=.*\b(?:or|vs)\b)"
    r".*\b(?:stress\w*|nerv\w+|worse|calm\w*|burn\w*|relax\w*)\b"
    # «DevOps engineer, burned out. Is ML less stressful?»
    r"|\bis (?:ml|machine learning|data science|mle)\b.*\b(?:less|more|as|even) stress"
    # … and «my mate burnt out doing DevOps. Is ML as bad?»
    r"|(?:\bburn(?:t|ed) out\b.{0,20}\bdev ?ops\b"
    r"|\b(?:dev ?ops|sre|on.?call)\b.*\b(?:burn\w*|fried|stress\w*|tired|exhausted)\b).*"
    r"\bis (?:ml|machine learning|data science|mle)\b.{0,12}"
    r"\b(?:better|calm\w*|worse|easier|chill\w*|different|as bad|that bad)\b",
    re.IGNORECASE,
)


# «So you don't need one?» after «I have no degree»
_NEEDS_ONE = re.compile(
    r"\b(?:need|have to have|must have|require)\w* (?:one|it)\b|\b(?:is|are) (?:it|one|they) "
    r"(?:really )?(?:needed|required|necessary|a must)\b",
    re.IGNORECASE,
)
# «Without a degree I mean»
_WITHOUT = re.compile(
    r"^\W*(?:(?:and|but|i mean|even|ok|so|like)\W+)*(?:without|with no) (?:an? |any )?"
    r"(?:\w+ )?degree\b(?! (?:how|what|which|where|when|who|is|does)\b)"
    r"(?!.*\b(?:stress\w*|pay|earn|salary|cost)\b)",
    re.IGNORECASE,
)


def needs_degree(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«So you don't need one?» after a degree was told of, «without a degree I mean»."""
    text = message_text(tracker)
    if _WITHOUT.match(text):
        return provided.answers.at(WITHOUT_DEGREE, focus)
    if focus.subject not in (None, MAIN_ROLE) or not _NEEDS_ONE.search(text):
        return None
    latest = {Statement.from_text(each).kind for each in known(provided, tracker).latest}
    return provided.answers.at(WITHOUT_DEGREE, focus) if "degree" in latest else None


def without_degree(
    provided: Services, tracker: Tracker, stated: Sequence[Statement], focus: Focus
) -> Answer | None:
    """«No degree, just high school. Any chance?»"""
    asks = NO_DEGREE in stated and _CHANCE.search(message_text(tracker))
    return provided.answers.at(WITHOUT_DEGREE, focus) if asks else None


def who_of_the_roles(provided: Services, text: str, focus: Focus) -> Answer | None:
    """«Who cleans the data, scientist or engineer?», «devops or ML, which is worse?»"""
    if MONEY.search(text):
        return None
    if _DEVOPS_OR_ML.search(text):
        return provided.answers.at(f"{MAIN_ROLE}/stress", focus)
    asks = _WHO_OF.search(text) and EITHER_ROLE.search(text)
    row = provided.answers.compared_in(text, ROLES, focus) if asks else None
    return row or (provided.answers.compare(ROLES, focus) if asks else None)
