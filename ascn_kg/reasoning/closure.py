"""Closes a graph: runs the engine, keeps what is ours, words what clashes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from ascn_kg.collector import without_collector
from ascn_kg.graph import Columns, Graph, Terms, triples_of
from ascn_kg.locations import Locations
from ascn_kg.reasoning.clashes import Clash, Contradiction, word

if TYPE_CHECKING:
    from ascn_kg.reasoning.engine import Entailment

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
        clashes = tuple(_worded(graph, contradictions))
    else:
        from ascn_kg.reasoning.engine import entail

        entailment = entail(graph, locations=locations)
        derived = entailment.derived
        clashes = tuple(_worded(graph, entailment.contradictions, entailment))
    return Closure(graph.terms, clean(derived, graph.terms, graph.aligned()), clashes)


def _worded(
    graph: Graph, contradictions: Iterable[Contradiction], entailment: Entailment | None = None
) -> Iterator[Clash]:
    """The contradictions in words, with the asserted facts behind each; owlrl tells none."""
    if not contradictions:
        return
    from ascn_kg.labels import Labels
    from ascn_kg.reasoning.behind import Behind

    labels, behind = Labels(graph), Behind(graph, entailment) if entailment else None
    for each in contradictions:
        yield replace(word(each, labels), behind=behind.of(each) if behind else ())
