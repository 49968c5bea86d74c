"""What a message takes back or puts right of what was said before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.person.named_thing import LEARNABLE, NamedThing
from knowledge.person.progress import several_done
from knowledge.person.statements import LATEST, Statement

# «Sorry, paramedic, not nurse»
_OTHER_JOB = re.compile(
    r"^\W*(?:sorry|oops|wait|correction|i meant|typo)\W+(?:i'?m |i meant? |an? |actually )*"
    r"(?!(?:nothing|boss|idea|worries|problem|rush|luck|thanks|but|that|this|it)\b)"
    r"(?P<job>[a-z]{4,}(?: [a-z]{3,})?),? (?:and )?not (?:an? )?[a-z]{4,}\b",
    re.IGNORECASE,
)
# «I meant R» and «no, I mean R», not «I mean, R is nice».
_MEANT_INSTEAD = re.compile(
    r"(?:^|[.!,;]\s*)meant\b(?! for\b)"
    r"|\b(?:(?:oops|ups|sorry|soz|no|wait|typo|i) meant|meant to say"
    r"|(?:no|sorry|oops|wait|not that|typo)\W+i mean)\b(?: to say)?",
    re.IGNORECASE,
)
_I_SAID = re.compile(r"\bi (?:said|wrote|typed|told you|put|mentioned)\s+(?:i \w+ )?$", re.I)
_BUT_IT_WAS = re.compile(
    r"^\W*(?:(?:but|when|and|earlier|before)\W+)*(?:(?:it|that|i|actually)\W+)*"
    r"(?:was|meant|mean|should (?:be|have been))\W+(?:actually\W+|really\W+)?$",
    re.IGNORECASE,
)
_LEADS_TO = re.compile(
    r"^\W*(?:(?:to say|that|i know|i use|i said|know|use|just|only|the|an?|a bit of|some|also|and"
    r"|or|but|not|it|is|was|it's|language|advanced|basic)\W*)*$",
    re.IGNORECASE,
)
_IT_WAS = re.compile(
    r"\b(?:(?:it|that) was|should (?:be|have been)|make (?:it|that))"
    r" (?:actually |really )?$",
    re.IGNORECASE,
)
# «It wasn't MATLAB, it was C++»
_IT_WAS_NOT = re.compile(r"\b(?:it|that) (?:was ?n'?t|was not)\s+$", re.IGNORECASE)
# «Argh no, R. Not Python»
_ONLY_INTERJECTIONS = re.compile(
    r"^\W*(?:(?:argh|ah|oh|no|nope|nah|sorry|oops|whoops|wait|hm+|well|actually)\W+)*"
    r"(?:(?:no|nope|nah)\s*[,.!;:]\s*|(?:sorry|oops|whoops|wait)\W+)$",
    re.IGNORECASE,
)
_WRONG_NOT = re.compile(
    r"^\W*(?:(?:oh|ah|no|excuse me|pardon|sorry|sry|oops|wait|my (?:bad|mistake))\W+)*"
    r"(?:(?:that'?s |that is |it was |this was )?(?:wrong|a? ?mistake|incorrect)|sorry|excuse me"
    r"|oops)"
    r"\W+(?:it'?s |it is )?not $",
    re.IGNORECASE,
)
# «No sorry, not Java, JavaScript»
_NO_NOT = re.compile(
    r"^\W*(?:(?:argh|ah|oh|ugh|no|nope|nah|sorry|sry|oops|whoops|wait|hm+|well|actually|typo)\W+)+"
    r"not $",
    re.IGNORECASE,
)
_COMMA_GAP = re.compile(r"^\s*[,.;:-]+\s*(?:(?:but|just|only)\s+)?$", re.IGNORECASE)
_IT_IS_GAP = re.compile(
    r"^\W+(?:but )?(?:it'?s|it is|that'?s|we use|i use|i know)\W+$", re.IGNORECASE
)
_MEAN_GAP = re.compile(r"^\W+i (?:mean|meant)\W+(?:and )?not $", re.IGNORECASE)
_NOT_GAP = re.compile(r"^\W+(?:and )?not $", re.IGNORECASE)
_NOT_BEFORE = re.compile(r"\bnot\s+$", re.IGNORECASE)
_I_MEANT = re.compile(r"^\W*i (?:mean|meant)\W*$", re.IGNORECASE)
_SORRY = re.compile(r"^\W*(?:(?:oh|ah|no|wait)\W+)*(?:sorry|sry|soz|oops|typo|no)\b", re.IGNORECASE)
# «I know neither»
_NEITHER = re.compile(
    r"\bi (?:know|use|speak) neither\b"
    r"|\bi (?:do ?n[o']?t|dont) (?:know|use) (?:either|both|any of (?:them|those))\b",
    re.IGNORECASE,
)
# «Sorry, typo, 200», «make that 5»
_CORRECTED = re.compile(
    r"\b(?:typo|correction|i mean|i meant|make (?:it|that))\b\W*(?:(?:it'?s|to|is|was)\W+)?"
    r"(\d{1,5})\b\s*(?:[$€£]|dollars?|bucks|euros?|pounds|hours?|hrs?|h)?\W*$"
    # «Not 10, 6 is more realistic», «so 40, not 15»
    r"|\bnot [$€£]?\d{1,5}\b,? (?:but |it'?s |more like )?[$€£]?(\d{1,5})\b"
    r"(?! (?:people|percent|years))"
    r"|^(?!.*\b(?:step|option|number|course|i was|percent|people)\b)(?!\W*no\b)"
    r".*?[$€£]?\b(\d{1,5})\b(?: (?:hours?|hrs?|bucks|dollars))?"
    r"(?: (?:a|per) (?:day|week|month))?,? (?:and )?not [$€£]?\d{1,5}\W*$"
    r"|\b(?:more like|rather|closer to) [$€£]?(\d{1,5})\b"
    r"|\bmake (?:it|that) (?:(?:more|like|rather|about) )?[$€£]?(\d{1,5})\b"
    r"(?: (?:then|instead|please|pls|now|actually))*(?:\W*$|[,.;!] )",
    re.IGNORECASE,
)


def corrected(
    message: str, named: Sequence[NamedThing], stated: Sequence[Statement], asks: bool
) -> list[Statement]:
    """The statements of a message, as it puts them right itself: «no, I meant R, not Java»."""
    said = list(stated)
    if _MEANT_INSTEAD.search(message):
        # «Not SQL, I meant R» and «I meant R, not Java» name what they take back, and then take
        # back nothing else.
        back = _taken_back(message, named)
        replaced = list(_replacing(message, named))
        all_named = bool(back) or not all(each.holds for each in replaced)
        replacing = [replace(each, instead=not all_named) for each in replaced]
        said = [*replacing, *back] or said
    readings = (_said_instead, _meant_behind, _instead_of_denied, _was_not)
    said = next((found for read in readings if (found := list(read(message, named)))), said)
    said += several_done(message)
    if {each.kind for each in said} <= {"budget"}:
        said = _other_number(message) or said if not _has_sum(said) else said
    if said or named or asks:
        return said
    if job := _OTHER_JOB.match(message):
        return [Statement("occupation", job["job"].lower(), instead=True)]
    return [Statement("unsaid", LATEST)] if _NEITHER.search(message) else []


def _has_sum(said: Sequence[Statement]) -> bool:
    """«$200, sorry, I mean $20»: both sums stand there."""
    return any(each.value.isdigit() for each in said)


def _other_number(message: str) -> list[Statement]:
    """«Typo, 200», «more like 10 hours»."""
    match = _CORRECTED.search(message)
    if match is None:
        return []
    number = next(each for each in match.groups() if each)
    of_time = re.search(rf"\b{number} ?(?:hours?|hrs?|h)\b", message, re.IGNORECASE)
    return [Statement("hours" if of_time else "corrected", number)]


def _said_instead(message: str, named: Sequence[NamedThing]) -> Iterator[Statement]:
    """«I said MATLAB but it was Julia»"""
    if "?" in message:
        return
    for wrong, right in pairwise(sorted(named, key=lambda thing: thing.start)):
        learnable = wrong.kind in LEARNABLE and right.kind in LEARNABLE
        gap = message[wrong.end : right.start]
        said = _I_SAID.search(message[: wrong.start]) or _IT_WAS_NOT.search(message[: wrong.start])
        if learnable and said and _BUT_IT_WAS.match(gap):
            yield Statement("unsaid", wrong.subject_id)
            yield Statement(LEARNABLE[right.kind], right.subject_id)


def _meant_behind(message: str, named: Sequence[NamedThing]) -> Iterator[Statement]:
    """«Sorry, not Scala, Java I meant», «typo, C++ I meant»"""
    alone = named[0] if len(named) == 1 and named[0].kind in LEARNABLE else None
    if alone and _SORRY.match(message) and _I_MEANT.match(message[alone.end :]):
        yield Statement(LEARNABLE[alone.kind], alone.subject_id, instead=True)
    for wrong, right in pairwise(sorted(named, key=lambda thing: thing.start)):
        learnable = wrong.kind in LEARNABLE and right.kind in LEARNABLE
        denied = _NOT_BEFORE.search(message[: wrong.start])
        if learnable and denied and _I_MEANT.match(message[right.end :]):
            yield Statement("unsaid", wrong.subject_id)
            yield Statement(LEARNABLE[right.kind], right.subject_id)


def _instead_of_denied(message: str, named: Sequence[NamedThing]) -> Iterator[Statement]:
    """«Excuse me, wrong, not Scala. It is Java that we use»"""
    for wrong, right in pairwise(sorted(named, key=lambda thing: thing.start)):
        learnable = wrong.kind in LEARNABLE and right.kind in LEARNABLE
        before, gap = message[: wrong.start], message[wrong.end : right.start]
        if not learnable or "?" in message:
            continue
        if _WRONG_NOT.match(before) and _IT_IS_GAP.match(gap):
            yield Statement("unsaid", wrong.subject_id)
            yield Statement(LEARNABLE[right.kind], right.subject_id)
        ends = not message[right.end :].strip(" .!,:)")
        if _NO_NOT.match(before) and _COMMA_GAP.match(gap) and ends:
            yield Statement("unsaid", wrong.subject_id)
            yield Statement(LEARNABLE[right.kind], right.subject_id, instead=True)


def _was_not(message: str, named: Sequence[NamedThing]) -> Iterator[Statement]:
    """«Sorry, it was R, not Python»"""
    for right, wrong in pairwise(sorted(named, key=lambda thing: thing.start)):
        learnable = wrong.kind in LEARNABLE and right.kind in LEARNABLE
        before, gap = message[: right.start], message[right.end : wrong.start]
        corrects = _ONLY_INTERJECTIONS.match(before) and _NOT_GAP.match(gap)
        meant = (_IT_WAS.search(before) and _NOT_GAP.match(gap)) or _MEAN_GAP.match(gap)
        if learnable and (meant or corrects) and "?" not in message:
            kind = LEARNABLE[right.kind]
            yield Statement(kind, right.subject_id, instead=not meant)
            yield Statement("unsaid", wrong.subject_id)


def _taken_back(message: str, named: Sequence[NamedThing]) -> list[Statement]:
    """What is denied by name before a «meant»."""
    meant = _MEANT_INSTEAD.search(message)
    return [
        Statement(LEARNABLE[thing.kind], thing.subject_id, holds=False)
        for thing in named
        if meant and thing.kind in LEARNABLE and thing.start < meant.start()
        if _NOT_BEFORE.search(message[: thing.start])
    ]


def _replacing(message: str, named: Sequence[NamedThing]) -> Iterator[Statement]:
    """«No, I meant R, not Python»: what is named behind the «meant» and is not denied."""
    meant = _MEANT_INSTEAD.search(message)
    start = meant.end() if meant else 0
    first = next((thing for thing in named if thing.start >= start), None)
    if first and not _LEADS_TO.match(message[start : first.start]):
        return  # «I meant the step after Python»
    for thing in named:
        before = message[max(0, thing.start - 6) : thing.start].lower()
        if thing.kind in LEARNABLE and thing.start >= start:
            yield Statement(LEARNABLE[thing.kind], thing.subject_id, "not " not in before)
