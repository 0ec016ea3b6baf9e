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
    Value,
)
from ascn_kg.validation.sparql.reading import THIS
from ascn_kg.validation.sparql.tables import Row, Table, joined, left_joined, stacked


def answer(query: SubSelect, data: Data, foci: Iterable[int]) -> Table:
    """The solutions of a query with ``$this`` bound to each focus node."""
    start = Table((THIS,), [(focus,) for focus in foci])
    uses_this = THIS in query.group.mentioned
    found = _Answerer(data).group(query.group, start if uses_this else Table())
    found = found.project(name for name in dict.fromkeys((THIS, *query.names)) if name in found.names)
    return found if uses_this else joined(start, found, ())


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
        # What is found in sets goes before what is worked out value by value.
        for test in tests:
            if len(test.variables) > 1:
                table = self._filtered(test, table)
        for element in group.elements:
            if isinstance(element, Exists):
                table = self._existing(element, table)
        for test in tests:
            if len(test.variables) <= 1:
                table = self._filtered(test, table)
        return table

    def _patterns(
        self, patterns: list[Triple], tests: list[Expression], table: Table
    ) -> tuple[Table, list[Expression]]:
        """Join the patterns, cheapest first, and apply each test as soon as it can be; the tests left over."""
        todo = list(patterns)
        while True:
            known = set(table.names) - table.open_names
            for test in [test for test in tests if len(test.variables) > 1 and test.variables <= known]:
                table = self._filtered(test, table)
                tests = [other for other in tests if other is not test]
            if not todo:
                return table, tests
            pattern = min(todo, key=lambda one: cost(one, table, self._data))
            todo.remove(pattern)
            new = pattern.variables - set(table.names)
            table = matched(pattern, table, self._data, self._tests_of(new, tests))
            tests = [test for test in tests if len(test.variables) != 1 or not test.variables <= new]

    def _tests_of(self, names: Iterable[str], tests: list[Expression]) -> Tests:
        """The tests of one of the variables alone."""
        found: Tests = {}
        for name in names:
            own = [self._of_one(test) for test in tests if test.variables == {name}]
            if own:
                found[name] = cache(
                    own[0] if len(own) == 1 else lambda number, own=own: all(test(number) for test in own)
                )
        return found

    def _of_one(self, test: Expression) -> Callable[[int], bool]:
        """A test of one variable alone as a test of its number."""
        terms, value = self._data.terms.all, test.value

        def holds(number: int) -> bool:
            term = terms[number]
            try:
                found = value(lambda _: term)
                return found if found is True or found is False else boolean(found)
            except ExpressionError:
                return False

        return holds

    def _element(self, element: Bind | Optional | Union | SubSelect, table: Table) -> Table:
        match element:
            case Union(arms=arms):
                return stacked([self._arm(arm, table) for arm in arms])
            case Optional(group=group):
                if table.open_names & (group.mentioned - group.variables):
                    raise Unsupported("a condition in OPTIONAL on a variable that may be unbound")
                on = table.shared(group.mentioned)
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

    def _arm(self, arm: Group, table: Table) -> Table:
        """The rows joined with a group in braces, which sees of the variables outside only those that it binds."""
        looked_at = {name for one in arm.elements if isinstance(one, Exists) for name in one.group.mentioned}
        if table.open_names & arm.variables or (looked_at - arm.variables) & set(table.names):
            raise Unsupported("a group in braces that engines read differently")
        on = table.shared(arm.variables)
        return joined(table, self.group(arm, table.project(on)), on)

    def _bound(self, expression: Expression, name: str, table: Table) -> Table:
        value = self._of_row(expression, table)

        def number(row: Row) -> int | None:
            try:
                found = value(row)
            except ExpressionError:
                return None
            if isinstance(found, bool):
                raise Unsupported("BIND of a condition")
            return self._data.number(ox.Literal(found) if isinstance(found, str) else found)

        rows: list[Row] = [(*row, number(row)) for row in table.rows]
        return Table((*table.names, name), rows, table.open_names | {name})

    def _filtered(self, test: Expression, table: Table) -> Table:
        """The rows that pass; where the test is of one variable, each of its values is tested once."""
        names = tuple(name for name in table.names if name in test.variables)
        if len(names) == 1 and len(test.variables) == 1 and not table.open_names:
            return table.having(names, set(filter(self._of_one(test), table.column(names[0]))))
        value = self._of_row(test, table)

        def passes(row: Row) -> bool:
            try:
                return boolean(value(row))
            except ExpressionError:
                return False

        return table.where(passes)

    def _of_row(self, expression: Expression, table: Table) -> Callable[[Row], Value]:
        """An expression as a function of a row of the table."""
        terms = self._data.terms.all
        places = {name: table.names.index(name) for name in expression.variables if name in table.names}

        def value(row: Row) -> Value:
            def term(name: str) -> Term:
                number = row[places[name]] if name in places else None
                if number is None:
                    raise ExpressionError
                return terms[number]

            return expression.value(term)

        return value

    def _existing(self, element: Exists, table: Table) -> Table:
        if table.open_names & element.group.mentioned:
            raise Unsupported("EXISTS with variables that may be unbound")
        on = table.shared(element.group.mentioned)
        found = self.group(element.group, table.project(on))
        return table.having(on, set(found.values(on)), wanted=element.wanted)
