"""Whether a message points back at what was talked about."""

from __future__ import annotations

import re

from knowledge.answers import Focus
from knowledge.ordinals import LAST, parse_position

# «Second best?», «and which one came second? I'd like a plan B»
RUNNER_UP = re.compile(
    r"\b(?:second|2nd) (?:best|place|choice|pick)\b|\brunner.?up\b|\bplan b\b"
    r"|\bwhich (?:one |language |course )?(?:is|was|comes?|came) (?:in )?"
    r"(?:second|2nd|next best)\b",
    re.IGNORECASE,
)
# «the first one», «the last course»; not «the first thing to do».
_ENTRY = re.compile(
    r"\bthe (?:first|second|third|fourth|fifth|sixth|seventh|last|1st|2nd|3rd|4th|5th|6th"
    r"|runner[- ]?up)"
    r"(?: (?:one|course|language|library|step|option|skill)\b|(?<=up))"
    # «The second, what language is that in?», «first one is by whom?»
    r"|^\W*(?:(?:and|ok|so|hm+|wait|oh|lol)\W+)*(?:the )?"
    r"(?:first|second|third|fourth|last|1st|2nd|3rd)"
    r"(?:,| one\b)"
    r"|\bsecond (?:best|choice|place|pick)\b|\b(?:what(?:'?s| is| comes)) second\b",
    re.IGNORECASE,
)

_PLACE = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|last|1st|2nd|3rd|4th|5th|6th)\b",
    re.IGNORECASE,
)

# «The one before that», «the next one»: beside what was talked about.
_BESIDE = re.compile(
    r"\b(?:the|that) (?:one|course|language|step|entry|library) (?P<side>before|after)\b"
    r"|\bthe (?P<which>previous|next) (?:one|course|language|step|entry)\b"
    # «And before that?», «what comes after?»
    r"|^\W*(?:(?:and|so|ok|then)\W+)*(?:what(?:'?s| is| comes| was)? )?(?:right )?"
    r"(?P<alone>before|after)(?: (?:that|it|this))?\W*$"
    r"|^\W*(?:and|ok|so)\W+then\W*$",
    re.IGNORECASE,
)
_FORMER = re.compile(r"\bthe (former|latter)\b", re.IGNORECASE)
# «OK, which one would suit me?»
WHICH_SUITS_ME = re.compile(
    r"\b(?:which|what)(?: one| of (?:the two|them|those|these))?\b.{0,15}"
    r"\b(?:suits?|fits?|(?:right|best|better|good|more) for) me\b"
    r"|\bwhich(?: one)?(?: is| would be)? for me\b"
    r"|\bwhich(?: one)?(?:'s| is| am) (?:more |rather |closer to )?(?:me|i)\W*$",
    re.IGNORECASE,
)
_OTHER = re.compile(r"\bthe other (?:one|role|job|course|language|guy|side)\b", re.IGNORECASE)
_OTHER_TWO = re.compile(r"\bthe other (?:two|ones)\b|\bthe others\b", re.IGNORECASE)
PAIR = 2
ROLES = ("data-scientist", "ml-engineer")

# Not «which IT job», in whatever case.
_TRADE = r"(?:careers?|departments?|experts?|fields?|folks|guys|industry|jobs?|people|pros?"
_TRADE += r"|professionals?|roles?|sector|specialists?|staff|workers?)"
_POINTING = re.compile(
    rf"\b(?:it(?! {_TRADE}\b)|its|it's|this|that|thats|that's|these|those|they|them|their|one|ones"
    r"|he|she|him|her|same|more)\b",
    re.IGNORECASE,
)


