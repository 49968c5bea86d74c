"""Money, certificate, level, degree, time, aim and taste in a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.person.statements import ANY, FREE, Statement
from knowledge.person.wordings import NOT, first_of_each_kind, wordings

_AMOUNT = r"(\d{1,3}(?:,\d{3})+|\d{1,5})(?:\.\d{1,2})?(?![\d.]*\d)"
_PRICE = re.compile(
    rf"[$€£]\s?{_AMOUNT}|{_AMOUNT}\s?(?:[$€£]|(?:dollars?|bucks|usd|eur|euros?|quid|pounds)\b)",
    re.IGNORECASE,
)
# «I'd pay 25 a month»
_SUM = re.compile(
    r"\b(?:pay|spend|afford|budget)\b"
    r"(?:(?! (?:more|over|above)\b)\D){0,20}\b(\d{1,4})\b"
    r"(?!\s*(?:%|hours?|hrs?|h\b|years?|days?))"
    r"|^\W*(?:(?:h+m+|ok|well|so|now|then|and|but|say|up to|max|about|around|maybe|like|only|just)"
    r"\W+)*"
    r"(\d{1,4}) (?:a|per|each) month(?=\W*$| (?:would|is|max|tops|at most|please|pls|works)\b)"
    r"|\b(?:say|if) (?:it (?:was|were|is)|i had|i could (?:pay|spend))"
    r" (?:like |up to |about )*(\d{1,4})(?: (?:a|per|each) month| bucks| dollars)"
    r"|\b(?:can|could) (?:do|manage|put in|go up to) (?:like |up to |about )*"
    r"(\d{1,4}) (?:(?:a|per|each) month|bucks|dollars)"
    r"|\bhad (\d{1,4}) (?:a|per|each) month\b"
    r"|\b(?:won'?t|not|don'?t|dont|can'?t|cannot)(?: \w+){0,3}? (?:pay|spend|afford)(?:ing)?"
    r" (?:any )?(?:more than|over|above) [$€£]?(\d{1,4})\b"
    r"(?! ?(?:%|hours?|hrs?|h\b|years?|yrs?|days?|weeks?|months?|min))",
    re.IGNORECASE,
)
# What a thing costs is nobody's budget; what it may cost is.
_ITS_PRICE = re.compile(
    r"(?<!may )(?<!can )(?<!should )(?<!must )(?<!could )\bcosts?\b|\b(?:earn|salar|paid)"
    # «I lent my roommate 600 bucks»
    r"|^(?!.*\b(?:courses?|spend|learn\w*)\b).*\b(?:lent|loan(?:ed)?|owes?|owed|stole|robbed|scammed|sold|bought"
    r"|refund\w*|deposit|rent|fined)\b",
    re.IGNORECASE,
)
_NUMBER = {
    **{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6},
    **{"seven": 7, "eight": 8, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20},
}
_HOURS = re.compile(
    # «I'd like to do that one day»
    r"(?<!twice )(?<!once )(?<!times )\b(?!one day\b(?! (?:a|per|each|every|of)\b))"
    rf"(\d{{1,3}}(?:[.]\d)?(?:\s?(?:-|–|to)\s?\d{{1,3}})?|{'|'.join(_NUMBER)}|a few)\s*"
    r"(hours?|hrs?|h|evenings?|nights?|days?|weekends?)\b"
    r"(?=.{0,25}\b(?:week|wk|day|evening|morning|night|month|learn|study|free|spare)"
    r"|[^a-z]*$|.{0,6},)",
    re.IGNORECASE,
)
# «It's 5 hours now», not «I work 60 hours now»
_HOURS_NOW = re.compile(
    r"\b(?:it'?s|it is|(?:i|we)(?:'?ve)?(?: only| just)? (?:have|got)) (?:only |about |just )?"
    r"(\d{1,2}) ?(?:hours?|hrs?|h) (?:now|instead|then|these days)\W*$",
    re.IGNORECASE,
)
# «I've had a headache for three days»
_LASTED = re.compile(
    r"\b(?:for|in|last|past|after|the|these) (?:the (?:last|past) )?$", re.IGNORECASE
)
_EACH = re.compile(
    r"^\W*(?:of (?:my|free) \w+ )?(?:a|an|per|each|every|on|at)\b|^\W*/", re.IGNORECASE
)
_EVERY_DAY = re.compile(
    r"^.{0,12}\b(?:(?:a|per|each|every) (?:day|evening|night|morning)|daily|at night)", re.I
)
_ONLY_ON = re.compile(
    r"\bonly (?:have |got |on |free |time )*(?:the |my )?"
    r"((?:mon|tues|wednes|thurs|fri|satur|sun)days?|mornings?|lunch ?breaks?)\b",
    re.IGNORECASE,
)
# «Not research», «I'm not looking for a job», «I work at a bank»
_NO_GOAL = re.compile(
    r"\bnot (?:looking|searching|here) for (?:an? )?\w+|\bnot (?:for |in |about |an? )?\w+"
    r"|\b(?:don'?t|dont|do not) (?:want|need|wanna)\b.*$"
    # «Used it at uni»
    r"|\b(?:used|learn(?:ed|t)|did|had|took|studied|know|done|dropped out)\b.{0,25}"
    r"\b(?:at|in|from|of|during) (?:my |the )?uni\w*"
    r"|\b(?:my|our|the) (?:\w+ )?(?:company|employer|firm|boss|bank|work)\b.{0,15}"
    r"\b(?:pays?|paid|covers?|sponsors?|reimburs\w+|wants?|needs?|funds?)\b"
    r"|^(?!.*\b(?:want|wanna|like|hope|would|goal)\b).*\b(?:at|work (?:for|in)) "
    r"(?:an? |the |our |my )?(?:\w+ ){0,3}(?:company|bank|firm|corporation)\b",
    re.IGNORECASE,
)
# «Forget the fast», «easy rather than fast»
_NO_TASTE = re.compile(
    # «I like building stuff, not charts»
    r"\bnot (?:the |any |so much )?(?:charts?|plots?|graphs?|stat(?:istic)?s|visuali\w+)\b|"
    # «Which language? Fast pls, my bus is coming»
    r"\b(?:fast|quick(?:ly)?) (?:pls|plz|please|answer|question|one|reply|q)\b|"
    r"\b(?:forget|never ?mind|nvm|screw|instead of|rather than|more than"
    rf"|{NOT} care (?:so much |that much )?(?:about|for)|not (?:so much |so |that )?(?:about|for))"
    r"(?: (?:about|the|that|all|any))* [\w-]+",
    re.IGNORECASE,
)
_EMPLOYER = re.compile(r"\bmy (?:company|firm|manager)\b|\b(?:boss|employer|hr)\b", re.IGNORECASE)
# «My boss gives me 30 dollars a month for a course», not what somebody is paid
_GIVES = re.compile(
    r"\b(?:gives?|covers?|budgets?)\b(?!.*\b(?:hour|year|salar\w*)\b)"
    r"|\bpays?\b.*\bfor (?:training|learning|it|an?|the|courses?)\b",
    re.IGNORECASE,
)
# «My boss pays up to 30 a month»
_PAYS_UP_TO = re.compile(
    r"\b(?:pays?|covers?|gives?)\b.{0,12}\b(?:up to|at most|max(?:imum)?|about|around) "
    r"[$€£]?(\d{1,4})(?=\s*(?:[$€£]|dollars?|bucks|euros?|quid|(?:a|per|each) month|monthly))",
    re.IGNORECASE,
)
DAYS = 7  # of a week
# «I wish I had a degree»
_HOPED = re.compile(
    r"\b(?:i wish|if i|(?:want|like|love|hope|plan|wanna)(?: to)? (?:have|get|be|do))\b", re.I
)
OF_ONESELF = ("degree", "coding", "level")


def circumstances(clause: str, is_of_others: bool = False) -> Iterator[Statement]:
    """Money, certificate, level, degree, coding and time in a clause.

    Of what others have and do only their paying is said about the speaker, and that an employer
    wants a certificate.
    """
    said = first_of_each_kind(wordings().circumstances, clause)
    if is_of_others:
        at_work = bool(_EMPLOYER.search(clause))  # whose wish for a certificate is one's own
        yield from (
            each
            for each in said
            if each == Statement("budget", ANY) or (at_work and each.kind == "certificate")
        )
        if at_work and _GIVES.search(clause) and (sum_ := _PRICE.search(clause)):
            yield Statement("budget", (sum_.group(1) or sum_.group(2)).replace(",", ""))
        elif at_work and (limit := _PAYS_UP_TO.search(clause)):
            yield Statement("budget", limit[1])
        return
    hoped = bool(_HOPED.search(clause))
    yield from (each for each in said if not (hoped and each.kind in OF_ONESELF))
    price = None if _ITS_PRICE.search(clause) else _PRICE.search(clause)
    if price:
        amount = int((price.group(1) or price.group(2)).replace(",", ""))
        yield Statement("budget", str(amount) if amount else FREE)
    elif (total := _SUM.search(clause)) and not _ITS_PRICE.search(clause):
        yield Statement("budget", next(sum_ for sum_ in total.groups() if sum_))
    time = _HOURS.search(clause)
    if time and not _has_lasted(clause, time):
        yield Statement("hours", _hours(time, clause[time.end() :]))
    elif now := _HOURS_NOW.search(clause):
        yield Statement("hours", now[1])
    elif only := _ONLY_ON.search(clause):
        yield Statement("hours", f"only {only[1]}")


def _has_lasted(clause: str, time: re.Match[str]) -> bool:
    before, after = clause[: time.start()], clause[time.end() :]
    return bool(_LASTED.search(before)) and not _EACH.match(after)


def _hours(time: re.Match[str], after: str) -> str:
    """A number of hours a week, or how it was put."""
    amount, unit = time.group(1).lower(), time.group(2).lower()
    number = str(_NUMBER.get(amount, amount))
    if not unit.startswith("h"):
        return f"{amount} {unit} a week"
    if not number.isdigit():
        return f"{amount} hours a {'day' if _EVERY_DAY.match(after) else 'week'}"
    return str(int(number) * (DAYS if _EVERY_DAY.match(after) else 1))


def mentioned(clause: str) -> Iterator[Statement]:
    """Aims and tastes that a clause mentions, whether or not they are the speaker's."""
    yield from first_of_each_kind(wordings().goals, _NO_GOAL.sub(" ", clause))
    wished = _NO_TASTE.sub(" ", clause)
    for wording in wordings().tastes:
        if wording.pattern.search(wished):
            yield wording.statement


def is_meant(clause: str) -> bool:
    """Whether a clause states an aim or a taste as the speaker's own."""
    return bool(wordings().meant.search(clause))


def steps_done(clause: str) -> Iterator[Statement]:
    """Steps of the way into the job that a clause says are done."""
    for wording in wordings().steps:
        if wording.pattern.search(clause):
            yield wording.statement
