"""Which language: points for each reason that fits what the person said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from knowledge import catalogue
from knowledge.advice.content import Reason
from knowledge.advice.wording import MEANT, joined, sources_at
from knowledge.answers import Answer, Focus
from knowledge.person.profile import Profile
from knowledge.reply import Card, Outcome, Reply, Suggestion

TOPIC = "language"
TASTE_COUNTS = 2  # a taste is about the language itself, an aim only about where it is used
KNOWN_COUNTS = 1  # points for not having to learn it
ALWAYS = "always"
NEXT = "new"  # the taste of somebody who wants a further language


@dataclass(frozen=True)
class Ranked:
    """A language with its points and the reasons that gave them, strongest first."""

    language: catalogue.Subject
    points: int
    reasons: tuple[Reason, ...]
    is_known: bool


def rank_languages(
    connection: Connection, reasons: Sequence[Reason], profile: Profile
) -> list[Ranked]:
    """All languages, the best first; equal ones in the order of the content."""
    wanted = {ALWAYS, f"goal:{profile.goal}", *(f"taste:{taste}" for taste in profile.tastes)}
    ranked = []
    for language in catalogue.subjects_of_kind(connection, "language"):
        fitting = [r for r in reasons if r.language == language.id and r.wanted in wanted]
        fitting.sort(key=lambda reason: -_points(reason))
        is_known = language.id in profile.languages
        points = sum(map(_points, fitting)) + KNOWN_COUNTS * is_known
        ranked.append(Ranked(language, points, tuple(fitting), is_known))
    # Who wants a further language has those known already put last, not left out: somebody may
    # know all of them, or all but one, and a recommendation has a runner-up.
    further = NEXT in profile.tastes
    return sorted(ranked, key=lambda each: (further and each.is_known, -each.points))


def _points(reason: Reason) -> int:
    return reason.points * (TASTE_COUNTS if reason.wanted.startswith("taste:") else 1)


def advise_language(
    connection: Connection, reasons: Sequence[Reason], profile: Profile, focus: Focus
) -> Answer:
    """One recommendation, the runner-up and why."""
    best, second, *others = rank_languages(connection, reasons, profile)
    text = (
        f"**{best.language.name}** fits you best: {_because(best, profile)}. "
        f"The runner-up is **{second.language.name}**: {_because(second, profile)}."
    )
    if best.language.id != "python" and "python" not in profile.languages:
        text += " Mind that the way into the job, as my source lays it out, begins with Python."
    shown = (best, second, *[each for each in others if each.points][:1])
    rows = tuple((e.language.name, _place(n), _because(e, profile)) for n, e in enumerate(shown))
    used = [reason.at for each in (best, second) for reason in each.reasons]
    return Answer(
        Reply(
            text=text,
            outcome=Outcome.ADVICE,
            topic=f"advice/{TOPIC}",
            sources=sources_at(connection, used or ["ml-engineer/best-language"]),
            suggestions=(
                _why_not(others[0].language.name),
                Suggestion("Which course then?", "Which course fits me?"),
                Suggestion("My roadmap", "Make me a plan"),
            ),
            cards=(Card("table", "Your language", rows, ("Language", "Place", "Why"), text),),
        ),
        replace(
            focus,
            subject=best.language.id,
            aspect="overview",
            listed=tuple(each.language.id for each in shown),
            advice=TOPIC,
        ),
    )


def explain_language(
    connection: Connection,
    reasons: Sequence[Reason],
    profile: Profile,
    named: catalogue.Subject | None,
    focus: Focus,
) -> Answer:
    """«Why?», «why not R?»"""
    ranked = rank_languages(connection, reasons, profile)
    best = ranked[0]
    other = next((each for each in ranked if named and each.language.id == named.id), None)
    if other is None or other is best:
        text = f"I put **{best.language.name}** first because {_because(best, profile)}."
        text += f" {_what_was_said(profile)}"
    else:
        text = f"**{other.language.name}** is a sound choice, too: {_strength(reasons, other)}. "
        text += f"I put **{best.language.name}** before it because {_because(best, profile)}."
        text += f" {_what_was_said(profile)}"
    ats = [reason.at for each in (best, other) if each for reason in each.reasons]
    ats += [r.at for r in reasons if other and r.language == other.language.id][:1]
    return Answer(
        Reply(
            text=text.strip(),
            outcome=Outcome.ADVICE,
            topic=f"advice/{TOPIC}",
            sources=sources_at(connection, ats or ["ml-engineer/best-language"]),
            suggestions=(
                Suggestion("I care about speed", "I care about speed"),
                Suggestion("It must be easy", "It must be easy to learn"),
                Suggestion("Statistics matter", "Statistics and charts matter to me"),
            ),
        ),
        replace(focus, advice=TOPIC),
    )


def _because(ranked: Ranked, profile: Profile) -> str:
    parts = [
        f"{reason.because}{_said(reason.wanted)}" for reason in ranked.reasons if reason.because
    ]
    if ranked.is_known:
        parts.append("you know it already")
    return joined(parts[:3]) or "my source names it among the languages of the field"


def _said(wanted: str) -> str:
    return f" (you want {MEANT[wanted]})" if wanted in MEANT else ""


def _strength(reasons: Sequence[Reason], ranked: Ranked) -> str:
    own = [reason for reason in reasons if reason.language == ranked.language.id]
    own.sort(key=lambda reason: -reason.points)
    return joined([reason.because for reason in own[:2]])


def _what_was_said(profile: Profile) -> str:
    said = [MEANT[key] for key in (f"goal:{profile.goal}",) if key in MEANT]
    said += [MEANT[f"taste:{taste}"] for taste in profile.tastes if f"taste:{taste}" in MEANT]
    if not said:
        return (
            "You have named no aim yet, so this is what serves most people; "
            "tell me what matters to you and I decide anew."
        )
    return (
        f"That follows from what you told me: you want {joined(said)}. "
        "Tell me if something else matters more."
    )


def _place(number: int) -> str:
    return ("Best fit", "Runner-up", "Third")[number]


def _why_not(name: str) -> Suggestion:
    return Suggestion(f"Why not {name}?", f"Why not {name}?")
