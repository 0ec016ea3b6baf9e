"""What is said of a thing itself: its names, its kinds, its facts in reading order, each with its sources."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox
from markupsafe import Markup, escape

from ascn_kg.namespaces import PREFIXES, RDFS, SKOS, TERMS
from ascn_kg.web.things.tables import cell
from ascn_kg.web.things.telling import Telling
from ascn_kg.web.things.titles import covered
from ascn_kg.web.things.words import ORDER, UNSAID

_LABELS = (RDFS + "label", SKOS + "prefLabel")
_LANGUAGES = {
    "en": ("English", "Inggris"), "fil": ("Filipino", "Filipino"), "id": ("Indonesian", "Indonesia"),
    "ja": ("Japanese", "Jepang"), "km": ("Khmer", "Khmer"), "ko": ("Korean", "Korea"), "lo": ("Lao", "Laos"),
    "ms": ("Malay", "Melayu"), "my": ("Burmese", "Myanmar"), "pt": ("Portuguese", "Portugis"), "ta": ("Tamil", "Tamil"),
    "tet": ("Tetum", "Tetun"), "th": ("Thai", "Thai"), "tl": ("Tagalog", "Tagalog"), "vi": ("Vietnamese", "Vietnam"),
    "zh": ("Chinese", "Tionghoa"),
}  # fmt: skip
# The rank that a statement has where nothing sets it above or below others.
_NORMAL = PREFIXES["rank"] + "normal"
# Facts that say what something is to people; the rest concern who works with the data.
_TECHNICAL = ("textSha256", "paged", "dataVersion", "cutOff")


@dataclass(frozen=True)
class Fact:
    """A property in words, and its values with their sources."""

    label: str
    values: tuple[Markup, ...]
    sources: Markup
    technical: bool = False


@dataclass(frozen=True)
class Name:
    """A name in a language; ``tag`` is the language tag, ``language`` what it stands for."""

    text: str
    tag: str
    language: str
    variant: bool = False


def names(telling: Telling, iri: str) -> list[Name]:
    """The labels in all languages, that of the page first, then variants."""
    found = []
    for variant, terms in ((False, _LABELS), (True, (SKOS + "altLabel",))):
        literals = [v for term in terms for v in telling.index.values(iri, term) if isinstance(v, ox.Literal)]
        for literal in sorted(literals, key=lambda v: (v.language != telling.lang, v.language or "", v.value)):
            tag = literal.language or ""
            found.append(Name(literal.value, tag, language(telling, tag), variant))
    return found


def language(telling: Telling, tag: str) -> str:
    """What a language tag stands for; the tag itself where we have no word."""
    words = _LANGUAGES.get(tag.partition("-")[0])
    return telling.say(*words) if words else tag


def facts(telling: Telling, iri: str) -> list[Fact]:
    """The facts of a thing in reading order, dates after what is dated."""
    names = {quad.predicate.value.removeprefix(TERMS): quad.predicate.value for quad in telling.site.stated[iri]}
    ours = [
        name for name, predicate in names.items()
        if name != predicate and name not in UNSAID and predicate not in telling.index.evidence_terms
    ]  # fmt: skip
    found = [_fact(telling, iri, name) for name in sorted(ours, key=lambda n: (_place(n), n))]
    for term in (SKOS + "inScheme", SKOS + "broader", PREFIXES["dcterms"] + "license"):
        if iris := telling.index.iris(iri, term):
            label = telling.say("List", "Daftar") if term.endswith("inScheme") else telling.label(term)
            label = telling.say("Falls under", "Termasuk dalam") if term.endswith("broader") else label
            found.append(Fact(label, tuple(map(telling.link, iris)), telling.cite([iri])))
    return [*_dated(telling, iri), *found] if telling.index.statement(iri) else [*found, *_dated(telling, iri)]


def _fact(telling: Telling, iri: str, name: str) -> Fact:
    values = telling.index.values(iri, name)
    texts = any(isinstance(value, ox.Literal) and value.language for value in values)
    if name == "printedName" or not texts:
        shown = tuple(_value(telling, iri, name, value) for value in values)
    else:
        shown = (telling.text(iri, name),)
    sources = telling.cite_value(iri, name)
    if name == "adminKind" and not telling.index.iris(iri, "adminKindEvidence"):
        sources = Markup("")
    return Fact(telling.label(name), shown, sources, name in _TECHNICAL)


def _value(telling: Telling, iri: str, name: str, value: object) -> Markup:
    if name in ("amount", "share", "listNumber"):
        return cell(telling, iri, name)
    if name == "inLanguage" and isinstance(value, ox.Literal):
        return escape(language(telling, value.value))
    if name == "covers" and isinstance(value, ox.Literal):
        return escape(covered(value.value, telling.lang))
    if name == "url" and isinstance(value, ox.Literal) and value.value.startswith(("http://", "https://")):
        return Markup('<a class="address" href="{0}">{0}</a>').format(value.value)
    if name in _TECHNICAL:
        return Markup('<code class="address">{}</code>').format(telling.term(value))
    return telling.term(value)


def _dated(telling: Telling, iri: str) -> list[Fact]:
    """When it was so; for a statement also how it is to be taken, which is always worth saying there."""
    found = []
    if words := telling.when(iri):
        found.append(Fact(telling.say("When", "Kapan"), (escape(words),), _date_sources(telling, iri)))
        seen = telling.index.one(iri, "seenOn")
        if seen and telling.index.one(iri, "stated"):
            found.append(
                Fact(telling.label("seenOn"), (telling.term(telling.index.values(iri, "seenOn")[0]),), Markup(""))
            )
    marks = [each for term in ("modality", "rank") for each in telling.index.iris(iri, term) if each != _NORMAL]
    if marks:
        shown = Markup(", ").join(map(telling.link, marks))
        reason = telling.text(iri, "rankReason")
        value = Markup("{}: {}").format(shown, reason) if reason else shown
        found.append(Fact(telling.say("Recorded as", "Dicatat sebagai"), (value,), Markup("")))
    return found


def _date_sources(telling: Telling, iri: str) -> Markup:
    return telling.cite_value(iri, "stated")


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)
