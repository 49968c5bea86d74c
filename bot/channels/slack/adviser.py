"""What the adviser does in Slack once something has been understood as a question, a click, a
rating or a wish: runs the turn, posts the messages. Knows nothing of Bolt."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from typing import Any

from rasa.core.channels.channel import UserMessage
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.rate_limit import RateLimit
from bot.channels.slack.blocks import Message, after_click, render
from bot.channels.slack.home import HomePage
from bot.channels.slack.identity import Identities, person_of
from bot.channels.slack.layout import Block, context
from bot.channels.slack.members import Members
from bot.channels.slack.mrkdwn import decode_text, escape
from bot.channels.slack.posting import Poster
from bot.channels.slack.records import Records
from bot.channels.turn import OnMessage, ReplyCollector, Turns
from knowledge.reply import FORGOTTEN, Outcome, Reply

# Understood without the classifier, and beyond the limit: who wants to be forgotten is.
FORGET = re.compile(
    r"\W*(?:please\s+)?(?:forget\s+(?:about\s+)?me|delete\s+(?:all\s+)?my\s+(?:data|chats?"
    r"|conversations?|messages))(?:\s+please)?\W*",
    re.IGNORECASE,
)
STATUS_SECONDS = 1.0
HOME_CLICK_SECONDS = 5.0  # a second click within this time is the same click
MESSAGE_ID = 64  # characters of a rated message's id
COMMAND = "command"  # stands for the thread where there is none


@dataclass(frozen=True)
class Place:
    """Who speaks where. ``thread`` is the timestamp of the thread's first message."""

    team: str
    channel: str
    thread: str
    user: str
    is_direct: bool = False


