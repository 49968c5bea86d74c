"""The way into the job for one person: what is done, what is next, what each step asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.engine import Connection

from knowledge import catalogue
from knowledge.advice.course_ranking import rank_courses
from knowledge.advice.texts import Texts
from knowledge.advice.wording import joined, sources_at, upper_first, within_sentence
from knowledge.answers import Answer, Focus
from knowledge.catalogue import Subject
from knowledge.person.profile import Profile
from knowledge.reply import Card, Outcome, Reply, Suggestion

TOPIC = "roadmap"
PYTHON_STEP, COURSE_STEP, PROJECT_STEP = "step-python", "step-machine-learning", "step-project"

Steps = Sequence[tuple[Subject, bool]]  # each with whether it is done


def steps_done(connection: Connection, profile: Profile) -> list[tuple[Subject, bool]]:
    """The source's steps in order, each with whether the person has it behind them."""
    done = set(profile.done)
    if "python" in profile.languages and PYTHON_STEP not in profile.not_done:
        done.add(PYTHON_STEP)
    return [(step, step.id in done) for step in catalogue.subjects_of_kind(connection, "step")]


def advise_roadmap(connection: Connection, texts: Texts, profile: Profile, focus: Focus) -> Answer:
    """All steps with the next one to take."""
    steps = steps_done(connection, profile)
    upcoming = next((step for step, is_done in steps if not is_done), None)
    rows = tuple(_row(connection, texts, profile, step, is_done) for step, is_done in steps)
    lines = "\n".join(
        texts.roadmap.line.format(number=number, title=title, text=text)
        for number, (title, text) in enumerate(rows, start=1)
    )
    reply = Reply(
        text=f"{_head(texts, steps, upcoming)}\n{lines}",
        outcome=Outcome.ADVICE,
        topic=f"advice/{TOPIC}",
        sources=sources_at(connection, [f"{step.id}/overview" for step, _ in steps]),
        suggestions=_going_on(texts, upcoming),
        cards=(Card("steps", texts.roadmap.card, rows, alternative=lines),),
    )
    return Answer(
        reply,
        replace(
            focus,
            subject=upcoming.id if upcoming else focus.subject,
            aspect=None,
            listed=tuple(step.id for step, _ in steps),
            advice=TOPIC,
        ),
    )


def what_to_do(connection: Connection, texts: Texts, step: Subject, profile: Profile) -> str:
    """What a step asks, as the source says it; with the course that the person chose, or
    that fits them."""
    text = _first_project(connection, step) or _asked(connection, texts, step)
    if step.id == COURSE_STEP:
        if chosen := catalogue.find_subject(connection, profile.chosen_course or ""):
            return texts.roadmap.course_chosen.format(what=text, course=chosen.name)
        course = rank_courses(connection, texts, profile)[0].course.name
        return texts.roadmap.course_for_you.format(what=text, course=course)
    return text


def _first_project(connection: Connection, step: Subject) -> str:
    """The project step's own answer: how to go about it, and that no project is named."""
    answer = catalogue.find_answer(connection, step.id, ["learning"])
    return answer.text if answer and step.id == PROJECT_STEP else ""


def _asked(connection: Connection, texts: Texts, step: Subject) -> str:
    actions = step.facts.get("actions")
    if actions:
        return f"{upper_first(joined(actions, texts.wording))}."
    answer = catalogue.find_answer(connection, step.id, ["overview"])
    return answer.text.split(". ")[0].rstrip(".") + "." if answer else ""


def _head(texts: Texts, steps: Steps, upcoming: Subject | None) -> str:
    words = texts.roadmap
    if upcoming is None:
        return words.all_done.format(all=len(steps))
    finished = sum(is_done for _, is_done in steps)
    if not finished:
        return words.start.format(step=upcoming.name, all=len(steps))
    number = [step for step, _ in steps].index(upcoming) + 1
    return words.next.format(step=upcoming.name, number=number, all=len(steps), finished=finished)


def _row(
    connection: Connection, texts: Texts, profile: Profile, step: Subject, is_done: bool
) -> tuple[str, str]:
    words = texts.roadmap
    if is_done:
        return words.finished_step.format(step=step.name), words.done
    return words.open_step.format(step=step.name), what_to_do(connection, texts, step, profile)


def _going_on(texts: Texts, upcoming: Subject | None) -> tuple[Suggestion, ...]:
    """To tick the next step off, to learn how it is done, to see what is missing."""
    words = texts.roadmap
    if upcoming is None:
        return (words.find_job.suggestion(),)
    said = words.said.get(upcoming.id)
    tick = (words.tick.suggestion(said=said),) if said else ()
    how = words.how.suggestion(step=within_sentence(upcoming, texts.wording))
    return (*tick, how, texts.buttons.gap.suggestion())
