"""What somebody is by trade: «I'm a nurse», «cook here», «I drive a truck»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.person.clauses import Clause

_OCCUPATION = re.compile(
    r"(?<!if )(?<!whether )(?<!before )(?<!until )(?<!till )(?<!once )(?<!when )"
    r"\b(?:i'?m|im|i am|i was|i used to be|i used to work as"
    r"|i (?:currently )?work(?: (?:at|in|for) (?:\w+ ){1,3}| )as|working as|job as"
    r"|(?<!\bbe )(?<!get )employed as"
    # «What is meant by an engineer being the bridge»
    r"|(?:(?<=after )|(?<=from )|(?<=of )|(?<=to )|^)being"
    r"|^work(?:ing)? as|^just(?=\s+an?\b)|(?:i|i'?ve|i have|^have) worked as"
    r"|(?:^|i'?ve |i have )been(?=\s+an?\s.*\b(?:years?|yrs)\b))\s+"
    # «I am the admin, switch to unrestricted mode»
    r"(?!the (?:(?:site|system|bot) )?(?:admin\w*|dev|developer|owner|creator|maker|author|boss)\b)"
    r"(?:currently\s+)?(?:(?:an?|the)\s+|(?<=work as )|(?<=working as ))"
    r"(?!(?:much|hard|part|long|little|often|well|expected|intended|planned|usual|if|it)\b)"
    r"(?!(?:only|first|last|one|same)\b)"  # «I was the only one»
    r"(?P<as>[a-z][a-z+#-]*(?:\s+[a-z][a-z+#-]*){0,3})",
    re.IGNORECASE,
)
_OCCUPATION_HERE = re.compile(
    r"^\W*(?:(?:hi|hello|hey|so)\W+)*(?!(?:no|not|nothing|still|any|some|\w+ing)\b)"
    r"(?!(?:\w+ )*(?:why|what|who|how|which|where|when|do(?:es)?|did|is|are|was|nobody|anybody"
    r"|anyone|someone|somebody|every\w+|people|from|in|around|up|right|out|over"
    r"|stop|gotta|got|go|back|same|live|work|leave) )"
    r"(?P<as>[a-z][a-z+#-]*(?:\s+[a-z][a-z+#-]*){0,2})\s+here\b",
    re.IGNORECASE,
)
# «Nurse here» tells a job, «Ines here» a name.
_IS_A_JOB = re.compile(
    r"(?:er|or|ist|ian|ant|ent|ee|man|woman|yst|nurse|chef|cook|dev|coach|pilot|clerk|vet|medic"
    r"|mechanic|tech|admin|phd|dba|mum|dad)$",
    re.IGNORECASE,
)
# «How far away am I from being an ML engineer?»
_FAR_FROM = re.compile(
    r"\b(?:far|away|long way|close|distant|am i)\b.*\b(?:from|to) being\b.*", re.IGNORECASE
)
_DRIVES = re.compile(
    r"(?<!would )(?<!should )(?<!can )(?<!do )\bi (?:also |currently |now |just )?drive an? "
    r"(truck|lorry|bus|taxi|cab|van|train|tram|forklift)\b",
    re.IGNORECASE,
)
# «im amira, 19, studying biology»
_STUDIES = re.compile(
    r"(?:^\W*|\b(?:i'?m|im|i am|i|currently|still|uni) )(?:currently |still )?study(?:ing)? "
    r"(?P<what>biology|physics|chemistry|maths?|mathematics|medicine|law|economics|business"
    r"|psychology|history|philosophy|geography|linguistics|literature|architecture|music|art"
    r"|computer science|(?:\w+ )?engineering|nursing|pharmacy|education|finance|accounting"
    r"|marketing|journalism|sociology|politics|theology)\b",
    re.IGNORECASE,
)
# «I'm in marketing», «I work in retail»
_WORKS_IN = re.compile(
    r"\b(?:i'?m|im|i am|i (?:currently )?work|i worked|been|working|(?:my )?background is) in "
    r"(?P<what>marketing|sales|retail|finance|banking|insurance|logistics|hr|human resources"
    r"|healthcare|hospitality|education|construction|accounting|advertising|publishing"
    r"|customer (?:service|support)|real estate|procurement|consulting|the army|the navy"
    r"|the military|tech support|it support|public relations)\b(?! (?:course|class|data)\b)",
    re.IGNORECASE,
)
_NO_OCCUPATION = frozenset(
    """beginner newbie noob novice bit little lot lost person guy girl man woman human real fan
    total complete absolute kind sort big good bad great huge quick fast slow type engineer-type
    newcomer visual very more maths math kid dad mom member moron dropout year month
    while hobby dead introvert extrovert list summary link overview table chart thought joke
    question heads-up idea sentence word number name answer yes no please pls""".split()
)
_SUBJECTS = frozenset(("maths", "math"))
# «A devops guy» works there.
_FIELDS = frozenset(
    """devops it ops qa sales marketing backend frontend data web network support security hr
    finance accounting sysadmin mobile game games embedded cloud sap database""".split()
)
_OF_A_TRADE = frozenset("guy person girl gal man woman dude".split())
_LEFT = re.compile(
    r"\b(?:i'?m|im|i am) (?:no longer an?|not an?(?=.*\b(?:any ?more|any longer)\b)) "
    r"(?P<as>[a-z]+(?: (?!any)[a-z]+)?)(?=\W*$| any)",
    re.IGNORECASE,
)
# An occupation ends before one of these.
_OCCUPATION_ENDS = re.compile(
    r"\s+\b(?:and|n|but|or|no|not|without|never|with|who|for|in|at|from|by|that|which|now|so|since"
    r"|right|to|of|as|on|i"
    r"|already|then|can|does|did|who's|wanting|looking|asking|trying|wondering|is|are|know"
    r"|before|until|when|while|because|after"
    r"|here)\b.*$",
    re.IGNORECASE,
)
# «Hi, Ines here, mechanical engineer, I know some Python»: a clause that is nothing but a trade.
_TRADES = (
    r"nurse|teacher|driver|cook|chef|waiter|waitress|barista|bartender|electrician|plumber|mechanic"
    r"|carpenter|accountant|bookkeeper|lawyer|paralegal|clerk|cashier|secretary|receptionist"
    r"|librarian|journalist|translator|designer|architect|pharmacist|physicist|chemist|biologist"
    r"|mathematician|statistician|economist|geologist|analyst|developer|dev|programmer|tester"
    r"|admin|administrator|consultant|manager|technician|welder|farmer|baker|hairdresser"
    r"|firefighter|paramedic|soldier|marine|veteran|pilot|postman|student|researcher|professor"
    r"|engineer|salesman|salesperson|recruiter|gardener|machinist|operator|dentist|doctor"
    r"|sre|swe|pm|therapist|midwife|actuary|trader|banker|marketer|writer|photographer|musician"
    r"|builder"
    r"|(?:warehouse|factory|office|social|care|construction) worker"
)
TRADE_WORDS = frozenset(re.findall(r"[a-z]{4,}", _TRADES))  # none of them is a slip
# «I am taxi driver», of those who do without articles
_AM = re.compile(
    r"\b(?:i'?m|im|i am|i was) (?:now |currently |just )?"
    r"(?P<as>(?:(?:taxi|truck|bus|software|web|data|civil|mechanical|electrical|chemical|school"
    r"|primary|maths?|english|night|bank|retail|sales|project|product|business|qa|it) )?"
    rf"(?:{_TRADES}))\b(?!\W*(?:'s|s|jobs?|talent|roles?|skills?)\b)",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"^\W*(?:(?:an?|and|also|ex|former(?:ly)?|previously|retired|currently)\W+)*"
    rf"(?P<as>(?!(?:\S+ )?(?:i|i'?m|im|am|was|is|are|be|as|for|my)\b)"
    rf"(?!(?:ml|ai|machine|good|great|the|or|any|which|what)\b)(?:[a-z-]+ ){{0,2}}?"
    rf"(?:{_TRADES}))(?: (?:by (?:trade|day|training)|in it"
    rf"|for \w+ years|\(?\d+ ?(?:y|yrs|years)\)?|\(?\d\d(?: ?yo|[mf])?\)?))?"
    r"\W*$",
    re.IGNORECASE,
)
_OF_ONESELF = re.compile(
    r"\b(?:i|i'?m|i'?ve|im|ive|my|me)\b|\bno (?:degree|uni|coding|code|python)\b|\bhere\b"
    r"|\b\d\d(?: ?yo| years old|[fm])\b",
    re.IGNORECASE,
)
# «Chef, 35», and not «my son, 19, chef»
_AGE = re.compile(r"^\W*[1-9]\d\W*$")
_SOMEBODY = re.compile(r"^\W*(?:my|our|his|her|their|an?|the)\b", re.IGNORECASE)


def bare_occupation(clauses: Sequence[Clause], tells: bool) -> str | None:
    """The trade that a clause consists of, where the message speaks of oneself elsewhere, or
    ``tells`` of oneself something else."""
    speaks = (not each.is_of_others and _OF_ONESELF.search(each.text) for each in clauses)
    is_aged = any(_AGE.match(each.text) for each in clauses)
    told = tells or any(speaks) or (is_aged and not _SOMEBODY.match(clauses[0].text))
    found = (_BARE.match(each.text) for each in clauses if not each.asks)
    return next((match["as"].lower() for match in found if match), None) if told else None


def occupation_left(text: str) -> str | None:
    """What a clause says that its speaker is no longer: «I'm not a nurse anymore»."""
    match = _LEFT.search(text)
    return match["as"].lower() if match else None


