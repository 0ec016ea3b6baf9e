"""Every class and property of the ontology: what is said of it there, what uses it, and an example from the data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import pyoxigraph as ox

from ascn_kg.graph.graph import ALIGNMENTS_GRAPH, graph_of
from ascn_kg.namespaces import GRAPHS, OWL, RDF, RDFS, SKOS, TERMS, shrink
from ascn_kg.validation.shapes import ShapesGraph
from ascn_kg.web.site import Site
from ascn_kg.web.vocabulary.rules import rules

ONTOLOGY_GRAPH = GRAPHS + "ontology/ascn"
CLASS, OBJECT, DATA, ANNOTATION = "Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"
KINDS = (CLASS, OBJECT, DATA, ANNOTATION)
# What a property may be said to be besides.
_TRAITS = ("TransitiveProperty", "SymmetricProperty")


@dataclass
class VocabularyTerm:
    """A class or property; other terms are named by IRI.

    ``kind`` is one of :data:`KINDS`. ``labels`` and ``definitions`` by language. ``chains`` are those from which it
    follows, ``in_chains`` the properties that follow from a chain with it. ``aligned`` are triples of the IRI of a
    mapping property, that of a term of another vocabulary and its prefixed name; ``rules`` the shapes that check it,
    ``questions`` the names of the saved questions it serves. ``stated`` and ``inferred`` count its instances or, of a
    property, its triples; ``example`` is one of them as a triple.
    """

    iri: str
    kind: str
    labels: dict[str, str] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)
    supers: list[str] = field(default_factory=list)
    subs: list[str] = field(default_factory=list)
    domains: list[str] = field(default_factory=list)
    ranges: list[str] = field(default_factory=list)
    inverses: list[str] = field(default_factory=list)
    traits: list[str] = field(default_factory=list)
    chains: list[list[str]] = field(default_factory=list)
    in_chains: list[str] = field(default_factory=list)
    disjoint: list[str] = field(default_factory=list)
    having: list[str] = field(default_factory=list)
    leading_to: list[str] = field(default_factory=list)
    aligned: list[tuple[str, str, str]] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    stated: int = 0
    inferred: int = 0
    example: ox.Triple | None = None

    @property
    def ours(self) -> bool:
        """Whether it is a term of our ontology rather than one it borrows."""
        return self.iri.startswith(TERMS)

    @property
    def anchor(self) -> str:
        """Its anchor on the page: the local name; for borrowed terms the prefix before it."""
        return self.iri.removeprefix(TERMS) if self.ours else shrink(self.iri).strip("<>").replace(":", "-")


@lru_cache(maxsize=4)
def terms(site: Site) -> dict[str, VocabularyTerm]:
    """The classes and properties by IRI, in the order of the ontology."""
    quads = [quad for quad in site.graph.statements if graph_of(quad) in (ONTOLOGY_GRAPH, ALIGNMENTS_GRAPH)]
    ontology = [quad for quad in quads if graph_of(quad) == ONTOLOGY_GRAPH]
    found: dict[str, VocabularyTerm] = {}
    for quad in ontology:
        kind = _local(quad.object)
        if quad.predicate.value == RDF + "type" and isinstance(quad.subject, ox.NamedNode) and kind in KINDS:
            found[quad.subject.value] = VocabularyTerm(quad.subject.value, kind)
    _read(ontology, found)
    prefixes = _prefixes_of(site, ALIGNMENTS_GRAPH)
    for quad in quads:
        if graph_of(quad) == ALIGNMENTS_GRAPH and isinstance(quad.object, ox.NamedNode):
            found[_iri(quad.subject)].aligned.append(
                (quad.predicate.value, quad.object.value, _shortened(quad.object.value, prefixes))
            )
    for rule in rules(site).values():
        for iri in {*rule.mentions, *(target for _, target in rule.targets)} & found.keys():
            found[iri].rules.append(rule.iri)
    _count(site, found)
    return found


def _read(ontology: list[ox.Quad], found: Mapping[str, VocabularyTerm]) -> None:
    """What the ontology says of its terms."""
    lists = ShapesGraph(ontology)  # it reads any RDF list
    relations = {
        RDFS + "subClassOf": ("supers", "subs"),
        RDFS + "subPropertyOf": ("supers", "subs"),
        RDFS + "domain": ("domains", "having"),
        RDFS + "range": ("ranges", "leading_to"),
        OWL + "inverseOf": ("inverses", "inverses"),
    }
    for quad in ontology:
        predicate, value = quad.predicate.value, quad.object
        if predicate == OWL + "members":
            members = [_iri(member) for member in lists.items(value)]  # type: ignore[arg-type]
            for member in members:
                found[member].disjoint += [other for other in members if other != member]
        term = found.get(_iri(quad.subject))
        if term is None:
            continue
        if predicate in relations:
            there, back = relations[predicate]
            getattr(term, there).append(_iri(value))
            if _iri(value) in found:
                getattr(found[_iri(value)], back).append(term.iri)
        elif predicate == OWL + "propertyChainAxiom":
            chain = [_iri(part) for part in lists.items(value)]  # type: ignore[arg-type]
            term.chains.append(chain)
            for part in dict.fromkeys(chain):
                found[part].in_chains.append(term.iri)
        elif predicate == RDF + "type" and _local(value) in _TRAITS:
            term.traits.append(_local(value))
        elif predicate == TERMS + "answers" and isinstance(value, ox.Literal):
            term.questions.append(value.value)
        elif isinstance(value, ox.Literal) and predicate == RDFS + "label":
            term.labels[value.language or ""] = value.value
        elif isinstance(value, ox.Literal) and predicate == SKOS + "definition":
            term.definitions[value.language or ""] = value.value


def _count(site: Site, found: Mapping[str, VocabularyTerm]) -> None:
    """How often each term is used, and the first use that is stated or, failing that, follows."""
    graph = site.graph
    stated = {quad.triple: None for quad in graph.statements}
    inferred = {triple: None for triple in graph.inferred if triple not in stated}
    for part, triples in (("stated", stated), ("inferred", inferred)):
        for iri, uses in _uses(triples).items():
            term = found.get(iri)
            if term is None:
                continue
            setattr(term, part, len(uses))
            named = [triple for triple in uses if isinstance(triple.subject, ox.NamedNode)]
            if term.example is None and named:
                chosen = named[0] if part == "stated" else min(named, key=str)
                term.example = chosen


def _uses(triples: Iterable[ox.Triple]) -> dict[str, list[ox.Triple]]:
    uses: dict[str, list[ox.Triple]] = defaultdict(list)
    for triple in triples:
        uses[triple.predicate.value].append(triple)
        if triple.predicate.value == RDF + "type":
            uses[_iri(triple.object)].append(triple)
    return uses


def _prefixes_of(site: Site, graph: str) -> dict[str, str]:
    """The prefixes that the file of a named graph declares: ours do not name other vocabularies."""
    for file in site.knowledge.sources.files:
        if file.graph == graph:
            parser = ox.parse(file.turtle, format=file.format)
            for _ in parser:
                pass
            return parser.prefixes
    return {}


def _shortened(iri: str, prefixes: Mapping[str, str]) -> str:
    return next(
        (f"{short}:{iri[len(address) :]}" for short, address in prefixes.items() if iri.startswith(address)), iri
    )


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _local(term: object) -> str:
    return _iri(term).removeprefix(OWL)
