"""Questions that become questions for advice by what is told beside them.

«Which course?» has a general answer; «which course? I know R» wants one for this person.
"""

from __future__ import annotations

import re
from collections.abc import Collection

# Facts that are asked for by their condition: «any free course?» has an answer without advice.
FACTS = frozenset(
    """ask_free_courses ask_certificate ask_certificates ml-engineer/free-courses
    ml-engineer/certificates courses/price courses/certificate""".split()
)
_FOR_ONESELF = re.compile(
    r"\b(?:for me|should i|(?:suit|fit)s?|best|recommend\w*|suggest\w*|advi[sc]e|help me|find me"
    r"|pick|choose|looking for|would you (?:put|rank|take)|i (?:need|want)"
    r"|(?:can|could) i (?:do|take|start|join))\b"
    r"|^\W*(?:need|want)\b|(?:^|[.!?,]\s*)(?:course|class) (?:that|which)\b",
    re.IGNORECASE,
)
# Asked together with conditions of one's own, these are questions for advice.
ADVICE_FOR = {
    "ask_courses": "advise_course",
    "ask_free_courses": "advise_course",
    "ml-engineer/courses": "advise_course",
    "ml-engineer/free-courses": "advise_course",
    "ask_certificate": "advise_course",
    "ml-engineer/certificates": "advise_course",
    "ask_best_language": "advise_language",
    "ml-engineer/best-language": "advise_language",
}
CONDITIONS = {
    "advise_course": {"budget", "certificate", "language", "level", "coding", "course_language"},
    "advise_language": {
        *("goal", "taste", "language", "level", "coding", "occupation", "skill", "degree"),
        *("unwanted", "unlisted"),
    },
    "skill_gap": {"language", "skill", "coding", "occupation", "unlisted"},
    "make_roadmap": {"done", "language"},
}
# How people ask for advice beside what they tell, whatever the rest of the message is near to.
ADVICE_WANTED = {
    "make_roadmap": re.compile(
        r"\bwhat(?:'?s| is| comes)? (?:now|next)\b|\bnext step\b|\b(?:up next|next up)\b"
        r"|\bafter that\?|\bwhat (?:do|should|can) i do (?:now|next|then)\b"
        r"|\bwhat (?:should|do|must|would) i (?:need to |have to )?(?:learn|do|study|tackle)"
        r" first\b",
        re.IGNORECASE,
    ),
    "skill_gap": re.compile(
        r"\b(?:am|do|would|should|must|might|will) i (?:still |even |also |actually )?(?:be )?"
        r"(?:miss(?:ing)?|lack(?:ing)?|short of|need to (?:learn|know|study)"
        r"|have to (?:learn|study))"
        r"|\b(?:recommend|suggest|advise)\b.{0,12}\bi (?:study|learn|do)\b"
        r"|\bwhat (?:would|do|will|must|should) i (?:still )?need (?:on top|besides|in addition)\b"
        r"|\bwhat (?:else|more)\b.{0,12}\bi (?:need(?! to pay)|have to(?! pay)|should|must)"
        r"|\bi (?:would |still |will )*(?:have to|need to|must) (?:learn|study)\b"
        r"|\b(?:what|skills?) i(?:'m| am)? (?:still )?(?:miss|lack)(?:ing)?\b"
        r"|\bwhat(?:'?s| is) (?:still )?(?:left|missing)\b"
        r"|(?:^|[.!?,;]\s*)(?:and |what about |what'?s )?(?:the )?rest\W*$"
        r"|\bhow far (?:off |away )?am i\b"
        r"|(?:^|[.!?,;]\s*)(?:so |and |what'?s |my |the )*gaps?\W*$",
        re.IGNORECASE,
    ),
    "advise_course": re.compile(
        r"\b(?:which|wich|what|find|recommend|suggest|pick|choose|(?:looking|searching) for|need"
        r"|any|want|like|best|gimme)\b"
        r"(?: \S+){0,3}? (?:course|class)(?:es)?\b"
        r"(?! (?:is|are|does|has|costs?|gives?|uses?|on)\b)"
        r"|\ban? (?:\w+ ){0,2}(?:course|class) (?:with|for|that|which|in|under|up to)\b"
        r"|(?:^|[.,!?]\s*)(?:course|class) (?:with|under|below|in|for|that|which)\b"
        r"|[.,!?]\s*(?:course|class)\W*$"
        r"|\b(?:what|which(?: one)?) (?:do|should|would|can|could) i (?:take|do|pick|choose)\b"
        r"|\bcheapest (?:one|course|class)\b"
        r"|\b(?:want|need|prefer|would like|'d like) one (?:with|that|which|for)\b"
        r"|\b(?:want|need|prefer|take|find|looking for|would like|'d like) (?:something|smth|sth"
        r"|anything) (?:with|that (?:gives|has|ends))\b.{0,20}\b(?:cert\w*|diploma|paper)\b"
        # «Want to send them on one ML course», «needs to be free and in Python»
        r"|\b(?:send|sign|book|enrol\w*|put|get) (?:\S+ ){1,5}?(?:course|class)(?:es)?\b"
        r"|^\W*(?:it |she |he |they )?(?:needs?|has|have|must|should)(?: to)? be (?:\w+ ){0,2}?"
        r"(?:free|cheap)\b",
        re.IGNORECASE,
    ),
    "advise_language": re.compile(
        r"(?:\b(?:which|what|pick|choose|choosing|recommend|suggest|help me with|looking for)\b"
        r"|^\W*(?:(?:hi|hey|hello)\W+)?(?:i )?(?:need|want)\b)"
        r"(?: \S+){0,3}? lang(?:uage)?\b"
        r"(?=\s*(?:for|next|now|then|should|to (?:learn|pick|take)|would|fits?|suits?|do i|first"
        r"|i (?:should|could|must|need)"
        r"|[?.!]|$))"
        r"|\b(?:python|r|java|julia|scala|matlab|c\+\+) or (?:something|anything) else\b"
        r"|(?:^|[.!?,;]\s*)(?:so |and |which |what )*lang(?:uage)?"
        r"(?: for (?:ml|ai|machine learning|me|that|this))?\W*$"
        r"|\bwhat (?:should i|to|do i) (?:\w+ )?(?:to )?(?:code|program) (?:in|with)\b"
        r"|\bwhat (?:should|could|can) i (?:move|switch|change) to\b",
        re.IGNORECASE,
    ),
}

