"""Which subjects a message names: by name or alias, with slips of the keyboard forgiven."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import spacy
from rapidfuzz.distance import OSA
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from knowledge.antecedent import is_asked_about

# How many slips a word of a given length may have. Words of up to five letters must be
# right: «scale» is not Scala, «june» is not Julia.
SLIPS_BY_LENGTH = ((9, 2), (6, 1))
REMEMBERED = 256  # texts whose names are kept, as many as the encoder's vectors
# «r» alone is also how people write «are»: it names the language only in upper case or
# beside one of these words.
BEFORE_LETTER = frozenset(
    "in learn use using know knowing and or vs versus with about than like is does why of for"
    " language to from not only master study teach choose pick between on studying"
    " mean meant little some bit".split()
)
AFTER_LETTER = frozenset(
    "language programming or and vs versus for good used worth easy hard instead course package"
    " packages libraries dead better in".split()
)
SEPARATORS = (",", ";", "/", "&")  # of a list
NOT_AFTER_LETTER = frozenset("u you ya they we there these those".split())
# «Which languages r used», but «who knows r»
VERBS_IN_S = frozenset(
    "is does knows uses loves likes needs speaks teaches offers vs versus plus besides this".split()
)
AFTER_OR_GO = frozenset(("", "instead", "then", "now", "better", "language", "lang"))
# Verbs first: names only beside these, and not before a preposition.
BEFORE_VERB = {
    "go": frozenset("learn is vs or use using about in than study versus with".split()),
    "excel": frozenset(
        "learn vs or use using about in than with know knows used of some just only mostly and did"
        " my with mainly daily".split()
    ),
}
AFTER_VERB_NOT = frozenset(
    "about for with to into on through back ahead wrong up out the at as".split()
)


# «Where tf do I start»
_AFTER_QUESTION_WORD = frozenset("what where when who why how the".split())
# «Kaggle-type contests» are asked about, and not Kaggle.
_OF_THE_KIND = re.compile(
    r"^(?:[ -]?(?:type|style|like)\b|-(?:ish|size|sized|scale|grade)\b)(?! of\b)"
    r"|^ is ?n[o']?t what\b|^ is not what\b",
    re.IGNORECASE,
)
# «Can you do ML in R, or is that only for statisticians?», «a DBA thing»
_OR_ONLY = re.compile(
    r"\bor (?:(?:is|are|was) (?:it|that|this|they) )?(?:(?:just|only|more|rather|still) )*"
    r"(?:for |an? |the )(?:\w+ )?$|\bor (?:just|only) $"
    # «Is SQL needed or can I get away with pandas?», «or is pandas enough»
    r"|\bor (?:can|could|will|would|do|does|should) (?:i|you|we|it) (?:\w+ )?"
    r"(?:get (?:away|by) with|do with|stick (?:to|with)|just use|only need|need only)"
    r"(?: (?:just|only))? $|\bor is (?:just |only )?(?=\S+ (?:enough|sufficient)\b)$"
    # «Why do they care about interfaces, isn't that backend?», «isn't it a data scientist with
    # Docker?»
    r"|,? (?:is ?n[o']?t|is not|aint|ain't) (?:that|this|it) (?:(?:just|more|really|an?|the) )*$"
    r"|\b(?:just|only|basically|simply|merely) an? [\w ]{3,30} (?:with|plus|who (?:knows|uses))"
    r" (?:some |a bit of )?$",
    re.IGNORECASE,
)
# «Cloud (AWS etc)»: what a known thing is explained by
_IN_BRACKETS = re.compile(r"\w[^()]*\([^()]*$")
# «AWS/cloud type knowledge»
_KIND_BEHIND_SLASH = re.compile(
    r"^\s*/\s*[\w-]+(?: \w+)? ?(?:type|kind|sort|stuff|things?|knowledge|skills|etc)\b",
    re.IGNORECASE,
)
# «Burnt out nurse thinking about going into ML»
_ASIDE_OF_ONESELF = re.compile(
    r"^ (?:(?:who(?:'?s| is)? )?(?:thinking|wanting|looking|trying|considering|hoping|planning"
    r"|switching|wondering|curious|tired)|who wants|turned|by (?:trade|training|day))\b",
    re.IGNORECASE,
)
# «Forget what I said about C#»
_LEFT_ASIDE = re.compile(
    # «Where do you get all this from, ChatGPT?»
    r"\bwhere (?:do|did) (?:you|u) (?:get|have|take)\b[^.?!]{3,25}$|"
    r"\b(?:forget|never ?mind|leave|ignore|don'?t know|dont know)\b[^.?!]{0,25}$",
    re.IGNORECASE,
)

# «How hard is it in general» speaks of no IT people.
_BEFORE_PRONOUN = re.compile(
    r"\b(?:is|was|does|did|do|can|could|will|would|should|has|like|learn|use)\s+$", re.IGNORECASE
)

# «which languages besides Python» is not about Python.
_EXCLUDED = re.compile(
    r"\b(?:besides|apart from|other than|except(?: for)?|instead of|aside from)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
# «I'm a data analyst» tells about the person and asks nothing about data analysts.
_ABOUT_ONESELF = re.compile(
    r"\b(?:i'?m|im|i am|i was|i've been|i have been|\d+\+? (?:years?|yrs?)|i work|i worked|working"
    # Not «can I use PHP», «should I know it»
    r"|work as|used to"
    r"|(?<!can )(?<!could )(?<!should )(?<!would )(?<!must )(?<!do )"
    r"i (?:make|write|build|develop|know|use)"
    r"|i've used|i can|(?<!can )(?<!could )(?<!should )i do|i did|my background|background in"
    r"|experience (?:in|with|as)|years of"
    r"|(?:s?he|my \w+)(?:'s| is| was| works as) an?"  # nor is what others are
    r"|coming from|come from|currently|job as|as an?|former|ex)\b[^.?!,;]{0,40}$"
    r"|,\s*(?:mostly|mainly|now|these days|all)\s+$",  # «at a big insurer, mostly backend»
    re.IGNORECASE,
)

NEARBY = 12  # characters: «cloud stuff like AWS»
_LIKE = re.compile(r"\s*\b(?:like|such as|for example|e\.?g\.?|say)\W+$", re.IGNORECASE)
# «Libraries like PyTorch» asks for PyTorch all the same.
_OF_A_KIND = re.compile(r"\b(?:librar\w+|frameworks?|lang\w*|courses?|bootcamps?)\b", re.I)
ADJECTIVES = 3  # words before a trade
FEW_BEFORE = 3  # words: «or only for lawyers?» alone asks about lawyers
_DEV = re.compile(r"^ (?:dev|developer|engineer|programmer|guy)\b", re.IGNORECASE)
_JOB = re.compile(r"(?:tester|engineer|developer|dev|analyst|manager|admin\w*)s?$", re.IGNORECASE)
_OURS = re.compile(r"\b(?:in|at|for|on) (?:our|my)\s+$", re.IGNORECASE)
# «Nurse here»
_HERE = re.compile(
    r"^(?: (?:dev|developer|engineer|programmer|coder|guy|person|user))? here\b"
    r"|^ (?:for|since) (?:\d+|many|some|years)\b"
    r"|^ (?:dev|developer|engineer|programmer|coder|tester|analyst|lead|manager)\s*[,;.]"
    r"|^\s*[.;]\s*\w+ \w+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class NamedSubject:
    """A subject named in a message: its id and the characters ``start:end`` that name it."""

    subject_id: str
    start: int
    end: int


@dataclass(frozen=True)
class NamedUnknown:
    """A thing that nobody here knows: how it is called, and the characters that name it."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Names:
    """Lower-case names: of subjects -> their ids, of what nobody here knows -> how it is
    called."""

    subjects: Mapping[str, str]
    unknown: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Named:
    """What a message names, in order: ``subjects``, and ``unknown`` things as they are called.

    ``with_own``: the unknown things with those that a person says about themselves.
    """

    subjects: Sequence[NamedSubject]
    unknown: Sequence[str]
    with_own: Sequence[NamedUnknown]


