"""The data set: what it is, how much it holds and how well, how to cite it, its files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache

import pyoxigraph as ox
from markupsafe import Markup

from ascn_kg.coverage import Coverage, coverage
from ascn_kg.export import ASSERTED_NAME, INFERRED_NAME
from ascn_kg.export.tables import TABLES, term
from ascn_kg.files import SUMS
from ascn_kg.graph import Graph
from ascn_kg.namespaces import TERMS
from ascn_kg.questions.question import LANGUAGES
from ascn_kg.rendering.words import cell
from ascn_kg.stats import Stats, stats
from ascn_kg.web.document import Document
from ascn_kg.web.exported import exported
from ascn_kg.web.media_types import media_type
from ascn_kg.web.rdf_document import SUFFIXES, rdf_document
from ascn_kg.web.site import Site
from ascn_kg.web.view import View
from ascn_kg.web.vocabulary.dataset import (
    DATASET,
    DCTERMS,
    DESCRIPTION,
    KEYWORDS,
    RDF_FORMATS,
    description,
    header,
    sources,
)

STEM = "dataset"
# Classes that a reader looks for first.
_FIRST = ("City", "Nation", "Initiative", "Event", "Organization", "Person", "Source", "Situation", "Evidence")


def paths(site: Site) -> Iterator[str]:
    """The page in both languages, and the description in the formats programs ask for."""
    yield from (f"{STEM}.{lang}.html" for lang in LANGUAGES)
    yield from (f"{STEM}.{suffix}" for suffix in SUFFIXES)


def respond(site: Site, path: str, args: Mapping[str, str]) -> Document | None:
    """The page or the data."""
    return _document(site, path) if path.startswith(STEM + ".") else None


@lru_cache(maxsize=16)
def _document(site: Site, path: str) -> Document | None:
    ending = path.removeprefix(STEM + ".")
    if ending in SUFFIXES:
        return rdf_document(description(site), ending)
    lang = ending.removesuffix(".html")
    if lang not in LANGUAGES or ending == lang:
        return None
    counted, known = _known(site.graph)
    view, files = View(path, lang, {}, site.live), exported(site)
    return site.render(
        "dataset.html",
        view,
        dataset=DATASET,
        title=site.labels.label(DATASET, lang),
        description=DESCRIPTION[lang],
        creator=header(site, DCTERMS + "creator"),
        issued=header(site, DCTERMS + "issued"),
        licence=_licence(site),
        stats=counted,
        classes=_classes(counted),
        cities=sorted(known.cities, key=lambda city: site.labels.label(city.city, lang).casefold()),
        by_source=known.sources,
        gaps=_gaps(site, lang),
        files=files,
        stems=(ASSERTED_NAME, INFERRED_NAME),
        tables=[(f"{table.name}.csv", term(table.of)) for table in TABLES],
        sums=SUMS,
        formats=RDF_FORMATS,
        graph_files=[file.shown.as_posix() for file in site.knowledge.sources.files],
        schema_org=_schema_org(site, view),
        number=lambda count: cell(ox.Literal(count), site.labels, lang),
        size=lambda count: _size(count, lang),
        suffixes=SUFFIXES,
    )


@lru_cache(maxsize=4)
def _known(graph: Graph) -> tuple[Stats, Coverage]:
    return stats(graph), coverage(graph)


def _classes(counted: Stats) -> list[tuple[str, int]]:
    """The classes with something in them: the best known first, then the largest."""
    first = [TERMS + name for name in _FIRST]
    rest = sorted(counted.classes, key=lambda iri: (-counted.classes[iri], iri))
    return [(iri, counted.classes[iri]) for iri in dict.fromkeys([*first, *rest]) if iri in counted.classes]


def _gaps(site: Site, lang: str) -> list[str]:
    """What the data say of their own completeness as a whole."""
    found = site.graph.find(None, TERMS + "coverageOf", ox.NamedNode(DATASET))
    nodes = sorted({quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)})
    texts = [site.graph.objects(ox.NamedNode(node), TERMS + "gist") for node in nodes]
    return [text.value for some in texts for text in some if isinstance(text, ox.Literal) and text.language == lang]


def _licence(site: Site) -> str:
    values = site.graph.objects(ox.NamedNode(DATASET), DCTERMS + "license")
    return next((value.value for value in values if isinstance(value, ox.NamedNode)), "")


def _size(count: int, lang: str) -> str:
    """A number of bytes in words."""
    for unit, size in (("MB", 1_000_000), ("kB", 1_000)):
        if count >= size:
            text = f"{count / size:.1f}"
            return f"{text if lang == 'en' else text.replace('.', ',')} {unit}"
    return f"{count} B"


def _schema_org(site: Site, view: View) -> Markup:
    """The data set as search engines read it."""
    files = exported(site)
    said = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": DATASET,
        "name": site.labels.label(DATASET, view.lang),
        "description": DESCRIPTION[view.lang],
        "inLanguage": list(LANGUAGES),
        "keywords": list(KEYWORDS[view.lang]),
        "version": site.version,
        "temporalCoverage": f"../{site.cut_off}" if site.cut_off else None,
        "license": _licence(site),
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": header(site, DCTERMS + "creator")},
        "datePublished": header(site, DCTERMS + "issued"),
        "isBasedOn": sources(site),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "encodingFormat": media_type(name).partition(";")[0],
                "contentSize": f"{size} B",
                "sha256": files.sums[name],
                "contentUrl": view.link(f"export/{name}"),
            }
            for name, size in files.sizes.items()
            if name.rpartition(".")[2] in (*RDF_FORMATS, "csv")
        ],
    }
    text = json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False, indent=1)
    return Markup(text.replace("<", "\\u003c"))  # "</script>" in a name would end the block
