"""The cache: one N-Quads file for each graph that was asked something, named by its key."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from ascn_kg.graph import Graph, quads_of
from ascn_kg.namespaces import INFERRED_GRAPH

_TRAILER = b"# sha256 "
# Each edit of the data makes another file; older ones than these are of no more use.
_KEPT = 12
# A larger graph would fill the disk, twelve times over, with what reads hardly faster than its Turtle does.
_LARGEST = 200_000


def default_cache() -> Path | None:
    """``$ASCN_KG_CACHE``, else ``$XDG_CACHE_HOME/ascn-kg``, else ``~/.cache/ascn-kg``; None without a home."""
    if own := os.environ.get("ASCN_KG_CACHE"):
        return Path(own)
    if shared := os.environ.get("XDG_CACHE_HOME"):
        return Path(shared) / "ascn-kg"
    try:
        return Path.home() / ".cache" / "ascn-kg"
    except RuntimeError:
        return None


def kept(folder: Path, key: str) -> ox.Store | None:
    """The index kept under the key, or None where there is none or its file is damaged."""
    try:
        content = _path(folder, key).read_bytes()
    except OSError:
        return None
    start = content.rfind(_TRAILER)
    if start < 0 or content[start:] != _trailer(content[:start]):
        return None
    store = ox.Store()
    try:
        store.load(content, format=ox.RdfFormat.N_QUADS, lenient=True)  # its digest says it is as it was written
    except SyntaxError:
        return None
    return store


def keep(folder: Path, key: str, graph: Graph) -> None:
    """Keep the index of a closed graph, unless it is large.

    A folder that cannot be written to is no fault: the next run works it out again.
    """
    if len(graph.columns) + len(graph.entailed) > _LARGEST:
        return
    from ascn_kg.files import write_atomically  # only needed here, and shutil and tempfile are slow to import

    inferred = graph.terms.number(ox.NamedNode(INFERRED_GRAPH))
    columns, graphs = graph.columns, graph.graphs
    quads = [
        *quads_of(graph.terms, columns, graphs),
        *quads_of(graph.terms, graph.entailed, [inferred] * len(graph.entailed)),
    ]
    body = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(_path(folder, key), body + _trailer(body))
        _forget_oldest(folder)


def _path(folder: Path, key: str) -> Path:
    return folder / f"index-{key}.nq"


def _trailer(body: bytes) -> bytes:
    return _TRAILER + hashlib.sha256(body).hexdigest().encode() + b"\n"


def _forget_oldest(folder: Path) -> None:
    # What a release before this one kept is of no use any more.
    for path in folder.glob("closure-*.nt"):
        path.unlink(missing_ok=True)
    dated = sorted(((path.stat().st_mtime, path) for path in folder.glob("index-*.nq")), reverse=True)
    for _, path in dated[_KEPT:]:
        path.unlink(missing_ok=True)
