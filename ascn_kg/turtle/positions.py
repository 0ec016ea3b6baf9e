"""Where each triple of a Turtle text stands: line and column of its subject, predicate and object."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError
from ascn_kg.turtle.spots import Spots, spots
from ascn_kg.turtle.tokens import TERM, TOKEN

_BYTE_ORDER_MARK = "\ufeff"
_LINE_END = re.compile(r"\r\n?|\n")


class Place(NamedTuple):
    """A line and a column of a text, both from 1; columns are code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Position:
    """A triple and the places of its three terms.

    A blank node written with brackets stands at its opening bracket; so does the first cell of a collection, the
    others where their member begins. The predicates rdf:first and rdf:rest of a collection are not written: their
    place is that of the object. The rdf:nil that ends a collection stands at its closing bracket.
    """

    subject: ox.NamedNode | ox.BlankNode
    predicate: ox.NamedNode
    object: ox.NamedNode | ox.BlankNode | ox.Literal
    subject_at: Place
    predicate_at: Place
    object_at: Place


def positions(text: str, triples: Iterable[ox.Triple] | None = None) -> Iterator[Position]:
    """The triples of a Turtle text with their places, in the order in which pyoxigraph reads them.

    ``triples`` are those that pyoxigraph read from this very text, for whoever needs its blank nodes to be the same;
    without them, the text is parsed here. Raises ``SyntaxError`` where the text is not Turtle, :class:`AscnKgError`
    where it has other triples than those given, or statements about statements (RDF 1.2).

    >>> [*positions("<http://e.org/a> a <http://e.org/B> .")][0].object_at
    Place(line=1, column=20)
    """
    return iter(Positions(text, triples))


class Positions:
    """The places of the triples of one text; see :func:`positions`. Nothing is read before it is asked for.

    >>> places = Positions('<http://e.org/a> <http://e.org/p> 1 ,\\n  2 .')
    >>> places.of(ox.NamedNode("http://e.org/a"), ox.NamedNode("http://e.org/p"), ox.Literal(2)).object_at
    Place(line=2, column=3)
    """

    def __init__(self, text: str, triples: Iterable[ox.Triple] | None = None) -> None:
        self._text = text.removeprefix(_BYTE_ORDER_MARK)
        self._given = triples

    def __iter__(self) -> Iterator[Position]:
        return map(self._position, range(len(self)))

    def __len__(self) -> int:
        return len(self._triples)

    def __getitem__(self, number: int) -> Position:
        """The position of the n-th triple, from 0."""
        return self._position(number)

    def of(self, subject: Hashable, predicate: Hashable, value: Hashable) -> Position | None:
        """Where a triple first stands, None if nowhere."""
        numbers = self._by_pair.get((subject, predicate), ())
        return next((self._position(number) for number in numbers if self._triples[number].object == value), None)

    def first(self, subject: Hashable, predicate: Hashable) -> Position | None:
        """Where the first triple with this subject and predicate stands, None if nowhere."""
        numbers = self._by_pair.get((subject, predicate), ())
        return next(map(self._position, numbers), None)

    def of_subject(self, subject: Hashable) -> list[Position]:
        """All triples with this subject, in the order of the text."""
        return [self._position(number) for number in self._by_subject.get(subject, ())]

    def span(self, number: int, part: int) -> tuple[Place, Place]:
        """Where a term of the n-th triple begins, and ends behind its last character; 0 is the subject, 2 the object.

        Of what is written with brackets, the span is the opening bracket.
        """
        start = self._spots[number][part][0]
        token = TOKEN.match(self._text, start)
        end = token.end(TERM) if token and token.lastindex == TERM else start + 1
        return self._place(start), self._place(end)

    def _position(self, number: int) -> Position:
        triple = self._triples[number]
        subject, predicate, value = (self._place(offset) for offset, _ in self._spots[number])
        return Position(triple.subject, triple.predicate, triple.object, subject, predicate, value)  # type: ignore[arg-type]

    def _place(self, offset: int) -> Place:
        line = bisect_right(self._lines, offset)
        return Place(line, offset - self._lines[line - 1] + 1)

    @cached_property
    def _lines(self) -> list[int]:
        """The offset of the first character of each line."""
        return [0, *(match.end() for match in _LINE_END.finditer(self._text))]

    @cached_property
    def _triples(self) -> list[ox.Triple]:
        if self._given is None:
            return [quad.triple for quad in ox.parse(self._text, format=ox.RdfFormat.TURTLE)]
        return list(self._given)

    @cached_property
    def _spots(self) -> list[Spots]:
        """The spots of each triple: those of its terms, blank nodes all counting as the same.

        Triples that differ in their blank nodes alone come from the parser in the order of the text.
        """
        found: dict[Hashable, deque[Spots]] = defaultdict(deque)
        for each in spots(self._text):
            found[tuple(term for _, term in each)].append(each)
        try:
            matched = [found[_without_blank_nodes(triple)].popleft() for triple in self._triples]
        except IndexError:
            matched = []
        if len(matched) != len(self._triples) or any(found.values()):
            raise AscnKgError("the text does not hold the triples read from it. It was changed since: read it again.")
        return matched

    @cached_property
    def _by_subject(self) -> dict[Hashable, list[int]]:
        index: dict[Hashable, list[int]] = defaultdict(list)
        for number, triple in enumerate(self._triples):
            index[triple.subject].append(number)
        return index

    @cached_property
    def _by_pair(self) -> dict[Hashable, list[int]]:
        index: dict[Hashable, list[int]] = defaultdict(list)
        for number, triple in enumerate(self._triples):
            index[triple.subject, triple.predicate].append(number)
        return index


def _without_blank_nodes(triple: ox.Triple) -> Hashable:
    subject, value = triple.subject, triple.object
    return (
        None if isinstance(subject, ox.BlankNode) else subject,
        triple.predicate,
        None if isinstance(value, ox.BlankNode) else value,
    )
