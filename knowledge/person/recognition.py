"""What a message says about the person who sends it.

Rules and not a model: what is kept of somebody must be explainable, and there is no public data
of such statements to learn from. Questions, wishes and other people's skills state nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.person.circumstances import circumstances, is_meant, mentioned
from knowledge.person.clauses import SUMS_UP, Claim, Clause, split_clauses
from knowledge.person.named_thing import NamedThing
from knowledge.person.progress import also_done, finished, several_done
from knowledge.person.statements import IT, LATEST, UNLISTED, Statement

FRAGMENT = 4  # words: «in Python», «a Python course please»
MOST = 60  # statements of one message
_OCCUPATION = re.compile(
    r"(?<!if )(?<!whether )(?<!before )(?<!until )(?<!till )(?<!once )(?<!when )"
    r"\b(?:i'?m|im|i am|i was|i used to be|i used to work as"
    r"|i (?:currently )?work as|working as|job as|employed as|being"
    r"|^work(?:ing)? as|^just(?=\s+an?\b)|(?:i|i'?ve|i have|^have) worked as"
    r"|(?:^|i'?ve |i have )been(?=\s+an?\s.*\b(?:years?|yrs)\b))\s+"
    r"(?:currently\s+)?(?:(?:an?|the)\s+|(?<=work as )|(?<=working as ))"
    r"(?!(?:much|hard|part|long|little|often|well|expected|intended|planned|usual|if|it)\b)"
    r"(?P<as>[a-z][a-z+#-]*(?:\s+[a-z][a-z+#-]*){0,3})",
    re.IGNORECASE,
)
_OCCUPATION_HERE = re.compile(
    r"^\W*(?:(?:hi|hello|hey|so)\W+)*(?!(?:no|not|nothing|still|\w+ing)\b)"
    r"(?!(?:\w+ )*(?:why|what|who|how|which|where|when|do(?:es)?|did|is|are|was|nobody|anybody"
    r"|anyone|someone|somebody|every\w+|people|from|in|around|up|right|out|over) )"
    r"(?P<as>[a-z][a-z+#-]*(?:\s+[a-z][a-z+#-]*){0,2})\s+here\b",
    re.IGNORECASE,
)
# «Sorry, paramedic, not nurse»
_OTHER_JOB = re.compile(
    r"^\W*(?:sorry|oops|wait|correction|i meant|typo)\W+(?:i'?m |i meant? |an? |actually )*"
    r"(?!(?:nothing|boss|idea|worries|problem|rush|luck|thanks|but|that|this|it)\b)"
    r"(?P<job>[a-z]{4,}(?: [a-z]{3,})?),? (?:and )?not (?:an? )?[a-z]{4,}\b",
    re.IGNORECASE,
)
_DRIVES = re.compile(
    r"(?<!would )(?<!should )(?<!can )(?<!do )\bi (?:also |currently |now |just )?drive an? "
    r"(truck|lorry|bus|taxi|cab|van|train|tram|forklift)\b",
    re.IGNORECASE,
)
_NO_OCCUPATION = frozenset(
    """beginner newbie noob novice bit little lot lost person guy girl man woman human real fan
    total complete absolute kind sort big good bad great huge quick fast slow type engineer-type
    newcomer visual very more maths math kid dad mom member moron dropout year month
    while hobby dead""".split()
)
_SUBJECTS = frozenset(("maths", "math"))
# An occupation ends before one of these.
_OCCUPATION_ENDS = re.compile(
    r"\s+\b(?:and|but|or|with|who|for|in|at|from|by|that|which|now|so|since|right|to|of|as|on|i"
    r"|already|then|can|does|did|who's|wanting|looking|is|are|know|here)\b.*$",
    re.IGNORECASE,
)
# «I meant R» and «no, I mean R», not «I mean, R is nice».
_MEANT_INSTEAD = re.compile(
    r"\b(?:i meant|meant to say|(?:no|sorry|oops|wait|not that|typo)\W+i mean)\b(?: to say)?",
    re.IGNORECASE,
)
_I_SAID = re.compile(r"\bi (?:said|wrote|typed|told you|put|mentioned)\s+(?:i \w+ )?$", re.I)
# «Would your certificate count in Canada?»
_WHETHER = re.compile(
    r"^\W*(?:would|does|do|will|is|can)\b.*\b(?:counts?|matters?)\b|^\W*(?:need|want) an?\b", re.I
)
_LEARNED = re.compile(r"\b(?:done|finished|completed)\b", re.IGNORECASE)
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
_MEAN_GAP = re.compile(r"^\W+i (?:mean|meant)\W+(?:and )?not $", re.IGNORECASE)
_NOT_GAP = re.compile(r"^\W+(?:and )?not $", re.IGNORECASE)
_NOT_BEFORE = re.compile(r"\bnot\s+$", re.IGNORECASE)
# «Forget the Scala bit», «remove R from my list»: what was said of it, not the thing itself.
_UNSAYS = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|please|pls|no|sorry|actually|and|also|just|(?:can|could) you)\W+)*"
    r"(?:forget|scrap|scratch|drop|remove|delete|strike|erase)\s+"
    r"(?:about\s+)?"
    r"(?:the |my |(?:that )?i (?:know|said(?: i know)?|use|told you(?: i know)?) |that )?$",
    re.IGNORECASE,
)
_WHAT_WAS_SAID = re.compile(r"^\s*(?:(?:bit|part|thing|stuff|skill)\b|from my\b)", re.IGNORECASE)
# «I know neither»
_NEITHER = re.compile(
    r"\bi (?:know|use|speak) neither\b"
    r"|\bi (?:do ?n[o']?t|dont) (?:know|use) (?:either|both|any of (?:them|those))\b",
    re.IGNORECASE,
)
# «Forget Python, I hate it»
_UNWANTED_BEFORE = re.compile(
    r"\b(?:do ?n[o']?t|dont|do not|never|not) (?:really )?(?:want|wanna|like|care for)(?: to)?"
    r"(?: (?:learn|use|do|code in|touch))?\s+$"
    r"|\b(?:hate|can'?t stand|sick of|tired of|avoid|despise)\s+$",
    re.IGNORECASE,
)
_UNWANTED_AFTER = re.compile(
    r"^\W+(?:i )?(?:really )?"
    r"(?:hate|dislike|can'?t stand|(?:do ?n[o']?t|dont) (?:like|want)) (?:it|that)\b"
    r"|^ is (?:not|nothing) for me\b",
    re.IGNORECASE,
)
# «It also has to be easy»
_AS_WELL = re.compile(r"\b(?:also|too(?! (?:much|hard|slow|long))|as well|on top)\b", re.IGNORECASE)
# «I want to learn Python after all»
_AFTER_ALL = re.compile(
    r"\b(?:want|wanna|like|take|learn)\b.*\b(?:after all|anyway|again)\W*$", re.IGNORECASE
)
_UNSAID_ENDS = re.compile(r"^\s*(?:(?:one|again|please|pls)\b|\W*$)", re.IGNORECASE)
# «Sorry, typo, 200», «make that 5»
_CORRECTED = re.compile(
    r"\b(?:typo|correction|i mean|i meant|make (?:it|that))\b\W*(?:(?:it'?s|to|is|was)\W+)?"
    r"(\d{1,5})\b\s*(?:[$€£]|dollars?|bucks|euros?|pounds|hours?|hrs?|h)?\W*$"
    # «Not 10, 6 is more realistic», «so 40, not 15»
    r"|\bnot [$€£]?\d{1,5}\b,? (?:but |it'?s |more like )?[$€£]?(\d{1,5})\b"
    r"(?! (?:people|percent|years))"
    r"|^(?!.*\b(?:step|option|number|course|i was|percent|people)\b)(?!\W*no\b)"
    r".*?[$€£]?\b(\d{1,5})\b(?: (?:hours?|hrs?|bucks|dollars))?,? (?:and )?not [$€£]?\d{1,5}\W*$"
    r"|\b(?:more like|rather|closer to) [$€£]?(\d{1,5})\b"
    r"|\bmake (?:it|that) (?:(?:more|like|rather|about) )?[$€£]?(\d{1,5})\b\W*$",
    re.IGNORECASE,
)
# «A certificate would be nice, but not a must», «the certificate is optional»
_OPTIONAL = re.compile(
    r"^\W*(?:(?:it|that|this)(?:'s| is)? )?(?:really )?(?:(?:not|no) (?:an? )?"
    r"(?:must|requirement|deal ?breaker|necessity)|optional)\W*$"
    r"|\bcert(?:ificate)?s? (?:is|are|would be) (?:\w+ )?(?:optional|(?:not|no) (?:an? )?must)\b",
    re.IGNORECASE,
)
# Who is bored by charts does not care about them.
_DISLIKES = re.compile(
    r"\b(?:hates?|bor(?:es?|ed|ing)|dislikes?|can'?t stand|nothing for me|not for me"
    r"|not my thing)\b",
    re.IGNORECASE,
)
# «Python, not R» of a course; here as if there were a comma.
_AND_NOT = re.compile(r"^\s+(?=(?:and |but )?not (?:in )?$)", re.IGNORECASE)
_KNOWS_IT = re.compile(
    r"\b(?:know|learned|learnt|can)\s+(?:that one|this one|it|that)\b"
    r"(?=\s*(?:already|actually|well|now|too|meanwhile|by now|$))",
    re.IGNORECASE,
)
# «java dev» and «knows R» alike; a language without such a frame is only talked about.
_LANGUAGE_JOB = re.compile(r"^\s*(?:dev|devs|developer|programmer|coder|engineer)\b", re.IGNORECASE)
# Statements about these are made by naming the thing; the rest are wordings.
# Who knows TensorFlow has it among the skills.
_LEARNABLE = {"language": "language", "skill": "skill", "library": "skill", UNLISTED: UNLISTED}
# «Python can do statistics» is about Python.
_ACTS = re.compile(
    r"^\s+(?:is|are|was|has|can|could|does|did|do|seems?|looks?|works?|uses?|offers?|gives?|helps?"
    r"|will|would|should|must|takes?|needs?)\b",
    re.IGNORECASE,
)
# «A course in R», «a Python course»; «I finished the R course» is told as done.
_COURSE = re.compile(r"(?<!\bof )\b(?:course|class)\b", re.IGNORECASE)
_COURSE_IN = re.compile(r"\b(?:in|with|w|using|uses?|for)\s+$", re.IGNORECASE)
_IN_COURSE = re.compile(r"^\s+(?:course|class)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:i|i'm|im|i've|ive|my|me|we|our)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Recognised:
    """``stated`` is claimed; ``mentioned`` are aims and tastes that count only as an answer.

    ``only_told``: the message asks nothing; ``ends_told``: one of its last two clauses makes a
    statement.
    """

    stated: tuple[Statement, ...]
    mentioned: tuple[Statement, ...]
    only_told: bool
    ends_told: bool = False


def recognise(message: str, named: Sequence[NamedThing]) -> Recognised:
    """Read a message (up to a few thousand characters) with the things that it names."""
    clauses = split_clauses(_with_commas(message, named))
    asks = any(clause.asks for clause in clauses)
    stated: list[Statement] = []
    hints: list[Statement] = []
    done_before = ends_told = told_before = False
    for clause in clauses:
        before_it = len(stated)
        things = [thing for thing in named if clause.start <= thing.start < clause.end]
        stated += [*_stated(clause, things), *_unsaid(clause, things, asks)]
        if done_before and not clause.asks and (step := also_done(clause.text)):
            stated.append(Statement("done", step))
        # «The course too» goes on within its sentence.
        rest = message[clause.end : clause.end + 1]
        done = [e for e in stated if e.kind == "done" and e.holds]
        learned = _LEARNED.search(clause.text) and any(e.kind == "language" for e in stated)
        done_before = (bool(done) or bool(learned)) and rest not in ".?!"
        told_before, ends_told = ends_told, len(stated) > before_it
        stated += _unwanted(clause, things)
        if _COURSE.search(message):
            stated += _wanted_of_a_course(clause, things)
        aims = [] if _DISLIKES.search(clause.text) else list(mentioned(clause.text))
        (stated if is_meant(clause.text) and not clause.asks else hints).extend(aims)
        before = [t for t in named if t.start < clause.start and t.kind in _LEARNABLE]
        if before:  # «what about Java, I know that already»
            stated = [
                replace(each, kind=_LEARNABLE[before[-1].kind], value=before[-1].subject_id)
                if (each.kind, each.value) == ("skill", IT)
                else each
                for each in stated
            ]
    if _MEANT_INSTEAD.search(message):
        # «Not SQL, I meant R» and «I meant R, not Java» name what they take back, and then take
        # back nothing else.
        back = _taken_back(message, named)
        replaced = list(_replacing(message, named))
        all_named = bool(back) or not all(each.holds for each in replaced)
        replacing = [replace(each, instead=not all_named) for each in replaced]
        stated = [*replacing, *back] or stated
    stated = list(_said_instead(message, named)) or list(_was_not(message, named)) or stated
    stated += several_done(message)
    if {each.kind for each in stated} <= {"budget"} and (said := _CORRECTED.search(message)):
        number = next(each for each in said.groups() if each)
        # «$200, sorry, I mean $20»: both sums stand there.
        has_sum = any(each.value.isdigit() for each in stated)
        stated = stated if has_sum else [Statement("corrected", number)]
    if not stated and not named and not asks and (job := _OTHER_JOB.match(message)):
        stated = [Statement("occupation", job["job"].lower(), instead=True)]
    if not stated and not named and not asks and _NEITHER.search(message):
        stated = [Statement("unsaid", LATEST)]
    if any(each.kind == "taste" for each in stated) and _AS_WELL.search(message):
        stated.append(Statement("added", "taste"))
    if any(_OPTIONAL.search(clause.text) for clause in clauses):
        stated = [replace(s, holds=False) if s.kind == "certificate" else s for s in stated]
    if any(each.kind == "budget" and each.value.isdigit() for each in stated):
        # «30 a month at most, I'm broke»: the sum tells more.
        stated = [s for s in stated if s.kind != "budget" or s.value.isdigit()]
    told = list(dict.fromkeys(stated))[:MOST]
    return Recognised(tuple(told), tuple(dict.fromkeys(hints)), not asks, ends_told or told_before)


def _with_commas(message: str, named: Sequence[NamedThing]) -> str:
    """«Python not R» as «Python,not R»: what is chosen is not denied with the other."""
    for before, after in pairwise(sorted(named, key=lambda thing: thing.start)):
        if gap := _AND_NOT.match(message[before.end : after.start]):
            at = before.end + gap.start()
            message = f"{message[:at]},{message[at + 1 :]}"
    return message


def _unsaid(clause: Clause, things: Sequence[NamedThing], asks: bool) -> Iterator[Statement]:
    """What is no longer to count, by name; «forget Python, what about R» is no such thing."""
    for thing in things:
        before = clause.text[: thing.start - clause.start]
        after = clause.text[thing.end - clause.start :]
        ends = _WHAT_WAS_SAID.match(after) or (not asks and _UNSAID_ENDS.match(after))
        if thing.kind in _LEARNABLE and _UNSAYS.search(before) and ends:
            yield Statement("unsaid", thing.subject_id)


def _unwanted(clause: Clause, things: Sequence[NamedThing]) -> Iterator[Statement]:
    """Languages that somebody does not want, which is not the same as not knowing them."""
    own = _OWN.search(clause.text) or len(clause.text.split()) <= FRAGMENT
    if clause.asks or clause.is_of_others or not own:
        return
    for thing in things:
        before = clause.text[: thing.start - clause.start]
        after = clause.text[thing.end - clause.start :]
        if _AFTER_ALL.search(clause.text) and thing.kind == "language":
            yield Statement("unwanted", thing.subject_id, holds=False)
            return
        refused = _UNWANTED_BEFORE.search(before) or _UNWANTED_AFTER.match(after)
        if thing.kind == "language" and refused:
            yield Statement("unwanted", thing.subject_id)


def _wanted_of_a_course(clause: Clause, things: Sequence[NamedThing]) -> Iterator[Statement]:
    """The language that a course is to use; what is only asked for is no wish."""
    if clause.claim is not Claim.NOTHING or clause.is_of_others:
        return
    is_fragment = not clause.asks and len(clause.text.split()) <= FRAGMENT
    if not is_fragment and not is_meant(clause.text):
        return
    for thing in things:
        before = clause.text[: thing.start - clause.start]
        after = clause.text[thing.end - clause.start :]
        if thing.kind == "language" and (_COURSE_IN.search(before) or _IN_COURSE.match(after)):
            yield Statement("course_language", thing.subject_id)


def _stated(clause: Clause, things: Sequence[NamedThing]) -> Iterator[Statement]:
    text = clause.text
    wishes = is_meant(text) and not _WHETHER.match(text)
    if not clause.asks or clause.claim is not Claim.NOTHING or wishes:
        yield from circumstances(text, clause.is_of_others)
    occupation = _occupation(text)
    if occupation:
        yield Statement("occupation", occupation)
    names_one = any(thing.kind in _LEARNABLE for thing in things)
    if clause.claim is not Claim.NOTHING and _KNOWS_IT.search(text) and not names_one:
        yield Statement("skill", IT, clause.claim is Claim.HAS)
    yield from finished(clause, things)
    for thing in things:
        if thing.kind not in _LEARNABLE:
            continue
        after = text[thing.end - clause.start :]
        if _ACTS.match(after) and not _OWN.search(text) and not SUMS_UP.search(text):
            return
        if clause.claim is Claim.NOTHING and not (occupation and _LANGUAGE_JOB.match(after)):
            continue
        yield Statement(_LEARNABLE[thing.kind], thing.subject_id, clause.claim is not Claim.HAS_NOT)


def _occupation(text: str) -> str | None:
    if drives := _DRIVES.search(text):
        return f"{drives[1].lower()} driver"
    match = _OCCUPATION.search(text.strip()) or _OCCUPATION_HERE.search(text)
    if match is None:
        return None
    words = _OCCUPATION_ENDS.sub("", match["as"]).split()
    # «A maths person» is none, a maths teacher is one.
    if not words or {words[0].lower(), words[-1].lower()} & _NO_OCCUPATION - _SUBJECTS:
        return None
    if words[-1].lower() in _NO_OCCUPATION:
        return None
    return " ".join(words).lower()


def _said_instead(message: str, named: Sequence[NamedThing]) -> Iterator[Statement]:
    """«I said MATLAB but it was Julia»"""
    if "?" in message:
        return
    for wrong, right in pairwise(sorted(named, key=lambda thing: thing.start)):
        learnable = wrong.kind in _LEARNABLE and right.kind in _LEARNABLE
        gap = message[wrong.end : right.start]
        if learnable and _I_SAID.search(message[: wrong.start]) and _BUT_IT_WAS.match(gap):
            yield Statement("unsaid", wrong.subject_id)
            yield Statement(_LEARNABLE[right.kind], right.subject_id)


def _was_not(message: str, named: Sequence[NamedThing]) -> Iterator[Statement]:
    """«Sorry, it was R, not Python»"""
    for right, wrong in pairwise(sorted(named, key=lambda thing: thing.start)):
        learnable = wrong.kind in _LEARNABLE and right.kind in _LEARNABLE
        before, gap = message[: right.start], message[right.end : wrong.start]
        meant = (_IT_WAS.search(before) and _NOT_GAP.match(gap)) or _MEAN_GAP.match(gap)
        if learnable and meant and "?" not in message:
            yield Statement(_LEARNABLE[right.kind], right.subject_id)
            yield Statement("unsaid", wrong.subject_id)


def _taken_back(message: str, named: Sequence[NamedThing]) -> list[Statement]:
    """What is denied by name before a «meant»."""
    meant = _MEANT_INSTEAD.search(message)
    return [
        Statement(_LEARNABLE[thing.kind], thing.subject_id, holds=False)
        for thing in named
        if meant and thing.kind in _LEARNABLE and thing.start < meant.start()
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
        if thing.kind in _LEARNABLE and thing.start >= start:
            yield Statement(_LEARNABLE[thing.kind], thing.subject_id, "not " not in before)
