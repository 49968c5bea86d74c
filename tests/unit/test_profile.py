"""A profile after what a person says, in order: the latest counts, corrections take back."""

import json

import pytest

from knowledge.person.profile import LONGEST, MOST, Profile
from knowledge.person.statements import Statement


def after(*messages: str) -> Profile:
    """The profile after messages, each given as the texts of its statements."""
    profile = Profile()
    for message in messages:
        stated = [Statement.from_text(text) for text in message.split(" ") if text]
        profile = profile.told(profile.meant(stated))
    return profile


def test_a_stranger_is_an_empty_profile() -> None:
    assert Profile().is_empty
    assert after("").is_empty
    assert not after("language=python").is_empty
    assert after("language=python", "~language=r", "language!=r", "language=r").languages == ("r",)


def test_what_is_said_later_counts() -> None:
    profile = after("language=python language=r skill=sql", "language!=python", "skill!=sql")
    assert (profile.languages, profile.not_languages) == (("r",), ("python",))
    assert (profile.skills, profile.not_skills) == ((), ("sql",))
    again = profile.told([Statement("language", "python")])
    assert (again.languages, again.not_languages) == (("r", "python"), ())


def test_who_never_coded_knows_no_language_and_who_knows_one_has_coded() -> None:
    never = after("language=python skill=statistics", "coding!=yes")
    assert (never.languages, never.coding) == ((), False)
    assert never.skills == ("statistics",)
    assert never.told([Statement("language", "python")]).coding is None
    assert after("coding=yes", "language=java").coding is True
    assert after("coding!=yes", "language!=java").coding is False


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("goal", "job", "research"),
        ("budget", "free", "25"),
        ("hours", "5", "10"),
        ("occupation", "nurse", "teacher"),
        ("level", "beginner", "advanced"),
    ],
)
def test_of_some_kinds_there_is_one(kind: str, first: str, second: str) -> None:
    assert getattr(after(f"{kind}={first}", f"{kind}={second}"), kind) == second
    assert getattr(after(f"{kind}={first}", f"{kind}!={first}"), kind) is None


@pytest.mark.parametrize("kind", ["certificate", "degree"])
def test_yes_and_no(kind: str) -> None:
    assert getattr(after(f"{kind}=yes"), kind) is True
    assert getattr(after(f"{kind}=yes", f"{kind}!=yes"), kind) is False


def test_tastes_are_those_of_the_latest_message_that_named_any() -> None:
    profile = after("taste=speed taste=easy", "language=r", "taste=statistics", "goal=job")
    assert profile.tastes == ("statistics",)


def test_the_same_fact_twice_is_one() -> None:
    once, twice = after("language=r skill=sql"), after(*["language=r skill=sql"] * 2)
    assert twice == once
    assert after("language=r language=r").languages == ("r",)


def test_five_hundred_skills_are_bounded_and_the_latest_are_kept() -> None:
    profile = Profile().told([Statement("skill", f"skill-{number}") for number in range(500)])
    assert len(profile.skills) == MOST
    assert profile.skills[-1] == "skill-499"
    assert len(profile.latest) == MOST
    for number in range(500):
        profile = profile.told([Statement("skill", f"skill-{number}", holds=False)])
    assert len(profile.not_skills) == MOST
    long = Profile().told([Statement("occupation", "x" * 900), Statement("skill", "y" * 900)])
    assert (len(str(long.occupation)), len(long.skills[0])) == (LONGEST, LONGEST)
    assert len(json.dumps(profile.to_dict())) < 10_000


def test_a_correction_takes_back_the_last_message_and_not_the_one_before() -> None:
    profile = after("language=python", "language=java", "~language=r")
    assert profile.languages == ("python", "r")


def test_a_correction_takes_back_only_what_it_is_about() -> None:
    profile = after("degree!=yes language=java hours=5", "~language=r")
    assert (profile.languages, profile.degree, profile.hours) == (("r",), False, "5")


def test_a_language_is_corrected_by_a_skill() -> None:
    profile = after("language=java", "~skill=sql")
    assert (profile.languages, profile.skills) == ((), ("sql",))


def test_the_correction_of_a_denial_denies() -> None:
    profile = after("language!=java", "~language=r ~language!=java")
    assert (profile.languages, profile.not_languages) == ((), ("r",))


def test_a_correction_with_nothing_to_correct_is_a_statement() -> None:
    assert after("~language=r").languages == ("r",)
    assert after("degree=yes", "~language=r").languages == ("r",)


def test_a_finished_step_can_be_taken_back() -> None:
    profile = after("done=step-python done=step-project", "done!=step-project")
    assert (profile.done, profile.not_done) == (("step-python",), ("step-project",))


def test_what_nobody_knows_the_meaning_of_changes_nothing_that_is_known() -> None:
    before = after("language=r")
    assert before.told([Statement("shoe-size", "43")]).languages == ("r",)
    assert "shoe-size" not in before.told([Statement("shoe-size", "43")]).to_dict()


def test_a_profile_survives_being_written_down() -> None:
    profile = after(
        "language=python language!=r skill=sql skill!=calculus done=step-python",
        "goal=job budget=25 hours=5 occupation=nurse level=beginner",
        "certificate=yes degree!=yes coding=yes taste=speed done!=step-project",
        "unlisted=PHP unlisted!=JavaScript course_language=r unwanted=java",
        "chosen_course=udacity-ml",
    )
    stored = json.loads(json.dumps(profile.to_dict()))
    assert Profile.from_dict(stored) == profile
    assert set(stored) == {field for field in vars(Profile()) if field != "coding"} | {"coding"}
    assert Profile().to_dict() == {}


def test_keys_of_another_version_are_left_out() -> None:
    stored = {"languages": ["r"], "shoe_size": 43, "degree": False}
    profile = Profile.from_dict(stored)
    assert profile.to_dict() == {"languages": ["r"], "degree": False}


def test_a_correction_that_says_the_same_takes_nothing_back() -> None:
    profile = after("language=python skill=sql skill=statistics", "~skill=statistics")
    assert (profile.languages, profile.skills) == (("python",), ("sql", "statistics"))


def test_what_is_not_wanted_may_be_known() -> None:
    profile = after("language=java", "unwanted=java")
    assert (profile.languages, profile.unwanted) == (("java",), ("java",))


def test_a_wish_for_a_course_in_a_language_is_no_knowledge_of_it() -> None:
    profile = after("course_language=r", "course_language=python")
    assert (profile.languages, profile.course_language) == ((), "python")
