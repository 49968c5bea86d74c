"""Which action an intent leads to, for what comes between the questions of an interview.

The rules in ``data/rules.yml`` say the same to Rasa; a test compares them.
"""

from __future__ import annotations

from actions.advising import (
    ActionAdviseRoadmap,
    ActionDecideNow,
    ActionExplainAdvice,
    ActionFindCheaper,
    ActionNothingRunning,
    ActionShowFigures,
    ActionShowGap,
    ActionStandByAnswer,
)
from actions.asking_back import ActionAskBack
from actions.following_up import ActionChoosePosition, ActionFollowUp, ActionTellMore
from actions.interview_forms import CourseForm, LanguageForm, RoleForm
from actions.person import ActionForgetPerson, ActionNotePerson, ActionShowPerson
from actions.questions import (
    PHRASES,
    ActionAnswerQuestion,
)
from actions.smalltalk import ActionSmallTalk
from actions.speaking import AnsweringAction

_BY_INTENT: dict[str, type[AnsweringAction]] = {
    "ask_more": ActionTellMore,
    "follow_up_named": ActionFollowUp,
    "choose_position": ActionChoosePosition,
    "nlu_fallback": ActionAskBack,
    "tell_about_oneself": ActionNotePerson,
    "show_profile": ActionShowPerson,
    "forget_me": ActionForgetPerson,
    "make_roadmap": ActionAdviseRoadmap,
    "skill_gap": ActionShowGap,
    "show_figures": ActionShowFigures,
    "explain_advice": ActionExplainAdvice,
    "find_cheaper": ActionFindCheaper,
    "decide_now": ActionDecideNow,
    "doubt": ActionStandByAnswer,
    "skip": ActionNothingRunning,
    "stop": ActionNothingRunning,
    "go_back": ActionNothingRunning,
    "advise_language": LanguageForm,
    "advise_course": CourseForm,
    "role_fit": RoleForm,
    **dict.fromkeys(PHRASES, ActionSmallTalk),
}


def action_for(intent: str) -> AnsweringAction:
    """The action that the rules would choose; every other intent asks the knowledge base."""
    return _BY_INTENT.get(intent, ActionAnswerQuestion)()
