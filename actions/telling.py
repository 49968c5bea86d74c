"""What a message says about its sender: kept, and confirmed in passing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from rasa_sdk import Tracker

from actions.services import Services
from knowledge.advice.roadmap import COURSE_STEP
from knowledge.answers import Focus
from knowledge.person.profile import SINGLE, Profile
from knowledge.person.statements import ALSO, FREE, IT, LATEST, ONLY, PLACE, Statement

logger = logging.getLogger(__name__)
# Statements are kept on these intents only as what they ask: «forget that I know R» keeps nothing.
NOTHING_KEPT = ("forget_me",)


@dataclass(frozen=True)
class Told:
    """What was told: ``noted`` confirms it (empty if nothing was told); ``mentioned`` are aims
    and tastes that count only as an answer; ``asks``: the message asks something; ``is_kept``:
    what was told is remembered beyond this turn."""

    profile: Profile
    statements: tuple[Statement, ...] = ()
    mentioned: tuple[Statement, ...] = ()
    noted: str = ""
    asks: bool = True
    is_kept: bool = True


def understood(tracker: Tracker) -> Told:
    """What the last message says about its sender, before any of it is kept."""
    read = tracker.latest_message.get("statements") or {}
    stated, mentioned = (
        tuple(Statement.from_text(text) for text in read.get(part) or [])
        for part in ("stated", "mentioned")
    )
    return Told(Profile(), stated, mentioned, "", bool(read.get("asks", True)))


def listen(provided: Services, tracker: Tracker, focus: Focus) -> Told:
    """Keep what the last message says about its sender.

    A store that cannot be reached costs the memory, never the reply.
    """
    said = understood(tracker)
    intent = (tracker.latest_message.get("intent") or {}).get("name")
    if not said.statements or intent in NOTHING_KEPT:
        return replace(said, statements=())
    try:
        before = provided.profiles.read(tracker.sender_id)
        statements = before.meant(_resolved(said.statements, before, focus, provided))
        both = _said_both_ways(statements)
        statements = tuple(each for each in statements if each.value not in both)
        after = provided.profiles.change(tracker.sender_id, lambda known: known.told(statements))
        noted = provided.adviser.noted(_confirmed(statements), before, after)
        if both:
            noted = provided.adviser.both_ways(sorted(both))
    except Exception:  # whatever it was: the visitor gets a reply
        logger.exception("what was told could not be kept")
        heard = tuple(each for each in said.statements if not _points(each))
        return replace(said, profile=Profile().told(heard), statements=heard, is_kept=False)
    return replace(said, profile=after, statements=statements, noted=noted)


def known(provided: Services, tracker: Tracker) -> Profile:
    """What is known about the sender; nothing while the store cannot be reached."""
    try:
        return provided.profiles.read(tracker.sender_id)
    except Exception:  # an answer for a stranger is better than none
        logger.exception("a profile could not be read")
        return Profile()


def changed(
    provided: Services, tracker: Tracker, now: Profile, change: Callable[[Profile], Profile]
) -> Profile:
    """Change what is known; while the store cannot be reached, only for the present turn."""
    try:
        return provided.profiles.change(tracker.sender_id, change)
    except Exception:  # the interview goes on with what it has heard
        logger.exception("a profile could not be changed")
        return change(now)


def keep(
    provided: Services, tracker: Tracker, now: Profile, statements: Sequence[Statement]
) -> Profile:
    """Keep what an answer to a question of ours says."""
    return changed(provided, tracker, now, lambda before: before.told(statements))


def _confirmed(statements: Sequence[Statement]) -> list[Statement]:
    """What is put into words: «no beginner» only ceases to be kept, there is nothing to say."""
    return [said for said in statements if said.holds or said.kind not in SINGLE]


LEARNABLE = {"language": "language", "skill": "skill", "library": "skill"}
THINGS = ("language", "skill", "unlisted")  # that can be known
NUMBERS = ("budget", "hours")
HOURS_OF_A_WEEK = 168


def _points(said: Statement) -> bool:
    return said.value in (IT, LATEST) or said.value.startswith((PLACE, ALSO, ONLY))


def _resolved(
    stated: Sequence[Statement], before: Profile, focus: Focus, provided: Services
) -> list[Statement]:
    """«That one» and «it» stand for what is talked about, or for what was said last."""
    return [meant for said in stated for meant in _meant(said, stated, before, focus, provided)]


def _is_corrected(said: Statement, stated: Sequence[Statement], before: Profile) -> bool:
    """Whether what is denied was said last, and something else is said in its place."""
    latest = [Statement.from_text(text) for text in before.latest]
    was_said = any(e.value == said.value and e.holds for e in latest)
    return was_said and any(e.holds and e.kind == said.kind for e in stated)


def _meant(
    said: Statement,
    stated: Sequence[Statement],
    before: Profile,
    focus: Focus,
    provided: Services,
) -> Iterator[Statement]:
    if said.kind == "done" and said.value.startswith(ONLY):
        yield from _only_done(said.value.removeprefix(ONLY), before, provided)
    elif said.kind == "done":
        unticks = said.value == IT and not said.holds and before.done
        value = LATEST if unticks else said.value  # «untick it»
        if step := _step_meant(value, before, focus, provided):
            yield replace(said, value=step)
    elif said.value == IT:
        kind = provided.adviser.kind_of(focus.subject) if focus.subject else None
        if focus.subject and kind in LEARNABLE:
            yield replace(said, kind=LEARNABLE[str(kind)], value=focus.subject)
    elif said.kind == "unsaid" and said.value == LATEST:
        latest = map(Statement.from_text, before.latest)
        yield from (replace(e, holds=False) for e in latest if e.kind in THINGS and e.holds)
    elif not said.holds and said.kind in THINGS and _is_corrected(said, stated, before):
        yield Statement("unsaid", said.value)  # «sorry, I meant R, not Java»
    elif (said.instead and not _can_replace(said, before)) or _is_of_another(said, before):
        return  # there is nothing in whose place it could stand
    elif said.kind == "unsaid":
        if said.value in (*before.languages, *before.skills, *before.unlisted):
            yield said
    elif said.kind == "corrected":
        yield from _corrected(said.value, before)
    else:
        yield said


def _is_of_another(said: Statement, before: Profile) -> bool:
    """Whether a trade is denied that is not the one that was told: «I'm not a nurse anymore»."""
    denied = said.kind == "occupation" and not said.holds
    return denied and said.value.split()[-1] not in (before.occupation or "").split()


