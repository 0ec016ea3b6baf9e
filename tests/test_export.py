"""What is exported is what was written, in every format, to the byte, or not at all."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from ascn_kg.errors import AscnKgError
from ascn_kg.export import export
from ascn_kg.export.canonical import canonical, union
from ascn_kg.export.jsonld import JsonLd
from ascn_kg.export.rdf import FORMATS, serialize
from ascn_kg.export.tables import TABLES, Table, term
from ascn_kg.files import SUMS
from ascn_kg.graph import Graph
from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.locations import Locations
from ascn_kg.namespaces import OWL, RDF, RDFS, TERMS
from tests.conftest import PREFIXES, ROOT

NASTY = r"""
<https://w3id.org/ascn-kg/graph/data/a> {
  city:a a ascn:City ;
    ascn:p "01"^^xsd:integer , "+1"^^xsd:integer , "60.0"^^xsd:decimal , ".5"^^xsd:decimal , "7."^^xsd:decimal ,
      "1E5"^^xsd:double , "1.0e5"^^xsd:double , "TRUE"^^xsd:boolean , "x"^^xsd:integer , "" , " a " ,
      "l\r\nq\"'\\\t\u007F\u0085\uFEFF 😀 ]]> & <b> {}" , "x"@EN-us , "x"@id , "ไทย"@th , <http://example.org/a?b=c#d> ;
    ascn:date "2018-01-01"^^xsd:date ;
    ascn:stated "2018-03"^^<http://id.loc.gov/datatypes/edtf/EDTF> ;
    ascn:list ( city:x "1" ( "a"@en 2 ) ) , () , ( 1 ) ;
    ascn:node [ ascn:r ascn:s ; ascn:r [] ] .
  city:b ascn:r _:x . _:y ascn:r _:x . _:x ascn:r _:y .
  <http://example.org/odd/1> ascn:p city:a , <https://w3id.org/ascn-kg/id/city/> , <city:foo> , <urn:x:y> .
  _:half rdf:first "no rest" . city:c ascn:list _:half .
  _:twice rdf:first "1" ; rdf:rest () . city:c ascn:list _:twice . city:d ascn:list _:twice .
}
<https://w3id.org/ascn-kg/graph/data/b> { city:a ascn:list ( 1 2 ) . city:a a ascn:City . city:z ascn:node [] . }
"""


def graph_of(trig: str, inferred: str = "") -> Graph:
    """A graph written as TriG, with our prefixes."""
    quads = ox.parse((PREFIXES + trig).encode(), format=ox.RdfFormat.TRIG, rename_blank_nodes=True)
    triples = ox.parse((PREFIXES + inferred).encode(), format=ox.RdfFormat.TURTLE)
    return Graph(quads).with_inferred(quad.triple for quad in triples)


def same(found: list[ox.Quad], wanted: list[ox.Quad]) -> bool:
    """Whether two data sets differ in nothing but the names of blank nodes."""
    return canonical(found) == canonical(wanted)


def as_quads(triples: list[ox.Triple]) -> list[ox.Quad]:
    return [ox.Quad(t.subject, t.predicate, t.object) for t in triples]


@pytest.mark.parametrize("suffix", FORMATS)
def test_format_gives_back_what_was_written(suffix: str) -> None:
    quads = canonical(graph_of(NASTY).statements)
    triples = union(quads)
    back = list(ox.parse(serialize(suffix, quads, triples), format=FORMATS[suffix]))
    assert same(back, quads if FORMATS[suffix].supports_datasets else as_quads(triples))


@pytest.mark.parametrize("suffix", ["ttl", "rdf", "nt"])
def test_rdflib_reads_each_triple(suffix: str) -> None:
    plain = "city:a a ascn:City ; rdfs:label 'A'@en ; ascn:list (1 2) ; ascn:date '2018-01-01'^^xsd:date ."
    quads = canonical(graph_of(plain).statements)
    read = rdflib.Graph().parse(
        data=serialize(suffix, quads, union(quads)), format="xml" if suffix == "rdf" else suffix
    )
    assert len(read) == len(quads)


def test_jsonld_gives_back_what_was_written() -> None:
    quads = canonical(graph_of(NASTY).statements)
    document = JsonLd(quads).document(quads)
    assert same(list(ox.parse(document, format=ox.RdfFormat.JSON_LD)), quads)


def test_jsonld_read_by_rdflib(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    quads = canonical(graph_of(NASTY).statements)
    read = rdflib.Dataset().parse(data=JsonLd(quads).document(quads), format="json-ld")
    nquads = read.serialize(format="nquads")
    assert same(list(ox.parse(nquads, format=ox.RdfFormat.N_QUADS)), quads)


def test_jsonld_is_compact() -> None:
    quads = canonical(graph_of("city:a a ascn:City ; ascn:date '2018-01-01'^^xsd:date ; ascn:l (city:b) .").statements)
    written = json.loads(JsonLd(quads).document(quads))
    assert written["@graph"] == [
        {
            "@id": "city:a",
            "@type": "ascn:City",
            "ascn:date": "2018-01-01",
            "ascn:l": {"@list": ["city:b"]},
        }
    ]
    assert written["@context"]["city"] == "https://w3id.org/ascn-kg/id/city/"
    assert "nation" not in written["@context"]


def test_jsonld_list_used_in_two_graphs_stays_a_blank_node() -> None:
    first = "<http://example.org/1> { city:a ascn:l _:l . _:l rdf:first 1 ; rdf:rest () }"
    quads = canonical(graph_of(first + "<http://example.org/2> { city:b ascn:l _:l }").statements)
    assert same(list(ox.parse(JsonLd(quads).document(quads), format=ox.RdfFormat.JSON_LD)), quads)


def test_order_of_statements_and_names_of_blank_nodes_do_not_matter() -> None:
    quads = list(graph_of(NASTY).statements)
    again = list(reversed(graph_of(NASTY).statements))
    assert canonical(quads) == canonical(again)


def test_rdf_xml_refuses_what_xml_cannot_say() -> None:
    quads = canonical(graph_of(r'city:a ascn:p "bell \u0007" .').statements)
    with pytest.raises(AscnKgError, match="control character"):
        serialize("rdf", quads, union(quads))


def test_files_and_sums(tmp_path: Path) -> None:
    target = tmp_path / "new" / "build"
    names = export(graph_of(NASTY, "city:a a ascn:Place ."), target)
    assert sorted(path.name for path in target.iterdir()) == sorted(names)
    for line in (target / SUMS).read_text().splitlines():
        digest, name = re.fullmatch("([0-9a-f]{64})  (.+)", line).groups()  # type: ignore[union-attr]
        assert hashlib.sha256((target / name).read_bytes()).hexdigest() == digest
    assert [path.name for path in target.parent.iterdir()] == ["build"]
    inferred = list(ox.parse((target / "ascn-kg-inferred.nq").read_bytes(), format=ox.RdfFormat.N_QUADS))
    assert [str(quad.graph_name) for quad in inferred] == ["<https://w3id.org/ascn-kg/graph/inferred>"]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="the machine has no sha256sum")
def test_sha256sum_agrees(tmp_path: Path) -> None:
    export(graph_of(NASTY), tmp_path / "build")
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


def test_table_row(tmp_path: Path) -> None:
    export(
        graph_of(
            """
            ascn:member a owl:ObjectProperty . ascn:memberOf a owl:ObjectProperty .
            city:a a ascn:City ; rdfs:label "Kota A"@id , "A; B, \\"C\\""@en .
            membership:m a ascn:Membership ; ascn:member city:a ; ascn:earliest "2018-04-28"^^xsd:date ;
              ascn:evidence evidence:s-5-9 , evidence:r-p3 .
            ascn:rankReason a owl:AnnotationProperty . membership:m ascn:rankReason "why"@en , "sebab"@id .
            evidence:s-5-9 ascn:fromSource source:s ; ascn:paragraph 4 .
            evidence:r-p3 ascn:fromSource source:r ; ascn:page 3 .
            """
        ),
        tmp_path / "build",
    )
    content = (tmp_path / "build" / "memberships.csv").read_bytes().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content, newline=""))
    assert row["iri"].endswith("/id/membership/m")
    assert row["member"] == 'A; B, "C"'
    assert row["member_iri"].endswith("/id/city/a")
    assert row["earliest"] == "2018-04-28"
    assert (row["rankReason_en"], row["rankReason_id"]) == ("why", "sebab")
    assert row["evidence"] == "r p. 3; s ¶4"
    assert row["evidence_iri"].split("; ")[1].endswith("/id/evidence/s-5-9")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_table_names_terms_of_the_ontology(table: Table, asserted: Graph) -> None:
    typed = [quad.subject for quad in asserted.statements if quad.predicate.value == RDF + "type"]
    kinds = {subject.value for subject in typed if isinstance(subject, ox.NamedNode)}
    assert term(table.of) in kinds
    assert [column for column in table.columns if column != "rdf:type" and term(column) not in kinds] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_table_has_no_column_twice(table: Table) -> None:
    assert len(set(table.columns)) == len(table.columns)


def test_each_kind_of_statement_has_a_table(asserted: Graph) -> None:
    kinds = {
        quad.subject.value.removeprefix(TERMS)
        for quad in asserted.statements
        if isinstance(quad.subject, ox.NamedNode)
        and (quad.predicate.value, str(quad.object)) == (RDFS + "subClassOf", f"<{TERMS}Situation>")
    }
    assert kinds
    assert kinds <= {table.of for table in TABLES}


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


def test_ontology_declares_object_properties(asserted: Graph) -> None:
    """The tables tell things from texts by this."""
    assert any(
        isinstance(quad.object, ox.NamedNode) and quad.object.value == OWL + "ObjectProperty"
        for quad in asserted.statements
    )