class Adviser:
    """Answers in Slack."""

    def __init__(
        self,
        turns: Turns,
        on_message: OnMessage,
        records: Records,
        identities: Identities,
        poster: Poster,
        members: Members,
        home: HomePage,
        texts: Mapping[str, str],
        limit: RateLimit,
        public_url: str,
    ) -> None:
        self.records = records
        self._turns = turns
        self._on_message = on_message
        self._identities = identities
        self._poster = poster
        self._texts = texts
        self._limit = limit
        self._members = members
        self._home = home
        self._public_url = public_url

    def conversation(self, place: Place) -> str:
        """The sender id of this person in this thread."""
        return self._identities.conversation(place.team, place.channel, place.thread, place.user)

    def person(self, team: str, user: str) -> str:
        """How all sender ids of a person begin."""
        return self._identities.person(team, user)

    async def answer(self, client: AsyncWebClient, place: Place, question: str) -> None:
        """Answer in the thread."""
        async with self._home_kept_up(client, place):
            if FORGET.fullmatch(question):
                await self._forget_and_say_so(client, place)
                return
            if not place.is_direct:
                await self.records.join(self.conversation(place))
            thinking = asyncio.create_task(self._show_thinking(client, place))
            reply = await self._reply(place, question)
            with suppress(asyncio.TimeoutError):  # the status must not come after the answer
                await asyncio.wait_for(thinking, STATUS_SECONDS)
            await self._post(client, place, render(reply, self._texts, self._public_url))

    async def follow_up(self, client: AsyncWebClient, place: Place, question: str) -> None:
        """Answer in a channel's thread without a mention, if the person asked there before."""
        if await self.records.has_joined(self.conversation(place)):
            await self.answer(client, place, question)

    async def answer_command(
        self, client: AsyncWebClient, place: Place, question: str, response_url: str
    ) -> None:
        """Answer so that only the person sees it."""
        async with self._home_kept_up(client, place):
            if FORGET.fullmatch(question):
                text, conversation = await self._forget(place), self.conversation(place)
                await self._poster.respond(response_url, conversation, _only_for_them(text))
                return
            await self._respond(response_url, place, question, replacing=False)

    async def answer_click(
        self, client: AsyncWebClient, place: Place, question: str, label: str, message: Block
    ) -> None:
        """Answer a suggestion that was clicked, once; its message loses its buttons."""
        timestamp = str(message.get("ts"))
        if not await self.records.is_first(f"offer:{place.team}:{place.channel}:{timestamp}"):
            return
        label = escape(decode_text(label))  # Slack may give it back with its entities
        chosen = self._texts["chosen"].format(person=f"<@{place.user}>", label=label)
        update = {
            "channel": place.channel,
            "ts": timestamp,
            "text": str(message.get("text") or chosen),
            "blocks": after_click(message.get("blocks") or [], chosen),
        }
        await self._poster.call(client, "chat.update", self.conversation(place), update)
        await self.answer(client, place, question)

    async def answer_private_click(
        self,
        client: AsyncWebClient,
        place: Place,
        question: str,
        timestamp: str,
        response_url: str,
    ) -> None:
        """The same for a message that only the person sees: the answer takes its place."""
        if await self.records.is_first(f"offer:{place.team}:{place.channel}:{timestamp}"):
            async with self._home_kept_up(client, place):
                await self._respond(response_url, place, question, replacing=True)

    async def answer_from_home(
        self, client: AsyncWebClient, team: str, user: str, question: str
    ) -> None:
        """Answer a click on the home page in the person's direct messages."""
        key = hashlib.sha256(f"{team}:{user}:{question}".encode()).hexdigest()
        if not await self.records.is_first(f"home:{key}", HOME_CLICK_SECONDS):
            return
        asked = self._texts["asked"].format(question=question)
        opening = {"channel": user, "text": escape(asked)}
        person = self.person(team, user)
        posted = await self._poster.call(client, "chat.postMessage", person, opening)
        if posted is not None:
            channel, thread = str(posted.get("channel")), str(posted.get("ts"))
            await self.answer(client, Place(team, channel, thread, user, True), question)

    async def rate(
        self,
        client: AsyncWebClient,
        place: Place,
        message: str,
        rating: tuple[str, str | None],
    ) -> None:
        """Keep a rating and say thank you, to the person only."""
        thumb, topic = rating
        conversation = self.conversation(place)
        person = self.person(place.team, place.user)
        rated = f"{conversation.removeprefix(person)}-{message}"[:MESSAGE_ID]
        await self.records.rate(person, rated, thumb, topic)
        thanks = {
            "channel": place.channel,
            "user": place.user,
            "thread_ts": place.thread,
            "text": self._texts["rated"],
        }
        await self._poster.call(client, "chat.postEphemeral", conversation, thanks)

    async def refuse_shortcut(
        self, client: AsyncWebClient, team: str, user: str, response_url: str | None
    ) -> None:
        """Say kindly that there are no shortcuts."""
        person, text = self.person(team, user), self._texts["shortcut"]
        if response_url:
            await self._poster.respond(response_url, person, _only_for_them(text))
        else:
            arguments = {"channel": user, "text": text}
            await self._poster.call(client, "chat.postMessage", person, arguments)

    async def show_home(
        self, client: AsyncWebClient, team: str, user: str, forgotten: bool = False
    ) -> None:
        """Publish the person's home page."""
        person = self.person(team, user)
        view = await self._home.view(person, forgotten)
        await self._poster.call(client, "views.publish", person, {"user_id": user, "view": view})

    async def forget_from_home(self, client: AsyncWebClient, team: str, user: str) -> None:
        """Forget the person and say so on the home page."""
        done = await self.records.forget(self.person(team, user))
        if done:
            await self.show_home(client, team, user, forgotten=True)
        else:
            arguments = {"channel": user, "text": self._texts["not_forgotten"]}
            person = self.person(team, user)
            await self._poster.call(client, "chat.postMessage", person, arguments)

    async def suggest_prompts(self, client: AsyncWebClient, channel: str) -> None:
        """Offer the top questions above the empty conversation."""
        prompts = {
            "channel_id": channel,
            "title": self._texts["prompts_title"],
            "prompts": await self._home.prompts(),
        }
        if prompts["prompts"]:
            await self._poster.try_once(client, "assistant.threads.setSuggestedPrompts", prompts)

    async def _reply(self, place: Place, question: str) -> Reply:
        seconds = self._limit.take(self.person(place.team, place.user))
        if seconds:
            return Reply(self._texts["too_many"].format(seconds=seconds), Outcome.REFUSED)
        return await self._turns.answer(self._hear, self.conversation(place), question)

    async def _hear(self, message: UserMessage) -> None:
        """A turn; if the bot has forgotten the person, so does the channel, in all threads."""
        await self._on_message(message)
        heard = message.output_channel
        assert isinstance(heard, ReplyCollector)
        if any(reply.topic == FORGOTTEN for reply in heard.replies):
            done = await self.records.forget(person_of(message.sender_id))
            if not done:
                heard.replies[:] = [Reply(self._texts["not_forgotten"], Outcome.ERROR)]

    @asynccontextmanager
    async def _home_kept_up(self, client: AsyncWebClient, place: Place) -> AsyncIterator[None]:
        """Publish the home page anew if what is known of the person changes meanwhile."""
        person = self.person(place.team, place.user)
        before = await self._members.profile(person)
        yield
        if await self._members.profile(person) != before:
            await self.show_home(client, place.team, place.user)

    async def _show_thinking(self, client: AsyncWebClient, place: Place) -> None:
        status = {
            "channel_id": place.channel,
            "thread_ts": place.thread,
            "status": self._texts["thinking"],
        }
        await self._poster.try_once(client, "assistant.threads.setStatus", status)

    async def _post(
        self, client: AsyncWebClient, place: Place, messages: Sequence[Message]
    ) -> None:
        for message in messages:
            arguments = {
                "channel": place.channel,
                "thread_ts": place.thread,
                "unfurl_links": False,
                "unfurl_media": False,
                **asdict(message),
            }
            conversation = self.conversation(place)
            posted = await self._poster.call(client, "chat.postMessage", conversation, arguments)
            if posted is None:  # the rest alone would tell nobody anything
                return

    async def _respond(
        self, response_url: str, place: Place, question: str, replacing: bool
    ) -> None:
        reply, conversation = await self._reply(place, question), self.conversation(place)
        asked = context(escape(self._texts["asked"].format(question=question)))
        messages = render(reply, self._texts, self._public_url, with_feedback=False)
        for number, message in enumerate(messages):
            blocks = [asked, *message.blocks][:50] if number == 0 else message.blocks
            body = _only_for_them(message.text, blocks, replacing and number == 0)
            if not await self._poster.respond(response_url, conversation, body):
                return

    async def _forget(self, place: Place) -> str:
        done = await self.records.forget(self.person(place.team, place.user))
        return self._texts["forgotten" if done else "not_forgotten"]

    async def _forget_and_say_so(self, client: AsyncWebClient, place: Place) -> None:
        text = await self._forget(place)
        arguments = {"channel": place.channel, "thread_ts": place.thread, "text": text}
        person = self.person(place.team, place.user)
        await self._poster.call(client, "chat.postMessage", person, arguments)


def _only_for_them(
    text: str, blocks: Sequence[Block] = (), replacing: bool = False
) -> dict[str, Any]:
    body: dict[str, Any] = {
        "response_type": "ephemeral",
        "replace_original": replacing,
        "text": text,
    }
    return {**body, "blocks": list(blocks)} if blocks else body
