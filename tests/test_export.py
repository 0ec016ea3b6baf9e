"""What is exported is what was written, in every format, to the byte, or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from ascn_kg.errors import AscnKgError
from ascn_kg.export import export
from ascn_kg.files import SUMS
from ascn_kg.graph import Graph
from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.locations import Locations
from tests.conftest import PREFIXES, ROOT

SMALL = """
<https://w3id.org/ascn-kg/graph/data/a> { city:a a ascn:City ; rdfs:label "A"@en ; ascn:list ( 1 "2" ) . }
<https://w3id.org/ascn-kg/graph/data/b> { city:a a ascn:City . city:b ascn:node [ ascn:p "01"^^xsd:integer ] . }
"""


def graph_of(trig: str, inferred: str = "") -> Graph:
    """A graph written as TriG, with our prefixes."""
    quads = ox.parse((PREFIXES + trig).encode(), format=ox.RdfFormat.TRIG, rename_blank_nodes=True)
    triples = ox.parse((PREFIXES + inferred).encode(), format=ox.RdfFormat.TURTLE)
    return Graph(quads).with_inferred(quad.triple for quad in triples)


def canonical(quads: list[ox.Quad]) -> set[ox.Quad]:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def same(found: list[ox.Quad], wanted: list[ox.Quad]) -> bool:
    """Whether two data sets differ in nothing but the names of blank nodes."""
    return canonical(found) == canonical(wanted)


def as_quads(triples: list[ox.Triple]) -> list[ox.Quad]:
    return [ox.Quad(t.subject, t.predicate, t.object) for t in triples]


def test_files_and_sums(tmp_path: Path) -> None:
    target = tmp_path / "new" / "build"
    names = export(graph_of(SMALL, "city:a a ascn:Place ."), target)
    assert sorted(path.name for path in target.iterdir()) == sorted(names)
    for line in (target / SUMS).read_text().splitlines():
        digest, name = re.fullmatch("([0-9a-f]{64})  (.+)", line).groups()  # type: ignore[union-attr]
        assert hashlib.sha256((target / name).read_bytes()).hexdigest() == digest
    assert [path.name for path in target.parent.iterdir()] == ["build"]
    inferred = list(ox.parse((target / "ascn-kg-inferred.nq").read_bytes(), format=ox.RdfFormat.N_QUADS))
    assert [str(quad.graph_name) for quad in inferred] == ["<https://w3id.org/ascn-kg/graph/inferred>"]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="the machine has no sha256sum")
def test_sha256sum_agrees(tmp_path: Path) -> None:
    export(graph_of(SMALL), tmp_path / "build")
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", SUMS], cwd=tmp_path / "build", check=True)


def test_earlier_export_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "build"
    export(graph_of("city:a a ascn:City ."), target)
    before = (target / SUMS).read_bytes()
    export(graph_of("city:b a ascn:City ."), target)
    assert (target / SUMS).read_bytes() != before
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


def test_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "build"
    export(graph_of("city:a a ascn:City ."), target)
    (target / "notes.txt").write_text("mine")
    with pytest.raises(AscnKgError, match=r"notes\.txt"):
        export(graph_of("city:b a ascn:City ."), target)
    assert (target / "notes.txt").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


def test_file_in_the_way_and_own_folder_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(AscnKgError, match="this is a file"):
        export(graph_of("city:a a ascn:City ."), tmp_path / "file")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AscnKgError, match="you are in this folder"):
        export(graph_of("city:a a ascn:City ."), Path())


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "images"
    target.mkdir()
    (target / "a.iso").write_bytes(b"image")
    (target / "SHA256SUMS").write_text(f"{hashlib.sha256(b'image').hexdigest()}  a.iso\n")
    with pytest.raises(AscnKgError, match="no earlier export wrote"):
        export(graph_of("city:a a ascn:City ."), target)
    assert (target / "a.iso").read_bytes() == b"image"


def test_a_table_edited_since_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "build"
    export(graph_of("city:a a ascn:City ."), target)
    (target / "cities.csv").write_text("mine")
    with pytest.raises(AscnKgError, match=r"cities\.csv: this file was changed"):
        export(graph_of("city:b a ascn:City ."), target)
    assert (target / "cities.csv").read_text() == "mine"


def test_the_licence_goes_with_the_data(tmp_path: Path, locations: Locations) -> None:
    names = export(graph_of("city:a a ascn:City ."), tmp_path / "build", licence=locations.data_licence)
    assert "LICENSE-DATA" in names
    assert (tmp_path / "build" / "LICENSE-DATA").read_bytes() == locations.data_licence.read_bytes()


def test_failure_leaves_the_earlier_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "build"
    export(graph_of("city:a a ascn:City ."), target)
    before = {path.name: path.read_bytes() for path in target.iterdir()}
    with pytest.raises(AscnKgError):
        export(graph_of(r'city:a ascn:p "bell \u0007" .'), target)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("limit", [0, 100, 2000])
def test_full_disk_leaves_nothing_half_written(limit: int, tmp_path: Path) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))  # writing more fails as on a full disk
    try:
        with pytest.raises(OSError, match="File too large"):
            export(graph_of(SMALL), tmp_path / "build")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_real_graph_round_trip(knowledge: KnowledgeGraph, tmp_path: Path) -> None:
    target = tmp_path / "build"
    knowledge.export(target)
    asserted = list(knowledge.asserted.statements)
    for name, form in (("nq", ox.RdfFormat.N_QUADS), ("trig", ox.RdfFormat.TRIG), ("jsonld", ox.RdfFormat.JSON_LD)):
        assert same(list(ox.parse(path=target / f"ascn-kg.{name}", format=form)), asserted)
    for name, form in (("ttl", ox.RdfFormat.TURTLE), ("nt", ox.RdfFormat.N_TRIPLES), ("rdf", ox.RdfFormat.RDF_XML)):
        written = list(ox.parse(path=target / f"ascn-kg.{name}", format=form))
        assert same(written, as_quads([quad.triple for quad in asserted]))
        inferred = list(ox.parse(path=target / f"ascn-kg-inferred.{name}", format=form))
        assert same(inferred, as_quads(list(knowledge.graph.inferred)))


def test_nothing_inferred_is_asserted(knowledge: KnowledgeGraph) -> None:
    assert not set(knowledge.graph.inferred) & {quad.triple for quad in knowledge.asserted.statements}


def test_same_bytes_whatever_the_hash_seed(knowledge: KnowledgeGraph, tmp_path: Path) -> None:
    assert knowledge.graph.inferred  # the closure is in the cache now
    sums = {exported(sys.executable, tmp_path / seed, seed) for seed in ("0", "1", "4242")}
    assert len(sums) == 1


@pytest.mark.slow
@pytest.mark.parametrize("version", ["3.12", "3.13", "3.14"])
def test_same_bytes_on_another_python(version: str, knowledge: KnowledgeGraph, tmp_path: Path) -> None:
    other = other_python(version)
    if other is None:
        pytest.skip(f"the machine has no Python {version}")
    subprocess.run([other, "-m", "venv", tmp_path / "venv"], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    installed = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", ROOT], capture_output=True, text=True
    )
    if installed.returncode:
        pytest.skip(f"the packages cannot be installed for Python {version}: {installed.stderr.strip()[-200:]}")
    assert knowledge.graph.inferred
    # Not through the cache: what Python 3.11 inferred must be inferred there too.
    assert exported(str(python), tmp_path / "b", "7", cache=False) == exported(sys.executable, tmp_path / "a", "0")


def exported(python: str, target: Path, seed: str, *, cache: bool = True) -> str:
    """The SHA256SUMS of the real graph exported by another process."""
    code = "import sys; from ascn_kg import load; load(sys.argv[1], cache=sys.argv[3] == 'True').export(sys.argv[2])"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [python, "-c", code, str(ROOT), str(target), str(cache)]
    subprocess.run(command, check=True, env=environment, cwd=ROOT if python == sys.executable else target.parent)
    return (target / SUMS).read_text()


def other_python(version: str) -> str | None:
    """A command that starts this version, if one does; pyenv puts commands on the path that start nothing."""
    pyenv = sorted(Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob(f"versions/{version}.*/bin/python"))
    for candidate in [f"python{version}", *map(str, pyenv)]:
        try:
            if subprocess.run([candidate, "-c", ""], capture_output=True).returncode == 0:
                return candidate
        except OSError:
            continue
    return None


def test_only_the_formats_wanted(tmp_path: Path) -> None:
    graph = graph_of(SMALL)
    folder = tmp_path / "out"
    export(graph, folder)
    whole = {path.name: path.read_bytes() for path in folder.iterdir()}
    names = export(graph, folder, formats=("nq", "csv"))  # an earlier export is replaced whatever it holds
    assert {"ascn-kg.nq", "ascn-kg-inferred.nq", "cities.csv"} < {*names}
    assert not [name for name in names if name.endswith((".ttl", ".jsonld", ".rdf"))]
    for path in folder.iterdir():
        assert path.name == "SHA256SUMS" or path.read_bytes() == whole[path.name]
    assert "cities.csv" not in export(graph, folder, formats=("ttl",))
    assert "context.jsonld" in export(graph, folder, formats=("jsonld",))


def test_an_unknown_format_is_told(tmp_path: Path) -> None:
    with pytest.raises(AscnKgError, match="no format 'xlsx'"):
        export(graph_of(SMALL), tmp_path / "out", formats=("ttl", "xlsx"))
    assert not (tmp_path / "out").exists()
