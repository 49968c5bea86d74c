"""Advice that needs no questions first: roadmap, gap, figures, reasons, something cheaper."""

from __future__ import annotations

import re
from dataclasses import replace

from rasa_sdk import Tracker

from actions.asking_back import ActionAskBack
from actions.asking_form import asks_why_not
from actions.choosing import either_or
from actions.deciding import decide, decided_on_asking, topic_of
from actions.in_context import and_now, in_context, reasons_for_another
from actions.in_short import in_short
from actions.interview_forms import RoleForm, sides_of
from actions.message import entity_values, intent_name, message_text, nearest_addresses
from actions.of_beyond import HOW_TO_PAY
from actions.of_courses import of_the_course
from actions.of_figures import of_the_extremes
from actions.offering import OfferingAction, explaining_offer
from actions.reference import PAIR, pointed_at
from actions.services import Services
from actions.speaking import Response
from actions.telling import Told, keep, known, understood
from knowledge.answers import Answer, Focus
from knowledge.aspects import ASPECTS, aspect_at
from knowledge.person.profile import Profile
from knowledge.person.statements import Statement
from knowledge.reply import Outcome

ROLE = RoleForm.interview
SURE_OF_FIGURES = 0.8  # of a message that has no word for figures
SURE = 0.5  # below this probability of the intent the conversation decides
_CHEAPER = re.compile(
    r"cheap|less|lower|afford|expens|discount|budget|free|sav(?:e|ing)|under|below|money|cost"
    r"|price|reduc|pay|spend|for nothing",
    re.IGNORECASE,
)


_SUM = re.compile(r"\b\d{1,4}\b")
_THAT_ONE = re.compile(r"\b(?:that|this) (?:one|course)\b", re.IGNORECASE)
# «Price of that?»
_ITS_PRICE = re.compile(
    r"^\W*(?:(?:and|so|ok|the|what(?:'?s| is))\W+)*(?:price|cost)s?(?: (?:of|for) (?:it|that|this)"
    r"(?: one)?)?\W*$|^\W*(?:(?:and|so|ok)\W+)*(?:its|it's) (?:price|cost)\W*$",
    re.IGNORECASE,
)
# «Any numbers on that?» after the outlook does not ask for the stress figures.
_ON_THAT = re.compile(
    r"\b(?:on|for|about|of) (?:that|this|it)\b"
    r"|^\W*(?:(?:any|got|have you got|in|and|some)\W+)*(?:numbers?|figures?|data)\W*$",
    re.IGNORECASE,
)


# «What am I missing?», and not «skills needed?»
_OF_ONESELF = re.compile(
    r"\b(?:i|i'?m|i'?ve|me|my|mine|left|missing|lack\w*|gaps?)\b", re.IGNORECASE
)
# «So what's left?» of the skills, and not of the steps
_LEFT = re.compile(r"^(?!.*\bsteps?\b).*\b(?:left|missing|lack\w*)\b", re.IGNORECASE)
# Words without which a message asks for no figures, once something else is talked about
_FIGURES = re.compile(
    r"\b(?:charts?|graph\w*|figures?|numbers?|stress\w*|percent\w*|statistics?|stats?|pictures?"
    r"|plot\w*"
    r"|surveys?|diagrams?|data|visual\w*|poll|asked|measured|axis|from|draw|bars?|spacelift"
    r"|burn\w*|devops)\b|%|\d",
    re.IGNORECASE,
)


# «So how long till I'm ready?»: of the plan, which says no times
_HOW_LONG = re.compile(
    r"\bhow long (?:till|until|before|will it|does it|would it)\b", re.IGNORECASE
)


class ActionAdviseRoadmap(OfferingAction):
    """«Make me a plan», «where was I?»"""

    def name(self) -> str:
        return "action_advise_roadmap"

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        profile = known(provided, tracker)
        if _HOW_LONG.search(message_text(tracker)):
            return provided.answers.say("beyond-knowledge", focus)
        on_the_way = bool(profile.done) or focus.advice == "roadmap"
        after_gap = focus.advice == "gap" and focus.aspect is None
        of_skills = after_gap or (not on_the_way and bool(profile.skills))
        if _LEFT.search(message_text(tracker)) and of_skills:
            return provided.adviser.gap(profile, focus)  # «so what's left» of the skills
        return provided.adviser.roadmap(profile, focus)


class ActionShowGap(OfferingAction):
    """«What am I missing?»"""

    def name(self) -> str:
        return "action_show_gap"

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        profile = known(provided, tracker)
        if profile.is_empty and not _OF_ONESELF.search(message_text(tracker)):
            return provided.answers.about("skills", [], focus)  # «skills needed?»
        return provided.adviser.gap(profile, focus)


