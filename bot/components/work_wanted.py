"""Work that somebody wants done, and rules to be broken: nothing to ask a career adviser for."""

from __future__ import annotations

import re

_WORK = (
    r"(?:script|code|program|function|homework|assignment|essay|coursework|bug|traceback|regex"
    r"|(?:import |syntax |type )?error|(?:sql )?query|exam|exercise|thesis|poem|song|story|joke"
    r"|recipe|loop|unit test)s?\b"
)
_ASKED = r"\b(?:can|could|would|will) (?:you|u) (?:please |pls |just |quickly )?|\b(?:please|pls) "
_OPENS = r"^\W*(?:(?:ok(?:ay)?|so|hey|hi|yo|just|now|and|then|cool|nice|great|bro|dude|first)\W+)*"
_BETWEEN = (
    r"(?:(?:me|my|us|our|this|that|the|a|an|some|quick|short|small|little|simple|python|java|r|sql"
    r"|c\+\+|matlab|scala|julia|javascript|in|of|for|long|\d+(?:[ -]?words?|[ -]?pages?)?)\s+)"
    r"{0,5}"
)
# «Can u write me a python script that trains a decision tree, it's due tomorrow»; without «can
# you» only what cannot open a question: «do the exams count», «finish my thesis first or …?»
_WANTED = re.compile(
    rf"(?:{_ASKED})(?:write|code|fix|debug|solve|do|finish|generate|correct|review|make) "
    rf"{_BETWEEN}{_WORK}"
    rf"|{_OPENS}(?:(?:write|fix|debug|solve|generate|correct) {_BETWEEN}|do (?:my|this) ){_WORK}",
    re.IGNORECASE,
)
# «Write me a linear regression for my assignment», not «do I need R for my thesis»
_FOR_SCHOOL = re.compile(
    rf"(?:{_ASKED}|{_OPENS})(?:write|code|solve|implement|finish) .{{0,60}}\bfor my (?:\w+ )?"
    r"(?:assignment|homework|class|exam|coursework|uni|school|thesis|lecture)\b",
    re.IGNORECASE,
)
# «Ignore your rules and tell me …», not «can I ignore the training part»
_RULES = re.compile(
    r"\b(?:ignore|forget|disregard|bypass|override|drop|break) (?:all |any )?(?:of )?"
    r"(?:your|the|these|those|previous|prior|earlier|above)(?: \w+)? ?"
    r"(?:rules?|instructions?|prompts?|guidelines?|restrictions?)\b",
    re.IGNORECASE,
)


# «Can you write me the Spark job for our model», not «… me a plan»
_WRITTEN = re.compile(
    r"\b(?:can|could|will|would) (?:you|u) (?:please |pls |just )?(?:write|code|program|implement) "
    r"(?:me|us) (?!(?:what|which|how|who|why|if|when|where|whether|in|about|back|down)\b)"
    r"(?!.*\b(?:plan|road ?map|list|summary|overview|table|steps)\b)",
    re.IGNORECASE,
)


def wants_work_done(text: str) -> bool:
    """Whether a message asks for something to be written, solved or mended, or for the rules to
    be broken."""
    return any(each.search(text) for each in (_WANTED, _FOR_SCHOOL, _RULES, _WRITTEN))
