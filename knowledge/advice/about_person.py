"""What is known about a person, in words: confirmed in passing, and listed when asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy.engine import Connection

from knowledge.advice.wording import MEANT, joined, names_of
from knowledge.person.profile import Profile
from knowledge.person.statements import ANY, FREE, IT, LATEST, LITTLE, Statement

MOST_NAMED = 12  # entries of a list that are read out


def in_words(connection: Connection, profile: Profile) -> list[str]:
    """Each thing that is known, after «you»: «know Java and R», «have no degree»."""
    parts: list[str] = []
    known = _named(connection, (*profile.languages, *profile.skills))
    parts += [f"know {known}"] if known else []
    unknown = _named(connection, (*profile.not_languages, *profile.not_skills))
    parts += [f"don't know {unknown}"] if unknown else []
    for said in _circumstances(profile):
        parts += [_claim(connection, said)]
    finished = _named(connection, profile.done)
    parts += [f"have finished the step {finished}"] if finished else []
    tastes = joined([MEANT[f"taste:{each}"] for each in profile.tastes if f"taste:{each}" in MEANT])
    parts += [f"want {tastes}"] if tastes else []
    return [part for part in parts if part]


def noted(connection: Connection, statements: Sequence[Statement]) -> str:
    """«Noted: you know Java and you have no degree.»; empty without statements."""
    know = _named(connection, [s.value for s in statements if _is_thing(s) and s.holds])
    not_know = _named(connection, [s.value for s in statements if _is_thing(s) and not s.holds])
    parts = [f"know {know}"] if know else []
    parts += [f"don't know {not_know}"] if not_know else []
    tastes = [
        MEANT[f"taste:{s.value}"]
        for s in statements
        if s.kind == "taste" and f"taste:{s.value}" in MEANT
    ]
    parts += [f"want {joined(tastes)}"] if tastes else []
    rest = [s for s in statements if not _is_thing(s) and s.kind != "taste"]
    parts += [text for each in rest if (text := _claim(connection, each))]
    parts = list(dict.fromkeys(parts))
    return f"Noted: you {joined(parts)}." if parts else ""


def _is_thing(said: Statement) -> bool:
    return said.kind in ("language", "skill")


def _circumstances(profile: Profile) -> list[Statement]:
    single = ("occupation", "goal", "level", "budget", "hours")
    said = [Statement(kind, value) for kind in single if (value := getattr(profile, kind))]
    yes_no = ("certificate", "degree", "coding")
    return said + [Statement(k, "yes", v) for k in yes_no if (v := getattr(profile, k)) is not None]


def _claim(connection: Connection, said: Statement) -> str:
    if said.kind == "done" and said.value == LATEST:
        return "have not finished that yet"
    if said.kind == "done":
        verb = "have finished the step" if said.holds else "have not finished the step"
        return f"{verb} {_named(connection, [said.value])}"
    valued = _VALUED.get(said.kind) if said.holds else None
    return valued(said.value) if valued else _YES_OR_NO.get((said.kind, said.holds), "")


def _budget(value: str) -> str:
    special = {
        FREE: "can spend no money, so it has to be free",
        LITTLE: "want to spend little",
        ANY: "are not bound by the price",
    }
    return special.get(value, f"can pay ${value}")


_VALUED: dict[str, Callable[[str], str]] = {
    "budget": _budget,
    "hours": lambda value: f"have {value} hours a week" if value.isdigit() else f"have {value}",
    "goal": lambda value: f"want {MEANT['goal:' + value]}",
    "occupation": lambda value: f"are {'an' if value[:1] in 'aeiou' else 'a'} {value}",
    "level": lambda value: "are a beginner" if value == "beginner" else "are advanced",
}
_YES_OR_NO = {
    ("certificate", True): "need a certificate",
    ("certificate", False): "need no certificate",
    ("degree", True): "have a degree",
    ("degree", False): "have no degree",
    ("coding", True): "can code",
    ("coding", False): "can't code yet",
}


def _named(connection: Connection, ids: Sequence[str]) -> str:
    names = names_of(connection, dict.fromkeys(each for each in ids if each != IT))
    shown = names[:MOST_NAMED]
    if len(names) > MOST_NAMED:
        shown.append(f"{len(names) - MOST_NAMED} more")
    return joined(shown)
