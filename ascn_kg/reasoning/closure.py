"""Closes a graph: runs the engine, keeps what is ours, words what clashes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pyoxigraph as ox

from ascn_kg.graph import Graph, triples_of
from ascn_kg.labels import Labels
from ascn_kg.reasoning.clashes import Clash, word
from ascn_kg.reasoning.clean import clean

Reasoner = Literal["ascn", "owlrl"]


@dataclass(frozen=True)
class Closure:
    """The ``inferred`` triples of a graph, sorted, none of them asserted; and its ``clashes``, if it has any."""

    inferred: tuple[ox.Triple, ...]
    clashes: tuple[Clash, ...] = ()


def close(graph: Graph, *, reasoner: Reasoner = "ascn") -> Closure:
    """The OWL 2 RL closure of a graph; the graph itself stays as it is."""
    # The engine takes longer to import than a cached question takes to answer.
    from ascn_kg.reasoning.owl_rl import entail

    triples, contradictions = entail(triples_of(graph.terms, graph.reasoned_over()))
    labels = Labels(graph)
    return Closure(clean(triples, graph.statements), tuple(word(each, labels) for each in contradictions))
