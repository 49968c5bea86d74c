"""The way into the job for one person: what is done, what is next, which skills are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.engine import Connection

from knowledge import catalogue
from knowledge.advice.content import Group
from knowledge.advice.course import rank_courses
from knowledge.advice.wording import joined, names_of, sources_at
from knowledge.answers import Answer, Focus
from knowledge.catalogue import Subject
from knowledge.person.profile import Profile
from knowledge.reply import Card, Outcome, Reply, Suggestion

TOPIC = "roadmap"
GAP = "gap"
PYTHON_STEP, COURSE_STEP = "step-python", "step-machine-learning"
CHART = "/charts/skills"  # where the site draws the gap
DONE = "\N{WHITE HEAVY CHECK MARK}"
OPEN = "\N{WHITE LARGE SQUARE}"


def steps_done(connection: Connection, profile: Profile) -> list[tuple[Subject, bool]]:
    """The source's steps in order, each with whether the person has it behind them."""
    done = set(profile.done)
    if "python" in profile.languages and PYTHON_STEP not in profile.not_done:
        done.add(PYTHON_STEP)
    return [(step, step.id in done) for step in catalogue.subjects_of_kind(connection, "step")]


def advise_roadmap(connection: Connection, profile: Profile, focus: Focus) -> Answer:
    """All steps with the next one to take."""
    steps = steps_done(connection, profile)
    upcoming = next((step for step, is_done in steps if not is_done), None)
    rows = tuple(
        (
            f"{DONE if is_done else OPEN} {step.name}",
            "done" if is_done else _what_to_do(connection, step, profile),
        )
        for step, is_done in steps
    )
    lines = "\n".join(f"{n}. {title}: {text}" for n, (title, text) in enumerate(rows, start=1))
    finished = sum(is_done for _, is_done in steps)
    if upcoming is None:
        head = "You have all six steps behind you: apply for jobs and keep up with the field."
    else:
        number = [step for step, _ in steps].index(upcoming) + 1
        head = (
            f"You have {finished} of {len(steps)} steps behind you; "
            f"next is step {number}, **{upcoming.name}**."
        )
    return Answer(
        Reply(
            text=f"{head}\n{lines}",
            outcome=Outcome.ADVICE,
            topic=f"advice/{TOPIC}",
            sources=sources_at(connection, [f"{step.id}/overview" for step, _ in steps]),
            suggestions=_ticking(upcoming),
            cards=(Card("steps", "Your roadmap", rows, alternative=lines),),
        ),
        replace(
            focus,
            subject=upcoming.id if upcoming else focus.subject,
            aspect="overview",
            listed=tuple(step.id for step, _ in steps),
            advice=TOPIC,
        ),
    )


def advise_gap(
    connection: Connection, groups: Sequence[Group], profile: Profile, focus: Focus
) -> Answer:
    """What the source asks for and the person does not have yet, as text and as a chart."""
    have = {*profile.languages, *profile.skills}
    rows, missing, present = [], [], []
    for group in groups:
        here = [entry for entry in group.entries if entry in have]
        absent = [entry for entry in group.entries if entry not in have]
        present += here
        missing += absent
        rows.append((group.name, str(len(here)), f"of {len(group.entries)}"))
    absent_names = [
        joined(names_of(connection, [e for e in group.entries if e not in have]))
        for group in groups
    ]
    in_words = "\n".join(
        f"- {group.name}: {names or 'nothing missing'}"
        for group, names in zip(groups, absent_names, strict=True)
    )
    total = len(present) + len(missing)
    text = f"Of the {total} things my source asks of an ML engineer, "
    text += f"you have told me of {len(present)}"
    text += f" ({joined(names_of(connection, present))})." if present else "."
    text += f" Still missing:\n{in_words}" if missing else " Nothing is missing."
    steps = [(step, is_done) for step, is_done in steps_done(connection, profile) if not is_done]
    if steps:
        first = steps[0][0]
        text += f"\n\nIn order, start with **{first.name}**: "
        text += _what_to_do(connection, first, profile)
        later = [step.name for step, _ in steps[1:]]
        text += (
            f" After that: {joined([name[0].lower() + name[1:] for name in later])}."
            if later
            else ""
        )
    alternative = "; ".join(f"{name}: {count} {of}" for name, count, of in rows)
    return Answer(
        Reply(
            text=text,
            outcome=Outcome.ADVICE,
            topic=f"advice/{GAP}",
            sources=sources_at(
                connection, [*(f"{e}/overview" for e in missing[:3]), "ml-engineer/interviews"]
            ),
            suggestions=(
                Suggestion("My roadmap", "Make me a plan"),
                Suggestion("Which course fits me?", "Which course fits me?"),
                *_why_missing(connection, missing),
            ),
            cards=(
                Card(
                    "chart",
                    "Your skills",
                    tuple(rows),
                    alternative=alternative,
                    image=_picture(present),
                ),
            ),
        ),
        replace(
            focus,
            subject=steps[0][0].id if steps else focus.subject,
            aspect="overview",
            listed=tuple(missing) or focus.listed,
            advice=GAP,
        ),
    )


def _picture(present: Sequence[str]) -> str:
    return f"{CHART}?have={'.'.join(present)}"


def _what_to_do(connection: Connection, step: Subject, profile: Profile) -> str:
    answer = catalogue.find_answer(connection, step.id, ["overview"])
    text = answer.text.split(". ")[0].rstrip(".") + "." if answer else ""
    if step.id == COURSE_STEP:
        text += f" For you: {rank_courses(connection, profile)[0].course.name}."
    return text


def _ticking(upcoming: Subject | None) -> tuple[Suggestion, ...]:
    if upcoming is None:
        return (Suggestion("How do I find a job?", "How do I gain experience?"),)
    said = {
        "step-python": "I finished the Python course",
        "step-machine-learning": "I finished the machine learning course",
        "step-project": "I built my first project",
        "step-data": "I collected and preprocessed data",
        "step-community": "I joined a community",
        "step-experience": "I got an internship",
    }
    tick = (Suggestion("I've done that", said[upcoming.id]),) if upcoming.id in said else ()
    return (
        *tick,
        Suggestion("How do I do that?", f"How do I {upcoming.name[0].lower()}{upcoming.name[1:]}?"),
        Suggestion("What am I missing?", "What am I missing?"),
    )


def _why_missing(connection: Connection, missing: Sequence[str]) -> tuple[Suggestion, ...]:
    return catalogue.suggestions_for(connection, [f"{each}/overview" for each in missing])[:1]
