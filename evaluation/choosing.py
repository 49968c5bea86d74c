"""``python -m evaluation.choosing``: fits who decides (``bot.decision``) on the tuning part.

Every question is asked twice, once answered by the classifier and once by the search. What was
right of each, with the evidence, gives two logistic regressions. The limit below which nobody
answers is chosen on predictions for folds that a regression was not fitted on: most right on
average over the three groups. The curve over all limits is drawn to
``docs/pictures/decision.png``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import yaml
from numpy.typing import NDArray
from pydantic import Field
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from bot.components.knowledge_search import KnowledgeSearch
from bot.decision import FILE, Choice, Decision, Evidence, Verdict, probability
from bot.logs import quieten
from bot.processor import AdvisorAgent
from evaluation.asking import ask_agent, load_agent, turns
from evaluation.questions import GROUPS, Question, read_part
from evaluation.report import decision_curve
from knowledge.settings import PROJECT_ROOT, Settings, load_settings

CURVE = PROJECT_ROOT / "docs" / "pictures" / "decision.png"
C = 0.3  # of the regressions, on standardised features; 0.1 to 1 differ by half a point
FOLDS = 10
LIMITS = tuple(float(limit) for limit in np.arange(0.0, 0.81, 0.02))
OFFER = 0.6  # what is less alike than this is not worth a button

Weights = dict[str, float]


class Forced(Decision):
    """Always the same choice, where there is one; keeps the evidence of each message."""

    choice: Choice
    seen: list[Evidence] = Field(default_factory=list)

    def choose(self, evidence: Evidence) -> Verdict:
        """The forced choice; the classifier's where search has nothing to offer."""
        self.seen.append(evidence)
        return Verdict(self.choice if evidence.fits else Choice.CLASSIFIER, 1.0)


@dataclass(frozen=True)
class Observed:
    """A question's evidence, and who would have been right."""

    question: Question
    evidence: Evidence
    right: Mapping[Choice, bool]


def observe(agent: AdvisorAgent, settings: Settings, part: Sequence[Question]) -> list[Observed]:
    """Ask each question once for each choice; those that are two in one are left out."""
    answers = {choice: asyncio.run(_forced(agent, settings, part, choice)) for choice in Choice}
    return [
        Observed(
            question,
            answers[Choice.SEARCH][i][1][0],
            {choice: answers[choice][i][0] for choice in Choice},
        )
        for i, question in enumerate(part)
        if len(answers[Choice.SEARCH][i][1]) == 1
    ]


async def _forced(
    agent: AdvisorAgent, settings: Settings, part: Sequence[Question], choice: Choice
) -> list[tuple[bool, list[Evidence]]]:
    search = agent.processor.graph_runner.component(KnowledgeSearch)
    usual = search.decision
    through = turns(settings)
    found = []
    for number, question in enumerate(part):
        forced = Forced(classifier={}, search={}, answer_from=0, offer=OFFER, choice=choice)
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


def fitted(observed: Sequence[Observed]) -> tuple[Weights, Weights]:
    """The weights for the classifier, and for the search where it has something to offer."""
    searched = [each for each in observed if each.evidence.fits]
    return fit(observed, Choice.CLASSIFIER), fit(searched, Choice.SEARCH)


def held_out(observed: Sequence[Observed]) -> NDArray[np.float64]:
    """Probabilities [n, 2] for classifier and search, each from the other folds."""
    groups = [each.question.group for each in observed]
    found = np.zeros((len(observed), 2))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for train, test in folds.split(groups, groups):
        classifier, search = fitted([observed[i] for i in train])
        for i in test:
            features = observed[i].evidence.features()
            found[i, 0] = probability(classifier, features)
            if observed[i].evidence.fits:
                found[i, 1] = probability(search, features)
    return found


def shares(
    observed: Sequence[Observed], probabilities: NDArray[np.float64], limit: float
) -> dict[str, float]:
    """The share right of each group when answers need a probability of ``limit``."""
    right: dict[str, list[bool]] = {group: [] for group in GROUPS}
    for each, (classifier, search) in zip(observed, probabilities, strict=True):
        choice = Choice.SEARCH if search > classifier else Choice.CLASSIFIER
        choice = Choice.ASK_BACK if max(classifier, search) < limit else choice
        right[each.question.group].append(each.right[choice])
    return {group: float(np.mean(found)) for group, found in right.items() if found}


def main() -> None:
    """Fit, choose, write ``decision.yml`` and the curve."""
    settings = load_settings()
    quieten(settings)
    observed = observe(load_agent(settings), settings, read_part("tune"))
    probabilities = held_out(observed)
    curve = [shares(observed, probabilities, limit) for limit in LIMITS]
    best = max(range(len(LIMITS)), key=lambda i: sum(curve[i].values()))
    for limit, found in zip(LIMITS, curve, strict=True):
        row = "  ".join(f"{group} {100 * share:5.1f} %" for group, share in found.items())
        print(f"{limit:.2f}  {row}{'  <- chosen' if limit == LIMITS[best] else ''}")
    classifier, search = fitted(observed)
    chosen = Decision(
        classifier=classifier, search=search, answer_from=round(LIMITS[best], 2), offer=OFFER
    )
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
