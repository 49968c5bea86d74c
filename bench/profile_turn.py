"""Where the time of one turn with a knowledge action goes: `python -m bench.profile_turn`.

Prints the mean milliseconds a turn by part, with the actions in this process and on the
action server, and the functions that cProfile finds most expensive.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import io
import pstats
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.prepared import action_server, prepare
from bench.questions import knowledge_questions
from bench.stopwatch import REST, Stopwatch
from knowledge.settings import Settings

WARM_UP = 20
TURNS_OF_A_PERSON = 5


async def ask(agent: Any, questions: tuple[str, ...], label: str) -> None:
    """Ask all questions, a new person every five."""
    for number, question in enumerate(questions):
        await agent.handle_text(question, sender_id=f"{label}-{number // TURNS_OF_A_PERSON}")


def watch(stopwatch: Stopwatch, agent: Any) -> None:
    """Time the parts of a turn; Rasa has no hooks for it, so its methods are replaced."""
    from rasa.core.actions.action import RemoteAction

    processor = agent.processor
    for method in ("retrieve", "save"):
        stopwatch.watch(agent.tracker_store, method, "tracker store")
    stopwatch.watch(processor, "parse_message", "parse: around the components")
    stopwatch.watch(processor, "_predict_next_with_tracker", "policies: around them")
    nodes = processor.graph_runner._instantiated_nodes
    for name, node in nodes.items():
        nodes[name] = stopwatch.timed(node, f"graph: {name}")
    stopwatch.watch(agent.action_endpoint, "request", "action: the call")
    for kind in (RemoteAction, *RemoteAction.__subclasses__()):
        if "_action_call_format" in vars(kind):
            stopwatch.watch(kind, "_action_call_format", "action: packing the tracker")


def measure(settings: Settings, endpoint: Any, turns: int, label: str) -> tuple[Any, Stopwatch]:
    """The agent, and the times of its turns."""
    from bot.assistant import load_assistant

    agent = load_assistant(settings, endpoint)
    stopwatch = Stopwatch()
    watch(stopwatch, agent)
    questions = knowledge_questions()[: WARM_UP + turns]

    async def run() -> None:
        await ask(agent, questions[:WARM_UP], f"{label}-warm")
        stopwatch.restart()
        await ask(agent, questions[WARM_UP:], label)
        stopwatch.enter(REST)
        if hasattr(endpoint, "close"):
            await endpoint.close()

    asyncio.run(run())
    return agent, stopwatch


def show(times: Stopwatch, turns: int) -> str:
    """Parts by time, in ms a turn; parts below 0.05 ms are left out."""
    found = sorted(times.milliseconds.items(), key=lambda part: -part[1])
    lines = [f"{ms / turns:8.2f}  {part}" for part, ms in found if ms / turns >= 0.05]
    return "\n".join([*lines, f"{sum(times.milliseconds.values()) / turns:8.2f}  together"])


def profiled(agent: Any, turns: int, lines: int) -> str:
    """What cProfile says of the same turns; the action's own thread is not in it."""
    profile = cProfile.Profile()
    questions = knowledge_questions()[-turns:]
    profile.enable()
    asyncio.run(ask(agent, questions, "profiled"))
    profile.disable()
    out = io.StringIO()
    pstats.Stats(profile, stream=out).strip_dirs().sort_stats("tottime").print_stats(lines)
    return out.getvalue()


def main() -> int:
    """Prepare, measure, print."""
    parser = argparse.ArgumentParser(prog="bench.profile_turn", description=__doc__)
    parser.add_argument("--turns", type=int, default=100)
    parser.add_argument("--lines", type=int, default=25, help="of the profile")
    parser.add_argument("--state", type=Path, help="keep the trained state here for a next time")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        settings = prepare(options.state or Path(scratch))
        from bot.action_endpoint import ActionServerEndpoint, InProcessEndpoint

        with action_server(settings) as url:
            endpoint = ActionServerEndpoint(f"{url}/webhook")
            _, times = measure(settings, endpoint, options.turns, "http")
        print(f"Action server, ms a turn:\n{show(times, options.turns)}\n")
        agent, times = measure(settings, InProcessEndpoint(), options.turns, "inside")
        print(f"Actions in this process, ms a turn:\n{show(times, options.turns)}\n")
        print(profiled(agent, options.turns, options.lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
