"""Calling Slack: limits of rate obeyed, failures tried again within bounds and written down.

One person's calls wait for each other (see ``work``), so waiting keeps the order.
"""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.channels.slack.records import Records

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 5
TOTAL_SECONDS = 180.0
FIRST_PAUSE = 0.5  # seconds, doubled at each attempt
LONGEST_RETRY_AFTER = 120.0
CALL_SECONDS = 10
TRANSIENT = {
    "ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable",
    "request_timeout", "team_added_to_org",
}  # fmt: skip
ABOUT_BLOCKS = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_block"}
RESPONSE_HOST = "hooks.slack.com"

Answer = dict[str, Any]


class NotTaken(Exception):
    """Slack did not take a call; ``pause`` is how long to wait before the next attempt."""

    def __init__(self, reason: str, pause: float | None = None, for_good: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.pause = pause
        self.for_good = for_good


class Poster:
    """Calls Web API methods and response URLs."""

    def __init__(self, records: Records, api_url: str) -> None:
        self._records = records
        self._hosts = {RESPONSE_HOST, urlsplit(api_url).netloc}
        self._first_pause = FIRST_PAUSE
        self._resume_at: dict[str, float] = {}

    async def call(
        self, client: AsyncWebClient, method: str, conversation: str, arguments: dict[str, Any]
    ) -> Answer | None:
        """Slack's answer; None after a failure, which is then written down.

        A message whose blocks are refused is sent once more as text.
        """
        try:
            return await self._try_often(
                f"{method} {hash(client.token)}", lambda: _call(client, method, arguments)
            )
        except NotTaken as failure:
            if failure.reason in ABOUT_BLOCKS and arguments.get("text"):
                logger.error("Slack refused blocks (%s); sent as text", failure.reason)
                as_text = {key: value for key, value in arguments.items() if key != "blocks"}
                return await self.call(client, method, conversation, as_text)
            await self._write_down(method, conversation, failure.reason)
            return None

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
        try:
            await self._try_often("response_url", lambda: _respond(url, body))
        except NotTaken as failure:
            await self._write_down("response_url", conversation, failure.reason)
            return False
        return True

    async def _try_often(self, kind: str, call: Callable[[], Awaitable[Answer]]) -> Answer:
        until = time.monotonic() + TOTAL_SECONDS
        pause = self._first_pause
        for attempt in range(1, MOST_ATTEMPTS + 1):
            await self._wait_for_turn(kind)
            try:
                return await call()
            except NotTaken as failure:
                wait = failure.pause if failure.pause is not None else pause
                late = time.monotonic() + wait > until
                if failure.for_good or late or attempt == MOST_ATTEMPTS:
                    raise
                if failure.pause is not None:  # for all calls of this kind, not only this one
                    self._resume_at[kind] = time.monotonic() + wait
                else:
                    await asyncio.sleep(wait)
                pause *= 2
        raise AssertionError("unreachable")

    async def _wait_for_turn(self, kind: str) -> None:
        wait = self._resume_at.get(kind, 0.0) - time.monotonic()
        if wait > 0:
            await asyncio.sleep(wait)
        else:
            self._resume_at.pop(kind, None)

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
        return NotTaken("ratelimited", _retry_after(response.headers))
    return NotTaken(reason, for_good=status < 500 and reason not in TRANSIENT)


def _retry_after(headers: Any) -> float:
    values = {str(key).lower(): value for key, value in dict(headers or {}).items()}
    value = values.get("retry-after", "1")
    seconds = str(value[0] if isinstance(value, list) else value)
    return min(float(seconds), LONGEST_RETRY_AFTER) if seconds.isdigit() else 1.0


async def _respond(url: str, body: dict[str, Any]) -> Answer:
    client = AsyncWebhookClient(url, timeout=CALL_SECONDS, retry_handlers=[])
    try:
        answer = await client.send_dict(body)
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
        raise NotTaken(type(error).__name__) from None
    if answer.status_code == 429:
        raise NotTaken("ratelimited", _retry_after(answer.headers))
    if answer.status_code != 200:
        reason = str(answer.body)[:100] or str(answer.status_code)
        raise NotTaken(reason, for_good=answer.status_code < 500)
    return {}
