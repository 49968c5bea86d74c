"""Money, certificate, level, degree, time, aim and taste in a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.person.statements import Statement
from knowledge.person.wordings import first_of_each_kind, wordings

_PRICE = re.compile(
    r"[$€£]\s?(\d{1,5})|(\d{1,5})\s?(?:\$|€|£|dollars?|bucks|usd|eur|euros?|quid|pounds)\b",
    re.IGNORECASE,
)
_NUMBER = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10}
_HOURS = re.compile(
    rf"\b(\d{{1,3}}|{'|'.join(_NUMBER)}|a few|an?)\s*"
    r"(hours?|hrs?|h|evenings?|nights?|days?|weekends?)\b"
    r"(?=.{0,25}\b(?:week|day|month|learn|study|free|spare)|[^a-z]*$|.{0,6},)",
    re.IGNORECASE,
)


def circumstances(clause: str) -> Iterator[Statement]:
    """Money, certificate, level, degree, coding and time in a clause."""
    yield from first_of_each_kind(wordings().circumstances, clause)
    if price := _PRICE.search(clause):
        yield Statement("budget", price.group(1) or price.group(2))
    if time := _HOURS.search(clause):
        amount, unit = time.group(1).lower(), time.group(2).lower()
        number = str(_NUMBER.get(amount, amount))
        hours = unit.startswith("h")
        yield Statement("hours", number if hours else f"{amount} {unit} a week")


def mentioned(clause: str) -> Iterator[Statement]:
    """Aims and tastes that a clause mentions, whether or not they are the speaker's."""
    yield from first_of_each_kind(wordings().goals, clause)
    for wording in wordings().tastes:
        if wording.pattern.search(clause):
            yield wording.statement


def is_meant(clause: str) -> bool:
    """Whether a clause states an aim or a taste as the speaker's own."""
    return bool(wordings().meant.search(clause))


def steps_done(clause: str) -> Iterator[Statement]:
    """Steps of the way into the job that a clause says are done."""
    for wording in wordings().steps:
        if wording.pattern.search(clause):
            yield wording.statement
