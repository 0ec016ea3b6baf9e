"""One load: its statements exactly as written, what follows from them, and an index of both for queries.

The parsed statements are the truth. The Oxigraph store is only an index: it keeps values, not lexical forms
("60.0" becomes "60"), so nothing is ever exported from it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ascn_kg.graph.columns import Columns
from ascn_kg.graph.index import GrowingIndex, Index, Part, part_of
from ascn_kg.graph.parts import StatementParts
from ascn_kg.graph.statements import Statements, quads_of, triples_of
from ascn_kg.graph.terms import Terms
from ascn_kg.namespaces import GRAPHS, INFERRED_GRAPH

if TYPE_CHECKING:
    import rdflib

ALIGNMENTS_GRAPH = GRAPHS + "ontology/alignments"


class Graph:
    """The statements of one load; immutable.

    ``statements`` are the asserted ones (ontology, concepts, alignments, data), each quad in the named graph of its
    file; ``shapes`` those of the SHACL files; ``inferred`` the closure, empty until :meth:`with_inferred` adds it.
    ``terms``, ``columns``, ``graphs`` and ``entailed`` are the same in numbers, for engines. ``files`` maps each
    named graph to its file, ``digest`` is the SHA-256 over all files read. Whatever takes time is done on first use.
    """

    def __init__(self, statements: Iterable[ox.Quad] = (), shapes: Iterable[ox.Quad] = ()) -> None:
        asserted, rules = Statements.of(statements), tuple(shapes)
        self._set(lambda: asserted, lambda: rules, Columns, None, {}, {}, "")

    @classmethod
    def read_when_needed(
        cls,
        asserted: Callable[[], Statements],
        shapes: Callable[[], tuple[ox.Quad, ...]],
        entailed: Callable[[], Columns] = Columns,
        *,
        index: Index | None = None,
        files: dict[str, Path],
        turtle: dict[str, bytes],
        digest: str,
    ) -> Graph:
        """A graph that calls for each of its parts at first use; an ``index`` must be of just these.

        ``turtle`` holds what the files say, by named graph: a store reads that faster than statements.
        """
        graph = cls.__new__(cls)
        graph._set(asserted, shapes, entailed, index, files, turtle, digest)
        return graph

    def _set(
        self,
        asserted: Callable[[], Statements],
        shapes: Callable[[], tuple[ox.Quad, ...]],
        entailed: Callable[[], Columns],
        index: Index | None,
        files: dict[str, Path],
        turtle: dict[str, bytes],
        digest: str,
    ) -> None:
        self._read_asserted, self._read_shapes, self._read_entailed = asserted, shapes, entailed
        self._index = index or GrowingIndex(StatementParts(self))
        self.files, self._turtle, self.digest = files, turtle, digest

    def __repr__(self) -> str:
        return f"Graph({len(self.columns)} statements, {len(self.entailed)} inferred, {len(self.files)} files)"

    def with_inferred(self, triples: Columns | Iterable[ox.Triple]) -> Graph:
        """This graph with the given triples (in numbers of its terms, or as terms) as its inferred graph.

        This graph itself stays as it is.
        """
        if not isinstance(triples, Columns):
            number = self.terms.number
            triples = Columns.of((number(t.subject), number(t.predicate), number(t.object)) for t in triples)  # type: ignore[arg-type]
        asserted = self._asserted
        return Graph.read_when_needed(
            lambda: asserted,
            lambda: self.shapes,
            lambda: triples,
            files=self.files,
            turtle=self._turtle,
            digest=self.digest,
        )

    @cached_property
    def _asserted(self) -> Statements:
        return self._read_asserted()

    @property
    def terms(self) -> Terms:
        """The numbers of all terms; grows when a term is looked up that has none."""
        return self._asserted.terms

    @property
    def columns(self) -> Columns:
        """The asserted statements in numbers, in the order of the files."""
        return self._asserted.columns

    @property
    def graphs(self) -> array[int]:
        """The number of the named graph of each asserted statement."""
        return self._asserted.graphs

    @cached_property
    def entailed(self) -> Columns:
        """The inferred triples in numbers."""
        return self._read_entailed()

    @cached_property
    def statements(self) -> tuple[ox.Quad, ...]:
        """The asserted statements; for millions of them, work on ``columns`` instead."""
        return tuple(self._asserted.quads())

    @cached_property
    def inferred(self) -> tuple[ox.Triple, ...]:
        """The inferred triples."""
        return tuple(triples_of(self.terms, self.entailed))

    @cached_property
    def shapes(self) -> tuple[ox.Quad, ...]:
        """The statements of the SHACL files. Raises :class:`LoadError` where one is not valid Turtle."""
        return self._read_shapes()

    @property
    def store(self) -> ox.Store:
        """Index of asserted and inferred statements (not the shapes), each in its named graph."""
        return self._index.over()

    def fill(self, store: ox.Store, *, on_disk: bool = False) -> None:
        """Put the asserted and inferred statements into a store that is still empty."""
        # Bulk loading is slower in memory, and spares it on disk.
        load, extend = (store.bulk_load, store.bulk_extend) if on_disk else (store.load, store.extend)
        # A store names blank nodes anew, so what holds them is taken from the statements. The rest was parsed
        # before, and need not be checked again.
        whole = {
            graph: text
            for graph in dict.fromkeys(self.graphs)
            if graph not in self._asserted.with_blanks and (text := self._turtle.get(self.terms[graph].value))
        }
        for graph, text in whole.items():
            load(text, format=ox.RdfFormat.TURTLE, to_graph=self.terms[graph], lenient=True)  # type: ignore[arg-type]
        extend(self._asserted.quads(set(self.graphs) - whole.keys()))
        if self.entailed:
            inferred = self.terms.number(ox.NamedNode(INFERRED_GRAPH))
            extend(quads_of(self.terms, self.entailed, [inferred] * len(self.entailed)))

    def query(
        self, sparql: str, prefixes: dict[str, str] | None = None, *, over: Iterable[Part] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Run SPARQL over the union of all named graphs; ``prefixes`` need no declaration in the text.

        ``over`` are the parts of the graph that are enough to answer it. Raises ``SyntaxError`` on a malformed query.
        """
        return self._index.over(over).query(sparql, prefixes=prefixes, use_default_graph_as_union=True)

    def find(
        self, subject: ox.NamedNode | None, predicate: str, value: ox.NamedNode | ox.Literal | None = None
    ) -> Iterator[ox.Quad]:
        """The statements of a predicate (an IRI string), asserted or inferred, with the given subject and object."""
        class_ = value.value if isinstance(value, ox.NamedNode) else None
        store = self._index.over([part_of(predicate, class_)])
        return store.quads_for_pattern(subject, ox.NamedNode(predicate), value)

    def objects(self, subject: ox.NamedNode, predicate: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        """The objects of one subject and predicate (an IRI string), asserted or inferred, without repeats."""
        return list(dict.fromkeys(quad.object for quad in self.find(subject, predicate)))  # type: ignore[misc]

    def reasoned_over(self) -> Columns:
        """The asserted statements reasoning may use: all but the alignments to other vocabularies."""
        return self._parts[0]

    def aligned(self) -> Columns:
        """The asserted statements of the alignments to other vocabularies."""
        return self._parts[1]

    @cached_property
    def _parts(self) -> tuple[Columns, Columns]:
        left_out = self.terms.get(ox.NamedNode(ALIGNMENTS_GRAPH))
        count = 0 if left_out is None else self.graphs.count(left_out)
        if left_out is None or not count:
            return self.columns, Columns()
        start = self.graphs.index(left_out)
        end = start + count
        if self.graphs[start:end].count(left_out) == count:  # those of one file stand together
            columns = (self.columns.subjects, self.columns.predicates, self.columns.objects)
            return Columns(*(c[:start] + c[end:] for c in columns)), Columns(*(c[start:end] for c in columns))
        rows = [(triple, name == left_out) for triple, name in zip(self.columns, self.graphs, strict=True)]
        return Columns.of(t for t, aligned in rows if not aligned), Columns.of(t for t, aligned in rows if aligned)

    def to_rdflib(self, *, inferred: bool = True) -> rdflib.Graph:
        """The union as an rdflib graph that can only be read, literals as written.

        It copies nothing; ``rdflib.Graph() + graph.to_rdflib()`` is a copy that can be changed.
        """
        from ascn_kg.rdflib_store import view

        return view(self, inferred=inferred)


def graph_of(quad: ox.Quad) -> str:
    """The IRI of the named graph a statement stands in."""
    return str(quad.graph_name.value) if isinstance(quad.graph_name, ox.NamedNode) else ""
