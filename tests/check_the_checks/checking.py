"""Puts a plant into the graph and tells what the checks say of it."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from ascn_kg.errors import LoadError
from ascn_kg.evidence import verify
from ascn_kg.findings import Finding
from ascn_kg.graph import Graph, Sources, Statements, Terms
from ascn_kg.graph.loading import TurtleFile
from ascn_kg.namespaces import shrink
from ascn_kg.reasoning import close
from ascn_kg.validation import check
from tests.check_the_checks.plant import Plant
from tests.check_the_checks.world import World

NEAR = 3
"""How many lines a place may be off and still be called right."""


@dataclass(frozen=True)
class Outcome:
    """What the checks say of a plant: the ``rules`` that found it in the right file, all that were ``hit``."""

    plant: Plant
    rules: tuple[str, ...]
    hit: tuple[str, ...]
    at_line: bool

    @property
    def caught(self) -> bool:
        """Whether a finding names the right file."""
        return bool(self.rules)


@dataclass(frozen=True)
class _Told:
    """A finding in short: its rule, the places (file, first and last line) it names, the things it is about."""

    rule: str
    places: tuple[tuple[str, int, int], ...]
    things: tuple[str, ...]


class Checker:
    """Loads the graph once; each plant then changes the statements of one file alone."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._terms = Terms()
        self._files = [file for file in world.sources.files if not file.is_shapes]
        self._parts = {file.graph: _read(file, self._terms) for file in self._files}

    @cached_property
    def known(self) -> frozenset[_Told]:
        """What the checks say of the real graph as it is."""
        graph = self._world.sources.graph()
        return frozenset([*self._validated(graph), *self._verified(graph)])

    def outcome(self, plant: Plant, *, texts: bool = True) -> Outcome:
        """What validation says of a plant; where it says nothing, what holding it against the ``texts`` does."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, plant.file.shown)
            path.parent.mkdir(parents=True)
            path.write_text(plant.text, encoding="utf-8")
            try:
                graph = self._graph(plant, path)
            except LoadError as error:
                told, right = [], [_told(finding) for finding in error.findings]
            else:
                told = [each for each in self._validated(graph) if each not in self.known]
                right = _right(plant, told)
                if not right and texts:
                    told = [each for each in self._verified(graph) if each not in self.known]
                    right = _right(plant, told)
        return Outcome(plant, _rules(right), _rules(told), any(_is_near(plant, each) for each in right))

    def _graph(self, plant: Plant, path: Path) -> Graph:
        files = {file.graph: file for file in self._files}
        changed = replace(files[plant.file.graph], path=path, content=plant.text.encode())
        terms = Terms()  # of its own: reasoning looks at every term there is, and those of other plants are none of it
        terms.ids.update(self._terms.ids)
        parts = {**self._parts, changed.graph: _read(changed, terms)}
        statements = Statements(terms)
        columns = (statements.columns.subjects, statements.columns.predicates, statements.columns.objects)
        for graph, part in parts.items():
            for column, added in zip(columns, part, strict=True):
                column.extend(added)
            statements.graphs.extend(array("i", [terms.number(ox.NamedNode(graph))]) * len(part[0]))
        files[changed.graph] = changed
        return Graph.read_when_needed(
            lambda: statements,
            lambda: self._world.sources.shapes,
            files={graph: file.path for graph, file in files.items()},
            turtle={graph: file.turtle for graph, file in files.items()},
            digest="",
        )

    def _validated(self, graph: Graph) -> list[_Told]:
        return [_told(finding) for finding in check(graph, close, self._world.locations)]

    def _verified(self, graph: Graph) -> list[_Told]:
        if self._world.texts is None:
            return []
        problems = [problem for report in verify(graph, self._world.texts) for problem in report.problems]
        root = self._world.locations
        return [
            _Told(
                "verify", ((root.relative(Path(each.file)).as_posix(), each.line or 0, each.line or 0),), (each.node,)
            )
            for each in problems
        ]


def _read(file: TurtleFile, terms: Terms) -> tuple[array[int], array[int], array[int]]:
    """The columns of a file, its terms numbered as others are."""
    own = Sources((file,)).statements
    numbers = [terms.number(term) for term in own.terms.all]
    columns = (own.columns.subjects, own.columns.predicates, own.columns.objects)
    subjects, predicates, objects = (array("i", map(numbers.__getitem__, column)) for column in columns)
    return subjects, predicates, objects


def _told(finding: Finding) -> _Told:
    regions = [*filter(None, (finding.at,)), *(each.at for each in finding.related)]
    places = tuple((each.file, each.line or 0, each.end_line or each.line or 0) for each in regions)
    return _Told(finding.rule, places, (shrink(finding.focus), shrink(finding.value or ""), finding.message("en")))


def _right(plant: Plant, told: Iterable[_Told]) -> list[_Told]:
    """The findings that name the file of the plant, or speak of what it took out."""
    return [
        each
        for each in told
        if any(file.endswith(plant.file.shown) for file, *_ in each.places) or plant.about in each.things[:2]
    ]


def _is_near(plant: Plant, told: _Told) -> bool:
    """Whether a finding names a line of the plant; or, of what is gone, a place that names it."""
    if plant.about:
        return bool(told.places)
    return any(
        file.endswith(plant.file.shown) and first - NEAR < lines.stop and last + NEAR >= lines.start
        for file, first, last in told.places
        for lines in plant.lines
    )


def _rules(told: Iterable[_Told]) -> tuple[str, ...]:
    return tuple(sorted({each.rule for each in told}))
