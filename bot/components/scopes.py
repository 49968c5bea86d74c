"""What an intent is about: the knowledge, the dialogue itself, or neither."""

from __future__ import annotations

from enum import Enum

# Intents that search knows nothing of: what they ask is not in the listed questions.
DIALOGUE = frozenset(
    """greet thank goodbye start_over affirm deny how_are_you ask_identity ask_capabilities ask_more
    choose_position follow_up_named distress tell_about_oneself advise_language advise_course
    make_roadmap skill_gap role_fit show_figures show_profile forget_me explain_advice find_cheaper
    decide_now doubt skip stop go_back""".split()
)


class Scope(str, Enum):
    """``BEYOND``: about careers, and not known here; ``OUTSIDE``: about anything else."""

    KNOWLEDGE = "knowledge"
    DIALOGUE = "dialogue"
    BEYOND = "beyond"
    OUTSIDE = "outside"


def scope_of(intent: str) -> Scope:
    """The scope of an intent of the domain."""
    if intent == "beyond_knowledge":
        return Scope.BEYOND
    if intent == "out_of_scope":
        return Scope.OUTSIDE
    return Scope.DIALOGUE if intent in DIALOGUE else Scope.KNOWLEDGE