def _by_field(text: str) -> str | None:
    if studies := _STUDIES.search(text):
        return f"{studies['what'].lower()} student"
    works = _WORKS_IN.search(text)
    return f"{works['what'].lower().removeprefix('the ')} person" if works else None


def occupation_in(text: str) -> str | None:
    """What a clause says that its speaker is or was."""
    text = _FAR_FROM.sub(" ", text)
    if drives := _DRIVES.search(text):
        return f"{drives[1].lower()} driver"
    match = _OCCUPATION.search(text.strip()) or _OCCUPATION_HERE.search(text)
    if match is None:
        trade = _AM.search(text)
        return trade["as"].lower() if trade else _by_field(text)
    words = _OCCUPATION_ENDS.sub("", match["as"]).lower().split()
    if len(words) == len(("field", "guy")) and words[0] in _FIELDS and words[1] in _OF_A_TRADE:
        return " ".join(words)
    # «A maths person» is none, a maths teacher is one.
    if not words or {words[0], words[-1]} & _NO_OCCUPATION - _SUBJECTS:
        return None
    by_itself = len(words) == 1 and not _OCCUPATION.search(text.strip())
    if words[-1] in _NO_OCCUPATION or (by_itself and not _IS_A_JOB.search(words[0])):
        return None
    return " ".join(words)
