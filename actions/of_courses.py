"""What a short message asks of the courses that are talked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rasa_sdk import Tracker

from actions.message import entity_values, message_text
from actions.services import Services
from actions.telling import understood
from knowledge.answers import Answer, Focus
from knowledge.aspects import COURSE_COLUMNS
from knowledge.person.circumstances import circumstances
from knowledge.person.profile import Profile
from knowledge.person.statements import Statement

# «And which one does?»: the same question for all.
_WHICH_ONE = re.compile(
    r"(?:^|[.!?,;])\W*(?:(?:h+m+|and|so|ok|okay|but|then|meh)\W+)*which(?: (?:one|course|of them))?"
    r" (?:does|is|has|do|gives?|offers?)(?: (?:me|you|u|us|it|then|so|have|gives?|offers?"
    r"|actually|one))*"
    r"\W*$"
    r"|(?:^|[.!?,;])\W*(?:(?:h+m+|k|and|so|ok|okay|but|then)\W+)*"
    r"who (?:does )?(?:gives?|offers?|hands?(?: out)?|ha(?:s|ve)) (?:you |me )?"
    r"(?:one|it|that)(?: out)?(?: then)?\W*$"
    r"|\bwhich(?: one| course)? then\W*$",
    re.IGNORECASE,
)
_THE_ONE = re.compile(
    r"\b(?:the|that) [\w+#]+ (?:one|course)\b"
    r"|\bthe (?:one|course) (?:with|in|using|for|that uses|taught in) [\w+#]+(?! )"
    # «Isn't there one that's made for R people?»
    r"|\bone (?:that'?s |thats |which is |that is )?(?:(?:made|meant|just|good) )?for [\w+#]+ "
    r"(?:people|users?|folks|guys|devs?|programmers?)\b"
    r"|\b(?:which|any) (?:one|course|of (?:them|those|these|the (?:other )?(?:two|three)))\b.{0,12}"
    r"\b(?:needs?|uses?|has|have|taught in|requires?|expects?|is (?:in|with)|with|in)\b",
    re.IGNORECASE,
)
_FOR_ONE_WHO = re.compile(
    r"\bfor (?:the |an? |any|some|my |our |those |people)?(?:\w+ )?(?:one|guy|girl|person|people"
    r"|body|colleague|friend|those|dev|developer|analyst)?s? ?(?:who|that)\b.{0,15}"
    r"\b(?:know|do|use|write|code|speak)\w*\b",
    re.IGNORECASE,
)
_WHICH_COURSE = re.compile(
    r"\b(?:which|what|any) (?:of (?:the|these|those|your) )?(?:(?:\w+ )?courses?|class(?:es)?)\b"
    r".{0,60}\b(?:for|from|with|in|knows?|uses?|fits?|suits?)\b(?!.*\b(?:i|my|me)\b)",
    re.IGNORECASE,
)
_HAS_IT = re.compile(r"\b(?:have|has|use|uses|are in|taught in|with)\b", re.IGNORECASE)
_A_MONTH = re.compile(
    r"\b(?:what|how much|price)\b.{0,30}\b(?:per|a|each) month\W*$|^\W*\S+ (?:per|a) month\W*$",
    re.IGNORECASE,
)
_PER_TIME = re.compile(
    r"^\W*(?:(?:and|so|is|thats?|that's|its?|it's|for|ok|this|wait)\W+)*(?:an?|per|each|every|\d+|one)"
    r" (?:years?|months?|weeks?)\b(?: of (?:it|that))?(?: (?:would be|is|be|costs?))*\W*$"
    # «Once or every month?», «do I pay that just once?»
    r"|\bonce\W*(?:or|\W*$)|\bone.?time(?: payment| fee)?\W*$"
    r"|^\W*(?:and |is (?:it|that) )?monthly\W*$",
    re.IGNORECASE,
)
_SUM_PER_TIME = re.compile(
    r"^.{0,12}\d.{0,15}\b(?:once|month(?:ly)?|week(?:ly)?|year(?:ly)?)\b", re.IGNORECASE
)

# «And the full thing?» after what is free
_IN_FULL = re.compile(
    r"^\W*(?:(?:and|so|ok|but|what about|how about)\W+)*(?:for )?the (?:full|whole|complete|entire)"
    r" (?:thing|course|one|version|package)\W*$"
    r"|^\W*(?:(?:and|so|ok|but)\W+)*(?:all of it|everything|the whole of it)\W*$",
    re.IGNORECASE,
)
_LEAD = r"^\W*(?:(?:h+m+|and|so|ok|okay|but|n|cool|nice|then)\W+)*"
# «Is that one in R too?»
_IN_LANGUAGE = re.compile(
    _LEAD + r"(?:is|does|do|are) (?:it|that|this|they)(?: one| course)?(?: also| too)? "
    r"(?:in|use|using|with|taught in|about)\b"
    # «Is that one R too?»
    rf"|{_LEAD}(?:is|are) (?:it|that|this|they)(?: one| course)? [\w+#]+ (?:too|also|as well|based)"
    r"\W*$"
    # «But that's in Python, isn't it»
    rf"|{_LEAD}(?:it|that|this)(?:'?s| is) (?:all |taught )?in \S+ (?:is ?n'?t it|right|no)\W*$",
    re.IGNORECASE,
)
# «Which ones are there besides his?»
_OTHERS = re.compile(
    r"\b(?:which|what|any|are there)\b.{0,25}(?:\bother (?:ones|courses)\b|\bothers\b"
    r"|\b(?:besides|apart from|other than) (?:his|hers|it|that|this|those)\b)",
    re.IGNORECASE,
)
_CATCH = re.compile(
    r"\b(?:catch|downsides?|drawbacks?|disadvantages?|cons)\b(?! up\b)"
    # «Is it good?»
    rf"|{_LEAD}(?:is|was) (?:it|that|this)(?: one| course)? (?:really |actually |any )?"
    r"(?:good|decent|worth it|legit|solid|recommended)(?: then| though| tho)?\W*$",
    re.IGNORECASE,
)
_WHO_IS_BEHIND = re.compile(
    _LEAD + r"who(?:'?s| is|se)? (?:is )?behind (?:it|that|this)(?: one| course)?\W*$"
    r"|\b(?:his|her|their|the teacher'?s) (?:last|full|sur|family|first|real)\W?name\b",
    re.IGNORECASE,
)
_OK_FOR_ME = re.compile(
    r"\b(?:ok|okay|fine|good|right|suitable|possible|doable|something|too hard) for me\b"
    r"|\bcan i (?:still )?(?:take|do|join|manage|follow) (?:it|that|this)\b",
    re.IGNORECASE,
)
# «That's not free tho»
_NOT_FREE = re.compile(
    _LEAD + r"(?:thats|that'?s|it'?s|its|it is|that is) not free(?: at all| tho| though)?\W*$",
    re.IGNORECASE,
)
# What of the course is asked, by its wording: «courses» are the others.
_ASKED_IN_SHORT = {
    "language": _IN_LANGUAGE,
    "courses": _OTHERS,
    "price": _NOT_FREE,
    "suited-to": _OK_FOR_ME,
    "teacher": _WHO_IS_BEHIND,
    "overview": _CATCH,  # which says what it costs, expects and does not give
}
_COURSE_WITH = re.compile(
    r"\bcourses?\b.{0,25}\b(?:in|with|w|for|on|using|uses?)\b"
    r"|\b(?:in|with|for|on|using)\b.{0,15}\bcourses?\b|\bcourses? for it\b",
    re.IGNORECASE,
)
FEW_WORDS = 12


def for_one_who_knows_it(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«And for the one guy who only does R?» while courses are talked about."""
    named = entity_values(tracker, "subject")
    of_courses = (
        focus.advice == "course" or provided.answers.kind_of(focus.subject or "") == "course"
    )
    if not of_courses or len(named) != 1 or not _FOR_ONE_WHO.search(message_text(tracker)):
        return None
    using = provided.answers.courses_in(named[0])
    if len(using) == 1:
        return provided.answers.about("suited-to", using, focus)
    # «Which is best for someone who knows Python and wants a certificate?»
    wishes = circumstances(message_text(tracker))
    theirs = Profile().told([Statement("language", named[0]), *wishes])
    return provided.adviser.course(theirs, focus)


