"""Where statements of a graph stand in its files; the files are read again, and only those with a wanted statement."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError
from ascn_kg.graph import Graph
from ascn_kg.locations import Locations
from ascn_kg.turtle import Positions

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
    rows_of_graph: dict[int, list[tuple[int, Fact]]] = {}
    subjects = {subject for subject, _, _ in wanted}
    for row, subject in enumerate(graph.columns.subjects):
        if (
            subject in subjects
            and (fact := (subject, graph.columns.predicates[row], graph.columns.objects[row])) in wanted
        ):
            rows_of_graph.setdefault(graph.graphs[row], []).append((row, fact))
    for number, rows in rows_of_graph.items():
        path = graph.files.get(str(getattr(graph.terms[number], "value", "")))
        shown = path and (locations.relative(path) if locations else path).as_posix()
        start = graph.graphs.index(number)  # the statements of a file stand together
        positions = path and _positions(graph, number, start, path)
        for row, fact in rows:
            places = found.setdefault(fact, [])
            if shown:
                place = positions[row - start].object_at if positions else None
                places.append(FilePlace(shown, *(place or ())))
    return found


def _positions(graph: Graph, number: int, start: int, path: Path) -> Positions | None:
    """The places of all statements of a named graph in its file, None where that cannot be read any more."""
    terms, columns = graph.terms.all, graph.columns
    rows = slice(start, start + graph.graphs.count(number))
    numbers = zip(columns.subjects[rows], columns.predicates[rows], columns.objects[rows], strict=True)
    triples = (ox.Triple(terms[s], terms[p], terms[o]) for s, p, o in numbers)  # type: ignore[arg-type]
    try:
        # Not as text, where Python would turn the line ends inside of a string into others.
        positions = Positions(path.read_bytes().decode(), triples)
        _ = positions[0]  # fails here, once, where the file was changed
    except (OSError, UnicodeDecodeError, AscnKgError):
        return None
    return positions
