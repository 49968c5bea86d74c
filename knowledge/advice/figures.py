"""The stress figures, with what they are of, who published them and what they do not say."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.engine import Connection, Row

from knowledge import catalogue, tables
from knowledge.answers import Answer, Focus
from knowledge.reply import Card, Outcome, Reply

TOPIC = "figures"
CHART = "/charts/stress"
_BEFORE = {"more_than": "more than ", "about": "about ", "exactly": ""}
_UNITS = {"percent": "%", "percentage_points": " percentage points"}


def read_statistics(connection: Connection) -> list[Row]:
    """The statistics in the order of the content."""
    statistic = tables.statistic
    return list(connection.execute(select(statistic).order_by(statistic.c.position)))


def in_words(row: Row) -> str:
    """``more than 40 %``; a rank without a number in words."""
    if row.value is None:
        return "the lowest; no percentage is given"
    number = f"{_BEFORE.get(row.comparator, '')}{row.value:g}{_UNITS[row.unit]}"
    return f"{number} above the average" if row.comparator == "above_average_by" else number


def explain_figures(connection: Connection, focus: Focus) -> Answer:
    """The figures as a chart, in words, and their limits."""
    rows = read_statistics(connection)
    percent = [row for row in rows if row.unit == "percent"]
    lines = "\n".join(f"- {row.group}: {in_words(row)}" for row in rows)
    publisher, population = rows[0].publisher, rows[0].population
    text = (
        f"How many feel stressed often or very often, as {publisher} estimates it "
        f"(asked: {population}):\n{lines}\n\n"
        "What the figures do not say: how many people were asked, when, and how; why they are "
        "stressed; and what share of data-science and machine-learning people it is. Theirs is a "
        "distance in percentage points from the average of the sector, not a percentage, so it "
        "stands beside the bars and not among them."
    )
    chart = tuple((row.group, f"{row.value:g}", "%") for row in percent)
    return Answer(
        Reply(
            text=text,
            outcome=Outcome.ADVICE,
            topic=f"advice/{TOPIC}",
            sources=catalogue.section_source(connection, rows[0].section_id),
            suggestions=catalogue.suggestions_for(
                connection,
                ["ml-engineer/stress", "devops-engineer/stress", "project-manager/stress"],
            ),
            cards=(
                Card(
                    "chart", "Stressed often or very often", chart, alternative=lines, image=CHART
                ),
            ),
        ),
        replace(focus, subject="ml-engineer", aspect="stress", advice=TOPIC),
    )
