"""Every thing: its page in both languages, and its data beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ascn_kg.questions.question import LANGUAGES
from ascn_kg.web.addresses import ON_THEIR_SOURCE, iri_of, stem_of
from ascn_kg.web.document import Document
from ascn_kg.web.media_types import MEDIA_TYPES
from ascn_kg.web.rdf_document import SUFFIXES
from ascn_kg.web.site import Site
from ascn_kg.web.things.data import data_document
from ascn_kg.web.things.index import index_of, kind_of
from ascn_kg.web.things.page import page_of
from ascn_kg.web.things.schema_org import described
from ascn_kg.web.view import View, lang_of


def paths(site: Site) -> Iterator[str]:
    """The pages and data documents of all things."""
    for things in index_of(site).things.values():
        for iri in things:
            stem = stem_of(iri)
            yield from (f"{stem}.{lang}.html" for lang in LANGUAGES)
            yield from (f"{stem}.{suffix}" for suffix in SUFFIXES)


def respond(site: Site, path: str, args: Mapping[str, str]) -> Document | None:
    """The page or the data of a thing."""
    page = lang_of(path)
    stem, _, suffix = (page[0], ".", "html") if page else path.rpartition(".")
    iri = iri_of(stem)
    if iri is None or iri not in site.stated or kind_of(iri) in ON_THEIR_SOURCE:
        return None
    if page is None:
        return data_document(site, iri, suffix) if suffix in SUFFIXES else None
    view = View(path, page[1], {}, site.live)  # nothing can be asked of it
    thing = page_of(site, view, iri)
    document = site.render("thing.html", view, page=thing, described=described(thing), data=_data(view, stem))
    name = stem.rpartition("/")[2]
    links = [f'<{name}.{each}>; rel="alternate"; type="{media}"' for each, media, _ in _data(view, stem)]
    return Document(document.content, headers={"Link": ", ".join(links)})


def _data(view: View, stem: str) -> list[tuple[str, str, str]]:
    """Suffix, media type and relative address of each data document."""
    return [(each, MEDIA_TYPES[each].partition(";")[0], view.link(f"{stem}.{each}")) for each in SUFFIXES]
