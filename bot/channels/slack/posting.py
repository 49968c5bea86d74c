"""Calling Slack: limits of rate obeyed (see ``pace``), failures tried again within bounds and
written down.

One person's calls wait for each other (see ``work``), so waiting keeps the order.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
import uuid
from collections import defaultdict
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.channels.slack.layout import simpler
from bot.channels.slack.pace import LIMITED, Answer, NotTaken, Pace
from bot.channels.slack.records import Records

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 5
TOTAL_SECONDS = 180.0
FIRST_PAUSE = 0.5  # seconds, doubled at each attempt
CALL_SECONDS = 10
TRANSIENT = {
    "ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable",
    "request_timeout", "team_added_to_org",
}  # fmt: skip
ABOUT_BLOCKS = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_block"}
RESPONSE_HOST = "hooks.slack.com"


class Poster:
    """Calls Web API methods and response URLs."""

    def __init__(self, records: Records, api_url: str) -> None:
        self._records = records
        self._hosts = {RESPONSE_HOST, urlsplit(api_url).netloc}
        self._first_pause = FIRST_PAUSE
        self._paces: defaultdict[str, Pace] = defaultdict(Pace)

    async def call(
        self, client: AsyncWebClient, method: str, conversation: str, arguments: dict[str, Any]
    ) -> Answer | None:
        """Slack's answer; None after a failure, which is then written down."""

        def send(message: dict[str, Any]) -> Awaitable[Answer]:
            return _call(client, method, message)

        kind = f"{method} {hash(client.token)}"
        return await self._deliver(kind, method, conversation, arguments, send)

    async def try_once(self, client: AsyncWebClient, method: str, arguments: Answer) -> None:
        """A call that may fail: an adornment."""
        try:
            await _call(client, method, arguments)
        except NotTaken as failure:
            logger.info("%s was not taken: %s", method, failure.reason)

    async def respond(self, url: str, conversation: str, body: dict[str, Any]) -> bool:
        """Answer over the response URL of a command or a click; whether it was taken."""
        address = urlsplit(url)
        if address.netloc not in self._hosts or address.scheme not in ("https", "http"):
            logger.error("a response URL that is not Slack's: %s", address.netloc)
            return False
        kind = "response_url"
        send = partial(_respond, url)
        return await self._deliver(kind, kind, conversation, body, send) is not None

    async def _deliver(
        self,
        kind: str,
        name: str,
        conversation: str,
        message: dict[str, Any],
        send: Callable[[dict[str, Any]], Awaitable[Answer]],
    ) -> Answer | None:
        """A message whose blocks are refused is sent again without what may be the reason."""
        try:
            return await self._try_often(kind, partial(send, message))
        except NotTaken as failure:
            less = simpler(message) if failure.reason in ABOUT_BLOCKS else None
            if less is None:
                await self._write_down(name, conversation, failure.reason)
                return None
            logger.error("Slack refused blocks (%s); sent with less", failure.reason)
        except asyncio.CancelledError:
            await self._write_down(name, conversation, "stopped before Slack took it")
            raise
        return await self._deliver(kind, name, conversation, less, send)

    async def _try_often(self, kind: str, call: Callable[[], Awaitable[Answer]]) -> Answer:
        until = time.monotonic() + TOTAL_SECONDS
        pause = self._first_pause
        for _ in range(MOST_ATTEMPTS - 1):
            try:
                return await self._paces[kind].call(call, until)
            except NotTaken as failure:
                if failure.for_good or time.monotonic() + pause > until:
                    raise
            await asyncio.sleep(pause)
            pause *= 2
        return await self._paces[kind].call(call, until)

    async def _write_down(self, method: str, conversation: str, reason: str) -> None:
        reference = uuid.uuid4().hex[:8]
        logger.error("%s failed: %s, reference %s", method, reason, reference)
        await self._records.write_down(reference, conversation, f"{method}: {reason}")


async def _call(client: AsyncWebClient, method: str, arguments: dict[str, Any]) -> Answer:
    try:
        answer = await client.api_call(method, json=arguments)
    except SlackApiError as error:
        raise _refusal(error.response) from None
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError, SlackClientError) as error:
        raise NotTaken(type(error).__name__) from None
    return answer.data if isinstance(answer.data, dict) else {}


def _refusal(response: Any) -> NotTaken:
    status = int(getattr(response, "status_code", 0) or 0)
    data = getattr(response, "data", response)
    reason = str(data.get("error") or status) if isinstance(data, dict) else str(status)
    if status == 429 or reason in ("ratelimited", "rate_limited"):
        return NotTaken(LIMITED, _retry_after(response.headers))
    return NotTaken(reason, for_good=status < 500 and reason not in TRANSIENT)


def _retry_after(headers: Any) -> float:
    values = {str(key).lower(): value for key, value in dict(headers or {}).items()}
    value = values.get("retry-after", "1")
    seconds = str(value[0] if isinstance(value, list) else value)
    return float(seconds) if seconds.isascii() and seconds.isdigit() else 1.0


async def _respond(url: str, body: dict[str, Any]) -> Answer:
    client = AsyncWebhookClient(url, timeout=CALL_SECONDS, retry_handlers=[])
    try:
        answer = await client.send_dict(body)
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
        raise NotTaken(type(error).__name__) from None
    if answer.status_code == 429:
        raise NotTaken(LIMITED, _retry_after(answer.headers))
    reason = _refusal_in(str(answer.body))
    if answer.status_code != 200:
        raise NotTaken(reason or str(answer.status_code), for_good=answer.status_code < 500)
    if reason:
        raise NotTaken(reason, for_good=reason not in TRANSIENT)
    return {}


def _refusal_in(body: str) -> str:
    """Slack's word for an error, which stands bare or in JSON; empty for «ok»."""
    try:
        data = json.loads(body)
    except ValueError:
        data = body.strip()
    if isinstance(data, dict):
        return "" if data.get("ok", True) else str(data.get("error") or "refused")[:100]
    return "" if data in ("ok", "") else str(data)[:100]
