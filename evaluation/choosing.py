"""``python -m evaluation.choosing``: fits who decides (``bot.decision``) on the tuning part.

Every question is asked once for each who may answer it: the classifier, the search, the search's
second match. What was right of each, with the evidence, gives the logistic regressions. They
weigh all questions alike; the odds of «beyond the knowledge» are multiplied by what brings the
groups nearest to what is wanted of each. The limit below which nobody answers is chosen on
predictions for folds that a regression was not fitted on: least short of what is wanted of each
group, and the highest of those that are as good, since to be asked back is better than to be told
something wrong. The curve over all limits is drawn to
``docs/pictures/decision.png``. A second fact is told where it is most probable that it alone is
right, in at most ``TWO_FACTS`` of the questions in scope.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import yaml
from pydantic import Field
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from bot.channels.questions import read_questions
from bot.components.knowledge_search import KnowledgeSearch
from bot.decision import FILE, Choice, Decision, Evidence, Verdict, decide, weighed
from bot.logs import quieten
from bot.processor import AdvisorAgent
from evaluation.asking import ask_agent, load_agent, turns
from evaluation.questions import GROUPS, Question, read_part
from evaluation.report import decision_curve
from knowledge.settings import PROJECT_ROOT, Settings, load_settings

CURVE = PROJECT_ROOT / "docs" / "pictures" / "decision.png"
C = 0.3  # of the regressions, on standardised features; 0.1 to 1 differ by half a point
FOLDS = 10
# By what the odds of «beyond the knowledge» may be multiplied, the nearest to 1 first.
ODDS = (1.0, 0.9, 1.1, 0.8, 1.25, 0.7, 1.4, 0.6, 1.6, 0.5, 2.0, 0.4, 2.5)
LIMITS = tuple(float(limit) for limit in np.arange(0.0, 0.81, 0.02))
WANTED = {"in_scope": 0.95, "near": 0.92, "out": 0.97}
AS_GOOD = 0.001  # a share of a group: fewer questions than the folds can tell apart
TWO_FACTS = 0.1  # of the answers: a second one helps whom the first does not, and bores the rest
SECONDS = tuple(float(limit) for limit in np.arange(0.02, 0.26, 0.01))
OFFER = 0.6  # what is less alike than this is not worth a button

ANSWERING = (Choice.CLASSIFIER, Choice.SEARCH, Choice.SECOND_MATCH)

Weights = dict[str, float]


class Forced(Decision):
    """Always the same choice, where there is one; keeps the evidence of each message."""

    choice: Choice
    seen: list[Evidence] = Field(default_factory=list)

    def choose(self, evidence: Evidence) -> Verdict:
        """The forced choice; the classifier's where that has nothing to offer."""
        self.seen.append(evidence)
        return Verdict(self.choice if _has(evidence, self.choice) else Choice.CLASSIFIER, 1.0)


def _has(evidence: Evidence, choice: Choice) -> bool:
    """Whether there is such an answer."""
    needed = {Choice.SEARCH: evidence.score, Choice.SECOND_MATCH: evidence.second}
    return needed.get(choice, 1.0) > 0


@dataclass(frozen=True)
class Observed:
    """A question's evidence, and who would have been right."""

    question: Question
    evidence: Evidence
    right: Mapping[Choice, bool]


def observe(agent: AdvisorAgent, settings: Settings, part: Sequence[Question]) -> list[Observed]:
    """Ask each question once for each choice; those that are two in one are left out.

    A long post is read twice; of two readings that are forced, the one as a whole counts, which is
    the last.
    """
    answers = {choice: asyncio.run(_forced(agent, settings, part, choice)) for choice in Choice}
    return [
        Observed(
            question,
            answers[Choice.SEARCH][i][1][-1],
            {choice: answers[choice][i][0] for choice in Choice},
        )
        for i, question in enumerate(part)
        if answers[Choice.SEARCH][i][1] and len(read_questions(question.ask)) == 1
    ]


async def _forced(
    agent: AdvisorAgent, settings: Settings, part: Sequence[Question], choice: Choice
) -> list[tuple[bool, list[Evidence]]]:
    search = agent.processor.graph_runner.component(KnowledgeSearch)
    usual = search.decision
    through = turns(settings)
    found = []
    for number, question in enumerate(part):
        forced = Forced(
            classifier={},
            search={},
            second_match={},
            beyond_odds=1,
            answer_from=0,
            second_from=1,
            offer=OFFER,
            choice=choice,
        )
        search.decision = forced
        asker = f"{choice.value}-{number}-"
        (asked,) = await ask_agent(agent, through, [question], asker)
        found.append((asked.right, list(forced.seen)))
    search.decision = usual
    return found


def fit(observed: Sequence[Observed], choice: Choice) -> Weights:
    """Weights of a logistic regression for whether a choice is right."""
    features = [each.evidence.features() for each in observed]
    names = list(features[0])
    table = np.array([[row[name] for name in names] for row in features])
    middle, spread = table.mean(axis=0), table.std(axis=0)
    spread[spread == 0] = 1.0
    right = [each.right[choice] for each in observed]
    regression = LogisticRegression(C=C, max_iter=2000).fit((table - middle) / spread, right)
    weights = regression.coef_[0] / spread
    found = {name: float(weight) for name, weight in zip(names, weights, strict=True)}
    found["constant"] = float(regression.intercept_[0] - weights @ middle)
    return {name: round(weight, 4) for name, weight in found.items()}