class ActionShowFigures(OfferingAction):
    """«Show me that as a chart»: the gap after advice on it, else the stress figures."""

    def name(self) -> str:
        return "action_show_figures"

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        if focus.advice == "gap" and focus.aspect != "stress":
            return provided.adviser.gap(known(provided, tracker), focus)
        elsewhere = focus.aspect is not None and focus.aspect != "stress"
        text, guess = message_text(tracker), tracker.latest_message.get("intent") or {}
        is_guess = guess.get("confidence", 0.0) < SURE_OF_FIGURES and focus.advice != "figures"
        # «Who made it at least» of a course, «hold on, what's the difference?»
        if (elsewhere or is_guess) and not _FIGURES.search(text):
            return ActionAskBack().instead(provided, tracker, focus)
        if elsewhere and _ON_THAT.search(text):
            return provided.answers.say("beyond-knowledge", focus)
        return provided.adviser.figures(focus, message_text(tracker))


class ActionExplainAdvice(OfferingAction):
    """«Why?», «why not R?»"""

    def name(self) -> str:
        return "action_explain_advice"

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        # «What's the catch with that one», «compared to what?» of the stress
        of_last = of_the_course(provided, tracker, focus)
        of_last = of_last or of_the_extremes(provided, tracker, focus)
        of_last = of_last or reasons_for_another(provided, tracker, focus)
        if of_last := of_last or _why_this_one(provided, tracker, focus):
            return of_last
        text = message_text(tracker)
        named = entity_values(tracker, "subject") or pointed_at(text, focus)
        if asks_why_not(text):  # «everyone says Python. Why not Julia»
            named = named[-1:]
        if focus.subject and focus.advice == "course" and not named and _THAT_ONE.search(text):
            named = [focus.subject]  # «why do you push that one» of the cheapest
        if focus.advice == ROLE and not named:
            slots = [asked.slot for asked in provided.adviser.questions(ROLE)]
            return provided.adviser.role(sides_of([tracker.get_slot(s) for s in slots]), focus)
        kind = provided.answers.kind_of(focus.subject) if focus.subject else None
        # «Why that first?» of a step, «why would I need that?» of what was just told to be lacking
        if (focus.advice, kind) in (("roadmap", "step"), ("gap", "skill")) and not named:
            return provided.answers.about("importance", [str(focus.subject)], focus)
        profile = known(provided, tracker)
        about = named or ([focus.subject] if focus.subject else [])
        # «Why?» after a fact of a course asks what speaks for the course.
        is_course = bool(about) and provided.answers.kind_of(about[0]) == "course"
        if is_course and not focus.advice:
            named = about
        if focus.advice or is_course or not named:
            explained = provided.adviser.explain(named, profile, focus)
            if explained is not None:
                return explained
        if named or focus.subject:  # «why does that matter?»
            aspect = aspect_at(str(provided.answers.kind_of(str(about[0]))), "importance")
            return provided.answers.about(aspect, named, focus)
        return ActionAskBack().instead(provided, tracker, focus)


