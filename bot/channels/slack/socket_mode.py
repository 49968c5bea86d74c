"""Slack over Socket Mode: the same listeners, for development behind a firewall."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Coroutine
from contextlib import suppress

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError

from bot.channels.slack.channel import Parts, make_parts
from bot.channels.slack.installing import reason_of
from bot.channels.slack.settings import SlackSettings
from bot.channels.turn import OnMessage
from knowledge.settings import Settings


def serve_socket(settings: Settings, slack: SlackSettings, announce: Callable[[str], None]) -> None:
    """Load the assistant and answer until interrupted or terminated.

    Raises:
        ModelMissing: there is no usable model.
    """
    from bot.action_endpoint import InProcessEndpoint
    from bot.assistant import load_assistant

    agent = load_assistant(settings, InProcessEndpoint())
    asyncio.run(_until_told(answer_over_socket(settings, slack, agent.handle_message, announce)))


async def _until_told(serving: Coroutine[None, None, None]) -> None:
    # Also in the background of a script, where Python ignores the interrupt by itself.
    task = asyncio.ensure_future(serving)
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


async def answer_over_socket(
    settings: Settings,
    slack: SlackSettings,
    on_message: OnMessage,
    announce: Callable[[str], None],
) -> None:
    """Connect and answer until cancelled."""
    parts = make_parts(settings, slack, on_message)
    await parts.start()
    handler = _handler(parts, slack)
    try:
        # Asked for here, since connecting tries again for ever, also with a token that is refused.
        handler.client.wss_uri = await handler.client.issue_new_wss_url()
        await handler.connect_async()  # type: ignore[no-untyped-call]
        announce("Connected to Slack. Ctrl-C ends.")
        await asyncio.Event().wait()
    except SlackApiError as error:
        announce(f"Slack refuses the connection: {reason_of(error)}")
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]
        await parts.stop()


def _handler(parts: Parts, slack: SlackSettings) -> AsyncSocketModeHandler:
    return AsyncSocketModeHandler(parts.app, slack.socket_token, web_client=parts.client)
