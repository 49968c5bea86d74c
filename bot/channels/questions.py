"""Which questions a message asks: a long post is read to its question, and two questions
are two.

Works on form alone (sentence ends and the words that open a question), so that it needs no
model; what is no question in form is left as it is.
"""

from __future__ import annotations

import re

MOST_QUESTIONS = 2
# Under this the whole message travels with a question taken from it; empty after the first one.
WHOLE_MESSAGE = "whole_message"
# Under this, whether the question is the only one: then the message may be read as a whole.
ONLY_QUESTION = "only_question"
# Up to this many words a message with one question is one thought («Hi! Python or R?», «I only
# know Java. Is that enough?»).
SHORT_WORDS = 16

_IT = re.compile(r"\b(?:it|they|them|that|those|these|ones?)\b", re.IGNORECASE)
# «What does an ML engineer earn, and is it stressful?»: «it» is the job, whatever it pays.
_OF_THE_JOB = re.compile(r"\b(?:mles?|engineers?|scientists?)\b", re.IGNORECASE)
_NOT_IT = re.compile(r"\b(?:they|them|that|those|these|ones?)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=\S)|\s*\n+\s*")
_OPENING = (
    r"(?:what(?:'?s)?|which|who|whom|whose|where|when|why|how|is|are|am|was|do|does|did|can|could"
    r"|should|shall|would|will|has|have|any)"
)
_STARTS_QUESTION = re.compile(
    rf"^(?:(?:so|and|but|also|ok|okay|well|then|now|or|btw|plus|anyway|hi|hey|hello)[,.]?\s+)*{_OPENING}\b",
    re.IGNORECASE,
)
# «Did some stats back in college» tells.
_TELLS = re.compile(
    r"^(?:did|have|had)\s+(?:it|that|this|one|the|some|a bit|a lot|lots|an?|two|three|\d+|my|no"
    r"|never|been)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"\b(?:tell me|explain|i wonder|wondering|want to know|like to know|any idea|any advice"
    r"|recommend|suggest|please help|not sure (?:if|whether|which|what|how))\b"
    r"|^(?:(?:so|and|but|ok|now|just|please|pls|then)\W+)*(?:show|list|name|give)(?: me| us)? "
    r"(?:(?:all|the|your|every|of)\W+)*(?:courses?|languages?|libraries|steps?|skills?|options)\b",
    re.IGNORECASE,
)
# «… and how much …» opens a second question only with a question word behind the «and».
_SECOND = re.compile(
    r"(?:\?\s*|,\s*|\s+)(?:and|plus|also|;|\+)\s+(?:also\s+)?"
    r"(?=(?:what|which|who|where|why|how|is|are|do|does|can|should|will)\b(?!\s+(?:to|not)\b))",
    re.IGNORECASE,
)
# Nothing without the question before it.
_LEANING = re.compile(
    r"^(?:and |so )?(?:which(?: one| of (?:the )?(?:two|them|those))?|why(?: so| that| is that)?"
    r"|how(?: so| come)?|or not|right|any (?:ideas?|thoughts))\W*$"
    # «ML that I use every day? Need examples to explain it to my mum»
    r"|^(?:i )?(?:need|want|like) (?:some |a few )?examples?\b",
    re.IGNORECASE,
)
# «I only know Java. Is that enough?»
_POINTING = re.compile(
    # «For this» and «do this» mean the field; with nothing before it there is no other «this».
    r"\b(?:it|its|(?<!\bfor )(?<!\binto )(?<!\bdo )this|that|thats|these"
    r"|those|they|them|one|ones|enough|there|too(?!\s+\w)|still|either)\b",
    re.IGNORECASE,
)
# «My uncle says Java is dead. Is he right?», «… true for ML?», «does that hold?»
_JUDGES = re.compile(
    r"\b(?:right(?! (?:for|course|language|path|order|choice|job|one|way to)\b)"
    r"|wrong|true|false|correct|fair|nonsense|a myth|myth|hold|agree|a point|bs)\b",
    re.IGNORECASE,
)
# «My boss pays for one course. Which one would you pick for me?»
_WHICH_ONE = re.compile(
    r"^(?:(?:so|and|then|now|ok)\W+)*which (?:one|of (?:them|those|these))\b", re.IGNORECASE
)
# A sentence that tells about its writer and asks nothing.
_OF_ONESELF = re.compile(
    r"^\W*(?:(?:hi|hello|hey|so|ok|well|btw|by the way|also|and|oh)\W+)*"
    # «I read that it is stressful. True or not?» asks about what was read.
    r"(?!i (?:\w+ )?(?:read|heard|hear|saw|thought|think|guess) (?!about me\b))"
    r"(?:(?:i|i'?m|i'?ve|my|got|have|been|no|never)\b|(?:\w+ ){1,5}here\b"
    # «Hairdresser 31, tired.»
    r"|(?:[a-z-]+,? ){1,3}[1-9]\d(?: ?(?:yo|years old|m|f))?\b(?! \w))",
    re.IGNORECASE,
)
# «I can't decide. Could you ask me something to find out?»
_FOR_WHAT_WAS_SAID = re.compile(
    r"\b(?:find|figure) (?:it )?out\b|\b(?:help|ask|quiz|test) me\b"
    r"|^\W*(?:can|could|will|would) (?:you|u|someone|anyone) help\W*$"
    r"|^\W*any (?:help|advice|tips?)\W*$",
    re.IGNORECASE,
)
# «They earn more than web developers. By how much?», «… named after a girl. Any good for ML?»
_WITHOUT_SUBJECT = re.compile(
    r"^(?:(?:so|and|but)\W+)*(?:(?:by|to|from|in|for|with|until) (?:how|what|which|whom)\b"
    r"|(?:any|still) (?:good|use|point|chance|value|help|useful)\b|worth\b|good for\b"
    r"|(?:which|what) (?:two|three|ones?) (?:are|is|was|were|do)\b)",
    re.IGNORECASE,
)
# «Two things: …»
_PREFACE = re.compile(
    r"^\W*(?:(?:i have|i'?ve(?: got)?|i got|got)\s+)?"
    r"(?:a couple(?: of)?|a few|some|two|2|three|3) (?:quick |short )?(?:things|questions|qs?)"
    r"(?: if i may| please| for you| then)?\W+",
    re.IGNORECASE,
)
# «And IT people overall?» names what the question behind it is about.
_OPENS = re.compile(
    rf"^(?:and|so|what about|how about)\b(?! (?:{_OPENING}|that'?s|it'?s|i|you)\b)"
    r"(?: \S+){1,4}\?$",
    re.IGNORECASE,
)
# «… and what do ML engineers?» leans on the verb before it.
_ELLIPTIC = re.compile(
    r"^(?:what|how) (?:about .*|(?:do|does|is|are) (?:the |an? )?(?:ml |machine.?learning |data )?"
    r"(?:eng\w*|mles?|scientists?|ds|others?|other (?:one|guy|side)|latter))\W*$"
    # «… what's done and what isn't?»
    r"|^(?:what|which|who) (?:is|are|was|do|does|did|has|have)(?:n'?t| not)\W*$",
    re.IGNORECASE,
)
# «Udacity: free or paid, and do I get a certificate?»
_PERSONS = re.compile(r"\b(?:i|i'?m|i'?ve|my|me|we|our|he|she|they|you|u)\b", re.IGNORECASE)
_POLITE = re.compile(r"^\W*(?:thanks?|thank you|hi|hello|hey|good \w+|ok|okay|sorry)\b", re.I)
NAMES_WORDS = 6
LEAST_WORDS = 3
LEANING_WORDS = 6  # a question of so few words that points back needs what it points at
JUDGING_WORDS = 10  # the same where it asks whether something is right
# «I'm 52 and work as an accountant, am I too old for this»
_INTRODUCES = re.compile(
    r"^\W*(?:(?:hi|hello|hey|so|ok|well)\W+)*"
    r"(?:(?:i'?m|i am|i was|i have|i'?ve|got|been)\b|(?:\w+ ){1,5}here\b)",
    re.IGNORECASE,
)
_QUESTION_AT_END = re.compile(
    r",\s*(?:(?:so|and|but)\s+)?(?=(?:what|which|where|how|who|why|am i|is (?:it|this|there|that)"
    r"|are there|can i|could i|should i|do i|does)\b)",
    re.IGNORECASE,
)


def read_questions(message: str) -> list[str]:
    """The questions of a message, at most ``MOST_QUESTIONS``; the message itself if it has
    no clear question or only one thought.

    >>> read_questions("I was a nurse for ten years. I can't code yet. Where do I start?")
    ['Where do I start?']
    >>> read_questions("Is Python hard and how much is DataCamp?")
    ['Is Python hard', 'how much is DataCamp?']
    """
    sentences = [part.strip() for part in _SENTENCE.split(message) if part.strip()]
    sentences = _joined(sentences)
    asked = [sentence for sentence in sentences if is_question(sentence)]
    if len(sentences) > 1 and not asked:
        return [message]
    if len(sentences) > 1 and len(asked) == 1 and len(message.split()) <= SHORT_WORDS:
        two = _split(asked[0])
        told = [sentence for sentence in sentences if sentence != asked[0]]
        apart = _stands_alone(asked[0]) and all(map(_OF_ONESELF.match, told))
        return two if len(two) > 1 or apart else [message]
    if len(sentences) == 1 and (question := _behind_what_is_told(message)):
        return [question]
    whole = [_with_its_ground(sentence, sentences) for sentence in asked or sentences]
    parts = [part for sentence in whole for part in _split(sentence)]
    return parts[-MOST_QUESTIONS:] if parts else [message]


def is_question(sentence: str) -> bool:
    """Whether a sentence has the form of a question or of a request."""
    return (
        sentence.endswith("?")
        or bool(_STARTS_QUESTION.match(sentence) and not _TELLS.match(sentence))
        or bool(_REQUEST.search(sentence))
    )


def _joined(sentences: list[str]) -> list[str]:
    """«Coursera or Udacity? Which one?» and «And DevOps? How stressed are they?» are one question
    each."""
    joined: list[str] = []
    for sentence in sentences:
        opens = bool(joined) and _OPENS.match(joined[-1]) and _POINTING.search(sentence)
        if joined and (opens or _LEANING.match(sentence)):
            joined[-1] = f"{joined[-1]} {sentence}"
        else:
            joined.append(sentence)
    return joined


def _with_its_ground(question: str, sentences: list[str]) -> str:
    """«Is that possible?» with the sentence before it, without which it asks nothing."""
    place = sentences.index(question)
    words = len(question.split())
    points = _POINTING.search(question) or _FOR_WHAT_WAS_SAID.search(question)
    leans = (words <= LEANING_WORDS and points) or (
        words <= JUDGING_WORDS and _WHICH_ONE.match(question)
    )
    judges = words <= JUDGING_WORDS and (
        _JUDGES.search(question) or _WITHOUT_SUBJECT.match(question)
    )
    if place == 0 or not (leans or judges):
        return question
    ground = sentences[place - 1]
    # «… or ML engineering. No clue. Can you help?», «… the same. My mentor says they are. Is that
    # so?»
    is_brief = len(ground.split()) <= LEANING_WORDS and not is_question(ground)
    is_brief = is_brief and bool(_POINTING.search(ground))
    if place > 1 and (is_brief or len(ground.split()) < LEAST_WORDS):
        ground = f"{sentences[place - 2]} {ground}"
    return f"{ground} {question}"


def _behind_what_is_told(sentence: str) -> str | None:
    """The question at the end of a sentence that begins with something about its writer."""
    comma = _QUESTION_AT_END.search(sentence)
    if comma is None or not _INTRODUCES.match(sentence):
        return None
    question = sentence[comma.end() :].strip()
    return question if _stands_alone(question) else None


def _stands_alone(question: str) -> bool:
    """Whether a question is understood without what was told before it."""
    leans = _POINTING.search(question) or _FOR_WHAT_WAS_SAID.search(question)
    return len(question.split()) >= LEAST_WORDS and not leans


def _split(sentence: str) -> list[str]:
    sentence = _PREFACE.sub("", sentence)
    match = _SECOND.search(sentence)
    if match is None:
        return [sentence]
    first, second = sentence[: match.start()].strip(), sentence[match.end() :].strip()
    # Both halves must be able to stand alone.
    words = len(first.split())
    names = words <= NAMES_WORDS and not _PERSONS.search(first) and not _POLITE.match(first)
    names = names and not _POINTING.search(second) and not _LEANING.match(second)
    # «I know R, which course then, and is the job stressful?»
    asks = is_question(first) or names or bool(_QUESTION_AT_END.search(first))
    if asks and words >= LEAST_WORDS and len(second.split()) > 1 and not _ELLIPTIC.match(second):
        return [first, second]
    return [sentence]


def leans_on(before: str, question: str) -> bool:
    """Whether a question is about what the one before it brought up: «… and what do they cost?»"""
    of_the_job = _OF_THE_JOB.search(before) and not _NOT_IT.search(question)
    return bool(_IT.search(question)) and not (_IT.search(before) or of_the_job)
