"""Reads Turtle files, each as a named graph of its own, and says in words what cannot be read."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from ascn_kg.collector import without_collector
from ascn_kg.errors import LoadError
from ascn_kg.findings import Finding
from ascn_kg.graph import unfit
from ascn_kg.graph.columns import Columns
from ascn_kg.graph.graph import Graph
from ascn_kg.graph.index import Index
from ascn_kg.graph.statements import Statements
from ascn_kg.locations import Locations, real, turtle_below
from ascn_kg.namespaces import GRAPHS

SHAPES_FOLDER = GRAPHS + "ontology/shapes/"


def load_graph(locations: Locations, extra: Iterable[Path] = (), *, only: bool = False) -> Graph:
    """Load ``ontology/`` and ``data/`` and the ``extra`` Turtle files; with ``only``, leave ``data/`` out.

    Raises :class:`LoadError` naming every file that cannot be read, with line and column.
    """
    return read_sources(locations, extra, only=only).graph()


@dataclass(frozen=True)
class TurtleFile:
    """A file as it was read: the IRI of its graph, its path, the path as messages show it, its bytes, what it holds.

    Shapes are no part of the graph they are about, unless its file is named for both.
    """

    graph: str
    path: Path
    shown: Path
    content: bytes
    is_data: bool = True
    is_shapes: bool = False

    @property
    def turtle(self) -> bytes:
        """The bytes without the mark that some editors put before UTF-8."""
        return self.content.removeprefix(b"\xef\xbb\xbf")

    @property
    def format(self) -> ox.RdfFormat:
        """N-Triples where the name says so, else Turtle, of which the former is a part."""
        return ox.RdfFormat.N_TRIPLES if self.path.suffix == ".nt" else ox.RdfFormat.TURTLE


@dataclass(frozen=True)
class Sources:
    """Files read, not parsed yet. ``unreadable`` says which could not even be read."""

    files: tuple[TurtleFile, ...]
    unreadable: tuple[Finding, ...] = ()

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hex) over names and bytes of the files."""
        digest = hashlib.sha256()
        for file in self.files:
            digest.update(os.fsencode(file.shown) + f"\0{len(file.content)}\0".encode() + file.content)
        return digest.hexdigest()

    @cached_property
    def statements(self) -> Statements:
        """What the files state, shapes apart. Raises :class:`LoadError` naming every file that is not valid Turtle."""
        return _parsed([file for file in self.files if file.is_data], self.unreadable)

    @cached_property
    def shapes(self) -> tuple[ox.Quad, ...]:
        """What the SHACL files state. Raises :class:`LoadError`."""
        return tuple(_parsed([file for file in self.files if file.is_shapes], self.unreadable).quads())

    def graph(self) -> Graph:
        """The graph of these files. Raises :class:`LoadError` where one is not valid Turtle; the shapes wait."""
        try:
            statements = self.statements
        except LoadError as error:
            raise self._with_shapes(error) from None
        return Graph.read_when_needed(
            lambda: statements, lambda: self.shapes, files=self._paths, turtle=self._turtle, digest=self.digest
        )

    def indexed_graph(self, index: Index, entailed: Callable[[], Columns]) -> Graph:
        """The graph of files that were parsed before: ``index`` is of what they state and what is ``entailed``.

        They are parsed again only when somebody wants the exact statements.
        """
        return Graph.read_when_needed(
            lambda: self.statements,
            lambda: self.shapes,
            entailed,
            index=index,
            files=self._paths,
            turtle=self._turtle,
            digest=self.digest,
        )

    def _with_shapes(self, error: LoadError) -> LoadError:
        """The error with what is wrong in the shapes, so that all is told at once."""
        try:
            _ = self.shapes
        except LoadError as further:
            return LoadError(dict.fromkeys((*error.findings, *further.findings)))
        return error

    @property
    def _turtle(self) -> dict[str, bytes]:
        return {file.graph: file.turtle for file in self.files}

    @property
    def _paths(self) -> dict[str, Path]:
        return {file.graph: file.path for file in self.files}


