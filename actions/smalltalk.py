"""Greeting, thanks, goodbye, who are you, and what lies outside the knowledge."""

from __future__ import annotations

import re
from dataclasses import replace

from rasa_sdk import Tracker

from actions.deciding import decided_anew
from actions.fitting import of_use
from actions.in_context import and_now, in_context, who_does
from actions.in_short import in_short
from actions.message import entity_values, intent_name, message_text, unknown_names, whole_message
from actions.of_beyond import ROUGHLY, is_of_careers
from actions.of_courses import again_per_time, of_the_course
from actions.of_figures import of_the_figures
from actions.of_pay import asks_for_pay
from actions.of_roles import needs_degree, who_of_the_roles, without_degree
from actions.offering import OfferingAction
from actions.person import ActionNotePerson
from actions.politeness import polite_intent
from actions.questions import PHRASES, compares
from actions.readings import first_answer
from actions.reference import points_back
from actions.services import Services
from actions.speaking import Response
from actions.telling import Told, understood
from actions.unknown_skill import of_skill, unknown_skill
from knowledge.answers import Answer, Focus
from knowledge.aspects import MAIN_ROLE
from knowledge.ordinals import parse_position

BEYOND = "beyond_knowledge"
BESIDE = ("out_of_scope", BEYOND)
# Longer messages ask something of their own: up to so many words two names with «vs» are to be
# compared, «ok and Rust?» asks about Rust, and «number eleven» is a place in the last list.
PAIR_WORDS, BRIEF, PLACE_WORDS, PERSON_WORDS, FEW = 6, 4, 2, 8, 2
# Below this probability of lying beyond, what search is so sure of counts.
UNSURE, FOUND = 0.5, 0.9
ADVICE_WORDS = 10  # «should I …» of something unknown
_OF_PERSON = re.compile(
    r"^\W*(?:(?:and|so|ok)\W+)*(?:who|what|where|when|how|is|was|did|does|has)\b"
    r"(?!.*\b(?:my|your)\b).*\b(?:he|she|his|her|him)\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"\b(?:counts?|help|matter|useful|worth)\b", re.IGNORECASE)
_COSTS = re.compile(r"\bwhat (?:does|do|would|will) (?:it|that|this) cost\b", re.IGNORECASE)
# «You know nothing, my friend. What CAN you tell me?»
_WHAT_CAN = re.compile(
    r"\bwhat (?:can|do) (?:you|u) (?:even |actually |then )?(?:tell|answer|know|do|help)"
    r"(?: me| with| about)*(?: then| at all| anyway)?\W*$",
    re.IGNORECASE,
)
# «And what else can it do» of what is talked about
_ELSE = re.compile(
    r"\b(?:what|anything) else (?:can|does|could) (?:it|that|this|they) (?:do|offer|have)\b",
    re.IGNORECASE,
)
_TO_LEARN = re.compile(r"\b(?:learn|course|class|study)\b", re.IGNORECASE)
_STRESS = re.compile(r"\bstress\w*\b", re.IGNORECASE)
_REALISTIC = re.compile(
    r"\b(?:realistic|possible|doable|feasible|worth (?:starting|trying|a try|it)|any chance"
    r"|(?:can|could) i (?:enter|get in|make it|join)|a chance|kidding myself|crazy|too late)\b",
    re.IGNORECASE,
)
# «Bus comes in 2 min lol so fast pls what first», «what was step 3 again, kid was screaming»
_WHAT_FIRST = re.compile(r"\bwhat (?:do i (?:do|learn|need) )?(?:comes )?first\W*$", re.IGNORECASE)
_STEP = re.compile(
    r"\b(?:what|which|remind|again)\b.{0,20}\bstep (?P<step>[1-6]|one|two|three|four|five|six)\b",
    re.IGNORECASE,
)
# Whoever may be in danger is sent to people who help: only a mild worry is taken for a doubt.
_NO_DANGER = (
    r"^(?!.*\b(?:kill|die|dying|dead|suicid\w*|cope|hurt|harm|end (?:it|my)|help|alone|hopeless"
    r"|li(?:fe|ve|ving)|myself|depress\w*|panic\w*)\b)"
)
# «This job is much stress? I am a nurse now, I have enough stress»
_JOB_STRESS = re.compile(
    rf"{_NO_DANGER}(?!.*\b(?:cry\w*|sleep|unbearable|wreck|any ?more|point)\b)"
    r"\W*(?:is )?(?:this|the|that) (?:job|work|career|field)(?: is)?"
    r"(?: (?:so|very|much|too|really))* stress\w*\s*\?",
    re.IGNORECASE,
)
# «Hmm I'm kinda anxious, should I even bother» after the figures on stress
_DOUBTS = re.compile(
    rf"{_NO_DANGER}"
    r"(?=.*\b(?:anxious|nervous|worried|unsure|scared|afraid|doubt\w*|hesitant)\b)"
    r".*\b(?:should i (?:even |still |really )?(?:bother|start|switch|try|do (?:this|it|ml)"
    r"|go (?:for|into))|is it (?:even |really )?worth)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:i|i'?m|i'?ve|me|my)\b", re.IGNORECASE)
_TORN = re.compile(
    # «Diff between Scala and Java for ML?»
    r"\bdiff(?:erence)?s? between\b|\b(?:compare|versus|vs)\b"
    r"|\btorn between\b|\bwhich is which\b|\bcan'?t (?:decide|choose)\b|\bundecided\b",
    re.IGNORECASE,
)
# «Is Rust any good for it?»
_VALUED = re.compile(
    # «What about Rust, my colleague swears by it»
    r"^\W*(?:(?:and|so|ok|but)\W+)*(?:what about|how about) [\w+#.]+\b"
    r"|^\W*(?:(?:and|so|ok|but)\W+)*(?:is|are|does|do|should|what about|how about)\b.*"
    r"\b(?:good|worth|useful|better|hard|need(?:ed)?|used?|popular|important|required|enough"
    r"|for (?:it|ml|this|that))\b",
    re.IGNORECASE,
)
# «Should I just do Rust?», «what does your article say on Rust?»
_WHETHER_TO = re.compile(
    r"\b(?:should|can|could|must) (?:i|we)\b"
    r"|\b(?:article|source|you)\b.{0,12}\b(?:says?|knows?|have)\b.{0,12}\b(?:on|about|of)\b",
    re.IGNORECASE,
)
# «Where are they?» is about what was told last, and not about us.
_OF_THEM = re.compile(
    r"^\W*(?:(?:and|so|ok)\W+)*(?:who|where|when)(?:'?s| is| are| was| were) "
    r"(?:they|them|it|he|she|that one)\b",
    re.IGNORECASE,
)


# What «ok so first step» and «first step again?» are near to
SEEMS = ("affirm", "start_over")


class ActionSmallTalk(OfferingAction):
    """Says the phrase that belongs to the intent."""

    def name(self) -> str:
        return "action_small_talk"

    def respond(self, provided: Services, tracker: Tracker, focus: Focus, told: Told) -> Response:
        text = message_text(tracker)
        of_skills = {each.kind for each in told.statements} - {"goal", "taste"}
        tells = told.noted and of_skills and not told.asks
        cheap = {e.kind for e in told.statements} == {"budget"} and _TO_LEARN.search(text)
        if cheap and intent_name(tracker) == BEYOND:  # «broke, what's the cheapest way to learn»
            return Response(provided.adviser.course(told.profile, focus))
        beside = intent_name(tracker) in BESIDE
        if beside and told.noted and _REALISTIC.search(text):
            # «Nurse, 41, zero coding. Is this even realistic?»: what it takes, in steps
            return Response(provided.adviser.roadmap(told.profile, focus))
        if beside and told.noted and (anew := decided_anew(provided, told, focus)):
            return Response(anew)  # «they pay after all, up to 100 a month. The one with R again?»
        if tells and beside and not unknown_names(tracker):
            # «JavaScript I meant, not Java»: what is only told lies outside nothing.
            return ActionNotePerson().respond(provided, tracker, focus, told)
        return super().respond(provided, tracker, focus, told)

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        intent = intent_name(tracker)
        text = message_text(tracker)
        if answer := _in_talk(provided, tracker, focus):
            return answer
        if intent in BESIDE and (polite := _only_polite(text)):
            return provided.answers.say(PHRASES[polite], focus)
        if _says_more(tracker, focus):
            answer = of_the_course(provided, tracker, focus) or in_context(provided, tracker, focus)
        elif intent in BESIDE:
            answer = _after_all(provided, tracker, focus)
        if answer is None and intent == "ask_identity" and focus.subject:
            of_it = _OF_THEM.match(message_text(tracker))
            answer = provided.answers.not_said_of(focus.subject, focus) if of_it else None
        if answer is not None:
            return answer
        if intent == "start_over":
            return provided.answers.say(PHRASES[intent], Focus())
        named = entity_values(tracker, "subject")
        if len(named) == 1:  # «a joke about Python», and then «why learn it?»
            focus = replace(focus, subject=named[0], aspect=None)
        return provided.answers.say(PHRASES[intent], focus)


def _in_talk(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """What seems to be small talk and is about what was said before."""
    intent, text = intent_name(tracker), message_text(tracker)
    of_job = _STRESS.search(text) and not _OWN.search(text)
    if intent == "distress" and (of_job or _JOB_STRESS.search(text)):
        return provided.answers.about("stress", [], focus)  # «why is it that stressful»
    if intent == "distress" and _DOUBTS.search(text) and focus.aspect == "stress":
        return provided.answers.say(PHRASES[BEYOND], focus)
    if intent == "ask_capabilities" and focus.subject and _ELSE.search(text):
        return provided.answers.more([], focus)
    if intent == "deny" and ROUGHLY.match(text):  # «not even roughly?»
        return provided.answers.say(PHRASES[BEYOND], focus)
    named = entity_values(tracker, "subject")
    if intent in SEEMS and [provided.answers.kind_of(each) for each in named] == ["step"]:
        return provided.answers.about("overview", named, focus)  # «so first step again?»
    # «Does that help me?» of what was told
    of_it = of_use(provided, tracker, focus) if intent == "ask_capabilities" else None
    return of_it or needs_degree(provided, tracker, focus)


def _only_polite(text: str) -> str | None:
    """The intent of what is near to nothing here but is no request: «lol ok», «ta mate»."""
    return polite_intent(text) or ("ask_capabilities" if _WHAT_CAN.search(text) else None)


def _says_more(tracker: Tracker, focus: Focus) -> bool:
    """«Who is behind it?», «how bad is it?» of figures, «no, something faster»."""
    intent = intent_name(tracker)
    text = message_text(tracker)
    of_it = points_back(text) or focus.aspect == "stress" or len(text.split()) <= FEW
    wishes = bool(understood(tracker).mentioned)
    which = intent == "ask_capabilities" and len(text.split()) <= BRIEF  # «which topics exactly»
    of_it = intent in ("ask_identity", "how_are_you") and of_it
    return of_it or which or (intent == "deny" and wishes)


def _after_all(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """The answer to what only seemed to lie outside the knowledge."""
    readings = (
        _pair_or_place,
        _in_conversation,
        _of_unknown,
        _not_said,
        _of_steps,
        _of_figures_or_next,
        _of_pay,
        _without_degree,
        _of_careers,
    )
    return first_answer(readings, provided, tracker, focus)


def _pair_or_place(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Coursera vs Udacity», «number eleven»."""
    text, named = message_text(tracker), entity_values(tracker, "subject")
    words = len(text.split())
    is_beyond = intent_name(tracker) == BEYOND
    # «Coursera or Udacity, torn between them, …», however long the reasons are
    is_brief = words <= PAIR_WORDS or bool(_TORN.search(text))
    if is_beyond and is_brief and compares(provided, text, "comparison", named):
        return provided.answers.compare(named, focus)
    position = parse_position(text) if words <= PLACE_WORDS and focus.listed else None
    return None if position is None else provided.answers.choose(position, focus)


def _in_conversation(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Which one's faster?» of two languages, «what do the numbers say for DevOps?»"""
    named = entity_values(tracker, "subject")
    if of_course := of_the_course(provided, tracker, focus):
        return of_course  # «what's his last name?»
    if intent_name(tracker) == BEYOND:
        short = in_short(provided, tracker, focus) or who_does(provided, tracker, focus)
        # «My mate burnt out doing DevOps. Is ML as bad?»
        short = short or who_of_the_roles(provided, whole_message(tracker), focus)
        if short := short or _of_step_or_price(provided, tracker, focus):
            return short
    if focus.aspect == "stress" and len(named) == 1 and provided.answers.has(named[0], "stress"):
        return provided.answers.about("stress", named, focus)
    return None


def _of_step_or_price(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Do internships count?», «and what does it cost them?» of a course"""
    text, named = message_text(tracker), entity_values(tracker, "subject")
    kinds = [provided.answers.kind_of(each) for each in named or [focus.subject or ""]]
    is_brief = len(text.split()) <= PAIR_WORDS + 1
    if named and kinds == ["step"] and is_brief and _COUNTS.search(text):
        return provided.answers.about("overview", named, focus)
    of_price = not named and kinds == ["course"] and is_brief and _COSTS.search(text)
    return provided.answers.about("price", [str(focus.subject)], focus) if of_price else None


def _of_unknown(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """A skill or a thing that nobody here knows."""
    if skill := unknown_skill(tracker):
        return of_skill(provided, skill, focus)
    text, named = message_text(tracker), entity_values(tracker, "subject")
    valued = _VALUED.search(text) or _WHETHER_TO.search(text)
    is_short = len(text.split()) <= (ADVICE_WORDS if valued else BRIEF)
    for name in unknown_names(tracker):
        brief = is_short and provided.answers.is_unknown_of_a_kind(name)
        is_beyond = intent_name(tracker) == BEYOND
        if is_beyond or brief or provided.answers.is_unknown_course(name):
            return provided.answers.unknown(name, named, focus)
    return None


def _not_said(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    about = _not_said_of(provided, tracker, focus)
    if about is None or entity_values(tracker, "unknown_name"):
        return None
    # «Nah. Scala any good?», which the classifier is not sure to lie beyond
    intent, nearest = (tracker.latest_message.get(part) for part in ("intent", "nearest"))
    unsure = intent and intent["confidence"] < UNSURE
    if unsure and nearest and nearest[0]["score"] >= FOUND:
        address = str(nearest[0]["address"])
        if address.split("/", maxsplit=1)[0] == about:
            return provided.answers.at(address, focus)
    return provided.answers.not_said_of(about, focus)


def _of_steps(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«What was step 3 again, kid was screaming»"""
    text = message_text(tracker)
    if _WHAT_FIRST.search(text):
        return provided.answers.at(f"{MAIN_ROLE}/first-step", focus)
    step = _STEP.search(text)
    place = parse_position(f"number {step['step']}") if step else None
    steps = provided.answers.all_of("step")
    return provided.answers.about("overview", [steps[place - 1]], focus) if place else None


def _of_figures_or_next(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«When?» after the figures, «a year?» after a price, «and now?»"""
    is_brief = len(message_text(tracker).split()) <= PAIR_WORDS
    figures = of_the_figures(provided, tracker, focus) if is_brief else None
    figures = figures or again_per_time(provided, tracker, focus)
    return figures or and_now(provided, tracker, focus)


def _of_pay(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«How much could I earn?»"""
    asks = asks_for_pay(message_text(tracker))
    return provided.answers.say(PHRASES[BEYOND], focus) if asks else None


def _without_degree(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Dropped out of uni, am I screwed for ML jobs?»"""
    return without_degree(provided, tracker, understood(tracker).statements, focus)


def _of_careers(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Ok and do I need a visa coming from Brazil»: beyond the knowledge, and not outside."""
    intent = tracker.latest_message.get("intent") or {}
    outside = float(intent.get("confidence") or 0.0)
    in_talk = bool(focus.subject or focus.listed or focus.advice)
    is_beyond = is_of_careers(message_text(tracker), outside, in_talk)
    return provided.answers.say(PHRASES[BEYOND], focus) if is_beyond else None


def _not_said_of(provided: Services, tracker: Tracker, focus: Focus) -> str | None:
    """The thing that something is asked of that the source does not say."""
    text = message_text(tracker)
    others = [each for each in entity_values(tracker, "subject") if each != MAIN_ROLE]
    if intent_name(tracker) == BEYOND and len(others) == 1:
        return others[0]
    # «What did he do before?» after a course is about its teacher.
    of_course = bool(focus.subject) and provided.answers.kind_of(str(focus.subject)) == "course"
    is_brief = len(text.split()) <= PERSON_WORDS
    return focus.subject if of_course and is_brief and _OF_PERSON.match(text) else None
