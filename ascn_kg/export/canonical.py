"""Puts statements in an order, and blank nodes under names, that depend on nothing but the statements."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from ascn_kg.namespaces import RDF

_TYPE = RDF + "type"


def canonical(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Without repeats, blank nodes named by RDFC-1.0, sorted by graph, subject, type first, predicate, object."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(dataset, key=lambda quad: (str(quad.graph_name), *_order(quad)))


def union(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """The triples of all named graphs, sorted by subject, type first, predicate."""
    return sorted({quad.triple for quad in quads}, key=_order)


def _order(statement: ox.Quad | ox.Triple) -> tuple[str, bool, str, str]:
    predicate = statement.predicate.value
    return str(statement.subject), predicate != _TYPE, predicate, str(statement.object)
