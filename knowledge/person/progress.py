"""Which steps of the way into the job a message says are done, or are not done after all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.ordinals import parse_position
from knowledge.person.circumstances import steps_done
from knowledge.person.clauses import Claim, Clause
from knowledge.person.named_thing import NamedThing
from knowledge.person.statements import ALSO, IT, LATEST, ONLY, PLACE, Statement

_UNDONE = re.compile(
    r"\b(?:have ?n[o']?t|havent|is ?n[o']?t|not|did ?n[o']?t|didnt)\b.{0,20}"
    r"\b(?:finish\w*|done|complete\w*)"
    r"|\b(?:only|just) (?:got |did |went )?half(?! (?:of (?!it\b|that\b)|the|a)\b)"
    r"|\bonly got half ?way\b",
    re.IGNORECASE,
)
_PARTLY = re.compile(r"\bhalf ?way\b|\b(?:did|got) half\W*$", re.IGNORECASE)
_COURSE_OR_STEP = re.compile(r"\b(?:course|class|tutorial|bootcamp|step)\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:finished|done with|completed|took|taken|take|passed|did|attended|went through"
    r"|made it through|have done|done|(?:am|is) finish|finish(?=\W*$))\b",
    re.IGNORECASE,
)
# «Not done with Python»
_NOT_DONE_WITH = re.compile(r"\b(?:done|finished|through) with\s*$", re.IGNORECASE)
_NOT_YET_DONE = re.compile(
    r"\b(?:if|once|when|until|as soon as|after|before|neither|not|are|is)\b|n't\b", re.IGNORECASE
)
_BY_OTHERS = re.compile(r"^\s*(?:by|in|for)\b|^[^.!]*\?", re.IGNORECASE)
_LISTS = re.compile(r",|&|\band\b", re.IGNORECASE)
# «Python, course and project are all done»
_ALL_DONE = re.compile(
    r"(?P<steps>[\w ,&+-]{3,80}?)\s(?:are|is)\s(?:all\s|both\s)?"
    r"(?:done|finished|completed|behind me)\b",
    re.IGNORECASE,
)
_STEP_WORDS = {
    "python": "step-python",
    "course": "step-machine-learning",
    "project": "step-project",
    "data": "step-data",
    "community": "step-community",
    "internship": "step-experience",
}
_STEP_NAMED = re.compile(r"\bthe (course|project|internship)\b", re.IGNORECASE)
# «Done!», «finished that one»: the step that is talked about.
_DONE_IT = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|yes|yep|well|and|so|now|oh|ah)\W+)*"
    r"(?:i(?:'?ve| have|(?:'?m| am)(?= (?:now )?done with))?\s+)?"
    r"(?:already\s+|just\s+|now\s+)?"
    r"(?:(?:done|finished|completed|did)"
    r"(?:\s+(?:with\s+)?(?:it|that|this|one)(?:\s+(?:one|step))?)?"
    r"|(?:that|it|this)(?:'s| is| one is| one's)(?: also| already| now)?"
    r" (?:done|finished|completed)"
    r"|(?:joined|built|did|took|made)\s+(?:it|that one"
    r"|(?:(?:an?|my)\s+)?(?:little|small|tiny|simple|quick|first|own)?\s?one(?:\s+of my own)?)"
    r"|got\s+(?:one|that one)"
    r"|(?:that|this|it)(?: one)? i(?:'?ve| have)?(?: already| just)?"
    r" (?:did|done|finished|completed))"
    r"(?:\s+(?:already|now|too|also|as ?well|actually|today|yesterday"
    r"|(?:last|this) (?:week|month|year)|fr|for real|finally"
    r"|at (?:work|uni|school|home)))*\W*$",
    re.IGNORECASE,
)
# «First one done», «I did the second step», «the third isn't finished yet»
_ORDINAL = (
    r"(?P<place>first|second|third|fourth|fifth|sixth|1st|2nd|3rd|4th|5th|6th)(?: one| step)?"
)
# «Steps 1 and 2», «step 1, 2»
_STEP_NUMBERS = re.compile(r"\bsteps?\s+\d(?:\s*(?:and|&|\+|n)\s*\d)+", re.IGNORECASE)
_STILL = re.compile(
    r"\b(?:left|to do|still|can|need|trouble|hard|want|will|going to)\b|n't\b", re.IGNORECASE
)
_SOON = re.compile(r"^\s*(?:soon|in \d|next|tomorrow|by)\b", re.IGNORECASE)
_NOT_ALL = re.compile(
    r"\b(?:hope|how|where|half|part|almost|nearly|until|tell me)\b|\d ?%", re.IGNORECASE
)
_HAVE_IT = re.compile(
    r"\b(?:i have|i'?ve got|i got|is behind me)\W*$|\blearn\b.{1,25}\balready\b", re.IGNORECASE
)
# «Tick off step 2», «untick the third»
_TICKS = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|please|pls|and|so|now|then|h+m+|no|nah|oh|wait|(?:can|could) you)\W+)*"
    r"(?P<un>un)?(?:tick|(?:check|cross)(?= off\b)|mark(?=.{1,20}\bdone\b))(?:\s+off)?\s+"
    r"(?:the\s+)?(?:step\s+)?(?:number\s+)?"
    r"(?P<what>it|that|this|[1-6]|first|second|third|fourth|fifth|sixth|last)\b",
    re.IGNORECASE,
)
# «I did Python, and a project too»
_ALSO = re.compile(
    r"^\W*(?:(?:and|also|plus|oh|yes|ok)\W+)*(?:an? |the |my |one )?"
    r"(?:own |ml |machine.?learning )?"
    r"(python|course|project|community|internship)(?P<too>\s+(?:too|as well|also))?\W*$",
    re.IGNORECASE,
)
# «Oops no, only the first one»
_ONLY_ONE = re.compile(
    r"^\W*(?:(?:oops|no|nope|wait|sorry|i mean|actually|well|oh|hm+)\W+)*(?:only|just) the "
    r"(?P<place>first|second|third|fourth|fifth|sixth|last)(?: one| step)?\W*$",
    re.IGNORECASE,
)
# «I said the project is finished too»
_ONE_DONE = re.compile(
    r"(?:\b(?:the|my) |^\W*(?:(?:ok|so|and|yes|well)\W+)*)"
    r"(?P<step>python|course|project|community|internship)(?: \w+)?"
    r"(?:'s| is| are)(?: also| already| all| now)? (?:done|finished|completed)\b",
    re.IGNORECASE,
)
# «Python I have already completed», «finished Python»
_COMPLETED_IT = re.compile(
    r"^\W*(?:i(?:'?ve| have|'?m| am)? )?(?:already |just |now )?(?:finished|completed|done)"
    r"(?: with| w/?)? $"
    r"|^ i(?:'?ve| have| am)(?: already| just| now)? (?:finish(?:ed)?|completed|done)\b",
    re.IGNORECASE,
)
# «I have done the first two steps»
_FIRST_STEPS = re.compile(
    r"\b(?:done|did|finished|completed)\b.{0,12}\bfirst (?P<done>two|three|four|five|[2-5])\b"
    r"|\bfirst (?P<are>two|three|four|five|[2-5])(?: steps| ones)? (?:are )?(?:all |both )?"
    r"(?:behind me|done|finished|completed)\b",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_DONE_PLACE = re.compile(
    rf"\b{_ORDINAL}(?:'s| is|'ve been| was)?(?: not|n't|nt)?(?: already| now)? (?:done|finished"
    r"|completed)\b",
    re.IGNORECASE,
)
_DID_PLACE = re.compile(
    rf"\b(?:done|did|finished|completed)(?: with)?(?: the)? {_ORDINAL}\b"
    # «First one I did already»
    r"|^\W*(?:the )?(?P<before>first|second|third|fourth|fifth|sixth) (?:one|step) "
    r"i(?:'?ve| have)? (?:already |just )?(?:did|done|finished|completed)\b",
    re.IGNORECASE,
)


def several_done(message: str) -> Iterator[Statement]:
    """Steps that are listed as done."""
    one = _ONE_DONE.search(message)
    before, after = (message[: one.start()], message[one.end() :]) if one else ("", "")
    unfinished = _NOT_YET_DONE.search(before) or _NOT_ALL.search(before) or _SOON.match(after)
    if one and not unfinished and not _BY_OTHERS.match(after) and "?" not in message:
        yield Statement("done", _STEP_WORDS[one["step"].lower()])
        return
    match = _ALL_DONE.search(message)
    if match is None or _NOT_YET_DONE.search(match["steps"]) or not _LISTS.search(match["steps"]):
        return
    if _BY_OTHERS.match(message[match.end() :]):
        return
    words = re.findall(r"\w+", match["steps"].lower())
    if len(steps := [_STEP_WORDS[word] for word in words if word in _STEP_WORDS]) > 1:
        yield from (Statement("done", step) for step in steps)


def also_done(text: str) -> str | None:
    """The step that is added to those that the clause before says are done."""
    also = _ALSO.match(text)
    return _STEP_WORDS[also[1].lower()] if also else None


def ticked(text: str) -> Statement | None:
    """«Tick off step 2», «untick it»."""
    tick = _TICKS.match(text)
    if tick is None:
        return None
    what = tick["what"].lower()
    points = what in ("it", "that", "this")
    value = IT if points else f"{PLACE}{parse_position(what)}"
    return Statement("done", value, not tick["un"])


def finished(clause: Clause, things: Sequence[NamedThing]) -> Iterator[Statement]:
    """What a clause says is done, with the things that it names."""
    if tick := ticked(clause.text):
        yield tick
    elif only := _ONLY_ONE.match(clause.text):
        yield Statement("done", f"{ONLY}{parse_position(only['place'])}")
    elif (also := _ALSO.match(clause.text)) and also["too"]:
        yield Statement("done", f"{ALSO}{_STEP_WORDS[also[1].lower()]}")
    elif _DONE_IT.match(clause.text):
        yield Statement("done", IT)
    elif places := list(_by_place(clause, things)):
        yield from places
    else:
        yield from _by_name(clause, things)


def _by_place(clause: Clause, things: Sequence[NamedThing]) -> Iterator[Statement]:
    """Steps by their numbers."""
    tells = not clause.asks
    numbers = _STEP_NUMBERS.search(clause.text)
    if several := _FIRST_STEPS.search(clause.text):
        last = _NUMBERS[(several["done"] or several["are"]).lower()]
        yield from (Statement("done", f"{PLACE}{number}") for number in range(1, last + 1))
    elif numbers and tells and _DONE.search(clause.text) and not _STILL.search(clause.text):
        found = re.findall(r"\d", numbers.group())
        yield from (Statement("done", f"{PLACE}{number}") for number in found)
    elif tells and not things and (place := _place_done(clause.text)):
        denies = re.search(r"n't\b|\bnt\b|\bnot\b", clause.text, re.IGNORECASE) is not None
        yield Statement("done", f"{PLACE}{parse_position(place)}", not denies)


def _place_done(text: str) -> str | None:
    found = _DONE_PLACE.search(text) or _DID_PLACE.search(text)
    if found is None:
        return None
    return str(found["place"] or found.groupdict().get("before"))


def _by_name(clause: Clause, things: Sequence[NamedThing]) -> Iterator[Statement]:
    undone = bool(_UNDONE.search(clause.text))
    if clause.asks or clause.is_of_others or not (undone or clause.claim is not Claim.NOTHING):
        return
    holds = not undone and clause.claim is Claim.HAS
    steps = [Statement("done", said.value, holds) for said in steps_done(clause.text)]
    if undone or _DONE.search(clause.text) or _HAVE_IT.search(clause.text):
        for thing in things:
            if thing.kind == "course":
                steps.append(Statement("done", "step-machine-learning", holds))
            elif thing.kind == "step":
                steps.append(Statement("done", thing.subject_id, holds))
            elif thing.subject_id == "python" and (
                _COURSE_OR_STEP.search(clause.text)
                or _COMPLETED_IT.search(clause.text[: thing.start - clause.start])
                or _COMPLETED_IT.search(clause.text[thing.end - clause.start :])
                or (undone and _NOT_DONE_WITH.search(clause.text[: thing.start - clause.start]))
            ):
                steps.append(Statement("done", "step-python", holds))
    halfway = undone and _PARTLY.search(clause.text)
    if halfway and not steps and any(thing.subject_id == "python" for thing in things):
        steps.append(Statement("done", "step-python", holds=False))
    if undone and not steps and (step := _STEP_NAMED.search(clause.text)):
        steps.append(Statement("done", _STEP_WORDS[step[1].lower()], holds=False))
    if undone and not steps and not things:
        steps.append(Statement("done", LATEST, holds=False))
    yield from dict.fromkeys(steps)
