"""N-Triples and N-Quads: one statement a line, sorted; the N-Quads are the canonical form of RDFC-1.0."""

from __future__ import annotations

from collections.abc import Iterator

from ascn_kg.export.ordered import Ordered


def n_triples(statements: Ordered) -> Iterator[str]:
    """The lines of the triples of all named graphs."""
    texts = statements.texts
    return (f"{texts[subject]} {texts[predicate]} {texts[value]} .\n" for subject, predicate, value in statements.union)


def n_quads(statements: Ordered) -> Iterator[str]:
    """The lines of the statements with their named graphs."""
    texts = statements.texts
    columns = statements.columns
    ends = [f"{name} .\n".lstrip() for name in statements.names]
    rows = zip(columns.subjects, columns.predicates, columns.objects, statements.graphs, strict=True)
    for subject, predicate, value, graph in rows:
        yield f"{texts[subject]} {texts[predicate]} {texts[value]} {ends[graph]}"
