"""How people answer the questions of an interview, and how they steer it."""

from __future__ import annotations

import re

CONTROL_WORDS = 8  # a longer message is no «skip»
BACK_WORDS = 12  # «hmm no, go back, I want to change that»
NO_WORDS = 4  # nor a longer one a plain «no»
# Not «go back to the stress thing»
GO_BACK = re.compile(
    r"\bgo(?:ing)? back\b(?! to (?!the (?:last|previous|first|question)|my|that|it\b))"
    r"|\bprevious question\b",
    re.IGNORECASE,
)
# «I messed up, start again», «actually start over, wrong answer»
STARTS_AGAIN = re.compile(
    r"\b(?:start|begin) (?:again|over|anew|afresh)\W*$"
    r"|^\W*(?:(?:actually|ok|okay|wait|no|oh|h+m+|sorry|oops|please|pls|can we|let'?s|just)\W+)*"
    r"(?:start|begin) (?:it |this )?(?:again|over|anew|afresh)\b"
    r"|\b(?:again|back|over|once more|start)\b.{0,12}\bfrom (?:the )?(?:beginning|top|scratch)\W*$",
    re.IGNORECASE,
)
# «Skip, just tell me»
NOW = re.compile(
    r"(?<!\bi )(?<!'d )(?<!would )\bjust (?:tell|give|show)"
    r"(?:\W*$| me\b(?! (?:what|how|why|who|where|when|about) (?!to\b|you\b)))"
    r"|\bskip (?:the (?:next|others?|remaining)|(?:the |all )?rest|all)\b"
    r"|\b(?:tell|show|give) me the (?:result|verdict)\b|\bwhich way (?:do )?i lean\b"
    r"|\b(?:don'?t|dont|do not) (?:really )?care about (?:the|your) (?:rest|others?|questions?)\b"
    r"|\bskip (?:the|your|these|those|all) (?:\w+ )?questions?\b.*\b(?:tell|show|give)\b"
    r"|\bwhat(?:'?s| is) (?:the|my) (?:result|verdict)(?: so far| now| then)?\W*$"
    r"|^\W*(?:(?:so|and|ok)\W+)*the (?:result|verdict)(?: so far| now| then)?\W*$"
    r"|(?<!\bi )(?<!'d )\bjust (?:say|name|pick) (?:it|one|which)\b(?! to\b)"
    r"|\bjust (?:the|your|one|an?|1) (?:result|answer|recommendation|pick)\b"
    r"|\bdoes (?:your|the) (?:answer|advice) change\b"
    r"|\bdoes (?:that|it|this) change (?:your|the) (?:answer|advice)\b"
    r"|\bhow (?:it|that|this) looks? so far\b"
    r"|\bwhat do (?:you|u) (?:think|say|reckon)(?: so far| now| then)?\W*$"
    r"|\b(?:what|which(?: one)?) am i(?: (?:then|now|more|rather|so far|by now))*\W*$"
    r"|\b(?:go(?:ing)? by|judg\w+ by|based on|from) what i (?:said|told you)\b",
    re.IGNORECASE,
)
# The same outside of an interview, where «just tell me the prices» asks for prices
DECIDE_NOW = re.compile(
    r"\bjust (?:tell|give|show)(?: me)?(?: (?:one|which(?: one)?|already|now|pls|please))*\W*$"
    r"|\bjust (?:the|your|one|an?|1) (?:result|answer|recommendation|pick)\b"
    r"|\b(?:don'?t|dont|do not) (?:really )?care about (?:the|your) questions?\b",
    re.IGNORECASE,
)
NO_IDEA = re.compile(
    r"^\W*(?:(?:lol|haha+|h+m+|ugh|well|ok|honestly|tbh|oh|um+|err?|eh)\W+)*"
    r"(?:dunno|idk|no (?:idea|clue)|not sure"
    r"|(?:(?:i|we|he|she|they) )?(?:do(?:es)?n'?t|dont|do not|does not) know)\b",
    re.IGNORECASE,
)
MEANT = re.compile(r"\bi meant\b|\bmeant to say\b", re.IGNORECASE)
# «Not for me then lol. Go on»
GOES_ON = re.compile(
    r"[.!?,;]\s*(?:(?:ok|so|please|and|anyway)\W+)*(?:go on|carry on|continue|next(?: one)?)\W*$",
    re.IGNORECASE,
)
# «How many questions are left?»
HOW_MANY_LEFT = re.compile(
    r"\bhow (?:many|much)\b(?: \w+){0,3} (?:left|more|to go|remain\w*|still)\W*$"
    r"|\bhow many (?:more )?questions\b|\bhow many (?:more|(?:more )?of (?:these|those|them))"
    r"(?: are (?:there|left|you asking))?(?: (?:lol|haha+|then|tho|pls))*\W*$"
    r"|\bhow much longer\b|\bhow long (?:is|are|does|will) (?:this|it|these|the (?:quiz|test))\W*$"
    r"|\b(?:are|is) (?:we|it|this) (?:almost |nearly )?(?:done|over|finished)"
    r"(?: (?:now|yet|soon))?\W*$",
    re.IGNORECASE,
)
# «Stop. I work in academia», «no quiz please»
STOPS = re.compile(
    r"^\W*(?:(?:ok|okay|no|please|pls|just|actually|wait|h+m+|sorry)\W+)*"
    r"stop\b(?! (?:and|or)\b)|\bstop asking\b"
    r"|\blet'?s stop\b|\bi(?:'ve| have)? (?:gotta|got to|have to|must) (?:go|leave|run|catch)\b"
    r"|[,.;!]\s*(?:(?:please|pls|just|so|ok)\W+)*stop(?: (?:it|that|this|please|now|here))*\W*$"
    r"|^\W*(?:(?:ok|nah|no|well)\W+)*forget it(?: then| all)?(?:\W*$|,\W*(?:wh|how|is|are))"
    r"|\bno (?:more )?(?:quiz|questions|questionnaire)\b"
    r"|\b(?:don'?t|dont|do not) ask (?:me )?any ?(?:more|thing)\b"
    r"|\b(?:did ?n[o']?t|not) (?:ask|want)\b.{0,12}\bquiz\b",
    re.IGNORECASE,
)
_STOPS_ASKING = re.compile(r"\bstop\b|\bleave it\b|\bforget it\b", re.IGNORECASE)
NO_QUESTIONS = re.compile(
    r"\b(?:no|skip|without|enough|not (?:so|that) many|fewer|less)"
    r" (?:(?:more|the|all|your|any|these|those|of the)\W+)*(?:questions|questionnaire)\b"
    r"|\b(?:don'?t|dont|do not|stop) ask(?:ing)?(?: me)?"
    r"(?: (?:any|so|that))?(?: more| much| many)?\b",
    re.IGNORECASE,
)
# «I don't understand the question», «what's that for?»
UNCLEAR = re.compile(
    r"\b(?:don'?t|do not|dont) (?:understand|get) (?:it|that|the question|this|you)\b"
    r"|^\W*what(?:'?s| is| does) (?:that|this|it|the question)(?: even)? (?:for|mean)\W*$"
    r"|\bwhat do you mean\b|\bmeaning\?",
    re.IGNORECASE,
)
# «What is it about?», «huh, what's that»
WHAT_IS_IT = re.compile(
    r"^\W*(?:(?:huh|hm+|and|so|ok|wait|but)\W+)*(?:what|why|how come|meaning)\b(?! (?:time|day)\b)"
    r".{0,12}\b(?:it|that|this|those|these|they)\b(?: (?:about|for|mean|even))*\W*$",
    re.IGNORECASE,
)
# «Fine. Where were we?», «ok let's continue»
WHERE_WERE_WE = re.compile(
    r"\bwhere (?:were|did|are|was) (?:we|i)\b"
    r"|\blet(?:'?s| us) (?:continue|go on|carry on|get on|proceed)\b"
    r"|^\W*(?:(?:ok|okay|k|kk|so|and|fine|thanks?|thank you|please|alright)\W+)*"
    r"(?:(?:go|carry) on|continue)(?: please| then| now)?\W*$"
    r"|\b(?:continue|go on|carry on|proceed)(?: with| w)? (?:your|the|my)"
    r" (?:questions?|quiz|test|choosing|(?:other )?ones|either.or)\b"
    r"|^\W*(?:(?:ok|okay|so|and|fine|interesting|cool|nice|thanks?|alright|now|hm+|got it)\W+)*"
    r"(?:(?:let'?s (?:go|get) )?back to|(?:go|carry) on with|continue with)"
    r" (?:it|choosing"
    r"|(?:the|your|my|our) (?:quiz|test|choice|choosing|questions?|either.or\w*))\W*$",
    re.IGNORECASE,
)
# «No. And is it taught in Python?», «software, and by the way do engineers code?»
BEFORE_A_QUESTION = re.compile(
    r"^\W*(?P<answer>[^.,;!?]{1,40}?)\s*(?:[.,;!]+|\s(?=and\b))\s*"
    r"(?:(?:and|but|btw|by the way|also|so|ok|wait|hm+|oh)\W+)*"
    r"(?:is|are|do|does|did|can|could|will|would|should|what|which|who|where|when|why|how|has|have"
    r"|any)\b",
    re.IGNORECASE,
)
NONE = re.compile(
    r"^\W*(?:none|nothing|(?:i )?(?:can|know)(?: do| code)? nothing"
    r"|no|nope|nah|never|not (?:yet|any|really)|zero|neither)\b",
    re.IGNORECASE,
)
YES = re.compile(
    r"^\W*(?:yes|yeah|yep|yup|sure|i do|i need (?:one|it)|please|of course|definitely)\b",
    re.IGNORECASE,
)
PLAINLY = re.compile(
    r"^\W*(?:no|nope|nah|none|nothing|yes|yeah|yep|yup|i do|i need (?:one|it))\W*$", re.IGNORECASE
)
# «Doesn't matter», «whatever»
NO_MATTER = re.compile(
    r"^\W*(?:(?:it|that) )?(?:does ?n[o']?t|do ?n[o']?t|does not|dont|doesnt)"
    r" (?:really )?(?:matter|care)(?: to me)?\b"
    r"|^\W*(?:whatever|idc|i don'?t care|any(?:thing)?(?: is)? (?:ok|okay|fine|good))\b",
    re.IGNORECASE,
)


def asks_no_more(text: str) -> bool:
    """«No questions please, just tell me»"""
    return bool(DECIDE_NOW.search(text) or NO_QUESTIONS.search(text))


def wants_no_questions(text: str, tells: bool) -> bool:
    """«Enterprise. No questions please», «no questions, you know enough»: the advice now, and
    not «stop asking»."""
    return bool(NO_QUESTIONS.search(text)) and (tells or not _STOPS_ASKING.search(text))
