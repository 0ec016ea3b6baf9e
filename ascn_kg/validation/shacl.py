"""Runs the SHACL shapes over the asserted statements and turns each result into a Finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError
from ascn_kg.findings import Finding
from ascn_kg.graph import Graph
from ascn_kg.validation import engine as ours
from ascn_kg.validation.places import Places
from ascn_kg.validation.report import findings_of, text_of
from ascn_kg.validation.results import Result
from ascn_kg.validation.shapes import ShapesGraph

Engine = Literal["ascn", "pyshacl"]
Note = Callable[[str], None]


def run_shapes(graph: Graph, places: Places, engine: Engine = "ascn", note: Note = lambda _: None) -> list[Finding]:
    """The findings of ``graph.shapes`` over the asserted statements, sorted; inferred ones are not looked at.

    The ontology is among the statements, so ``sh:class`` and ``sh:targetClass`` follow ``rdfs:subClassOf``.
    ``note`` is told, in words, of each shape that our engine had to leave to pySHACL.
    """
    if not graph.shapes:
        raise AscnKgError("ontology/shapes holds no shapes, so nothing could be checked. Put the shapes back.")
    shapes = ShapesGraph(graph.shapes)
    results = results_of(graph, shapes, engine, note)
    if not results:
        return []
    return sorted(findings_of(results, shapes, graph, places), key=lambda finding: finding.sort_key)


def results_of(graph: Graph, shapes: ShapesGraph, engine: Engine = "ascn", note: Note = lambda _: None) -> set[Result]:
    """What the engine reports, before anything of ours is added to it."""
    return _by_pyshacl(graph, graph.shapes) if engine == "pyshacl" else _run(graph, shapes, note)


def _by_pyshacl(graph: Graph, shapes: Iterable[ox.Quad]) -> set[Result]:
    from ascn_kg.validation.pyshacl_engine import run  # what it needs is slow to import

    return run(graph, shapes)


def _run(graph: Graph, shapes: ShapesGraph, note: Note) -> set[Result]:
    results, left = ours.run(graph, shapes)
    if left:
        for shape, reason in left.items():
            note(f"{text_of(shape)} is left to pySHACL, which takes longer: {reason}.")
        results |= _by_pyshacl(graph, shapes.without_targets(set(left), graph.shapes))
    return results
