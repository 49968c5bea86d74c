"""What the two bots are asked, and in which order."""

from __future__ import annotations

import random

# Ours: questions about languages, courses and steps. Each text differs, as the sentence
# encoder keeps its last 256 vectors: a short list asked in a circle would never run it.
# Left out is what the knowledge base says nothing of for one of the subjects.
LANGUAGES = ("Python", "R", "Java", "C++", "MATLAB", "Julia", "Scala")
ABOUT_LANGUAGES = (
    "what is {} good for",
    "which libraries are there for {}",
    "whom is {} suited to",
    "what are the strengths of {}",
    "what is {}",
)
COURSES = ("Coursera", "DataCamp", "Udacity")
ABOUT_COURSES = (
    "what does the {} course cover",
    "what level is the {} course",
    "which language does the {} course use",
)
STEPS = ("first", "second", "third", "fourth", "fifth", "sixth")
ABOUT_STEPS = ("what is the {} step", "tell me about the {} step")
# Words that change the text, and so the vector, but not what is asked.
FRAMES = ("{}", "{} please", "{}?", "tell me {}", "{} by the way", "{} in short", "ok so {}?")

# The stock bot answers its intents with texts from its domain; no action is called, and it
# keeps nothing from one parse to the next, so that repeating flatters nobody.
STOCK = (
    "hello there",
    "i am feeling very good today",
    "i am so sad",
    "are you a bot?",
    "bye now",
    "good morning",
    "not very good",
    "am i talking to a human?",
)


def knowledge_questions() -> tuple[str, ...]:
    """Several hundred different texts, mixed, in the same order in each run."""
    subjects = (
        *(text.format(name) for text in ABOUT_LANGUAGES for name in LANGUAGES),
        *(text.format(name) for text in ABOUT_COURSES for name in COURSES),
        *(text.format(name) for text in ABOUT_STEPS for name in STEPS),
    )
    found = [frame.format(subject) for subject in subjects for frame in FRAMES]
    random.Random(1).shuffle(found)
    return tuple(found)
