"""Advice computed from the real content: what it recommends, why, and where that stands."""

from __future__ import annotations

import re
from itertools import combinations, product

import pytest
from sqlalchemy.engine import Engine

from knowledge import catalogue
from knowledge.advice.content import read_advice_content
from knowledge.advice.language import rank_languages
from knowledge.advice.service import Adviser
from knowledge.answers import Focus
from knowledge.bootstrap import build_engine
from knowledge.person.profile import Profile
from knowledge.person.statements import GOALS, TASTES
from knowledge.reply import Outcome
from knowledge.settings import Settings, load_settings
from tests.integration.said import bold, sections

NOTHING = Focus()
STEPS = ("python", "machine-learning", "project", "data", "community", "experience")
REASONS = read_advice_content(load_settings().content_directory).reasons


@pytest.fixture(scope="module")
def database(real_knowledge: Settings) -> Engine:
    return build_engine(real_knowledge)


# --- which language


@pytest.mark.parametrize(
    ("profile", "best", "second"),
    [
        (Profile(), "python", "r"),
        (Profile(goal="job"), "python", "cpp"),
        (Profile(goal="research"), "r", "python"),
        (Profile(goal="enterprise"), "java", "python"),
        (Profile(goal="engineering"), "matlab", "python"),
        (Profile(goal="hobby"), "python", "r"),
        (Profile(tastes=("easy",)), "python", "julia"),
        (Profile(tastes=("speed",)), "cpp", "julia"),
        (Profile(tastes=("statistics", "charts")), "r", "python"),
        (Profile(tastes=("scalability",)), "java", "scala"),
        (Profile(tastes=("scalability", "speed")), "scala", "java"),
        (Profile(tastes=("numerics", "easy")), "julia", "python"),
        (Profile(goal="engineering", tastes=("numerics",)), "matlab", "julia"),
        (Profile(goal="job", languages=("java",)), "python", "java"),
        (Profile(languages=("r",)), "python", "r"),
    ],
)
def test_the_language_and_the_runner_up(
    adviser: Adviser, database: Engine, profile: Profile, best: str, second: str
) -> None:
    answer = adviser.language(profile, NOTHING)
    assert answer.reply.outcome is Outcome.ADVICE
    assert answer.focus.listed[:2] == (best, second)
    assert (answer.focus.subject, answer.focus.advice) == (best, "language")
    with database.connect() as connection:
        names = [catalogue.find_subject(connection, each) for each in (best, second)]
    assert [name.name for name in names if name] == bold(answer.reply)[:2]
    assert [row[0] for row in answer.reply.cards[0].rows][:2] == bold(answer.reply)[:2]


def test_a_reason_is_given_with_its_source(adviser: Adviser) -> None:
    reply = adviser.language(Profile(goal="research"), NOTHING).reply
    assert "academia and research" in reply.text
    assert sections(reply)[0] == "R"
    assert adviser.language(Profile(tastes=("speed",)), NOTHING).reply.text != reply.text


def test_who_is_recommended_another_language_hears_that_the_way_begins_with_python(
    adviser: Adviser,
) -> None:
    stranger = adviser.language(Profile(goal="research"), NOTHING).reply.text
    knows_it = adviser.language(Profile(goal="research", languages=("python",)), NOTHING)
    assert "begins with Python" in stranger
    assert "begins with Python" not in knows_it.reply.text


def test_a_new_taste_decides_anew(adviser: Adviser) -> None:
    first = adviser.language(Profile(goal="job"), NOTHING)
    again = adviser.language(Profile(goal="job", tastes=("statistics", "charts")), first.focus)
    assert (first.focus.subject, again.focus.subject) == ("python", "r")


def test_why_not_another(adviser: Adviser) -> None:
    advised = adviser.language(Profile(goal="job"), NOTHING)
    answer = adviser.explain(["r"], Profile(goal="job"), advised.focus)
    assert answer is not None
    assert bold(answer.reply)[:2] == ["R", "Python"]
    assert {"R", "Python"} <= set(sections(answer.reply))
    assert answer.focus.advice == "language"


def test_why_the_one_that_was_recommended(adviser: Adviser) -> None:
    for named in ([], ["python"]):
        answer = adviser.explain(named, Profile(goal="job"), Focus(advice="language"))
        assert answer is not None
        assert bold(answer.reply)[:1] == ["Python"]
        assert "Python" in sections(answer.reply)


@pytest.mark.parametrize(
    "known", [("python",), ("python", "r", "java", "cpp", "matlab", "julia"), ("python", "r")]
)
def test_who_wants_a_further_language_is_not_sent_to_one_they_know(
    adviser: Adviser, known: tuple[str, ...]
) -> None:
    profile = Profile(languages=known, tastes=("new",))
    answer = adviser.language(profile, NOTHING)
    assert answer.focus.subject not in known
    assert len(bold(answer.reply)) >= 2
    assert answer.reply.sources
    explained = adviser.explain(["python"], profile, answer.focus)
    assert explained is not None
    assert "Python" in bold(explained.reply)