class NameFinder:
    """Finds names in messages. Built once from all names; safe to share between threads."""

    def __init__(self, names: Names) -> None:
        self._names = {**names.unknown, **names.subjects}
        self._unknown = frozenset(names.unknown) - frozenset(names.subjects)
        self._language = spacy.blank("en")
        self._matcher = PhraseMatcher(self._language.vocab, attr="LOWER")
        for text in self._names:
            self._matcher.add(text, [self._language.make_doc(text)])
        self._long_names = [
            text
            for text in names.subjects
            if " " not in text and len(text) >= SLIPS_BY_LENGTH[-1][0]
        ]
        # Several components ask about one message, and about the listed questions near to it.
        self._found = lru_cache(REMEMBERED)(self._find)

    def find(self, message: str) -> Named:
        """What ``message`` (up to a few thousand characters) names.

        Something unknown that the person says about themselves («I'm a data analyst») does
        not count.
        """
        return self._found(message)

    def _find(self, message: str) -> Named:
        doc = self._language.make_doc(_apart(message))
        spans = filter_spans(
            [
                Span(doc, start, end, label=key)
                for key, start, end in self._matcher(doc)
                if end - start > 1 or _is_name(doc, start) or _is_list_entry(doc[start], message)
            ]
        )
        taken = {token.i for span in spans for token in span}
        found = [
            (self._language.vocab.strings[span.label], span.start_char, span.end_char)
            for span in spans
        ]
        for token in doc:
            if token.i not in taken and (near := self._nearest(token.lower_)) is not None:
                found.append((near, token.idx, token.idx + len(token)))
        found.sort(key=lambda each: each[1])
        unknown = [
            NamedUnknown(self._names[text], start, end)
            for text, start, end in found
            if text in self._unknown
        ]
        known = [end for text, _, end in found if text not in self._unknown]
        return Named(
            [
                NamedSubject(self._names[text], start, end)
                for text, start, end in found
                if text not in self._unknown and not _EXCLUDED.search(message[:start])
                if not (text.startswith("it ") and _BEFORE_PRONOUN.search(message[:start]))
                # «All of it free?», but «and all of IT?»
                if text != "all of it" or message[start:end].endswith("IT")
            ],
            [
                each.name
                for each in unknown
                if not _is_beside(message, each) and not _is_example(message, each, known)
            ],
            unknown,
        )

    def _nearest(self, word: str) -> str | None:
        slips = next((allowed for length, allowed in SLIPS_BY_LENGTH if len(word) >= length), 0)
        if not slips or not word.isalpha():
            return None
        best: tuple[int, str] | None = None
        for name in self._long_names:
            if name[0] != word[0] or abs(len(name) - len(word)) > slips:
                continue
            distance = OSA.distance(word, name, score_cutoff=slips)
            if distance <= slips and (best is None or distance < best[0]):
                best = (distance, name)
        return best[1] if best else None


