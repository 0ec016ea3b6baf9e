"""Where the statements of a graph stand in its files. A file is read again, once, when a statement of it is sought."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError
from ascn_kg.findings import Region
from ascn_kg.graph import Columns, Terms
from ascn_kg.locations import Locations
from ascn_kg.turtle.positions import Positions

SUBJECT, PREDICATE, OBJECT = 0, 1, 2


class Stated(Protocol):
    """Statements in numbers, those of a file standing together, as a graph holds them."""

    @property
    def terms(self) -> Terms: ...
    @property
    def columns(self) -> Columns: ...
    @property
    def graphs(self) -> array[int]: ...


class StatementPlaces:
    """The places of statements that were read from files.

    ``files`` maps named graphs to files; ``locations`` makes their paths relative to its root.
    """

    def __init__(self, stated: Stated, files: Mapping[str, Path], locations: Locations | None = None) -> None:
        self._stated, self._files, self._locations = stated, files, locations
        self._positions: dict[int, Positions | None] = {}

    def region(self, row: int, part: int) -> Region | None:
        """Where a term of the statement in a row of the columns stands: 0 subject, 1 predicate, 2 object.

        Without a line where the file was changed or lost since it was read; None for what stands in no file.
        """
        name = self._stated.graphs[row]
        path = self._path(name)
        if path is None:
            return None
        shown = (self._locations.relative(path) if self._locations else path).as_posix()
        if name not in self._positions:
            self._positions[name] = self._read(name, path)
        positions = self._positions[name]
        try:
            start, end = positions.span(row - self._first_rows[name], part) if positions else (None, None)
        except AscnKgError:
            self._positions[name] = start = end = None
        return Region(shown, *(start or (None, None)), *(end or (None, None)))

    def _path(self, name: int) -> Path | None:
        return self._files.get(str(getattr(self._stated.terms[name], "value", "")))

    @cached_property
    def _first_rows(self) -> dict[int, int]:
        """Named graph -> the row of its first statement."""
        graphs = self._stated.graphs
        return {name: graphs.index(name) for name in set(graphs)}

    def _read(self, name: int, path: Path) -> Positions | None:
        """The places of all statements of a named graph in its file, None where that cannot be read any more."""
        terms, columns = self._stated.terms.all, self._stated.columns
        start = self._first_rows[name]
        rows = slice(start, start + self._stated.graphs.count(name))
        numbers = zip(columns.subjects[rows], columns.predicates[rows], columns.objects[rows], strict=True)
        triples = (ox.Triple(terms[s], terms[p], terms[o]) for s, p, o in numbers)  # type: ignore[arg-type]
        try:
            # Not as text, where Python would turn the line ends inside of a string into others.
            return Positions(path.read_bytes().decode(), triples)
        except (OSError, UnicodeDecodeError):
            return None
