"""Joins a triple pattern to rows: what fits it is found for all rows at once, as sets of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import compress

import pyoxigraph as ox

from ascn_kg.graph import Term
from ascn_kg.validation.columns import Data, Pairs
from ascn_kg.validation.paths import Path, Step, reversed_path, starts, walk
from ascn_kg.validation.shapes import Unsupported
from ascn_kg.validation.sparql.patterns import ANY, Triple, Var
from ascn_kg.validation.sparql.tables import Row, Table, joined

# Tells which numbers a variable may have.
Tests = dict[str, Callable[[int], bool]]


def cost(pattern: Triple, table: Table, data: Data) -> tuple[int, int]:
    """The pattern of the least cost is to be joined first: one tied to the rows so far, and of few triples."""
    ends = (pattern.subject, pattern.object)
    loose = sum(isinstance(end, Var) and end.name not in table.names for end in ends)
    match pattern.predicate:
        case Step(predicate=predicate):
            return loose, len(data.step(predicate).foci)
        case Var():
            return loose, len(data.graph.columns)
    return loose + 1, len(data.graph.columns)


def matched(pattern: Triple, table: Table, data: Data, tests: Tests) -> Table:
    """The rows of ``table``, each with what fits the pattern; new variables have only what passes their test."""
    if pattern.variables & table.open_names:
        raise Unsupported("a pattern with a variable that may be unbound")
    ends = _Ends(pattern, table, data, tests)
    names = tuple(dict.fromkeys(end.name for end in _told(pattern)))
    rows: set[Row] = set()
    for number, path in _predicates(pattern.predicate, table, data):
        found = ends.rows(path)
        if isinstance(pattern.predicate, Var) and pattern.predicate != ANY:
            rows.update((number, *row) for row in found)
        else:
            rows.update(found)
    return joined(table, Table(names, list(rows)), table.shared(names))


def _told(pattern: Triple) -> Iterator[Var]:
    """The variables of a pattern whose values matter, its property first."""
    for part in (pattern.predicate, pattern.subject, pattern.object):
        if isinstance(part, Var) and part != ANY:
            yield part


def _predicates(predicate: Var | Path, table: Table, data: Data) -> Iterator[tuple[int, Path]]:
    """The number of each property that may fit, and the path along it; a path has no number of its own."""
    if not isinstance(predicate, Var):
        yield -1, predicate
        return
    known = data.graph.columns.by_predicate
    wanted: Iterable[int] = table.column(predicate.name) & known.keys() if predicate.name in table.names else known  # type: ignore[assignment]
    for number in wanted:
        term = data.terms[number]
        assert isinstance(term, ox.NamedNode)  # RDF allows nothing else
        yield number, Step(term)


class _Ends:
    """The subject and object of a pattern, and what is known of them."""

    def __init__(self, pattern: Triple, table: Table, data: Data, tests: Tests) -> None:
        self._data = data
        self._subject, self._object = pattern.subject, pattern.object
        self._subjects, self._objects = (self._known(end, table) for end in (pattern.subject, pattern.object))
        self._tests = tests

    def _known(self, end: Var | Term, table: Table) -> set[int] | None:
        """The values an end can have, None where it can have any."""
        if isinstance(end, Var):
            return table.column(end.name) if end.name in table.names else None  # type: ignore[return-value]
        number = self._data.terms.get(end)
        return set() if number is None else {number}

    def rows(self, path: Path) -> Iterable[Row]:
        """What fits along a path: a row of the ends whose values matter."""
        pairs = _only(self._pairs(path), self._subjects, self._objects)
        told = [isinstance(end, Var) and end != ANY for end in (self._subject, self._object)]
        if self._subject == self._object and all(told):
            return {(subject,) for subject, value in pairs if subject == value}
        columns = [
            self._passing(end, column)
            for end, column, is_told in zip(
                (self._subject, self._object), (pairs.foci, pairs.values), told, strict=True
            )
            if is_told
        ]
        if not columns:
            return [()] if pairs.foci else []
        if len(columns) == 1:
            return zip(set(columns[0][0]) & columns[0][1] if columns[0][1] is not None else set(columns[0][0]))
        kept = _only(pairs, columns[0][1], columns[1][1])
        return zip(kept.foci, kept.values, strict=True)

    def _passing(self, end: Var | Term, column: list[int]) -> tuple[list[int], set[int] | None]:
        """The column, and which of its values pass the test of the end, None where it has no test."""
        test = self._tests.get(end.name) if isinstance(end, Var) else None
        return column, None if test is None else set(filter(test, set(column)))

    def _pairs(self, path: Path) -> Pairs:
        """The pairs along a path that may fit, walked from the end of which less is to be tried."""
        if isinstance(path, Step):
            return self._data.step(path.predicate, back=path.back)
        subjects, objects = self._subjects, self._objects
        if subjects is None and objects is None:
            return walk(path, self._data, starts(path, self._data))
        if objects is None or (subjects is not None and len(subjects) <= len(objects)):
            return walk(path, self._data, subjects or set())
        back = walk(reversed_path(path), self._data, objects)
        return Pairs(back.values, back.foci)


def _only(pairs: Pairs, foci: set[int] | None, values: set[int] | None) -> Pairs:
    """The pairs of these focus nodes and values; None allows all."""
    for allowed, of in ((foci, 0), (values, 1)):
        if allowed is not None:
            kept = list(map(allowed.__contains__, (pairs.foci, pairs.values)[of]))
            pairs = Pairs(list(compress(pairs.foci, kept)), list(compress(pairs.values, kept)))
    return pairs
