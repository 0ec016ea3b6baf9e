"""The whole graph in six formats and its tables, to download."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ascn_kg.web.document import Document
from ascn_kg.web.exported import exported
from ascn_kg.web.media_types import media_type
from ascn_kg.web.site import Site

FOLDER = "export/"


def paths(site: Site) -> Iterator[str]:
    """``export/ascn-kg.ttl`` and the like."""
    yield from (FOLDER + name for name in exported(site).sums)


def respond(site: Site, path: str, args: Mapping[str, str]) -> Document | None:
    """A file of the export, named rather than held: some have ten million bytes and more."""
    if not path.startswith(FOLDER):
        return None
    files, name = exported(site), path.removeprefix(FOLDER)
    if name not in files.sums:
        return None
    return Document(b"", media_type(name), file=files.folder / name, sha256=files.sums[name])
