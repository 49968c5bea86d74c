"""What messages, as people type them, say about the people who send them.

``stated`` is what a sensible reader would take down about the sender: the texts of statements,
``kind=value`` or ``kind!=value`` for what does not hold, ``~`` before what replaces the last.
"""

import re
import time

import pytest

from knowledge.bootstrap import build_lookup
from knowledge.lookup import Lookup
from knowledge.person.clauses import Claim, split_clauses
from knowledge.person.recognition import MOST, NamedThing, Recognised, recognise
from knowledge.person.statements import KINDS, Statement
from knowledge.person.wordings import wordings
from knowledge.settings import Settings

STATED = {
    # Languages and skills.
    "I know Python": "language=python",
    "i know pyhton": "language=python",
    "I already know Python and R": "language=python language=r",
    "I've been using R at work for two years": "language=r",
    "im good at java": "language=java",
    "python, sql and some statistics": "language=python skill=sql skill=statistics",
    "I know python, sql and some statistics": "language=python skill=sql skill=statistics",
    "i know sql, r, java": "skill=sql language=r language=java",
    "I can do python, java, c++ and a bit of matlab": (
        "language=python language=java language=cpp language=matlab"
    ),
    "ive got linear algebra and calculus from uni": "skill=linear-algebra skill=calculus",
    "I'm fluent in C++": "language=cpp",
    "I did some Scala years ago": "language=scala",
    "we use java at my job": "language=java",
    "my main language is Java": "language=java",
    "my background is in statistics": "skill=statistics",
    "Java is what I know best": "language=java",
    "I work with SQL every day": "skill=sql",
    "I've worked with Python before": "language=python",
    "I have experience with R": "language=r",
    "I have 5 years of java experience": "language=java",
    "I taught myself julia last year": "language=julia",
    "learned R at university": "language=r",
    "I write python scripts all day": "language=python",
    "I studied statistics": "skill=statistics",
    "I'm comfortable with sql and databases": "skill=sql skill=databases",
    "pretty solid in linear algebra, but weak in probability": (
        "skill=linear-algebra skill!=probability"
    ),
    "I'm learning Python right now": "",
    # What is not known.
    "I don't know Python": "language!=python",
    "i dont know any java": "language!=java",
    "I can't use R": "language!=r",
    "I have never used Scala": "language!=scala",
    "never touched matlab": "language!=matlab",
    "no idea of statistics": "skill!=statistics",
    "I have no clue about calculus": "skill!=calculus",
    "I know neither Python nor R": "language!=python language!=r",
    "I know Python but not R": "language=python language!=r",
    "I know Python, not Java": "language=python language!=java",
    "I don't know Python but I know R": "language!=python language=r",
    "I know no SQL": "skill!=sql",
    "i havent learned statistics yet": "skill!=statistics",
    "I'm bad at calculus": "skill!=calculus",
    "I suck at statistics": "skill!=statistics",
    "haven't done any linear algebra": "skill!=linear-algebra",
    "I lack statistics": "skill!=statistics",
    "I struggle with linear algebra": "skill!=linear-algebra",
    "I forgot all my calculus": "skill!=calculus",
    "I don't know Python or R": "language!=python language!=r",
    "I do not know python, java or c++": "language!=python language!=java language!=cpp",
    # Denials that deny nothing.
    "I know not only Java but also Python": "language=java language=python",
    "not only Java, I know R too": "language=java language=r",
    "I have no problem with R": "language=r",
    "I'm not bad at statistics": "skill=statistics",
    "I've never had trouble with Python": "language=python",
    # Wishes.
    "I want to learn R": "",
    "I wanna learn python": "",
    "I'd like to learn Julia next year": "",
    "I would love to know Scala": "",
    "I wish I knew Python": "",
    "I'm thinking about learning Java": "",
    "I plan to learn SQL": "",
    "I'm going to take a Python course": "",
    "I'll learn R first": "",
    "I need to learn statistics": "",
    "if I knew Java I would do it": "",
    "I'm interested in Python": "",
    "hoping to pick up R soon": "",
    "I should learn Python": "",
    "I am trying to decide between Python and R": "",
    # Other people.
    "my brother knows Java": "",
    "My friend uses R for everything": "",
    "everyone knows Python": "",
    "my boss says I must know SQL": "",
    "my colleague is a data analyst": "",
    "most engineers know Python": "",
    "she can code in C++": "",
    "my sister has a certificate from Coursera": "",
    "my friend has a degree in maths": "",
    "my dad has never coded": "",
    "My teacher says R is good for statistics": "",
    "my brother knows Java but I know Python": "language=python",
    # Questions and requests.
    "Do I need to know Java?": "",
    "Should I learn Python or R?": "",
    "what is python used for": "",
    "How do I learn statistics?": "",
    "is R hard?": "",
    "can I become an ML engineer without a degree?": "",
    "do i need a certificate": "",
    "What if I know Java?": "",
    "tell me about R": "",
    "which languages do engineers use?": "",
    "can you code?": "",
    "is the coursera course free?": "",
    "do you know Python?": "",
    "Does an ML engineer code?": "",
    "I know Java, should I learn Python?": "language=java",
    "I know R. Is that enough?": "language=r",
    "Is Python worth it if I already know R?": "language=r",
    "I don't know statistics, is that a problem?": "skill!=statistics",
    "python or r?": "",
    "Python is easy": "",
    "I heard Python is easy": "",
    "why Python and not R?": "",
    "why python and not r": "",
    "Python can do statistics": "",
    "I think Python can handle big data": "",
    "I think I know enough Java": "language=java",
    "I have a question about R": "",
    "I want to use R for my thesis": "goal=research",
    "what do you mean by R?": "",
    "DataCamp costs $25 a month": "",
    "Engineers earn 5000 dollars": "",
    # Corrections.
    "no, I meant R": "~language=r",
    "sorry I meant Java not Python": "~language=java ~language!=python",
    "I meant to say SQL": "~skill=sql",
    "no i mean r": "~language=r",
    "oh wait, I meant C++": "~language=cpp",
    # Occupation.
    "I'm a data analyst": "occupation=data analyst",
    "im a nurse": "occupation=nurse",
    "I am a mechanical engineer and I know Matlab": (
        "occupation=mechanical engineer language=matlab"
    ),
    "I work as a teacher": "occupation=teacher",
    "java dev here, what should I learn?": "occupation=java dev language=java",
    "I'm a java developer": "occupation=java developer language=java",
    "I'm currently a student at a university": "occupation=student",
    "I'm a big fan of Python": "",
    "I'm a bit lost": "",
    "I'm a total beginner": "level=beginner",
    "I'm not a developer": "",
    "I'm not an engineer, I'm a chemist": "occupation=chemist",
    "I used to be an accountant": "occupation=accountant",
    "I want to be a data scientist": "goal=job",
    # Money.
    "it must be free": "budget=free",
    "I have no money": "budget=free",
    "I'm broke": "budget=free",
    "i cant pay anything": "budget=free",
    "I can spend 30 dollars a month": "budget=30",
    "up to $25 a month": "budget=25",
    "at most 40€": "budget=40",
    "money doesn't matter": "budget=any",
    "my employer pays": "budget=any",
    "I don't have much money": "budget=little",
    "it should be cheap": "budget=little",
    "my budget is $1,500": "budget=1500",
    "it doesn't have to be free": "budget=any",
    # Certificate.
    "I need a certificate": "certificate=yes",
    "no certificate needed": "certificate!=yes",
    "I don't need a certificate": "certificate!=yes",
    "I don't care about certificates": "certificate!=yes",
    "it should be free and with a certificate": "budget=free certificate=yes",
    # Level, degree, coding.
    "I'm new to programming": "level=beginner",
    "complete newbie here": "level=beginner",
    "I'm not a beginner": "level!=beginner",
    "I have a master's degree in physics": "degree=yes",
    "I have no degree": "degree!=yes",
    "i dont have a degree": "degree!=yes",
    "I dropped out of college": "degree!=yes",
    "I've never coded": "coding!=yes",
    "I can't code": "coding!=yes",
    "i cannot program at all": "coding!=yes",
    "I can code": "coding=yes",
    "I have been programming for ten years": "coding=yes",
    # Time.
    "I have two evenings a week": "hours=two evenings a week",
    "5 hours a week": "hours=5",
    "i can study about 10h per week": "hours=10",
    "I only have weekends": "",
    "The course takes 5 hours a week?": "",
    # Aims and tastes.
    "I want to do research": "goal=research",
    "I want a job in ML": "goal=job",
    "It's for fun": "goal=hobby",
    "I care about speed": "taste=speed",
    "it has to be easy": "taste=easy",
    "I like statistics and charts": "taste=statistics taste=charts",
    "I don't care about speed": "",
    # Steps behind one.
    "I finished the Coursera course": "done=step-machine-learning",
    "I've done Andrew Ng's course": "done=step-machine-learning",
    "I just built my first project": "done=step-project",
    "I joined a kaggle community": "done=step-community",
    "I finished a python course": "language=python done=step-python",
    "I got an internship": "done=step-experience",
    "i've completed step 1": "done=step-python",
    "I haven't finished it yet": "done!=latest",
    "not done with that yet": "done!=latest",
    "I haven't finished the Coursera course": "done!=step-machine-learning",
    "I haven't built a project yet": "done!=step-project",
    "I want to build a project": "",
    "how do I build a project?": "",
    # Pointing at what is talked about.
    "I know that one already": "skill=it",
    "already know it": "skill=it",
    # In passing, and in slang.
    "background: 5 yrs java, some scala": "language=java language=scala",
    "Been coding in Java since 2010": "language=java",
    "I haven't got a clue how to use R": "language!=r",
    "I know what Python is": "",
    "I don't know if Python is right for me": "",
    "I don't like R": "",
    "I dont want to learn java": "",
    "I hate Java": "",
    "I know nothing about statistics": "skill!=statistics",
    "can't code to save my life": "coding!=yes",
    "I have an hour a day": "hours=7",
    "I have about 3.5 hours a week": "hours=3.5 hours a week",
    "maybe 10-15 hours per week": "hours=10-15 hours a week",
    "I don't want to spend more than 20 dollars": "budget=20",
    "I can't spend much": "budget=little",
    "budget is tight": "budget=little",
    "my goal is a phd": "goal=research",
    "I wish I had a degree": "",
    "I've already taken a machine learning course": "done=step-machine-learning",
    "actually no, Java": "",
    "Sorry, not Java, Julia": "",
    "I don't know Java, I know JavaScript": "language!=java",
    "forget that I know R": "",
    "my professor uses Matlab": "",
    "nobody in my team knows R": "",
    "I'm looking for a course that uses R": "",
    "i'd rather use Julia": "",
    "barely any statistics": "skill!=statistics",
    "I never said I know R": "",
    "since I know R, which course fits?": "language=r",
    "given that I have a degree, do I still need a certificate?": "degree=yes",
    "My wife and I know Python": "language=python",
    "no degree, no money, but I know Python": "degree!=yes budget=free language=python",
    "My name is Julia": "",
    "python is nice, not java": "",
    "I am 35 years old and I know SQL": "skill=sql",
    # Nothing of the kind.
    "hello": "",
    "thanks, that helps a lot": "",
    "no": "",
    "I don't know": "",
    "I don't understand": "",
    "I like you": "",
    "ok cool": "",
    "": "",
}


