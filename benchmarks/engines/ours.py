"""ASCN-KG itself, through its public functions.

What those import when they are first called is imported here, before the clock starts, as the peers are.
"""

from __future__ import annotations

import resource
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from ascn_kg.beside import beside
from ascn_kg.export import export
from ascn_kg.graph import Graph, load_graph
from ascn_kg.locations import Locations
from ascn_kg.reasoning import close
from ascn_kg.reasoning import engine as _engine  # noqa: F401
from ascn_kg.validation import Finding, validate
from benchmarks.engines.inputs import ask_all, known
from benchmarks.engines.laps import WAITING, Laps
from benchmarks.network import QUESTIONS

with suppress(ModuleNotFoundError):
    import numpy as _numpy  # noqa: F401


def parse(root: Path) -> dict[str, Any]:
    """Turtle files into numbered statements, as our reasoner and validator read them."""
    laps = Laps()
    with laps("parse"):
        graph = load_graph(Locations(root))
    return laps.result(triples=len(graph.columns))


def closure(root: Path) -> dict[str, Any]:
    """The OWL 2 RL closure and the look for clashes, of a graph that is loaded."""
    laps, graph = Laps(), load_graph(Locations(root))
    with laps("closure"):
        closed = close(graph)
    return laps.result(inferred=len(closed.inferred), clashes=len(closed.clashes))


def closure_of_triples(root: Path) -> dict[str, Any]:
    """The same from parsed statements, numbering their terms first."""
    laps, statements = Laps(), load_graph(Locations(root)).statements
    with laps("closure"):
        closed = close(Graph(statements))
    return laps.result(inferred=len(closed.inferred))


def shacl(root: Path) -> dict[str, Any]:
    """All shapes over a graph that is loaded."""
    laps, graph = Laps(), load_graph(Locations(root))
    with laps("shacl"):
        findings = validate(graph, Locations(root))
    return laps.result(results=len(findings), right=_as_known(root, findings))


def questions(root: Path) -> dict[str, Any]:
    """The ten questions over a closed graph that is indexed."""
    laps, graph = Laps(), load_graph(Locations(root))
    graph = graph.with_inferred(close(graph).inferred)
    with laps("index"):
        _ = graph.store
    right = ask_all(root, laps, _asker(graph))
    return laps.result(*QUESTIONS, right=right)


def pipeline(root: Path) -> dict[str, Any]:
    """Everything from the files to answers and an export, as ``ascn-kg run`` does it: shapes in a process beside."""
    laps = Laps()
    locations = Locations(root)
    with laps("parse"):
        graph = load_graph(locations)
    validated = beside(lambda: validate(graph, locations))
    with laps("reason and look for clashes"):
        closed = close(graph)
        graph = graph.with_inferred(closed.inferred)
    with laps("index"):
        _ = graph.store
    with laps(WAITING):
        findings = validated()
    times = Laps()
    with laps("ten questions"):
        right = ask_all(root, times, _asker(graph))
    with laps("export"), tempfile.TemporaryDirectory(dir=root) as folder:
        export(graph, Path(folder) / "export", formats=("nq",))
    # Both processes together: what they share counts twice.
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    return laps.result(
        findings=len(findings),
        clashes=len(closed.clashes),
        inferred=len(closed.inferred),
        right=right,
        peak_mb=round(peak),
    )


def _asker(graph: Graph) -> Callable[[str], Iterator[list[str]]]:
    def ask(sparql: str) -> Iterator[list[str]]:
        for row in graph.query(sparql):  # type: ignore[union-attr]
            yield ["" if term is None else term.value for term in row]

    return ask


def _as_known(root: Path, findings: list[Finding]) -> bool:
    """Whether just the known faults were found."""
    faults = sorted((fault["rule"], fault["focus"]) for fault in known(root).get("faults", []))
    return sorted((finding.rule, finding.focus) for finding in findings) == faults


STEPS = {
    "parse": parse,
    "closure": closure,
    "closure_of_triples": closure_of_triples,
    "shacl": shacl,
    "questions": questions,
    "pipeline": pipeline,
}
