"""What a short message means within the conversation, where alone it is too little to go by.

«And what would I pay?» is about what was talked about; «which of the two codes more?» about the
two that were compared; «who published that?» about the figures that were shown.
"""

from __future__ import annotations

import re

from rasa_sdk import Tracker

from actions.asking_form import asks_why_not, asks_why_not_rather
from actions.choosing import compared, which_of_two
from actions.deciding import decide
from actions.fitting import fits_me
from actions.message import entity_values, guesses, message_text, unknown_names
from actions.of_courses import again_per_time, for_all_courses
from actions.of_figures import of_the_figures
from actions.of_pay import MONEY
from actions.readings import first_answer
from actions.reference import PAIR, RUNNER_UP, pointed_at
from actions.services import Services
from actions.telling import keep, known, understood
from knowledge.answers import Answer, Focus
from knowledge.asking import aspect_of
from knowledge.aspects import ASPECTS, COURSE_COLUMNS, MAIN_ROLE, aspect_at
from knowledge.ordinals import parse_position
from knowledge.reply import Outcome

# Answers that name the language most people start with
FIRST_LANGUAGE, START_WITH = ("first-step", "best-language"), "python"
MOST_WORDS = 12  # a longer message says itself what it is about
BRIEF = 4  # words that hold little more than a name
NEAR_HERE = 0.7  # the score from which it counts, if it is about what is talked about
NEAR = 0.75  # the score from which what search found counts, if the classifier guesses it too
# «And R?», «what about Scala»
_AND_THIS = re.compile(
    r"^\W*(?:(?:h+m+|ok|okay|so|well|right|but)\W+)*"
    r"(?:(?:and\W+)?(?:what about|how about|why not)|and|n)\W+"
    r"[\w+#]+(?: then| though| tho)?(?:\W*$|\?+ )"
    r"|^\W*[\w+#]+\s?\?+\W*$",  # «datacamp?»
    re.IGNORECASE,
)
# «Who of the two», «the easier one».
_OF_TWO = re.compile(
    r"\b(?:(?:which|who)(?: one)? of (?:the (?:two|pair)|them|those|these|both)|between the two"
    r"|the (?:two|both) of them|(?:the|which(?: one)?(?:'s| is)?) \w+er(?: one)?\W*$)",
    re.IGNORECASE,
)
_WHICH_OF_THEM = re.compile(
    r"\bwhich(?: one)? (?:of (?:them|these|those)|is|would)\b"
    r"|\b(?:fast|easi|simpl|quick)est(?: one)? of (?:them|these|those|the lot)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\bnumber (?:\d{1,2}|one|two|three|four|five|six|seven)\b", re.IGNORECASE)
