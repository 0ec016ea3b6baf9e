"""Style sheets, scripts and pictures that come with the package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from ascn_kg.web.document import Document
from ascn_kg.web.media_types import media_type
from ascn_kg.web.site import Site

_FOLDER = Path(__file__).parent.parent / "static"


def paths(site: Site) -> Iterator[str]:
    """``static/site.css`` and the like."""
    yield from files()


def respond(site: Site, path: str, args: Mapping[str, str]) -> Document | None:
    """The file."""
    content = files().get(path)
    return None if content is None else Document(content, media_type(path))


@cache
def files() -> dict[str, bytes]:
    """The files by their address, read once."""
    return {
        f"static/{path.relative_to(_FOLDER).as_posix()}": path.read_bytes()
        for path in sorted(_FOLDER.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
