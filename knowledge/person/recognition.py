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
from knowledge.person.claiming import SUMS_UP
from knowledge.person.clauses import Claim, Clause, split_clauses
from knowledge.person.corrections import corrected
from knowledge.person.named_thing import LEARNABLE, NamedThing
from knowledge.person.occupation import bare_occupation, occupation_in, occupation_left
from knowledge.person.progress import also_done, finished
from knowledge.person.statements import ALSO, IT, Statement

FRAGMENT = 4  # words: «in Python», «a Python course please»
MOST = 60  # statements of one message
# «Would your certificate count in Canada?»
_WHETHER = re.compile(
    r"^\W*(?:would|does|do|will|is|can)\b.*\b(?:counts?|matters?)\b|^\W*(?:need|want) an?\b", re.I
)
# «The one that costs nothing, who teaches it?» asks about a course and wishes for none.
_DESCRIBED = re.compile(
    r"\bthe (?:free|paid|cheap\w*) (?:one|course)\b"
    r"|\bthe (?:one|course) (?:that|which|thats|that's|for|with|without)\b[^,.;?!]*",
    re.IGNORECASE,
)
_LEARNED = re.compile(r"\b(?:done|finished|completed)\b", re.IGNORECASE)
# «Forget the Scala bit», «remove R from my list»: what was said of it, not the thing itself.
_UNSAYS = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|please|pls|no|sorry|actually|and|also|just|(?:can|could) you)\W+)*"
    r"(?:forget|scrap|scratch|drop|remove|delete|strike|erase)\s+"
    r"(?:about\s+)?"
    r"(?:the |my |(?:that )?i (?:know|said(?: i know)?|use|told you(?: i know)?) |that )?$",
    re.IGNORECASE,
)
_WHAT_WAS_SAID = re.compile(r"^\s*(?:(?:bit|part|thing|stuff|skill)\b|from my\b)", re.IGNORECASE)
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
# «Hate Python with a passion»
_HATES = re.compile(r"^\W*(?:really |absolutely )?(?:hate|despise|can'?t stand)\b", re.IGNORECASE)
# «It also has to be easy»
_AS_WELL = re.compile(r"\b(?:also|too(?! (?:much|hard|slow|long))|as well|on top)\b", re.IGNORECASE)
# «I want to learn Python after all»
_AFTER_ALL = re.compile(
    r"\b(?:want|wanna|like|take|learn)\b.*\b(?:after all|anyway|again)\W*$", re.IGNORECASE
)
# «And R, scrap that», «take the SQL out», and not «I know R. Delete that cookie»
_SCRAPPED = re.compile(
    r"^\W{0,3}(?:(?:no|ok|please|actually) )?(?:scrap|scratch|strike|drop|delete|remove|cancel)"
    r" (?:that|it)(?: please| pls| again)?\s*(?:[.,;!]|$)",
    re.IGNORECASE,
)
_TAKES = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|please|pls|no|sorry|actually|and|also|just)\W+)*"
    r"(?:take|leave|kick|cross) (?:the |my )?$",
    re.IGNORECASE,
)
_TAKEN_OUT = re.compile(
    r"^ (?:bit |part |thing )?(?:out|off)"
    r"(?: (?:of )?(?:it|my (?:list|profile|skills|notes)|there))?"
    r"(?: please| pls| again)?\s*(?:[.,;!]|$)(?!.*\b(?:know|knew|learn\w*|finished|done|passed)\b)",
    re.IGNORECASE,
)
_UNSAID_ENDS = re.compile(r"^\s*(?:(?:one|again|please|pls)\b|\W*$)", re.IGNORECASE)
# «A certificate would be nice, but not a must», «the certificate is optional»
_OPTIONAL = re.compile(
    r"^\W*(?:(?:it|that|this)(?:'s| is)? )?(?:really )?(?:(?:not|no) (?:an? )?"
    r"(?:must|requirement|deal ?breaker|necessity)|optional)\W*$"
    r"|\bcert(?:ificate)?s? (?:is|are|would be) (?:\w+ )?(?:optional|(?:not|no) (?:an? )?must)\b",
    re.IGNORECASE,
)
# «Ok forget free, 25 is ok»
_OF_MONEY = re.compile(r"\b(?:free|budget|price|money|costs?|pay|dollars?|bucks)\b|[$€£]", re.I)
_IS_OK = re.compile(
    r"(?:^|[,.])\W*(?:(?:but|and|so|then) )?[$€£]?(\d{1,4}) (?:is|would be|wd be) (?:ok|okay|fine"
    r"|alright|doable|the max|my limit|my max)\b",
    re.IGNORECASE,
)
# Who is bored by charts does not care about them.
_DISLIKES = re.compile(
    r"\b(?:hates?|bor(?:es?|ed|ing)|dislikes?|can'?t stand|nothing for me|not for me"
    r"|(?:make|makes|put|puts) me (?:to )?(?:sleep\w*|yawn|sick)"
    r"|not my thing)\b",
    re.IGNORECASE,
)
# «Python, not R» of a course; here as if there were a comma.
_AND_NOT = re.compile(r"^\s+(?=(?:and |but )?not (?:in )?$)", re.IGNORECASE)
_KNOWS_IT = re.compile(
    r"\b(?:know|learned|learnt|can|touched|used|tried)\s+(?:that one|this one|it|that)\b"
    r"(?=\s*(?:already|actually|well|now|too|either|meanwhile|by now|$))",
    re.IGNORECASE,
)
# «java dev» and «knows R» alike; a language without such a frame is only talked about.
_LANGUAGE_JOB = re.compile(r"^\s*(?:dev|devs|developer|programmer|coder|engineer)\b", re.IGNORECASE)
# «Python can do statistics» is about Python.
_ACTS = re.compile(
    r"^\s+(?:is|are|was|has|can|could|does|did|do|seems?|looks?|works?|uses?|offers?|gives?|helps?"
    r"|will|would|should|must|takes?|needs?)\b",
    re.IGNORECASE,
)
# «A course in R», «a Python course»; «I finished the R course» is told as done.
_COURSE = re.compile(r"(?<!\bof )\b(?:course|class)\b", re.IGNORECASE)
_SOMETHING = re.compile(r"\b(?:something|smth|sth|anything|one|rather)\b", re.IGNORECASE)
_COURSE_IN = re.compile(
    r"\b(?:in|with|w|using|uses?|for|(?:must|should|(?:has|have|needs?) to) be)\s+$", re.IGNORECASE
)
_IN_COURSE = re.compile(r"^\s+(?:course|class)\b", re.IGNORECASE)
_ASKS_FOR_ONESELF = re.compile(
    r"\b(?:miss(?:ing)?|lack(?:ing)?|gaps?|left|still need|need to learn|have to learn|next"
    r"|road ?map|plan|for me|(?:should|can|could|do) i|(?:engineer|scientist) or)\b",
    re.IGNORECASE,
)
_FOR_IT = re.compile(r"\b(?:for|with|in|about|of) (?:it|that|this)\b", re.IGNORECASE)
# What makes a list of names a sentence about them
_SENTENCE_VERB = re.compile(
    r"\b(?:is|are|was|were|has|does|do|did|can|could|should|would|will|want|wanna|like|think|learn"
    r"|need|says?|said|about|vs|or|if|the|for|to|zero|hate|stress|survey|figures?)\b",
    re.IGNORECASE,
)
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
        stated += [*_stated(clause, things, asks), *_unsaid(clause, message, things, asks)]
        if done_before and not clause.asks and (step := also_done(clause.text)):
            stated.append(Statement("done", step))
        # «The course too» goes on within its sentence.
        rest = message[clause.end : clause.end + 1]
        done = [e for e in stated if e.kind == "done" and e.holds]
        learned = _LEARNED.search(clause.text) and any(e.kind == "language" for e in stated)
        done_before = (bool(done) or bool(learned)) and rest not in ".?!"
        told_before, ends_told = ends_told, len(stated) > before_it
        stated += _unwanted(clause, message, things)
        wanted = list(_wanted_of_a_course(clause, things))
        if _COURSE.search(message):
            stated += wanted
        elif wanted and _SOMETHING.search(clause.text):
            hints += wanted  # «then rather something in Python» of courses
        aims = [] if _DISLIKES.search(clause.text) else list(mentioned(clause.text))
        asked = clause.asks or _goes_on_asking(clause, clauses, message)
        (stated if is_meant(clause.text) and not asked else hints).extend(aims)
        before = [t for t in named if t.start < clause.start and t.kind in LEARNABLE]
        if before:  # «what about Java, I know that already»
            stated = [
                replace(each, kind=LEARNABLE[before[-1].kind], value=before[-1].subject_id)
                if (each.kind, each.value) == ("skill", IT)
                else each
                for each in stated
            ]
    courses = {thing.subject_id for thing in named if thing.kind == "course"}
    if Statement("done", IT) in stated and len(courses) == 1:  # «did that too, Andrew Ng's one»
        stated[stated.index(Statement("done", IT))] = Statement("done", "step-machine-learning")
    stated += _listed_before_asking(clauses, named)
    stated = corrected(message, named, stated, asks)
    if not any(each.kind == "occupation" for each in stated):
        by_trade = bare_occupation(clauses, tells=bool(stated))
        stated += [Statement("occupation", by_trade)] if by_trade else []
    if any(each.kind == "taste" for each in stated) and _AS_WELL.search(message):
        stated.append(Statement("added", "taste"))
    if _OF_MONEY.search(message) and (enough := _IS_OK.search(message)):
        stated.append(Statement("budget", enough[1]))
    if any(_OPTIONAL.search(clause.text) for clause in clauses):
        stated = [replace(s, holds=False) if s.kind == "certificate" else s for s in stated]
    if any(each.kind == "budget" and each.value.isdigit() for each in stated):
        # «30 a month at most, I'm broke»: the sum tells more.
        stated = [s for s in stated if s.kind != "budget" or s.value.isdigit()]
    steps = {each.value for each in stated if each.kind == "done"}  # «… and a project too» is done
    stated = [each for each in stated if each.value.removeprefix(ALSO) not in steps - {each.value}]
    told = list(dict.fromkeys(stated))[:MOST]
    return Recognised(tuple(told), tuple(dict.fromkeys(hints)), not asks, ends_told or told_before)


