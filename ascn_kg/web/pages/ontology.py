"""What each class and property means, read from the ontology itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

import pyoxigraph as ox

from ascn_kg.graph.graph import graph_of
from ascn_kg.namespaces import BASE, RDF, SKOS, shrink
from ascn_kg.questions.question import LANGUAGES
from ascn_kg.rendering.words import cell
from ascn_kg.web.document import Document
from ascn_kg.web.rdf_document import SUFFIXES, rdf_document
from ascn_kg.web.site import Site
from ascn_kg.web.view import View
from ascn_kg.web.vocabulary.rules import rules
from ascn_kg.web.vocabulary.terms import ANNOTATION, CLASS, DATA, OBJECT, ONTOLOGY_GRAPH, VocabularyTerm, terms

STEM = "ontology"
ONTOLOGY = BASE + STEM

# A class and those below it.
Branch = tuple[VocabularyTerm, list["Branch"]]


def paths(site: Site) -> Iterator[str]:
    """The page in both languages, and the ontology in the formats programs ask for."""
    yield from (f"{STEM}.{lang}.html" for lang in LANGUAGES)
    yield from (f"{STEM}.{suffix}" for suffix in SUFFIXES)


def respond(site: Site, path: str, args: Mapping[str, str]) -> Document | None:
    """The page or the data."""
    return _document(site, path) if path.startswith(STEM + ".") else None


@lru_cache(maxsize=16)
def _document(site: Site, path: str) -> Document | None:
    ending = path.removeprefix(STEM + ".")
    if ending in SUFFIXES:
        return rdf_document([quad for quad in site.graph.statements if graph_of(quad) == ONTOLOGY_GRAPH], ending)
    lang = ending.removesuffix(".html")
    if lang not in LANGUAGES or ending == lang:
        return None
    view, known = View(path, lang, {}, site.live), terms(site)
    ours = [term for term in known.values() if term.ours]
    return site.render(
        "ontology.html",
        view,
        terms=known,
        rules=rules(site),
        questions=site.knowledge.questions,
        header=_header(site, lang),
        tree=_tree(known, lang),
        parts=[
            (CLASS, [term for term in ours if term.kind == CLASS]),
            *(
                (kind, _sorted([term for term in ours if term.kind == kind], lang))
                for kind in (OBJECT, DATA, ANNOTATION)
            ),
            ("", [term for term in known.values() if not term.ours]),
        ],
        schemes=sorted(_schemes(site), key=lambda iri: site.labels.label(iri, lang).casefold()),
        suffixes=SUFFIXES,
        shrink=shrink,
        number=lambda count: cell(ox.Literal(count), site.labels, lang),
        languages=LANGUAGES,
    )


def _sorted(terms: list[VocabularyTerm], lang: str) -> list[VocabularyTerm]:
    return sorted(terms, key=lambda term: (term.labels.get(lang, term.iri).casefold(), term.iri))


def _tree(known: Mapping[str, VocabularyTerm], lang: str) -> list[Branch]:
    """Our classes below their super-classes; one with several stands below each."""

    def branch(term: VocabularyTerm) -> Branch:
        return term, [branch(sub) for sub in _sorted([known[iri] for iri in term.subs], lang)]

    classes = [term for term in known.values() if term.ours and term.kind == CLASS]
    tops = [branch(term) for term in classes if not any(iri in known for iri in term.supers)]
    return sorted(tops, key=lambda top: not top[1])  # those with others below them first


def _header(site: Site, lang: str) -> dict[str, str]:
    """What the ontology says of itself, by local name, in one language where it says it in several."""
    found: dict[str, list[str]] = defaultdict(list)
    for quad in site.stated.get(ONTOLOGY, ()):
        value = quad.object
        if isinstance(value, ox.NamedNode) or (isinstance(value, ox.Literal) and value.language in (None, lang)):
            found[quad.predicate.value.replace("#", "/").rpartition("/")[2]].append(value.value)
    return {name: ", ".join(values) for name, values in found.items()}


def _schemes(site: Site) -> set[str]:
    of_kind = site.graph.find(None, RDF + "type", ox.NamedNode(SKOS + "ConceptScheme"))
    return {quad.subject.value for quad in of_kind if isinstance(quad.subject, ox.NamedNode)}
