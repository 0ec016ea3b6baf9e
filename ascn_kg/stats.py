"""Counts what is in a graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from ascn_kg.graph import Graph
from ascn_kg.namespaces import OWL, RDF, SKOS, TERMS


@dataclass(frozen=True)
class SourceCount:
    """What rests on one source: evidence with a position in its text, evidence by page or address, statements."""

    source: str
    spans: int
    references: int
    statements: int


@dataclass(frozen=True)
class Stats:
    """Counts of one closed graph; things are named by IRI.

    ``asserted`` counts the statements written down, ``inferred`` those that follow from them. ``classes`` maps each
    class of ours to how many things are in it, sub-classes included; ``schemes`` each list to its concepts.
    """

    files: int
    asserted: int
    inferred: int
    classes: dict[str, int]
    schemes: dict[str, int]
    sources: tuple[SourceCount, ...]


def stats(graph: Graph) -> Stats:
    """Count what is in a closed graph."""
    by_predicate: dict[str, set[tuple[object, object]]] = defaultdict(set)
    statements: list[ox.Quad | ox.Triple] = [*graph.statements, *graph.inferred]
    for statement in statements:
        by_predicate[statement.predicate.value].add((statement.subject, statement.object))
    typed = by_predicate[RDF + "type"]
    classes = {_iri(subject) for subject, kind in typed if _iri(kind) == OWL + "Class"}
    return Stats(
        files=len(graph.files),
        asserted=len({quad.triple for quad in graph.statements}),
        inferred=len(set(graph.inferred)),
        classes={c: n for c, n in _tally(kind for _, kind in typed).items() if c in classes and c.startswith(TERMS)},
        schemes=_tally(scheme for _, scheme in by_predicate[SKOS + "inScheme"]),
        sources=_sources(by_predicate),
    )


def _sources(by_predicate: dict[str, set[tuple[object, object]]]) -> tuple[SourceCount, ...]:
    evidence = {node for node, kind in by_predicate[RDF + "type"] if _iri(kind) == TERMS + "Evidence"}
    positioned = {node for node, _ in by_predicate[TERMS + "start"]}
    source_of = {node: source for node, source in by_predicate[TERMS + "fromSource"] if node in evidence}
    supported: dict[object, set[object]] = defaultdict(set)
    for subject, node in by_predicate[TERMS + "evidence"]:
        if node in source_of:
            supported[source_of[node]].add(subject)
    spans = _tally(source for node, source in source_of.items() if node in positioned)
    references = _tally(source for node, source in source_of.items() if node not in positioned)
    known = {s for s, kind in by_predicate[RDF + "type"] if _iri(kind) == TERMS + "Source"} | set(source_of.values())
    statements = {_iri(source): len(subjects) for source, subjects in supported.items()}
    return tuple(
        SourceCount(iri, spans.get(iri, 0), references.get(iri, 0), statements.get(iri, 0))
        for iri in sorted(map(_iri, known))
    )


def _tally(terms: Iterable[object]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for term in terms:
        counts[_iri(term)] += 1
    return dict(sorted(counts.items()))


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)
