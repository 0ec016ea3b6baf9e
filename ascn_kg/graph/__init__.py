"""The graph: Turtle files as named graphs, their statements exactly as written, and an index of them for SPARQL."""

from __future__ import annotations

from ascn_kg.graph.columns import Columns
from ascn_kg.graph.graph import ALIGNMENTS_GRAPH, Graph, graph_of
from ascn_kg.graph.index import GrowingIndex, Index, Part, WholeIndex, part_of
from ascn_kg.graph.loading import SHAPES_FOLDER, Sources, TurtleFile, load_graph, read_foreign, read_sources
from ascn_kg.graph.parts import StatementParts
from ascn_kg.graph.statements import Statements, quads_of, triples_of
from ascn_kg.graph.terms import Term, Terms

__all__ = [
    "ALIGNMENTS_GRAPH",
    "SHAPES_FOLDER",
    "Columns",
    "Graph",
    "GrowingIndex",
    "Index",
    "Part",
    "Sources",
    "StatementParts",
    "Statements",
    "Term",
    "Terms",
    "TurtleFile",
    "WholeIndex",
    "graph_of",
    "load_graph",
    "part_of",
    "quads_of",
    "read_foreign",
    "read_sources",
    "triples_of",
]
