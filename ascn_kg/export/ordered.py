"""Statements in an order, and blank nodes under names, that depend on nothing but the statements.

Every text format is written from this: each term once as canonical N-Triples text, and columns of numbers of these.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, compress, count, cycle, islice, repeat
from operator import eq

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError
from ascn_kg.graph import Columns, Statements, Term, Terms, quads_of
from ascn_kg.graph.statements import NO_GRAPH

DEFAULT_GRAPH = ""


@dataclass(frozen=True, eq=False)
class Ordered:
    """Statements without repeats, in the order of the lines of canonical N-Quads (RDFC-1.0).

    ``texts`` holds the canonical N-Triples text of each term in code point order, so literals come first, then IRIs,
    then blank nodes, and comparing two numbers compares two terms. ``names`` holds the named graphs in the same order,
    the default graph as an empty text; ``graphs`` the place in it of the graph of each statement.
    """

    texts: list[str]
    names: list[str]
    columns: Columns
    graphs: array[int]

    @cached_property
    def first_blank(self) -> int:
        """Terms from this number on are blank nodes."""
        return bisect_left(self.texts, "_:")

    def number(self, iri: str) -> int:
        """The number of an IRI, -1 where no statement has it as a term."""
        text = f"<{iri}>"
        place = bisect_left(self.texts, text)
        return place if place < len(self.texts) and self.texts[place] == text else -1

    @cached_property
    def union(self) -> Columns:
        """The triples of all named graphs, each once."""
        subjects, predicates, objects = parts = _parts(self.columns)
        like_before = compress(count(1), map(eq, objects, islice(objects, 1, None)))
        repeats = {i for i in like_before if subjects[i] == subjects[i - 1] and predicates[i] == predicates[i - 1]}
        if not repeats:
            return self.columns
        return Columns(*(array("i", [n for place, n in enumerate(part) if place not in repeats]) for part in parts))

    def by_graph(self) -> Iterator[tuple[str, Columns]]:
        """Each named graph and its triples, the default graph first."""
        if len(self.names) == 1:
            yield self.names[0], self.columns
            return
        graphs = [Columns() for _ in self.names]
        puts = [(graph.subjects.append, graph.predicates.append, graph.objects.append) for graph in graphs]
        for (subject, predicate, value), graph in zip(self.columns, self.graphs, strict=True):
            put_subject, put_predicate, put_object = puts[graph]
            put_subject(subject)
            put_predicate(predicate)
            put_object(value)
        yield from zip(self.names, graphs, strict=True)


def ordered(terms: Terms, columns: Columns, graphs: Sequence[int]) -> Ordered:
    """The numbered statements, ``graphs`` holding the number of the graph of each; blank nodes named by RDFC-1.0.

    Raises :class:`AscnKgError` for a statement about a statement.
    """
    known = terms.all
    numbers = {*columns.subjects, *columns.predicates, *columns.objects}
    used = [known[n] for n in numbers]
    _refuse_nested(used)
    texts = dict(zip(numbers, map(str, used), strict=True))
    names = {n: DEFAULT_GRAPH if known[n] == NO_GRAPH else str(known[n]) for n in {*graphs}}
    blank = {n for n, text in chain(texts.items(), names.items()) if text.startswith("_:")}
    if blank:
        columns, graphs, labels = _relabelled(terms, columns, graphs, blank)
        for number in blank:
            texts.pop(number, None)
        texts |= labels
        names = {n: labels[n] if n in labels else names[n] for n in {*graphs}}
    return _sorted(texts, names, columns, graphs)


def ordered_quads(quads: Iterable[ox.Quad]) -> Ordered:
    """The given quads in order; see :func:`ordered`."""
    statements = Statements.of(quads)
    return ordered(statements.terms, statements.columns, statements.graphs)


def _parts(columns: Columns) -> tuple[array[int], array[int], array[int]]:
    return columns.subjects, columns.predicates, columns.objects


def _refuse_nested(terms: list[Term]) -> None:
    if ox.Triple in set(map(type, terms)):
        nested = next(term for term in terms if isinstance(term, ox.Triple))
        raise AscnKgError(
            f"<<( {nested} )>>: a statement about a statement, which not every format can carry. Use a node of its own."
        )


def _relabelled(
    terms: Terms, columns: Columns, graphs: Sequence[int], blank: set[int]
) -> tuple[Columns, Sequence[int], dict[int, str]]:
    """The statements with canonical blank nodes, and number -> text of these.

    Only what holds a blank node goes through RDFC-1.0: its labels depend on nothing else (step 2 of the algorithm
    notes the quads of each blank node, no later step looks at others), and nearly all statements hold none.
    """
    with_blank = (
        compress(count(), map(blank.__contains__, part)) for part in (columns.subjects, columns.objects, graphs)
    )
    places = sorted(set(chain.from_iterable(with_blank)))
    mixed = Columns(*(array("i", [part[place] for place in places]) for part in _parts(columns)))
    dataset = ox.Dataset(quads_of(terms, mixed, [graphs[place] for place in places]))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    fresh: dict[object, int] = {}

    def number(term: object) -> int:
        if isinstance(term, ox.BlankNode):
            return fresh.setdefault(term, len(terms) + len(fresh))
        return terms.ids[NO_GRAPH if isinstance(term, ox.DefaultGraph) else term]  # type: ignore[index]

    subjects, predicates, objects = (part[:] for part in _parts(columns))
    graphs = array("i", graphs)
    # Statements that stood there twice leave fewer quads than places; the surplus repeats some.
    for place, quad in zip(places, cycle(dataset), strict=False):
        subjects[place], predicates[place] = number(quad.subject), number(quad.predicate)
        objects[place], graphs[place] = number(quad.object), number(quad.graph_name)
    return Columns(subjects, predicates, objects), graphs, {n: str(term) for term, n in fresh.items()}


def _sorted(texts: Mapping[int, str], names: Mapping[int, str], columns: Columns, graphs: Iterable[int]) -> Ordered:
    """A bucket for each subject, sorted by predicate, object and graph as one number: no sort of everything at once."""
    order = sorted(texts, key=texts.__getitem__)
    rank = [0] * (max(order, default=0) + 1)
    for place, number in enumerate(order):
        rank[number] = place
    in_order = sorted(names.values())
    place_of = {number: in_order.index(name) for number, name in names.items()}
    width, size = len(in_order).bit_length(), len(order).bit_length()
    ranks = rank.__getitem__
    parts = map(ranks, columns.predicates), map(ranks, columns.objects), map(place_of.__getitem__, graphs)
    keys = [(p << size | o) << width | g for p, o, g in zip(*parts, strict=True)]
    buckets: list[list[int]] = [_NONE] * len(order)
    for subject, key in zip(map(ranks, columns.subjects), keys, strict=True):
        bucket = buckets[subject]
        if bucket:
            bucket.append(key)
        else:
            buckets[subject] = [key]
    for subject, bucket in enumerate(buckets):
        if len(bucket) > 1:
            bucket.sort()
            if any(map(eq, bucket, islice(bucket, 1, None))):
                buckets[subject] = sorted(set(bucket))
    subjects = array("i", chain.from_iterable(map(repeat, count(), map(len, buckets))))
    keys = list(chain.from_iterable(buckets))
    del buckets
    in_graph, of_object = (1 << width) - 1, (1 << size) - 1
    in_graphs = array("i", [key & in_graph for key in keys])
    objects = array("i", [key >> width & of_object for key in keys])
    width += size
    predicates = array("i", [key >> width for key in keys])
    return Ordered([texts[n] for n in order], in_order, Columns(subjects, predicates, objects), in_graphs)


_NONE: list[int] = []
