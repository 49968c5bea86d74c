"""The advice of a topic, decided on what is known of the person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from rasa_sdk import Tracker

from actions.choosing import COMPARABLE, compared
from actions.message import entity_values, intent_name, message_text, whole_message
from actions.reference import pointed_at
from actions.services import Services
from actions.telling import Told, keep, known
from knowledge.answers import Answer, Focus
from knowledge.person.circumstances import circumstances
from knowledge.person.profile import Profile
from knowledge.person.statements import Statement


def decide(provided: Services, topic: str | None, profile: Profile, focus: Focus) -> Answer | None:
    """The language, the course, the roadmap or the gap; ``None`` for any other topic."""
    adviser = provided.adviser
    by_topic = {
        "language": adviser.language,
        "course": adviser.course,
        "roadmap": adviser.roadmap,
        "gap": adviser.gap,
    }
    return by_topic[topic](profile, focus) if topic in by_topic else None


# What makes advice of a topic new: told these, the adviser decides again.
DECIDES = {
    "language": {"goal", "taste", "unwanted"},
    "course": {"budget", "certificate", "course_language"},
    "roadmap": {"done"},
    "gap": {"done"},
}
# What changes an advice, if it is said right after it.
REFINES = {
    "language": {"language", "coding", "level"},
    "course": {"language", "coding", "level"},
    "roadmap": {"language", "coding"},
    "gap": {"language", "skill"},
}


def topic_of(statements: Iterable[Statement]) -> str | None:
    """The topic on which what was said decides."""
    kinds = {each.kind for each in statements}
    decided = {topic: len(kinds & decisive) for topic, decisive in DECIDES.items()}
    topic = max(decided, key=lambda each: decided[each])
    return topic if decided[topic] else None


def decided_anew(provided: Services, told: Told, focus: Focus) -> Answer | None:
    """The last advice once more, if what was just told changes it."""
    topic = focus.advice or ""
    kinds = {each.kind for each in told.statements}
    decisive = DECIDES.get(topic, set())
    if focus.aspect is None:  # nothing else was talked about since
        decisive = decisive | REFINES.get(topic, set())
    if not kinds & decisive:
        return None
    if topic == "gap" and "done" in kinds:
        topic = "roadmap"
    decided = decide(provided, topic, told.profile, focus)
    told_of = [each.value for each in told.statements if each.kind in REFINES["gap"]]
    if decided is None or topic != "gap" or not told_of:
        return decided
    # «Software design not at all. Why would I need that?»
    return replace(decided, focus=replace(decided.focus, subject=told_of[0], aspect=None))


# «What about $30?», «I can pay 30 now, does it change?», «and if it must be free?»
_CHANGES = re.compile(
    r"^\W*(?:(?:and|so|ok|hm+|but)\W+)*(?:what|how) (?:about|if)\b|\band if\b"
    r"|\b(?:does|will|would) (?:it|that|this|anything) change\b"
    r"|\bchange[sd]? (?:anything|something)\b"
    r"|\bsame (?:answer|one|result|advice|choice)\b"
    r"|\bwhat(?: \w+)? changes?\b|^\W*(?:(?:and|so|ok|hm+|but)\W+)*say (?:it|i)\b",
    re.IGNORECASE,
)
# «Does that change your answer?» about what was told before
_DOES_IT_CHANGE = re.compile(
    r"\b(?:does|will|would|did) (?:that|this|it) change\b|\bchange[sd]? (?:your|the|my) "
    r"(?:answer|advice|mind|recommendation|ranking|order|result)\b",
    re.IGNORECASE,
)
# «So still Python or what»
_STILL = re.compile(
    r"^\W*(?:(?:so|and|ok|hm+|but|then)\W+)*(?:is it )?still [\w+#]+"
    r"(?: (?:or (?:what|not|no)|then|first|for me|now|too))*\W*$",
    re.IGNORECASE,
)
# «Ok, I'll take that one», «let's go with Python then»
TAKES = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|alright|cool|great|good|fine|nice|perfect|yes|yeah|so|then|and|thanks?)"
    r"\W+)*(?:(?:i'?ll|i will|ill|let'?s|let me|i'?m going to|i'?m gonna|gonna|i think i'?ll) "
    r"(?:then |just |probably )?"
    r"(?:take|learn|do|go (?:with|for)|pick|start (?:with)?|choose|try|use|stick (?:with|to)) ?"
    r"|(?:(?:i'?m|im|i am|we'?re) )?(?:going (?:with|for)|taking|picking|choosing) )"
    r"(?:that(?: one)?|this(?: one)?|it|the (?:first|second|third|last|free|udacity|coursera"
    r"|datacamp)(?: one| course)?|(?P<name>[\w+#]+))(?: (?:then|first|too|i think|i guess|now"
    r"|please))*"
    r"(?:\W*$|[.!] )",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!;]\s+")
_THAT_ONE_THEN = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|fine|alright|cool|good|right|then|well)\W+)+"
    r"(?:that|this)(?: one)?(?: then)?\W*$",
    re.IGNORECASE,
)
# «Alright, Python it is», «OK going with Coursera, final answer», and not «I'll take Java projects»
_ASSENTS = (
    r"(?:(?:k+|ok(?:ay)?|ye(?:s|ah|p)|so|good|great|alright|fine|right|cool|well|then"
    r"|(?:u|you) win)\W+)"
)
_SETTLES = re.compile(
    rf"(?:^|[.!,]\s*){_ASSENTS}*[\w+#]+ it is(?: then)?\W*$"
    r"|(?:\b(?:i'?ll|i will|ill|i'?m|im|i am|gonna|let'?s|we'?ll)(?: just| then| probably| be)?"
    r" (?:(?:begin|start) with|gonna (?:take|go with|start with)|take|pick|choose|go (?:with|for)"
    rf"|enrol\w* in|sign(?:ing)? up (?:for|to)|going (?:with|for))|^\W*{_ASSENTS}*going with)"
    r" (?:the )?[\w+#]+(?:,? (?:course|one|then|first|now|final answer|i think|i guess|for now"
    r"|basics|this (?:week|month|year)|only|today|tomorrow))*(?:\W*$|\. )"
    rf"|(?:^|[.!,])\s*{_ASSENTS}+(?:the )?[\w+#]+ (?:then|first)(?:\W*$|[.!,])",
    re.IGNORECASE,
)
_DOES_NOT = re.compile(
    r"\b(?:not|never|\w+n'?t|dont|doubt|said|says?|friends?|brother|sister|boss|uni|teacher|if|maybe"
    r"|might|for example|whatever)\b",
    re.IGNORECASE,
)
# «No, not Udacity after all», «I haven't chosen a course yet»
_UNCHOOSES = re.compile(
    r"\b(?:not|forget|drop|cancel|scrap|never ?mind|no longer|(?:don'?t|dont|do not) want)\b",
    re.IGNORECASE,
)
_NO_CHOICE = re.compile(
    r"\b(?:haven'?t|havent|have not|not|didn'?t|didnt|did not)(?: yet| really)? "
    r"(?:chosen|choose|decided|picked)\b.*\b(?:course|one|anything|yet)\b",
    re.IGNORECASE,
)
# «Easy would be more important», «forget the speed», «and when it must be fast?»
_WEIGHS = re.compile(
    r"\b(?:more|most) important\b|\bmatters?\b|\brather\b|\binstead\b|\bprefer\b|\bcare about\b"
    r"|\b(?:must|should|has to|have to|needs? to) be\b|\b(?:and|but|what) (?:if|when)\b|\bif it\b"
    r"|\bchanged my mind\b|\bforget (?:the|about)\b|\bis (?:better|enough) for me\b"
    r"|\b(?:big|bigger) (?:plus|priority)\b|\bpriority\b|\bback to\b",
    re.IGNORECASE,
)
# «What if I only have 10?» after the courses
_SUM_ALONE = re.compile(
    r"^\W*(?:(?:and|so|ok|hm+|but)\W+)*(?:what|how) (?:about|if)(?: (?:i|it|its|it's|we))?"
    r"(?: (?:only|just|have|had|is|was|could|can|pay|spend|got))* [$€£]?(\d{1,4})"
    r"(?: (?:dollars|bucks|euros?)| (?:a|per) month)*\W*$",
    re.IGNORECASE,
)
# «I've done that course too, what comes after?»
_NEXT = re.compile(
    r"\b(?:next|what comes|comes after|after that|and then|then|now what|what now)\W*$"
    r"|\bwhat(?:'?s| is| comes| would be)? (?:next|after|then|now)\b",
    re.IGNORECASE,
)
_WANTS_ONE = re.compile(
    r"^(?!.*\b(?:do|does|did|don'?t|dont|doesn'?t|not|never|why|what|who)\b)"
    r".*\b(?:boss|employers?|hr|company|work|recruiters?|i|we|they)\b.{0,12}"
    r"\b(?:wants?|needs?|insists? on|requires?|asks? for|must have)(?: to (?:see|have|get))?"
    r" (?:one|it|that)\b",
    re.IGNORECASE,
)
# «A certificate would look better. Matters more than R»
_OUTWEIGHS = re.compile(
    r"^(?!.*\b(?:not|no(?!,)|never|don'?t|doesn'?t)\b.{0,25}\bcert)(?!\W*(?:is|are|does|do|will|would)\b)"
    r".*\bcert(?:ificate)?s?\b.{0,60}"
    r"\b(?:matters? more|(?:would|will) (?:look|be) better|more important|is better|weighs more"
    r"|counts more|is worth more|comes first)\b",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(r"\b(?:what|and|but|say) if\b|^\W*say\b", re.IGNORECASE)
WANTS_ADVICE = re.compile(
    r"\bhelp me (?:to )?(?:decide|choose|pick)\b|\b(?:decide|pick|choose) (?:for me|one)\b"
    r"|\bwhat (?:do|would|can) (?:you|u) (?:recom+end|suggest|say|advise)\b"
    r"|\b(?:recom+end|suggest|advise|pick)(?: me)? (?:something|smth|anything)\b"
    r"|(?:^|[.!?,;]\s*)(?:so |and |ok )?(?:what now|now what)\W*$"
    r"|\bwhich (?:one|of (?:them|these|those|the three))(?: is| would be)?(?: best| good| right)?"
    r" for\b",
    re.IGNORECASE,
)
_NOTHING = ("out_of_scope", "beyond_knowledge")
_WISHES = ("goal", "taste")
# Who thanks or says good-bye wishes for nothing.
_POLITE = ("thank", "goodbye", "greet", "affirm", "deny")


def decided_on_asking(
    provided: Services, tracker: Tracker, told: Told, focus: Focus
) -> Answer | None:
    """The last advice once more, if a message wishes for something else, tells of a step that is
    done or asks whether something changes it."""
    readings = (
        _on_a_wish,
        _on_a_step,
        _on_a_change,
        _on_its_language,
        _on_the_certificate,
        _on_what_is_told,
        _on_asking,
        _on_what_was_told,
        on_taking_it,
        on_leaving_it,
    )
    answers = (reading(provided, tracker, told, focus) for reading in readings)
    return next((answer for answer in answers if answer is not None), None)


def _on_a_wish(provided: Services, tracker: Tracker, told: Told, focus: Focus) -> Answer | None:
    """«Easy would be more important», after an advice on languages or two of them compared."""
    compares = _compares_languages(provided, focus)
    of_languages = compares or focus.advice == "language"
    if not of_languages or not _wishes_for_more(provided, tracker, told, focus):
        return None
    if compares:
        return compared(provided, tracker, focus.listed, focus)
    profile = keep(provided, tracker, known(provided, tracker), told.mentioned)
    return provided.adviser.language(profile, focus)


def _on_a_step(provided: Services, tracker: Tracker, told: Told, focus: Focus) -> Answer | None:
    """«Tick that one too, did it at work», whatever else the message may be near to."""
    done = any(each.kind == "done" for each in told.statements)
    is_kept = done and told.noted and (not told.asks or _NEXT.search(message_text(tracker)))
    return provided.adviser.roadmap(told.profile, focus) if is_kept else None


def _on_a_change(provided: Services, tracker: Tracker, told: Told, focus: Focus) -> Answer | None:
    """«What if I only have 10?»"""
    text = message_text(tracker)
    if not told.asks and not _HYPOTHETICAL.search(text):
        return None
    if not _CHANGES.search(text):
        return None
    if decided := decided_anew(provided, told, focus):
        return decided
    said = list(circumstances(text))
    alone = _SUM_ALONE.match(text) if focus.aspect is None and not said else None
    if alone:
        said.append(Statement("budget", alone[1]))
    if focus.advice != "course" or not {each.kind for each in said} & DECIDES["course"]:
        return None
    profile = keep(provided, tracker, known(provided, tracker), said)
    return provided.adviser.course(profile, focus)


def _on_its_language(
    provided: Services, tracker: Tracker, told: Told, focus: Focus
) -> Answer | None:
    """«Then rather something in Python», of courses."""
    about = provided.answers.kind_of(focus.subject) if focus.subject else None
    said = (*told.statements, *told.mentioned)
    wanted = [each for each in said if each.kind == "course_language"]
    if not wanted or not (about == "course" or (focus.advice == "course" and not focus.aspect)):
        return None
    return provided.adviser.course(keep(provided, tracker, known(provided, tracker), wanted), focus)


def _on_the_certificate(
    provided: Services, tracker: Tracker, told: Told, focus: Focus
) -> Answer | None:
    """«Crap, my boss wants to see one», after whether a course gives a certificate."""
    text = message_text(tracker)
    asked = focus.aspect in ("certificate", "certificates") and _WANTS_ONE.search(text)
    of_courses = (
        focus.advice == "course" or provided.answers.kind_of(focus.subject or "") == "course"
    )
    weighed = of_courses and _OUTWEIGHS.search(whole_message(tracker))
    if not (asked or weighed) or told.statements:
        return None
    before, wanted = known(provided, tracker), [Statement("certificate", "yes")]
    after = keep(provided, tracker, before, wanted)
    answer = provided.adviser.course(after, focus)
    noted = provided.adviser.noted(wanted, before, after)
    return replace(answer, reply=replace(answer.reply, text=f"{noted}\n\n{answer.reply.text}"))


def _on_what_is_told(
    provided: Services, tracker: Tracker, told: Told, focus: Focus
) -> Answer | None:
    """«Ugh, just saw my bank account. Make it zero», which is near to nothing here."""
    is_near_nothing = intent_name(tracker) in _NOTHING
    return decided_anew(provided, told, focus) if is_near_nothing and not told.asks else None


def _on_asking(provided: Services, tracker: Tracker, told: Told, focus: Focus) -> Answer | None:
    """«My company pays, but HR wants a certificate. What do you recommend?»"""
    asks = told.asks and WANTS_ADVICE.search(message_text(tracker))
    # «Robust, Java, and into our services.» «That's it, recommend something.»
    if not asks or entity_values(tracker, "subject"):
        return None
    profile = known(provided, tracker)
    before = map(Statement.from_text, profile.latest)
    return decide(provided, topic_of(told.statements) or topic_of(before), profile, focus)


def _on_what_was_told(
    provided: Services, tracker: Tracker, told: Told, focus: Focus
) -> Answer | None:
    """«Does that change your answer?», «so still Python?»: the advice on what is known by now."""
    text, named = message_text(tracker), entity_values(tracker, "subject")
    still = focus.advice == "language" and focus.aspect is None and _STILL.match(text)
    if told.statements or not (still or (_DOES_IT_CHANGE.search(text) and not named)):
        return None
    if _compares_languages(provided, focus):
        return compared(provided, tracker, focus.listed, focus)
    profile = known(provided, tracker)
    topic = focus.advice or topic_of(map(Statement.from_text, profile.latest))
    return decide(provided, topic, profile, focus)


def on_taking_it(provided: Services, tracker: Tracker, told: Told, focus: Focus) -> Answer | None:
    """«OK, I'll take that one»: what comes next on the way, with the course if it is one."""
    text = message_text(tracker)
    if told.asks or told.statements or "?" in text:
        return None
    right_after = focus.advice in ("language", "course") and focus.aspect is None
    kind_of = provided.answers.kind_of
    named = entity_values(tracker, "subject") or pointed_at(text, focus)
    takes = TAKES.match(text) or _THAT_ONE_THEN.match(text)
    if len(named) == 1:  # «the 25 one fits better. Taking it»
        takes = takes or TAKES.match(_SENTENCE_END.split(text)[-1])
    names_language = [kind_of(each) for each in named] == ["language"]
    of_one = right_after or names_language or kind_of(focus.subject or "") in COMPARABLE
    if takes and not of_one:
        takes = None
    if takes and takes.groupdict().get("name") and not named:  # «let's start over»
        takes = None
    settled = _settles(text) and len(set(named)) == 1 and kind_of(named[0]) in COMPARABLE
    if not takes and not settled:
        return None
    before = known(provided, tracker)
    taken = named[0] if named else str(focus.subject)
    if provided.answers.kind_of(taken) != "course":
        return provided.adviser.way_with(taken, before, focus)
    chosen = [Statement("chosen_course", taken)]
    after = keep(provided, tracker, before, chosen)
    answer = provided.adviser.roadmap(after, focus)
    noted = provided.adviser.noted(chosen, before, after)
    return replace(answer, reply=replace(answer.reply, text=f"{noted}\n\n{answer.reply.text}"))


