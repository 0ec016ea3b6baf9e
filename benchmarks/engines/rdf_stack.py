"""The stack of pure Python: rdflib, owlrl and pySHACL."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import rdflib

from benchmarks.engines.inputs import ASSERTED, CLOSED, SHAPES, ask_all, known
from benchmarks.engines.laps import Laps
from benchmarks.network import QUESTIONS

logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)  # wrong literals are wanted here


def _read(file: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(file, format="nt")  # N-Triples, whatever the name ends in


def parse(root: Path) -> dict[str, Any]:
    """The Turtle files of ontology and data into one graph."""
    laps = Laps()
    with laps("parse"):
        graph = _parsed(root)
    return laps.result(triples=len(graph))


def closure(root: Path) -> dict[str, Any]:
    """owlrl's OWL 2 RL closure, without its axiomatic triples."""
    laps, graph = Laps(), _read(root / ASSERTED)
    before = len(graph)
    with laps("closure"):
        _close(graph)
    return laps.result(inferred=len(graph) - before)


def shacl(root: Path) -> dict[str, Any]:
    """pySHACL, the ontology among the data, no inference."""
    laps, graph, shapes = Laps(), _read(root / ASSERTED), _read(root / SHAPES)
    with laps("shacl"):
        report = _validate(graph, shapes)
    results = set(report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult))
    return laps.result(results=len(results), right=len(results) == len(known(root).get("faults", [])))


def questions(root: Path) -> dict[str, Any]:
    """The ten questions over a closed graph in memory."""
    laps, graph = Laps(), _read(root / CLOSED)
    right = ask_all(root, laps, lambda text: _rows(graph, text))
    return laps.result(*QUESTIONS, right=right)


def _parsed(root: Path) -> rdflib.Graph:
    graph = rdflib.Graph()
    for file in (root / "ontology" / "ascn.ttl", root / "ontology" / "concepts.ttl", *(root / "data").rglob("*.ttl")):
        graph.parse(file, format="turtle")
    return graph


def _close(graph: rdflib.Graph) -> None:
    import owlrl

    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)


def _validate(graph: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    import pyshacl

    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", advanced=False, meta_shacl=False)
    return report  # type: ignore[no-any-return]


def _rows(graph: rdflib.Graph, sparql: str) -> Iterator[list[str]]:
    for row in graph.query(sparql):
        yield ["" if term is None else str(term) for term in row]  # type: ignore[union-attr]


STEPS = {"parse": parse, "closure": closure, "shacl": shacl, "questions": questions}
