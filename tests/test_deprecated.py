"""A deprecated statement is kept in the graph, and shown only by a question that says what rank it has."""

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
# Questions that are asked to see how statements were ranked: each statement shown, and the column that has its rank.
RANKS_SHOWN = {
    # Both sides of a disagreement; a side set below the other is the answer, with the reason it was.
    "disagreements": {"statement": "rank", "other_statement": "other_rank"},
    "disagreements-by-kind": {"statement": "rank", "other_statement": "other_rank"},
}


@pytest.fixture(scope="module")
def all_deprecated(knowledge: KnowledgeGraph) -> Graph:
    """The real graph as if every statement had been deprecated; the real data deprecate none today."""
    graph = knowledge.graph
    statements = (
        ox.Quad(q.subject, RANK, DEPRECATED, q.graph_name) if q.predicate == RANK else q for q in graph.statements
    )
    return Graph(statements).with_inferred(graph.inferred)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in RANKS_SHOWN])
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


@pytest.mark.parametrize("name", sorted(RANKS_SHOWN))
def test_a_deprecated_statement_that_is_shown_is_called_so(
    name: str, knowledge: KnowledgeGraph, all_deprecated: Graph
) -> None:
    answer = ask(all_deprecated, knowledge.questions[name], {})
    places = {column.name: index for index, column in enumerate(answer.columns)}
    assert answer.rows
    for row in answer.rows:
        for statement, rank in RANKS_SHOWN[name].items():
            # A number that stands alone is both sides of its row, and its rank is printed once.
            if row[places[statement]] is not None and (statement == "statement" or row[places[statement]] != row[0]):
                assert row[places[rank]] == ox.Literal("deprecated")