# «What community do they mean in that list?»
_IN_THE_LIST = re.compile(
    r"\b(?:in|on|from) (?:that|this|your|the) (?:list|plan|roadmap|table)\b"
    r"|\bdo (?:they|you) (?:mean|call)\b",
    re.IGNORECASE,
)
_OWN_TOPIC = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay|hm+|well|then)\W+)*(?:the )?"
    r"(?!(?:it|its|that|this|those|these|they|he|she|one|first|second|third|last|yes|yeah|no|nope"
    r"|ok|okay|cool|thanks?|right|sure|wait|sorry|well|fine|great|nice|good|hm+|lol)\b)"
    r"[a-z]{4,}(?: [a-z]+)?, (?:what|why|how|who|when|where)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\b(?:which|any|they|them|their|these|those|all|ones)\b", re.IGNORECASE)

# «Python or R?», «Udacity vs Coursera»
_COMPARES = re.compile(
    r"\b(?:or|vs\.?|versus|better|worse|compared?|comparison|diff(?:er(?:ence)?)?s?|between|against"
    r"|rather than|instead of|(?:and|n) not|sets? (?:them|(?:the|these|those) two) apart|unlike)\b"
    r"|^\W*(?:(?:and|but|so|ok)\W+)*why\b.{3,40}\b(?:when|if|over)\b",
    re.IGNORECASE,
)


# «Compare it with Scala», «how does that differ from R»
_WITH_IT = re.compile(
    r"\b(?:compared?|do(?:es)? (?:it|that|this) (?:compare|differ)"
    r"|difference (?:between|to|from))\b"
    r".{0,20}\b(?:it|that|this|that one|this one|with|to|from)\b",
    re.IGNORECASE,
)


def compared_with_it(text: str) -> bool:
    """Whether something is to be compared with what was talked about."""
    return bool(_WITH_IT.search(text))


def sets_side_by_side(text: str) -> bool:
    """Whether a message about two things is about how they compare."""
    return bool(_COMPARES.search(text))


def points_back(text: str) -> bool:
    """«What is it?» points back, «explain gradient descent» does not, nor does «and contests,
    what's the point of those?», which says itself what it is about."""
    return not _OWN_TOPIC.match(text) and bool(_POINTING.search(_IN_THE_LIST.sub("", text)))


def points_at_several(text: str) -> bool:
    """Whether it points at more than one thing, or asks for one among them."""
    return bool(_SEVERAL.search(text))


def pointed_pair(text: str, focus: Focus) -> list[str]:
    """The two entries of the last list that «compare the first and the third» sets side by side."""
    if len(focus.listed) == PAIR + 1 and focus.subject in focus.listed and _OTHER_TWO.search(text):
        return [each for each in focus.listed if each != focus.subject]
    places = [parse_position(match.group()) for match in _PLACE.finditer(text)]
    if len(places) != PAIR or not sets_side_by_side(text):
        return []
    last = len(focus.listed)
    indices = [last - 1 if place == LAST else (place or 0) - 1 for place in places]
    return [focus.listed[i] for i in indices if 0 <= i < last]


def pointed_at(text: str, focus: Focus) -> list[str]:
    """The entry of the last list that «the first one» or «the second course» points at.

    «The other one» is, of two, the one that was not talked about last.
    """
    if len(focus.listed) == PAIR and focus.subject in focus.listed and _OTHER.search(text):
        return [each for each in focus.listed if each != focus.subject]
    if len(focus.listed) == PAIR and (which := _FORMER.search(text)):
        return [focus.listed[0 if which[1].lower() == "former" else 1]]
    if focus.subject in ROLES and _OTHER.search(text):  # of the two roles, if no others are listed
        return [each for each in ROLES if each != focus.subject]
    if focus.subject in focus.listed and (beside := _BESIDE.search(text)):
        side = beside["side"] or beside["which"] or beside["alone"] or "after"
        back = side.lower() in ("before", "previous")
        index = focus.listed.index(focus.subject) + (-1 if back else 1)
        return [focus.listed[index]] if 0 <= index < len(focus.listed) else []
    match = _ENTRY.search(text)
    position = parse_position(match.group()) if match and focus.listed else None
    if position is None:
        return []
    index = len(focus.listed) - 1 if position == LAST else position - 1
    return [focus.listed[index]] if 0 <= index < len(focus.listed) else []
