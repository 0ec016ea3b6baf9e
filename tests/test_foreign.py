"""``ascn-kg validate --shapes … --ontology …``: graphs of other people, ours left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ascn_kg.cli import main
from ascn_kg.errors import AscnKgError, LoadError
from ascn_kg.findings import Finding
from ascn_kg.locations import Locations
from ascn_kg.namespaces import shrink
from ascn_kg.reasoning import close
from ascn_kg.validation.component_words import _OF_A_THING, _OF_A_VALUE
from ascn_kg.validation.foreign import check_foreign, load_foreign, prefixes_of

PREFIXES = """\
@prefix shop: <https://shop.example/#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SHAPES = "shop:Ware a sh:NodeShape ; sh:targetClass shop:Good ; sh:property [ sh:path shop:price ; sh:minCount 1 ] ."
ONTOLOGY = "shop:Book rdfs:subClassOf shop:Good . shop:Good owl:disjointWith shop:Buyer ."
DATA = "shop:b a shop:Book .\nshop:c a shop:Book ; shop:price 3 ."


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, turtle: str, head: str = PREFIXES) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + turtle, encoding="utf-8")
    return path


def check(data: list[Path], shapes: list[Path] | None = None, ontology: list[Path] | None = None) -> list[Finding]:
    locations = Locations(Path.cwd())
    graph, notes = load_foreign(data, shapes or [], ontology or [], locations)
    return [*notes, *check_foreign(graph, lambda each: close(each, locations=locations), locations)]


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main(["validate", *map(str, words)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.usefixtures("here")
def test_their_shapes_are_held_against_their_data(capsys: pytest.CaptureFixture[str]) -> None:
    files = write("s.ttl", SHAPES), write("o.ttl", ONTOLOGY), write("data/d.ttl", DATA)
    code, out, err = run(capsys, "--shapes", files[0], "--ontology", files[1], "data")
    line = PREFIXES.count("\n") + 1
    assert (code, err) == (1, "")
    assert f"data/d.ttl:{line}:1: violation: shop:b has no value of shop:price and needs at least one." in out
    assert f"rule: shop:Ware/shop:price (s.ttl:{line})" in out
    assert out.endswith("1 violation in 1 file.\n")
    assert shrink("https://shop.example/#b") == "<https://shop.example/#b>", "their prefixes are forgotten again"
    assert run(capsys, "--shapes", files[0], "data")[1] == "No findings.\n", (
        "no ontology: nothing is known to be a good"
    )


@pytest.mark.usefixtures("here")
def test_two_runs_tell_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    shapes = "shop:S sh:targetClass shop:Book ; sh:property [ sh:path shop:of ; sh:node [ sh:nodeKind sh:IRI ] ] ."
    files = write("s.ttl", shapes), write("d.ttl", "[] a shop:Book ; shop:of [] .")
    first, second = (json.loads(run(capsys, "--shapes", *files, "--format", "json")[1]) for _ in range(2))
    assert first == second
    (finding,) = first["findings"]
    assert finding["focus"].startswith("_:b")


@pytest.mark.usefixtures("here")
def test_a_contradiction_is_found_with_its_places() -> None:
    ontology = write("o.ttl", ONTOLOGY)
    (finding,) = (f for f in check([write("d.ttl", "shop:b a shop:Book , shop:Buyer .")], None, [ontology]) if f.focus)
    assert finding.at is not None
    assert finding.at.file == "d.ttl"
    assert {each.at.file for each in finding.related} == {"d.ttl", "o.ttl"}


@pytest.mark.usefixtures("here")
def test_axioms_outside_the_profile_do_not_stop_the_shapes() -> None:
    axiom = "shop:Good rdfs:subClassOf [ owl:onProperty shop:price ; owl:minCardinality 1 ] ."
    ontology = write("o.ttl", f"{ONTOLOGY}\n{axiom}")
    found = {each.rule: each for each in check([write("d.ttl", DATA)], [write("s.ttl", SHAPES)], [ontology])}
    assert len(found) == 2
    note = found["owl:profile"]
    assert note.severity == "info"
    assert "was not checked: axioms outside of OWL 2 RL: 1." in note.message("en")
    assert str(note.at) == f"o.ttl:{PREFIXES.count(chr(10)) + 2}:{axiom.index('owl:minC') + 1}"
    assert "owl:minCardinality is not in OWL 2 RL" in dict(note.related[0].words)["en"]
    assert note.message("id") != note.message("en")


@pytest.mark.usefixtures("here")
def test_a_broken_list_does_not_stop_the_shapes() -> None:
    data = write("d.ttl", DATA + " shop:Good owl:unionOf shop:nothing .")
    found = check([data], [write("s.ttl", SHAPES.replace("shop:Good", "shop:Book"))])
    assert [(each.rule.startswith("owl:"), each.severity) for each in found].count((True, "info")) == 1
    assert any(each.severity == "violation" for each in found)


@pytest.mark.usefixtures("here")
def test_imports_are_not_followed_and_say_so() -> None:
    shapes = write("s.ttl", f"<urn:s> a owl:Ontology ;\n  owl:imports <urn:o> , <urn:far> .\n{SHAPES}")
    notes = [each for each in check([write("d.ttl", "<urn:o> a owl:Ontology .")], [shapes]) if each.severity == "info"]
    (note,) = notes
    line = PREFIXES.count("\n") + 2
    assert (note.rule, note.at) == ("owl:imports", ("s.ttl", line, 25, line, 34))
    assert "<urn:far> is not fetched" in note.message("en")
    assert "--ontology FILE" in note.hint("en")


@pytest.mark.usefixtures("here")
def test_shapes_and_data_in_one_file() -> None:
    both = write("both.ttl", f"{SHAPES}\n{ONTOLOGY}\n{DATA}")
    alone, named = check([], None, [both]), check([both], [both])
    assert [(each.focus, str(each.at)) for each in alone] == [(each.focus, str(each.at)) for each in named]
    assert [each.focus for each in named] == ["https://shop.example/#b"]


@pytest.mark.usefixtures("here")
def test_n_triples_are_read_beside_turtle() -> None:
    lines = "<urn:x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://shop.example/#Good> .\n"
    write("data/a.nt", lines, "")
    write("data/a.ttl", "<urn:y> a shop:Good ; shop:price 1 .")
    (finding,) = check([Path("data")], [write("s.ttl", SHAPES)])
    assert (finding.focus, str(finding.at)) == ("urn:x", "data/a.nt:1:1")
    write("data/a.nt", "<urn:x> <urn:p> <urn:y> ; <urn:q> 1 .\n", "")
    with pytest.raises(LoadError, match=r"^data/a\.nt:1:"):
        check([Path("data")], [Path("s.ttl")])


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("name", "syntax"),
    [
        ("d.jsonld", "JSON-LD"),
        ("d.rdf", "RDF/XML"),
        ("d.nq", "N-Quads"),
        ("d.trig", "TriG"),
        ("d.ttl.gz", "compressed"),
    ],
)
def test_another_syntax_is_named(capsys: pytest.CaptureFixture[str], name: str, syntax: str) -> None:
    code, out, _ = run(capsys, "--shapes", write("s.ttl", SHAPES), write(name, "{}"))
    assert code == 1
    assert syntax in out
    assert "Turn it into Turtle first" in out


@pytest.mark.usefixtures("here")
def test_mistakes_in_all_their_files_are_told_at_once() -> None:
    files = write("d.ttl", "shop:a a shop:B"), write("s.ttl", "shp:a a shop:B ."), write("o.ttl", 'shop:a shop:b "x .')
    with pytest.raises(LoadError) as caught:
        check([files[0]], [files[1]], [files[2]])
    assert {each.at and each.at.file for each in caught.value.findings} == {"d.ttl", "s.ttl", "o.ttl"}


@pytest.mark.usefixtures("here")
def test_a_run_without_shapes_says_so() -> None:
    (note,) = check([write("d.ttl", DATA)], [write("s.ttl", "shop:S a sh:NodeShape .")])
    assert (note.rule, note.severity) == ("shacl:none", "info")


@pytest.mark.usefixtures("here")
def test_what_cannot_be_asked(capsys: pytest.CaptureFixture[str]) -> None:
    shapes = write("s.ttl", SHAPES)
    Path("empty").mkdir()
    for words, saying in (
        (("--shapes", shapes), "nothing to check"),
        (("--shapes", shapes, "gone.ttl"), "no such file"),
        (("--shapes", "empty", shapes), "no Turtle or N-Triples file"),
        (("--shapes", shapes, "--only", shapes), "leave our graph out"),
    ):
        code, _, err = run(capsys, *words)
        assert (code, saying in err) == (2, True), err
    with pytest.raises(AscnKgError):
        prefixes_of([Path("gone.ttl")])


QUALIFIED = "sh:qualifiedValueShape [ sh:nodeKind sh:Literal ]"
# Parameters of a property shape, the data, part of the message in each language.
WORDS = [
    ("sh:class shop:Good", "shop:x", "is not an instance of", "bukan anggota kelas"),
    ("sh:datatype xsd:integer", '"1"', "is not of the datatype xsd:integer", "tidak bertipe xsd:integer"),
    ("sh:nodeKind sh:IRI", "1", "is not an IRI.", "bukan IRI."),
    ("sh:nodeKind sh:BlankNodeOrLiteral", "shop:x", "is not a blank node or a literal", "bukan simpul kosong"),
    ("sh:in ( 1 2 3 )", "4", "is not one of 1, 2, 3", "bukan salah satu dari 1, 2, 3"),
    ('sh:pattern "^a"', '"b"', "does not match the pattern ^a", "tidak cocok dengan pola ^a"),
    ("sh:minLength 3", '"b"', "is shorter than 3 characters", "lebih pendek dari 3 karakter"),
    ("sh:maxLength 1", '"bb"', "is longer than 1 characters", "lebih panjang dari 1 karakter"),
    ('sh:languageIn ( "en" "id" )', '"x"@fr', "is in none of the languages en, id", "tidak berbahasa en, id"),
    ("sh:minInclusive 3", "2", "is not 3 or more", "bukan 3 atau lebih"),
    ("sh:minExclusive 3", "3", "is not more than 3", "tidak lebih dari 3"),
    ("sh:maxInclusive 3", "4", "is not 3 or less", "bukan 3 atau kurang"),
    ("sh:maxExclusive 3", "3", "is not less than 3", "tidak kurang dari 3"),
    ("sh:disjoint shop:q", "1 ; shop:q 1", "is a value of <https://shop.example/#q> as well", "juga menjadi nilai"),
    ("sh:equals shop:q", "1 ; shop:q 1 , 2", "is not a value of both", "bukan nilai keduanya"),
    ("sh:lessThan shop:q", "2 ; shop:q 1", "is not less than every value of", "tidak kurang dari setiap nilai"),
    ("sh:lessThanOrEquals shop:q", "2 ; shop:q 1", "is more than some value of", "lebih dari suatu nilai"),
    ("sh:node [ sh:nodeKind sh:IRI ]", "2", "to the shape written in the rule", "tidak sesuai dengan shape"),
    ("sh:not [ sh:nodeKind sh:Literal ]", "2", "conforms to the shape", "sesuai dengan shape"),
    ("sh:and ( [ sh:nodeKind sh:IRI ] )", "2", "to all of the shapes", "dengan semua shape"),
    ("sh:or ( [ sh:nodeKind sh:IRI ] )", "2", "to none of the shapes", "dengan satu pun shape"),
    ("sh:xone ( [ sh:nodeKind sh:IRI ] )", "2", "exactly one of the shapes", "tepat satu shape"),
    ("sh:minCount 2", "2", "has too few values of <https://shop.example/#p>: 2 (at least 2)", "kekurangan nilai"),
    ("sh:maxCount 1", "2 , 3", "has too many values of <https://shop.example/#p>: 2, 3 (at most 1)", "kelebihan nilai"),
    (f"{QUALIFIED} ; sh:qualifiedMinCount 1", "shop:x", "wanted (at least 1)", "diminta (paling sedikit 1)"),
    (f"{QUALIFIED} ; sh:qualifiedMaxCount 0", "2", "named (at most 0)", "disebut (paling banyak 0)"),
    ("sh:hasValue 7", "2", "lacks the value 7 of", "tidak memiliki nilai 7 untuk"),
    ("sh:uniqueLang true", '"a"@en , "b"@en', "has several values of", "memiliki beberapa nilai"),
]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("parameters", "value", "en", "indonesian"), WORDS)
def test_a_shape_without_a_message_gets_words(parameters: str, value: str, en: str, indonesian: str) -> None:
    shapes = write("s.ttl", f"shop:S sh:targetNode shop:a ; sh:property [ sh:path shop:p ; {parameters} ] .")
    found = check([write("d.ttl", f"shop:a shop:p {value} .")], [shapes])
    finding = found[0]
    assert en in finding.message("en")
    assert indonesian in finding.message("id")
    assert "{" not in finding.message("en") + finding.message("id")
    assert finding.rule_at is not None
    assert finding.rule_at.file == "s.ttl"


