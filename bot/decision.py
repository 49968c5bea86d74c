"""Who decides: the classifier, the search, or the person who is asked back.

Logistic regressions say how probably each of them would be right; the surer one answers, and
below a limit nobody does. Where it is fairly probable that only another one is right, its answer
is told as well. The weights and the limits are in ``decision.yml``, which
``python -m evaluation.choosing`` writes: fitted on ``tests/questions/tune``, the limits chosen from
the curve in ``docs/pictures/decision.png``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, Extra

from bot.components.scopes import Scope, scope_of

FILE = Path(__file__).with_name("decision.yml")
FALLBACK = "nlu_fallback"
# From this cosine on a message is a listed question in all but its spelling: on
# tests/questions/tune 50 of 51 are answered rightly by it, 44 by the classifier.
SAME = 0.97
LEAST = 1e-3  # probabilities are kept this far from 0 and 1 before their logarithm


class Choice(Enum):
    """Whose answer is given."""

    CLASSIFIER = "classifier"
    SEARCH = "search"
    SECOND_MATCH = "second match"  # of the search; only ever told beside another answer
    ASK_BACK = "ask back"


@dataclass(frozen=True)
class Evidence:
    """What is known about one message when it is decided who answers.

    ``confidence`` and ``runner_up`` are the probabilities of the two best intents, ``scopes``
    those of the scopes, ``examples`` the best cosine of a training example of each.
    ``cosine`` and ``score`` (a cosine plus at most 0.15 for words in common) are those of the
    best match that fits what the message names, 0 without one; ``lead`` is how far that match is
    ahead of the next answer, ``nearest`` the best cosine of any match.
    ``second`` is the score of that next answer, 0 without one.
    ``agreed``: both found the same aspect; ``nameless``: the intent asks about a thing and none
    is named, while search found one.
    """

    intent: str
    confidence: float
    runner_up: float
    scopes: Mapping[str, float]
    examples: Mapping[str, float]
    cosine: float
    score: float
    lead: float
    second: float
    nearest: float
    named: bool
    unknown: bool
    agreed: bool
    nameless: bool
    words: int

    @property
    def fits(self) -> bool:
        """Whether search has anything to offer."""
        return self.score > 0

    @property
    def asks(self) -> bool:
        """Whether the classifier takes the message for a question to the knowledge."""
        return self.intent != FALLBACK and scope_of(self.intent) is Scope.KNOWLEDGE

    @property
    def says_beyond(self) -> bool:
        """Whether the classifier takes the message for a question beyond the knowledge."""
        return self.intent != FALLBACK and scope_of(self.intent) is Scope.BEYOND

    def features(self) -> dict[str, float]:
        """The numbers that the weights are for."""
        kind = "fallback" if self.intent == FALLBACK else scope_of(self.intent).value
        sure = _log_odds(self.confidence)
        elsewhere = sum(self.scopes.get(each.value, 0.0) for each in ELSEWHERE)
        return {
            "constant": 1.0,
            "sure": sure,
            "ahead": sure - _log_odds(self.runner_up),
            "elsewhere": _log_odds(elsewhere),
            **{f"in_{each.value}": _log_odds(self.scopes.get(each.value, 0.0)) for each in Scope},
            **{f"near_{each.value}": self.examples.get(each.value, 0.0) for each in ELSEWHERE},
            "cosine": self.cosine,
            "score": self.score,
            "lead": self.lead,
            "second": self.second,
            "masked": self.nearest - self.cosine,
            "named": float(self.named),
            "unknown": float(self.unknown),
            "agreed": float(self.agreed),
            "nameless": float(self.nameless),
            "nameless_cosine": self.cosine * self.nameless,
            "named_cosine": self.cosine * self.named,
            "agreed_cosine": self.cosine * self.agreed,
            "long": math.log(1 + self.words),
            **{f"is_{each}": float(kind == each) for each in KINDS},
            **{f"sure_{each}": sure * (kind == each) for each in KINDS},
            **{f"cosine_{each}": self.cosine * (kind == each) for each in KINDS},
        }


ELSEWHERE = (Scope.BEYOND, Scope.OUTSIDE)
KINDS = (*(scope.value for scope in Scope), "fallback")


def _log_odds(probability: float) -> float:
    kept = min(max(probability, LEAST), 1 - LEAST)
    return math.log(kept / (1 - kept))


@dataclass(frozen=True)
class Verdict:
    """A choice with the probability that its answer is right; ``second``: whose answer is told
    as well."""

    choice: Choice
    certainty: float
    second: Choice | None = None


class Decision(BaseModel):
    """``classifier``, ``search`` and ``second_match``: weights by feature; ``beyond_odds``: by
    what the odds of the classifier are multiplied where it says that a question lies beyond the
    knowledge, since the regressions weigh all questions alike and the wanted shares do not;
    ``answer_from``: below this probability of being right nobody answers; ``second_from``: the
    probability that only a second answer is right, from which it is told too; ``offer``: score
    from which an answer is offered when nobody answers."""

    classifier: dict[str, float]
    search: dict[str, float]
    second_match: dict[str, float]
    beyond_odds: float
    answer_from: float
    second_from: float
    offer: float

    class Config:
        extra = Extra.forbid

    def choose(self, evidence: Evidence) -> Verdict:
        """Whose answer is given for a message."""
        return decide(self.chances(evidence), evidence, self.answer_from, self.second_from)

    def chances(self, evidence: Evidence) -> dict[Choice, float]:
        """How probably each would be right; 0 where there is no answer of it."""
        features = evidence.features()
        classifier = probability(self.classifier, features)
        if evidence.says_beyond:
            classifier = weighed(classifier, self.beyond_odds)
        return {
            Choice.CLASSIFIER: classifier,
            Choice.SEARCH: probability(self.search, features) if evidence.fits else 0.0,
            Choice.SECOND_MATCH: (
                probability(self.second_match, features) if evidence.second else 0.0
            ),
        }


def decide(
    chances: Mapping[Choice, float], evidence: Evidence, answer_from: float, second_from: float
) -> Verdict:
    """Who answers, by how probably each is right."""
    first = max((Choice.CLASSIFIER, Choice.SEARCH), key=lambda choice: chances[choice])
    is_listed = evidence.cosine >= SAME
    if is_listed:
        first = Choice.SEARCH
    certainty = chances[first]
    if certainty < answer_from and not is_listed:
        return Verdict(Choice.ASK_BACK, certainty)
    others = _beside(first, evidence)
    second = max(others, key=lambda choice: chances[choice], default=None)
    if second and (1 - certainty) * chances[second] < second_from:
        second = None
    return Verdict(first, certainty, second)


def _beside(first: Choice, evidence: Evidence) -> list[Choice]:
    """Whose answers are others than the first, and facts like it."""
    if first is Choice.CLASSIFIER and not evidence.asks:
        return []
    others = [Choice.SECOND_MATCH] if evidence.second else []
    if first is Choice.SEARCH and evidence.asks and not evidence.agreed:
        others.append(Choice.CLASSIFIER)
    if first is Choice.CLASSIFIER and evidence.fits and not evidence.agreed:
        others.append(Choice.SEARCH)
    return others


def weighed(chance: float, odds: float) -> float:
    """A probability after its odds are multiplied by ``odds``."""
    return chance * odds / (1 - chance + chance * odds)


def probability(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """Of being right.

    Raises:
        KeyError: there is no weight for a feature, or no feature for a weight.
    """
    if weights.keys() != features.keys():
        raise KeyError(f"weights and features differ in {weights.keys() ^ features.keys()}")
    return 1 / (1 + math.exp(-sum(weights[name] * value for name, value in features.items())))


def read_decision(file: Path = FILE) -> Decision:
    """Read what was fitted.

    Raises:
        pydantic.ValidationError: a part is missing, unknown or no number.
    """
    found: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
    return Decision(**found)
