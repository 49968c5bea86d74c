"""Whether a turn grows with its conversation: turns 3 to 7 against turns 198 to 202, of several
people in one run, each turn a different question.
"""

from __future__ import annotations

import argparse
import http.client
import json
import sys
import tempfile
import time
import uuid
from itertools import cycle
from pathlib import Path

import numpy as np

from bench.faq_search import wait_for
from bench.prepared import ADVISOR, prepare
from bench.processes import Tree, free_port
from bench.questions import knowledge_questions
from knowledge.settings import PROJECT_ROOT

WANTED_RATIO = 1.5
EARLY, LATE = range(3, 8), range(198, 203)


def turn(connection: http.client.HTTPConnection, sender: str, message: str) -> float:
    """Milliseconds from sending to the whole answer."""
    body = json.dumps({"sender": sender, "message": message})
    started = time.perf_counter()
    headers = {"Content-Type": "application/json"}
    connection.request("POST", "/webhooks/rest/webhook", body, headers)
    answer = connection.getresponse()
    said = answer.read()
    assert answer.status == 200, said
    assert json.loads(said), "a turn without a reply"
    return 1000 * (time.perf_counter() - started)


def main() -> int:
    """Print both medians; 1 if the late one is more than ``WANTED_RATIO`` times the early one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", type=Path, help="keeps the trained model for a next time")
    parser.add_argument("--people", type=int, default=6)
    options = parser.parse_args()
    # Once round they are more than the 256 whose vectors the encoder keeps.
    questions = cycle(knowledge_questions())
    early: list[float] = []
    late: list[float] = []
    with tempfile.TemporaryDirectory() as scratch:
        settings = prepare(options.state or Path(scratch))
        ports = free_port(), free_port()
        environment = {
            "ADVISOR_PORT": str(ports[0]),
            "ADVISOR_ACTIONS_PORT": str(ports[1]),
            "ADVISOR_ADDRESS_REQUESTS_PER_MINUTE": "60000",
        }
        log = settings.state_directory / "run.log"
        with Tree([*ADVISOR, "run"], PROJECT_ROOT, log, environment) as tree:
            connection = wait_for(ports[0], tree)
            for _ in range(options.people):
                sender = uuid.uuid4().hex
                for number in range(1, max(LATE) + 1):
                    took = turn(connection, sender, next(questions))
                    early += [took] if number in EARLY else []
                    late += [took] if number in LATE else []
    first, last = float(np.median(early)), float(np.median(late))
    print(
        f"{options.people} conversations: turns 3 to 7 p50 {first:.1f} ms, "
        f"turns 198 to 202 p50 {last:.1f} ms, ratio {last / first:.2f}, wanted {WANTED_RATIO}"
    )
    return int(last / first > WANTED_RATIO)


if __name__ == "__main__":
    sys.exit(main())
