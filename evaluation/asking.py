"""Asking the whole bot: real understanding, real dialogue, real actions, one person a
question."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent

from bot.action_endpoint import InProcessEndpoint
from bot.assistant import load_assistant
from bot.channels.turn import Turns
from evaluation.questions import Question
from knowledge.phrases import read_phrases
from knowledge.reply import Outcome, Reply
from knowledge.settings import Settings

HONEST = (Outcome.UNKNOWN, Outcome.CLARIFY)
TURNED_DOWN = (Outcome.REFUSED, Outcome.UNKNOWN)


@dataclass(frozen=True)
class Asked:
    """A question with what came back; ``parse`` is what the understanding made of it."""

    question: Question
    reply: Reply
    parse: dict[str, Any]

    @property
    def right(self) -> bool:
        """In scope: the right fact. Near: honest. Out: turned down."""
        if self.question.group == "near":
            return self.reply.outcome in HONEST
        if self.question.group == "out":
            return self.reply.outcome in TURNED_DOWN
        return self.reply.outcome is Outcome.ANSWERED and is_answer(
            self.reply.topic, self.question.answers
        )

    @property
    def confidence(self) -> float:
        """Of the best intent."""
        return float((self.parse.get("intent") or {}).get("confidence") or 0.0)

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
    agent = load_assistant(settings, InProcessEndpoint(), keep_conversations=False)
    turns = Turns(settings, read_phrases(settings.content_directory), "evaluation")

    async def ask() -> list[Asked]:
        return [await _ask(agent, turns, f"q{i}", q) for i, q in enumerate(questions)]

    return asyncio.run(ask())


async def _ask(agent: Agent, turns: Turns, sender: str, question: Question) -> Asked:
    reply = await turns.answer(agent.handle_message, sender, question.ask)
    tracker = await agent.tracker_store.retrieve(sender)
    message = tracker.latest_message if tracker else None
    return Asked(question, reply, dict(message.parse_data) if message else {})
