"""An answer as Turtle: the statements its rows rest on, with their evidence and sources, as they stand in the data."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from ascn_kg.export.formats import text_of
from ascn_kg.graph import Graph
from ascn_kg.graph.statements import triples_of
from ascn_kg.questions import Answer
from ascn_kg.questions.citations import agreeing_nodes
from ascn_kg.questions.question import OWN


def render_turtle(answer: Answer, graph: Graph) -> str:
    """Statement nodes of rows and gaps, nodes that agree with them, evidence and sources; always the same bytes."""
    comments = [answer.text, *(f"{name} = {text}" for name, text in answer.arguments.items()), answer.cite_as]
    head = "".join(f"# {' '.join(comment.split())}\n" for comment in comments)
    return f"{head}\n{text_of(_statements(graph, _subjects(answer, graph)), 'ttl')}"


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


def _statements(graph: Graph, wanted: set[str]) -> Iterator[ox.Triple]:
    """The asserted statements about the wanted nodes and about blank nodes they reach."""
    terms, columns = graph.terms, graph.columns
    todo = {number for iri in wanted if (number := terms.get(ox.NamedNode(iri))) is not None}
    seen: set[int] = set()
    while todo:
        # In numbers, as this walks over all statements of the graph.
        found = columns.at([row for row, subject in enumerate(columns.subjects) if subject in todo])
        yield from triples_of(terms, found)
        seen |= todo
        todo = {number for number in found.objects if isinstance(terms[number], ox.BlankNode)} - seen