def _why_this_one(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Why not PHP?», of which nothing is known; «why Python and not Java?»"""
    named, unknown = (entity_values(tracker, kind) for kind in ("subject", "unknown_name"))
    if unknown and not named and focus.advice in ("language", "course"):
        return provided.answers.unknown(unknown[0], [], focus)
    of_two = focus.advice == "language" and len(set(named)) == PAIR
    both = either_or(provided, tracker, focus) if of_two else None
    return replace(both, reply=replace(both.reply, outcome=Outcome.ADVICE)) if both else None


class ActionFindCheaper(OfferingAction):
    """«And cheaper?»"""

    def name(self) -> str:
        return "action_find_cheaper"

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        text = message_text(tracker)
        if HOW_TO_PAY.search(text):
            return provided.answers.say("beyond-knowledge", focus)
        of_course = provided.answers.kind_of(focus.subject or "") == "course"
        if of_course and _ITS_PRICE.search(text):
            return provided.answers.about("price", [str(focus.subject)], focus)
        profile = known(provided, tracker)
        told = any(each.kind == "budget" for each in understood(tracker).statements)
        is_sum = told and bool(_SUM.search(text))  # «ok forget free, 25 is ok»
        if not _CHEAPER.search(text) or is_sum:  # «how much?», «something faster»
            if told and (decided := decide(provided, "course", profile, focus)):
                return decided  # «so what do you suggest, I have 10 bucks»
            return ActionAskBack().instead(provided, tracker, focus)
        return provided.adviser.cheaper(profile, focus)


class ActionDecideNow(OfferingAction):
    """«Just tell me one», «so, which now?» while nothing is asked: the advice that is due."""

    def name(self) -> str:
        return "action_decide_now"

    def hands_over(self, provided: Services, tracker: Tracker, focus: Focus) -> str | None:
        """«Which would suit me?» of two roles is what the questions on them find out."""
        of_roles = [provided.answers.kind_of(each) for each in focus.listed] == ["role", "role"]
        if of_roles and focus.offer is None and focus.advice != ROLE:
            return RoleForm().name()
        return super().hands_over(provided, tracker, focus)

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        if focus.offer is None and (meant := in_context(provided, tracker, focus)):
            return meant
        profile = known(provided, tracker)
        topic = focus.offer or focus.advice or topic_of(map(Statement.from_text, profile.latest))
        topic = topic or _talked_about(provided, focus) or _known_of(profile)
        if topic == ROLE:
            return ActionExplainAdvice().answer(provided, tracker, replace(focus, advice=ROLE))
        if topic == "language" and (wished := understood(tracker).mentioned):
            profile = keep(provided, tracker, profile, wished)  # «pick one for big company stuff»
        decided = decide(provided, topic, profile, focus)
        return decided or provided.answers.say("nothing-to-decide", focus)


def _known_of(profile: Profile) -> str | None:
    """«Which do you recommend?» of somebody who said what a course may cost."""
    if profile.wants_course:
        return "course"
    return "language" if profile.has_wishes else None


def _talked_about(provided: Services, focus: Focus) -> str | None:
    """«Which then?» while courses or languages are talked about."""
    kind = provided.answers.kind_of(focus.subject) if focus.subject else None
    return kind if kind in ("course", "language") else None


class ActionStandByAnswer(OfferingAction):
    """«Are you sure?», «says who?»: the last answer once more, as what the source says."""

    def name(self) -> str:
        return "action_stand_by_answer"

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        guess = tracker.latest_message.get("intent") or {}
        is_unsure = guess.get("confidence", 0.0) < SURE
        meant = of_the_course(provided, tracker, focus)  # «who's behind that one»
        if meant is None and is_unsure:
            meant = in_context(provided, tracker, focus)
        if meant is not None:
            return meant
        if focus.aspect == "stress":  # which names who asked whom
            return provided.adviser.figures(focus, message_text(tracker))
        if focus.advice and focus.aspect is None:
            return ActionExplainAdvice().answer(provided, tracker, focus)
        if focus.aspect == "comparison" and len(focus.listed) == PAIR:
            again = provided.answers.compare(list(focus.listed), focus)
        elif focus.subject is None or focus.aspect not in ASPECTS:
            return self._at_the_beginning(provided, tracker, focus)
        else:
            again = _said_again(provided, focus.aspect, focus.subject, focus)
        if again.reply.outcome is not Outcome.ANSWERED:
            return provided.answers.say("identity", focus)
        words = provided.phrases["source-says"].text.format(answer=again.reply.text)
        return replace(again, reply=replace(again.reply, text=words))

    def _at_the_beginning(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        if nearest_addresses(tracker):  # «he has no degree. Is that possible?» asks
            return ActionAskBack().instead(provided, tracker, focus)
        return provided.answers.say("identity", focus)


def _said_again(provided: Services, aspect: str, subject: str, focus: Focus) -> Answer:
    """The last answer: of the subject in focus, or of the one that led to it («which courses are
    free» leads to Udacity's)."""
    default = ASPECTS[aspect].default
    has = provided.answers.has
    if default and not has(subject, aspect) and has(default, aspect):
        return provided.answers.at(f"{default}/{aspect}", focus)
    return provided.answers.about(aspect, [subject], focus)


# «So what's next for me?»
_WHATS_NEXT = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|then)\W+)*what(?:'?s| is| comes)? next(?: then| for me| now)?\W*$"
    r"|^\W*(?:(?:and|so|ok(?:ay)?|then)\W+)*next(?: step| one)?\W*\?\W*$",
    re.IGNORECASE,
)


class ActionNothingRunning(OfferingAction):
    """«Skip», «stop» and «go back» while nothing is asked."""

    def name(self) -> str:
        return "action_nothing_running"

    def answer(self, provided: Services, tracker: Tracker, focus: Focus) -> Answer:
        return provided.answers.say("nothing-running", focus)

    def respond(self, provided: Services, tracker: Tracker, focus: Focus, told: Told) -> Response:
        short = in_short(provided, tracker, focus)  # «compared to what?» after the figures
        if short := short or explaining_offer(provided, tracker, focus):
            return Response(short)
        if anew := decided_on_asking(provided, tracker, told, focus):
            return Response(anew)  # «nah, too hard. Back to easy»
        named = entity_values(tracker, "subject") or pointed_at(message_text(tracker), focus)
        if named:  # «back to Python», «the one before that»
            return Response(provided.answers.about("overview", named, focus))
        going_on = and_now(provided, tracker, focus)  # «so next?»
        if going_on is None and _WHATS_NEXT.match(message_text(tracker)):
            going_on = provided.adviser.roadmap(known(provided, tracker), focus)
        right_after = focus.advice if focus.aspect is None else None
        if going_on is None and intent_name(tracker) == "skip":  # «no idea, just tell me»
            going_on = decide(provided, right_after, known(provided, tracker), focus)
        return Response(going_on or self.answer(provided, tracker, focus))
