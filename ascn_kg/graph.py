"""Loads Turtle files as named graphs and holds their statements exactly as written.

The parsed statements are the truth. The Oxigraph store is only an index for queries: it keeps values, not
lexical forms ("60.0" becomes "60"), so nothing is ever exported from it.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

from ascn_kg.errors import LoadError
from ascn_kg.locations import Locations, real, turtle_below
from ascn_kg.namespaces import GRAPHS, INFERRED_GRAPH

if TYPE_CHECKING:
    import rdflib

SHAPES_FOLDER = GRAPHS + "ontology/shapes/"
ALIGNMENTS_GRAPH = GRAPHS + "ontology/alignments"


@dataclass(frozen=True, eq=False, repr=False)
class Graph:
    """The statements of one load; immutable.

    ``statements`` are the asserted ones (ontology, concepts, alignments, data), each quad in the named graph of
    its file; ``shapes`` the SHACL files; ``inferred`` the closure, empty until :meth:`with_inferred` adds it.
    ``files`` maps each named graph to its file, ``digest`` is the SHA-256 over all files read.
    """

    statements: tuple[ox.Quad, ...]
    shapes: tuple[ox.Quad, ...] = ()
    inferred: tuple[ox.Triple, ...] = ()
    files: dict[str, Path] = field(default_factory=dict)
    digest: str = ""

    def __repr__(self) -> str:
        return f"Graph({len(self.statements)} statements, {len(self.inferred)} inferred, {len(self.files)} files)"

    def with_inferred(self, triples: Iterable[ox.Triple]) -> Graph:
        """This graph with the given triples as its inferred graph; this graph itself stays as it is."""
        return replace(self, inferred=tuple(triples))

    @cached_property
    def store(self) -> ox.Store:
        """Index of asserted and inferred statements (not the shapes), each in its named graph."""
        store = ox.Store()
        inferred = ox.NamedNode(INFERRED_GRAPH)
        store.extend(self.statements)
        store.extend(ox.Quad(t.subject, t.predicate, t.object, inferred) for t in self.inferred)
        return store

    def query(
        self, sparql: str, prefixes: dict[str, str] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Run SPARQL over the union of all named graphs; ``prefixes`` need no declaration in the text.

        Raises ``SyntaxError`` on a malformed query.
        """
        return self.store.query(sparql, prefixes=prefixes, use_default_graph_as_union=True)

    def objects(self, subject: ox.NamedNode, predicate: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        """The objects of one subject and predicate (an IRI string), asserted or inferred, without repeats."""
        quads = self.store.quads_for_pattern(subject, ox.NamedNode(predicate), None)
        return list(dict.fromkeys(quad.object for quad in quads))  # type: ignore[misc]

    def reasoned_over(self) -> Iterator[ox.Quad]:
        """The asserted statements reasoning may use: all but the alignments to other vocabularies."""
        return (q for q in self.statements if graph_of(q) != ALIGNMENTS_GRAPH)

    def to_rdflib(self, *, inferred: bool = True) -> rdflib.Graph:
        """A new rdflib graph of the union, literals as written."""
        from ascn_kg.rdflib_view import as_rdflib

        return as_rdflib([*self.statements, *(self.inferred if inferred else ())])


def graph_of(quad: ox.Quad) -> str:
    """The IRI of the named graph a statement stands in."""
    return str(quad.graph_name.value) if isinstance(quad.graph_name, ox.NamedNode) else ""


def load_graph(locations: Locations, extra: Iterable[Path] = (), *, only: bool = False) -> Graph:
    """Load ``ontology/`` and ``data/`` and the ``extra`` Turtle files; with ``only``, leave ``data/`` out.

    Raises :class:`LoadError` naming every file that cannot be read, with line and column.
    """
    paths = turtle_below(locations.ontology)
    if not only:
        paths += turtle_below(locations.data)
    known = {real(path): path for path in paths}
    for path in extra:
        known.setdefault(real(path), path)
    problems: list[str] = []
    statements: list[ox.Quad] = []
    shapes: list[ox.Quad] = []
    files: dict[str, Path] = {}
    digest = hashlib.sha256()
    for path in known.values():
        shown = locations.relative(path)
        name = _graph_name(path, locations)
        try:
            if path.exists() and not path.is_file():
                raise OSError(0, "it is no ordinary file")
            content = path.read_bytes()
            content.decode()  # the parser lets other bytes pass in comments
            quads = _parse(content, ox.NamedNode(name))
        except OSError as error:
            problems.append(f"{shown}: cannot be read: {error.strerror}. Check the path and its permissions.")
            continue
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            problems.append(f"{shown}:{line}: not UTF-8 text. Save the file as UTF-8.")
            continue
        except SyntaxError as error:
            problems.append(f"{shown}:{error.lineno}:{error.offset}: not valid Turtle: {error.msg}. Mend this line.")
            continue
        except MemoryError:
            problems.append(f"{shown}: holds a text of more than 16 million characters. Leave such a text out.")
            continue
        problems += [f"{shown}:{line}: {fault}" for line, fault in _unfit(content, quads)]
        if not quads:
            problems.append(f"{shown}: holds no statements. Add some, or delete the file.")
        digest.update(os.fsencode(shown) + f"\0{len(content)}\0".encode() + content)
        files[name] = path
        (shapes if name.startswith(SHAPES_FOLDER) else statements).extend(quads)
    if problems:
        raise LoadError(problems)
    return Graph(tuple(statements), tuple(shapes), files=files, digest=digest.hexdigest())


def _graph_name(path: Path, locations: Locations) -> str:
    """``…/graph/<path without .ttl>``; a file outside the root goes under ``extra/`` and never passes for ours."""
    full, root = real(path), real(locations.root)
    inside = full.relative_to(root) if full.is_relative_to(root) else Path("extra", *full.parts[1:])
    return GRAPHS + quote(os.fsencode(inside.with_suffix("")))


# Raw or escaped, in a text: characters that XML cannot hold, so that no export to RDF/XML could be written.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\\u00(?:0[0-8BCEFbcef]|1[0-9A-Fa-f])")


def _unfit(content: bytes, quads: list[ox.Quad]) -> Iterator[tuple[int, str]]:
    """Line and fault of what is valid Turtle but cannot go into every tool that the graph is made for."""
    if control := _CONTROL.search(content):
        line = content.count(b"\n", 0, control.start()) + 1
        yield line, "holds a control character, which RDF/XML cannot carry. Take it out."
    if any(isinstance(term, ox.Triple) for quad in quads for term in (quad.subject, quad.object)):
        yield 1, "holds a statement about a statement (RDF-star), which not every tool reads. Use a node of its own."


def _parse(content: bytes, name: ox.NamedNode) -> list[ox.Quad]:
    content = content.removeprefix(b"\xef\xbb\xbf")  # the mark some editors put before UTF-8
    triples = ox.parse(content, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
    return [ox.Quad(t.subject, t.predicate, t.object, name) for t in triples]
