"""Why a turn with an action is slow with Rasa's settings: `python -m bench.stock_causes`.

Our model is run by Rasa's own agent, and each cause is taken away alone, then all together;
the variants are asked in turn, so that a slow moment of the machine meets all of them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import aiohttp
import numpy as np

from bench.prepared import action_server, prepare
from bench.questions import knowledge_questions
from knowledge.settings import Settings

CAUSES = {
    "schema": "response schema compiled once",
    "kept": "connection kept",
    "selective": "domain not sent",
    "runner": "graph without Dask",
    "store": "stock SQLite tracker store instead of memory",
}
VARIANTS = ((), *((cause,) for cause in CAUSES), ("schema", "kept", "selective", "runner"))
BLOCK = 5  # turns of one person; then the next variant is asked


@dataclass
class Variant:
    """Rasa's agent with some causes taken away (or, for the store, added)."""

    without: Sequence[str]
    agent: Any
    times: list[float]

    def name(self) -> str:
        """For the table."""
        return " + ".join(CAUSES[cause] for cause in self.without) or "Rasa's own"


def build(settings: Settings, without: Sequence[str], url: str) -> Variant:
    """An agent on our model with these causes taken away."""
    from rasa.core.agent import Agent
    from rasa.core.tracker_store import SQLTrackerStore
    from rasa.utils.endpoints import EndpointConfig

    from bot.action_endpoint import ActionServerEndpoint
    from bot.graph_runner import SequentialGraphRunner

    endpoint = ActionServerEndpoint(url) if "kept" in without else EndpointConfig(url)
    endpoint.kwargs["enable_selective_domain"] = "selective" in without
    file = settings.state_directory / f"stock-{len(list(settings.state_directory.iterdir()))}.db"
    store = SQLTrackerStore(db=str(file)) if "store" in without else None
    agent = Agent(action_endpoint=endpoint, tracker_store=store)
    agent.load_model(settings.model_file)
    if "runner" in without and agent.processor is not None:
        # The runner has no state but the graph; loading with another class needs our agent.
        agent.processor.graph_runner.__class__ = SequentialGraphRunner
    return Variant(without, agent, [])


async def ask(variant: Variant, questions: Sequence[str], sender: str) -> None:
    """A person's turns, each timed in ms."""
    from rasa.core.actions.action import RemoteAction

    from bot.processor import AdvisorAction

    checked = AdvisorAction if "schema" in variant.without else RemoteAction
    with patch.object(RemoteAction, "_validate_action_result", checked._validate_action_result):
        for question in questions:
            started = time.perf_counter()
            said = await variant.agent.handle_text(question, sender_id=sender)
            variant.times.append(1000 * (time.perf_counter() - started))
            if not said:
                raise RuntimeError(f"{variant.name()} said nothing to {question!r}")


async def compare(variants: Sequence[Variant], rounds: int) -> None:
    """Ask each variant in turn; the first round warms up and is dropped."""
    questions = knowledge_questions()
    place = 0
    for number in range(rounds + 1):
        for variant in variants:
            # No variant gets a text that another has had: the action server serves all.
            block = [questions[(place + i) % len(questions)] for i in range(BLOCK)]
            place += BLOCK
            await ask(variant, block, f"person-{number}")
        if number == 0:
            for variant in variants:
                variant.times.clear()
    for variant in variants:
        if hasattr(variant.agent.action_endpoint, "close"):
            await variant.agent.action_endpoint.close()


async def median_ms(step: Callable[[], Awaitable[Any]], times: int = 60) -> float:
    """Median of one step alone, in ms."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        await step()
        found.append(1000 * (time.perf_counter() - started))
    return float(np.median(found[5:]))


async def single_steps(variant: Variant, url: str) -> dict[str, float]:
    """The steps by themselves, on the call of a conversation's last action."""
    from rasa.core.actions.action import RemoteAction

    from bot.processor import AdvisorAction

    agent = variant.agent
    tracker = await agent.tracker_store.retrieve("person-1")
    domain = agent.domain.as_dict()
    action = RemoteAction("action_answer_question", agent.action_endpoint)
    lean = action._action_call_format(tracker, agent.domain)
    lean.pop("domain", None)
    full = {**lean, "domain": domain}

    async def post(session: aiohttp.ClientSession, body: Any) -> Any:
        async with session.post(f"{url}/webhook", json=body) as response:
            return await response.json()

    async def new_session(body: Any) -> Any:
        async with aiohttp.ClientSession() as session:
            return await post(session, body)

    async with aiohttp.ClientSession() as kept:
        result = await post(kept, lean)

        async def health() -> None:
            async with kept.get(f"{url}/health") as response:
                await response.read()

        async def checked(kind: Any) -> None:
            kind("action_answer_question", None)._validate_action_result(result)

        async def packed() -> None:
            json.dumps(agent.domain.as_dict())

        return {
            "jsonschema.validate of the response": await median_ms(lambda: checked(RemoteAction)),
            "the same, schema compiled once": await median_ms(lambda: checked(AdvisorAction)),
            "call, new session, domain sent": await median_ms(lambda: new_session(full)),
            "call, new session": await median_ms(lambda: new_session(lean)),
            "call, kept session, domain sent": await median_ms(lambda: post(kept, full)),
            "call, kept session": await median_ms(lambda: post(kept, lean)),
            "Sanic alone (GET /health, kept)": await median_ms(health),
            f"domain as JSON, {len(json.dumps(domain)) / 1000:.0f} kB": await median_ms(packed),
        }


def main() -> int:
    """Prepare, measure, print."""
    parser = argparse.ArgumentParser(prog="bench.stock_causes", description=__doc__)
    parser.add_argument("--rounds", type=int, default=12, help=f"of {BLOCK} turns a variant")
    parser.add_argument("--state", type=Path, help="keep the trained state here for a next time")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        settings = prepare(options.state or Path(scratch))
        from bot.logs import configure_rasa, quieten

        quieten(settings)
        configure_rasa(settings)
        with action_server(settings) as url:
            variants = [build(settings, without, f"{url}/webhook") for without in VARIANTS]
            asyncio.run(compare(variants, options.rounds))
            steps = asyncio.run(single_steps(variants[0], url))
    base = float(np.median(variants[0].times))
    print("| turn with an action, p50 (ms) | | difference |\n|---|---:|---:|")
    for variant in variants:
        p50 = float(np.median(variant.times))
        print(f"| {variant.name()} | {p50:.1f} | {p50 - base:+.1f} |")
    print("\n| one step alone, p50 (ms) | |\n|---|---:|")
    for name, milliseconds in steps.items():
        print(f"| {name} | {milliseconds:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
