"""Closes a graph: runs the engine (or reads its earlier answer), keeps what is ours, words what clashes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from ascn_kg.graph import Graph, triples_of
from ascn_kg.labels import Labels
from ascn_kg.reasoning import cache as closure_cache
from ascn_kg.reasoning.clashes import Clash, word
from ascn_kg.reasoning.clean import clean


@dataclass(frozen=True)
class Closure:
    """The ``inferred`` triples of a graph, sorted, none of them asserted; and its ``clashes``, if it has any."""

    inferred: tuple[ox.Triple, ...]
    clashes: tuple[Clash, ...] = ()


def close(graph: Graph, *, cache: Path | None = None) -> Closure:
    """The OWL 2 RL closure of a graph; the graph itself stays as it is.

    ``cache`` is a folder that keeps closures between runs (None: no cache). Only closures without a clash are
    kept, so that a contradiction is always explained from the data at hand.
    """
    key = closure_cache.key(graph) if cache is not None else None
    if cache is not None and key is not None:
        kept = closure_cache.read(cache, key)
        if kept is not None:
            return Closure(kept)
    # The engine takes longer to import than a cached question takes to answer.
    from ascn_kg.reasoning.owl_rl import entail

    triples, contradictions = entail(triples_of(graph.terms, graph.reasoned_over()))
    labels = Labels(graph)
    closure = Closure(clean(triples, graph.statements), tuple(word(each, labels) for each in contradictions))
    if cache is not None and key is not None and not closure.clashes:
        closure_cache.write(cache, key, closure.inferred)
    return closure