def _settles(text: str) -> bool:
    """Whether a sentence decides, and neither doubts nor reports."""
    match = _SETTLES.search(text)
    sentence = _SENTENCE_END.split(text[: match.end()])[-1] if match else ""
    return match is not None and not _DOES_NOT.search(sentence)


def on_leaving_it(provided: Services, tracker: Tracker, told: Told, focus: Focus) -> Answer | None:
    """«No, not Udacity after all»: the way without the course that was chosen."""
    text, named = message_text(tracker), set(entity_values(tracker, "subject"))
    leaves = _UNCHOOSES.search(text) if named else _NO_CHOICE.search(text)
    if told.asks or told.statements or not leaves:
        return None
    before = known(provided, tracker)
    if before.chosen_course is None or named - {before.chosen_course}:
        return None
    left = Statement("chosen_course", before.chosen_course, holds=False)
    return provided.adviser.roadmap(keep(provided, tracker, before, [left]), focus)


def _compares_languages(provided: Services, focus: Focus) -> bool:
    """«Id rather have something easy» after two languages were set side by side."""
    kinds = {provided.answers.kind_of(each) for each in focus.listed}
    return focus.aspect == "comparison" and kinds == {"language"}


def _wishes_for_more(provided: Services, tracker: Tracker, told: Told, focus: Focus) -> bool:
    """«Honestly easy would be more important», «hm, and if it was about raw speed»."""
    text = message_text(tracker)
    wished = {each.kind for each in (*told.statements, *told.mentioned)} & set(_WISHES)
    kinds = {provided.answers.kind_of(each) for each in entity_values(tracker, "subject")}
    if not wished or kinds - {"skill"} or intent_name(tracker) in _POLITE:
        return False
    right_after = focus.aspect in (None, "comparison")
    if told.asks:
        return right_after and bool(_CHANGES.search(text) or _WEIGHS.search(text))
    return bool(_WEIGHS.search(text)) or (right_after and "taste" in wished)