def course_for_it(
    provided: Services, text: str, named: Sequence[str], focus: Focus
) -> Answer | None:
    """«Which of the courses would be the natural fit for someone coming from R?»"""
    languages = [each for each in named if provided.answers.kind_of(each) == "language"]
    if len(named) != 1 or not languages or not _WHICH_COURSE.search(text):
        return None
    using = provided.answers.courses_in(languages[0])
    if len(using) > 1 and _HAS_IT.search(text):  # «which of the courses have Python in it?»
        return provided.answers.about("language", [], replace(focus, subject=None))
    return provided.answers.about("suited-to", list(using), focus) if len(using) == 1 else None


def no_course_in(
    provided: Services, tracker: Tracker, named: list[str], focus: Focus
) -> Answer | None:
    """«Is there a course with Julia?»: that there is none, where there is none."""
    asks = _COURSE_WITH.search(message_text(tracker))
    languages = [each for each in named if provided.answers.kind_of(each) == "language"]
    if not asks or len(languages) != 1 or provided.answers.courses_in(languages[0]):
        return None
    name = provided.answers.name_of(languages[0])
    none = provided.phrases["no-course-in"].text.format(name=name)
    table = provided.answers.about("language", [], replace(focus, subject=None))
    return replace(table, reply=replace(table.reply, text=f"{none} {table.reply.text}"))