def test_who_knows_them_all_still_gets_an_answer(adviser: Adviser, database: Engine) -> None:
    with database.connect() as connection:
        everything = tuple(s.id for s in catalogue.subjects_of_kind(connection, "language"))
    answer = adviser.language(Profile(languages=everything, tastes=("new",)), NOTHING)
    assert answer.reply.outcome is Outcome.ADVICE


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: f"{reason.language}-{reason.wanted}")
def test_every_reason_stands_where_it_says(database: Engine, reason: object) -> None:
    subject, _, aspect = getattr(reason, "at").partition("/")  # noqa: B009 - a parameter
    with database.connect() as connection:
        answer = catalogue.find_answer(connection, subject, [aspect])
        assert answer is not None
        assert catalogue.sources_of(connection, [answer.id])


def test_every_language_is_recommended_to_somebody(database: Engine) -> None:
    tastes = [(), *combinations(TASTES, 1), *combinations(TASTES, 2)]
    profiles = [Profile(goal=g, tastes=t) for g, t in product((None, *GOALS), tastes)]
    with database.connect() as connection:
        everything = {s.id for s in catalogue.subjects_of_kind(connection, "language")}
        recommended = {rank_languages(connection, REASONS, p)[0].language.id for p in profiles}
    assert recommended == everything


# --- which course


@pytest.mark.parametrize(
    ("profile", "order"),
    [
        (Profile(budget="free"), ("udacity-ml", "coursera-ml", "datacamp-ml")),
        (Profile(certificate=True), ("coursera-ml", "datacamp-ml", "udacity-ml")),
        (Profile(languages=("r",)), ("datacamp-ml", "coursera-ml", "udacity-ml")),
        (Profile(level="beginner"), ("coursera-ml", "udacity-ml", "datacamp-ml")),
        (Profile(coding=False), ("coursera-ml", "udacity-ml", "datacamp-ml")),
        (Profile(budget="little"), ("udacity-ml", "coursera-ml", "datacamp-ml")),
        (Profile(budget="10"), ("udacity-ml", "coursera-ml", "datacamp-ml")),
        (Profile(budget="25"), ("udacity-ml", "datacamp-ml", "coursera-ml")),
        (Profile(budget="25", languages=("r",)), ("datacamp-ml", "udacity-ml", "coursera-ml")),
        (Profile(budget="any", languages=("r",)), ("datacamp-ml", "coursera-ml", "udacity-ml")),
    ],
)
def test_the_courses_in_order(adviser: Adviser, profile: Profile, order: tuple[str, ...]) -> None:
    answer = adviser.course(profile, NOTHING)
    assert answer.focus.listed == order
    assert (answer.focus.subject, answer.focus.advice) == (order[0], "course")
    assert len(answer.reply.sources) == 3
    assert len(answer.reply.cards[0].rows) == 3


def test_free_and_a_certificate_is_offered_by_none_and_that_is_said(adviser: Adviser) -> None:
    both = adviser.course(Profile(budget="free", certificate=True), NOTHING).reply.text
    assert "none that is free and gives a certificate" in both
    for one in (Profile(budget="free"), Profile(certificate=True), Profile()):
        assert "none that is free" not in adviser.course(one, NOTHING).reply.text


@pytest.mark.parametrize("latest", ["budget=free", "certificate=yes"])
def test_of_both_wishes_the_course_that_meets_one_and_may_meet_the_other_is_first(
    adviser: Adviser, latest: str
) -> None:
    """Coursera's price is not known; Udacity is known to give no certificate."""
    both = {"budget": "free", "certificate": True, "latest": [latest]}
    answer = adviser.course(Profile.from_dict(both), NOTHING)
    assert answer.focus.listed[0] == "coursera-ml"


def test_what_the_source_does_not_say_is_not_said_of_a_course(adviser: Adviser) -> None:
    rows = {row[0]: row for row in adviser.course(Profile(), NOTHING).reply.cards[0].rows}
    by_name = {name.split("(")[-1].rstrip(")"): row for name, row in rows.items()}
    assert by_name["Coursera"][1:3] == ("not stated", "yes")
    assert by_name["DataCamp"][2] == "not stated"
    assert by_name["Udacity"][1:3] == ("free", "no")


@pytest.mark.parametrize(
    ("talked_about", "cheaper"),
    [
        (None, ("udacity-ml", "datacamp-ml")),
        ("coursera-ml", ("udacity-ml", "datacamp-ml")),
        ("datacamp-ml", ("udacity-ml",)),
        ("udacity-ml", ("udacity-ml",)),
        ("python", ("udacity-ml", "datacamp-ml")),
    ],
)
def test_something_cheaper(
    adviser: Adviser, talked_about: str | None, cheaper: tuple[str, ...]
) -> None:
    answer = adviser.cheaper(Profile(), Focus(subject=talked_about))
    assert answer.focus.listed == cheaper
    assert "Coursera" in answer.reply.text  # whose price the source does not name
    assert answer.reply.sources


