"""The home page: what the adviser can do, the way into the job, the top questions."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.slack import limits
from bot.channels.slack.blocks import (
    Block,
    context,
    plain,
    render,
    section,
    suggestion_blocks,
)
from bot.channels.turn import OnMessage, Turns
from knowledge.reply import Outcome, Reply, Suggestion

FRESH_SECONDS = 600.0
FORGET = "forget"  # the button's action_id
# Nobody's conversations: what the page shows is the same for all.
ASKING = "slack-home-page"
GREETING = "hello"
ABILITIES = "What can you do?"
NOT_AT_HOME = ("context_actions",)


@dataclass(frozen=True)
class _Content:
    abilities: Reply
    roadmap: Reply
    questions: tuple[Suggestion, ...]
    made: float


class HomePage:
    """Makes the page from what the bot itself answers; kept for a few minutes."""

    def __init__(self, turns: Turns, on_message: OnMessage, texts: Mapping[str, str]) -> None:
        self._turns = turns
        self._on_message = on_message
        self._texts = texts
        self._content: _Content | None = None

    async def view(self, forgotten: bool = False) -> dict[str, Any]:
        """The view for ``views.publish``."""
        content = await self._fresh()
        texts = self._texts
        blocks: list[Block] = [
            {"type": "header", "text": plain(texts["home_title"], limits.HEADER_TEXT)},
            section(content.abilities.text),
            section(texts["home_how"]),
        ]
        if content.roadmap.outcome in (Outcome.ANSWERED, Outcome.ADVICE):
            blocks += [{"type": "divider"}, section(texts["home_roadmap"])]
            blocks += self._roadmap(content.roadmap)
        if content.questions:
            blocks += [{"type": "divider"}, section(texts["home_questions"])]
            blocks += suggestion_blocks(content.questions)
        blocks += [{"type": "divider"}, self._privacy()]
        if forgotten:
            blocks.append(context(texts["home_forgotten"]))
        return {"type": "home", "blocks": blocks[: limits.HOME_BLOCKS]}

    async def prompts(self) -> list[dict[str, str]]:
        """The top questions as suggested prompts."""
        content = await self._fresh()
        return [
            {"title": each.label, "message": each.message}
            for each in content.questions[: limits.PROMPTS]
        ]

    async def _fresh(self) -> _Content:
        kept = self._content
        if kept is not None and time.monotonic() - kept.made < FRESH_SECONDS:
            return kept
        greeting, abilities, roadmap = [
            await self._turns.answer(self._on_message, ASKING, question)
            for question in (GREETING, ABILITIES, self._texts["home_roadmap_question"])
        ]
        offered = [*greeting.suggestions, *abilities.suggestions]
        questions = tuple({each.message: each for each in offered}.values())
        made = _Content(abilities, roadmap, questions, time.monotonic())
        if Outcome.ERROR not in {each.outcome for each in (greeting, abilities, roadmap)}:
            self._content = made
        return made

    def _roadmap(self, reply: Reply) -> list[Block]:
        shown = Reply(reply.text, reply.outcome, reply.topic, reply.sources, cards=reply.cards)
        page = render(shown, self._texts, with_feedback=False)[0]
        return [block for block in page.blocks if block["type"] not in NOT_AT_HOME]

    def _privacy(self) -> Block:
        texts = self._texts
        button = {
            "type": "button",
            "action_id": FORGET,
            "style": "danger",
            "text": plain(texts["home_forget"], limits.BUTTON_TEXT),
            "confirm": {
                "title": plain(texts["home_forget_title"], 100),
                "text": plain(texts["home_forget_text"], 300),
                "confirm": plain(texts["home_forget_confirm"], 30),
                "deny": plain(texts["home_forget_cancel"], 30),
            },
        }
        return {**section(texts["home_privacy"]), "accessory": button}
