"""Loading: each file is a named graph of its own, and what cannot be read is said in words."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from ascn_kg.errors import LoadError
from ascn_kg.graph import SHAPES_FOLDER, graph_of, load_graph
from ascn_kg.namespaces import GRAPHS
from tests.conftest import PREFIXES, Project

CITY = "city:a a ascn:City ."
ONTOLOGY = {"ontology/ascn.ttl": "ascn:City a owl:Class ."}


def write(path: Path, turtle: str = "city:extra a ascn:City .") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    return path


def test_each_file_is_a_named_graph(project: Project) -> None:
    locations = project({**ONTOLOGY, "data/situations/a.ttl": CITY, "ontology/shapes/s.ttl": CITY})
    graph = load_graph(locations)
    assert {graph_of(q) for q in graph.statements} == {GRAPHS + "ontology/ascn", GRAPHS + "data/situations/a"}
    assert {graph_of(q) for q in graph.shapes} == {SHAPES_FOLDER + "s"}


def test_files_outside_never_pass_for_ours(project: Project, tmp_path: Path) -> None:
    locations = project({**ONTOLOGY, "data/a.ttl": CITY})
    outside = [write(tmp_path / "x" / p) for p in ("data/a.ttl", "ontology/shapes/a.ttl", "my facts é.ttl")]
    graph = load_graph(locations, outside)
    assert len(graph.files) == 5
    assert not graph.shapes
    assert [p for n, p in graph.files.items() if n.startswith(GRAPHS + "extra/")] == outside


def test_a_file_named_twice_is_loaded_once(project: Project, tmp_path: Path) -> None:
    locations = project({**ONTOLOGY, "data/a.ttl": CITY})
    extra = write(tmp_path / "x.ttl", "[] a ascn:City .")
    again = tmp_path / "project" / ".." / "x.ttl"
    graph = load_graph(locations, [extra, again, locations.data / "a.ttl"])
    assert len(graph.statements) == 3


@pytest.mark.parametrize(
    ("content", "saying"),
    [
        (b"", "holds no statements"),
        (b"# only a comment\n", "holds no statements"),
        (b"city:a a .\n", "data/bad.ttl:1:"),
        (b"# caf\xe9\n", "data/bad.ttl:1:6: not UTF-8 text"),
        (PREFIXES.encode() + b"\n# fine\n# caf\xe9\n" + CITY.encode(), ":13:6: not UTF-8 text"),
        ("\ufeff".encode("utf-16"), "not UTF-8 text"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(project: Project, content: bytes, saying: str) -> None:
    locations = project(ONTOLOGY)
    (locations.data / "bad.ttl").write_bytes(content)
    with pytest.raises(LoadError) as caught:
        load_graph(locations)
    assert saying in str(caught.value)


def test_all_unreadable_files_are_named_at_once(project: Project) -> None:
    locations = project({**ONTOLOGY, "data/a.ttl": "city:a a", "data/b.ttl": "city:b a"})
    with pytest.raises(LoadError) as caught:
        load_graph(locations)
    assert len(caught.value.problems) == 2


def test_a_graph_shows_itself_in_few_words(project: Project) -> None:
    graph = load_graph(project({**ONTOLOGY, "data/a.ttl": CITY}))
    assert repr(graph) == "Graph(2 statements, 0 inferred, 2 files)"
    assert len({graph, graph.with_inferred(())}) == 2


def test_exact_statements_are_kept(project: Project) -> None:
    graph = load_graph(project({**ONTOLOGY, "data/a.ttl": "city:a ascn:latitude 60.0 , 060.00 ."}))
    values = {q.object.value for q in graph.statements if isinstance(q.object, ox.Literal)}
    assert values == {"60.0", "060.00"}


def test_the_index_holds_just_the_statements(project: Project) -> None:
    """Blank nodes must be the same in both: files that hold some take another way into the store."""
    locations = project(
        {
            **ONTOLOGY,
            "ontology/b.ttl": "ascn:Both owl:unionOf ( ascn:A [ a owl:Class ] ) .",
            "data/a.ttl": CITY,
            "data/b.ttl": "_:x ascn:p city:a . city:a ascn:p _:x , 1 .",
        }
    )
    (locations.data / "c.ttl").write_bytes(b"\xef\xbb\xbf" + f"{PREFIXES}city:c a ascn:City .".encode())
    graph = load_graph(locations)
    assert set(graph.store) == set(graph.statements)
    inferred = ox.Triple(ox.NamedNode("urn:x"), ox.NamedNode("urn:p"), ox.Literal("1"))
    closed = graph.with_inferred([inferred])
    assert {quad.triple for quad in closed.store} == {quad.triple for quad in graph.statements} | {inferred}
    for on_disk in (True, False):
        filled = ox.Store()
        closed.fill(filled, on_disk=on_disk)
        assert set(filled) == set(closed.store)
