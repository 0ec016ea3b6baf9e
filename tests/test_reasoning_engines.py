"""The engines agree on the real graph, and what our own gives does not depend on how it is run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from ascn_kg.graph import Graph
from ascn_kg.namespaces import PREFIXES
from ascn_kg.reasoning import close, engine
from ascn_kg.reasoning.compiler import compile_rules
from ascn_kg.reasoning.engine import entail

ROOT = Path(__file__).parent.parent
MERGING = (
    "ascn:near a owl:FunctionalProperty . city:a ascn:near city:b , city:c . city:b ascn:gist 7 . city:d ascn:gist 07 ."
)


def graph_of(turtle: str) -> Graph:
    header = "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in PREFIXES.items())
    name = ox.NamedNode(PREFIXES["graph"] + "some")
    triples = ox.parse(header + turtle, format=ox.RdfFormat.TURTLE)
    return Graph(ox.Quad(t.subject, t.predicate, t.object, name) for t in triples)


def test_owlrl_agrees_on_the_real_graph(asserted: Graph) -> None:
    mine, theirs = close(asserted), close(asserted, reasoner="owlrl")
    assert len(mine.inferred) > 2000
    assert list(mine.inferred) == list(theirs.inferred)
    assert mine.clashes == theirs.clashes == ()


def test_both_executors_agree_on_the_real_graph(asserted: Graph) -> None:
    if not os.environ.get("CI"):
        pytest.importorskip("numpy", reason="NumPy is optional")
    python, numpy = entail(asserted, "python"), entail(asserted, "numpy")
    assert {key: list(rows) for key, rows in numpy.derived.items()} == python.derived
    assert list(numpy.derived) == list(python.derived)
    assert numpy.contradictions == python.contradictions == ()


@pytest.mark.parametrize("numpy_is_there", [True, False])
def test_a_large_graph_needs_no_numpy(monkeypatch: pytest.MonkeyPatch, numpy_is_there: bool, asserted: Graph) -> None:
    expected = list(close(asserted).inferred)
    monkeypatch.setattr(engine, "_LARGE", 10)
    if not numpy_is_there:
        monkeypatch.setattr(engine, "find_spec", lambda name: None)
    elif not os.environ.get("CI"):
        pytest.importorskip("numpy", reason="NumPy is optional")
    assert list(close(asserted).inferred) == expected


def test_numpy_leaves_equality_to_python() -> None:
    if not os.environ.get("CI"):
        pytest.importorskip("numpy", reason="NumPy is optional")
    graph = graph_of(MERGING)
    assert entail(graph, "numpy").derived == entail(graph, "python").derived


def test_what_nobody_can_make_the_same_costs_no_equality() -> None:
    assert not compile_rules(graph_of("ascn:near a owl:SymmetricProperty . city:a ascn:near city:b .")).equality
    assert compile_rules(graph_of(MERGING)).equality


def test_a_rule_tells_the_axioms_it_comes_from() -> None:
    graph = graph_of("ascn:City rdfs:subClassOf ascn:Place . city:a a ascn:City .")
    rule = next(rule for rule in compile_rules(graph).rules if rule.name == "cax-sco")
    ((subject, _, value),) = rule.axioms
    assert (str(graph.terms[subject]), str(graph.terms[value])) == (
        f"<{PREFIXES['ascn']}City>",
        f"<{PREFIXES['ascn']}Place>",
    )


def test_the_same_order_in_every_process() -> None:
    code = (
        "from ascn_kg.graph import load_graph; from ascn_kg.locations import default_locations; "
        "from ascn_kg.reasoning import close; import hashlib, sys; "
        "found = close(load_graph(default_locations())).triples; "
        "print(len(found), hashlib.sha256(repr([str(t) for t in found]).encode()).hexdigest()); "
        "assert not {'rdflib', 'owlrl', 'numpy'} & set(sys.modules)"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("executor", ["python", "numpy"])
def test_nothing_is_told_to_be_the_same_as_itself(executor: engine.Executor) -> None:
    if not os.environ.get("CI"):
        pytest.importorskip("numpy", reason="NumPy is optional")
    graph = graph_of("ascn:near a owl:FunctionalProperty . city:a ascn:near city:b .")
    assert not entail(graph, executor).derived
