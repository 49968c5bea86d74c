"""Talking to the adviser in a terminal: one answer, lines of JSON, or a chat."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Awaitable, Callable
from typing import Any, TextIO

import click
from rasa.core.agent import Agent

from bot.action_endpoint import InProcessEndpoint
from bot.assistant import ModelMissing, load_assistant
from bot.channels.rest import SENDER_LIMIT, RestChannel
from knowledge.settings import Settings

Messages = list[dict[str, Any]]
WAYS_OUT = ("quit", "exit")


def answer_once(settings: Settings, question: str) -> None:
    """Print the answer to one question, with its source."""
    agent, channel = _load(settings)
    messages = asyncio.run(channel.answer(agent.handle_message, uuid.uuid4().hex, question))
    _print(messages)


def answer_lines(settings: Settings, lines: TextIO, out: TextIO) -> None:
    """For each line ``{"sender","message"}`` write one line with the Reply.

    A line that is not of this form gives ``{"error": …}`` with its number; the rest go on.
    """
    agent, channel = _load(settings)

    async def answer_all() -> None:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                result = await _answer_line(channel, agent.handle_message, line, number)
                out.write(json.dumps(result, ensure_ascii=False) + "\n")
                out.flush()

    asyncio.run(answer_all())


async def _answer_line(
    channel: RestChannel, handle: Callable[[Any], Awaitable[Any]], line: str, number: int
) -> dict[str, Any]:
    try:
        data = json.loads(line)
        sender, message = data["sender"], data["message"]
    except (ValueError, KeyError, TypeError):
        return {"error": f'line {number}: expected {{"sender": text, "message": text}}'}
    if not isinstance(sender, str) or not 0 < len(sender) <= SENDER_LIMIT:
        return {"error": f"line {number}: sender must be text of 1 to {SENDER_LIMIT} characters"}
    if not isinstance(message, str):
        return {"error": f"line {number}: message must be text"}
    messages = await channel.answer(handle, sender, message)
    return {"sender": sender, **messages[0]["custom"]["reply"]}


def chat(settings: Settings) -> None:
    """A conversation; a number chooses a suggestion, an empty line or «quit» ends."""
    agent, channel = _load(settings)
    sender = uuid.uuid4().hex
    offered: list[dict[str, Any]] = []
    message = "hello"

    async def talk() -> None:
        nonlocal message, offered
        while True:
            messages = await channel.answer(agent.handle_message, sender, message)
            offered = _print(messages)
            try:
                typed = input("> ").strip()  # noqa: ASYNC250 - nobody else is waiting
            except (EOFError, KeyboardInterrupt):
                return
            if not typed or typed.lower() in WAYS_OUT:
                return
            message = typed
            if typed.isdigit() and 0 < int(typed) <= len(offered):
                message = offered[int(typed) - 1]["message"]
                click.echo(f"  ({message})")

    asyncio.run(talk())


def _load(settings: Settings) -> tuple[Agent, RestChannel]:
    try:
        agent = load_assistant(settings, InProcessEndpoint(), keep_conversations=False)
    except ModelMissing as problem:
        raise click.ClickException(str(problem)) from problem
    return agent, RestChannel(settings)


def _print(messages: Messages) -> list[dict[str, Any]]:
    for message in messages:
        click.echo(message["text"])
    reply = messages[0]["custom"]["reply"]
    for source in reply["sources"]:
        click.echo(click.style(f"  Source: {source['title']} – {source['section']}", dim=True))
    for number, suggestion in enumerate(reply["suggestions"], start=1):
        click.echo(f"  {number}. {suggestion['label']}")
    return list(reply["suggestions"])
