"""What comes between the questions of an interview, and how it goes on after that."""

from __future__ import annotations

import re
from dataclasses import replace

from rasa_sdk import Tracker

from actions.asking_form import (
    asks_to_be_told,
    asks_why_not,
    asks_why_not_rather,
    is_question,
    is_question_in_form,
)
from actions.choosing import either_or, of_last_two, staying_with, which_of_two
from actions.deciding import DECIDES, decided_anew
from actions.in_context import only_place, who_does
from actions.interview_turn import Turn
from actions.interview_wording import (
    BACK_WORDS,
    BEFORE_A_QUESTION,
    CONTROL_WORDS,
    HOW_MANY_LEFT,
    NONE,
    PLAINLY,
    UNCLEAR,
    WHAT_IS_IT,
    WHERE_WERE_WE,
    YES,
)
from actions.message import entity_values, first_reading, message_text, unknown_names
from actions.of_courses import course_for_it, course_in_it, no_course_in, of_the_course
from actions.of_steps import first_of_them
from actions.readings import first_answer
from actions.reference import PAIR, pointed_at
from actions.services import Services
from actions.telling import Told, known
from knowledge.answers import Answer, Focus
from knowledge.asking import aspect_of
from knowledge.aspects import MAIN_ROLE
from knowledge.person.statements import Statement
from knowledge.reply import Outcome, Reply

# Words that name what an interview decides
_NAMES = {
    "language": re.compile(r"\blang(?:uage)?s?\b", re.IGNORECASE),
    "course": re.compile(r"\b(?:course|class)(?:es)?\b", re.IGNORECASE),
    "role": re.compile(r"\b(?:scientist|role|test|quiz|ds)s?\b|\bor\b.*\bengineer", re.I),
}
_THERE_ARE = re.compile(
    r"\b(?:which|what) (?P<which>courses|languages) (?:do you (?:have|know|offer|list|cover)"
    r"|are there|have you(?: got)?)\b"
    r"|\b(?:show|list|tell|name)(?: me)? (?:all )?(?:ur|your|the|those) "
    r"(?P<shown>courses|languages)(?: please| pls)*\W*$",
    re.IGNORECASE,
)
# «Sure, ask me», «ok, go on»: nothing but the open question answers that.
AGREES = ("affirm", "ask_more", "greet")
_SHOULD_I = re.compile(r"\b(?:should|must|do) i\b", re.IGNORECASE)
# «So why R and not Julia?»
_WHY_ONE = re.compile(r"\bwhy \S+,? (?:and )?not \S+\W*$", re.IGNORECASE)
# «You're an idiot» answers no question.
_OF_US = re.compile(r"^\W*(?:lol |ok |haha )*(?:you(?:'?re| are)|ur|u r|u) ", re.IGNORECASE)
# «What's the cheapest course you have»
_CHEAPEST = re.compile(r"\b(?:cheapest|least expensive|lowest price)\b", re.IGNORECASE)
# «Which of the classes you recommend would hand me a certificate?»
_WHICH_CERTIFIES = re.compile(
    r"\bwhich\b.*\b(?:gives?|giving|hands?|offers?|comes? with|ends? (?:with|in)|gets? (?:me|you)"
    r"|has|have|provides?|issues?)\b.*\bcertificates?\b",
    re.IGNORECASE,
)
# «What would you pick?» of a question that is about oneself
WHY = ("explain_advice", "doubt", "decide_now")
OUTSIDE = "out_of_scope"
FALLBACK = "nlu_fallback"
OWN_WORDS = 5  # what is as short may be meant as an answer
TURNED_DOWN = 0.8  # from this confidence what lies outside is no answer


def asks_why(turn: Turn) -> bool:
    """«Why do you ask?», «what does that even mean?», «what's that for?»"""
    if entity_values(turn.tracker, "subject"):
        return False
    unclear = turn.intent == OUTSIDE and WHAT_IS_IT.search(turn.text)
    return turn.intent in WHY or bool(unclear) or bool(UNCLEAR.search(turn.text))


