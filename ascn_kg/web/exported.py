"""The export that goes with a site: made once, then kept for every process and run."""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ascn_kg.files import SUMS
from ascn_kg.index import default_cache, key_of
from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.web.site import Site

_PREFIX = "export-"
# A server of an older graph may still give its files out.
_KEPT = 3


@dataclass(frozen=True)
class Exported:
    """The files of an export: their folder, their sizes in bytes and SHA-256 sums (hex) by name."""

    folder: Path
    sizes: dict[str, int]
    sums: dict[str, str]


def exported(site: Site) -> Exported:
    """The export of the site's graph, in the cache or, without one, in a folder that goes when the program ends.

    A server should call this before it starts its workers: it takes a second or two the first time. Raises
    :class:`~ascn_kg.errors.AscnKgError` where the statements contradict the ontology, :class:`OSError` where the disk
    refuses.
    """
    return _exported(site.knowledge)


@lru_cache(maxsize=4)
def _exported(knowledge: KnowledgeGraph) -> Exported:
    folder = _in_cache(knowledge) or _for_now(knowledge)
    sums = _listed(folder)
    return Exported(folder, {name: (folder / name).stat().st_size for name in sums}, sums)


def _in_cache(knowledge: KnowledgeGraph) -> Path | None:
    cache = default_cache() if knowledge.cache else None
    if cache is None:
        return None
    key = key_of(knowledge.sources.digest, knowledge.reasoner, further=("export",))
    folder = cache / f"{_PREFIX}{key[:16]}"
    try:
        if not _is_whole(folder):
            shutil.rmtree(folder, ignore_errors=True)
            knowledge.export(folder)
            _forget_oldest(cache)
    except OSError:
        return None
    return folder


def _for_now(knowledge: KnowledgeGraph) -> Path:
    folder, owner = Path(tempfile.mkdtemp(prefix="ascn-kg-")), os.getpid()

    def remove() -> None:
        if os.getpid() == owner:  # not when a worker ends
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    knowledge.export(folder)
    return folder


def _is_whole(folder: Path) -> bool:
    """Whether every file is there as it was written."""
    return (folder / SUMS).is_file() and all(
        (folder / name).is_file() and hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
        for name, digest in _listed(folder).items()
        if name != SUMS
    )


def _listed(folder: Path) -> dict[str, str]:
    listing = (folder / SUMS).read_bytes()
    sums = {line[66:]: line[:64] for line in listing.decode().splitlines()}
    return {**sums, SUMS: hashlib.sha256(listing).hexdigest()}


def _forget_oldest(cache: Path) -> None:
    dated = sorted(((path.stat().st_mtime, path) for path in cache.glob(f"{_PREFIX}*")), reverse=True)
    for _, path in dated[_KEPT:]:
        shutil.rmtree(path, ignore_errors=True)
