"""All addresses of the site: which there are, and what each answers with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import ModuleType

from ascn_kg.web.document import Document
from ascn_kg.web.pages import (
    answers,
    dataset,
    editor,
    exports,
    graph_files,
    help,
    home,
    kinds,
    ontology,
    openapi,
    question,
    questions,
    search,
    shapes,
    static_files,
    things,
)
from ascn_kg.web.problems import problem_page
from ascn_kg.web.site import Site
from ascn_kg.web.view import View, lang_of

# Each room has paths(site), the addresses it fills, and respond(site, path, args), what one of them answers with, or
# None where the address is not in this room.
ROOMS: tuple[ModuleType, ...] = (
    home,
    answers,
    question,
    questions,
    openapi,
    help,
    graph_files,
    exports,
    static_files,
    ontology,
    shapes,
    dataset,
    things,
    kinds,
    search,
    editor,
)


def paths(site: Site) -> Iterator[str]:
    """Every address that can be written to a file."""
    for room in ROOMS:
        yield from room.paths(site)


def respond(site: Site, path: str, args: Mapping[str, str] | None = None) -> Document:
    """What the address answers with; a page that says so, with status 404, where there is nothing."""
    for room in ROOMS:
        document: Document | None = room.respond(site, path, args or {})
        if document is not None:
            return document
    page = lang_of(path)
    return problem_page(site, View(path, page[1] if page else "en", {}, site.live), 404)
