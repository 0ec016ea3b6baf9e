"""Keeps closures between runs: one N-Triples file each, named by a digest of everything it depends on."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import pyoxigraph as ox

from ascn_kg.graph import Graph

_ENGINE = "owlrl"
_TRAILER = b"# sha256 "
# Each edit of the data makes another file; older ones than these are of no more use.
_KEPT = 12


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


def key(graph: Graph) -> str | None:
    """SHA-256 (hex) over what a closure depends on; None for a graph that was not read from files."""
    if not graph.digest:
        return None
    from ascn_kg import __version__

    parts = [graph.digest, _ENGINE, _engine_version(), __version__]
    # In a checkout the code changes while the version stays.
    here = Path(__file__).parent
    for source in [*sorted(here.glob("*.py")), here.parent / "rdflib_view.py", here.parent / "namespaces.py"]:
        parts.append(hashlib.sha256(source.read_bytes()).hexdigest())
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def read(folder: Path, key: str) -> tuple[ox.Triple, ...] | None:
    """The closure kept under the key, or None where there is none or its file is damaged."""
    try:
        content = _path(folder, key).read_bytes()
    except OSError:
        return None
    start = content.rfind(_TRAILER)
    if start < 0 or content[start:] != _trailer(content[:start]):
        return None
    try:
        parsed = ox.parse(content[:start], format=ox.RdfFormat.N_TRIPLES)
        return tuple(ox.Triple(quad.subject, quad.predicate, quad.object) for quad in parsed)
    except SyntaxError:
        return None


def write(folder: Path, key: str, triples: tuple[ox.Triple, ...]) -> None:
    """Keep a closure. A folder that cannot be written to is no fault: the next run computes it again."""
    from ascn_kg.files import write_atomically  # only needed here, and shutil and tempfile are slow to import

    body = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(_path(folder, key), body + _trailer(body))
        _forget_oldest(folder)


def _engine_version() -> str:
    """Name of the engine's record beside its package: importlib.metadata would take 30 ms to say the same."""
    spec = find_spec(_ENGINE)
    if spec is None or spec.origin is None:
        return "unknown"
    records = Path(spec.origin).parent.parent.glob(f"{_ENGINE}-*.dist-info")
    return " ".join(sorted(record.name for record in records))


def _path(folder: Path, key: str) -> Path:
    return folder / f"closure-{key}.nt"


def _trailer(body: bytes) -> bytes:
    return _TRAILER + hashlib.sha256(body).hexdigest().encode() + b"\n"


def _forget_oldest(folder: Path) -> None:
    dated = sorted(((path.stat().st_mtime, path) for path in folder.glob("closure-*.nt")), reverse=True)
    for _, path in dated[_KEPT:]:
        path.unlink(missing_ok=True)