# «I want a plan for getting into ML, I can already code in Python»
_WANTS_A_PLAN = re.compile(
    r"\b(?:want|need|give me|make (?:me|us|him|her|them)|gimme|would like|'d like)"
    r" (?:an? |my |the )?(?:\w+ )?"
    r"(?:plan|road ?map)\b|\b(?:suggest|recommend|show)(?: me)? (?:an? |my |the )?road ?map\b",
    re.IGNORECASE,
)
_MY_PLAN = re.compile(
    r"\b(?:me|my)\b.{0,15}\b(?:road ?map|plan)\b|\b(?:road ?map|plan)\b.{0,10}\bfor me\b",
    re.IGNORECASE,
)
# «Which ML language would fit?», «what course suits me», «recommend me a course»
_FOR_ME = {
    "advise_language": re.compile(
        r"\b(?:recommend|suggest|pick|choose|find|gimme|give)(?: me)? (?:an?|one|my) (?:\w+ )?"
        r"lang(?:uage)?\b"
        r"|\bwhat (?:should|do|would|shall) i (?:learn|use|pick) (?:instead|then)\W*$"
        r"|\b(?:which|what)\b(?: \S+){0,3}? lang(?:uage)?\b.{0,8}\b(?:fit|suit)s?(?: me)?\W*$",
        re.IGNORECASE,
    ),
    "advise_course": re.compile(
        r"\b(?:recommend|suggest|pick|choose|find)(?: me)? (?:an?|one|my) (?:\w+ )?"
        r"(?:course|class)\b"
        r"|^\W*(?:(?:so|and|ok|then)\W+)*which course (?:and|then|do|should|would|for)\b"
        r"|\b(?:which|what)\b(?: \S+){0,3}? (?:course|class)\b.{0,8}\b(?:fit|suit)s?(?: me)?\W*$",
        re.IGNORECASE,
    ),
}
# «What am I missing to do ML for a living»
_MISSING = re.compile(
    r"^(?!.*\b(?:chart|graph|figures?)\b).*\bwhat (?:am i|do i|i'?m|i am)(?: still)?"
    r" (?:missing|lack(?:ing)?)\b(?! here)",
    re.IGNORECASE,
)
# «What should I learn for ML?» of somebody who does not want a language
_WHAT_TO_LEARN = re.compile(
    r"\b(?:what|which) (?:\w+ )?(?:should|could|can|do|would) i (?:learn|use|pick|code in)\b",
    re.IGNORECASE,
)
# «What would I have to know for that?»
_TO_KNOW_FOR_IT = re.compile(
    r"^\W*(?:(?:and|so|ok|but)\W+)*what (?:would|will|do|must|should) i (?:have to|need to)?\s?"
    r"(?:know|learn|study)(?: first)?(?: for (?:that|it|this)(?: job| role)?(?: then| though)?\W*$"
    r"|, (?:give|tell|say)\b.*$)",
    re.IGNORECASE,
)
# «Do the language thing again from scratch», «go on with the language thing»
_AGAIN = re.compile(
    r"(?:\bback to|^\W*(?:(?:ok|okay|so|and|please|now|let'?s|can we)\W+)*"
    r"(?:go on|continue|carry on|proceed) with) (?:the |my |that )?"
    r"(?P<back>language|course|role)"
    r"(?= (?:thing|questions?|quiz|finder)\b|\W*$|[.,;])"
    r"|\b(?P<what>language|course|role|scientist)\b.{0,12}\b(?:thing|questions?|quiz|test|finder)\b"
    r".{0,12}\b(?:again|anew|once more|from scratch|over)\b",
    re.IGNORECASE,
)
_ASKED_AGAIN = {"language": "advise_language", "course": "advise_course"}
# «Creepy haha. Forget me», whatever stands before it
_FORGET_ME = re.compile(
    r"(?:^|[.?!,;]|\bthen)\s*(?:(?:please|just|now)\s+)*forget (?:all about )?me"
    r"(?: (?:now|please|then))?\W*$"
    r"|(?:^|[.?!])\W*(?:(?:ok(?:ay)?|please|pls|now|just|so|and|nah|no|yeah|hm+|lol)\W+)*"
    r"(?:forget|erase|delete) (?:all (?:of )?(?:that|this|it)|everything|(?:it|that)(?= all)"
    r"|(?:everything|all|what) (?:that )?(?:i (?:told|said|wrote)(?: to)?(?: you)?"
    r"|you (?:know|noted|saved))(?: (?:about|of) (?:me|myself))?)"
    r"(?: (?:now|please|pls|then))*[\s.!]*$"
    # «My flatmate wants to use this, too, forget what I told you»
    r"|\b(?:use|uses|using|computer|phone|device|account)\b[^.?!,;]{0,20}[,;]\s*"
    r"(?:(?:so|please|pls|and|just)\W+)*(?:forget|erase|delete) (?:everything|all|what) "
    r"(?:that )?(?:i (?:told|said)(?: to)?(?: you)?|you know(?: about me)?)[\s.!]*$"
    # «Would you mind forgetting all that, please? My brother will use this computer»
    r"|(?:^|[.?!])\W*(?:(?:ok(?:ay)?|and|so|please)\W+)*"
    r"(?:would you mind (?:please )?|(?:could|can) you (?:please |pls )?)"
    r"(?:forget|eras|delet)(?:e|t?ing)? "
    r"(?:all (?:of )?(?:that|this|it)|everything|all i (?:told|said)\b[^.?!]{0,12})"
    r"(?: (?:now|again)|,? (?:please|pls))*\s*(?:[.?!]|$)",
    re.IGNORECASE,
)
# «Will you forget everything?» asks and erases nothing.
_WHETHER_FORGOTTEN = re.compile(
    r"\b(?:will|do|did) (?:you|u) (?:ever |really |also )?(?:forget|delete|erase)\b[^.!?]*\?\W*$",
    re.IGNORECASE,
)
# «I don't like that you store this. Delete it please»
_NOT_STORED = re.compile(
    r"\b(?:stor(?:e|ed|ing)|sav(?:e|ed|ing)|kept|keep(?:ing)?)\b.*"
    r"\b(?:delete|erase|remove) (?:it|this|that)(?: all)?(?: please| pls| now)*[\s.!]*$",
    re.IGNORECASE,
)
# «Did I say I use R?», «do you remember what I told you?»
_WHAT_I_SAID = re.compile(
    r"^\W*(?:(?:so|and|ok|but|hey|thx|thanks|wait)\W+)*what(?:'?s| is| was) my"
    r" (?:name|languages?|skills?|budget|limit)(?: again)?\W*$"
    r"|\bdid i (?:already |ever )?(?:say|tell you|mention)\b(?!.*\bmeant\b)"
    r"|^\W*(?:(?:so|and|ok|but|hey)\W+)*what"
    r"(?:(?:'?s|s| is)(?= (?:known|noted|saved|on your|in your|there))"
    r"| do you have| did you (?:note|write))\b.{0,25}"
    r"\b(?:about|on) me(?: so far| now| again| then)*\W*$"
    r"|\bdid you (?:note|write down|save|keep|remember) (?:that )?i\b"
    r"|\b(?:you|u) (?:still )?remember (?:what|that|how)\b.{0,12}\bi (?:told|said)\b"
    r"|^\W*(?:(?:so|and|ok|but|hey)\W+)*(?:do|can|did) (?:you|u) (?:still |even )?"
    r"(?:know|remember|recall) (?:(?:what|which|that)(?: \w+)? i (?:told|said|use|know)\b"
    r"|my (?:name|languages?|skills?|budget)\W*$)"
    # «List what languages you think I know», «what did I tell you», «do I know Python already?»
    r"|\b(?:languages?|skills?|things?|what) (?:do |did )?(?:you|u) (?:think|believe|say|have down"
    r"|noted|wrote down) (?:that )?i (?:already )?(?:know|can|use|have)\b"
    r"|\bwhat (?:did|have|had) i (?:tell|told|said to) (?:you|u)\b(?: so far| about me| again)*\W*$"
    r"|\b(?:in|from|on) your (?:notes|list|records?)\b.{0,12}\b(?:about|of|on) me\b"
    r"|\b(?:my \w+|me|i)\b.{0,14}\b(?:in|on) your (?:notes|records?|memory)\b"
    r"|\bremind me (?:again )?(?:what|which|of)\b.{0,12}\b(?:my|i)\b.{0,20}"
    r"\b(?:is|are|was|told|said|know|do|am|work)\b"
    r"|\bwhat(?:'?s| is)? (?:left|still)\b.{0,20}\babout me\b",
    re.IGNORECASE,
)
# «PHP dev here. Roadmap to ML engineer, short version»
_ROADMAP = re.compile(r"\broad ?map\b", re.IGNORECASE)
OUTSIDE = "out_of_scope"
NOT_UNDERSTOOD = ("beyond_knowledge", "nlu_fallback", OUTSIDE)
BECOMING = ("ask_becoming", "ml-engineer/becoming")
BRIEF = 8  # words
OF_LAST = 12  # words of the last sentence
_SENTENCE_END = re.compile(r"[.!?;]+")
# «Sorry, kid woke up. Where did we stop»
_WHERE_WAS_I = re.compile(
    r"\bwhere (?:did|were|was) (?:we|i)\b|\b(?:which|what) step (?:was|am|are|were) (?:i|we)\b",
    re.IGNORECASE,
)
# «Could you list what's done and what isn't?»
_DONE_AND_OPEN = re.compile(
    r"\bwhat(?:'?s| is| i(?:'ve| have)| have i)? (?:already )?done\b"
    r".{0,25}\b(?:isn'?t|not|left|open|missing|remains?)\b",
    re.IGNORECASE,
)
STEERING = ("go_back", "stop", "skip")
# «Ok start over»
_STARTS_OVER = re.compile(
    r"(?:^|[.,;!])\W*"
    r"(?:(?:ok(?:ay)?|no|so|let'?s|please|pls|can we|just|now|then|and|well|hm+)\W+)*"
    r"(?:start|begin) (?:over|anew|afresh|all over)(?: again| please| pls| now)*\W*$",
    re.IGNORECASE,
)
# «… whether I am a data scientist or an ML engineer. Could you help me find out?»
_WHICH_ROLE = re.compile(
    r"^(?!.*\b(?:languages?|courses?|class)\b).*"
    r"(?:\bdata scien(?:tist|ce)\b.{0,25}\bor\b.{0,25}\bengineer(?:ing)?\b"
    r"|\bengineer(?:ing)?\b.{0,25}\b(?:or|and)\b.{0,25}\bdata scien(?:tist|ce)\b).*"
    r"(?:\bhelp me (?:to )?(?:find (?:it |that )?out|decide|choose|figure|pick|see)\b"
    r"|\b(?:can|could) you help\W*$)",
    re.IGNORECASE | re.DOTALL,
)
# «OK, which one am I then», after the two roles
_WHICH_AM_I = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|and|but|well|hm+)\W+)*(?:which|what)(?: one| of (?:them|the two))?"
    r" am i(?: (?:then|now|more|rather))*\W*$",
    re.IGNORECASE,
)
# «What's left on my list?»
_LEFT_ON_MY_LIST = re.compile(
    r"\bwhat(?:'?s| is) (?:still )?left (?:on|of) (?:my|the) (?:list|plan|road ?map|way)\b",
    re.IGNORECASE,
)
# «In what order?» of what is to be learned
_ORDER = re.compile(
    r"^(?!.*\b(?:take|courses?)\b)\W*(?:(?:and|but|ok|so)\W+)*in (?:what|which) order\b.{0,30}$",
    re.IGNORECASE,
)
# «Why is the first one first?» of a ranking
_WHY_FIRST = re.compile(
    r"\bwhy(?: is|'?s| are) (?:it|that|this|(?:the|that|this) (?:\w+ )?(?:one|course|language))"
    r" (?:(?:the|your|ranked|placed|put|listed|so) )*"
    r"(?:first|top|best|on top|at the top|number one|no\.? ?1|highest|favou?rite|last)\W*$",
    re.IGNORECASE,
)
RECALLS = 16  # words


