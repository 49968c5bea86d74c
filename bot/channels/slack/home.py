"""The home page: what the adviser can do, the member's roadmap, the top questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.channels.slack import limits
from bot.channels.slack.blocks import render, suggestion_blocks
from bot.channels.slack.layout import Block, context, plain, section
from bot.channels.slack.members import Members
from bot.channels.slack.mrkdwn import to_mrkdwn
from knowledge.reply import Reply, Suggestion

FORGET = "forget"  # the button's action_id
ROADMAP, QUESTIONS = "roadmap", "questions"  # the two groups of buttons
ABILITIES = "capabilities"
LEADING_ON = ("greet", ABILITIES)  # the phrases whose questions are the top questions


class HomePage:
    """Makes the page, anew for each member and time: what it shows may have changed."""

    def __init__(self, members: Members, texts: Mapping[str, str]) -> None:
        self._members = members
        self._texts = texts

    async def view(self, person: str, forgotten: bool = False) -> dict[str, Any]:
        """The view for ``views.publish``."""
        texts = self._texts
        abilities = await self._members.phrase(ABILITIES)
        blocks: list[Block] = [
            {"type": "header", "text": plain(texts["home_title"], limits.HEADER_TEXT)}
        ]
        if abilities is not None:
            blocks.append(section(to_mrkdwn(abilities.text)))
        blocks.append(section(texts["home_how"]))
        roadmap = await self._members.roadmap(person)
        if roadmap is not None:
            blocks += [{"type": "divider"}, *self._roadmap(roadmap)]
        questions = await self._questions()
        if questions:
            blocks += [{"type": "divider"}, section(texts["home_questions"])]
            blocks += suggestion_blocks(questions, QUESTIONS)
        foot = [{"type": "divider"}, self._privacy()]
        if forgotten:
            foot.append(context(texts["home_forgotten"]))
        return {"type": "home", "blocks": [*blocks[: limits.HOME_BLOCKS - len(foot)], *foot]}

    async def prompts(self) -> list[dict[str, str]]:
        """The top questions as suggested prompts."""
        return [
            {"title": each.label, "message": each.message}
            for each in (await self._questions())[: limits.PROMPTS]
        ]

    async def _questions(self) -> list[Suggestion]:
        phrases = [await self._members.phrase(name) for name in LEADING_ON]
        offered = [each for phrase in phrases if phrase for each in phrase.suggestions]
        return list({each.message: each for each in offered}.values())

    def _roadmap(self, reply: Reply) -> list[Block]:
        shown = Reply(reply.text, reply.outcome, reply.topic, reply.sources, cards=reply.cards)
        page = render(shown, self._texts, with_feedback=False)[0]
        # Sent as from anywhere else: to say that a step is done ticks it off.
        return [*page.blocks, *suggestion_blocks(reply.suggestions, ROADMAP)]

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
