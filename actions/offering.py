"""Interviews that are offered and not begun: beside a general answer stands the first question.

«Which language should I learn?» has an answer that serves most people, so it is given at once;
who then answers the question below it is in the interview, and who asks something else is not
asked again. A button pressed long after its question begins the interview anew.
"""

from __future__ import annotations

import re
from dataclasses import replace

from rasa_sdk import Tracker

from actions.asking_form import asks_to_decide
from actions.course_answers import wishes_for_course
from actions.deciding import DECIDES, TAKES, decide, decided_on_asking
from actions.in_context import and_now
from actions.interview import (
    Interview,
    interviews,
)
from actions.interview_forms import CourseForm, RoleForm, sides_told
from actions.interview_options import option_meant, options_of
from actions.interview_turn import running
from actions.interview_wording import DECIDE_NOW, NONE, UNCLEAR
from actions.message import (
    entity_values,
    first_reading,
    intent_name,
    last_action,
    message_text,
    whole_message,
)
from actions.of_pay import asks_for_pay
from actions.of_roles import EITHER_ROLE
from actions.reference import WHICH_SUITS_ME
from actions.services import Services
from actions.speaking import AnsweringAction
from actions.telling import Told, known, understood
from knowledge.answers import Answer, Focus
from knowledge.asking import aspect_of
from knowledge.aspects import MAIN_ROLE
from knowledge.reply import Outcome, Reply

WHAT_SHOULD_I = re.compile(
    r"\b(?:wh?ich|what|wat)\b.{0,40}"
    r"\b(?:should|shud|shoudl|shoud|shld|shall|must|do|would|can) (?:i|we)\b|\bfor me\b"
    r"|\b(?:would|do|can|could) you (?:recommend|suggest|advise)\b"
    r"|\b(?:lang(?:uage)?|course) (?:recommendation|suggestion|advice)s?\b"
    r"|\b(?:want|need|have|trying) to (?:pick|choose|decide on) (?:an?|one|the)\b"
    r"|\b(?:recommend|suggest) (?:to )?me\b|\bhelp (?:me )?(?:to )?(?:choose|pick|decide|find)\b"
    r"|^\W*(?:(?:so|and|ok)\W+)*(?:which|what|wat) lang(?:uage)?\W*$"
    r"|\bwhich\b.{0,25}\bwould (?:you|u) (?:put first|take|pick|choose|go for)\b",
    re.IGNORECASE,
)
_OF_ONESELF = re.compile(r"\b(?:i|i'?m|i'?d|me|my)\b|^\W*(?:hate|love|like)\b", re.IGNORECASE)
# «OK I'm back, can we carry on with that?» after an interview that was stopped
_RESUMES = re.compile(
    r"\b(?:carry on|continue|go on|resume|pick up|keep going|finish|back to)\b.{0,20}"
    r"\b(?:that|it|(?:the|your|those|these) (?:\w+ )?(?:test|quiz|questions?|thing|interview))\b"
    r"|^\W*(?:(?:ok|okay|so|now|please|i'?m|im|back|let'?s|we|can)\W+)*"
    r"(?:carry on|continue|go on|resume)\W*$",
    re.IGNORECASE,
)
_ONLY_ROLES = re.compile(
    r"(?:^|[.!?;,]\s*)(?:(?:so|and|ok|well)\W+)*(?:ml |data )?(?:scientist or (?:ml )?engineer"
    r"|engineer or (?:data )?scientist|mle or ds|ds or mle)\W*$",
    re.IGNORECASE,
)
_WHAT_AM_I = re.compile(
    r"\b(?:what|wh?ich(?: one| of (?:them|the two))?) am i(?: then| now)?\W*$", re.IGNORECASE
)
# What names or tells something takes that back and nothing else: «Java is wrong, remove it».
_DELETES_IT = re.compile(
    r"^\W*(?:(?:ok|okay|no|nah|please|pls|can you|just|so|h+m+|wow|ew+|that'?s|thats|creepy|weird"
    r"|scary|stop)\W+)*"
    r"(?:delete|erase|wipe|remove|clear) (?:it|that|this|them|all|everything)"
    r"(?: all| of it| please| pls| now| then)*\W*$",
    re.IGNORECASE,
)
# «That's me then», «I'd rather build», and not «my boss only wants charts»
_MORE_ME = re.compile(
    r"\b(?:that'?s|thats|sounds (?:more )?like|more) me\b"
    r"|^(?!.*\b(?:my|he|she|they)\b).*\bi(?:'?d|'?m)?\b.{0,12}"
    r"\b(?:like|love|prefer|enjoy|rather|hate)\b",
    re.IGNORECASE,
)
# «Which one then? I only know Python»
_WHICH_THEN = re.compile(
    r"^\W*(?:(?:so|and|ok)\W+)*which(?: one)?(?: then| now)?\W*(?:$|[.?!])", re.IGNORECASE
)
# The interview that finds out which of a kind suits somebody
_FINDS_OUT = {"role": "role_form", "course": "course_form", "language": "language_form"}
SHOWS_PERSON = "action_show_person"
TELLS = ("tell_about_oneself", "nlu_fallback")
NOT_UNDERSTOOD = ("nlu_fallback", "beyond_knowledge", "out_of_scope")
FEW = 3  # words of a «skip»
# A longer message says something of its own.
MOST_WORDS = 12


