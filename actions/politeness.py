"""Thanks, apologies and remarks, which ask for nothing whatever they are near to."""

from __future__ import annotations

import re

BRIEF = 8  # words of thanks
REMARK_WORDS = 14
CLOSING_WORDS = 20
_ACKNOWLEDGES = re.compile(
    r"^\W*(?:(?:lol|haha+|ok|okay|k|kk|cool|nice|alright|fine|great|good|h+m+|ah|oh|i see|got it"
    r"|ugh|oof|phew|meh|hmph|sigh|wow|yikes|whoa|oh well|well|makes sense(?: actually| now)?"
    r"|fair enough|will do|understood|noted|true|damn|dang|gosh|geez|jeez|whew|bruh|sheesh|smh|rip"
    r"|that much|so much|(?:that'?s|thats) (?:a lot|fair|good|great|cool|nice|rough|crazy|wild"
    r"|helpful|much|tough))"
    r"\b\W*)+$",
    re.IGNORECASE,
)
# «Thx ur kinder than my bf», «ta mate gotta feed the dog»
_THANKS = re.compile(
    r"^\W*(?:(?:ok|okay|lol|haha+|cool|nice|great|good|no|ah|oh|alright)\W+)*"
    r"(?:thx|thanks?(?: you| u)?|thank (?:you|u)|ta|tysm|ty|cheers)\b(?!.*[?])"
    r"(?!.*\b(?:but|now|can|could|write|tell|give|show|what|how|why|which|who|where)\b)",
    re.IGNORECASE,
)
# «Right, Python then. I'll pass it on, thank you.»
_ENDS_WITH_THANKS = re.compile(
    # Not «visa sponsorship for Brazilians, thanks»: something is settled before.
    r"^(?!.*[?])(?=.*\b(?:i'?ll|i will|that'?s (?:all|it|enough|helpful)"
    r"|that (?:helps|helped|will do)"
    r"|got it|understood|makes sense)\b)"
    r"(?!.*\b(?:can|could|write|tell|give|show|need|recommend|what|how|why|which|who|where)\b)"
    r".*[,.!;]\s*(?:many )?(?:thanks|thank you|thx|cheers)"
    r"(?: (?:so much|very much|a lot|a bunch|again|mate|for (?:\w+ ){1,3}\w+))?\W*$",
    re.IGNORECASE | re.DOTALL,
)
# «Maybe. I will sleep on it. Bless you»
_CLOSES = re.compile(
    r"^(?!.*[?]).*\b(?:sleep on it\b|(?:(?:god )?bless(?: you)?|good ?night"
    r"|(?:see|talk to) (?:you|u|ya) (?:later|soon|tomorrow|around)"
    r"|have a (?:good|nice|great|lovely|pleasant) (?:day|one|evening|night|weekend|time))\W*$)",
    re.IGNORECASE | re.DOTALL,
)
# «OK sorry for being rude, long day»
_APOLOGIZES = re.compile(
    r"^\W*(?:(?:ok|okay|oh|lol|haha+|ah|no|and)\W+)*(?:i'?m |im )?"
    r"(?:sorry|apologies|my bad)\b (?:for|about|that i|i was)\b"
    r"(?!.*\b(?:meant|know|not|can|could|tell|what|how|why|which|who|where)\b)",
    re.IGNORECASE,
)
# «Lol great, so I'm going from the frying pan into the fire»
_REMARK = re.compile(
    r"^\W*(?:lol|lmao|haha+|oof|ugh|wow|yikes|phew|damn|great|sigh|aw+|omg|ouch|yay|argh)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:i|i'?m|im|i'?ve|my)\b", re.IGNORECASE)
_WANTS = re.compile(
    r"\b(?:what|which|who|how|where|when|why|can|could|would|will|do|does|is there|please|pls|write"
    r"|tell|give|show|make|help|need|want|recommend|suggest|explain|list|find|compare|draw|translate"
    r"|you|u|ur|your)\b",
    re.IGNORECASE,
)


def polite_intent(text: str) -> str | None:
    """``affirm`` for «lol ok» and «oof, so that's me», ``thank`` for «ta mate», ``goodbye`` for
    «have a nice evening»; else ``None``.

    Only for messages that nothing else was made of: «thanks, and what does it cost» is a question.
    """
    words = len(text.split())
    if _ACKNOWLEDGES.match(text) or _APOLOGIZES.match(text) or _remarks(text):
        return "affirm"
    if words <= CLOSING_WORDS and _CLOSES.match(text):
        return "goodbye"
    closes = words <= CLOSING_WORDS and _ENDS_WITH_THANKS.match(text)
    return "thank" if closes or (words <= BRIEF and _THANKS.match(text)) else None


def _remarks(text: str) -> bool:
    """Whether it is of oneself and no request."""
    is_brief = len(text.split()) <= REMARK_WORDS and "?" not in text
    return is_brief and bool(_REMARK.match(text) and _OWN.search(text)) and not _WANTS.search(text)
