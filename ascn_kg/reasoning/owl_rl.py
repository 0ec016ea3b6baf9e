"""The reference engine: OWL 2 RL rules as owlrl runs them."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from itertools import combinations

import pyoxigraph as ox
import rdflib
from owlrl import OWLRL_Semantics
from rdflib import OWL, RDF, RDFS
from rdflib.term import Node

from ascn_kg.errors import AscnKgError
from ascn_kg.graph import Graph, Terms, triples_of
from ascn_kg.rdflib_view import from_rdflib, to_rdflib
from ascn_kg.reasoning.clashes import Contradiction
from ascn_kg.reasoning.compiler import class_key
from ascn_kg.reasoning.owlrl_messages import parse
from ascn_kg.reasoning.relevance import relevant

_AXIOMS = (str(RDF), str(RDFS), str(OWL))


def entail_by_owlrl(graph: Graph) -> tuple[dict[int, list[tuple[int, ...]]], tuple[Contradiction, ...]]:
    """What follows from a graph, keyed as in :class:`~ascn_kg.reasoning.engine.Entailment`; and what contradicts."""
    triples, contradictions = entail(triples_of(graph.terms, graph.reasoned_over()))
    return keyed(triples, graph.terms), tuple(contradictions)


def keyed(triples: Iterable[ox.Triple], terms: Terms) -> dict[int, list[tuple[int, ...]]]:
    """Triples in numbers, by predicate or class; sorted."""
    number = terms.number
    derived: dict[int, set[tuple[int, ...]]] = {}
    for triple in triples:
        subject, value = number(triple.subject), number(triple.object)  # type: ignore[arg-type]
        if triple.predicate.value == str(RDF.type):
            derived.setdefault(class_key(value), set()).add((subject,))
        else:
            derived.setdefault(number(triple.predicate), set()).add((subject, value))
    return {key: sorted(rows) for key, rows in sorted(derived.items())}


def entail(statements: Iterable[ox.Triple]) -> tuple[list[ox.Triple], list[Contradiction]]:
    """What follows from the statements by the OWL 2 RL rules, and where they contradict each other.

    Both in no particular order of engine internals: contradictions are sorted, triples are for the caller to sort.
    Raises :class:`AscnKgError` where the axioms are so malformed that the rules cannot be run.
    """
    statements = relevant(statements)
    graph, originals = _as_rdflib(statements)
    rules = _Rules(graph, False, False)
    try:
        _spell_out_lists(graph)
        before = set(graph)
        rules.closure()
        contradictions = {each for message in rules.error_messages for each in parse(message, graph)}
    except Exception as error:  # owlrl trusts every axiom: a cyclic list or a non-number as cardinality breaks it
        raise AscnKgError(
            f"The axioms cannot be reasoned over: {error}. Look for a broken list or restriction in ontology/ "
            "(a list must end in rdf:nil, a cardinality must be 0 or 1)."
        ) from error
    empty = {each.things[0] for each in contradictions if each.axiom == str(OWL.Nothing)}
    # A member of owl:Nothing is a member of every class: its other contradictions only repeat that.
    contradictions = {
        each for each in contradictions if each.axiom == str(OWL.Nothing) or not empty & {*each.things[:1]}
    }
    return list(_back(set(graph) - before, originals)), sorted(contradictions)


class _Rules(OWLRL_Semantics):  # type: ignore[misc]
    """owlrl's rules, run only on the triples they can fire on.

    owlrl makes everything the same as itself and then replaces each thing by itself in every triple, in every
    round. That yields nothing but the triples it started from and takes most of the time, so equality is looked
    at only where two names are really said to be the same or different.
    """

    def rules(self, triple: tuple[Node, Node, Node], cycle: int) -> None:
        subject, predicate, value = triple
        if not str(predicate).startswith(_AXIOMS):
            return
        if predicate == RDF.type and not str(value).startswith(_AXIOMS):
            return
        self._properties(triple, cycle)
        self._classes(triple, cycle)
        self._class_axioms(triple, cycle)
        self._schema_vocabulary(triple, cycle)
        if (predicate == OWL.sameAs and subject != value) or value == OWL.AllDifferent:
            self._equality(triple, cycle)
        elif predicate == OWL.differentFrom and subject == value:
            self.add_error(
                f"'sameAs' and 'differentFrom' cannot be used on the same subject-object pair: ({subject}, {value})"
            )


def _spell_out_lists(graph: rdflib.Graph) -> None:
    """Write lists of disjoint properties and different individuals as pairs: owlrl overlooks the last of a list."""
    for kind, pairwise in (
        (OWL.AllDisjointProperties, OWL.propertyDisjointWith),
        (OWL.AllDifferent, OWL.differentFrom),
    ):
        for axiom in list(graph.subjects(RDF.type, kind)):
            for members in (*graph.objects(axiom, OWL.members), *graph.objects(axiom, OWL.distinctMembers)):
                for one, other in combinations(list(graph.items(members)), 2):
                    graph.add((one, pairwise, other))


def _as_rdflib(
    statements: list[ox.Triple],
) -> tuple[rdflib.Graph, dict[Node, ox.NamedNode | ox.BlankNode | ox.Literal]]:
    """An rdflib graph of the statements, and the exact term behind each of its nodes."""
    nodes: dict[object, Node] = {}
    originals: dict[Node, ox.NamedNode | ox.BlankNode | ox.Literal] = {}

    def node(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> Node:
        if term not in nodes:
            nodes[term] = made = to_rdflib(term)
            originals.setdefault(made, term)
        return nodes[term]

    # rdflib logs a traceback for a literal of the wrong form; the shapes say it in words.
    log = logging.getLogger("rdflib.term")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        graph = rdflib.Graph(bind_namespaces="none")
        for quad in statements:
            graph.add((node(quad.subject), node(quad.predicate), node(quad.object)))  # type: ignore[arg-type]
    finally:
        log.setLevel(level)
    return graph, originals


def _back(
    triples: Iterable[tuple[Node, Node, Node]], originals: dict[Node, ox.NamedNode | ox.BlankNode | ox.Literal]
) -> Iterator[ox.Triple]:
    """The triples as pyoxigraph terms; generalised ones (a literal as subject, a blank predicate) are no RDF."""
    for triple in triples:
        subject, predicate, value = (originals.get(node) or from_rdflib(node) for node in triple)
        if not isinstance(subject, ox.Literal) and isinstance(predicate, ox.NamedNode):
            yield ox.Triple(subject, predicate, value)
