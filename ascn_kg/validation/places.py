"""Where what breaks a rule stands: what to mend, and what else it rests on. Only files with findings are read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import pyoxigraph as ox

from ascn_kg.findings import Region, Related, Words
from ascn_kg.graph import Graph, Statements, Term
from ascn_kg.locations import Locations
from ascn_kg.namespaces import RDF, SH
from ascn_kg.turtle.of_graph import OBJECT, PREDICATE, SUBJECT, StatementPlaces
from ascn_kg.validation.results import Result
from ascn_kg.validation.shapes import ShapesGraph

# What to mend, what else it rests on, where the rule is written.
Place = tuple[Region | None, tuple[Related, ...], Region | None]
Spots = tuple[Region | None, tuple[Related, ...]]
Fact = tuple[int, int, int]

# How many further places of the same thing a finding names.
_MOST = 5
# Constraints that a value too many breaks: the value is there, though the report names none.
_TOO_MANY = tuple(SH + name + "ConstraintComponent" for name in ("MaxCount", "QualifiedMaxCount", "UniqueLang"))
# Constraints between two properties -> what names the second.
_COMPARING = {
    SH + "LessThanConstraintComponent": "lessThan",
    SH + "LessThanOrEqualsConstraintComponent": "lessThanOrEquals",
    SH + "DisjointConstraintComponent": "disjoint",
}

DESCRIBED: Words = (("en", "also described here"), ("id", "juga diterangkan di sini"))
COMPARED: Words = (("en", "compared with this"), ("id", "dibandingkan dengan ini"))
HOME: Words = (("en", "the thing is described here"), ("id", "bendanya diterangkan di sini"))
USED: Words = (("en", "also used here"), ("id", "juga dipakai di sini"))
STATED: Words = (("en", "also stated here"), ("id", "juga dinyatakan di sini"))
OTHER_VALUE: Words = (("en", "the other value"), ("id", "nilai yang lain"))
VALUE: Words = (("en", "the value at fault"), ("id", "nilai yang salah"))
BEHIND: Words = (("en", "because of this statement"), ("id", "karena pernyataan ini"))


class Places:
    """Finds the places of things and statements of one graph; ``locations`` makes paths relative to its root."""

    def __init__(self, graph: Graph, locations: Locations | None = None) -> None:
        self._graph = graph
        self._statements = StatementPlaces(graph, graph.files, locations)
        self._locations = locations
        self._mentions: dict[int, list[tuple[int, int]]] = {}
        self._type = graph.terms.get(ox.NamedNode(RDF + "type"))

    def of(self, results: Iterable[Result], shapes: ShapesGraph) -> dict[Result, Place]:
        """For each result: the value at fault, or one too many, or (where something is missing) the thing's subject.

        What nobody describes (a dangling reference, a misspelt property) is placed where it is first mentioned. What
        a value was compared with is related.
        """
        wanted = list(results)
        terms = {term for each in wanted for term in (each.focus, each.value)}
        rows = self._described({number for term in terms if (number := self._number(term)) is not None})
        rules = {shape: self._rule(shape) for shape in {each.shape for each in wanted}}
        found = {}
        for each in wanted:
            at, related = self._spots(each, rows)
            compared = self._compared(each, rows, shapes)
            found[each] = (at, (*compared, *(other for other in related if other not in compared)), rules[each.shape])
        return found

    def of_things(self, things: Iterable[Term]) -> list[Region]:
        """Where each of the things is described, or else mentioned."""
        known = [number for thing in things if (number := self._number(thing)) is not None]
        rows = self._described(set(known))
        return [at for number in known if (at := self._block(number, rows.get(number, []))[0])]

    def of_facts(self, facts: Iterable[Fact]) -> list[Region]:
        """Where each of the asserted facts (in numbers of the graph's terms) is stated."""
        columns = self._graph.columns
        wanted = dict.fromkeys(facts)
        rows = self._rows({subject for subject, _, _ in wanted}, columns.subjects)
        found = [
            self._statements.region(row, OBJECT)
            for subject, predicate, value in wanted
            for row in rows.get(subject, [])
            if (columns.predicates[row], columns.objects[row]) == (predicate, value)
        ]
        return [region for region in found if region]

    def _number(self, term: Term | None) -> int | None:
        return None if term is None else self._graph.terms.get(term)

    def _described(self, things: set[int]) -> dict[int, list[int]]:
        """Thing -> the rows that describe it; where those of the others are, is kept for :meth:`_mention`."""
        columns = self._graph.columns
        rows = self._rows(things, columns.subjects)
        others = things - rows.keys() - self._mentions.keys()
        for part, column in ((PREDICATE, columns.predicates), (OBJECT, columns.objects)):
            for thing, mentioning in self._rows(others, column).items():
                self._mentions.setdefault(thing, []).extend((row, part) for row in mentioning)
        return rows

    def _rows(self, numbers: set[int], column: Sequence[int]) -> dict[int, list[int]]:
        """Number -> the rows of a column where it stands."""
        if not numbers:
            return {}
        rows: dict[int, list[int]] = {}
        for row, number in enumerate(column):
            if number in numbers:
                rows.setdefault(number, []).append(row)
        return rows

    def _spots(self, result: Result, rows: dict[int, list[int]]) -> Spots:
        columns = self._graph.columns
        focus, value = self._number(result.focus), self._number(result.value)
        path = self._number(ox.NamedNode(result.path)) if result.path else None
        own = rows.get(focus, []) if focus is not None else []
        of_path = [row for row in own if columns.predicates[row] == path]
        if focus is None:
            return None, ()
        if value is not None and value != focus:
            turned = [row for row in rows.get(value, []) if columns.objects[row] == focus]
            for among in (of_path, own):
                if stating := [row for row in among if columns.objects[row] == value]:
                    return self._with_home(self._several(stating, STATED), focus, own)
            if turned:
                return self._several(turned, STATED)
            at, related = self._block(focus, own)
            far = self._block(value, rows.get(value, []))[0]
            return at, (*((Related(far, VALUE),) if far else ()), *related)
        if result.component in _TOO_MANY and (many := self._too_many(of_path, result)):
            return self._with_home(self._several([many[-1], *many[:-1]], OTHER_VALUE), focus, own)
        return self._block(focus, own)

    def _compared(self, result: Result, rows: dict[int, list[int]], shapes: ShapesGraph) -> tuple[Related, ...]:
        """Where the values stand that the one at fault was compared with."""
        if result.value is None or result.component not in _COMPARING:
            return ()
        columns, number = self._graph.columns, self._graph.terms.get
        with_ = {number(each) for each in shapes.values(result.shape, _COMPARING[result.component])}
        focus = number(result.focus)
        own = rows.get(focus, []) if focus is not None else []
        at, related = self._several([row for row in own if columns.predicates[row] in with_], COMPARED)
        return (Related(at, COMPARED), *related) if at else ()

    def _too_many(self, rows: list[int], result: Result) -> list[int]:
        """The rows of values of which there are too many; of several languages, those of the first said twice."""
        if result.component != SH + "UniqueLangConstraintComponent":
            return rows
        by_tag: dict[str, list[int]] = {}
        for row in rows:
            tag = getattr(self._graph.terms[self._graph.columns.objects[row]], "language", None)
            by_tag.setdefault((tag or "").lower(), []).append(row)
        return next((same for tag, same in by_tag.items() if tag and len(same) > 1), [])

    def _several(self, rows: list[int], words: Words) -> Spots:
        """The object in the first of the rows; those in the others as related."""
        return self._of_rows([(row, OBJECT) for row in rows], words)

    def _with_home(self, spots: Spots, thing: int, rows: list[int]) -> Spots:
        """The spots and, where a thing's class is stated in a file that is not among them, that place too."""
        at, related = spots
        home = self._block(thing, rows)[0]
        if home is None or at is None or home.file in {at.file, *(each.at.file for each in related)}:
            return spots
        return at, (*related, Related(home, HOME))

    def _block(self, thing: int, rows: list[int]) -> Spots:
        """The subject of what describes a thing, where its class is stated if anywhere; else a mention."""
        if not rows:
            return self._mention(thing)
        columns, graphs = self._graph.columns, self._graph.graphs
        typed = next((row for row in rows if columns.predicates[row] == self._type), rows[0])
        one_a_file = {graphs[row]: row for row in reversed(rows)}
        first = one_a_file.pop(graphs[typed])
        return self._of_rows([(first, SUBJECT), *((row, SUBJECT) for row in one_a_file.values())], DESCRIBED)

    def _mention(self, thing: int) -> Spots:
        return self._of_rows(sorted(self._mentions.get(thing, ())), USED)

    def _of_rows(self, spots: list[tuple[int, int]], words: Words) -> Spots:
        regions = [region for row, part in spots[: _MOST + 1] if (region := self._statements.region(row, part))]
        if not regions:
            return None, ()
        at, *others = dict.fromkeys(regions)
        return at, tuple(Related(region, words) for region in others)

    def _rule(self, shape: Term) -> Region | None:
        """Where the first statement about a shape begins, None where it stands in no file."""
        row = self._first_rows_of_shapes.get(shape)
        return None if row is None else self._shapes.region(row, SUBJECT)

    @cached_property
    def _first_rows_of_shapes(self) -> dict[Term, int]:
        return {quad.subject: row for row, quad in reversed([*enumerate(self._graph.shapes)])}  # type: ignore[misc]

    @cached_property
    def _shapes(self) -> StatementPlaces:
        return StatementPlaces(Statements.of(self._graph.shapes), self._graph.files, self._locations)
