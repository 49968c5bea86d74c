"""Short forms spelled out, so that «ml» and «machine learning» are the same to the encoder."""

from __future__ import annotations

import re

SPELLED_OUT = {
    "ml": "machine learning",
    "mle": "machine learning engineer",
    "mles": "machine learning engineers",
    "ds": "data scientist",
    "u": "you",
    "ur": "your",
    "r u": "are you",
    "wich": "which",
    "rly": "really",
    "shud": "should",
    "wud": "would",
    "y not": "why not",
    "b4": "before",
    "pls": "please",
    "plz": "please",
    "w/o": "without",
    "w/": "with",
    "b/c": "because",
    "cuz": "because",
    "whats": "what is",
    "wat": "what",
    "hows": "how is",
    "wanna": "want to",
    "gonna": "going to",
    "gotta": "have to",
    "dont": "do not",
    "cant": "cannot",
    "doesnt": "does not",
    "im": "I am",
    "ive": "I have",
    "uni": "university",
    "prog": "programming",
    "lang": "language",
    "langs": "languages",
    "libs": "libraries",
    "lib": "library",
    "algos": "algorithms",
    "stats": "statistics",
    "cert": "certificate",
    "certs": "certificates",
    "dev": "developer",
    "devs": "developers",
    "info": "information",
    "sth": "something",
    "bc": "because",
    "tho": "though",
    "rn": "right now",
    "abt": "about",
    "ppl": "people",
    "k8s": "kubernetes",
}
_SHORT = re.compile(
    r"(?<![\w/])("
    + "|".join(map(re.escape, sorted(SPELLED_OUT, key=len, reverse=True)))
    + r")(?![\w/])",
    re.IGNORECASE,
)


# What opens a message and says nothing: the encoder takes «haha ok» for small talk.
_INTERJECTIONS = re.compile(
    r"^\W*(?:(?:ha(?:ha)*|any ?ways?(?=\s*[.,])|lol|lmao|rofl|ok(?:ay)?|k|h+m+|a+h+|o+h+|wow"
    r"|damn|dang|ugh|meh|eh|welp"
    r"|(?:hold|hang) on|one sec|alright|gotcha|(?:i see|fair(?: enough)?)(?=\s*[.,!])|honestly"
    r"|tbh|ngl|omg|wtf|jeez|phew"
    r"|nvm|never ?mind(?=\s*[.,!])|yikes|huh|ouch|oof|boo|bet"
    r"|(?:(?:that |it )?(?:sounds|looks) (?:cool|good|great|nice|fun|fair|interesting)"
    r"|cool|nice|great|interesting|sweet|neat|awesome|fine|good|perfect|right|got it)"
    r"(?=\s*[.,!])"
    r"|(?:just )?(?:a )?quick (?:one|q|question)(?: in between| though| first| for you)?"
    r"(?=\s*[:,;-])|(?:small |one )?question in between(?=\s*[:,;-]))\b[\s,.:;!…-]+)+",
    re.IGNORECASE,
)
LEAST_WORDS = 3  # a message of fewer words may be just this: «ok, go on»


def without_interjections(text: str) -> str:
    """The text without what only opens it: «haha ok. so how do I start» -> «so how do I start»."""
    rest = _INTERJECTIONS.sub("", text)
    return rest if len(rest.split()) >= LEAST_WORDS else text


def spelled_out(text: str) -> str:
    """The text with short forms written out: «whats an mle» -> «what is an machine …»."""
    return _SHORT.sub(lambda match: SPELLED_OUT[match.group(1).lower()], text)
