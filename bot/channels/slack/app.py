"""The listeners: what Slack tells us, sorted into questions, clicks, ratings and the rest.

Every listener acknowledges at once and hands its work on; nothing here waits for anything.
The same app serves HTTP and Socket Mode.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.adviser import COMMAND, Adviser, Place
from bot.channels.slack.blocks import ASK, RATE, read_rating
from bot.channels.slack.home import FORGET
from bot.channels.slack.installing import ManyWorkspaces, SingleWorkspace
from bot.channels.slack.mrkdwn import decode_text, mentions, speaks_to_another
from bot.channels.slack.work import Work

BOLT = "slack_bolt"  # the logger's name
Body = dict[str, Any]
ANY = re.compile(r"[\s\S]*")
# A message with a file, and one that is shown in the channel, too; all other kinds are edits,
# deletions, joins, bots …
READ_SUBTYPES = (None, "file_share", "thread_broadcast")


def make_app(
    adviser: Adviser,
    work: Work,
    client: AsyncWebClient,
    workspaces: SingleWorkspace | ManyWorkspaces,
    command_hint: str,
) -> AsyncApp:
    """The Bolt app with all listeners. Signatures are checked before (``requests``)."""

    async def authorize(
        enterprise_id: str | None, team_id: str | None
    ) -> AuthorizeResult | None:  # Bolt cannot call methods here
        return await workspaces.authorize(enterprise_id, team_id)

    app = AsyncApp(
        client=client,
        # Otherwise Bolt's loggers take the root's level: at DEBUG they print whole requests.
        logger=logging.getLogger(BOLT),
        authorize=authorize,  # type: ignore[arg-type]  # None means: not installed
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,  # below, and for every other bot, too
        ssl_check_enabled=False,
    )
    listeners = Listeners(adviser, work, workspaces, command_hint)
    app.event("message")(listeners.on_message)
    app.event("app_mention")(listeners.on_mention)
    app.event("app_home_opened")(listeners.on_home)
    app.event("app_uninstalled")(listeners.on_removed)
    app.event("tokens_revoked")(listeners.on_removed)
    app.event(ANY)(_nothing)
    app.command(ANY)(listeners.on_command)
    app.action(re.compile(rf"{ASK}:\d+\Z"))(listeners.on_suggestion)
    app.action(RATE)(listeners.on_rating)
    app.action(FORGET)(listeners.on_forget)
    app.action(ANY)(_acknowledge)
    app.shortcut(ANY)(listeners.on_shortcut)
    app.view(ANY)(_acknowledge)
    app.view_closed(ANY)(_acknowledge)
    app.options(ANY)(_no_options)
    return app


class Listeners:
    """One method a kind of thing that Slack sends."""

    def __init__(
        self,
        adviser: Adviser,
        work: Work,
        workspaces: SingleWorkspace | ManyWorkspaces,
        command_hint: str,
    ) -> None:
        self._adviser = adviser
        self._work = work
        self._workspaces = workspaces
        self._command_hint = command_hint

    async def on_message(
        self, body: Body, event: Body, context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        """A message in a direct conversation, or in a channel that the bot is in."""
        place = _place_of_event(body, event)
        if place is None or event.get("subtype") not in READ_SUBTYPES or "edited" in event:
            return
        raw, bot_user = str(event.get("text") or ""), _bot_user(body, context)
        if not raw.strip() or place.user == bot_user:
            return
        if place.is_direct:
            act = self._adviser.answer
        elif "thread_ts" not in event or mentions(raw, bot_user):
            return  # not for us; or it comes as a mention as well
        elif speaks_to_another(raw, bot_user):
            return
        else:
            act = self._adviser.follow_up
        self._once(body, event, place, partial(act, client, place, decode_text(raw, bot_user)))

    async def on_mention(
        self, body: Body, event: Body, context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        """A mention in a channel: answered in its thread."""
        place = _place_of_event(body, event)
        if place is None or "edited" in event or place.is_direct:
            return  # a mention in a direct conversation comes as a message
        question = decode_text(str(event.get("text") or ""), _bot_user(body, context))
        act = partial(self._adviser.answer, client, place, question)
        self._once(body, event, place, act)

    async def on_home(self, body: Body, event: Body, client: AsyncWebClient) -> None:
        """Somebody looks at the home page, or opens the direct conversation."""
        team, user, channel = _team(body), str(event.get("user") or ""), event.get("channel")
        if event.get("tab") == "messages" and channel:
            act = partial(self._adviser.suggest_prompts, client, str(channel))
        else:
            act = partial(self._adviser.show_home, client, team, user)
        if user:
            self._work.submit(f"home:{team}:{user}", act)

    async def on_command(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """/careers: only the person sees the answer."""
        question = decode_text(str(body.get("text") or ""))
        url = str(body.get("response_url") or "")
        place = Place(
            _team(body), str(body.get("channel_id")), COMMAND, str(body.get("user_id") or "")
        )
        if not question or not url or not place.user:
            await ack(text=self._command_hint, response_type="ephemeral")
            return
        await ack()
        act = partial(self._adviser.answer_command, client, place, question, url)
        self._submit_once(f"command:{body.get('trigger_id')}", place, act)

    async def on_suggestion(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """A click on a suggestion: in a message, in one that only the person sees, at home."""
        await ack()
        action, team, user = body["actions"][0], _team(body), _user(body)
        question = str(action.get("value") or "")
        container = body.get("container") or {}
        label = str((action.get("text") or {}).get("text") or question)
        key = f"action:{team}:{user}:{action.get('action_ts')}"
        if not question or not user:
            return
        if container.get("type") == "view":
            place = Place(team, "home", "home", user)
            act = partial(self._adviser.answer_from_home, client, team, user, question)
        elif container.get("is_ephemeral"):
            place = Place(team, _channel(body), COMMAND, user)
            url, timestamp = str(body.get("response_url")), str(container.get("message_ts"))
            act = partial(
                self._adviser.answer_private_click, client, place, question, timestamp, url
            )
        else:
            message = {**(body.get("message") or {}), "ts": container.get("message_ts")}
            place = _place_of_click(body, message)
            act = partial(self._adviser.answer_click, client, place, question, label, message)
        self._submit_once(key, place, act)

    async def on_rating(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """A thumb."""
        await ack()
        action = body["actions"][0]
        rating, user = read_rating(action.get("value")), _user(body)
        container = body.get("container") or {}
        if rating is None or not user or not container.get("message_ts"):
            return
        message = {**(body.get("message") or {}), "ts": container["message_ts"]}
        place = _place_of_click(body, message)
        act = partial(self._adviser.rate, client, place, str(message["ts"]), rating)
        self._submit_once(f"action:{place.team}:{user}:{action.get('action_ts')}", place, act)

    async def on_forget(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """The button at home."""
        await ack()
        team, user = _team(body), _user(body)
        if user:
            act = partial(self._adviser.forget_from_home, client, team, user)
            self._work.submit(self._adviser.person(team, user), act)

    async def on_removed(self, body: Body, event: Body) -> None:
        """A workspace removed the adviser, or took the bot's token back."""
        tokens = event.get("tokens")
        if event["type"] == "tokens_revoked" and not (
            isinstance(tokens, dict) and tokens.get("bot")
        ):
            return
        act = partial(self._workspaces.forget, body.get("enterprise_id"), body.get("team_id"))
        self._work.submit(f"installation:{_team(body)}", act)

    async def on_shortcut(self, ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Shortcuts are refused kindly."""
        await ack()
        team, user = _team(body), _user(body)
        if user:
            url = body.get("response_url")
            act = partial(self._adviser.refuse_shortcut, client, team, user, url)
            self._work.submit(f"home:{team}:{user}", act)

    def _once(
        self, body: Body, event: Body, place: Place, act: Callable[[], Awaitable[None]]
    ) -> None:
        # A message reaches us as two events where two subscriptions match.
        same = f"message:{place.team}:{place.channel}:{event.get('ts')}"
        self._submit_once(f"event:{body.get('event_id')}", place, act, same)

    def _submit_once(
        self, key: str, place: Place, act: Callable[[], Awaitable[None]], *more: str
    ) -> None:
        async def job() -> None:
            for each in (key, *more):
                if not await self._adviser.records.is_first(each):
                    return
            await act()

        # In one line a person, not a thread: what is forgotten is not written again by a turn
        # of another thread that was under way.
        self._work.submit(self._adviser.person(place.team, place.user), job)


async def _nothing() -> None:
    """An event that is none of ours; Bolt has acknowledged it."""


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


async def _no_options(ack: AsyncAck) -> None:
    await ack(options=[])


def _place_of_event(body: Body, event: Body) -> Place | None:
    user, channel = event.get("user"), event.get("channel")
    thread = event.get("thread_ts") or event.get("ts")
    is_bot = event.get("bot_id") or event.get("bot_profile") or event.get("hidden")
    if is_bot or not all(isinstance(each, str) and each for each in (user, channel, thread)):
        return None
    is_direct = event.get("channel_type", "im") == "im" and str(channel).startswith("D")
    return Place(_team(body), str(channel), str(thread), str(user), is_direct)


def _place_of_click(body: Body, message: Body) -> Place:
    thread = str(message.get("thread_ts") or message.get("ts"))
    channel = _channel(body)
    return Place(_team(body), channel, thread, _user(body), channel.startswith("D"))


def _team(body: Body) -> str:
    team = body.get("team")
    inner = team.get("id") if isinstance(team, dict) else team
    return str(inner or body.get("team_id") or body.get("enterprise_id") or "")


def _user(body: Body) -> str:
    user = body.get("user")
    return str(user.get("id") or "") if isinstance(user, dict) else ""


def _channel(body: Body) -> str:
    channel = body.get("channel")
    inner = channel.get("id") if isinstance(channel, dict) else None
    return str(inner or (body.get("container") or {}).get("channel_id") or "")


def _bot_user(body: Body, context: AsyncBoltContext) -> str | None:
    for each in body.get("authorizations") or []:
        if isinstance(each, dict) and each.get("is_bot") and each.get("user_id"):
            return str(each["user_id"])
    return context.bot_user_id
