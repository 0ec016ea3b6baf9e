"""Keeps of all that an engine entails only what says something about our things in our terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from ascn_kg.graph import Columns, Graph, Terms
from ascn_kg.namespaces import CONCEPTS, RDF, SKOS, TERMS, THINGS
from ascn_kg.reasoning.compiler import class_key

_CONCEPT = SKOS + "Concept"


def clean(derived: Mapping[int, Iterable[tuple[int, ...]]], graph: Graph) -> Columns:
    """The facts about our things and concepts, in our classes and properties, that the graph does not assert.

    ``derived`` is keyed as in :class:`~ascn_kg.reasoning.engine.Entailment`. Leaves out literal and blank subjects,
    owl:Thing, owl:sameAs, schema and datatype axioms. The order is that of ``derived``.
    """
    terms = graph.terms
    ours = _Ours(terms)
    type_ = terms.number(ox.NamedNode(RDF + "type"))
    stated = _left_out(graph)
    kept: list[tuple[int, int, int]] = []
    for key, rows in derived.items():
        if key < 0 and _is_kept_class(terms[class_key(key)]):
            kept += [(thing, type_, class_key(key)) for (thing,) in rows if ours[thing]]
        elif key >= 0 and terms[key].value.startswith(TERMS):
            kept += [(s, key, o) for s, o in rows if ours[s] and not isinstance(terms[o], ox.BlankNode)]
    return Columns.of(triple for triple in kept if triple not in stated)


class _Ours(dict[int, bool]):
    """Number of a term -> whether it is one of our things or concepts."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms.all

    def __missing__(self, number: int) -> bool:
        term = self._terms[number]
        self[number] = known = isinstance(term, ox.NamedNode) and term.value.startswith((THINGS, CONCEPTS))
        return known


def _is_kept_class(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> bool:
    return isinstance(term, ox.NamedNode) and (term.value.startswith(TERMS) or term.value == _CONCEPT)


def _left_out(graph: Graph) -> set[tuple[int, int, int]]:
    """The statements that are not reasoned over, but asserted all the same."""
    reasoned = graph.reasoned_over()
    return set(graph.columns) - set(reasoned) if len(reasoned) != len(graph.columns) else set()
