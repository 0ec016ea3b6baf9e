"""One page in the making: its view, the index, and the sources it has cited so far."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
from markupsafe import Markup, escape

from ascn_kg.namespaces import PREFIXES, SKOS, TERMS
from ascn_kg.questions.citations import Citation, Citations
from ascn_kg.questions.dates import in_words
from ascn_kg.rendering.words import source_line
from ascn_kg.web.site import Site
from ascn_kg.web.things.dates import when
from ascn_kg.web.things.index import Index, index_of
from ascn_kg.web.things.titles import title_of
from ascn_kg.web.view import View

# Where the evidence of a property stands, when it is not in a property of its own name (statusEvidence).
_EVIDENCE = {
    "amount": "amountEvidence", "currency": "amountEvidence", "inNation": "placeEvidence", "isoAlpha2": "placeEvidence",
    "isoAlpha3": "placeEvidence", "latitude": "placeEvidence", "longitude": "placeEvidence", "seenOn": "dateEvidence",
    "stated": "dateEvidence", "statedEnd": "dateEvidence", "subdivisionCode": "placeEvidence",
    "timeZone": "placeEvidence",
}  # fmt: skip
# Classes of others that a reader meets.
_VOCABULARY = {
    SKOS + "Concept": ("term of a list", "istilah dalam daftar"),
    SKOS + "ConceptScheme": ("list of terms", "daftar istilah"),
}
# What is worth saying of a statement before it is believed.
_MODALITY, _RANK = PREFIXES["modality"], PREFIXES["rank"]
_USUAL = (_MODALITY + "occurred", _RANK + "normal")


class Telling:
    """Words, links and citation marks for one page; :meth:`sources` are those cited, in order, once all is told."""

    def __init__(self, site: Site, view: View) -> None:
        self.site, self.view, self.lang = site, view, view.lang
        self.index: Index = index_of(site)
        self._citations = Citations(site.graph, site.labels, view.lang, looked=self.index.looked)

    def say(self, en: str, id: str) -> str:
        """The words in the page's language."""
        return self.view.say(en, id)

    def title(self, iri: str) -> str:
        """What a thing is called."""
        return title_of(self.index, iri, self.lang)

    def link(self, iri: str, text: str | None = None) -> Markup:
        """A link to a thing under its title, marked with the language of a name that has no other."""
        words = self.title(iri) if text is None else text
        language = self._language(iri, words) if text is None else ""
        shown = Markup('<span lang="{}">{}</span>').format(language, words) if language else words
        return self.site.anchor(self.view, iri, shown)

    def _language(self, iri: str, words: str) -> str:
        """The language of a label that is not in the page's, else an empty string."""
        names = [v for term in (PREFIXES["rdfs"] + "label", SKOS + "prefLabel") for v in self.index.values(iri, term)]
        tags = [v.language or "" for v in names if isinstance(v, ox.Literal) and v.value == words]
        return "" if not tags or self.lang in tags else tags[0]

    def term(self, value: object) -> Markup:
        """A value as a reader sees it."""
        return self.link(value.value) if isinstance(value, ox.NamedNode) else self.site.term(self.view, value)

    def label(self, name: str) -> str:
        """The label of a term of ours, with a capital first letter."""
        words = self.site.labels.label(name if ":" in name else TERMS + name, self.lang)
        return words[:1].upper() + words[1:]

    def text(self, iri: str, term: str) -> Markup:
        """The text of a property in the page's language."""
        found = self.index.text(iri, term, self.lang)
        return Markup("") if found is None else self.term(found)

    def when(self, iri: str) -> str:
        """The dates of a thing in words."""
        return when(self.index, iri, self.lang)

    def day(self, iri: str) -> str:
        """The date of a thing, or the day it was seen, without saying which."""
        day = self.index.one(iri, "stated") or self.index.one(iri, "seenOn")
        return in_words(day, self.lang) if day else self.when(iri)

    def details(self, node: str) -> Markup:
        """A link to the page of a statement, where its title would repeat the row it stands in."""
        return self.link(node, self.say("details", "rincian"))

    def cite(self, nodes: Iterable[str]) -> Markup:
        """The marks of the evidence of some nodes: links to the list of sources."""
        numbers = self._citations.cite(nodes)
        links = "".join(f'<a href="#source-{number}">[{number}]</a>' for number in numbers)
        return Markup(f'<span class="marks">{links}</span>') if numbers else Markup("")

    def cite_own(self, node: str) -> Markup:
        """The marks of the evidence of one statement alone, without that of statements that agree with it."""
        return self.cite(
            dict.fromkeys(each for term in self.index.evidence_terms for each in self.index.iris(node, term))
        )

    def cite_value(self, iri: str, term: str) -> Markup:
        """The marks of what supports one property of a thing: its own evidence, else that of the thing."""
        own = self.index.iris(iri, f"{term}Evidence") or self.index.iris(iri, _EVIDENCE.get(term, "evidence"))
        return self.cite(own or [iri])

    def class_link(self, iri: str) -> Markup:
        """A class in words, linked to where the ontology explains it."""
        if iri in _VOCABULARY:
            return escape(self.say(*_VOCABULARY[iri]))
        return self.site.anchor(self.view, iri, self.site.labels.label(iri, self.lang))

    def badges(self, iri: str) -> Markup:
        """How a statement is to be taken, where that is not as a plain fact: planned, set aside …; in words."""
        values = self.index.iris(iri, "modality") + self.index.iris(iri, "rank")
        words = [
            (each.rpartition("/")[2], self.site.labels.label(each, self.lang)) for each in values if each not in _USUAL
        ]
        return Markup(" ").join(Markup('<span class="badge {}">{}</span>').format(*each) for each in words)

    def notes(self, iri: str) -> list[Markup]:
        """Why a statement has its rank, and how it was read."""
        reason, found = self.text(iri, "rankReason"), self._notes(iri)
        return [reason, *found] if reason else found

    def _notes(self, iri: str) -> list[Markup]:
        notes = [v for v in self.index.values(iri, SKOS + "editorialNote") if isinstance(v, ox.Literal)]
        tags = {note.language for note in notes}
        chosen = next((tag for tag in (self.lang, "en", *sorted(tags, key=str)) if tag in tags), None)
        return [self.term(note) for note in notes if note.language == chosen]

    def sources(self) -> list[tuple[Citation, Markup]]:
        """Every citation and its line, linked to the passage on the page of its source."""
        return [(citation, self._source(citation)) for citation in self._citations.all()]

    def _source(self, citation: Citation) -> Markup:
        line = source_line(citation, self.lang).removeprefix(citation.title)
        address = citation.url or ""
        before, url, after = line.partition(address) if address else (line, "", "")
        place = citation.evidence[0].iri if citation.evidence else citation.source
        linked = self.site.anchor(self.view, place, citation.title)
        outside = Markup('<a class="address" href="{0}">{0}</a>').format(url) if url.startswith("http") else escape(url)
        return Markup("{}{}{}{}").format(linked, before, outside, after)