def answer_before_a_question(turn: Turn) -> str | None:
    """What may be the answer in «no. And is it in Python?»"""
    part = BEFORE_A_QUESTION.match(turn.text) if turn.told.asks else None
    if part is None or is_question_in_form(part["answer"]):
        return None
    says_so = NONE.match(part["answer"]) or YES.match(part["answer"])
    # Not «please, what is Udacity?», «no idea, what is usual?»
    return None if says_so and not PLAINLY.match(part["answer"]) else str(part["answer"])


def asks_instead(turn: Turn, answered: list[Statement] | str | None) -> bool:
    """Whether the message asks something rather than answering the open question."""
    in_form = is_question_in_form(turn.text) or not turn.is_short(CONTROL_WORDS)
    asks = turn.told.asks and is_question(turn.intent) and in_form
    return asks_to_be_told(turn.text) or (asks and not isinstance(answered, str))


def asks_the_same(turn: Turn, general: str | None) -> bool:
    """«Which language should I learn?» while that is being found out."""
    reading = first_reading(turn.tracker)
    address = reading.address or f"{MAIN_ROLE}/{aspect_of(reading.intent)}"
    return address == general and bool(_SHOULD_I.search(turn.text))


def asks_for_role(turn: Turn) -> bool:
    """Whether «which one suits me?» amid other questions means the two roles."""
    return bool(_NAMES["role"].search(turn.text))


def how_many_left(turn: Turn, again: Reply) -> Answer:
    """«How many more?», and the open question once more."""
    after = turn.questions[turn.questions.index(turn.asked) + 1 :]
    left = sum(turn.slots[each.slot] is None for each in after)
    phrase = turn.provided.phrases["questions-left" if left else "last-question"]
    text = f"{phrase.text.format(count=left)} {again.text}"
    return Answer(replace(again, text=text), turn.focus)


def of_the_questions(turn: Turn, onward: Answer) -> Answer | None:
    """What is said of the questions themselves: how many are left, why they are asked, «go on»;
    and «the fourth?» of three courses, which is no answer to what they may cost."""
    again = onward.reply
    if past := only_place(turn.provided, turn.tracker, turn.focus):
        return going_on(turn, past, onward)
    if again.outcome is Outcome.CLARIFY and HOW_MANY_LEFT.search(turn.text):
        return how_many_left(turn, again)
    if why_not := _why_not(turn):
        return going_on(turn, why_not, onward)
    goes_on = turn.intent in AGREES or WHERE_WERE_WE.search(turn.text)
    words = BACK_WORDS if WHERE_WERE_WE.search(turn.text) else CONTROL_WORDS
    if goes_on and turn.is_short(words):
        return Answer(again, turn.focus)
    if asks_why(turn):
        return Answer(replace(again, text=f"{turn.asked.because} {again.text}"), turn.focus)
    return None


def _why_not(turn: Turn) -> Answer | None:
    """«Why not R?» while the language is being found out."""
    named = entity_values(turn.tracker, "subject")
    if len(set(named)) == PAIR and _WHY_ONE.search(turn.text):
        named = named[-1:]  # «so why R and not Julia?»
    elif len(named) != 1 or not (asks_why_not(turn.text) or asks_why_not_rather(turn.text)):
        return None
    is_one = turn.provided.answers.kind_of(named[0]) == turn.asked.slot.partition("_")[0]
    return turn.provided.adviser.explain(named, turn.profile, turn.focus) if is_one else None


def is_lost(turn: Turn, answer: Answer) -> bool:
    """Whether the message was meant as an answer and nothing could be made of it."""
    if answer.reply.outcome is Outcome.REFUSED:
        # «Who won the match?» is turned down; «drawing things all day» was meant as an answer.
        is_clear = turn.sureness >= TURNED_DOWN and not turn.is_short(OWN_WORDS)
        is_clear = is_clear or bool(_OF_US.match(turn.text))  # «you're an idiot»
        return not is_question_in_form(turn.text) and not is_clear
    names_none = not entity_values(turn.tracker, "subject") and not turn.told.asks
    tells = names_none and not is_question_in_form(turn.text)
    # «Building» is none of the answers that are offered, and asks nothing; «build apps that
    # people use» was not understood and only looked like something known.
    said = tells and turn.is_short(1) and is_question(turn.intent)
    guessed = tells and turn.is_short(OWN_WORDS) and turn.intent == FALLBACK
    return said or guessed or answer.reply.outcome is Outcome.CLARIFY


