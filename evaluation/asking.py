"""Asking the whole bot: real understanding, real dialogue, real actions, one person a
question."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.action_endpoint import InProcessEndpoint
from bot.assistant import load_assistant
from bot.channels.turn import Turns
from bot.processor import AdvisorAgent
from evaluation.questions import Question
from knowledge.phrases import read_phrases
from knowledge.reply import FORGOTTEN, Outcome, Reply
from knowledge.settings import Settings

HONEST = (Outcome.UNKNOWN, Outcome.CLARIFY)
# What a piece of advice and the figures state of the answers: the courses with price and
# certificate, the steps in order, the language most people start with, the stress.
ADVICE_STATES = {
    "advice/course": {
        "ml-engineer/courses",
        "ml-engineer/free-courses",
        "ml-engineer/certificates",
        "courses/price",
        "courses/certificate",
    },
    "advice/roadmap": {"ml-engineer/becoming", "ml-engineer/first-step"},
    "figures/stress": {"ml-engineer/stress", "it-professional/stress"},
}
TURNED_DOWN = (Outcome.REFUSED, Outcome.UNKNOWN)


@dataclass(frozen=True)
class Asked:
    """A question with what came back; ``parse`` is what the understanding made of it. A reply of
    two facts is right if one of them is: how many have two is printed beside."""

    question: Question
    reply: Reply
    parse: dict[str, Any]

    @property
    def right(self) -> bool:
        """In scope: the right fact. Near: honest. Out: turned down. Dialogue: understood."""
        if self.question.group == "dialogue":
            forgotten = self.reply.topic == FORGOTTEN  # and the message with it
            return ("forget_me" if forgotten else self.intent) == self.question.intent
        if self.question.group == "near":
            return self.reply.outcome in HONEST
        if self.question.group == "out":
            return self.reply.outcome in TURNED_DOWN
        topic = self.reply.topic or ""
        if self.reply.outcome is Outcome.ADVICE or topic in ADVICE_STATES:
            return bool(ADVICE_STATES.get(topic, {topic}) & self.question.answers)
        told = (self.reply.topic, self.reply.second_topic)
        return self.reply.outcome is Outcome.ANSWERED and any(
            is_answer(topic, self.question.answers) for topic in told
        )

    @property
    def confidence(self) -> float:
        """How probably the answer is right, as the bot sees it; a listed question is sure."""
        return float(self.parse.get("certainty", 1.0))

    @property
    def intent(self) -> str:
        """The best intent."""
        return str((self.parse.get("intent") or {}).get("name"))


def is_answer(topic: str | None, wanted: frozenset[str]) -> bool:
    """Whether an address is one of those wanted; two things compared have no order."""
    if topic is None:
        return False
    left, _, right = topic.partition("/vs-")
    if not right:
        return topic in wanted
    roles = {"data-scientist", "ml-engineer"}
    return bool({f"compare:{left}:{right}", f"compare:{right}:{left}"} & wanted) or (
        "comparison" in wanted and {left, right} == roles
    )


def ask_all(settings: Settings, questions: Sequence[Question]) -> list[Asked]:
    """Ask every question; about 10 ms each.

    Raises:
        bot.assistant.ModelMissing: there is no trained model.
    """
    return asyncio.run(ask_agent(load_agent(settings), turns(settings), questions))


def turns(settings: Settings) -> Turns:
    """What every channel answers through."""
    return Turns(settings, read_phrases(settings.content_directory), "evaluation")


def load_agent(settings: Settings) -> AdvisorAgent:
    """The agent with its actions in the same process, and conversations in memory.

    Raises:
        bot.assistant.ModelMissing: there is no trained model.
    """
    return load_assistant(settings, InProcessEndpoint(), keep_conversations=False)


async def ask_agent(
    agent: AdvisorAgent, through: Turns, questions: Sequence[Question], asker: str = "q"
) -> list[Asked]:
    """Ask every question as a person of its own; ``asker`` begins their names."""
    return [await _ask(agent, through, f"{asker}{i}", q) for i, q in enumerate(questions)]


async def _ask(agent: AdvisorAgent, through: Turns, sender: str, question: Question) -> Asked:
    reply = await through.answer(agent.handle_message, sender, question.ask)
    tracker = await agent.tracker_store.retrieve(sender)
    message = tracker.latest_message if tracker else None
    return Asked(question, reply, dict(message.parse_data) if message else {})
