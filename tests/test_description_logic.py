"""HermiT, a complete OWL 2 DL reasoner, agrees that the graph is consistent and every class can have members."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
import pytest

from ascn_kg.graph import Graph, load_graph, triples_of
from ascn_kg.locations import Locations
from ascn_kg.namespaces import EDTF, OWL, PREFIXES, TERMS, XSD

pytestmark = pytest.mark.slow

# The OWL 2 datatype map has neither; a DL reasoner refuses an ontology that uses them.
OUTSIDE_OWL = {XSD + "date", EDTF}


def reasoner(statements: Iterable[ox.Triple], more: str = "") -> object:
    from pyhermit import Reasoner
    from pyowl_core import LoadOptions, load_snapshot

    kept = [
        ox.Triple(q.subject, q.predicate, q.object)
        for q in statements
        if not (isinstance(q.object, ox.Literal) and q.object.datatype.value in OUTSIDE_OWL)
    ]
    prefixes = "".join(f"@prefix {p}: <{PREFIXES[p]}> .\n" for p in ("ascn", "city", "owl", "rdfs"))
    kept += [ox.Triple(t.subject, t.predicate, t.object) for t in ox.parse(prefixes + more, format=ox.RdfFormat.TURTLE)]
    text = ox.serialize(kept, format=ox.RdfFormat.TURTLE)
    assert text is not None
    return Reasoner(load_snapshot(text, options=LoadOptions(validate_owl2_dl=True)))


def reasoned_over(graph: Graph) -> Iterator[ox.Triple]:
    return triples_of(graph.terms, graph.reasoned_over())


def unsatisfiable(statements: Iterable[ox.Triple], more: str = "") -> set[str]:
    with reasoner(statements, more) as hermit:  # type: ignore[attr-defined]
        return {c.iri.value for c in hermit.unsatisfiable_classes()} - {OWL + "Nothing"}


def test_the_graph_is_consistent(asserted: Graph) -> None:
    with reasoner(reasoned_over(asserted)) as hermit:  # type: ignore[attr-defined]
        assert hermit.is_consistent()


def test_the_check_finds_an_inconsistency(asserted: Graph) -> None:
    with reasoner(reasoned_over(asserted), "city:jakarta a ascn:Nation .") as hermit:  # type: ignore[attr-defined]
        assert not hermit.is_consistent()


def test_every_class_can_have_members(locations: Locations) -> None:
    assert unsatisfiable(reasoned_over(load_graph(locations, only=True))) == set()


def test_the_check_finds_a_class_that_cannot(locations: Locations) -> None:
    both = "ascn:CityState a owl:Class ; rdfs:subClassOf ascn:City , ascn:Nation ."
    assert unsatisfiable(reasoned_over(load_graph(locations, only=True)), both) == {TERMS + "CityState"}
