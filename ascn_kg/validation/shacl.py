"""Runs the SHACL shapes over the asserted statements and turns each result into a Finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
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
    results = _by_pyshacl(graph, graph.shapes) if engine == "pyshacl" else _run(graph, shapes, note)
    if not results:
        return []
    findings = findings_of(results, shapes, graph)
    found = places.of({finding.focus for finding in findings})
    placed = [
        replace(finding, at=at, related=related) for finding in findings for at, related in [found[finding.focus]]
    ]
    return sorted(placed, key=lambda finding: finding.sort_key)


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
