"""The site as a folder of files, which any host for files can carry."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from ascn_kg.beside import beside
from ascn_kg.errors import AscnKgError
from ascn_kg.files import SUMS, replaced_folder
from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.web.rooms import paths, respond
from ascn_kg.web.site import Site

EXPORTS = "export"
# A folder whose sums list this was written here.
_MARKS = ("index.en.html",)


def write_site(
    knowledge: KnowledgeGraph, folder: Path, *, report: Callable[[str], None] | None = None
) -> dict[str, str]:
    """Write every page, data document and answer, and all exports, to ``folder``; return SHA-256 sums by file name.

    The same graph gives the same bytes, and the pages are those the server shows, without what only a server can do.
    The folder is replaced as a whole or left as it was. ``report`` is told each step. Raises :class:`AscnKgError`
    where the folder holds other files or the statements contradict the ontology, :class:`OSError` where the disk
    refuses.
    """
    say = report or (lambda _: None)
    site = Site(knowledge, live=False)
    with replaced_folder(folder, _MARKS) as fresh:
        say("exports")
        knowledge.export(fresh / EXPORTS)
        addresses = [path for path in paths(site) if not (fresh / path).exists()]
        for parent in {(fresh / path).parent for path in addresses}:
            parent.mkdir(parents=True, exist_ok=True)
        say(f"{len(addresses)} pages and documents")
        sums = _written(site, fresh, addresses)
        sums |= {f"{EXPORTS}/{file.name}": _digest(file.read_bytes()) for file in (fresh / EXPORTS).iterdir()}
        (fresh / SUMS).write_text("".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())))
    return sums


def _written(site: Site, folder: Path, addresses: Sequence[str]) -> dict[str, str]:
    """Write the addresses on all processors."""
    _ = site.stated, site.graph.store, site.labels.label("")  # once, not in each process
    count = os.cpu_count() or 1
    shares = [addresses[start::count] for start in range(count)]
    others = [beside(lambda share=share: _write(site, folder, share)) for share in shares[1:]]  # type: ignore[misc]
    sums = _write(site, folder, shares[0])
    for other in others:
        sums |= other()
    return sums


def _write(site: Site, folder: Path, addresses: Sequence[str]) -> dict[str, str]:
    sums = {}
    for path in addresses:
        document = respond(site, path)
        if document.status != 200:
            raise AscnKgError(f"{path}: the page answers with {document.status}, which is a fault of ASCN-KG.")
        (folder / path).write_bytes(document.content)
        sums[path] = _digest(document.content)
    return sums


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