def going_on(turn: Turn, answer: Answer, onward: Answer, lost: bool = False) -> Answer:
    """An answer with what the interview goes on with: its open question, or the advice."""
    again = onward.reply
    if again.outcome is not Outcome.CLARIFY:  # that is the advice
        text = f"{answer.reply.text}\n\n{again.text}"
        sources = tuple(dict.fromkeys((*answer.reply.sources, *again.sources)))
        return onward if lost else replace(onward, reply=replace(again, text=text, sources=sources))
    back = turn.provided.phrases["back-to-question"].text.format(question=again.text)
    reply = replace(
        answer.reply,
        text=f"{answer.reply.text}\n\n{back}",
        suggestions=again.suggestions,
        topic=again.topic if lost else answer.reply.topic,
    )
    return replace(answer, reply=reply)


def _all_there_are(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«What languages do you know about?», «which courses do you have?»"""
    asked = _THERE_ARE.search(message_text(tracker))
    if asked is None:
        return None
    what = str(asked["which"] or asked["shown"]).lower()
    return provided.answers.about(what, [MAIN_ROLE], focus)


def _its_language(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«The second one, what language do I need for that?», of courses."""
    pointed = pointed_at(message_text(tracker), focus)
    asks = pointed and _NAMES["language"].search(message_text(tracker))
    if not asks or provided.answers.kind_of(pointed[0]) != "course":
        return None
    return provided.answers.about("language", pointed, focus)


def _asked_of_courses(
    provided: Services, tracker: Tracker, told: Told, focus: Focus
) -> Answer | None:
    """«Which one is for R people?», «do you know a course on Udemy?», «the cheapest you have?»"""
    text, named = message_text(tracker), entity_values(tracker, "subject")
    if _CHEAPEST.search(text) and not {each.kind for each in told.statements} & DECIDES["course"]:
        return provided.adviser.cheaper(known(provided, tracker), focus)
    if told.statements:
        return None
    course = course_for_it(provided, text, named, focus) if told.asks else None
    if in_it := course_in_it(provided, tracker, named, focus):  # «which of the two needs R?»
        course = provided.answers.about("overview", [in_it], focus)
    # «None of your courses is taught in Java, I suppose?»
    if course := course or no_course_in(provided, tracker, named, focus):
        return course
    if told.asks and not named and _WHICH_CERTIFIES.search(text):
        return provided.answers.about("certificates", [], replace(focus, subject=None))
    unknown = unknown_names(tracker)
    if told.asks and unknown and not named:
        return provided.answers.unknown(unknown[0], named, focus)
    return None


def without_asking(
    provided: Services, tracker: Tracker, focus: Focus, told: Told, interview: str
) -> Answer | None:
    """«Python or Scala?», «which of them codes more?»: to be answered, and not to ask back."""
    if not told.asks and any(each.kind == "unsaid" for each in told.statements):
        from actions.routing import action_for  # which knows all actions, the interviews included

        # «Argh no, R. Not Python» begins nothing.
        return action_for("tell_about_oneself").respond(provided, tracker, focus, told).answer
    names_it = _NAMES[interview].search(message_text(tracker))
    of_another = focus.advice != interview and not names_it and bool(told.statements)
    # «Just name one, it should be easy» after a language begins no interview on courses.
    if of_another and (decided := decided_anew(provided, told, focus)):
        return decided
    if first_of_them(tracker, focus):
        return provided.adviser.roadmap(known(provided, tracker), focus)
    if interview == "course" and (asked := _asked_of_courses(provided, tracker, told, focus)):
        return asked
    readings = (
        _all_there_are,
        _its_language,
        staying_with,
        either_or,
        which_of_two,
        of_last_two,
        who_does,
        of_the_course,
    )
    return first_answer(readings, provided, tracker, focus)
