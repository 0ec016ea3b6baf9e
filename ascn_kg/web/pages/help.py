"""About the graph and how to use it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from ascn_kg.namespaces import CONCEPTS, RDF, SKOS, TERMS
from ascn_kg.questions.question import LANGUAGES
from ascn_kg.web.document import Document
from ascn_kg.web.site import Site
from ascn_kg.web.view import View, lang_of

# The lists whose words stand as badges all over the site, in the order in which a reader meets them.
_SCHEMES = {
    "certainty": ("certain", "possible"),
    "modality": ("occurred", "planned", "proposed"),
    "rank": ("preferred", "normal", "deprecated"),
    "authority": ("official", "government", "press", "analysis", "institution", "registry"),
}


def paths(site: Site) -> Iterator[str]:
    """The page in both languages."""
    yield from (f"help.{lang}.html" for lang in LANGUAGES)


def respond(site: Site, path: str, args: Mapping[str, str]) -> Document | None:
    """The page."""
    page = lang_of(path)
    if page is None or page[0] != "help":
        return None
    view = View(path, page[1], args, site.live)
    return site.render(
        "help.html",
        view,
        schemes={scheme: _explained(site, view, scheme) for scheme in _SCHEMES},
        cities=_instances(site, "City"),
        sources=_instances(site, "Source"),
        questions=len(site.knowledge.questions),
    )


def _explained(site: Site, view: View, scheme: str) -> list[tuple[str, str, str]]:
    """IRI, slug and definition of the concepts of a list that the graph has."""
    iris = ((f"{CONCEPTS}{scheme}/{slug}", slug) for slug in _SCHEMES[scheme])
    return [(iri, slug, _definition(site, iri, view.lang)) for iri, slug in iris if iri in site.stated]


def _definition(site: Site, iri: str, lang: str) -> str:
    found = {
        o.language: o.value
        for o in site.graph.objects(ox.NamedNode(iri), SKOS + "definition")
        if isinstance(o, ox.Literal)
    }
    return found.get(lang) or next(iter(found.values()), "")


def _instances(site: Site, name: str) -> int:
    return sum(1 for _ in site.graph.find(None, RDF + "type", ox.NamedNode(TERMS + name)))