def fitted(observed: Sequence[Observed]) -> dict[Choice, Weights]:
    """The weights of each who may answer, fitted where it has something to offer."""
    return {
        choice: fit([each for each in observed if _has(each.evidence, choice)], choice)
        for choice in ANSWERING
    }


def held_out(observed: Sequence[Observed]) -> list[dict[Choice, float]]:
    """How probably each would be right of each question, from the other folds."""
    groups = [each.question.group for each in observed]
    found: list[dict[Choice, float]] = [{} for _ in observed]
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for train, test in folds.split(groups, groups):
        decision = _decision(fitted([observed[i] for i in train]), 1, 0, 1)
        for i in test:
            found[i] = decision.chances(observed[i].evidence)
    return found


def beyond_weighed(
    observed: Sequence[Observed], chances: Sequence[Mapping[Choice, float]], odds: float
) -> list[dict[Choice, float]]:
    """The probabilities with the odds of «beyond the knowledge» multiplied."""
    return [
        {**chance, Choice.CLASSIFIER: weighed(chance[Choice.CLASSIFIER], odds)}
        if each.evidence.says_beyond
        else dict(chance)
        for each, chance in zip(observed, chances, strict=True)
    ]


def _decision(
    weights: Mapping[Choice, Weights], odds: float, answer_from: float, second: float
) -> Decision:
    return Decision(
        classifier=weights[Choice.CLASSIFIER],
        search=weights[Choice.SEARCH],
        second_match=weights[Choice.SECOND_MATCH],
        beyond_odds=odds,
        answer_from=round(answer_from, 2),
        second_from=round(second, 2),
        offer=OFFER,
    )


def shares(
    observed: Sequence[Observed],
    chances: Sequence[Mapping[Choice, float]],
    limit: float,
    second: float = 1.0,
) -> dict[str, float]:
    """The share right of each group when answers need a probability of ``limit``; in scope also
    if a second fact is."""
    right: dict[str, list[bool]] = {group: [] for group in GROUPS}
    for each, verdict in _verdicts(observed, chances, limit, second):
        told = [verdict.choice]
        if verdict.second and each.question.group == "in_scope":
            told.append(verdict.second)
        right[each.question.group].append(any(each.right[choice] for choice in told))
    return {group: float(np.mean(found)) for group, found in right.items() if found}


def shortfall(found: Mapping[str, float]) -> float:
    """How far the shares right stay below what is wanted, added up."""
    return sum(max(0.0, wanted - found[group]) for group, wanted in WANTED.items())


def least_short(observed: Sequence[Observed], chances: Sequence[Mapping[Choice, float]]) -> float:
    """The least shortfall over all limits."""
    return min(shortfall(shares(observed, chances, limit)) for limit in LIMITS)


def two_facts(
    observed: Sequence[Observed],
    chances: Sequence[Mapping[Choice, float]],
    limit: float,
    second: float,
) -> float:
    """The share of the questions in scope that are answered by two facts."""
    verdicts = _verdicts(observed, chances, limit, second)
    return float(np.mean([v.second is not None for o, v in verdicts if o.question.answers]))


def _verdicts(
    observed: Sequence[Observed],
    chances: Sequence[Mapping[Choice, float]],
    limit: float,
    second: float,
) -> list[tuple[Observed, Verdict]]:
    return [
        (each, decide(chance, each.evidence, limit, second))
        for each, chance in zip(observed, chances, strict=True)
    ]


def main() -> None:
    """Fit, choose, write ``decision.yml`` and the curve."""
    settings = load_settings()
    quieten(settings)
    observed = observe(load_agent(settings), settings, read_part("tune"))
    plain = held_out(observed)
    lacks = [least_short(observed, beyond_weighed(observed, plain, odds)) for odds in ODDS]
    odds = next(o for o, lack in zip(ODDS, lacks, strict=True) if lack <= min(lacks) + AS_GOOD)
    for each, lack in zip(ODDS, lacks, strict=True):
        row = f"odds of beyond {each:.2f}  short of what is wanted by {100 * lack:.1f} points"
        print(f"{row}{'  <- chosen' if each == odds else ''}")
    chances = beyond_weighed(observed, plain, odds)
    curve = [shares(observed, chances, limit) for limit in LIMITS]
    short = [shortfall(found) for found in curve]
    best = max(i for i, lack in enumerate(short) if lack <= min(short) + AS_GOOD)
    for limit, found in zip(LIMITS, curve, strict=True):
        row = "  ".join(f"{group} {100 * share:5.1f} %" for group, share in found.items())
        print(f"{limit:.2f}  {row}{'  <- chosen' if limit == LIMITS[best] else ''}")
    told = [two_facts(observed, chances, LIMITS[best], second) for second in SECONDS]
    fit = (s for s, share in zip(SECONDS, told, strict=True) if share <= TWO_FACTS)
    second = next(fit, SECONDS[-1])
    for each, share in zip(SECONDS, told, strict=True):
        found = shares(observed, chances, LIMITS[best], each)
        row = f"two facts in {100 * share:4.1f} %  in_scope {100 * found['in_scope']:5.1f} %"
        print(f"{each:.2f}  {row}{'  <- chosen' if each == second else ''}")
    chosen = _decision(fitted(observed), odds, LIMITS[best], second)
    FILE.write_text(
        "# Written by `python -m evaluation.choosing`.\n"
        + yaml.safe_dump(chosen.dict(), sort_keys=False),
        encoding="utf-8",
    )
    figure = decision_curve(
        LIMITS, {group: [found[group] for found in curve] for group in curve[0]}, LIMITS[best]
    )
    figure.savefig(CURVE, dpi=110)


if __name__ == "__main__":
    main()
