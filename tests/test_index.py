"""The kept index: the same answers as without it, never stale, never half written, no fault where it cannot be kept."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import pyoxigraph as ox
import pytest

from ascn_kg.errors import AscnKgError
from ascn_kg.index import default_cache, keep, kept, kept_on_disk, key_of, make_on_disk
from ascn_kg.index import key as key_module
from ascn_kg.knowledge import KnowledgeGraph, load
from tests.conftest import PREFIXES, ROOT, Project

ONTOLOGY = {"ontology/ascn.ttl": "ascn:City a owl:Class ; rdfs:subClassOf ascn:Place ."}
DATA = {"data/a.ttl": 'city:a a ascn:City ; ascn:latitude 60.0 ; rdfs:label "A"@en .'}
QUERY = "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?s ?p ?o ?g"
KEY = "0" * 64


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASCN_KG_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def root(project: Project) -> Path:
    return project({**ONTOLOGY, **DATA}).root


def rows(knowledge: KnowledgeGraph) -> list[str]:
    result = knowledge.query(QUERY)
    assert isinstance(result, ox.QuerySolutions)
    return [str(row) for row in result]


def test_the_kept_index_answers_alike_without_parsing_or_reasoning(root: Path, folder: Path) -> None:
    fresh = rows(load(root))
    (file,) = folder.iterdir()
    assert file.read_bytes().splitlines()[-1].startswith(b"# sha256 ")
    again = load(root)
    assert rows(again) == fresh == rows(load(root, cache=False))
    assert not {"asserted", "_closure"} & vars(again).keys()
    assert not {"statements"} & vars(again.sources).keys()


@pytest.mark.parametrize("where", ["cache", "store"])
def test_exact_forms_survive_the_index(root: Path, tmp_path: Path, where: str) -> None:
    store = tmp_path / "store" if where == "store" else None
    assert load(root, store=store).graph.inferred
    again = load(root, store=store)
    assert "60.0" in {q.object.value for q in again.graph.statements if isinstance(q.object, ox.Literal)}
    assert again.graph.inferred == load(root, cache=False).graph.inferred
    assert repr(again.graph) == "Graph(5 statements, 1 inferred, 2 files)"


def test_a_kept_index_needs_no_heavy_import(root: Path) -> None:
    load(root).query("ASK {}")
    code = (
        "import sys; from ascn_kg.knowledge import load; load(sys.argv[1]).query('ASK {}');"
        "print([n for n in ('owlrl', 'rdflib', 'numpy', 'ascn_kg.reasoning.closure') if n in sys.modules])"
    )
    command = [sys.executable, "-c", code, str(root)]
    assert subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout == "[]\n"


@pytest.mark.parametrize("change", ["edited", "added", "removed", "renamed"])
@pytest.mark.parametrize("where", ["cache", "store"])
def test_never_stale(root: Path, tmp_path: Path, change: str, where: str) -> None:
    store = tmp_path / "store" if where == "store" else None
    more = root / "data" / "b.ttl"
    more.write_text(PREFIXES + "city:b a ascn:City .", encoding="utf-8")
    before = rows(load(root, store=store))
    if change == "edited":
        more.write_text(PREFIXES + "city:c a ascn:City .", encoding="utf-8")
    elif change == "added":
        (root / "data" / "c.ttl").write_text(PREFIXES + "city:c a ascn:City .", encoding="utf-8")
    elif change == "removed":
        more.unlink()
    else:
        more.rename(root / "data" / "c.ttl")
    assert before != rows(load(root, store=store)) == rows(load(root, cache=False))


@pytest.mark.parametrize("damage", ["cut", "changed", "emptied", "no trailer"])
def test_a_damaged_file_is_made_anew(root: Path, folder: Path, damage: str) -> None:
    fresh = rows(load(root))
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(
        {
            "cut": whole[: len(whole) // 2],
            "changed": whole.replace(b"city/a", b"city/z"),
            "emptied": b"",
            "no trailer": whole[: whole.rfind(b"# sha256")],
        }[damage]
    )
    assert rows(load(root)) == fresh
    assert file.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_no_fault(root: Path, folder: Path) -> None:
    folder.write_text("a file where the folder should be", encoding="utf-8")
    assert rows(load(root)) == rows(load(root, cache=False))


@pytest.mark.parametrize("where", ["cache", "store"])
def test_an_index_of_a_contradiction_is_not_kept(root: Path, folder: Path, tmp_path: Path, where: str) -> None:
    store = tmp_path / "store" if where == "store" else None
    (root / "data" / "bad.ttl").write_text(
        PREFIXES + "city:a a ascn:Agent . ascn:Agent owl:disjointWith ascn:City .", encoding="utf-8"
    )
    for _ in range(2):
        graph = load(root, store=store)
        assert bool(graph.query("ASK { city:a a ascn:Agent }"))
        assert len(graph.clashes) == 1
    assert not folder.exists()
    assert store is None or not store.exists()


def test_old_indexes_are_forgotten(folder: Path, root: Path) -> None:
    graph = load(root, cache=False).graph
    (folder / "closure-1.nt").parent.mkdir()
    (folder / "closure-1.nt").touch()
    for number in range(20):
        keep(folder, f"{number:064}", graph)
    assert 0 < len(list(folder.iterdir())) < 20
    assert not (folder / "closure-1.nt").exists()
    assert kept(folder, f"{19:064}") is not None


def test_a_large_index_is_not_kept_in_the_cache(folder: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ascn_kg.index.cache._LARGEST", 3)
    keep(folder, KEY, load(root, cache=False).graph)
    assert not folder.exists()


def test_many_at_once_get_the_same(root: Path, tmp_path: Path) -> None:
    wanted = rows(load(root, cache=False))
    for store in (None, tmp_path / "store"):
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda _, s=store: rows(load(root, store=s)), range(16)))
        assert all(each == wanted for each in found)


def test_a_store_on_disk_holds_one_index_and_no_remains(root: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    for name in "xyz":
        (root / "data" / "b.ttl").write_text(PREFIXES + f"city:{name} a ascn:City .", encoding="utf-8")
        load(root, store=store).query("ASK {}")
    assert len(list(store.iterdir())) == 1


def test_nothing_is_left_of_a_store_that_failed(tmp_path: Path) -> None:
    def fail(_: ox.Store) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(AscnKgError, match="cannot be written"):
        make_on_disk(tmp_path / "store", KEY, fail)
    assert list((tmp_path / "store").iterdir()) == []
    assert kept_on_disk(tmp_path / "store", KEY) is None


def test_a_store_that_is_no_folder_or_damaged_is_told_in_words(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(AscnKgError, match="Give --store a folder"):
        _ = load(root, store=tmp_path / "file").graph
    load(root, store=tmp_path / "store").query("ASK {}")
    (inside,) = (tmp_path / "store").iterdir()
    for file in inside.iterdir():
        file.unlink()
    with pytest.raises(AscnKgError, match="cannot be read"):
        load(root, store=tmp_path / "store")


def test_the_key_depends_on_input_reasoner_and_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {key_of("a", "ascn"), key_of("b", "ascn"), key_of("a", "owlrl")}
    monkeypatch.setattr(key_module, "_release", lambda package: f"{package}-9.9")
    assert len({*keys, key_of("a", "ascn"), key_of("a", "owlrl")}) == 5


@pytest.mark.parametrize("package", ["pyoxigraph", "owlrl"])
def test_the_release_is_the_installed_one(package: str) -> None:
    """It is read from a folder name; if packaging changes that, an index would outlive an upgrade."""
    assert key_module._release(package) == f"{package}-{version(package)}.dist-info"


def test_default_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/shared")
    monkeypatch.setenv("ASCN_KG_CACHE", "/own")
    assert default_cache() == Path("/own")
    monkeypatch.delenv("ASCN_KG_CACHE")
    assert default_cache() == Path("/shared/ascn-kg")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "/home/of")
    assert default_cache() == Path("/home/of/.cache/ascn-kg")
