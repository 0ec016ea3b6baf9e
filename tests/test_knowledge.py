from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ascn_kg
from ascn_kg import AscnKgError, LoadError, NotFoundError, load
from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.namespaces import PREFIXES, TERMS, THINGS

PROJECT = Path(__file__).parent.parent
HEADER = "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in PREFIXES.items())
ONTOLOGY = """
ascn:Place a owl:Class ; rdfs:label "Place"@en .
ascn:Agent a owl:Class ; owl:disjointWith ascn:Place ; rdfs:label "Agent"@en .
ascn:City a owl:Class ; rdfs:subClassOf ascn:Place ; rdfs:label "City"@en , "Kota"@id .
"""
QUESTION = """#+ summary: Which city has this slug?
#+ pertanyaan: Kota mana yang memiliki slug ini?
#+ tags: [places]
#+ covers: [places]
#+ params:
#+   as_of: {type: xsd:date, help: any day, bantuan: tanggal apa pun}
#+ columns: {city: {en: City, id: Kota}, as_of: {en: Day, id: Tanggal}}
PREFIX ascn: <https://w3id.org/ascn-kg/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

SELECT ?city ?as_of
WHERE {
  VALUES ?as_of { "2020-01-01"^^xsd:date }
  ?city a ascn:Place .
}
ORDER BY STR(?city)
"""


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASCN_KG_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("ontology", "data", "queries"):
        (tmp_path / folder).mkdir()
    (tmp_path / "ontology" / "ascn.ttl").write_text(HEADER + ONTOLOGY, encoding="utf-8")
    (tmp_path / "ontology" / "shapes").mkdir()
    (tmp_path / "ontology" / "shapes" / "any.ttl").write_text("<urn:x:Any> a <http://www.w3.org/ns/shacl#NodeShape> .")
    (tmp_path / "data" / "cities.ttl").write_text(HEADER + 'city:a a ascn:City ; rdfs:label "A"@en .', encoding="utf-8")
    (tmp_path / "queries" / "city.rq").write_text(QUESTION, encoding="utf-8")
    return tmp_path


def test_loads_lazily_and_closes_once(root: Path, cache_folder: Path) -> None:
    graph = load(root)
    assert "_closure" not in vars(graph)
    assert bool(graph.query(f"ASK {{ <{THINGS}city/a> a <{TERMS}Place> }}"))
    assert graph.graph is graph.graph
    assert graph.asserted.inferred == ()
    assert graph.clashes == ()
    assert list(cache_folder.iterdir())
    assert load(str(root)).graph.inferred == graph.graph.inferred


def test_without_cache(root: Path, cache_folder: Path) -> None:
    assert load(root, cache=False).graph.inferred
    assert not cache_folder.exists()


def test_labels_know_what_is_inferred(root: Path) -> None:
    assert load(root).labels.find("a", TERMS + "Place") == THINGS + "city/a"


def test_clashes_do_not_stop_queries(root: Path) -> None:
    (root / "data" / "bad.ttl").write_text(HEADER + "city:a a ascn:Agent .", encoding="utf-8")
    graph = load(root)
    (clash,) = graph.clashes
    assert "A (city:a) is both an Agent and a Place" in clash.en
    assert bool(graph.query(f"ASK {{ <{THINGS}city/a> a <{TERMS}Place> }}"))
    assert [finding.focus for finding in graph.validate()] == [THINGS + "city/a"]


def test_validate_adds_and_shows_the_named_files(root: Path, tmp_path: Path) -> None:
    graph = load(root)
    assert graph.validate() == []
    extra = tmp_path / "extra.ttl"
    extra.write_text(HEADER + "city:a a ascn:Agent .", encoding="utf-8")
    (finding,) = graph.validate([extra])
    assert "extra.ttl" in finding.files
    other = tmp_path / "other.ttl"
    other.write_text(HEADER + "city:z a ascn:City .", encoding="utf-8")
    assert graph.validate([other]) == []


def test_to_rdflib(root: Path) -> None:
    graph = load(root)
    assert len(graph.to_rdflib()) == len(graph.to_rdflib(inferred=False)) + len(graph.graph.inferred)


@pytest.mark.parametrize("day", ["2024-06-30", datetime.date(2024, 6, 30), datetime.datetime(2024, 6, 30, 12)])
def test_ask(root: Path, day: Any) -> None:
    answer = load(root).ask("city", lang="id", as_of=day)
    assert len(answer.rows) == 1
    assert answer.arguments == {"as_of": "2024-06-30"}
    assert answer.lang == "id"


def test_unknown_question_names_near_ones(root: Path) -> None:
    with pytest.raises(NotFoundError, match="city"):
        load(root).ask("citty")


def test_unknown_parameter(root: Path) -> None:
    with pytest.raises(AscnKgError, match="asof"):
        load(root).ask("city", asof="2024-06-30")


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(AscnKgError, match="missing"):
        load(tmp_path / "nowhere")


def test_malformed_turtle(root: Path) -> None:
    (root / "data" / "bad.ttl").write_text("city:a a", encoding="utf-8")
    with pytest.raises(LoadError, match=r"data/bad\.ttl:1"):
        load(root)


def test_import_is_light_and_public_names_resolve() -> None:
    code = (
        "import json, sys, ascn_kg\n"
        "heavy = ['rdflib', 'owlrl', 'pyshacl', 'numpy', 'pyoxigraph', 'ascn_kg.knowledge']\n"
        "print(json.dumps([name for name in heavy if name in sys.modules]))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT)
    assert json.loads(run.stdout) == []
    assert set(ascn_kg.__all__) <= set(dir(ascn_kg))
    for name in ascn_kg.__all__:
        assert getattr(ascn_kg, name) is not None
    assert ascn_kg.KnowledgeGraph is KnowledgeGraph
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = ascn_kg.nothing


def test_the_real_graph_is_consistent_and_its_closure_is_ours() -> None:
    graph = load(cache=False)
    assert graph.clashes == ()
    asserted = {quad.triple for quad in graph.asserted.statements}
    inferred = graph.graph.inferred
    assert inferred
    assert not asserted.intersection(inferred)
    predicates = {triple.predicate.value for triple in inferred}
    assert TERMS + "attestedIn" in predicates
    assert graph.labels.label(TERMS + "City", "id") == "kota"
