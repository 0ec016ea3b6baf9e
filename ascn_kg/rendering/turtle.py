"""An answer as Turtle: the statements its rows rest on, with their evidence and sources, as they stand in the data."""

from __future__ import annotations

import re
from collections import defaultdict

import pyoxigraph as ox

from ascn_kg.graph import Graph
from ascn_kg.namespaces import PREFIXES, RDF, TERMS, XSD, shrink
from ascn_kg.questions import Answer
from ascn_kg.questions.citations import agreeing_nodes
from ascn_kg.questions.question import OWN

_TYPE = RDF + "type"
# What Turtle and this project's slugs both allow without escapes.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9_-]))*")


def render_turtle(answer: Answer, graph: Graph) -> str:
    """Statement nodes of rows and gaps, nodes that agree with them, evidence and sources; always the same bytes."""
    wanted = _subjects(answer, graph)
    by_subject: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    prefixes: set[str] = set()
    for quad in _with_blank_nodes(graph, wanted):
        by_subject[_written(quad.subject, prefixes)][_predicate(quad.predicate, prefixes)].add(
            _written(quad.object, prefixes)
        )
    comments = [answer.text, *(f"{name} = {text}" for name, text in answer.arguments.items()), answer.cite_as]
    lines = [f"# {' '.join(comment.split())}" for comment in comments]
    lines += ["", *(f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in sorted(prefixes, key=_own_first))]
    for subject in sorted(by_subject):
        lines += ["", subject, *_block(by_subject[subject])]
    return "\n".join(lines) + "\n"


def _subjects(answer: Answer, graph: Graph) -> set[str]:
    nodes = {iri for row in answer.rows for iri in answer.statements(row)} | {
        gap.node for gap in answer.gaps if gap.node
    }
    wanted = (
        nodes if answer.question.cites == OWN else {other for node in nodes for other in agreeing_nodes(graph, node)}
    )
    for citation in answer.citations:
        wanted.update({citation.source, *(item.iri for item in citation.evidence)})
    return wanted - {""}


def _with_blank_nodes(graph: Graph, wanted: set[str]) -> list[ox.Quad]:
    """The asserted statements about the wanted nodes and about blank nodes they reach, relabelled by RDFC-1.0."""
    known: dict[object, list[ox.Quad]] = defaultdict(list)
    for quad in graph.statements:
        if isinstance(quad.subject, ox.BlankNode) or (
            isinstance(quad.subject, ox.NamedNode) and quad.subject.value in wanted
        ):
            known[quad.subject].append(ox.Quad(quad.subject, quad.predicate, quad.object))
    dataset = ox.Dataset()
    todo: list[object] = [ox.NamedNode(iri) for iri in wanted]
    done: set[object] = set()
    while todo:
        subject = todo.pop()
        if subject in done:
            continue
        done.add(subject)
        for quad in known.get(subject, ()):
            dataset.add(quad)
            if isinstance(quad.object, ox.BlankNode):
                todo.append(quad.object)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return list(dataset)


def _block(predicates: dict[str, set[str]]) -> list[str]:
    lines = []
    for predicate in sorted(predicates, key=lambda name: (name != "a", name)):
        found = sorted(predicates[predicate])
        if len(found) == 1:
            lines.append(f"    {predicate} {found[0]} ;")
        else:
            lines += [f"    {predicate}", *(f"        {each} ," for each in found[:-1]), f"        {found[-1]} ;"]
    return [*lines, "    ."]


def _predicate(node: ox.NamedNode, prefixes: set[str]) -> str:
    return "a" if node.value == _TYPE else _written(node, prefixes)


def _written(term: object, prefixes: set[str]) -> str:
    if isinstance(term, ox.NamedNode):
        return _name(term.value, prefixes)
    if isinstance(term, ox.Literal) and not term.language:
        if term.datatype.value == XSD + "integer" and re.fullmatch(r"[+-]?[0-9]+", term.value):
            return term.value
        if term.datatype.value == XSD + "boolean" and term.value in ("true", "false"):
            return term.value
        if term.datatype.value != XSD + "string":
            return f"{ox.Literal(term.value)}^^{_name(term.datatype.value, prefixes)}"
    return str(term)


def _name(iri: str, prefixes: set[str]) -> str:
    prefix, colon, local = shrink(iri).partition(":")
    if colon and prefix in PREFIXES and _LOCAL.fullmatch(local):
        prefixes.add(prefix)
        return f"{prefix}:{local}"
    return f"<{iri}>"


def _own_first(prefix: str) -> tuple[bool, str]:
    return (not PREFIXES[prefix].startswith(TERMS.partition("ontology#")[0]), prefix)
