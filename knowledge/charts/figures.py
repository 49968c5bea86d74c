"""The charts' figures, read from the knowledge base."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy.engine import Connection, Row

from knowledge import catalogue
from knowledge.advice.content import Group
from knowledge.advice.figures import PERCENT, in_words, read_statistics
from knowledge.advice.texts import Texts
from knowledge.advice.wording import joined, names_of, upper_first
from knowledge.charts.chart import Bar, Chart
from knowledge.charts.content import SkillsWords, StressWords

_LEARNABLE = ("language", "skill")  # what a person can say they have


class NothingToDraw(LookupError):
    """The knowledge base has no figures for this chart."""


class UnknownSkill(ValueError):
    """Somebody is said to have what is no language and no skill."""


def stress_chart(connection: Connection, words: StressWords, texts: Texts) -> Chart:
    """The shares of stressed people as bars; what is no share stands below them.

    Raises:
        NothingToDraw: there is no share.
    """
    rows = read_statistics(connection)
    shares = [row for row in rows if row.unit == PERCENT and row.value is not None]
    if not shares:
        raise NothingToDraw("no shares of stressed people")
    return Chart(
        title=upper_first(shares[0].measure),
        subtitle=words.subtitle,
        bars=tuple(Bar(row.group, in_words(row, texts.figures), row.value) for row in shares),
        most=max(row.value for row in shares),
        notes=tuple(
            words.beside[row.unit].format(group=row.group, words=in_words(row, texts.figures))
            for row in rows
            if row.unit in words.beside
        ),
        source=_stress_source(connection, shares[0], words),
    )


def _stress_source(connection: Connection, row: Row, words: StressWords) -> str:
    (section,) = catalogue.section_source(connection, row.section_id)
    return words.source.format(
        publisher=row.publisher,
        dated=words.dated.format(date=row.date) if row.date else words.undated,
        title=section.title,
        section=section.section,
        measure=row.measure,
        population=row.population,
    )


def skills_chart(
    connection: Connection,
    words: SkillsWords,
    texts: Texts,
    groups: Sequence[Group],
    have: Collection[str],
) -> Chart:
    """How much of each group of skills somebody has.

    Raises:
        UnknownSkill: an id in ``have`` is none of a language or a skill.
    """
    asked = [entry for group in groups for entry in group.entries]
    known = {
        each.id for kind in _LEARNABLE for each in catalogue.subjects_of_kind(connection, kind)
    }
    unknown = sorted(set(have) - known - set(asked))
    if unknown:
        raise UnknownSkill(unknown[0])
    title = " / ".join(
        dict.fromkeys(
            source.title
            for entry in asked
            if (answer := catalogue.find_answer(connection, entry, ["overview"]))
            for source in catalogue.sources_of(connection, [answer.id])
        )
    )
    return Chart(
        title=words.title,
        subtitle=words.subtitle,
        bars=tuple(_bar_of(connection, words, texts, group, have) for group in groups),
        most=max(len(group.entries) for group in groups),
        notes=(),
        source=words.source.format(title=title),
    )


def _bar_of(
    connection: Connection,
    words: SkillsWords,
    texts: Texts,
    group: Group,
    have: Collection[str],
) -> Bar:
    missing = [entry for entry in group.entries if entry not in have]
    there, all_of_it = len(group.entries) - len(missing), len(group.entries)
    names = joined(names_of(connection, missing, texts.wording), texts.wording)
    return Bar(
        label=group.name,
        number=words.number.format(have=there, all=all_of_it),
        filled=there,
        whole=all_of_it,
        below=words.missing.format(names=names) if missing else words.complete,
    )
