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
End = Var | Term


def cost(pattern: Triple, table: Table, data: Data) -> tuple[int, int]:
    """The pattern of the least cost is to be joined first: one tied to the rows so far, and of few triples."""
    loose = sum(isinstance(end, Var) and end.name not in table.names for end in (pattern.subject, pattern.object))
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
    told = [end for end in (pattern.subject, pattern.object) if _is_told(end)]
    names = tuple(dict.fromkeys(end.name for end in told if isinstance(end, Var)))
    ends = _Ends(pattern, table, data, tests)
    found: Iterable[Row]
    if not isinstance(pattern.predicate, Var):
        found = ends.rows([pattern.predicate])
    elif pattern.predicate == ANY:
        found = ends.rows([path for _, path in _steps(pattern.predicate, table, data, tests)])
    else:
        names = (*names, pattern.predicate.name)
        steps = _steps(pattern.predicate, table, data, tests)
        found = ((*row, number) for number, path in steps for row in ends.rows([path]))
    return joined(table, Table(names, list(found)), table.shared(names))


def _is_told(end: End) -> bool:
    return isinstance(end, Var) and end != ANY


def _steps(predicate: Var, table: Table, data: Data, tests: Tests) -> Iterator[tuple[int, Path]]:
    """The number of each property that may fit, and the path along it."""
    known = data.graph.columns.by_predicate
    wanted: Iterable[int] = table.column(predicate.name) & known.keys() if predicate.name in table.names else known
    for number in filter(tests.get(predicate.name), wanted) if predicate.name in tests else wanted:
        term = data.terms[number]
        assert isinstance(term, ox.NamedNode)  # RDF allows nothing else
        yield number, Step(term)


class _Ends:
    """The subject and object of a pattern, and what is known of them."""

    def __init__(self, pattern: Triple, table: Table, data: Data, tests: Tests) -> None:
        self._data = data
        self._ends = (pattern.subject, pattern.object)
        self._known = [self._values(end, table) for end in self._ends]
        self._tests = [tests.get(end.name) if isinstance(end, Var) else None for end in self._ends]

    def _values(self, end: End, table: Table) -> set[int] | None:
        """The values an end can have, None where it can have any."""
        if isinstance(end, Var):
            return table.column(end.name) if end.name in table.names else None
        number = self._data.terms.get(end)
        return set() if number is None else {number}

    def rows(self, paths: Iterable[Path]) -> Iterable[Row]:
        """What fits along any of the paths: rows of the ends whose values matter."""
        every: Iterator[Pairs] = map(self._pairs, paths)
        told = [_is_told(end) for end in self._ends]
        if all(told):
            return self._both(every)
        if not any(told):
            return [()] if any(_only(pairs, *self._known).foci for pairs in every) else []
        place = told.index(True)
        known, test = self._known[place], self._tests[place]
        if self._known[1 - place] is not None:
            every = (_only(pairs, *self._known) for pairs in every)
        found: set[int] = set().union(*(pairs.value_set if place else pairs.focus_set for pairs in every))
        found = found if known is None else found & known
        return zip(found if test is None else filter(test, found))

    def _both(self, every: Iterator[Pairs]) -> Iterator[Row]:
        """Rows of subject and object; of one, where the two are the same variable."""
        subject, value = self._tests
        for pairs in every:
            pairs = _only(pairs, *self._known)
            subjects = set(filter(subject, pairs.focus_set)) if subject else None
            pairs = _only(pairs, subjects, set(filter(value, pairs.value_set)) if value else None)
            if self._ends[0] == self._ends[1]:
                yield from ((one,) for one, other in pairs if one == other)
            else:
                yield from pairs

    def _pairs(self, path: Path) -> Pairs:
        """The pairs along a path that may fit, walked from the end where there is less to try."""
        if isinstance(path, Step):
            return self._data.step(path.predicate, back=path.back)
        subjects, objects = self._known
        if subjects is None and objects is None:
            return walk(path, self._data, starts(path, self._data))
        if objects is None or (subjects is not None and len(subjects) <= len(objects)):
            return walk(path, self._data, subjects or set())
        back = walk(reversed_path(path), self._data, objects)
        return Pairs(back.values, back.foci)


def _only(pairs: Pairs, foci: set[int] | None, values: set[int] | None) -> Pairs:
    """The pairs of these focus nodes and values; None allows all."""
    if foci is not None:
        kept = list(map(foci.__contains__, pairs.foci))
        pairs = Pairs(list(compress(pairs.foci, kept)), list(compress(pairs.values, kept)))
    if values is not None:
        kept = list(map(values.__contains__, pairs.values))
        pairs = Pairs(list(compress(pairs.foci, kept)), list(compress(pairs.values, kept)))
    return pairs
