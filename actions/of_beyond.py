"""What a question beyond the knowledge is about, so that the reply can say what is not known."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.services import Services
from knowledge.answers import Answer

BEYOND, BEYOND_TOPIC = "beyond-knowledge", "beyond-topic"
# The first that fits, so what is said in few words of its own stands before «how much».
_TOPICS = (
    (
        "instalments, discounts or refunds",
        r"\binstal+ments?\b|\brefund\w*|\bdiscount\w*|\bscholarships?\b|\bpay(?:ing)? (?:later|in "
        r"(?:parts|rates))\b|\bstudent loans?\b|\bfinancial aid\b",
    ),
    (
        "visas or work permits",
        r"\bvisas?\b|\bh-?1b\b|\bimmigra\w+|\bgreen card\b|\bwork permits?\b|\bsponsorship\b",
    ),
    (
        "job interviews",
        r"\binterviews?\b|\binterviewing\b|\bleetcode\b|\btake.?home (?:task|test|assignment)s?\b",
    ),
    ("CVs and applications", r"\bcvs?\b|\br[eé]sum[eé]s?\b|\bcover letters?\b|\blinkedin\b"),
    (
        "age",
        r"\btoo (?:old|young)\b|\bage(?:ism|s)?\b|\b(?:at|turning|over|past) [3-7]\d\b",
    ),
    (
        "salaries or what people earn",
        r"\b(?:salar(?:y|ies)|wages?|compensation|earn\w*|paid|raises?|bonus(?:es)?|income)\b"
        r"|\bpay ?(?:check|gap|grade|band|cut|rise)?s?\b|\bmake (?:good|more|a lot of) money\b",
    ),
    (
        "how long it takes",
        r"\bhow (?:long|soon|fast|quick\w*)\b|\bhow many (?:months|years|weeks|hours|days)\b"
        r"|\bhow much time\b|\bwithin (?:a|one|\d+|six|three) (?:months?|years?|weeks?)\b"
        r"|\bby (?:next|the end of)\b",
    ),
    (
        "working hours or working from home",
        r"\bremote(?:ly)?\b|\bfrom home\b|\bhybrid\b|\bpart.?time\b|\bon.?call\b|\bovertime\b"
        r"|\bwork.?life\b|\bweekends?\b|\bholidays?\b|\bworking hours\b|\bhours a week\b",
    ),
    (
        "computers or other hardware",
        r"\blaptops?\b|\bgpus?\b|\bmac ?books?\b|\b\d+ ?gb\b|\bhardware\b|\bgraphics card\b",
    ),
    ("freelancing", r"\bfreelanc\w+|\bself.?employed\b|\bcontract(?:or|ing)\b"),
    ("books", r"\b(?:text)?books?\b"),
    ("bootcamps", r"\bboot ?camps?\b"),
    (
        "single companies or places",
        r"\bfaang\b|\bmaang\b|\bstart.?ups?\b"
        r"|\bwhich (?:city|cities|country|countries|companies)\b",
    ),
)
_COMPILED = tuple((topic, re.compile(words, re.IGNORECASE)) for topic, words in _TOPICS)


def topic_asked(text: str) -> str | None:
    """What a question that is not answered asks about, if that is said in usual words."""
    return next((topic for topic, words in _COMPILED if words.search(text)), None)


def naming_its_topic(provided: Services, text: str, answer: Answer) -> Answer:
    """The answer; where it says that something is not known, with what that is."""
    general = provided.phrases[BEYOND].text
    topic = topic_asked(text) if general in answer.reply.text else None
    if topic is None:
        return answer
    named = provided.phrases[BEYOND_TOPIC].text.format(topic=topic)
    said = answer.reply.text.replace(general, named)
    return replace(answer, reply=replace(answer.reply, text=said))
