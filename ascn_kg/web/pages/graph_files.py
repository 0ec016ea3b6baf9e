"""The Turtle files of the graph at the addresses of their named graphs, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from ascn_kg.namespaces import BASE
from ascn_kg.web.document import Document
from ascn_kg.web.media_types import MEDIA_TYPES
from ascn_kg.web.site import Site


def paths(site: Site) -> Iterator[str]:
    """``graph/data/cities.ttl`` and the like."""
    yield from _files(site)


def respond(site: Site, path: str, args: Mapping[str, str]) -> Document | None:
    """The file as it was when the graph was loaded."""
    content = _files(site).get(path)
    return None if content is None else Document(content, MEDIA_TYPES["ttl"])


@lru_cache(maxsize=4)
def _files(site: Site) -> dict[str, bytes]:
    return {f"{file.graph.removeprefix(BASE)}.ttl": file.content for file in site.knowledge.sources.files}