def _goes_on_asking(clause: Clause, clauses: Sequence[Clause], message: str) -> bool:
    """«What does an engineer do all day, like for a company»"""
    before = next((each for each in reversed(clauses) if each.start < clause.start), None)
    if before is None or not before.asks or _OWN.search(clause.text):
        return False
    between = message[before.end : clause.start]
    return "," in between and len(clause.text.split()) <= FRAGMENT


def _listed_before_asking(
    clauses: Sequence[Clause], named: Sequence[NamedThing]
) -> Iterator[Statement]:
    """«Data analyst, SQL + Excel + decent stats. What am I missing?»: what is listed is known."""
    asked = next((at for at, each in enumerate(clauses) if each.asks), None)
    if not asked or not any(_ASKS_FOR_ONESELF.search(each.text) for each in clauses[asked:]):
        return
    listed = clauses[:asked]
    # «sklearn - which language do I need for it?» asks about what it names.
    if len(named) == 1 and any(_FOR_IT.search(each.text) for each in clauses[asked:]):
        return
    if any(_SENTENCE_VERB.search(each.text) for each in listed):
        return
    for clause in listed:
        if clause.claim is Claim.NOTHING and not clause.is_of_others:
            for thing in named:
                if thing.kind in LEARNABLE and clause.start <= thing.start < clause.end:
                    yield Statement(LEARNABLE[thing.kind], thing.subject_id)


