"""Where the statements an explanation uses stand in the files."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ascn_kg.graph import Graph
from ascn_kg.locations import Locations
from ascn_kg.turtle.of_graph import OBJECT, StatementPlaces

Fact = tuple[int, int, int]


@dataclass(frozen=True, order=True)
class FilePlace:
    """A file, as messages show it, and the place of the statement's object in it.

    Line and column are None where the file was changed since it was loaded.
    """

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}:{self.column}"


def places_of(
    graph: Graph, wanted: Collection[Fact], locations: Locations | None = None
) -> dict[Fact, list[FilePlace]]:
    """The places of the wanted statements (in numbers of the graph's terms); none of what is not stated.

    A statement of a graph that was not read from files has an empty list. ``locations`` makes paths relative.
    """
    found: dict[Fact, list[FilePlace]] = {}
    places = StatementPlaces(graph, graph.files, locations)
    subjects = {subject for subject, _, _ in wanted}
    for row, subject in enumerate(graph.columns.subjects):
        if subject not in subjects:
            continue
        fact = (subject, graph.columns.predicates[row], graph.columns.objects[row])
        if fact in wanted:
            of_fact = found.setdefault(fact, [])
            if region := places.region(row, OBJECT):
                of_fact.append(FilePlace(*region[:3]))
    return found