def test_every_component_has_words_that_are_tested() -> None:
    assert len(WORDS) + 1 >= len(_OF_A_VALUE) + len(_OF_A_THING)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("shape", "data", "en"),
    [
        ("sh:closed true ; sh:ignoredProperties ( )", "shop:p 1", "has the property <https://shop.example/#p>, which"),
        ("sh:nodeKind sh:BlankNode", "shop:p 1", "is not a blank node."),
        ("sh:property [ sh:path ( shop:p [ sh:inversePath shop:q ] ) ; sh:minCount 1 ]", "shop:p 1", "#p>/^<https"),
        ('sh:property [ sh:path shop:p ; sh:minCount 2 ; sh:message "two!" ]', "shop:p 1", "two!"),
        ('sh:property [ sh:path shop:p ; sh:minCount 2 ; sh:message "deux !"@fr ]', "shop:p 1", "deux !"),
        ("sh:property [ sh:path shop:p ; sh:minCount 2 ; sh:severity sh:Warning ]", "shop:p 1", "(at least 2)"),
    ],
)
def test_other_shapes(shape: str, data: str, en: str) -> None:
    shapes = write("s.ttl", f"shop:S sh:targetNode shop:a ; {shape} .")
    (finding,) = check([write("d.ttl", f"shop:a {data} .")], [shapes])
    assert en in finding.message("en")
    assert finding.message("id")
    assert finding.severity == ("warning" if "Warning" in shape else "violation")