# «And the last?», «ok my bad, the first then»
_ONLY_PLACE = re.compile(
    r"^\W*(?:(?:and|ok|okay|so|then|lol|haha|hm+|my bad|sorry|oops|what about|how about)\W+)*"
    r"the (?:very )?"
    r"(?:first|second|third|fourth|fifth|sixth|last|\d(?:st|nd|rd|th))(?: one)?"
    r"(?: (?:then|please|pls))*\W*$"
    r"|^\W*tell me (?:more )?(?:about|bout|abt|on)"
    r" (?:the (?:first|second|third|fourth|fifth|sixth|last|\d(?:st|nd|rd|th))(?: one)?"
    r"|(?:number|step|no\.?) \d)\W*$"
    r"|^\W*and\W+(?:(?:number|step|no\.?) )?\d{1,2}\W*$"
    # «2nd one, tell me more»
    r"|^\W*(?:the )?(?:first|second|third|fourth|last|\d(?:st|nd|rd|th)) one\W+"
    r"(?:tell me more|what is (?:it|that)|more)\W*$",
    re.IGNORECASE,
)
# «And now?», «so?»
_AND_NOW = re.compile(
    r"^\W*(?:(?:and|so|ok|okay|well|right|but|then|what|whats|what's)\W+)*"
    r"(?:now|so|and|then|now what|next|(?:next up|up next)(?: is| now| then)*)\W*$",
    re.IGNORECASE,
)
_ONCE_DONE = re.compile(
    r"\b(?:once|when|after) (?:i(?:'?ve| have)? |that'?s )?"
    r"(?:got|done|learn\w*|know|finish\w*)\b.{0,12}$",
    re.IGNORECASE,
)
_EXAMPLES = re.compile(
    r"^\W*(?:(?:and|any|some|got|with|an)\W+)*examples?(?: please| pls)?\W*$", re.IGNORECASE
)
_WHICH = re.compile(
    r"^\W*(?:(?:and|so|ok|but)\W+)*(?:which|what)"
    r"(?: (?:ones?|kinds?|sorts?|types?|subjects?|topics?|techniques?|parts?|bits?|areas?"
    r"|are they))?"
    r"(?: are there| exist)?"
    r"(?: at minimum| exactly)?\W*$"
    r"|(?:^|[.!,])\W*(?:(?:and|so|ok|please|can you)\W+)*name (?:some|a few|them)(?: please)?\W*$"
    r"|^\W*(?:for example|like what|such as|like which(?: ones)?|e\.?g\.?)\W*\?\W*$"
    r"|[.!,]\W*which ones are there\W*$"
    rf"|{_EXAMPLES.pattern}",
    re.IGNORECASE,
)
# «Could you tell me more about the fourth one?»
_PLACE_OF_ONE = re.compile(
    r"\bthe (?:first|second|third|fourth|fifth|sixth|seventh|\d(?:st|nd|rd|th))"
    r" (?:one|course|language|library|option)\b",
    re.IGNORECASE,
)
_AND_NEEDED = re.compile(r"^\W*and [\w ]+,? (?:also |too )?(?:a must|needed|required)\W*$", re.I)
_WHAT_FOR = re.compile(
    r"\b(?:for what|what for|good for|what good (?:would|will|does|is))\b"
    r"|\bwhat(?:'?s| is) (?:it|that|this) for\b",
    re.IGNORECASE,
)
_WHY_IT = re.compile(
    r"\bwhy (?:should|would|do|must) (?:i|we|you|people) (?:even )?"
    r"(?:learn|use|take|know|study|pick|do) (?:it|that|this)\W*$",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"^\W*(?:(?:and|so|ok|but)\W+)*how"
    r"(?: (?:exactly|then|though|tho|do i(?: do (?:it|that))?))?\W*$",
    re.IGNORECASE,
)
_AND = re.compile(r"^\W*(?:and|n)\b(?: \w+){1,2}\W*$", re.IGNORECASE)  # «and deploying?»
_WHO = re.compile(
    r"^\W*(?:(?:and|so|ok|okay|then|but)\W+)*"
    r"(?:who\b|whose job\b|which (?:one|role|of (?:them|the two|these|those))\b)",
    re.IGNORECASE,
)
_FITS = re.compile(
    r"\b(?:suits?|fits?)\b|\bam i\b|\bfor me\b|\b(?:should|would|could) i\b", re.IGNORECASE
)


