"""The cache: one file for each graph that was asked something, named by its key.

It holds the statements in N-Quads, part by part, then a line that tells where each part ends, then the digest of it
all. A question has the parts parsed that it speaks of.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from ascn_kg.graph import Graph, GrowingIndex, Part, StatementParts

_TRAILER = b"# sha256 "
_PARTS = b"# parts "
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


def kept(folder: Path, key: str) -> GrowingIndex | None:
    """The index kept under the key, or None where there is none or its file is damaged."""
    try:
        content = _path(folder, key).read_bytes()
    except OSError:
        return None
    end = content.rfind(_TRAILER)
    start = content.rfind(_PARTS, 0, end)
    if start < 0 or content[end:] != _trailer(memoryview(content)[:end]):
        return None
    return GrowingIndex(_KeptParts(content, start, json.loads(content[start + len(_PARTS) : end])))


class _KeptParts:
    """The parts in what was read from a file of the cache; ``ends`` holds their names and where each ends."""

    def __init__(self, content: bytes, end: int, ends: list[tuple[Part, int]]) -> None:
        self._content, self._end = content, end
        starts = [0, *(end for _, end in ends)]
        self._places = {part: slice(start, end) for start, (part, end) in zip(starts, ends, strict=False)}

    @property
    def names(self) -> Collection[Part]:
        """The parts there are."""
        return self._places.keys()

    def put(self, parts: Collection[Part], store: ox.Store) -> None:
        """Put some of the parts into the store."""
        self._load(b"".join(self._content[self._places[part]] for part in parts), store)

    def put_all(self, store: ox.Store) -> None:
        """Put everything into a store that is still empty."""
        self._load(self._content[: self._end], store)

    def _load(self, quads: bytes, store: ox.Store) -> None:
        store.load(quads, format=ox.RdfFormat.N_QUADS, lenient=True)  # the digest says they are as they were written


def keep(folder: Path, key: str, graph: Graph) -> None:
    """Keep the index of a closed graph, unless it is large.

    A folder that cannot be written to is no fault: the next run works it out again.
    """
    if len(graph.columns) + len(graph.entailed) > _LARGEST:
        return
    from ascn_kg.files import write_atomically  # only needed here, and shutil and tempfile are slow to import

    body, ends = bytearray(), []
    for name, quads in StatementParts(graph).each():
        body += ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
        ends.append((name, len(body)))
    body += _PARTS + json.dumps(ends).encode() + b"\n"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(_path(folder, key), bytes(body) + _trailer(body))
        _forget_oldest(folder)


def _path(folder: Path, key: str) -> Path:
    return folder / f"index-{key}.nq"


def _trailer(body: bytes | bytearray | memoryview) -> bytes:
    return _TRAILER + hashlib.sha256(body).hexdigest().encode() + b"\n"


def _forget_oldest(folder: Path) -> None:
    # What a release before this one kept is of no use any more.
    for path in folder.glob("closure-*.nt"):
        path.unlink(missing_ok=True)
    dated = sorted(((path.stat().st_mtime, path) for path in folder.glob("index-*.nq")), reverse=True)
    for _, path in dated[_KEPT:]:
        path.unlink(missing_ok=True)
