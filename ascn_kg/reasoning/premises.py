"""Which statements of a graph reasoning may use, which it may not, and the files they stand in."""

from __future__ import annotations

import pyoxigraph as ox

from ascn_kg.graph import ALIGNMENTS_GRAPH, Columns, Graph


def premises(graph: Graph) -> tuple[Columns, Columns]:
    """The statements reasoned over; and those of the alignments to other vocabularies, which are not."""
    columns, graphs = graph.columns, graph.graphs
    left_out = graph.terms.get(ox.NamedNode(ALIGNMENTS_GRAPH))
    count = 0 if left_out is None else graphs.count(left_out)
    if not count or left_out is None:
        return columns, Columns()
    start = graphs.index(left_out)
    end = start + count
    if graphs[start:end].count(left_out) == count:  # those of one file stand together
        parts = (columns.subjects, columns.predicates, columns.objects)
        return Columns(*(part[:start] + part[end:] for part in parts)), Columns(*(part[start:end] for part in parts))
    kept = zip(columns, graphs, strict=True)
    return graph.reasoned_over(), Columns.of(triple for triple, name in kept if name == left_out)


def file_of(graph: Graph, number: int) -> str:
    """The file that first states something of a term, as ``ontology/ascn.ttl``; empty where none is known."""
    subjects = graph.columns.subjects
    if number not in subjects:
        return ""
    name = graph.terms[graph.graphs[subjects.index(number)]]
    path = graph.files.get(name.value)
    return "" if path is None else "/".join(path.parts[-2:])
