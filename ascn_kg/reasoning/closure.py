"""Closes a graph: runs the engine, keeps what is ours, words what clashes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import pyoxigraph as ox

from ascn_kg.collector import without_collector
from ascn_kg.graph import Columns, Graph, Terms, triples_of
from ascn_kg.locations import Locations
from ascn_kg.reasoning.clashes import Clash, word

Reasoner = Literal["ascn", "owlrl"]


@dataclass(frozen=True)
class Closure:
    """What follows from a graph, none of it asserted: ``inferred`` in numbers of its ``terms``; and its ``clashes``.

    The order is that of the predicates, then of classes or subjects, as the graph first uses them.
    """

    terms: Terms
    inferred: Columns
    clashes: tuple[Clash, ...] = ()

    @cached_property
    def triples(self) -> tuple[ox.Triple, ...]:
        """The inferred triples as terms; for millions of them, work on ``inferred`` instead."""
        return tuple(triples_of(self.terms, self.inferred))


def close(graph: Graph, *, reasoner: Reasoner = "ascn", locations: Locations | None = None) -> Closure:
    """The OWL 2 RL closure of a graph; the graph itself stays as it is.

    ``reasoner`` is our own engine, or owlrl as the reference. Raises :class:`AscnKgError` where the axioms cannot be
    reasoned over; ``locations`` makes the paths in it relative to its root.
    """
    with without_collector():
        return _close(graph, reasoner, locations)


def _close(graph: Graph, reasoner: Reasoner, locations: Locations | None) -> Closure:
    # An engine takes longer to import than a cached question takes to answer.
    from ascn_kg.reasoning.clean import clean

    if reasoner == "owlrl":
        from ascn_kg.reasoning.owl_rl import entail_by_owlrl

        derived, contradictions = entail_by_owlrl(graph)
    else:
        from ascn_kg.reasoning.engine import entail

        entailment = entail(graph, locations=locations)
        derived, contradictions = entailment.derived, entailment.contradictions
    clashes: tuple[Clash, ...] = ()
    if contradictions:
        from ascn_kg.labels import Labels

        labels = Labels(graph)
        clashes = tuple(word(each, labels) for each in contradictions)
    return Closure(graph.terms, clean(derived, graph.terms, graph.aligned()), clashes)
