"""Counts of what is in a graph."""

from __future__ import annotations

from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.namespaces import TERMS, THINGS
from ascn_kg.stats import SourceCount, stats
from tests.test_export import graph_of


def test_tiny_graph() -> None:
    counted = stats(
        graph_of(
            """
            ascn:City a owl:Class . ascn:Place a owl:Class . ascn:Evidence a owl:Class .
            city:a a ascn:City ; ascn:evidence evidence:s-1-2 , evidence:s-3-4 , evidence:s-p9 .
            city:b a ascn:City ; ascn:evidence evidence:s-1-2 .
            evidence:s-1-2 a ascn:Evidence ; ascn:fromSource source:s ; ascn:start 1 .
            evidence:s-3-4 a ascn:Evidence ; ascn:fromSource source:s ; ascn:start 3 .
            evidence:s-p9 a ascn:Evidence ; ascn:fromSource source:s .
            source:s a ascn:Source . source:unused a ascn:Source .
            ascn:one skos:inScheme ascn:list . ascn:two skos:inScheme ascn:list .
            """,
            "city:a a ascn:Place . city:b a ascn:Place .",
        )
    )
    assert counted.classes == {TERMS + "City": 2, TERMS + "Evidence": 3, TERMS + "Place": 2}
    assert counted.schemes == {TERMS + "list": 2}
    assert counted.sources == (
        SourceCount(THINGS + "source/s", spans=2, references=1, statements=2),
        SourceCount(THINGS + "source/unused", spans=0, references=0, statements=0),
    )
    assert counted.inferred == 2


def test_statement_in_two_files_counts_once() -> None:
    graph = graph_of("<http://example.org/1> { city:a a ascn:City } <http://example.org/2> { city:a a ascn:City }")
    assert stats(graph).asserted == 1


def test_real_graph(knowledge: KnowledgeGraph) -> None:
    counted = stats(knowledge.graph)
    assert counted.asserted > 0
    assert counted.inferred > 0
    assert counted.files == len(knowledge.asserted.files)
    assert counted.classes[TERMS + "Place"] >= counted.classes[TERMS + "City"] > 0
    assert all(iri.startswith("https://w3id.org/ascn-kg/") for iri in counted.schemes)
    assert any(source.spans and source.statements for source in counted.sources)