@pytest.fixture(scope="module")
def lookup(real_knowledge: Settings) -> Lookup:
    return build_lookup(real_knowledge)


def read(lookup: Lookup, message: str) -> Recognised:
    """The message as the running bot reads it: mended, with the things that it names."""
    text = lookup.mended(message)
    named = lookup.named_with_kinds(text)
    return recognise(text, [NamedThing(n.subject_id, kind, n.start, n.end) for n, kind in named])


@pytest.mark.parametrize(("message", "stated"), STATED.items())
def test_what_a_message_states(lookup: Lookup, message: str, stated: str) -> None:
    found = {each.to_text() for each in read(lookup, message).stated}
    assert found == set(re.findall(r"~?\w+!?=.*?(?=\s~?[a-z]+!?=|$)", stated))


@pytest.mark.parametrize("message", STATED)
def test_capitals_and_a_full_stop_change_nothing(lookup: Lookup, message: str) -> None:
    as_typed = read(lookup, message)
    ends = message.rstrip().endswith(("?", ".", "!"))
    assert read(lookup, f"  {message}{'' if ends else '.'} ").stated == as_typed.stated
    assert {each.kind for each in as_typed.stated} <= set(KINDS)


@pytest.mark.parametrize(
    ("message", "mentioned"),
    [
        ("research", {"goal=research"}),
        ("speed", {"taste=speed"}),
        ("something easy that scales", {"taste=easy", "taste=scalability"}),
        ("I don't care about speed", {"taste=speed"}),
        ("a bank", {"goal=enterprise"}),
        ("java", set()),
    ],
)
def test_what_is_only_mentioned_is_no_statement(
    lookup: Lookup, message: str, mentioned: set[str]
) -> None:
    found = read(lookup, message)
    assert found.stated == ()
    assert {each.to_text() for each in found.mentioned} == mentioned


