"""How long ``/api/faq/search`` takes: each query a different text, every tenth without a
result, which is written down as well.
"""

from __future__ import annotations

import argparse
import http.client
import json
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import numpy as np

from bench.prepared import ADVISOR, prepare
from bench.processes import Tree, free_port
from bench.questions import FRAMES, knowledge_questions
from knowledge.settings import PROJECT_ROOT

WANTED_P95 = 20.0  # ms
WARM_UP = 20
START_SECONDS = 120
ELSEWHERE = ("rust", "the weather on monday", "pizza with pineapple", "the football results")


def queries(count: int) -> list[str]:
    """Different texts; every tenth is about something that nobody here knows."""
    known = iter(knowledge_questions())
    unknown = iter(
        f"{frame.format(thing)} {number}"
        for number in range(count)
        for frame in FRAMES
        for thing in ELSEWHERE
    )
    return [next(unknown if number % 10 == 9 else known) for number in range(count)]


def wait_for(port: int, tree: Tree) -> http.client.HTTPConnection:
    """A kept connection to the server, once it answers."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        tree.require_running()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        with suppress(OSError):
            search(connection, "python")
            return connection
        time.sleep(0.2)
    raise TimeoutError(f"no answer from port {port}")


def search(connection: http.client.HTTPConnection, query: str) -> tuple[float, int]:
    """Milliseconds from sending to the whole answer, and how many results it has."""
    started = time.perf_counter()
    connection.request("GET", "/api/faq/search?" + urlencode({"q": query}))
    answer = connection.getresponse()
    body = answer.read()
    took = 1000 * (time.perf_counter() - started)
    assert answer.status == 200, body
    return took, len(json.loads(body)["results"])


def main() -> int:
    """Print p50, p95 and the longest; 1 if p95 is above what is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", type=Path, help="keeps the trained model for a next time")
    parser.add_argument("--queries", type=int, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        settings = prepare(options.state or Path(scratch))
        port = free_port()
        environment = {
            "ADVISOR_PORT": str(port),
            "ADVISOR_ADDRESS_REQUESTS_PER_MINUTE": "60000",
            "OMP_NUM_THREADS": "1",  # as `advisor run` sets it
        }
        log = settings.state_directory / "serve.log"
        with Tree([*ADVISOR, "serve"], PROJECT_ROOT, log, environment) as tree:
            connection = wait_for(port, tree)
            asked = queries(options.queries + WARM_UP)
            measured = [search(connection, query) for query in asked][WARM_UP:]
    times = np.array([took for took, _ in measured])
    p50, p95 = np.percentile(times, [50, 95])
    nothing = sum(not found for _, found in measured)
    print(
        f"/api/faq/search, {len(times)} different queries ({nothing} without a result): "
        f"p50 {p50:.1f} ms, p95 {p95:.1f} ms, longest {times.max():.1f} ms"
    )
    return int(p95 > WANTED_P95)


if __name__ == "__main__":
    sys.exit(main())
