"""Writes a graph to a folder: six RDF formats, tables as CSV, and their SHA-256 sums; the same bytes every time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox

from ascn_kg.export.canonical import canonical, union
from ascn_kg.export.jsonld import JsonLd
from ascn_kg.export.rdf import FORMATS, serialize
from ascn_kg.files import SUMS, replaced_folder
from ascn_kg.graph import Graph
from ascn_kg.namespaces import INFERRED_GRAPH

ASSERTED_NAME = "ascn-kg"
INFERRED_NAME = "ascn-kg-inferred"
CONTEXT_NAME = "context.jsonld"


def export(
    graph: Graph, folder: Path, *, licence: Path | None = None, report: Callable[[str], None] | None = None
) -> list[str]:
    """Write the asserted statements, the inferred ones and the tables to ``folder``; return the names of the files.

    ``graph`` should be closed (:meth:`Graph.with_inferred`); it is not validated here. The folder is replaced as a
    whole or left as it was. ``licence`` is a file to put beside the data. ``report`` is told each file's name before
    it is made. Raises :class:`AscnKgError` where the folder holds other files, :class:`OSError` where the disk
    refuses.
    """
    sums: dict[str, str] = {}
    with replaced_folder(folder, mark=CONTEXT_NAME) as fresh:
        for name, content in _contents(graph, licence, report or (lambda _: None)):
            (fresh / name).write_bytes(content)
            sums[name] = hashlib.sha256(content).hexdigest()
        listing = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
        (fresh / SUMS).write_bytes(listing.encode())
    return [*sorted(sums), SUMS]


def _contents(graph: Graph, licence: Path | None, report: Callable[[str], None]) -> Iterator[tuple[str, bytes]]:
    inferred_graph = ox.NamedNode(INFERRED_GRAPH)
    inferred = canonical(ox.Quad(t.subject, t.predicate, t.object, inferred_graph) for t in graph.inferred)
    asserted = canonical(graph.statements)
    jsonld = JsonLd([*asserted, *inferred])
    for stem, quads in ((ASSERTED_NAME, asserted), (INFERRED_NAME, inferred)):
        triples = union(quads)
        for suffix in FORMATS:
            name = f"{stem}.{suffix}"
            report(name)
            yield name, serialize(suffix, quads, triples)
        report(f"{stem}.jsonld")
        yield f"{stem}.jsonld", jsonld.document(quads)
    yield CONTEXT_NAME, jsonld.context_document()
    if licence is not None and licence.is_file():
        yield licence.name, licence.read_bytes()

    from ascn_kg.export.tables import tables

    for name, content in tables(graph):
        report(name)
        yield name, content
