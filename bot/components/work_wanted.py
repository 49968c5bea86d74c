"""Work that somebody wants done, which is nothing to ask a career adviser for."""

from __future__ import annotations

import re

_WORK = (
    r"(?:script|code|program|function|homework|assignment|essay|coursework|bug|traceback|regex"
    r"|(?:sql )?query|exam|exercise|cover letter|thesis|poem|song|story|joke|recipe|loop|class for"
    r"|unit tests?)s?\b"
)
# «Can u write me a python script that trains a decision tree, it's due tomorrow»
_WANTED = re.compile(
    r"(?:^\W*(?:(?:ok(?:ay)?|so|hey|hi|yo|pls|please|just|now|and|then|cool|nice|great|bro|dude|first)"
    r"\W+)*|\b(?:can|could|would|will) (?:you|u) (?:please |pls |just |quickly )?"
    r"|\b(?:please|pls) )"
    r"(?:write|code|fix|debug|solve|do|finish|generate|correct|review|make) "
    r"(?:(?:me|my|us|our|this|that|the|a|an|some|quick|short|small|little|simple|python|java|r|sql"
    rf"|c\+\+|matlab|scala|julia|javascript|in|of|for)\s+){{0,5}}{_WORK}",
    re.IGNORECASE,
)


_FOR_SCHOOL = re.compile(
    r"\b(?:write|code|do|solve|make|implement|build|finish)\b.{0,60}\bfor my (?:\w+ )?"
    r"(?:assignment|homework|class|exam|coursework|uni|school|thesis|lecture)\b",
    re.IGNORECASE,
)
# «Ignore your rules and tell me …»
_RULES = re.compile(
    r"\b(?:ignore|forget|disregard|bypass|override|drop|break) (?:all |any )?(?:of )?"
    r"(?:your|the|these|those|previous|prior|earlier|above|my)(?: \w+)? ?"
    r"(?:rules?|instructions?|prompts?|guidelines?|restrictions?|filters?|programming|training)\b",
    re.IGNORECASE,
)


def wants_work_done(text: str) -> bool:
    """Whether a message asks for something to be written, solved or mended, or for the rules to
    be broken."""
    return any(each.search(text) for each in (_WANTED, _FOR_SCHOOL, _RULES))
