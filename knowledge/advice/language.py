"""Which language: points for each reason that fits what the person said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from knowledge import catalogue
from knowledge.advice.about_person import tastes_in_words
from knowledge.advice.between import Between
from knowledge.advice.content import Reason
from knowledge.advice.texts import FURTHER, LanguageTexts, Texts
from knowledge.advice.wording import joined, sentences, sources_at
from knowledge.answers import Answer, Focus
from knowledge.person.profile import Profile
from knowledge.reply import Card, Outcome, Reply

TOPIC = "language"
TASTE_COUNTS = 2  # a taste is about the language itself, an aim only about where it is used
KNOWN_COUNTS = 1  # points for not having to learn it
ALWAYS, BEGINNER = "always", "level:beginner"
PYTHON = "python"  # where the source's way into the job begins
GENERAL = "ml-engineer/best-language"  # what it says to everybody
MOST_REASONS, MOST_STRENGTHS = 3, 2  # that are told


@dataclass(frozen=True)
class Ranked:
    """A language with its points, the reasons that gave them, and all that speaks for it in
    general; the strongest first."""

    language: catalogue.Subject
    points: int
    reasons: tuple[Reason, ...]
    strengths: tuple[Reason, ...]
    is_known: bool

    @property
    def shown(self) -> tuple[Reason, ...]:
        """The reasons that are told; its strengths where nothing that was said speaks for it."""
        if self.reasons and all(each.wanted == ALWAYS for each in self.reasons):
            others = [each for each in self.strengths if each not in self.reasons]
            return (*self.reasons, *others)[:MOST_REASONS]
        return self.reasons[:MOST_REASONS] or self.strengths[:1]


def rank_languages(
    connection: Connection, reasons: Sequence[Reason], profile: Profile
) -> list[Ranked]:
    """All languages, the best first; equal ones in the order of the content."""
    wanted = {ALWAYS, f"goal:{profile.goal}", *(f"taste:{taste}" for taste in profile.tastes)}
    wanted |= {BEGINNER} if _is_beginner(profile) else set()
    ranked = []
    for language in catalogue.subjects_of_kind(connection, "language"):
        own = [reason for reason in reasons if reason.language == language.id]
        strengths = tuple(sorted(own, key=lambda reason: -reason.points))
        fitting = [reason for reason in own if reason.wanted in wanted]
        fitting.sort(key=lambda reason: -_points(reason))
        is_known = language.id in profile.languages
        points = sum(map(_points, fitting)) + KNOWN_COUNTS * is_known
        ranked.append(Ranked(language, points, tuple(fitting), strengths, is_known))
    # Who wants a further language has those known already put last, not left out: somebody may
    # know all of them, or all but one, and a recommendation has a runner-up.
    further = FURTHER in profile.tastes
    return sorted(
        ranked,
        key=lambda each: (
            each.language.id in profile.unwanted,
            further and each.is_known,
            -each.points,
        ),
    )


def _is_beginner(profile: Profile) -> bool:
    return profile.coding is False or (profile.level == "beginner" and not profile.languages)


def _points(reason: Reason) -> int:
    return reason.points * (TASTE_COUNTS if reason.wanted.startswith("taste:") else 1)


def advise_language(
    connection: Connection,
    reasons: Sequence[Reason],
    texts: Texts,
    profile: Profile,
    focus: Focus,
) -> Answer:
    """One recommendation, the runner-up and why."""
    best, second, *others = rank_languages(connection, reasons, profile)
    text = _recommended(texts, profile, best, second)
    shown = (best, second, *[each for each in others if each.points][:1])
    used = [reason.at for each in (best, second) for reason in each.shown]
    reply = Reply(
        text=text,
        outcome=Outcome.ADVICE,
        topic=f"advice/{TOPIC}",
        sources=sources_at(connection, used or [GENERAL]),
        suggestions=(
            texts.language.why_not.suggestion(language=others[0].language.name),
            texts.language.course_then.suggestion(),
            texts.buttons.roadmap.suggestion(),
        ),
        cards=(_table(texts, shown, text),),
    )
    return Answer(
        reply,
        replace(
            focus,
            subject=best.language.id,
            aspect=None,
            listed=tuple(each.language.id for each in shown),
            advice=TOPIC,
        ),
    )


def decide_between(
    connection: Connection,
    reasons: Sequence[Reason],
    texts: Texts,
    profile: Profile,
    pair: Sequence[str],
) -> Between:
    """Which of two languages (their ids)."""
    ranked = rank_languages(connection, reasons, profile)
    best, other = (each for each in ranked if each.language.id in pair)
    words = texts.language
    if best.points == other.points:
        said = words.none_of_two.format(language=best.language.name, other=other.language.name)
        return Between(None, said)
    said = words.of_two.format(
        language=best.language.name, other=other.language.name, reasons=_because(texts, best)
    )
    return Between(best.language.id, said)


def taken_in_words(texts: Texts, profile: Profile, language: catalogue.Subject) -> str:
    """That somebody takes a language, and where the way into the job begins all the same."""
    words = texts.language
    is_late = PYTHON not in (language.id, *profile.languages)
    return sentences(
        words.taken.format(language=language.name), words.python_first if is_late else ""
    )


def explain_language(
    connection: Connection,
    reasons: Sequence[Reason],
    texts: Texts,
    profile: Profile,
    named: catalogue.Subject | None,
    focus: Focus,
) -> Answer:
    """«Why?», «why not R?»"""
    ranked = rank_languages(connection, reasons, profile)
    best = ranked[0]
    other = next((each for each in ranked if named and each.language.id == named.id), None)
    told = [*best.shown, *(other.strengths[:MOST_STRENGTHS] if other else ())]
    words = texts.language
    reply = Reply(
        text=sentences(
            _explained(texts, best, other),
            "" if named else _second(texts, ranked[1]),
            _what_was_said(texts, profile),
        ),
        outcome=Outcome.ADVICE,
        topic=f"advice/{TOPIC}",
        sources=sources_at(connection, [reason.at for reason in told] or [GENERAL]),
        suggestions=tuple(
            button.suggestion() for button in (words.speed, words.easy, words.statistics)
        ),
    )
    about = (other or best).language.id
    return Answer(reply, replace(focus, subject=about, aspect=None, advice=TOPIC))


def _recommended(texts: Texts, profile: Profile, best: Ranked, second: Ranked) -> str:
    words = texts.language
    claims = joined(_wishes(texts, profile, best.shown), texts.wording)
    template = words.best_given if claims else words.best
    is_late = best.language.id != PYTHON and PYTHON not in profile.languages
    return sentences(
        template.format(language=best.language.name, claims=claims, reasons=_because(texts, best)),
        _second(texts, second),
        words.python_first if is_late else "",
    )


def _second(texts: Texts, ranked: Ranked) -> str:
    reasons = _because(texts, ranked)
    return texts.language.runner_up.format(language=ranked.language.name, reasons=reasons)


def _explained(texts: Texts, best: Ranked, other: Ranked | None) -> str:
    words = texts.language
    why = {"language": best.language.name, "reasons": _because(texts, best)}
    if other is None or other is best:
        return words.is_first.format(**why)
    strengths = [reason.because for reason in other.strengths[:MOST_STRENGTHS]]
    return sentences(
        words.sound_choice.format(
            language=other.language.name, strengths=joined(strengths, texts.wording)
        ),
        words.before_it.format(**why),
    )


def _because(texts: Texts, ranked: Ranked) -> str:
    said = [reason.because for reason in ranked.shown]
    # «Its syntax is easy to learn and its documentation rich» says the first half, too.
    parts = [each for each in said if not any(each in other != each for other in said)]
    if ranked.is_known:
        parts.append(texts.language.known_already)
    return joined(parts[:MOST_REASONS], texts.wording) or texts.language.no_reason


def _what_was_said(texts: Texts, profile: Profile) -> str:
    claims = _wishes(texts, profile)
    if not claims:
        return texts.language.no_aim
    return texts.language.follows.format(claims=joined(claims, texts.wording))


def _wishes(texts: Texts, profile: Profile, answered: Sequence[Reason] | None = None) -> list[str]:
    """Aim, tastes and being new as claims; with ``answered`` those that these reasons answer."""
    wanted = None if answered is None else {reason.wanted for reason in answered}
    goal = profile.goal if wanted is None or f"goal:{profile.goal}" in wanted else None
    tastes = [each for each in profile.tastes if wanted is None or f"taste:{each}" in wanted]
    claims = [texts.about_person.goals.get(goal or "", ""), tastes_in_words(texts, tastes)]
    if _is_beginner(profile) and (wanted is None or BEGINNER in wanted):
        words = texts.about_person
        is_new = words.levels["beginner"]
        claims.append(words.denied["coding"] if profile.coding is False else is_new)
    return [claim for claim in claims if claim]


def _table(texts: Texts, shown: Sequence[Ranked], text: str) -> Card:
    words: LanguageTexts = texts.language
    rows = tuple(
        (each.language.name, place, _because(texts, each))
        for each, place in zip(shown, words.places, strict=False)
    )
    return Card("table", words.card, rows, words.columns, text)
