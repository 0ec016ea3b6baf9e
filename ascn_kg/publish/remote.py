"""Asks a saved question of a SPARQL endpoint: the rows come from there, and with them all that an answer shows.

Rows first; then a few queries fetch what is stated about the nodes they name (evidence, sources, agreeing
statements, coverage, names) into a small graph, on which citations, gaps and readings are worked out as ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from ascn_kg.graph import Graph
from ascn_kg.labels import ALT_LABEL, LABEL, PREF_LABEL, Labels
from ascn_kg.namespaces import INFERRED_GRAPH, RDF, RDFS, SKOS, TERMS, expand
from ascn_kg.publish.endpoint import DATASET, Endpoint, Value, quads
from ascn_kg.questions import Answer, Question
from ascn_kg.questions.arguments import Argument, read_arguments
from ascn_kg.questions.question import OWN, STATEMENT
from ascn_kg.questions.run import answer_of, bound, check_language, cut_off_of

_TYPE = RDF + "type"
_NAMES = (LABEL, PREF_LABEL, ALT_LABEL)
_KINDS = (_TYPE, SKOS + "inScheme")
_COVERS, _CORROBORATES = TERMS + "covers", TERMS + "corroborates"


def ask_endpoint(
    endpoint: Endpoint, question: Question, arguments: Mapping[str, str], lang: str = "en", texts: Path | None = None
) -> tuple[Answer, Graph]:
    """The answer to ``question``, the same as :func:`ascn_kg.questions.ask` gives, and the graph that renders it.

    Raises :class:`AscnKgError` for a bad argument, and in words for all that can go wrong with an endpoint.
    """
    check_language(lang)
    known = _names_for(endpoint, question, arguments)
    chosen = read_arguments(question, arguments, Labels(known), cut_off_of(known), lang)
    rows = endpoint.rows(bound(question, chosen, lang), [column.name for column in question.columns])
    graph = _behind(endpoint, question, chosen, rows)
    return answer_of(graph, question, chosen, rows, lang, texts=texts), graph


class Neighbourhood:
    """Statements of an endpoint about the nodes somebody asked for; what is inferred is kept apart."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._asserted: dict[ox.Quad, None] = {}
        self._inferred: dict[ox.Triple, None] = {}
        self._seen: set[str] = set()

    def graph(self) -> Graph:
        """What was found so far."""
        return Graph(self._asserted).with_inferred(self._inferred)

    def about(self, nodes: Iterable[str]) -> None:
        """Find all that is stated about the nodes."""
        wanted = {node for node in nodes if _is_iri(node)} - self._seen
        self._seen |= wanted
        self._add(self._endpoint.statements(wanted))

    def names(self, nodes: Iterable[str]) -> None:
        """Find what the nodes are called and of which kind they are."""
        wanted = {node for node in nodes if _is_iri(node)} - self._seen
        self._add(self._endpoint.statements(wanted, (*_NAMES, *_KINDS)))

    def leading(self, predicates: Iterable[str], objects: Iterable[str]) -> None:
        """Find the statements with these predicates and objects."""
        self._add(self._endpoint.statements_with(predicates, objects))

    def matching(self, patterns: str) -> None:
        """Find the statements ``?s ?p ?o`` of these patterns."""
        rows = self._endpoint.rows(f"SELECT DISTINCT ?s ?p ?o WHERE {{ {patterns} }}", "spo")
        self._add(quads(rows))

    def objects(self, nodes: set[str], term: str) -> set[str]:
        """The IRIs that a term of ours leads to from the nodes, among what was found."""
        found = (triple for triple in self._triples() if triple.predicate.value == TERMS + term)
        return _iris(triple.object for triple in found if getattr(triple.subject, "value", "") in nodes)

    def subjects(self, predicate: str | None = None) -> set[str]:
        """The IRIs about which something was found, or something with this predicate."""
        return _iris(
            triple.subject for triple in self._triples() if predicate is None or triple.predicate.value == predicate
        )

    def _triples(self) -> Iterator[ox.Triple]:
        yield from (quad.triple for quad in self._asserted)
        yield from self._inferred

    def _add(self, found: Iterable[ox.Quad]) -> None:
        for quad in found:
            if getattr(quad.graph_name, "value", "") == INFERRED_GRAPH:
                self._inferred[quad.triple] = None
            else:
                self._asserted[quad] = None


def _names_for(endpoint: Endpoint, question: Question, arguments: Mapping[str, str]) -> Graph:
    """What is needed to understand the arguments: the day the data go up to, and names of things."""
    near = Neighbourhood(endpoint)
    near.about([DATASET])
    given = {name.strip().lstrip("-").replace("-", "_"): value for name, value in arguments.items()}
    for name, param in question.params.items():
        if param.is_thing and name in given:
            _find_names(near, expand(param.type) or "", given[name].strip())
        elif param.is_thing:
            near.names([expand(param.default) or ""])
    return near.graph()


def _find_names(near: Neighbourhood, kind: str, text: str) -> None:
    """What the thing of this IRI is; for a name, which may be spelled in many ways, all things of the kind."""
    near.names([kind])
    near.matching(f"VALUES ?p {{ <{RDFS}subClassOf> }} ?s ?p ?o")
    iri = text if text.startswith(("https://", "http://")) else expand(text)
    if iri is not None:
        near.names([iri])
        if iri in near.subjects():
            return
    member = "" if kind == RDFS + "Resource" else f"{{ ?s a <{kind}> }} UNION {{ ?s <{SKOS}inScheme> <{kind}> }} "
    for predicate in (*_NAMES, *_KINDS):
        near.matching(f"VALUES ?p {{ <{predicate}> }} {member}?s ?p ?o")
    for predicate in (TERMS + "named", TERMS + "printedName"):
        naming = f"?s <{TERMS}named> ?thing . " + member.replace("?s", "?thing")
        near.matching(f"VALUES ?p {{ <{predicate}> }} {naming}?s ?p ?o")


def _behind(endpoint: Endpoint, question: Question, chosen: list[Argument], rows: list[tuple[Value, ...]]) -> Graph:
    """All that stands behind the rows, and what the data say of their completeness."""
    near = Neighbourhood(endpoint)
    near.about([DATASET])
    keys = " ".join(str(ox.Literal(key)) for key in question.covers)
    near.matching(f"VALUES ?p {{ <{_COVERS}> }} VALUES ?o {{ {keys} }} ?s ?p ?o")
    stating = [index for index, column in enumerate(question.columns) if column.kind == STATEMENT]
    nodes = _iris(row[index] for row in rows for index in stating) | near.subjects(_COVERS)
    near.about(nodes)
    if question.cites != OWN:
        near.leading([_CORROBORATES], nodes)
        nodes |= near.objects(nodes, "corroborates") | near.subjects(_CORROBORATES)
        near.about(nodes)
    evidence = near.objects(nodes, "evidence")
    near.about(evidence)
    sources = near.objects(nodes | evidence, "fromSource")
    near.about(sources)
    named = near.objects(sources, "publisher") | near.objects(sources, "author") | near.objects(nodes, "coverageOf")
    near.names(named | _iris(value for row in rows for value in row) | _iris(argument.term for argument in chosen))
    return near.graph()


def _iris(terms: Iterable[object]) -> set[str]:
    return {term.value for term in terms if isinstance(term, ox.NamedNode)}


def _is_iri(text: str) -> bool:
    try:
        return bool(ox.NamedNode(text).value)
    except ValueError:
        return False
