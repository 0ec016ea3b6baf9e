"""Writes a graph to a folder: six RDF formats, tables as CSV, and their SHA-256 sums; the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError
from ascn_kg.export.formats import FORMATS, text_of, write
from ascn_kg.export.jsonld import JsonLd
from ascn_kg.export.ordered import ordered
from ascn_kg.export.output import Summed, write_pieces
from ascn_kg.files import SUMS, replaced_folder
from ascn_kg.graph import Graph
from ascn_kg.namespaces import INFERRED_GRAPH

__all__ = ["ALL_FORMATS", "ASSERTED_NAME", "CONTEXT_NAME", "INFERRED_NAME", "export", "text_of"]

ASSERTED_NAME = "ascn-kg"
INFERRED_NAME = "ascn-kg-inferred"
CONTEXT_NAME = "context.jsonld"


# What can be written: the RDF formats by the suffix of their files, and the tables.
ALL_FORMATS = (*FORMATS, "jsonld", "csv")
# A folder whose sums list one of these was written here.
_MARKS = (CONTEXT_NAME, "cities.csv", *(f"{ASSERTED_NAME}.{suffix}" for suffix in FORMATS))


def export(
    graph: Graph,
    folder: Path,
    *,
    formats: Collection[str] = ALL_FORMATS,
    licence: Path | None = None,
    report: Callable[[str], None] | None = None,
) -> list[str]:
    """Write the asserted statements, the inferred ones and the tables to ``folder``; return the names of the files.

    ``formats`` are those of :data:`ALL_FORMATS` to write.
    ``graph`` should be closed (:meth:`Graph.with_inferred`); it is not validated here. The folder is replaced as a
    whole or left as it was. ``licence`` is a file to put beside the data. ``report`` is told each file's name before
    it is made. Raises :class:`AscnKgError` where the folder holds other files, :class:`OSError` where the disk
    refuses.
    """
    if unknown := [name for name in formats if name not in ALL_FORMATS]:
        raise AscnKgError(f"there is no format {unknown[0]!r}. Choose from {', '.join(ALL_FORMATS)}.")
    with replaced_folder(folder, _MARKS) as fresh:
        files = _Files(fresh, report or (lambda _: None))
        _write_graph(graph, files, formats)
        if licence is not None and licence.is_file():
            with files.new(licence.name) as output:
                output.write(licence.read_bytes())
        if "csv" in formats:
            _write_tables(graph, files)
        listing = "".join(f"{digest}  {name}\n" for name, digest in sorted(files.sums.items()))
        (fresh / SUMS).write_bytes(listing.encode())
    return [*sorted(files.sums), SUMS]


def _write_graph(graph: Graph, files: _Files, formats: Collection[str]) -> None:
    if not {*formats} - {"csv"}:
        return
    inferred_graph = graph.terms.number(ox.NamedNode(INFERRED_GRAPH))
    parts = {
        ASSERTED_NAME: ordered(graph.terms, graph.columns, graph.graphs),
        INFERRED_NAME: ordered(graph.terms, graph.entailed, [inferred_graph] * len(graph.entailed)),
    }
    for stem, statements in parts.items():
        for suffix in FORMATS:
            if suffix in formats:
                with files.new(f"{stem}.{suffix}") as output:
                    write(statements, suffix, output)
    if "jsonld" not in formats:
        return
    jsonld = JsonLd(list(parts.values()))
    for stem, statements in parts.items():
        with files.new(f"{stem}.jsonld") as output:
            write_pieces(jsonld.document(statements), output)
    with files.new(CONTEXT_NAME) as output:
        write_pieces(jsonld.context_document(), output)


def _write_tables(graph: Graph, files: _Files) -> None:
    from ascn_kg.export.tables import TABLES, Tables

    tables = Tables(graph)
    for table in TABLES:
        with files.new(f"{table.name}.csv") as output:
            tables.write(table, output)


class _Files:
    """New files in a folder, and their SHA-256 sums by name."""

    def __init__(self, folder: Path, report: Callable[[str], None]) -> None:
        self._folder, self._report = folder, report
        self.sums: dict[str, str] = {}

    @contextmanager
    def new(self, name: str) -> Iterator[Summed]:
        """A file to write to; summed when the block ends."""
        self._report(name)
        with (self._folder / name).open("wb") as file:
            output = Summed(file)
            yield output
        self.sums[name] = output.digest()
