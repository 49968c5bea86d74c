"""Who decides: the classifier, the search, or the person who is asked back.

The limits in ``thresholds.yml`` were chosen on ``tests/questions/tune``, one after another until
none moved: most right answers, near and outside questions weighing 0.45 and 0.35 of those in
scope. ``make evaluate`` shows what they give.
"""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import BaseModel, Extra

from knowledge.search import Match

FILE = Path(__file__).with_name("thresholds.yml")
FALLBACK = "nlu_fallback"
TURNED_DOWN = frozenset(("beyond_knowledge", "out_of_scope", "distress"))
# Intents that search knows nothing of: what they ask is not in the listed questions.
DIALOGUE = frozenset(
    """greet thank goodbye start_over affirm deny how_are_you ask_identity ask_capabilities ask_more
    choose_position follow_up_named""".split()
)


class Thresholds(BaseModel):
    """``score`` is a cosine plus at most 0.15 for words in common; ``confidence`` is the
    classifier's calibrated probability."""

    sure_cosine: float  # from here the search answers, whatever the classifier says
    score: float  # the search's answer is preferred from score + slope * confidence
    slope: float
    named_cosine: float  # the same where a thing is named, for the cosine alone: that the name
    named_slope: float  # is in both says nothing about what is asked of it
    score_when_agreed: float  # where both mean the same aspect and nothing is named
    score_when_unsure: float  # where the classifier is unsure
    score_when_turned_down: float  # where it says «beyond» or «out»: plus 0.2 * confidence
    low_confidence: float  # below it, and below low_score, nobody knows: ask back
    low_score: float
    offer: float  # score from which an answer is offered when asking back

    class Config:
        extra = Extra.forbid

    def prefer_search(
        self, intent: str, confidence: float, best: Match, named: bool, agreed: bool
    ) -> bool:
        """Whether the search's best match answers rather than what the classifier says.

        ``named``: the message names a thing; ``agreed``: both mean the same aspect.
        """
        if intent in DIALOGUE:
            return best.cosine >= self.sure_cosine and confidence < self.low_confidence
        if best.cosine >= self.sure_cosine:
            return True
        if intent == FALLBACK:
            return best.score >= self.score_when_unsure
        return self._outweighs(intent, confidence, best, named, agreed)

    def _outweighs(
        self, intent: str, confidence: float, best: Match, named: bool, agreed: bool
    ) -> bool:
        score = best.cosine if named else best.score
        if intent in TURNED_DOWN:
            return score >= self.score_when_turned_down + 0.2 * confidence
        if named:
            return score >= self.named_cosine + self.named_slope * confidence
        if agreed and score >= self.score_when_agreed:
            return True
        return score >= self.score + self.slope * confidence

    def ask_back(self, intent: str, confidence: float, best: Match) -> bool:
        """Whether neither the classifier nor the search is near to an answer."""
        return (
            intent not in TURNED_DOWN | DIALOGUE | {FALLBACK}
            and confidence < self.low_confidence
            and best.score < self.low_score
        )


def read_thresholds(file: Path = FILE) -> Thresholds:
    """Read the limits.

    Raises:
        pydantic.ValidationError: one is missing, unknown or no number.
    """
    return Thresholds(**yaml.safe_load(file.read_text(encoding="utf-8")))
