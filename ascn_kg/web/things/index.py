"""What points to what: the graph read backwards, once for all pages."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, lru_cache

import pyoxigraph as ox

from ascn_kg.namespaces import BASE, CONCEPTS, OWL, RDF, RDFS, SKOS, TERMS, THINGS
from ascn_kg.questions.citations import Looked
from ascn_kg.web.addresses import ON_THEIR_SOURCE
from ascn_kg.web.site import Site

Value = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_TYPE, _SUBCLASS = RDF + "type", RDFS + "subClassOf"
# Remarks and assessments are statements as well, though not of a state of things.
_STATEMENTS = frozenset(TERMS + name for name in ("Situation", "Assessment", "Remark"))


@lru_cache(maxsize=4)
def index_of(site: Site) -> Index:
    """The index of a site, made once."""
    return Index(site)


class Index:
    """Relations of the asserted statements, and what follows from them, by IRI."""

    def __init__(self, site: Site) -> None:
        self.site = site
        # What pages looked up or made before: evidence, and titles by IRI and language.
        self.looked = Looked()
        self.titles: dict[tuple[str, str], str] = {}
        # Thing -> the statements it is the object of.
        self.pointing: dict[str, list[ox.Quad]] = defaultdict(list)
        self._blank: dict[str, list[ox.Quad]] = defaultdict(list)
        self._values: dict[tuple[str, str], list[Value]] = defaultdict(list)
        self._subjects: dict[tuple[str, str], list[str]] = defaultdict(list)
        for quad in site.knowledge.asserted.statements:
            if isinstance(quad.subject, ox.BlankNode):
                self._blank[quad.subject.value].append(quad)
            elif isinstance(quad.subject, ox.NamedNode):
                self._add(quad.subject.value, quad)

    def _add(self, subject: str, quad: ox.Quad) -> None:
        predicate, value = quad.predicate.value, quad.object
        self._values[subject, predicate].append(value)
        if isinstance(value, ox.NamedNode) and value.value.startswith(BASE):
            self.pointing[value.value].append(quad)
            self._subjects[value.value, predicate].append(subject)

    @cached_property
    def things(self) -> dict[str, list[str]]:
        """Kind (``city``, ``concept/focus-area``, ``concept`` for the lists) -> the IRIs that have a page, sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for iri in sorted(self.site.stated):
            kind = kind_of(iri)
            if kind and kind not in ON_THEIR_SOURCE:
                found[kind].append(iri)
        return dict(found)

    def values(self, iri: str, term: str) -> list[Value]:
        """The asserted objects of a property (an IRI, or the name of a term of ours), as written and in their order."""
        return self._values.get((iri, term if ":" in term else TERMS + term), [])

    def iris(self, iri: str, term: str) -> list[str]:
        """The IRIs among :meth:`values`."""
        return [value.value for value in self.values(iri, term) if isinstance(value, ox.NamedNode)]

    def text(self, iri: str, term: str, lang: str) -> ox.Literal | None:
        """The text of a property in the language; else the English one; else any."""
        texts = [value for value in self.values(iri, term) if isinstance(value, ox.Literal)]
        order = {lang: 0, "en": 1}
        return min(texts, key=lambda text: order.get(text.language or "", 2), default=None)

    def one(self, iri: str, term: str) -> str | None:
        """The first literal of a property."""
        return next((value.value for value in self.values(iri, term) if isinstance(value, ox.Literal)), None)

    def subjects(self, iri: str, term: str) -> list[str]:
        """The things whose property has this one as its value."""
        return self._subjects.get((iri, term if ":" in term else TERMS + term), [])

    def classes(self, iri: str) -> list[str]:
        """The classes a thing is said to be of, by local name: ``["Project"]``, ``["Concept", "FocusArea"]``."""
        return [_local(each) for each in self.iris(iri, _TYPE)]

    def all_classes(self, iri: str) -> set[str]:
        """The IRIs of the classes a thing is of, with those that follow."""
        found: set[str] = set(self.iris(iri, _TYPE))
        found.update(o.value for p, o in self.entailed.get(iri, ()) if p == _TYPE and isinstance(o, ox.NamedNode))
        for each in list(found):
            found |= self.above(each)
        return found

    def statement(self, iri: str) -> bool:
        """Whether a node is a dated statement about other things, rather than a thing with a name."""
        return any(not _STATEMENTS.isdisjoint(self.above(each)) for each in self.iris(iri, _TYPE))

    def above(self, iri: str) -> set[str]:
        """A class and all classes above it."""
        if iri not in self._superclasses:
            self._superclasses[iri] = {iri}
            for above in self.iris(iri, _SUBCLASS):
                self._superclasses[iri] |= self.above(above)
        return self._superclasses[iri]

    @cached_property
    def _superclasses(self) -> dict[str, set[str]]:
        return {}

    @cached_property
    def entailed(self) -> dict[str, list[tuple[str, Value]]]:
        """Thing -> property and value of what follows about it."""
        found: dict[str, list[tuple[str, Value]]] = defaultdict(list)
        for triple in self.site.graph.inferred:
            if isinstance(triple.subject, ox.NamedNode):
                found[triple.subject.value].append((triple.predicate.value, triple.object))
        return dict(found)

    @cached_property
    def evidence_terms(self) -> frozenset[str]:
        """The IRIs of the properties that lead to evidence."""
        found, todo = {TERMS + "evidence"}, [TERMS + "evidence"]
        while todo:
            for below in self.subjects(todo.pop(), RDFS + "subPropertyOf"):
                if below not in found:
                    found.add(below)
                    todo.append(below)
        return frozenset(found)

    def members(self, head: object) -> list[str]:
        """The IRIs in an RDF list."""
        found: list[str] = []
        while isinstance(head, ox.BlankNode):
            parts = {quad.predicate.value: quad.object for quad in self._blank[head.value]}
            first, head = parts.get(RDF + "first"), parts.get(RDF + "rest")
            found += [first.value] if isinstance(first, ox.NamedNode) else []
        return found

    @cached_property
    def last_reports(self) -> str:
        """The year of the last progress reports there are; an empty string where there are none."""
        reports = self.subjects(TERMS + "ProgressReport", _TYPE)
        return max((day[:4] for each in reports if (day := self.one(each, "seenOn"))), default="")

    def closed(self, iri: str) -> list[ox.Quad]:
        """The asserted statements about a thing and about the blank nodes they reach."""
        quads = list(self.site.stated.get(iri, ()))
        known: set[str] = set()
        for quad in quads:
            if isinstance(quad.object, ox.BlankNode) and quad.object.value not in known:
                known.add(quad.object.value)
                quads += self._blank[quad.object.value]
        return quads


def kind_of(iri: str) -> str | None:
    """The kind in the address of a thing; ``concept`` for a list of concepts, None for what is no thing.

    >>> kind_of(THINGS + "city/hanoi"), kind_of(CONCEPTS + "rank/normal"), kind_of(CONCEPTS + "rank")
    ('city', 'concept/rank', 'concept')
    """
    if iri.startswith(THINGS):
        return iri.removeprefix(THINGS).partition("/")[0]
    if iri.startswith(CONCEPTS):
        scheme, slash, _ = iri.removeprefix(CONCEPTS).partition("/")
        return f"concept/{scheme}" if slash else "concept"
    return None


def _local(iri: str) -> str:
    for start in (TERMS, SKOS, OWL):
        iri = iri.removeprefix(start)
    return iri
