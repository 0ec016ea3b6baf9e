"""What can be found: every page with the names it goes by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from ascn_kg.labels import ALT_LABEL, LABEL, PREF_LABEL
from ascn_kg.namespaces import RDF, SKOS, TERMS, shrink
from ascn_kg.questions.question import LANGUAGES
from ascn_kg.rendering.words import plain
from ascn_kg.web.site import Site
from ascn_kg.web.things.dates import when
from ascn_kg.web.things.index import Index, index_of
from ascn_kg.web.things.titles import title_of
from ascn_kg.web.vocabulary.terms import CLASS, terms

# What people look for first; what is not named here comes last.
_WEIGHTS = {
    "city": 9,
    "nation": 8,
    "initiative": 7,
    "organization": 6,
    "group": 6,
    "event": 5,
    "person": 5,
    "question": 5,
    "source": 4,
    "plan": 4,
    "concept": 4,
    "locality": 3,
    "site": 3,
    "post": 3,
    "regulation": 3,
    "standard": 3,
    "term": 2,
}
# Where the line below a name is taken from: things that tell where it belongs, then texts that tell what it is.
_BELONGS = ("inNation", "ofCity", "governmentOf", "unitOf", "heldIn", "planOf", "publisher", SKOS + "inScheme")
_TELLS = ("function", SKOS + "definition", "purpose", "gist")
_LONGEST = 120
_KIND_OF = {
    "question": ("question", "pertanyaan"),
    "list": ("list", "daftar"),
    "class": ("class", "kelas"),
    "property": ("property", "properti"),
}


@dataclass(frozen=True)
class Entry:
    """A page: its address without language, its weight, and by language its title, its kind, a line that tells more.

    ``names`` are all it goes by, in any language; ``around`` are words of what it belongs to.
    """

    stem: str
    weight: int
    titles: dict[str, str]
    kinds: dict[str, str]
    lines: dict[str, str]
    names: tuple[str, ...]
    around: tuple[str, ...]


@lru_cache(maxsize=4)
def entries(site: Site) -> tuple[Entry, ...]:
    """All entries of a site, sorted by address."""
    found = [*_things(site), *_terms(site), *_questions(site)]
    return tuple(sorted(found, key=lambda entry: entry.stem))


def _things(site: Site) -> Iterator[Entry]:
    index, names = index_of(site), _names(site)
    for kind, iris in index.things.items():
        weight = _WEIGHTS.get(kind.partition("/")[0], 0)
        for iri in iris:
            stem = site.stem(iri)
            if stem is None:
                continue
            titles = {lang: title_of(index, iri, lang) for lang in LANGUAGES}
            slug = iri.rpartition("/")[2].replace("-", " ")
            belongs = [value for name in _BELONGS for value in index.iris(iri, name)][:2]
            yield Entry(
                stem=stem,
                weight=weight,
                titles=titles,
                kinds={lang: _kind(index, iri, lang) for lang in LANGUAGES},
                lines={lang: _line(index, iri, belongs, lang) for lang in LANGUAGES},
                names=_distinct([*titles.values(), *names.get(iri, ()), slug]),
                around=_distinct(site.labels.label(each, lang) for each in belongs for lang in LANGUAGES),
            )


def _terms(site: Site) -> Iterator[Entry]:
    for term in terms(site).values():
        if term.ours:
            kinds = _KIND_OF["class" if term.kind == CLASS else "property"]
            yield Entry(
                stem=f"ontology#{term.anchor}",
                weight=_WEIGHTS["term"],
                titles={lang: term.labels.get(lang, term.anchor) for lang in LANGUAGES},
                kinds=dict(zip(LANGUAGES, kinds, strict=True)),
                lines={lang: _short(term.definitions.get(lang, "")) for lang in LANGUAGES},
                names=_distinct([*term.labels.values(), term.anchor, shrink(term.iri)]),
                around=(),
            )


def _questions(site: Site) -> Iterator[Entry]:
    for name, question in site.knowledge.questions.items():
        yield Entry(
            stem=f"questions/{name}",
            weight=_WEIGHTS["question"],
            titles={lang: question.summary[lang] for lang in LANGUAGES},
            kinds=dict(zip(LANGUAGES, _KIND_OF["question"], strict=True)),
            lines=dict.fromkeys(LANGUAGES, ""),
            names=_distinct([*question.summary.values(), name.replace("-", " ")]),
            around=question.tags,
        )


def _names(site: Site) -> dict[str, list[str]]:
    """Thing -> labels in all languages, variants, and names as documents print them."""
    found: dict[str, list[str]] = defaultdict(list)
    for predicate in (LABEL, PREF_LABEL, ALT_LABEL):
        for quad in site.graph.find(None, predicate):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                found[quad.subject.value].append(quad.object.value)
    for quad in site.graph.find(None, TERMS + "named"):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            printed = site.graph.objects(quad.subject, TERMS + "printedName")
            found[quad.object.value] += [name.value for name in printed if isinstance(name, ox.Literal)]
    return {iri: sorted(names) for iri, names in found.items()}


def _kind(index: Index, iri: str, lang: str) -> str:
    """What a thing is, in a word: its class, or the list a concept stands in."""
    lists = index.iris(iri, SKOS + "inScheme")
    if lists:
        return index.site.labels.label(lists[0], lang)
    classes = index.iris(iri, RDF + "type")
    if SKOS + "ConceptScheme" in classes:
        return _KIND_OF["list"][LANGUAGES.index(lang)]
    return ", ".join(index.site.labels.label(each, lang) for each in classes if each.startswith(TERMS))


def _line(index: Index, iri: str, belongs: Iterable[str], lang: str) -> str:
    """One line that tells two things of one name apart."""
    labels = index.site.labels
    lists = index.iris(iri, SKOS + "inScheme")  # told as its kind
    where = ", ".join(plain(ox.NamedNode(each), labels, lang) for each in belongs if each not in lists)
    date = when(index, iri, lang)
    told = next((text.value for name in _TELLS if (text := index.text(iri, name, lang))), "")
    return _short("; ".join(part for part in (where, date, told) if part))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0] + " …"


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
