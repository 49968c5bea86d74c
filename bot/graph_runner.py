"""Runs the trained graph node after node.

Rasa's runner hands the graph to Dask, which schedules its few nodes anew at each of the
three runs of a turn: 1.5 ms a turn, for nodes that run one after another anyway.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar

from rasa.engine.runner.dask import DaskGraphRunner

T = TypeVar("T")


class SequentialGraphRunner(DaskGraphRunner):
    """The same nodes, run in the order of their needs; the order is found once a target."""

    def run(
        self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        """Run what the targets need (see the parent class).

        Raises:
            rasa.engine.exceptions.GraphComponentException: a component failed.
        """
        wanted = tuple(targets or self._graph_schema.target_names)
        # A node returns (name, value), and takes such pairs for what it needs.
        results: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, needs in self._order(wanted):
            results[name] = self._instantiated_nodes[name](*(results[need] for need in needs))
        return dict(results[name] for name in wanted)

    def component(self, kind: type[T]) -> T:
        """The graph's component of a class.

        Raises:
            LookupError: there is none.
        """
        for node in self._instantiated_nodes.values():
            if isinstance(node._component, kind):
                return node._component
        raise LookupError(f"the model has no {kind.__name__}")

    @lru_cache(maxsize=16)  # noqa: B019 - lives as long as the process, like the runner
    def _order(self, targets: tuple[str, ...]) -> list[tuple[str, list[str]]]:
        nodes = self._graph_schema.minimal_graph_schema(list(targets)).nodes
        ordered: dict[str, list[str]] = {}

        def visit(name: str) -> None:
            if name in nodes and name not in ordered:
                needs = list(nodes[name].needs.values())
                for need in needs:
                    visit(need)
                ordered[name] = needs

        for target in targets:
            visit(target)
        return list(ordered.items())
