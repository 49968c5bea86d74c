"""The stress figures, with what they are of, who published them and what they do not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.engine import Connection, Row

from knowledge import catalogue, tables
from knowledge.advice.texts import FigureTexts, LeadText
from knowledge.advice.wording import upper_first
from knowledge.answers import Answer, Focus
from knowledge.reply import Card, Outcome, Reply

TOPIC = "figures"
CHART = "/charts/stress"
PERCENT = "percent"
_EXACTLY = "exactly"
ABOVE_AVERAGE = "above_average_by"
_NEXT = ("ml-engineer/stress", "devops-engineer/stress", "project-manager/stress")


def read_statistics(connection: Connection) -> list[Row]:
    """The statistics in the order of the content."""
    statistic = tables.statistic
    return list(connection.execute(select(statistic).order_by(statistic.c.position)))


def in_words(row: Row, texts: FigureTexts) -> str:
    """``more than 40%``; a rank without a number in words."""
    if row.value is None:
        return texts.lowest
    amount = texts.amounts.get(row.comparator, texts.amounts[_EXACTLY])
    number = amount.format(number=texts.units[row.unit].format(value=f"{row.value:g}"))
    is_distance = row.comparator == ABOVE_AVERAGE
    return texts.above_average.format(number=number) if is_distance else number


def explain_figures(
    connection: Connection, texts: FigureTexts, focus: Focus, question: str = ""
) -> Answer:
    """The figures as a chart, in words, and their limits; above them what the question is after."""
    rows = read_statistics(connection)
    lines = "\n".join(
        texts.line.format(group=row.group, figure=in_words(row, texts)) for row in rows
    )
    first = rows[0]
    told = texts.figures.format(
        measure=first.measure, publisher=first.publisher, population=first.population, lines=lines
    )
    lead = next((e for e in texts.leads if re.search(e.asked, question, re.IGNORECASE)), None)
    asked = _asked_first(rows, texts, lead)
    reply = Reply(
        text="\n\n".join(part for part in (asked, told, texts.limits) if part),
        outcome=Outcome.UNKNOWN if asked and lead and lead.unknown else Outcome.ANSWERED,
        topic=f"{TOPIC}/stress",
        sources=catalogue.section_source(connection, first.section_id),
        suggestions=catalogue.suggestions_for(connection, _NEXT),
        cards=(_chart(rows, texts, lines),),
    )
    return Answer(reply, replace(focus, subject="ml-engineer", aspect="stress", advice=TOPIC))


def _asked_first(rows: Sequence[Row], texts: FigureTexts, lead: LeadText | None) -> str:
    """A sentence on what is asked of the figures: who is calmest, who was asked, why; or none,
    also where the figures have no group above the average or no lowest one to name."""
    distance = next((row for row in rows if row.comparator == ABOVE_AVERAGE), None)
    lowest = next((row for row in rows if row.value is None), None)
    if lead is None or distance is None or lowest is None:
        return ""
    return lead.says.format(
        publisher=rows[0].publisher,
        highest=distance.group,
        distance=in_words(distance, texts),
        lowest=lowest.group,
    )


def _chart(rows: Sequence[Row], texts: FigureTexts, lines: str) -> Card:
    """The shares as bars; «more than» and «about» stand in the words beside them."""
    shares = [row for row in rows if row.unit == PERCENT]
    bars = tuple((row.group, f"{row.value:g}", texts.chart_unit) for row in shares)
    return Card("chart", upper_first(rows[0].measure), bars, alternative=lines, image=CHART)
