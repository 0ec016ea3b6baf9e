"""What follows about a thing: shortcuts the ontology draws, with the statements they are drawn from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox
from markupsafe import Markup

from ascn_kg.namespaces import OWL, RDF, TERMS, shrink
from ascn_kg.web.site import Site
from ascn_kg.web.things.index import index_of
from ascn_kg.web.things.telling import Telling

_CHAIN, _INVERSE = OWL + "propertyChainAxiom", OWL + "inverseOf"
# Inverses and sums of other properties: the sections of a page tell the same.
_TOLD = ("attestedIn", "concerns", "evidence", "partOfInitiative", "unitOf")


@dataclass(frozen=True)
class Consequence:
    """What a thing has by inference: the property, each value with what it follows from, and how to ask for a proof."""

    label: str
    values: tuple[tuple[Markup, Markup], ...]
    command: str


def follows(telling: Telling, iri: str) -> list[Consequence]:
    """The shortcuts of a thing, by the label of the property."""
    by_property: dict[str, dict[str, None]] = defaultdict(dict)
    for predicate, value in telling.index.entailed.get(iri, ()):
        name = predicate.removeprefix(TERMS)
        if name in _shortcuts(telling.site) and name not in _TOLD and isinstance(value, ox.NamedNode):
            by_property[name][value.value] = None
    found = []
    for name, values in sorted(by_property.items()):
        ordered = sorted(values, key=lambda each: (telling.title(each), each))
        pairs = tuple((telling.link(each), _because(telling, iri, name, each)) for each in ordered)
        command = f"ascn-kg why {shrink(iri)} {name} {shrink(ordered[0])}"
        found.append(Consequence(telling.label(name), pairs, command))
    return found


def inferred_classes(telling: Telling, iri: str) -> list[str]:
    """The IRIs of the classes that a thing is of by what is said of it, not merely by the class it is said to be of."""
    said = {above for each in telling.index.iris(iri, RDF + "type") for above in telling.index.above(each)}
    found = {
        v.value for p, v in telling.index.entailed.get(iri, ()) if p == RDF + "type" and isinstance(v, ox.NamedNode)
    }
    return sorted((each for each in found - said if each.startswith(TERMS)), key=lambda each: telling.label(each))


def _because(telling: Telling, iri: str, name: str, value: str) -> Markup:
    """The statements between a thing and what it is linked to by a shortcut."""
    nodes = [node for chain in _shortcuts(telling.site)[name] for node in _between(telling, iri, chain, value)]
    shown = [telling.link(node) for node in dict.fromkeys(sorted(nodes)) if node in telling.site.stated]
    more = len(shown) - 3
    rest = Markup(telling.say(" and {} more", " dan {} lagi")).format(more) if more > 0 else Markup("")
    return Markup("; ").join(shown[:3]) + rest


def _between(telling: Telling, start: str, chain: tuple[str, ...], end: str) -> list[str]:
    """The nodes on the way from one thing to another along a chain of properties."""
    ways: list[tuple[str, tuple[str, ...]]] = [(start, ())]
    for step in chain[:-1]:
        ways = [(node, (*way, node)) for here, way in ways for node in _step(telling, here, step)]
    return [node for here, way in ways if end in _step(telling, here, chain[-1]) for node in way]


def _step(telling: Telling, node: str, predicate: str) -> list[str]:
    index = telling.index
    entailed = [v.value for p, v in index.entailed.get(node, ()) if p == predicate and isinstance(v, ox.NamedNode)]
    return [*index.iris(node, predicate), *entailed]


@lru_cache(maxsize=4)
def _shortcuts(site: Site) -> dict[str, list[tuple[str, ...]]]:
    """Property (local name) -> the chains of properties (IRIs) it is drawn from."""
    index, found = index_of(site), defaultdict(list)
    for quad in site.knowledge.asserted.statements:
        if quad.predicate.value == _CHAIN and isinstance(quad.subject, ox.NamedNode):
            chain = index.members(quad.object)
            found[quad.subject.value.removeprefix(TERMS)].append(tuple(chain))
    return dict(found)