@pytest.mark.parametrize(
    ("message", "only_told"),
    [
        ("I know Python", True),
        ("I know Python, what next?", False),
        ("what next", False),
        ("tell me about R", False),
        ("I know Java, did a course", True),
        ("can't code", True),
        ("it must be free and I know R.", True),
    ],
)
def test_whether_anything_is_asked(lookup: Lookup, message: str, only_told: bool) -> None:
    assert read(lookup, message).only_told is only_told


def test_a_message_full_of_names_states_a_bounded_number_of_things() -> None:
    words = [f"skill{number}" for number in range(500)]
    message = "I know " + ", ".join(words)
    named = [
        NamedThing(word, "skill", start := message.index(word), start + len(word)) for word in words
    ]
    assert len(recognise(message, named).stated) == MOST


@pytest.mark.parametrize("message", ["?" * 4000, "not only " * 400, "i know " * 500, "a, " * 1300])
def test_hostile_messages_are_read_quickly(message: str) -> None:
    started = time.monotonic()
    recognise(message, [])
    assert time.monotonic() - started < 2


def test_clauses_keep_their_place_in_the_message() -> None:
    message = "I know R; it costs $1,500, but I need 3.5 hours. No java"
    clauses = split_clauses(message)
    assert [message[each.start : each.end] for each in clauses] == [each.text for each in clauses]
    assert [each.text.strip() for each in clauses] == [
        "I know R",
        "it costs $1,500",
        "I need 3.5 hours",
        "No java",
    ]
    assert [each.claim for each in clauses[::3]] == [Claim.HAS, Claim.HAS_NOT]


def test_every_wording_makes_a_statement_of_a_known_kind() -> None:
    read_in = wordings()
    for group in (read_in.circumstances, read_in.goals, read_in.tastes, read_in.steps):
        assert group
        assert {each.statement.kind for each in group} <= set(KINDS)


@pytest.mark.parametrize(
    "text", ["language=r", "language!=r", "~skill=sql", "hours=a few h a week"]
)
def test_a_statement_survives_being_written_down(text: str) -> None:
    assert Statement.from_text(text).to_text() == text