def courses_in_it(
    provided: Services, tracker: Tracker, named: list[str], focus: Focus
) -> list[str]:
    """The courses that use the language of «which of them use Python», while courses are talked
    about."""
    if len(named) != 1 or not _THE_ONE.search(message_text(tracker)):
        return []
    is_role = focus.subject and provided.answers.kind_of(focus.subject) == "role"
    about = [focus.subject] if focus.subject and not (is_role and focus.listed) else focus.listed
    of_courses = {provided.answers.kind_of(each) for each in about} == {"course"}
    return list(provided.answers.courses_in(named[0])) if of_courses else []


def course_in_it(
    provided: Services, tracker: Tracker, named: list[str], focus: Focus
) -> str | None:
    """«And the R one?» while courses are talked about: the one that uses R."""
    using = courses_in_it(provided, tracker, named, focus)
    return using[0] if len(using) == 1 else None


def again_per_time(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Is that per year?», «so six months would be?» after a price: the price with its time."""
    text, named = message_text(tracker), entity_values(tracker, "subject")
    if len(named) == 1 and provided.answers.kind_of(named[0]) == "course":
        # «What was DataCamp per month?»
        return provided.answers.about("price", named, focus) if _A_MONTH.search(text) else None
    if focus.aspect in ("price", "free-courses") and _IN_FULL.match(text) and not named:
        of_course = provided.answers.kind_of(focus.subject or "") == "course"
        about = [str(focus.subject)] if of_course and focus.aspect == "price" else []
        return provided.answers.about("price", about, replace(focus, subject=None))
    # «25 what, once or every month» right after the courses were ranked
    is_ranked = focus.advice == "course" and focus.aspect is None
    if is_ranked and _SUM_PER_TIME.search(text) and not named:
        return _of_the_sum(provided, text, focus)
    if focus.aspect != "price" or named or not _PER_TIME.search(text):
        return None
    return provided.answers.about("price", [focus.subject] if focus.subject else [], focus)


def _of_the_sum(provided: Services, text: str, focus: Focus) -> Answer:
    """The price of the listed course that costs the sum, or of all."""
    said = re.search(r"\d+", text)
    of_it = re.compile(rf"\${said[0]}\b") if said else None
    named = [each for each in focus.listed if provided.answers.has(each, "price")]
    prices = [provided.answers.about("price", [each], focus) for each in named]
    costs = [price for price in prices if of_it and of_it.search(price.reply.text)]
    if len(costs) == 1:
        return costs[0]
    return provided.answers.about("price", [], replace(focus, subject=None))


def for_all_courses(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«And which one does?»: the same question of a course again, for all."""
    if focus.aspect not in COURSE_COLUMNS or not _WHICH_ONE.search(message_text(tracker)):
        return None
    told = {each.kind for each in understood(tracker).statements}
    # «My boss wants a certificate. Which one has one?» asks for that, whatever was asked last.
    asked = "certificate" if "certificate" in told else focus.aspect
    aspect = "certificates" if asked == "certificate" else str(asked)
    return provided.answers.about(aspect, [], replace(focus, subject=None))


def of_the_course(provided: Services, tracker: Tracker, focus: Focus) -> Answer | None:
    """«Is that one in R too?», «who's behind it?», «what's the catch?» of the course that is
    talked about, and «which ones are there besides?»"""
    text, named = message_text(tracker), entity_values(tracker, "subject")
    kind_of = provided.answers.kind_of
    asked = next((a for a, how in _ASKED_IN_SHORT.items() if how.search(text)), None)
    if focus.subject is None or asked is None or kind_of(focus.subject) != "course":
        return None
    of_language = [kind_of(each) for each in named] == ["language"]
    fits = {
        "language": of_language,
        "suited-to": len(text.split()) <= FEW_WORDS,  # «I don't know R, is it OK for me?»
    }.get(asked, not named and len(text.split()) <= FEW_WORDS)
    if not fits:
        return None
    if asked == "courses":
        return provided.answers.about("courses", [], replace(focus, subject=None))
    return provided.answers.about(asked, [focus.subject], focus)
