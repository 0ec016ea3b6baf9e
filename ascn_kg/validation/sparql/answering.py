"""Answers a query from the columns: each pattern is joined to all rows found so far at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

import pyoxigraph as ox

from ascn_kg.graph import Term
from ascn_kg.validation.columns import Data
from ascn_kg.validation.shapes import Unsupported
from ascn_kg.validation.sparql.expressions import boolean
from ascn_kg.validation.sparql.matching import Tests, cost, matched
from ascn_kg.validation.sparql.patterns import (
    Bind,
    Exists,
    Expression,
    ExpressionError,
    Filter,
    Group,
    Optional,
    SubSelect,
    Triple,
    Union,
)
from ascn_kg.validation.sparql.tables import Row, Table, joined, left_joined, stacked


def answer(query: SubSelect, data: Data, foci: Iterable[int]) -> Table:
    """The solutions of a query with ``$this`` bound to each focus node."""
    table = _Answerer(data).group(query.group, Table(("this",), [(focus,) for focus in foci]))
    return table.project(name for name in dict.fromkeys(("this", *query.names)) if name in table.names)


class _Answerer:
    """Answers groups over one graph."""

    def __init__(self, data: Data) -> None:
        self._data = data

    def group(self, group: Group, table: Table) -> Table:
        """The rows of ``table`` joined with the solutions of the group."""
        tests = [element.test for element in group.elements if isinstance(element, Filter)]
        patterns: list[Triple] = []
        for element in group.elements:
            if isinstance(element, Triple):
                patterns.append(element)
            elif not isinstance(element, (Filter, Exists)):
                table, tests = self._patterns(patterns, tests, table)
                patterns = []
                table = self._element(element, table)
        table, tests = self._patterns(patterns, tests, table)
        for test in tests:
            table = self._filtered(test, table)
        for element in group.elements:
            if isinstance(element, Exists):
                table = self._existing(element, table)
        return table

    def _patterns(
        self, patterns: list[Triple], tests: list[Expression], table: Table
    ) -> tuple[Table, list[Expression]]:
        """Join the patterns, cheapest first, and apply each test as soon as it can be; the tests left over."""
        todo = list(patterns)
        while True:
            ready = [test for test in tests if test.variables <= set(table.names) - table.open_names]
            for test in ready:
                table = self._filtered(test, table)
            tests = [test for test in tests if test not in ready]
            if not todo:
                return table, tests
            pattern = min(todo, key=lambda one: cost(one, table, self._data))
            todo.remove(pattern)
            table = matched(pattern, table, self._data, self._tests_of_new(pattern, tests, table))

    def _tests_of_new(self, pattern: Triple, tests: list[Expression], table: Table) -> Tests:
        """The tests of one variable alone that the pattern is the first to bind."""
        found: Tests = {}
        for name in pattern.variables - set(table.names):
            own = [self._of_one(test) for test in tests if test.variables == {name}]
            if own:
                found[name] = cache(lambda number, own=own: all(test(number) for test in own))
        return found

    def _of_one(self, test: Expression) -> Callable[[int], bool]:
        """A test of one variable alone as a test of its number."""
        terms = self._data.terms.all

        def holds(number: int) -> bool:
            term = terms[number]
            try:
                return boolean(test.value(lambda _: term))
            except ExpressionError:
                return False

        return holds

    def _element(self, element: Bind | Optional | Union | SubSelect, table: Table) -> Table:
        match element:
            case Union(arms=arms):
                return stacked([self.group(arm, table) for arm in arms])
            case Optional(group=group):
                on = table.shared(group.variables)
                return left_joined(table, self.group(group, table.project(on)), on)
            case SubSelect(names=names, group=group):
                found = self.group(group, Table())
                found = found.project(name for name in names if name in found.names)
                on = table.shared(found.names)
                if found.open_names or set(table.names) & set(found.names) != set(on):
                    raise Unsupported("a SELECT inside with variables that may be unbound")
                return joined(table, found, on)
            case Bind(expression=expression, name=name):
                return self._bound(expression, name, table)

    def _bound(self, expression: Expression, name: str, table: Table) -> Table:
        def value(row: Row) -> int | None:
            try:
                found = expression.value(lambda asked: self._term(table, row, asked))
            except ExpressionError:
                return None
            if isinstance(found, bool):
                raise Unsupported("BIND of a condition")
            return self._data.number(ox.Literal(found) if isinstance(found, str) else found)

        rows: list[Row] = [(*row, value(row)) for row in table.rows]
        return Table((*table.names, name), rows, table.open_names | {name})

    def _filtered(self, test: Expression, table: Table) -> Table:
        """The rows that pass; a combination of values is tested once, however many rows have it."""
        names = tuple(name for name in table.names if name in test.variables)
        if len(names) == 1 and len(test.variables) == 1 and not table.open_names:
            passing: set[int | None] = set(filter(self._of_one(test), table.column(names[0])))  # type: ignore[arg-type]
            place = table.names.index(names[0])
            return table.where(lambda row: row[place] in passing)
        key = table.keys(names)
        known: dict[Row, bool] = {}

        def passes(row: Row) -> bool:
            values = key(row)
            if values not in known:
                known[values] = self._holds(test, dict(zip(names, values, strict=True)))
            return known[values]

        return table.where(passes)

    def _holds(self, test: Expression, values: dict[str, int | None]) -> bool:
        def term(name: str) -> Term:
            number = values.get(name)
            if number is None:
                raise ExpressionError
            return self._data.terms[number]

        try:
            return boolean(test.value(term))
        except ExpressionError:
            return False

    def _existing(self, element: Exists, table: Table) -> Table:
        if table.open_names & element.group.variables:
            raise Unsupported("EXISTS with variables that may be unbound")
        on = table.shared(element.group.variables)
        key = table.keys(on)
        found = set(self.group(element.group, table.project(on)).project(on).rows)
        return table.where(lambda row: (key(row) in found) is element.wanted)

    def _term(self, table: Table, row: Row, name: str) -> Term:
        number = row[table.names.index(name)] if name in table.names else None
        if number is None:
            raise ExpressionError
        return self._data.terms[number]