def in_context(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """The answer to what a message can only mean here; ``None`` if that is unclear."""
    started = focus.subject or focus.listed or focus.advice
    is_long = len(message_text(tracker).split()) > MOST_WORDS
    if is_long or not started or unknown_names(tracker):
        return None
    readings = (
        which_of_two,
        again_per_time,
        which_ones,
        how_to,
        what_for,
        _other_aim,
        _same_again,
        of_the_figures,
        of_one_subject,
        _agreed,
        _and_that,
        _numbered,
        once_done,
        and_now,
        only_place,
        fits_me,
        _pointed,
    )
    return first_answer(readings, provided, tracker, focus)


def which_ones(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Which ones?» after an answer that names several: more of it, or the answer again."""
    told = focus.subject is not None and focus.aspect in ASPECTS
    if not told or not _WHICH.search(message_text(tracker)):
        return None
    has = focus.aspect != "libraries" and provided.answers.has(str(focus.subject), "libraries")
    if has and _EXAMPLES.match(message_text(tracker)):
        return provided.answers.about("libraries", [], focus)
    more = provided.answers.more([], focus)
    if more.reply.outcome is Outcome.ANSWERED:
        return more
    return provided.answers.about(str(focus.aspect), [], focus)


def how_to(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«How?» after something that can be learned."""
    if focus.subject is None or not _HOW.match(message_text(tracker)):
        return None
    has = provided.answers.has(focus.subject, "learning")
    return provided.answers.about("learning", [focus.subject], focus) if has else None


def what_for(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«And for what is that good?»"""
    is_brief = len(message_text(tracker).split()) <= MOST_WORDS - BRIEF
    if focus.subject is None or not is_brief or not _WHAT_FOR.search(message_text(tracker)):
        return None
    if entity_values(tracker, "subject"):
        return None
    own = aspect_at(str(provided.answers.kind_of(focus.subject)), "importance")
    if focus.subject == MAIN_ROLE and focus.aspect in ASPECTS:  # of the job it asks something else
        own = str(focus.aspect)
    has = (a for a in (own, "suited-to", "overview") if provided.answers.has(focus.subject, a))
    return provided.answers.about(next(has, "overview"), [focus.subject], focus)


def why_it(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«And why should I learn it?» of what is talked about, and not of an advice."""
    text, named = message_text(tracker), entity_values(tracker, "subject")
    right_after = focus.advice is not None and focus.aspect is None
    if focus.subject is None or named or right_after or not _WHY_IT.search(text):
        return None
    aspect = aspect_at(str(provided.answers.kind_of(focus.subject)), "importance")
    has = provided.answers.has(focus.subject, aspect)
    return provided.answers.about(aspect, [focus.subject], focus) if has else None


def and_now(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«And now?», «so?»: the last advice, on what is known by now."""
    text = message_text(tracker)
    if not _AND_NOW.match(text):
        return None
    profile = known(provided, tracker)
    on_the_way = bool(profile.done) and "next" in text.lower()
    return decide(provided, "roadmap" if on_the_way else focus.advice, profile, focus)


def once_done(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«And once I've got that down?» after a step: the one after it."""
    if focus.subject is None or not _ONCE_DONE.search(message_text(tracker)):
        return None
    steps = provided.answers.all_of("step")
    if focus.subject not in steps:
        return None
    after = steps[steps.index(str(focus.subject)) + 1 :]
    return provided.answers.about("overview", list(after[:1]), focus) if after else None


def only_place(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«And the last?»"""
    text = message_text(tracker)
    if not focus.listed or not _ONLY_PLACE.match(text):
        return None
    return provided.answers.choose(parse_position(text), focus)


def past_the_end(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Forgive me, but could you tell me more about the fourth one?» of three."""
    text = message_text(tracker)
    place = _PLACE_OF_ONE.search(text)
    position = parse_position(place.group()) if place and focus.listed else None
    if position is None or position <= len(focus.listed) or entity_values(tracker, "subject"):
        return None
    return provided.answers.choose(position, focus)


def _pointed(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«And the last one on your list, what's special there?»"""
    pointed = pointed_at(message_text(tracker), focus)
    named = entity_values(tracker, "subject")
    return None if named or not pointed else provided.answers.about("overview", pointed, focus)


def _other_aim(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«And if I cared about speed?» decides on the language anew."""
    wished = understood(tracker).mentioned
    if focus.advice != "language" or not wished:
        return None
    profile = keep(provided, tracker, known(provided, tracker), wished)
    return provided.adviser.language(profile, focus)


def for_a_taste(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«And which of them is the fast one?», of the languages that were listed."""
    said = understood(tracker)
    wished = [each for each in (*said.statements, *said.mentioned) if each.kind == "taste"]
    kinds = {provided.answers.kind_of(each) for each in focus.listed}
    chooses = _WHICH_OF_THEM.search(message_text(tracker))
    if not wished or not chooses or kinds != {"language"} or entity_values(tracker, "subject"):
        return None
    profile = keep(provided, tracker, known(provided, tracker), wished)
    return provided.adviser.language(profile, focus)


def _same_again(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Who of the two?», «and which one does?»: the same question again, for all."""
    text = message_text(tracker)
    if entity_values(tracker, "subject"):
        return None
    if of_all := for_all_courses(provided, tracker, focus):
        return of_all
    if does := who_does(provided, tracker, focus):
        return does
    compared = focus.aspect == "comparison" and _AND.match(text)
    if compared and (row := provided.answers.compared_in(text, focus.listed, focus)):
        return row
    if len(focus.listed) == PAIR and (compared or _OF_TWO.search(text)):
        return provided.answers.compare([], focus)
    return None


def again_of(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«N Python?» after the libraries of Java, whatever it is near to: the same of Python."""
    named, text = entity_values(tracker, "subject"), message_text(tracker)
    asked_of_one = focus.aspect not in (None, "overview", "comparison") and len(named) == 1
    if not asked_of_one or not _AND_THIS.match(text) or asks_why_not(text):
        return None
    has = provided.answers.has(named[0], str(focus.aspect))
    return provided.answers.about(str(focus.aspect), named, focus) if has else None


def of_the_runner_up(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Alright, and which one came second?» of an advice: why that came second."""
    text = message_text(tracker)
    advised = focus.advice in ("language", "course")
    # «And the runner-up would be?» can mean nothing else, whatever was asked in between.
    right_after = focus.aspect is None or "runner" in text.lower()
    if not advised or not right_after or not RUNNER_UP.search(text):
        return None
    second = [e for e in focus.listed[1:2] if provided.answers.kind_of(e) == focus.advice]
    profile = known(provided, tracker)
    if not second:  # the advice again, which names it
        return decide(provided, focus.advice, profile, focus)
    return provided.adviser.explain(second, profile, focus)


def reasons_for_another(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«And Scala?» right after an advice: why that was not advised."""
    named = entity_values(tracker, "subject")
    right_after = focus.advice in ("language", "course") and focus.aspect is None
    text = message_text(tracker)
    asks = _AND_THIS.match(text) or asks_why_not_rather(text)
    if len(named) != 1 or not asks:
        return None
    if asks_why_not_rather(text) and focus.aspect in FIRST_LANGUAGE:
        # «Why that and not Java» after the language to start with
        return compared(provided, tracker, [START_WITH, *named], focus)
    if not right_after:
        return None
    if provided.answers.kind_of(named[0]) != focus.advice:
        return None
    return provided.adviser.explain(named, known(provided, tracker), focus)


def who_does(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Who does the cleaning?», «which of them deploys?» after two roles were set side by side."""
    text = message_text(tracker)
    roles = [provided.answers.kind_of(each) for each in focus.listed]
    if roles != ["role"] * PAIR or not _WHO.match(text) or MONEY.search(text):
        return None
    if _FITS.search(text):  # «which one would suit me» is what the questions on the roles find out
        return None
    if row := provided.answers.compared_in(text, focus.listed, focus):
        return row
    compared = focus.aspect == "comparison" and len(text.split()) <= MOST_WORDS
    return provided.answers.compare(focus.listed, focus) if compared else None


def of_one_subject(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«And what would I pay?», «what does the other one do?»"""
    about = entity_values(tracker, "subject") or pointed_at(message_text(tracker), focus)
    aspects = map(aspect_of, guesses(tracker))
    answers = (_of_subject(provided, aspect, about, focus) for aspect in aspects)
    return next((answer for answer in answers if answer is not None), None)


def _of_subject(provided: Services, aspect: str, about: list[str], focus: Focus) -> Answer | None:
    """The aspect of what is named or talked about, if it has an answer of its own."""
    if aspect not in ASPECTS or len(about) > 1:
        return None
    subject = about[0] if about else focus.subject
    if subject and provided.answers.has(subject, aspect):
        return provided.answers.about(aspect, [subject], focus)
    is_course = bool(about) and provided.answers.kind_of(about[0]) == "course"
    if is_course and aspect in COURSE_COLUMNS:  # that the source does not say it
        return provided.answers.about(aspect, about, focus)
    return None


def _agreed(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """What search found, where the classifier thinks of the same, or where it is about what is
    talked about."""
    nearest = tracker.latest_message.get("nearest") or []
    if not nearest or entity_values(tracker, "subject"):
        return None
    address, score = str(nearest[0]["address"]), nearest[0]["score"]
    if address.split("/", maxsplit=1)[0] == focus.subject != MAIN_ROLE and score >= NEAR_HERE:
        return provided.answers.at(address, focus)
    if score < NEAR:
        return None
    aspects = map(aspect_of, guesses(tracker))
    return provided.answers.at(address, focus) if address.split("/")[1] in aspects else None


def _and_that(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Amazon too?»"""
    named = entity_values(tracker, "subject")
    text = message_text(tracker)
    is_brief = len(text.split()) <= BRIEF or bool(_AND_NEEDED.match(text))
    return provided.answers.follow_up(named, focus) if is_brief and len(named) == 1 else None


def _numbered(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«And number 3, what kind of project?»"""
    text = message_text(tracker)
    if not focus.listed or not _NUMBER.search(text):
        return None
    return provided.answers.choose(parse_position(text), focus)
