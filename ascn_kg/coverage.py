"""Says what is known of each city and by each source: verified, referenced only, missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import pyoxigraph as ox

from ascn_kg.graph import Graph
from ascn_kg.namespaces import RDF, TERMS

# What a city can be expected to have; of which it has none is missing.
EXPECTED = ("Membership", "ActionPlan", "Initiative", "ProgressReport", "Support")


@dataclass(frozen=True)
class CityCoverage:
    """What is known of one city; things are named by IRI.

    ``kinds`` maps each class in :data:`EXPECTED` to how many statements and things about the city it holds. ``known``
    counts these and every other one about the city or one of its initiatives: ``verified`` of them rest on a passage
    of a text, ``referenced`` on pages or addresses alone, the rest on nothing of their own. ``sources`` counts the
    documents behind them, ``missing`` names the kinds of which there is none.
    """

    city: str
    kinds: dict[str, int]
    verified: int
    referenced: int
    unsupported: int
    sources: int
    missing: tuple[str, ...]

    @property
    def known(self) -> int:
        """All that is known of the city."""
        return self.verified + self.referenced + self.unsupported


@dataclass(frozen=True)
class SourceCoverage:
    """What rests on one source: ``verified`` by a passage of its text, ``referenced`` by a page or address alone.

    ``text`` says whether its text is at hand; ``left_out`` counts the passages left out for a reason, ``cities`` the
    cities of which it says something.
    """

    source: str
    verified: int
    referenced: int
    left_out: int
    cities: int
    text: bool


@dataclass(frozen=True)
class Coverage:
    """What is known of every city and by every source of a graph, each in the order of their IRIs."""

    cities: tuple[CityCoverage, ...]
    sources: tuple[SourceCoverage, ...]


@dataclass
class _Index:
    """The few relations that coverage is read from, each from subject to objects."""

    types: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    evidence: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    source: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    about: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    city: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    passages: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)

    def add(self, triple: ox.Quad | ox.Triple) -> None:
        if not isinstance(triple.subject, ox.NamedNode):
            return
        subject, predicate = triple.subject.value, triple.predicate.value
        relation = {
            RDF + "type": self.types,
            TERMS + "evidence": self.evidence,
            TERMS + "fromSource": self.source,
            TERMS + "concerns": self.about,
            TERMS + "ofCity": self.city,
            TERMS + "planOf": self.city,
        }.get(predicate)
        if relation is not None and isinstance(triple.object, ox.NamedNode):
            relation[subject].add(triple.object.value)
        elif predicate == TERMS + "start":
            self.passages.add(subject)
        elif predicate == TERMS + "textSha256":
            self.texts.add(subject)

    def of_kind(self, kind: str) -> list[str]:
        return sorted(subject for subject, types in self.types.items() if TERMS + kind in types)

    def sources_of(self, statement: str) -> set[str]:
        return {source for node in self.evidence.get(statement, ()) for source in self.source.get(node, ())}

    def verified(self, statement: str) -> bool:
        return not self.passages.isdisjoint(self.evidence.get(statement, ()))


def coverage(graph: Graph) -> Coverage:
    """What is known of every city and by every source of a closed graph."""
    index = _Index()
    for quad in graph.statements:
        index.add(quad)
    for triple in graph.inferred:
        index.add(triple)
    of_city = _of_cities(index)
    return Coverage(
        cities=tuple(_city(city, of_city[city], index) for city in index.of_kind("City")),
        sources=_sources(of_city, index),
    )


def _of_cities(index: _Index) -> dict[str, set[str]]:
    """City -> what is said of it: its initiatives and plans, and the statements about it or one of them."""
    found: dict[str, set[str]] = defaultdict(set)
    for thing, owners in index.city.items():
        for owner in owners:
            if TERMS + "City" in index.types.get(owner, ()):  # a plan may be that of a network
                found[owner].add(thing)
    for statement, things in index.about.items():
        if TERMS + "Coverage" in index.types.get(statement, ()):
            continue  # it tells of a gap, not of the city
        for thing in things:
            if TERMS + "City" in index.types.get(thing, ()):
                found[thing].add(statement)
            for owner in index.city.get(thing, ()):
                if TERMS + "City" in index.types.get(owner, ()):
                    found[owner].add(statement)
    return found


def _city(city: str, statements: set[str], index: _Index) -> CityCoverage:
    kinds = {kind: sum(TERMS + kind in index.types.get(each, ()) for each in statements) for kind in EXPECTED}
    verified = sum(index.verified(each) for each in statements)
    unsupported = sum(not index.evidence.get(each) for each in statements)
    return CityCoverage(
        city=city,
        kinds={TERMS + kind: number for kind, number in kinds.items()},
        verified=verified,
        referenced=len(statements) - verified - unsupported,
        unsupported=unsupported,
        sources=len({source for each in statements for source in index.sources_of(each)}),
        missing=tuple(TERMS + kind for kind, number in kinds.items() if not number),
    )


def _sources(of_city: dict[str, set[str]], index: _Index) -> tuple[SourceCoverage, ...]:
    verified: Counter[str] = Counter()
    referenced: Counter[str] = Counter()
    for statement, nodes in index.evidence.items():
        passages = {source for node in nodes & index.passages for source in index.source.get(node, ())}
        verified.update(passages)
        referenced.update(index.sources_of(statement) - passages)
    cities: Counter[str] = Counter()
    for statements in of_city.values():
        cities.update({source for each in statements for source in index.sources_of(each)})
    left_out = Counter(source for each in index.of_kind("Omission") for source in index.source.get(each, ()))
    return tuple(
        SourceCoverage(
            source=source,
            verified=verified[source],
            referenced=referenced[source],
            left_out=left_out[source],
            cities=cities[source],
            text=source in index.texts,
        )
        for source in index.of_kind("Source")
    )