def test_why_not_another_course(adviser: Adviser) -> None:
    profile = Profile(budget="free")
    answer = adviser.explain(["datacamp-ml"], profile, Focus(advice="course"))
    assert answer is not None
    assert "$25" in answer.reply.text
    assert len(answer.reply.sources) == 2
    assert answer.focus.subject == "datacamp-ml"


def test_why_of_what_is_no_advice_is_left_to_others(adviser: Adviser) -> None:
    assert adviser.explain(["sql"], Profile(), Focus(advice="language")) is None
    assert adviser.explain([], Profile(), NOTHING) is None


# --- the way, the gap


def listed_steps() -> tuple[str, ...]:
    return tuple(f"step-{each}" for each in STEPS)


@pytest.mark.parametrize(
    ("profile", "following", "done"),
    [
        (Profile(), "step-python", 0),
        (Profile(languages=("python",)), "step-machine-learning", 1),
        (Profile(languages=("python",), not_done=("step-python",)), "step-python", 0),
        (Profile(done=("step-project",)), "step-python", 1),
        (
            Profile(languages=("python",), done=("step-machine-learning", "step-project")),
            "step-data",
            3,
        ),
        (Profile(done=listed_steps()[:5]), "step-experience", 5),
        (Profile(done=(*listed_steps()[:2], "step-of-nowhere")), "step-project", 2),
    ],
)
def test_the_roadmap(adviser: Adviser, profile: Profile, following: str, done: int) -> None:
    answer = adviser.roadmap(profile, NOTHING)
    (card,) = answer.reply.cards
    assert answer.focus.listed == listed_steps()
    assert answer.focus.subject == following
    assert sum("\N{WHITE HEAVY CHECK MARK}" in row[0] for row in card.rows) == done
    assert len(card.rows) == 6
    assert f"step {STEPS.index(following.removeprefix('step-')) + 1}" in answer.reply.text
    assert answer.reply.sources


def test_who_has_all_steps_behind_them_is_sent_to_no_other(adviser: Adviser) -> None:
    answer = adviser.roadmap(Profile(done=listed_steps()), NOTHING)
    assert "next is" not in answer.reply.text
    assert all("\N{WHITE HEAVY CHECK MARK}" in row[0] for row in answer.reply.cards[0].rows)
    assert answer.reply.suggestions


def test_the_roadmap_names_the_course_that_fits(adviser: Adviser) -> None:
    free = adviser.roadmap(Profile(budget="free"), NOTHING).reply.text
    assert "Udacity" in free
    assert "Udacity" not in adviser.roadmap(Profile(certificate=True), NOTHING).reply.text


def test_the_gap_counts_what_is_there_and_names_what_is_missing(adviser: Adviser) -> None:
    profile = Profile(languages=("python", "cobol"), skills=("sql", "statistics", "juggling"))
    answer = adviser.gap(profile, NOTHING)
    (card,) = answer.reply.cards
    assert card.rows == (
        ("Programming", "1", "of 4"),
        ("Mathematics", "1", "of 4"),
        ("Data", "1", "of 2"),
        ("Machine learning", "0", "of 1"),
    )
    assert card.image is not None
    assert card.image.endswith("have=python.statistics.sql")
    assert re.search(r"\b8 of the 11\b", answer.reply.text)
    assert {"python", "sql", "statistics"}.isdisjoint(answer.focus.listed)
    assert len(answer.focus.listed) == 8
    for name in ("linear algebra", "data modeling", "software design"):
        assert name in answer.reply.text
    assert "juggling" not in answer.reply.text
    assert answer.reply.sources


def test_nothing_told_and_nothing_missing(adviser: Adviser) -> None:
    content = read_advice_content(load_settings().content_directory)
    everything = tuple(entry for group in content.groups for entry in group.entries)
    none = adviser.gap(Profile(), NOTHING).reply
    complete = adviser.gap(Profile(skills=everything), NOTHING).reply
    assert [row[1] for row in none.cards[0].rows] == ["0"] * 4
    assert [f"of {row[1]}" for row in complete.cards[0].rows] == [
        row[2] for row in complete.cards[0].rows
    ]
    assert "Still missing" not in complete.text


# --- all of it


@pytest.mark.parametrize("goal", [None, *GOALS])
@pytest.mark.parametrize("budget", [None, "free", "little", "any", "25", "1500"])
def test_no_advice_without_a_source(adviser: Adviser, goal: str | None, budget: str | None) -> None:
    for taste, certificate in product((None, *TASTES), (None, True, False)):
        profile = Profile(
            goal=goal,
            budget=budget,
            certificate=certificate,
            tastes=(taste,) if taste else (),
            languages=("r",) if certificate else (),
        )
        for advise in (adviser.language, adviser.course, adviser.roadmap, adviser.gap):
            reply = advise(profile, NOTHING).reply
            assert reply.outcome is Outcome.ADVICE
            assert reply.sources, f"{reply.topic} for {profile}"
            assert all(card.alternative for card in reply.cards)