def read_sources(locations: Locations, extra: Iterable[Path] = (), *, only: bool = False) -> Sources:
    """Read the Turtle files of ``ontology/`` and, unless ``only``, ``data/``, then the ``extra`` ones, each once."""
    paths = turtle_below(locations.ontology)
    if not only:
        paths += turtle_below(locations.data)
    root = real(locations.root)
    known: dict[Path, Path] = {}
    for path in (*paths, *extra):
        known.setdefault(real(path), path)
    files: list[TurtleFile] = []
    unreadable: list[Finding] = []
    for full, path in known.items():
        inside = full.relative_to(root) if full.is_relative_to(root) else None
        shown, name = inside or path, _graph_name(inside, full)
        content = _content(path, shown)
        if isinstance(content, Finding):
            unreadable.append(content)
        else:
            shapes = name.startswith(SHAPES_FOLDER)
            files.append(TurtleFile(name, path, shown, content, is_data=not shapes, is_shapes=shapes))
    return Sources(tuple(files), tuple(unreadable))


def read_foreign(data: Iterable[Path], shapes: Iterable[Path], locations: Locations) -> Sources:
    """Read the files of another graph, each once; one may be among the data and among the shapes.

    ``locations`` makes the paths in messages relative to its root; none of the files passes for ours.
    """
    about, rules = ({real(path): path for path in paths} for paths in (data, shapes))
    files: list[TurtleFile] = []
    unreadable: list[Finding] = []
    for full, path in {**rules, **about}.items():
        shown = locations.relative(path)
        content = unfit.other_syntax(shown.as_posix()) or _content(path, shown)
        if isinstance(content, Finding):
            unreadable.append(content)
        else:
            name = _graph_name(None, full)
            files.append(TurtleFile(name, path, shown, content, is_data=full in about, is_shapes=full in rules))
    return Sources(tuple(files), tuple(unreadable))


def _content(path: Path, shown: Path) -> bytes | Finding:
    """The bytes of a file, or why it cannot be read."""
    try:
        if path.exists() and not path.is_file():
            raise OSError(0, "it is no ordinary file")
        return path.read_bytes()
    except OSError as error:
        return unfit.unreadable(shown.as_posix(), error.strerror or str(error))


def _parsed(files: Iterable[TurtleFile], findings: Iterable[Finding]) -> Statements:
    """The statements of the files. Raises :class:`LoadError` with these findings and those made now."""
    statements, found = Statements(), list(findings)
    with without_collector():
        for file in files:
            found += _parse(file, statements)
    if found:
        raise LoadError(found)
    return statements


def _parse(file: TurtleFile, statements: Statements) -> list[Finding]:
    """Add the statements of a file; what is wrong with it."""
    shown = file.shown.as_posix()
    before = len(statements.columns)
    try:
        file.content.decode()  # the parser lets other bytes pass in comments
        triples = ox.parse(file.turtle, format=file.format, rename_blank_nodes=True)
        statements.add(triples, ox.NamedNode(file.graph))
    except UnicodeDecodeError as error:
        return [unfit.not_utf8(file.content, shown, error)]
    except SyntaxError as error:
        from ascn_kg.turtle.refusal import refusal  # only a mistake needs it

        return refusal(file.turtle.decode(), shown, error)
    except MemoryError:
        return [unfit.too_long(shown)]
    found = unfit.findings(file.turtle, shown, statements.terms)
    if len(statements.columns) == before:
        found.append(unfit.empty(shown))
    return found


def _graph_name(inside: Path | None, full: Path) -> str:
    """``…/graph/<path without .ttl>``; a file outside the root goes under ``extra/`` and never passes for ours."""
    path = (inside or Path("extra", *full.parts[1:])).as_posix().removesuffix(".ttl")
    if _PLAIN.fullmatch(path):
        return GRAPHS + path
    from urllib.parse import quote  # slow to import, and our own files need no quoting

    return GRAPHS + quote(os.fsencode(path))


_PLAIN = re.compile(r"[A-Za-z0-9_./-]+")