def asked_for_oneself(asked: str, text: str) -> str | None:
    """The intent for advice, if the words ask for one's own whatever they are near to: «can you
    give me a roadmap» is not about the one that leads everybody to the job."""
    if of_profile := _of_the_profile(text):
        return of_profile
    if again := _AGAIN.search(text):
        what = again["back"] or again["what"]
        return _ASKED_AGAIN.get(what.lower(), "role_fit")
    if plainly := _plainly_asked(asked, text):
        return plainly
    if len(text.split()) > BRIEF:
        return None
    return next((advice for advice, how in _FOR_ME.items() if how.search(text)), None)


def _plainly_asked(asked: str, text: str) -> str | None:
    """The role test, the reasons, the gap or the plan, where the words ask for nothing else."""
    last = [part for part in _SENTENCE_END.split(text) if part.strip()][-1:]
    brief = sum(len(part.split()) for part in last) <= OF_LAST
    was_left = asked in (*NOT_UNDERSTOOD, *STEERING) and _WHERE_WAS_I.search(text)
    was_left = brief and (was_left or _DONE_AND_OPEN.search(text))
    of_a_plan = was_left or (asked in BECOMING and brief and _MY_PLAN.search(text))
    wanted = asked != OUTSIDE and _WANTS_A_PLAN.search(text)
    missing = _MISSING.search(text) or _TO_KNOW_FOR_IT.search(text)
    readings = {
        "role_fit": _WHICH_ROLE.search(text) or _WHICH_AM_I.match(text),
        "explain_advice": _WHY_FIRST.search(text),
        "skill_gap": len(text.split()) <= OF_LAST and missing,
        "make_roadmap": of_a_plan
        or wanted
        or _LEFT_ON_MY_LIST.search(text)
        or _ORDER.match(text)
        or (asked in NOT_UNDERSTOOD and _ROADMAP.search(text)),
    }
    return next((intent for intent, found in readings.items() if found), None)