def _can_replace(said: Statement, before: Profile) -> bool:
    """Whether something was said in whose place a correction could stand: «sorry, paramedic, not
    nurse», «no, I meant R»."""
    if said.kind == "occupation":
        return before.occupation is not None
    return any(e.split("=")[0].strip("~!") in THINGS for e in before.latest)


def _only_done(place: str, before: Profile, provided: Services) -> Iterator[Statement]:
    """«Oops no, only the first one»: of several steps just said to be done, what is not."""
    steps = provided.answers.all_of("step")
    latest = [e for e in map(Statement.from_text, before.latest) if e.kind == "done" and e.holds]
    kept = steps[int(place) - 1 if int(place) > 0 else -1]
    if len(latest) > 1 and kept in {each.value for each in latest}:
        yield from (replace(each, holds=False) for each in latest if each.value != kept)


def _step_meant(value: str, before: Profile, focus: Focus, provided: Services) -> str | None:
    """The step that is said to be done: by its number, as the latest, or by «that»."""
    if value.startswith(PLACE):
        steps = provided.answers.all_of("step")
        place = int(value.removeprefix(PLACE))  # LAST is the last one
        return steps[place - 1 if place > 0 else place] if place <= len(steps) else None
    if value.startswith(ALSO):  # which is something done only where the steps are talked about
        of_steps = focus.advice == "roadmap" and focus.aspect is None
        return value.removeprefix(ALSO) if of_steps else None
    if value == LATEST:
        return before.done[-1] if before.done else None
    return _step_talked_about(before, focus, provided) if value == IT else value


def _step_talked_about(before: Profile, focus: Focus, provided: Services) -> str | None:
    """What «done!» stands for: the step that is talked about, of a course the step that it is
    for, else the next one of whoever is on the way."""
    kind = provided.adviser.kind_of(focus.subject) if focus.subject else None
    if kind == "step":
        return focus.subject
    if kind == "course":
        return COURSE_STEP
    if before.done or focus.advice in ("roadmap", "gap"):
        return provided.adviser.next_step(before)
    return None


def _corrected(number: str, before: Profile) -> Iterator[Statement]:
    """«Typo, 200»: of what was said last, what is a number."""
    numbers = [s for s in map(Statement.from_text, before.latest) if s.kind in NUMBERS]
    if len(numbers) == 1 and (numbers[0].kind != "hours" or int(number) <= HOURS_OF_A_WEEK):
        is_nothing = numbers[0].kind == "budget" and int(number) == 0
        yield replace(numbers[0], value=FREE if is_nothing else number)


def _said_both_ways(statements: Sequence[Statement]) -> set[str]:
    has = {(s.kind, s.value) for s in statements if s.holds}
    has_not = {(s.kind, s.value) for s in statements if not s.holds}
    return {value for kind, value in has & has_not if kind in ("language", "skill")}
