"""Money, certificate, level, degree, time, aim and taste, as people put them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.person.statements import ANY, FREE, Statement


@dataclass(frozen=True)
class _Wording:
    kind: str
    value: str
    pattern: re.Pattern[str]
    holds: bool = True


def _wording(kind: str, value: str, pattern: str, holds: bool = True) -> _Wording:
    return _Wording(kind, value, re.compile(pattern, re.IGNORECASE), holds)


# In order: of a kind, the first that fits counts.
CIRCUMSTANCES = (
    _wording(
        "budget",
        ANY,
        r"(?:money|budget|price|cost)s? (?:is|are)? ?(?:not a|no|not an|isn'?t an?) (?:problem|issue|object)"
        r"|(?:money|price|budget|cost)s? (?:does ?n[o']?t|doesnt|does not) matter|money neither"
        r"|do ?n[o']?t (?:care|mind) (?:about )?(?:the )?(?:price|money|cost|paying)"
        r"|(?:any|unlimited) budget|can pay (?:anything|whatever)",
    ),
    _wording(
        "budget",
        FREE,
        r"\bno (?:money|budget|cash|funds)\b|\b(?:ca ?n[o']?t|cannot|can not|do ?n[o']?t want to|wo ?n[o']?t) "
        r"(?:spend|pay|afford)|\bbroke\b|\bnothing to spend\b|\bfor free\b|\bfree of charge\b"
        r"|\b(?:be|want it|want one|it|must be|needs? to be|has to be|only|a|is|looking for) free\b"
        r"|^\W*free\b|\bfree (?:course|one|only|please|pls)\b|\b0 (?:dollars|bucks|euros?)\b"
        r"|\bprice matters\b|\bcheap(?:est)? (?:is|matters|counts)\b|\bas cheap as possible\b"
        r"|\bwithout (?:paying|money)\b|\bzero (?:budget|money|cash)\b|\bpoor\b",
    ),
    _wording(
        "certificate",
        "yes",
        r"(?:\b(?:no|not|without|never|neither|dont) |n't )(?:\w+ ){0,4}(?:certificate|cert|diploma)s?\b"
        r"|(?:certificate|cert)s? (?:(?:is|does|do) ?n[o']?t|isnt|doesnt|not|is not|does not) "
        r"(?:\w+ )?(?:needed|matter|important|necessary|required)|\bcertificate (?:doesnt|does not) matter"
        r"|(?:certificate|cert)s? (?:is )?not (?:needed|important|necessary)",
        holds=False,
    ),
    _wording(
        "certificate",
        "yes",
        r"\b(?:need|want|with|must have|require|looking for|wants?|get|has to (?:give|have)|prefer|some)"
        r" (?:\w+ ){0,2}(?:certificate|cert|diploma)s?\b"
        r"|(?:certificate|cert)s? (?:is )?(?:needed|important|required|a must|matters|please|pls)\b",
    ),
    _wording(
        "level",
        "beginner",
        r"\b(?:beginner|newbie|noob|novice|newcomer|starting (?:out|from (?:zero|scratch))|new to "
        r"(?:this|it|coding|programming|ml|all)|no experience|zero experience|(?:total|complete) begin\w+)\b"
        r"|\bknow nothing\b|\b(?:no|zero) clue\b",
    ),
    _wording(
        "level", "advanced", r"\b(?:i'?m|i am|im) (?:an? |pretty |quite )?(?:advanced|expert)\b"
    ),
    _wording(
        "degree",
        "yes",
        r"\b(?:no|without an?|do ?n[o']?t have an?|never got an?|have no|lack an?) (?:\w+ ){0,2}degree\b"
        r"|\b(?:dropped out|drop-?out|never went to (?:uni|college|university))\b",
        holds=False,
    ),
    _wording(
        "degree",
        "yes",
        r"\b(?:have|got|hold|with|did|finished|'ve got|my|completed) (?:an? |my )?(?:\w+ ){0,3}"
        r"(?:degree|bachelor'?s?|master'?s?|diploma|phd)\b",
    ),
    _wording(
        "coding",
        "yes",
        r"\b(?:never|ca ?n[o']?t|cannot|can not|do ?n[o']?t|dont|not able to|unable to|have ?n[o']?t)"
        r" (?:\w+ ){0,2}(?:code|coded|program|programmed|programming|coding|write code)\b(?! in\b)"
        r"|\b(?:know|knowing) (?:nothing|no programming|no language)|\bno (?:coding|programming|code)\b"
        r"|\bnothing (?:about|of) (?:coding|programming)|\bknow no (?:programming )?languages?\b"
        r"|\bnever coded\b|\bwithout (?:code|coding|programming)\b|\bdo ?n[o']?t know any language\b",
        holds=False,
    ),
)
TASTES = (
    _wording(
        "taste",
        "easy",
        r"\b(?:eas(?:y|ier|iest)|simpl(?:e|er|est)|beginner.?friendly|gentle|not (?:too )?hard|readable)\b",
    ),
    _wording(
        "taste",
        "speed",
        r"\b(?:speed|fast(?:er|est)?|performan(?:ce|t)|quick(?:est)?|efficien(?:t|cy)|low latency)\b",
    ),
    _wording("taste", "statistics", r"\b(?:statistic(?:s|al)?|stats)\b"),
    _wording("taste", "charts", r"\b(?:charts?|plots?|plotting|visuali[sz]\w*|graphs?|graphics)\b"),
    _wording(
        "taste",
        "scalability",
        r"\b(?:scal(?:e|es|able|ability|ing)|robust(?:ness)?|big data|large systems?|reliab\w+)\b",
    ),
    _wording(
        "taste",
        "numerics",
        r"\b(?:numeric(?:al|s)?|scientific computing|simulations?|number crunching|matri(?:x|ces)|engineering)\b",
    ),
    _wording("taste", "libraries", r"\b(?:libraries|libs|packages|ecosystem|tools)\b"),
    _wording(
        "taste",
        "new",
        r"\b(?:next|another|second|new|additional|other|further) (?:programming )?language\b|\blanguage\b.{0,30}\bnext\b",
    ),
)
GOALS = (
    _wording(
        "goal",
        "research",
        r"\b(?:research\w*|academi[ac]\w*|papers?|universit(?:y|ies)|uni|science|scientific|phd|institute|thesis)\b",
    ),
    _wording(
        "goal",
        "enterprise",
        r"\b(?:enterprise\w*|compan(?:y|ies)|corporat\w*|bank\w*|business (?:software|app\w*))\b",
    ),
    _wording(
        "goal",
        "engineering",
        r"\b(?:engineering (?:work|tasks?)|simulations?|mechanical|scientific computing|number crunching)\b",
    ),
    _wording(
        "goal", "hobby", r"\b(?:hobb(?:y|ies)|curious|curiosity|fun|side project|spare time)\b"
    ),
    _wording(
        "goal",
        "job",
        r"\b(?:jobs?|hired|career|employ\w*|profession\w*|industry|(?:want|wanna|like)(?: to)? (?:work|become)|become an?|switch|money)\b",
    ),
)
# With one of these in front, an aim or a taste is said for good and not only mentioned.
_MEANT = re.compile(
    r"^\W*(?:want|wanna)\b|\b(?:i (?:really |mostly |mainly |just |only )?(?:want|wanna|care|need|prefer|like|love|do|work|aim)|i wanna"
    r"|i'?m (?:in|at|after|into)|im (?:in|at|after|into)|my goal|goal is|for an?|its for|it's for"
    r"|must|should be|has to be|have to be|matters?|most important|i'd like|to get an?|stay in"
    r"|in order to)\b",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"[$€£]\s?(\d{1,5})|(\d{1,5})\s?(?:\$|€|£|dollars?|bucks|usd|eur|euros?|quid|pounds)\b",
    re.IGNORECASE,
)
_NUMBER = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}
_HOURS = re.compile(
    rf"\b(\d{{1,3}}|{'|'.join(_NUMBER)}|a few|an?)\s*(hours?|hrs?|h|evenings?|nights?|days?|weekends?)\b"
    r"(?=.{0,25}\b(?:week|day|month|learn|study|free|spare)|[^a-z]*$|.{0,6},)",
    re.IGNORECASE,
)


def circumstances(clause: str) -> Iterator[Statement]:
    """Money, certificate, level, degree, coding and time in a clause."""
    yield from _first_of_each(CIRCUMSTANCES, clause)
    if price := _PRICE.search(clause):
        yield Statement("budget", price.group(1) or price.group(2))
    if time := _HOURS.search(clause):
        amount, unit = time.group(1).lower(), time.group(2).lower()
        number = str(_NUMBER.get(amount, amount))
        hours = unit.startswith("h")
        yield Statement("hours", number if hours else f"{amount} {unit} a week")


def mentioned(clause: str) -> Iterator[Statement]:
    """Aims and tastes that a clause mentions, whether or not they are the speaker's."""
    yield from _first_of_each(GOALS, clause)
    for wording in TASTES:
        if wording.pattern.search(clause):
            yield Statement(wording.kind, wording.value)


def is_meant(clause: str) -> bool:
    """Whether a clause states an aim or a taste as the speaker's own."""
    return bool(_MEANT.search(clause))


def _first_of_each(wordings: tuple[_Wording, ...], clause: str) -> Iterator[Statement]:
    seen: set[str] = set()
    for wording in wordings:
        if wording.kind not in seen and wording.pattern.search(clause):
            seen.add(wording.kind)
            yield Statement(wording.kind, wording.value, wording.holds)