def _of_the_profile(text: str) -> str | None:
    """Whether what is known of a person is to be forgotten or to be shown, or all begins anew."""
    if _STARTS_OVER.search(text):
        return "start_over"
    if _WHETHER_FORGOTTEN.search(text):
        return "show_profile"  # which says how to be forgotten
    if _FORGET_ME.search(text) or _NOT_STORED.search(text):
        return "forget_me"
    recalls = len(text.split()) <= RECALLS and _WHAT_I_SAID.search(text)
    return "show_profile" if recalls else None


def advice_wanted(asked: str, text: str, told: Collection[str]) -> str | None:
    """The intent for advice on a message, if it is one.

    Args:
        asked: its intent, or the address of the answer that it was near to.
        text: all of it.
        told: the kinds of statements that it makes.
    """
    if asked in FACTS and "certificate" not in told and not _FOR_ONESELF.search(text):
        return None
    if "unwanted" in told and _WHAT_TO_LEARN.search(text):
        return "advise_language"  # «hate Python with a passion. What should I learn for ML?»
    worded = [advice for advice, how in ADVICE_WANTED.items() if how.search(text)]
    fitting = (ADVICE_FOR.get(asked), *worded)
    return next((each for each in fitting if each and CONDITIONS[each] & set(told)), None)