def _with_commas(message: str, named: Sequence[NamedThing]) -> str:
    """«Python not R» as «Python,not R»: what is chosen is not denied with the other."""
    for before, after in pairwise(sorted(named, key=lambda thing: thing.start)):
        if gap := _AND_NOT.match(message[before.end : after.start]):
            at = before.end + gap.start()
            message = f"{message[:at]},{message[at + 1 :]}"
    return message


def _unsaid(
    clause: Clause, message: str, things: Sequence[NamedThing], asks: bool
) -> Iterator[Statement]:
    """What is no longer to count, by name; «forget Python, what about R» is no such thing."""
    for thing in things:
        before = clause.text[: thing.start - clause.start]
        after = clause.text[thing.end - clause.start :]
        ends = _WHAT_WAS_SAID.match(after) or (not asks and _UNSAID_ENDS.match(after))
        scrapped = not asks and _SCRAPPED.match(message[thing.end :])
        taken = _TAKES.match(before) and _TAKEN_OUT.match(message[thing.end :])
        scrapped = scrapped or taken
        if thing.kind in LEARNABLE and ((_UNSAYS.search(before) and ends) or scrapped):
            yield Statement("unsaid", thing.subject_id)


def _unwanted(clause: Clause, message: str, things: Sequence[NamedThing]) -> Iterator[Statement]:
    """Languages that somebody does not want, which is not the same as not knowing them."""
    is_brief = len(clause.text.split()) <= FRAGMENT
    own = _OWN.search(clause.text) or _HATES.match(clause.text) or is_brief
    if clause.asks or clause.is_of_others or not own:
        return
    for thing in things:
        before = clause.text[: thing.start - clause.start]
        after = clause.text[thing.end - clause.start :]
        if _AFTER_ALL.search(clause.text) and thing.kind == "language":
            yield Statement("unwanted", thing.subject_id, holds=False)
            return
        # «Not Java, hate it» goes on behind the clause.
        after = after or message[thing.end : thing.end + MOST]
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


def _stated(clause: Clause, things: Sequence[NamedThing], asks: bool) -> Iterator[Statement]:
    text = clause.text
    wishes = is_meant(text) and not _WHETHER.match(text)
    if not clause.asks or clause.claim is not Claim.NOTHING or wishes:
        yield from circumstances(_DESCRIBED.sub(" ", text) if asks else text, clause.is_of_others)
    occupation = occupation_in(text)
    if occupation:
        yield Statement("occupation", occupation)
    elif left := occupation_left(text):
        yield Statement("occupation", left, holds=False)
    names_one = any(thing.kind in LEARNABLE for thing in things)
    if clause.claim is not Claim.NOTHING and _KNOWS_IT.search(text) and not names_one:
        yield Statement("skill", IT, clause.claim is Claim.HAS)
    yield from finished(clause, things)
    for thing in things:
        if thing.kind not in LEARNABLE:
            continue
        after = text[thing.end - clause.start :]
        if _ACTS.match(after) and not _OWN.search(text) and not SUMS_UP.search(text):
            return
        if clause.claim is Claim.NOTHING and not (occupation and _LANGUAGE_JOB.match(after)):
            continue
        yield Statement(LEARNABLE[thing.kind], thing.subject_id, clause.claim is not Claim.HAS_NOT)
