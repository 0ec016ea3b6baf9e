"""Reads Turtle files, each as a named graph of its own, and says in words what cannot be read."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from ascn_kg.collector import without_collector
from ascn_kg.errors import LoadError
from ascn_kg.graph.columns import Columns
from ascn_kg.graph.graph import Graph
from ascn_kg.graph.index import Index
from ascn_kg.graph.statements import Statements
from ascn_kg.graph.terms import Terms
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
    """A file as it was read: the IRI of its graph, its path, the path as messages show it, its bytes."""

    graph: str
    path: Path
    shown: Path
    content: bytes

    @property
    def turtle(self) -> bytes:
        """The bytes without the mark that some editors put before UTF-8."""
        return self.content.removeprefix(b"\xef\xbb\xbf")

    @property
    def is_shapes(self) -> bool:
        """Whether it holds SHACL shapes, which are no part of the graph they are about."""
        return self.graph.startswith(SHAPES_FOLDER)


@dataclass(frozen=True)
class Sources:
    """Files read, not parsed yet. ``problems`` says which could not even be read."""

    files: tuple[TurtleFile, ...]
    problems: tuple[str, ...] = ()

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
        return _parsed([file for file in self.files if not file.is_shapes], self.problems)

    @cached_property
    def shapes(self) -> tuple[ox.Quad, ...]:
        """What the SHACL files state. Raises :class:`LoadError`."""
        return tuple(_parsed([file for file in self.files if file.is_shapes], self.problems).quads())

    def graph(self) -> Graph:
        """The graph of these files. Raises :class:`LoadError` where one is not valid Turtle; the shapes wait."""
        statements = self.statements
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
    problems: list[str] = []
    for full, path in known.items():
        inside = full.relative_to(root) if full.is_relative_to(root) else None
        shown = inside or path
        try:
            if path.exists() and not path.is_file():
                raise OSError(0, "it is no ordinary file")
            content = path.read_bytes()
        except OSError as error:
            problems.append(f"{shown}: cannot be read: {error.strerror}. Check the path and its permissions.")
        else:
            files.append(TurtleFile(_graph_name(inside, full), path, shown, content))
    return Sources(tuple(files), tuple(problems))


def _parsed(files: Iterable[TurtleFile], problems: Iterable[str]) -> Statements:
    """The statements of the files. Raises :class:`LoadError` with these problems and those found now."""
    statements, found = Statements(), list(problems)
    with without_collector():
        for file in files:
            found += _parse(file, statements)
    if found:
        raise LoadError(found)
    return statements


def _parse(file: TurtleFile, statements: Statements) -> list[str]:
    """Add the statements of a file; what is wrong with it, in words."""
    content = file.content
    before = len(statements.columns)
    try:
        content.decode()  # the parser lets other bytes pass in comments
        triples = ox.parse(file.turtle, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
        statements.add(triples, ox.NamedNode(file.graph))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return [f"{file.shown}:{line}: not UTF-8 text. Save the file as UTF-8."]
    except SyntaxError as error:
        return [f"{file.shown}:{error.lineno}:{error.offset}: not valid Turtle: {error.msg}. Mend this line."]
    except MemoryError:
        return [f"{file.shown}: holds a text of more than 16 million characters. Leave such a text out."]
    problems = [f"{file.shown}:{line}: {fault}" for line, fault in _unfit(content, statements.terms)]
    if len(statements.columns) == before:
        problems.append(f"{file.shown}: holds no statements. Add some, or delete the file.")
    return problems


def _graph_name(inside: Path | None, full: Path) -> str:
    """``…/graph/<path without .ttl>``; a file outside the root goes under ``extra/`` and never passes for ours."""
    path = (inside or Path("extra", *full.parts[1:])).with_suffix("").as_posix()
    if _PLAIN.fullmatch(path):
        return GRAPHS + path
    from urllib.parse import quote  # slow to import, and our own files need no quoting

    return GRAPHS + quote(os.fsencode(path))


_PLAIN = re.compile(r"[A-Za-z0-9_./-]+")

# Raw or escaped, in a text: characters that XML cannot hold, so that no export to RDF/XML could be written.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\\u00(?:0[0-8BCEFbcef]|1[0-9A-Fa-f])")


def _unfit(content: bytes, terms: Terms) -> Iterator[tuple[int, str]]:
    """Line and fault of what is valid Turtle but cannot go into every tool that the graph is made for."""
    if control := _CONTROL.search(content):
        line = content.count(b"\n", 0, control.start()) + 1
        yield line, "holds a control character, which RDF/XML cannot carry. Take it out."
    if b"<<" in content and any(isinstance(term, ox.Triple) for term in terms.ids):
        yield 1, "holds a statement about a statement (RDF-star), which not every tool reads. Use a node of its own."
