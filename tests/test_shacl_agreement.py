"""Our SHACL engine and pySHACL give the same results: on every twin, on the real graph, on graphs broken at random."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.processor import SPARQLProcessor
from rdflib.plugins.sparql.sparql import Query

from ascn_kg.graph import Graph, load_graph
from ascn_kg.locations import Locations, default_locations
from ascn_kg.validation import engine, pyshacl_engine, validate
from ascn_kg.validation.results import Result
from ascn_kg.validation.shapes import ShapesGraph

from .broken_graphs import Breaker
from .conftest import Project
from .test_shapes import CONTEXT, HEADER, TWINS

# Each costs pySHACL a third of a second. The default run breaks a few; `pytest -m slow` all thousand, in six minutes.
FEW, THOUSAND = range(8), range(8, 1008)


def differences(graph: Graph) -> dict[str, set[Result]]:
    """The results that one engine gives and the other does not."""
    ours, left = engine.run(graph, ShapesGraph(graph.shapes))
    assert left == {}
    theirs = pyshacl_engine.run(graph, graph.shapes)
    return {name: found for name, found in (("ours", ours - theirs), ("pySHACL's", theirs - ours)) if found}


@cache
def read(query: str) -> Query:
    return translateQuery(parseQuery(query))


@pytest.fixture(autouse=True)
def queries_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has rdflib keep the queries of the shapes: reading them is most of what pySHACL does on a small graph."""
    ask = SPARQLProcessor.query

    def query(self: SPARQLProcessor, text: str, *args: Any, **named: Any) -> Any:
        return ask(self, read(text), *args, **named)

    monkeypatch.setattr(SPARQLProcessor, "query", query)


@pytest.fixture(scope="session")
def breaker(asserted: Graph) -> Breaker:
    return Breaker(asserted)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["valid", "invalid"])
def test_the_engines_agree_on_every_twin(kind: str, project: Project) -> None:
    files = {
        f"{path.name.split('.')[0]}.ttl": HEADER + path.read_text(encoding="utf-8")
        for path in [TWINS / f"{CONTEXT}.ttl", *sorted(TWINS.glob(f"*.{kind}.ttl"))]
    }
    copies = []
    for name, text in files.items():
        copies.append(project({}).root / name)
        copies[-1].write_text(text, encoding="utf-8")
    graph = load_graph(default_locations(), copies, only=True)
    locations = Locations(copies[0].parent)
    ours = validate(graph, locations)
    assert ours == validate(graph, locations, engine="pyshacl")
    assert bool(ours) == (kind == "invalid")
    assert differences(graph) == {}


@pytest.mark.parametrize("seed", FEW)
def test_the_engines_agree_on_a_broken_graph(seed: int, breaker: Breaker) -> None:
    assert differences(breaker.broken(seed)) == {}


@pytest.mark.slow
@pytest.mark.parametrize("seed", THOUSAND)
def test_the_engines_agree_on_a_thousand_broken_graphs(seed: int, breaker: Breaker) -> None:
    assert differences(breaker.broken(seed)) == {}


@pytest.mark.slow
def test_the_engines_agree_on_the_real_graph(asserted: Graph) -> None:
    assert differences(asserted) == {}