class OfferingAction(AnsweringAction):
    """What every action shares that is no interview."""

    def hands_over(self, provided: Services, tracker: Tracker, focus: Focus) -> str | None:
        """The interview that the message takes up."""
        return taken_up(provided, tracker, focus)

    def decided(
        self, provided: Services, tracker: Tracker, focus: Focus, told: Told
    ) -> Answer | None:
        """«What about $30?», «and if speed matters more?», «so?» right after an advice, and «hmm
        creepy, delete it» right after what is known of a person was shown."""
        only_that = not told.statements and not entity_values(tracker, "subject")
        deletes = only_that and _DELETES_IT.search(whole_message(tracker))
        if deletes and last_action(tracker) == SHOWS_PERSON:
            from actions.routing import action_for  # which knows all actions, this one included

            return action_for("forget_me").answer(provided, tracker, focus)
        if decided := decided_on_asking(provided, tracker, told, focus):
            return decided
        right_after = focus.advice in ("language", "course") and focus.aspect is None
        if right_after and DECIDE_NOW.search(message_text(tracker)) and not told.statements:
            return decide(provided, focus.advice, known(provided, tracker), focus)
        if asks_for_pay(message_text(tracker)) and not entity_values(tracker, "answer"):
            return provided.answers.say("beyond-knowledge", focus)
        return and_now(provided, tracker, focus) if focus.advice else None

    def completed(self, provided: Services, tracker: Tracker, answer: Answer) -> Answer:
        """A general answer comes with the offer to make it personal; courses in order with what
        could change it, if what was just told decided."""
        kinds = {each.kind for each in understood(tracker).statements}
        if answer.reply.topic == "advice/course" and kinds & DECIDES["course"]:
            return CourseForm().completed(provided, tracker, answer)
        return with_offer(provided, tracker, answer)


def with_offer(provided: Services, tracker: Tracker, answer: Answer) -> Answer:
    """A general answer with the first question of the interview that makes it personal."""
    topic = answer.reply.topic
    interview = next(
        (each for each in interviews() if each.general and each.general == topic), None
    )
    if interview is None or running(tracker):
        return answer
    profile = known(provided, tracker)
    asked = interview.first_open(provided, profile)
    if asked is None:
        return answer
    offer = provided.phrases["offer-interview"].text.format(question=asked.ask)
    advises = WHAT_SHOULD_I.search(message_text(tracker))  # «which should I learn» wants advice
    reply = replace(
        answer.reply,
        text=f"{answer.reply.text}\n\n{offer}",
        outcome=Outcome.ADVICE if advises else answer.reply.outcome,
        suggestions=options_of(asked)[:-1],
    )
    return replace(answer, reply=reply, focus=replace(answer.focus, offer=interview.interview))


