"""The statements of a load, exactly as written: numbered terms, columns, and the named graph of each."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import compress, islice

import pyoxigraph as ox

from ascn_kg.graph.columns import Columns, column
from ascn_kg.graph.terms import Terms


@dataclass(frozen=True, eq=False)
class Statements:
    """Statements in the order in which they were read; ``graphs`` holds the number of the named graph of each.

    ``with_blanks`` are the graphs in which a blank node stands.
    """

    terms: Terms = field(default_factory=Terms)
    columns: Columns = field(default_factory=Columns)
    graphs: array[int] = field(default_factory=column)
    with_blanks: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, quads: Iterable[ox.Quad]) -> Statements:
        """The given quads; one in the default graph counts as standing in a graph of its own, without a name."""
        statements = cls()
        for quad in quads:
            name = quad.graph_name
            graph = name if isinstance(name, ox.NamedNode | ox.BlankNode) else NO_GRAPH
            statements.add([quad.triple], graph)
        return statements

    def add(self, triples: Iterable[ox.Triple | ox.Quad], graph: ox.NamedNode | ox.BlankNode) -> None:
        """Add the triples of one named graph. Only for whoever fills statements that nobody else sees yet."""
        ids = self.terms.ids
        subjects, predicates, objects = self.columns.subjects, self.columns.predicates, self.columns.objects
        before, known = len(subjects), len(ids)
        # One pass over what may be millions: bound methods are looked up once.
        number, put_subject, put_predicate, put_object = (
            ids.setdefault,
            subjects.append,
            predicates.append,
            objects.append,
        )
        for triple in triples:
            put_subject(number(triple.subject, len(ids)))  # type: ignore[arg-type]
            put_predicate(number(triple.predicate, len(ids)))
            put_object(number(triple.object, len(ids)))  # type: ignore[arg-type]
        added = len(subjects) - before
        if added:
            name = self.terms.number(graph)
            self.graphs.extend(array("i", [name]) * added)
            # A blank node is of one file, so those of this one are among the terms that are new.
            if any(isinstance(term, ox.BlankNode) for term in islice(reversed(ids), len(ids) - known)):
                self.with_blanks.add(name)

    def quads(self, of: Collection[int] | None = None) -> Iterator[ox.Quad]:
        """The statements as pyoxigraph quads; with ``of``, only those in these graphs."""
        if of is None:
            return quads_of(self.terms, self.columns, self.graphs)
        chosen = [graph in of for graph in self.graphs]
        return quads_of(self.terms, Columns.of(compress(self.columns, chosen)), list(compress(self.graphs, chosen)))


def quads_of(terms: Terms, columns: Columns, graphs: Iterable[int]) -> Iterator[ox.Quad]:
    """Numbered triples and their graphs as pyoxigraph quads; the unnamed graph is the default graph."""
    all_terms = terms.all
    names = {number: None if (term := all_terms[number]) == NO_GRAPH else term for number in set(graphs)}
    for (subject, predicate, value), graph in zip(columns, graphs, strict=True):
        yield ox.Quad(all_terms[subject], all_terms[predicate], all_terms[value], names[graph])  # type: ignore[arg-type]


def triples_of(terms: Terms, columns: Columns) -> Iterator[ox.Triple]:
    """Numbered triples as pyoxigraph triples."""
    all_terms = terms.all
    return (ox.Triple(all_terms[s], all_terms[p], all_terms[o]) for s, p, o in columns)  # type: ignore[arg-type]


NO_GRAPH = ox.BlankNode("default")
