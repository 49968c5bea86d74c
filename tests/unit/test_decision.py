import math
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.decision import (
    FALLBACK,
    Choice,
    Decision,
    Evidence,
    probability,
    read_decision,
)

PLAIN = Evidence(
    intent="ask_price",
    confidence=0.9,
    runner_up=0.05,
    scopes={"knowledge": 0.9, "beyond": 0.05, "outside": 0.05},
    examples={"knowledge": 0.8, "beyond": 0.5, "outside": 0.4},
    cosine=0.8,
    score=0.85,
    lead=0.1,
    second=0.7,
    nearest=0.8,
    named=True,
    unknown=False,
    nameless=False,
    agreed=False,
    words=6,
)


def deciding(
    classifier: float, search: float, second_match: float = 0.01, beyond_odds: float = 1.0
) -> Decision:
    """One that gives each of them a fixed probability of being right."""
    nothing = dict.fromkeys(PLAIN.features(), 0.0)
    return Decision(
        classifier={**nothing, "constant": math.log(classifier / (1 - classifier))},
        search={**nothing, "constant": math.log(search / (1 - search))},
        second_match={**nothing, "constant": math.log(second_match / (1 - second_match))},
        beyond_odds=beyond_odds,
        answer_from=0.5,
        second_from=0.1,
        offer=0.6,
    )


def test_the_surer_one_answers() -> None:
    assert deciding(classifier=0.9, search=0.7).choose(PLAIN).choice is Choice.CLASSIFIER
    verdict = deciding(classifier=0.6, search=0.8).choose(PLAIN)
    assert verdict.choice is Choice.SEARCH
    assert verdict.certainty == pytest.approx(0.8)


def test_what_is_taken_to_lie_beyond_is_weighed() -> None:
    beyond = replace(PLAIN, intent="beyond_knowledge")
    assert deciding(classifier=0.8, search=0.7).choose(beyond).choice is Choice.CLASSIFIER
    weighed = deciding(classifier=0.8, search=0.7, beyond_odds=0.5)
    assert weighed.choose(beyond).choice is Choice.SEARCH  # 4 to 1 becomes 2 to 1
    assert weighed.choose(PLAIN).choice is Choice.CLASSIFIER  # of nothing else


def test_what_is_as_good_as_listed_is_answered_by_that() -> None:
    same = replace(PLAIN, cosine=0.98)
    assert deciding(classifier=0.9, search=0.7).choose(same).choice is Choice.SEARCH
    # Also where neither is likely to be right: what is listed is not asked back about.
    assert deciding(classifier=0.2, search=0.1).choose(same).choice is Choice.SEARCH
    assert deciding(classifier=0.2, search=0.1).choose(PLAIN).choice is Choice.ASK_BACK


def test_below_the_limit_nobody_answers() -> None:
    verdict = deciding(classifier=0.3, search=0.4).choose(PLAIN)
    assert verdict.choice is Choice.ASK_BACK
    assert verdict.certainty == pytest.approx(0.4)


def test_search_without_a_fitting_match_is_never_chosen() -> None:
    nothing = replace(PLAIN, score=0.0, cosine=0.0, lead=0.0)
    assert deciding(classifier=0.6, search=0.9).choose(nothing).choice is Choice.CLASSIFIER


def test_what_may_be_right_in_place_of_the_first_is_told_as_well() -> None:
    verdict = deciding(classifier=0.6, search=0.8).choose(PLAIN)  # 0.2 * 0.6 is above 0.1
    assert verdict.second is Choice.CLASSIFIER
    assert deciding(classifier=0.7, search=0.6).choose(PLAIN).second is Choice.SEARCH
    assert deciding(classifier=0.7, search=0.1, second_match=0.5).choose(PLAIN).second is (
        Choice.SECOND_MATCH
    )


def test_a_sure_answer_stands_alone() -> None:
    assert deciding(classifier=0.6, search=0.9).choose(PLAIN).second is None


def test_who_asks_back_tells_nothing_beside() -> None:
    assert deciding(classifier=0.4, search=0.4).choose(PLAIN).second is None


def test_the_same_answer_is_no_second() -> None:
    agreed = replace(PLAIN, agreed=True)
    assert deciding(classifier=0.6, search=0.8).choose(agreed).second is None


@pytest.mark.parametrize("intent", ["greet", "beyond_knowledge", "out_of_scope", FALLBACK])
def test_only_facts_stand_beside_each_other(intent: str) -> None:
    other = replace(PLAIN, intent=intent)
    assert deciding(classifier=0.6, search=0.8).choose(other).second is None
    assert deciding(classifier=0.8, search=0.6).choose(other).second is None


def test_a_second_match_that_there_is_not_is_not_told() -> None:
    alone = replace(PLAIN, second=0.0, agreed=True)
    assert deciding(classifier=0.6, search=0.7, second_match=0.9).choose(alone).second is None


def test_the_committed_weights_are_for_the_features() -> None:
    decision = read_decision()
    for intent in ("ask_price", "greet", "beyond_knowledge", "out_of_scope", FALLBACK):
        features = replace(PLAIN, intent=intent).features()
        assert 0 < probability(decision.classifier, features) < 1
        assert 0 < probability(decision.search, features) < 1
        assert 0 < probability(decision.second_match, features) < 1


def test_weights_for_other_features_are_refused() -> None:
    with pytest.raises(KeyError, match="unheard"):
        probability({"unheard": 1.0}, {})


def test_extreme_probabilities_stay_finite() -> None:
    features = replace(PLAIN, confidence=1.0, runner_up=0.0, scopes={}).features()
    assert all(math.isfinite(value) for value in features.values())


def test_a_file_that_lacks_a_part_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "decision.yml"
    file.write_text("answer_from: 0.5\n")
    with pytest.raises(ValidationError):
        read_decision(file)