def _is_example(message: str, named: NamedUnknown, known: Sequence[int]) -> bool:
    """Whether an unknown thing stands for a known one: «cloud stuff like AWS»."""
    kind = _LIKE.search(message[: named.start])
    near = kind and any(0 <= kind.start() - end <= NEARBY for end in known)
    return bool(near) and not _OF_A_KIND.search(message[: named.start])


def _is_beside(message: str, named: NamedUnknown) -> bool:
    """Whether an unknown thing is not what is asked about."""
    before, after = message[: named.start], message[named.end :]
    if is_asked_about(after):
        return False
    aside = _LEFT_ASIDE.search(before) and (len(after.split()) > 1 or "," in before[-2:])
    if _OF_THE_KIND.match(after) or aside:
        return True
    explains = _IN_BRACKETS.search(before) and ")" in after
    if explains or (_OR_ONLY.search(before) and len(before.split()) > FEW_BEFORE):
        return True
    of_oneself = _ASIDE_OF_ONESELF.match(after) and len(before.split()) <= ADJECTIVES
    if of_oneself or _KIND_BEHIND_SLASH.match(after):
        return True
    alone = not before.strip() or before.rstrip().endswith(",")
    # «QA tester, Selenium and Java. What's step one?»
    # «Java backend dev, 8 yrs. Do I have to …?»
    begins = not before.strip() or before.rstrip()[-1] in ",:.;"
    first = (begins or len(before.split()) <= 1) and "?" not in before
    is_job = first and (_JOB.search(message[named.start : named.end]) or _DEV.match(after))
    if is_job and _DEV.sub("", after).lstrip().startswith(","):
        return True
    ours = _OURS.search(before)  # «ML in our backend» is not about backend developers
    return bool(_ABOUT_ONESELF.search(before) or ours or (alone and _HERE.match(after)))


def _apart(message: str) -> str:
    """«Python/R» and «R&D» as separate words, keeping every character's place."""
    # The tokeniser takes the «R.» at a sentence's end for somebody's initial.
    return re.sub(r"[/|&,;:()?!\"]|(?<=(?<![\w.])[A-Za-z])\.(?=\s|$)", " ", message)


def _is_list_entry(token: Token, message: str) -> bool:
    """The «r» of «python, r, java»."""
    before, after = message[: token.idx].rstrip(), message[token.idx + len(token) :].lstrip()
    follows, is_followed = before.endswith(SEPARATORS), after.startswith(SEPARATORS)
    ends = not after.strip(".! ")
    return len(token) == 1 and ((follows and (is_followed or ends)) or (not before and is_followed))


def _is_name(doc: Doc, index: int) -> bool:
    """Whether a word that is also an ordinary word is a name here."""
    following = doc[index + 1].lower_ if index + 1 < len(doc) else ""
    before = doc[index - 1].lower_ if index else ""
    if doc[index].lower_ in BEFORE_VERB:
        # «An internship first, or go straight for a job»
        # «I used Excel for thirty years»
        within = index and doc[index - 1].text[-1] not in ".?!"
        is_name = within and doc[index].text == "Excel"
        goes = doc[index].lower_ == "go" and before == "or" and following not in AFTER_OR_GO
        is_verb = goes or following in AFTER_VERB_NOT
        return is_name or (before in BEFORE_VERB[doc[index].lower_] and not is_verb)
    if doc[index].text == "tf" and before in _AFTER_QUESTION_WORD:
        return False
    if len(doc[index].text) > 1:
        return True
    if doc[index].text.isupper() or len(doc) == 1:
        return following not in ("u", "you", "ya")
    of_several = before.isalpha() and before.endswith("s") and before not in VERBS_IN_S
    if following in NOT_AFTER_LETTER or (of_several and before not in BEFORE_LETTER):
        return False
    return before in BEFORE_LETTER or following in AFTER_LETTER
