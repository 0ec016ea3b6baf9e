"""Makes the copies of a network that the other engines read; no measurement."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ascn_kg.graph import load_graph
from ascn_kg.locations import Locations
from ascn_kg.namespaces import SH
from ascn_kg.reasoning import close
from benchmarks.engines.inputs import ASSERTED, CLOSED, SHAPES, SHAPES_WITHOUT_INVERSE


def prepare(root: Path) -> dict[str, Any]:
    """Write the asserted triples, the closed ones and the shapes as N-Triples."""
    graph = load_graph(Locations(root))
    terms = graph.terms
    target = root / ASSERTED
    target.parent.mkdir(parents=True, exist_ok=True)
    triples = {*graph.reasoned_over()}
    _write(terms, triples, target)
    closed = graph.with_inferred(close(graph).inferred)
    triples.update(closed.entailed)
    _write(closed.terms, triples, root / CLOSED)
    shapes = sorted((quad.triple for quad in graph.shapes), key=str)
    ox.serialize(shapes, str(root / SHAPES), format=ox.RdfFormat.N_TRIPLES)
    ox.serialize(_without_inverse(shapes), str(root / SHAPES_WITHOUT_INVERSE), format=ox.RdfFormat.N_TRIPLES)
    return {"facts": {"asserted": len(graph.columns), "closed": len(triples)}}


def _without_inverse(shapes: list[ox.Triple]) -> list[ox.Triple]:
    """The shapes but for those whose path is an inverse of something that is no property."""
    inverse = {
        t.subject for t in shapes if t.predicate.value == SH + "inversePath" and isinstance(t.object, ox.BlankNode)
    }
    refused = {t.subject for t in shapes if t.predicate.value == SH + "path" and t.object in inverse}
    return [t for t in shapes if t.subject not in refused and t.object not in refused]


def _write(terms: Any, triples: set[tuple[int, int, int]], target: Path) -> None:
    written = (ox.Triple(terms[s], terms[p], terms[o]) for s, p, o in sorted(triples))
    ox.serialize(written, str(target), format=ox.RdfFormat.N_TRIPLES)


STEPS = {"prepare": prepare}
