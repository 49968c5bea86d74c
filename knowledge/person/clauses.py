"""A message in clauses, each with what its speaker claims: knows, does not know, or neither.

Works on form: a wish, a question and somebody else's skills are no claim about oneself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_BOUNDARY = re.compile(
    r"[.;!?\n]+|,|\s-\s|\b(?:but|although|though|because|however|so that)\b"
    r"|\band\b(?=\s+(?:also\s+)?(?:i|i'm|im|my|have|had|need|want|wanna|can|cant|can't|did|do|dont"
    r"|don't|know|never|mostly|work|like|am|no|not|hate|love|is|are|was|does|should|which|what|how"
    r"|cheap|free|took|finished|joined|built|learned|use|used|a job)\b)",
    re.IGNORECASE,
)
_FILLER = (
    r"(?:(?:so|and|but|or|also|ok|okay|well|then|now|btw|plus|anyway|hi|hey|hello|hm+|um|oh|wait"
    r"|pls|please|actually|yes|yeah|no|sorry|lol|haha|update|sure|great)[,.:]?\s+)*"
)
_QUESTION = re.compile(
    rf"^{_FILLER}(?:what|which|who|whom|whose|where|when|why|how|is|are|was|were|do|does|did|can"
    r"|could|should|shall|would|will|has|any|whats|what's|wheres|hows|am i)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    rf"^{_FILLER}(?:tell|show|explain|list|compare|give|recommend|suggest|pick|choose|help"
    r"|make(?! it\b)|rank|draw|find|test|plan|advise|i need (?:a|help|some|advice)"
    r"|i'?d like (?:a|to know|some))\b",
    re.IGNORECASE,
)
# «I know Python, did a course»: goes on telling.
_GOES_ON = re.compile(
    r"^(?:did|have|can|do)\s+(?!i\b|you\b|u\b|it\b|they\b|we\b|the\b|one\b)", re.I
)
_WISH = re.compile(
    r"\b(?:i wish|if i|should i|i'?d like to|i would like to|want to learn|wanna learn|i'?d love to"
    r"|plan(?:ning)? to|going to|gonna|will learn|hope to|thinking (?:of|about)|consider(?:ing)?"
    r"|interested in|curious about|heard|scared of|start(?:ing)? to learn|like to learn"
    r"|need to (?:know|learn)|have to (?:know|learn)|must i|say i|suppose|imagine"
    r"|would (?:know|have))\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:my (?:brother|sister|friend|boss|team|old team|colleagues?|wife|husband|mom|mum|dad|son"
    r"|daughter|company|teacher|cat|dog|girlfriend|boyfriend|partner|cousin|mate|buddy)|he|she|they"
    r"|people|everyone|everybody|somebody|someone|others|engineers|developers|you|u)\b"
    r"(?!\s+(?:know|see|think)\b.{0,8}\bi\b)",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:do ?n[o']?t|dont|do not|never|can'?t|cannot|can not|no|not|haven'?t|have not|havent"
    r"|didn'?t|didnt|zero|without|neither|nothing|none|hardly|forgot|lack|am missing|ain'?t)\b",
    re.IGNORECASE,
)
# «not only Java» and «no problem with R» deny nothing.
_DENIES_NOTHING = re.compile(r"\b(?:not only|not just|no problem|not bad|no wait)\b", re.IGNORECASE)
_CLAIMS = re.compile(
    r"\b(?:know|knew|known|code|coded|coding|program|programmed|use|used|using|uses|learn(?:ed|t)"
    r"|speak|write|wrote|did|do|done|took|take a|studied|study|worked? with|working with|have|had"
    r"|good at|great at|strong in|familiar|experienced?|comfortable|fluent|proficient|handle"
    r"|understand|can|bit of|some|little|mastered|finished|completed|built|passed|joined|touched"
    r"|background in|work(?:s|ed)? in|coming from|come from|skilled|expert|preprocess"
    r"|daily work)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"\b(?:i|i'm|im|i've|ive|i'd|i'll|my|me|mine|we|our|myself)\b", re.IGNORECASE
)
_LIST_WORDS = 4  # a clause of up to so many words may go on with the list before it


class Claim(Enum):
    """What a clause says of what it names."""

    HAS = "has"
    HAS_NOT = "has not"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Clause:
    """Characters ``start:end`` of a message; ``asks``: it is a question or a request."""

    text: str
    start: int
    claim: Claim
    asks: bool

    @property
    def end(self) -> int:
        """One past its last character."""
        return self.start + len(self.text)


def split_clauses(message: str) -> list[Clause]:
    """The clauses of a message in order, without empty ones."""
    clauses: list[Clause] = []
    start = 0
    for boundary in [*_BOUNDARY.finditer(message), None]:
        end = boundary.start() if boundary else len(message)
        text = message[start:end]
        question_mark = bool(boundary) and "?" in (boundary.group() if boundary else "")
        if text.strip():
            clauses.append(_clause(text, start, question_mark, clauses))
        start = boundary.end() if boundary else end
    return clauses


def _clause(text: str, start: int, question_mark: bool, before: list[Clause]) -> Clause:
    bare = text.strip()
    told_before = bool(before) and not before[-1].asks and _tells(before[-1])
    opens = bool(_QUESTION.match(bare)) or bool(_REQUEST.match(bare))
    opens = opens and not (told_before and _GOES_ON.match(bare))
    asks = opens or question_mark
    return Clause(text, start, _claim(bare, opens, question_mark, before), asks)


def _claim(bare: str, opens: bool, question_mark: bool, before: list[Clause]) -> Claim:
    others = _OTHERS.search(bare) and not re.search(r"\b(?:i|i'm|im|ive|i've)\b", bare, re.I)
    if opens or others or _WISH.search(bare):
        return Claim.NOTHING
    denies = _DENIES.search(_DENIES_NOTHING.sub(" ", bare))
    if _CLAIMS.search(bare) and not (question_mark and not _FIRST_PERSON.search(bare)):
        return Claim.HAS_NOT if denies else Claim.HAS
    if denies and len(bare.split()) <= _LIST_WORDS:  # «no java», «not python»
        return Claim.HAS_NOT
    continues = bool(before) and len(bare.split()) <= _LIST_WORDS and not question_mark
    return before[-1].claim if continues else Claim.NOTHING


def _tells(clause: Clause) -> bool:
    return clause.claim is Claim.HAS or bool(_FIRST_PERSON.search(clause.text))
