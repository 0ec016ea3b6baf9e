"""The description of the address of each question, for programs and those who write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ascn_kg.web.asking.asked import json_document
from ascn_kg.web.asking.openapi import description
from ascn_kg.web.document import Document
from ascn_kg.web.site import Site

_FILES = {"openapi.json": "en", "openapi.id.json": "id"}


def paths(site: Site) -> Iterator[str]:
    """The description in English, and in Indonesian."""
    yield from _FILES


def respond(site: Site, path: str, args: Mapping[str, str]) -> Document | None:
    """The description as JSON."""
    return json_document(description(site, _FILES[path]), _FILES[path]) if path in _FILES else None
