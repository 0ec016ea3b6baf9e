"""A deprecated statement is kept in the graph and never shown by a question."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from ascn_kg.graph import Graph
from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.namespaces import PREFIXES, RDF, TERMS
from ascn_kg.questions import ask
from tests.conftest import ROOT

RANK = ox.NamedNode(TERMS + "rank")
DEPRECATED = ox.NamedNode(PREFIXES["rank"] + "deprecated")
NAMES = sorted(path.stem for path in Path(ROOT / "queries").glob("*.rq"))


@pytest.fixture(scope="module")
def all_deprecated(knowledge: KnowledgeGraph) -> Graph:
    """The real graph as if every statement had been deprecated; the real data deprecate none today."""
    graph = knowledge.graph
    statements = (
        ox.Quad(q.subject, RANK, DEPRECATED, q.graph_name) if q.predicate == RANK else q for q in graph.statements
    )
    return Graph(statements).with_inferred(graph.inferred)


@pytest.mark.parametrize("name", NAMES)
def test_no_question_shows_a_deprecated_statement(name: str, knowledge: KnowledgeGraph, all_deprecated: Graph) -> None:
    answer = ask(all_deprecated, knowledge.questions[name], {})
    situations = {
        quad.subject
        for quad in all_deprecated.store.quads_for_pattern(
            None, ox.NamedNode(RDF + "type"), ox.NamedNode(TERMS + "Situation")
        )
    }
    shown = [node for row in answer.rows for node in row if node in situations]
    assert shown == []
