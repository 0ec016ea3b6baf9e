"""Turns what reasoning found contradictory into Findings. Knows the shape of a clash, not who computes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import pyoxigraph as ox

from ascn_kg.findings import Finding, Related
from ascn_kg.graph import Graph, Term
from ascn_kg.labels import Labels
from ascn_kg.locations import Locations
from ascn_kg.namespaces import RDFS, shrink
from ascn_kg.validation.hinting import form
from ascn_kg.validation.places import BEHIND, Places
from ascn_kg.validation.report import labels_of

# How many of the facts behind a contradiction a finding names.
_MOST = 9
# What is contradicted by how a value is written, whatever it is said of.
_OF_VALUES = (RDFS + "Datatype", RDFS + "range")


class Clash(Protocol):
    """An axiom (IRI or words) that the things (IRIs) cannot all satisfy, said in English and Indonesian.

    ``behind`` are the asserted facts it comes from, in numbers of the graph's terms, as far as they are known.
    """

    @property
    def axiom(self) -> str: ...
    @property
    def things(self) -> tuple[str, ...]: ...
    @property
    def en(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def behind(self) -> tuple[tuple[int, int, int], ...]: ...


class Closure(Protocol):
    """What reasoning over a graph gives, as far as validation needs it."""

    @property
    def clashes(self) -> Sequence[Clash]: ...


def clash_findings(clashes: Iterable[Clash], graph: Graph, locations: Locations | None = None) -> list[Finding]:
    """One violation per clash, about its first thing; the second, where there is one, is its value.

    It is to be mended where the last of the asserted facts behind it is stated that is about things; the others are
    related. Where the facts are not known, the things themselves are named.
    """
    known = list(clashes)
    if not known:
        return []
    places, labels = Places(graph, locations), Labels(graph)
    return sorted((_finding(clash, graph, places, labels) for clash in known), key=lambda finding: finding.sort_key)


def _finding(clash: Clash, graph: Graph, places: Places, labels: Labels) -> Finding:
    regions = places.of_facts(clash.behind) or places.of_things(_nodes(clash, graph))
    at, *others = dict.fromkeys(regions[:_MOST]) or [None]
    about_a_value = clash.axiom in _OF_VALUES
    focus, value = (*clash.things[:2], "", "")[:2] if not about_a_value else ("", clash.things[0])
    return Finding(
        rule=shrink(clash.axiom) if clash.axiom.startswith("http") else clash.axiom,
        severity="violation",
        messages=(("en", clash.en), ("id", clash.id)),
        focus=focus,
        value=value or None,
        labels=labels_of(focus, labels),
        hints=form(clash.things[1], value) if about_a_value else (),
        at=at,
        related=tuple(Related(region, BEHIND) for region in others if region),
    )


def _nodes(clash: Clash, graph: Graph) -> Iterator[Term]:
    """The terms that a clash names: the literals, where it is about how they are written, else things."""
    if clash.axiom in _OF_VALUES:
        text, datatype = clash.things
        is_stated = clash.axiom == RDFS + "Datatype"
        for term in graph.terms.all:
            if isinstance(term, ox.Literal) and term.value == text and (term.datatype.value == datatype) == is_stated:
                yield term
        return
    for thing in clash.things:
        try:
            yield ox.BlankNode(thing[2:]) if thing.startswith("_:") else ox.NamedNode(thing)
        except ValueError:
            continue  # a text
