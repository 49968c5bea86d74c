"""Which skills a person still lacks of those that the source asks of an ML engineer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy.engine import Connection

from knowledge import catalogue
from knowledge.advice.content import Group
from knowledge.advice.roadmap import steps_done, what_to_do
from knowledge.advice.texts import Texts
from knowledge.advice.wording import joined, names_of, sentences, sources_at, within_sentence
from knowledge.answers import Answer, Focus
from knowledge.catalogue import Subject
from knowledge.person.profile import Profile
from knowledge.reply import Card, Outcome, Reply, Suggestion

TOPIC = "gap"
ML_LIBRARIES = "ml-libraries"
CHART = "/charts/skills"  # where the site draws it


def advise_gap(
    connection: Connection,
    groups: Sequence[Group],
    texts: Texts,
    profile: Profile,
    focus: Focus,
) -> Answer:
    """What the source asks for and the person does not have yet, as text and as a chart."""
    have = _had(connection, profile)
    asked = [entry for group in groups for entry in group.entries]
    missing = [entry for entry in asked if entry not in have]
    steps = [step for step, is_done in steps_done(connection, profile) if not is_done]
    what_is_missing = _missing(connection, groups, texts, have)
    what_comes_next = _next(connection, texts, profile, steps)
    addresses = [*(f"{each}/overview" for each in missing[:3]), "ml-engineer/interviews"]
    reply = Reply(
        text="\n\n".join(part for part in (what_is_missing, what_comes_next) if part),
        outcome=Outcome.ADVICE,
        topic=f"advice/{TOPIC}",
        sources=sources_at(connection, addresses),
        suggestions=_going_on(connection, texts, missing),
        cards=(_chart(groups, texts, have),),
    )
    return Answer(
        reply,
        replace(
            focus,
            subject=steps[0].id if steps else focus.subject,
            aspect=None,
            listed=tuple(missing) or focus.listed,
            advice=TOPIC,
        ),
    )


def _had(connection: Connection, profile: Profile) -> set[str]:
    """What counts as known: who knows a library knows ML libraries."""
    libraries = {each.id for each in catalogue.subjects_of_kind(connection, "library")}
    has_library = not libraries.isdisjoint(profile.skills)
    return {*profile.languages, *profile.skills, *([ML_LIBRARIES] if has_library else [])}


def _missing(
    connection: Connection, groups: Sequence[Group], texts: Texts, have: Collection[str]
) -> str:
    words = texts.gap
    asked = [entry for group in groups for entry in group.entries]
    present = [entry for entry in asked if entry in have]
    if len(present) == len(asked):
        return words.complete.format(all=len(asked))
    lines = "\n".join(_line(connection, texts, group, have) for group in groups)
    others = names_of(connection, sorted(have), texts.wording)
    if not present and others:
        names = joined(others, texts.wording)
        return words.none_of_these.format(names=names, all=len(asked), groups=lines)
    if not present:
        return words.all_missing.format(all=len(asked), groups=lines)
    missing = len(asked) - len(present)
    names = joined(names_of(connection, present, texts.wording), texts.wording)
    text = words.missing.format(missing=missing, all=len(asked), groups=lines)
    return f"{text}\n\n{words.present.format(names=names)}"


def _line(connection: Connection, texts: Texts, group: Group, have: Collection[str]) -> str:
    absent = [entry for entry in group.entries if entry not in have]
    names = joined(names_of(connection, absent, texts.wording), texts.wording)
    return texts.gap.group.format(name=group.name, names=names or texts.gap.group_complete)


def _next(connection: Connection, texts: Texts, profile: Profile, steps: Sequence[Subject]) -> str:
    """The steps that are open, in order."""
    if not steps:
        return ""
    first, *later = steps
    what = what_to_do(connection, texts, first, profile)
    names = [within_sentence(step, texts.wording) for step in later]
    return sentences(
        texts.gap.next_step.format(step=first.name, what=what),
        texts.gap.then.format(steps=joined(names, texts.wording)) if later else "",
    )


def _chart(groups: Sequence[Group], texts: Texts, have: Collection[str]) -> Card:
    words = texts.gap
    counted = [
        (group.name, sum(entry in have for entry in group.entries), len(group.entries))
        for group in groups
    ]
    rows = tuple(
        (name, str(there), words.row_unit.format(all=all_)) for name, there, all_ in counted
    )
    alternative = "; ".join(
        words.row.format(name=name, have=there, all=all_) for name, there, all_ in counted
    )
    present = [entry for group in groups for entry in group.entries if entry in have]
    image = f"{CHART}?have={'.'.join(present)}"
    return Card("chart", words.card, rows, alternative=alternative, image=image)


def _going_on(
    connection: Connection, texts: Texts, missing: Sequence[str]
) -> tuple[Suggestion, ...]:
    about = catalogue.suggestions_for(connection, [f"{each}/overview" for each in missing])
    buttons = texts.buttons
    return (buttons.roadmap.suggestion(), buttons.course.suggestion(), *about[:1])
