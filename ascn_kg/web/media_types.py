"""The media type of a file by its suffix, the same on every computer."""

from __future__ import annotations

_UTF8 = "; charset=utf-8"

MEDIA_TYPES = {
    "ttl": "text/turtle" + _UTF8,
    "trig": "application/trig",
    "nt": "application/n-triples" + _UTF8,
    "nq": "application/n-quads" + _UTF8,
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "json": "application/json",
    "csv": "text/csv" + _UTF8,
    "html": "text/html" + _UTF8,
    "css": "text/css" + _UTF8,
    "js": "text/javascript" + _UTF8,
    "svg": "image/svg+xml",
    "png": "image/png",
    "woff2": "font/woff2",
    "md": "text/markdown" + _UTF8,
    "txt": "text/plain" + _UTF8,
}


def media_type(name: str) -> str:
    """The media type of a file by its name; plain text for names without a suffix we know.

    >>> media_type("cities.csv"), media_type("SHA256SUMS")
    ('text/csv; charset=utf-8', 'text/plain; charset=utf-8')
    """
    return MEDIA_TYPES.get(name.rpartition(".")[2], MEDIA_TYPES["txt"])