def explaining_offer(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«I don't understand the question» that stands below the last answer: why it is asked."""
    offered = next((each for each in interviews() if each.interview == focus.offer), None)
    if offered is None or not UNCLEAR.search(message_text(tracker)):
        return None
    asked = offered.first_open(provided, known(provided, tracker))
    if asked is None:
        return None
    text = f"{asked.because} {asked.ask}"
    topic = f"interview/{asked.slot}"
    reply = Reply(text, Outcome.CLARIFY, topic=topic, suggestions=options_of(asked)[:-1])
    return Answer(reply, focus)


def _of_a_course(provided: Services, tracker: Tracker, focus: Focus) -> str | None:
    """«I can spend 30 a month on a course.» «Which one then? I only know Python»"""
    talked = focus.subject or focus.listed or focus.advice or focus.offer
    asks = not talked and _WHICH_THEN.search(message_text(tracker))
    return "course_form" if asks and wishes_for_course(provided, tracker) else None


def taken_up(provided: Services, tracker: Tracker, focus: Focus) -> str | None:
    """The form of the interview that a message begins, by answering its question or by asking
    for oneself what has a general answer, once something of oneself is known."""
    if running(tracker):
        return None
    text = message_text(tracker)
    form = _left(tracker, focus) or _for_one_known(provided, tracker)
    form = form or _of_a_course(provided, tracker, focus)
    if form := form or _of_own_role(provided, tracker) or _of_its_kind(provided, tracker, focus):
        return form
    for interview in interviews():
        if interview.interview == focus.offer and _answers(interview, provided, tracker, focus):
            return interview.name()
        option = option_meant(provided.adviser.questions(interview.interview), text)
        if option is not None and not option.slot.endswith("_background"):
            return interview.name()
    return None


def _of_its_kind(provided: Services, tracker: Tracker, focus: Focus) -> str | None:
    """«OK, which one would suit me?», «so which am I», «that's me, I like building» after what
    can be found out by questions."""
    text = message_text(tracker)
    roles = [provided.answers.kind_of(each) for each in focus.listed] == ["role", "role"]
    if roles and (_tells_a_side(provided, tracker) or _WHAT_AM_I.search(text)):
        return _FINDS_OUT["role"]
    if not WHICH_SUITS_ME.search(text):
        return None
    about = {str(provided.answers.kind_of(e)) for e in (focus.subject or "", *focus.listed) if e}
    kind = "role" if roles else about.pop() if len(about) == 1 else ""
    return _FINDS_OUT.get(kind)


def _of_own_role(provided: Services, tracker: Tracker) -> str | None:
    """«I like charts and explaining. Scientist or engineer?»"""
    text = message_text(tracker)
    asked = EITHER_ROLE.search(text) and _OF_ONESELF.search(whole_message(tracker))
    # «I run Linux servers and hate reports. So what am I?»
    asked = asked or _WHAT_AM_I.search(text)
    # «Finishing a PhD in biology. Engineer or scientist?»
    only_that = _ONLY_ROLES.search(text) and intent_name(tracker) in NOT_UNDERSTOOD
    return RoleForm().name() if only_that or (asked and sides_told(provided, tracker)) else None


def _tells_a_side(provided: Services, tracker: Tracker) -> bool:
    """«That's me then. I like building stuff, not charts» after the two roles."""
    told = understood(tracker)
    tells = intent_name(tracker) in TELLS and not told.asks and not told.statements
    tells = tells and bool(_MORE_ME.search(message_text(tracker)))
    return tells and len(set(sides_told(provided, tracker).values())) == 1


def _skips(tracker: Tracker) -> bool:
    """Whether a question is skipped; «ok, going with that» skips nothing."""
    text = message_text(tracker)
    is_skip = intent_name(tracker) == "skip" and not UNCLEAR.search(text)
    return is_skip and not TAKES.match(text)


def _left(tracker: Tracker, focus: Focus) -> str | None:
    """«Can we carry on with that?» after an interview that was stopped; «skip» after a question
    in between."""
    skips = _skips(tracker) and len(message_text(tracker).split()) <= FEW
    if focus.left is None or not (skips or _RESUMES.search(message_text(tracker))):
        return None
    return next((each.name() for each in interviews() if each.interview == focus.left), None)


def _for_one_known(provided: Services, tracker: Tracker) -> str | None:
    """«Which language should I learn?» of somebody who has said something that decides."""
    if not WHAT_SHOULD_I.search(message_text(tracker)):
        return None
    reading = first_reading(tracker)
    asked = reading.address or f"{MAIN_ROLE}/{aspect_of(reading.intent)}"
    interview = next((each for each in interviews() if each.general == asked), None)
    if interview is None or entity_values(tracker, "subject"):
        return None
    profile = known(provided, tracker).told(understood(tracker).mentioned)
    return interview.name() if interview.knows_of(profile) else None


def _answers(interview: Interview, provided: Services, tracker: Tracker, focus: Focus) -> bool:
    told = understood(tracker)
    text = message_text(tracker)
    if len(text.split()) > MOST_WORDS:
        return False
    if DECIDE_NOW.search(text) and not entity_values(tracker, "subject"):
        return True  # «I don't care about the questions, just one answer»
    # «None, total noob» tells something.
    tells = {each.kind for each in told.statements} & interview.decided_by
    if NONE.match(text) and not tells:
        # «No» to «do you need a certificate?» is an answer, to an offer it declines.
        asked = interview.first_open(provided, known(provided, tracker))
        if asked is None or asked.slot != "course_certificate":
            return False
    if told.asks:  # «my goal is a job. Which one then?»
        return asks_to_decide(text) and bool(told.statements or told.mentioned)
    if intent_name(tracker) == "skip":
        return _skips(tracker)
    return interview.is_answered_by(provided, tracker, focus, told)
