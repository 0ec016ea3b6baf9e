"""``ascn-kg why``: what it understands, what it says, and that every place it names is the right one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable

import pyoxigraph as ox
import pytest
import rdflib

from ascn_kg.cli import main
from ascn_kg.errors import AscnKgError, NotFoundError
from ascn_kg.graph import load_graph
from ascn_kg.knowledge import KnowledgeGraph, load
from ascn_kg.labels import Labels
from ascn_kg.locations import Locations
from ascn_kg.namespaces import PREFIXES, TERMS, shrink
from ascn_kg.rendering.proof import render_explanation
from ascn_kg.why import ABSENT, INFERRED, STATED, Explanation, explain
from ascn_kg.why.places import FilePlace, places_of
from tests.conftest import ROOT, Project

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def why(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command: exit code, standard output, standard error."""
    monkeypatch.setenv("COLUMNS", "100")

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["why", *words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def shrunk(explanation: Explanation) -> tuple[str, ...]:
    return tuple(shrink(t.value) if isinstance(t, ox.NamedNode) else str(t) for t in explanation.triple)


HANOI = """\
Hanoi (city:hanoi) · was ever member of (ascn:everMemberOf) · ASEAN Smart Cities Network
(organization:ascn)

No file states this. It follows in 4 steps from 2 statements and 4 axioms of the ontology.

Hanoi · was ever member of · ASEAN Smart Cities Network
│  by prp-spo2: “was ever member of” is short for the chain “has membership”, “member of”
│  (ontology/ascn.ttl:L)
├─ Hanoi · has membership (ascn:hasMembership) · membership:hanoi-founding
│  │  by prp-inv2: “has membership” and “member” say the same from opposite ends
│  │  (ontology/ascn.ttl:L)
│  └─ membership:hanoi-founding · member (ascn:member) · Hanoi
│     │  by prp-spo1: “member city” is a special case of “member” (ontology/ascn.ttl:L)
│     └─ membership:hanoi-founding · member city (ascn:memberCity) · Hanoi
│           stated in data/situations/memberships-on-the-portal.ttl:L [1]
└─ membership:hanoi-founding · member of (ascn:memberOf) · ASEAN Smart Cities Network
   │  by prp-spo1: “network” is a special case of “member of” (ontology/ascn.ttl:L)
   └─ membership:hanoi-founding · network (ascn:network) · ASEAN Smart Cities Network
         stated in data/situations/memberships-on-the-portal.ttl:L [1]

Sources
[1] ASEAN Smart Cities Network (portal page), ASEAN Secretariat, 5 February 2026, paragraph 4;
"""


def test_an_inferred_triple(why: Run) -> None:
    code, out, _ = why("Hanoi", "everMemberOf", "ASCN")
    assert code == 0
    assert re.sub(r"ttl:\d+:\d+", "ttl:L", out).startswith(HANOI)


def test_in_indonesian(why: Run) -> None:
    code, out, _ = why("Hanoi", "pernah menjadi anggota", "Jaringan Kota Cerdas ASEAN", "--lang", "id")
    assert code == 0
    assert "Tidak ada berkas yang menyatakannya. Ini tersimpulkan dalam 4 langkah dari 2 pernyataan" in out
    assert "menurut prp-spo1: “kota anggota” adalah bentuk khusus dari “anggota”" in out
    assert "dinyatakan dalam data/situations/memberships-on-the-portal.ttl:" in out
    assert "paragraf 4" in out


def test_a_stated_triple(why: Run) -> None:
    code, out, _ = why("membership:hanoi-2018-04", "earliest", "2018-04-01")
    assert code == 0
    [line] = re.findall(r"This is stated in (data/situations/memberships.ttl):(\d+):(\d+) \[1\]", out)
    text = (ROOT / line[0]).read_text(encoding="utf-8").splitlines()[int(line[1]) - 1][int(line[2]) - 1 :]
    assert text.startswith('"2018-04-01"^^xsd:date')
    assert "Sources\n[1] " in out


# The triple of a statement node -> the local names of the properties by which that node has the passages it cites.
CITED = [
    (("membership:hanoi-2018-04", "memberCity", "Hanoi"), "ascn:evidence", "ascn:dateEvidence"),
    (("membership:hanoi-2018-04", "earliest", "2018-04-01"), "ascn:evidence|ascn:dateEvidence", "ascn:nothing"),
]


@pytest.mark.parametrize(("words", "by", "but_not_by"), CITED)
def test_a_statement_cites_its_own_evidence(
    knowledge: KnowledgeGraph, words: tuple[str, str, str], by: str, but_not_by: str
) -> None:
    node = words[0]
    rows = knowledge.query(f"SELECT DISTINCT ?e {{ {node} {by} ?e MINUS {{ {node} {but_not_by} ?e }} }}")
    assert isinstance(rows, ox.QuerySolutions)
    explanation = knowledge.why(*words)
    assert set(explanation.evidence[explanation.fact]) == {row["e"].value for row in rows} != set()


def test_evidence_for_one_property_is_cited_for_it(knowledge: KnowledgeGraph) -> None:
    found = knowledge.query("SELECT ?s ?o ?e { ?s ascn:status ?o ; ascn:statusEvidence ?e }")
    assert isinstance(found, ox.QuerySolutions)
    rows = list(found)
    assert rows
    for node, value, passage in rows[:: len(rows) // 8]:  # each is a reasoning of its own
        explanation = knowledge.why(node.value, "status", value.value)
        assert passage.value in explanation.evidence[explanation.fact]
        assert len(explanation.evidence[explanation.fact]) == sum(row[0] == node for row in rows)


def test_what_leads_to_a_passage_cites_that_passage(knowledge: KnowledgeGraph) -> None:
    passage = "evidence:kota-cerdas-2018-369-462"
    explanation = knowledge.why("membership:hanoi-2018-04", "dateEvidence", passage)
    assert [shrink(iri) for iri in explanation.evidence[explanation.fact]] == [passage]


def test_a_triple_that_is_not_known(why: Run) -> None:
    code, out, _ = why("Hanoi", "everMemberOf", "organization:asean")
    assert code == 1
    assert "This is not known: nothing states it, and nothing that is stated implies it.\n" in out
    assert "Known instead: ASEAN Smart Cities Network (organization:ascn).\n" in out
    assert "✓ X · member of (ascn:memberOf) · ASEAN: 11 fit, such as membership:brunei-in-asean-2025-09\n" in out
    assert "✗ Hanoi · has membership (ascn:hasMembership) · X: missing\n" in out
    assert "✗ X · member city (ascn:memberCity) · Hanoi: missing\n" in out


def test_what_no_rule_concludes(why: Run) -> None:
    code, out, _ = why("city:hanoi", "latest", "2018-04-01", "--lang", "id")
    assert code == 1
    assert "Tidak ada aturan ontologi yang menyimpulkan hal seperti itu.\n" in out


def test_all_proofs(why: Run) -> None:
    code, out, _ = why("Hanoi", "a", "Actor", "--all")
    assert code == 0
    assert re.findall("^Proof .*", out, re.MULTILINE) == [f"Proof {number} of 5" for number in range(1, 6)]
    assert "by cax-sco: a city is always an actor" in out
    assert "There are no other proofs" in out


def test_an_axiom_is_explained_like_anything_else(why: Run) -> None:
    code, out, _ = why("memberCity", "subPropertyOf", "concerns")
    assert code == 0
    assert "It follows in 1 step from 2 statements.\n" in out
    assert "by scm-spo" in out


def test_a_graph_that_contradicts_itself_is_still_explained(why: Run, project: Project) -> None:
    ontology = "ascn:City owl:disjointWith ascn:Event . ascn:Fair rdfs:subClassOf ascn:Event ."
    here = project({"ontology/o.ttl": ontology, "data/a.ttl": "city:a a ascn:City , ascn:Fair ."})
    code, out, err = why("city:a", "a", "ascn:Event", "--root", str(here.root), "--no-cache")
    assert code == 0
    assert "by cax-sco" in out
    assert "the data contradict the ontology" in err


# The words given, the triple they mean, how it holds.
MEANT = [
    (("Hanoi", "everMemberOf", "ASCN"), "city:hanoi ascn:everMemberOf organization:ascn", INFERRED),
    (("Hà Nội", "was ever member of", "organization:ascn"), "city:hanoi ascn:everMemberOf organization:ascn", INFERRED),
    (("<https://w3id.org/ascn-kg/id/city/hanoi>", "a", "kota"), "city:hanoi rdf:type ascn:City", STATED),
    (("city:hanoi", "rdf:type", "ascn:Place"), "city:hanoi rdf:type ascn:Place", INFERRED),
    (("city:hanoi", "adalah", "pelaku"), "city:hanoi rdf:type ascn:Actor", INFERRED),
    (("hanoi", "is a", "adminkind:city"), "city:hanoi rdf:type adminkind:city", ABSENT),
    (("City", "subClassOf", "Place"), "ascn:City rdfs:subClassOf ascn:Place", STATED),
    (("kota anggota", "rdfs:domain", "membership"), "ascn:memberCity rdfs:domain ascn:Membership", STATED),
    (("has membership", "inverse of", "member"), "ascn:hasMembership owl:inverseOf ascn:member", STATED),
    (("hanoi", "label", '"Hanoi"@en'), 'city:hanoi rdfs:label "Hanoi"@en', STATED),
    (("hanoi", "rdfs:label", '"Hanoi"'), 'city:hanoi rdfs:label "Hanoi"', ABSENT),
]


@pytest.mark.parametrize(("words", "meant", "verdict"), MEANT)
def test_what_words_mean(knowledge: KnowledgeGraph, words: tuple[str, str, str], meant: str, verdict: str) -> None:
    explanation = knowledge.why(*words)
    assert (" ".join(shrunk(explanation)), explanation.verdict) == (meant, verdict)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Hanoii", "everMemberOf", "ASCN"), 'Nothing is called "Hanoii". Did you mean Hanoi (city:hanoi)'),
        (("Singapore", "everMemberOf", "ASCN"), '"Singapore" may mean any of: city:singapore, nation:singapore'),
        (("Hanoi", "evermember", "ASCN"), 'No property is called "evermember". Did you mean was ever member of'),
        (("Hanoi", "ascn:nothing", "ASCN"), "ascn:nothing occurs nowhere in the graph."),
        (("Hanoi", "everMemberOf", '"x'), '"x: this is no literal. Write "text"'),
        (("Hanoi", "everMemberOf", '"x" , "y"'), "this is no literal"),
        (("Hanoi", "everMemberOf", '"x" . <a:> <a:> "y"'), "this is no literal"),
        (("Hanoi", "label", "Hanoi"), "may mean any of: "),
        (("", "a", "City"), "Nothing is called"),
        (("Hanoi", "", "City"), "No property is called"),
        (("http://[", "a", "City"), "this is no address"),
        (("city:", "a", "City"), "Nothing is called"),
        (("\0", "a", "City"), "Nothing is called"),
    ],
)
def test_words_that_mean_nothing_are_told(why: Run, words: tuple[str, str, str], said: str) -> None:
    code, out, err = why(*words)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize("words", [["Hanoi"], ["Hanoi", "a"], ["Hanoi", "a", "City", "x"], ["a", "b", "c", "--all=1"]])
def test_wrong_usage_is_trouble(why: Run, words: list[str]) -> None:
    assert why(*words)[0] == 2


def test_every_statement_of_the_graph_is_placed(knowledge: KnowledgeGraph, locations: Locations) -> None:
    graph = knowledge.asserted
    places = places_of(graph, set(graph.columns), locations)
    assert len(places) == len(set(graph.columns))
    lines: dict[str, list[str]] = {}
    for (_, _, value), found in places.items():
        for place in found:
            assert place.line is not None
            assert place.column is not None
            text = lines.setdefault(place.path, (ROOT / place.path).read_text(encoding="utf-8").split("\n"))
            term, word = graph.terms[value], text[place.line - 1][place.column - 1 :]
            if isinstance(term, ox.Literal):
                assert word.startswith(('"', term.value)), f"{place}: {term}"
            elif isinstance(term, ox.NamedNode):
                assert word.startswith((shrink(term.value), f"<{term.value}>", "(", ")")) or ":" in word, str(place)


def test_a_file_that_changed_is_named_without_a_line(project: Project) -> None:
    here = project({"data/a.ttl": "city:a a ascn:City .", "ontology/o.ttl": "ascn:City a owl:Class ."})
    graph = load_graph(here)
    [fact] = [fact for fact in graph.columns if graph.terms[fact[2]] == ox.NamedNode(TERMS + "City")]
    [place] = places_of(graph, {fact}, here)[fact]
    assert (place.path, place.column) == ("data/a.ttl", 10)
    path = here.data / "a.ttl"
    path.write_text("city:b a ascn:City .", encoding="utf-8")
    assert places_of(graph, {fact}, here)[fact] == [FilePlace("data/a.ttl")]
    assert str(FilePlace("data/a.ttl")) == "data/a.ttl"
    path.unlink()
    assert places_of(graph, {fact}, here)[fact] == [FilePlace("data/a.ttl")]


def test_line_ends_within_a_text_do_not_shift_places(project: Project) -> None:
    here = project({})
    turtle = '\ufeff<http://e.org/a> <http://e.org/p> """a\r\nb\rc""" ,\r\n\t2 .\r\n'
    (here.data / "a.ttl").write_bytes(turtle.encode())
    graph = load_graph(here)
    places = {str(graph.terms[fact[2]]): found for fact, found in places_of(graph, set(graph.columns), here).items()}
    assert places['"2"^^<http://www.w3.org/2001/XMLSchema#integer>'] == [FilePlace("data/a.ttl", 4, 2)]


STRANGE = {
    "ontology/o.ttl": """
    ascn:City a owl:Class ; rdfs:label "ci{s}ty\\u202e"@en , "ko\\nta"@id .
    ascn:Odd owl:equivalentClass
        [ owl:intersectionOf ( ascn:City [ owl:onProperty ascn:p ; owl:hasValue "a\\n\\"b" ] ) ] .
    ascn:p a owl:DatatypeProperty ; rdfs:label "p\\u001b[31m"@en .
    """.replace("\\u001b", "\\u0085"),
    "data/a.ttl": """city:a a ascn:City ; ascn:p "a\\n\\"b" ; rdfs:label "A\\u2066"@en .""",
}


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("object_", ["ascn:Odd", "ascn:City", "ascn:Nothing"])
def test_strange_labels_break_nothing(project: Project, lang: str, object_: str) -> None:
    here = load(project({**STRANGE, "data/b.ttl": "ascn:Nothing a owl:Class ."}).root, cache=False)
    explanation = here.why("city:a", "a", object_, lang=lang)
    text = render_explanation(explanation, here.labels)
    assert not set(text) & set("\u202e\u2066\u0085\x1b")
    assert "{" not in text.replace("ci{s}ty", "")
    json.loads(render_explanation(explanation, here.labels, "json"))
    list(ox.parse(render_explanation(explanation, here.labels, "turtle"), format=ox.RdfFormat.TURTLE))


def test_what_was_shown_is_not_shown_again(project: Project) -> None:
    ontology = "ascn:p owl:propertyChainAxiom ( ascn:q ascn:q ) . ascn:q owl:inverseOf ascn:r ."
    here = load(project({"ontology/o.ttl": ontology, "data/a.ttl": "city:a ascn:r city:a ."}).root, cache=False)
    text = render_explanation(here.why("city:a", "ascn:p", "city:a"), here.labels)
    assert (text.count("by prp-inv2"), text.count("as shown above"), text.count("stated in data/a.ttl:11:15")) == (
        1,
        1,
        1,
    )


def test_letters_lead_on_through_what_is_missing(project: Project) -> None:
    ontology = "ascn:p owl:propertyChainAxiom ( ascn:q ascn:q ) . ascn:r rdfs:subPropertyOf ascn:q ."
    data = "city:a ascn:q city:b , city:c . city:d a ascn:City ."
    here = load(project({"ontology/o.ttl": ontology, "data/a.ttl": data}).root, cache=False)
    text = render_explanation(here.why("city:a", "ascn:p", "city:d"), here.labels)
    assert re.findall(r"[✓✗] .*", text) == [
        "✓ city:a · ascn:q · X: 2 fit, such as city:b",
        "✗ X · ascn:q · city:d: missing",
        "✗ X · ascn:r · city:d: missing",
    ]


def test_a_rule_on_an_unnamed_class_reads(project: Project) -> None:
    here = load(project(STRANGE).root, cache=False)
    text = render_explanation(here.why("city:a", "a", "ascn:Odd"), here.labels)
    words = " ".join(text.replace("│", " ").split())  # a narrow terminal breaks it
    assert "by cls-int1: whatever is all of “ci{s}ty”, “something unnamed” is a something unnamed" in words


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("words", [meant[0] for meant in MEANT[:5]] + [("Hanoi", "everMemberOf", "organization:asean")])
def test_as_turtle(knowledge: KnowledgeGraph, words: tuple[str, str, str], lang: str) -> None:
    explanation = knowledge.why(*words, lang=lang, limit=5)
    turtle = render_explanation(explanation, knowledge.labels, "turtle")
    parsed = {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == len(parsed)
    topics = [triple.object for triple in parsed if triple.predicate.value.endswith("primaryTopic")]
    assert len(topics) == len(explanation.found.proofs)
    subjects = {t.object for t in parsed if t.subject in topics and t.predicate.value.endswith("#subject")}
    assert subjects == ({explanation.triple[0]} if topics else set())
    assert turtle == render_explanation(knowledge.why(*words, lang=lang, limit=5), knowledge.labels, "turtle")


def test_the_turtle_leads_down_to_evidence(knowledge: KnowledgeGraph) -> None:
    explanation = knowledge.why("Hanoi", "everMemberOf", "ASCN")
    turtle = render_explanation(explanation, knowledge.labels, "turtle")
    assert "rdf:object ( ascn:hasMembership ascn:memberOf ) ;" in turtle
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    found = {
        str(row[0])  # type: ignore[index]
        for row in graph.query(
            "SELECT ?evidence { [] foaf:primaryTopic/prov:wasDerivedFrom+/dcterms:references ?evidence }",
            initNs={"foaf": rdflib.FOAF, "prov": rdflib.PROV, "dcterms": rdflib.DCTERMS},
        )
    }
    node = "membership:hanoi-founding"
    stated = knowledge.query(f"SELECT ?e {{ {node} ascn:evidence ?e MINUS {{ {node} ascn:dateEvidence ?e }} }}")
    assert isinstance(stated, ox.QuerySolutions)
    assert found == {str(row["e"].value) for row in stated}


def test_as_json(knowledge: KnowledgeGraph) -> None:
    explanation = knowledge.why("Hanoi", "everMemberOf", "ASCN", limit=20)
    document = json.loads(render_explanation(explanation, knowledge.labels, "json"))
    assert document["verdict"] == "inferred"
    assert document["triple"]["subject"] == {"type": "uri", "value": PREFIXES["city"] + "hanoi", "label": "Hanoi"}
    proof = document["proofs"][0]
    assert proof["rule"]["name"] == "prp-spo2"
    leaf = proof["premises"][1]["premises"][0]
    assert leaf["rule"] is None
    assert leaf["places"][0]["file"] == "data/situations/memberships-on-the-portal.ttl"
    assert leaf["citations"] == [1]
    assert [citation["number"] for citation in document["citations"]] == list(range(1, len(document["citations"]) + 1))
    assert proof["axioms"][0]["places"][0]["file"] == "ontology/ascn.ttl"


def test_a_miss_as_json(knowledge: KnowledgeGraph) -> None:
    explanation = knowledge.why("Hanoi", "everMemberOf", "organization:asean", lang="id")
    document = json.loads(render_explanation(explanation, knowledge.labels, "json"))
    assert (document["verdict"], document["proofs"]) == ("absent", [])
    miss = document["nearest"]
    assert miss["met"][0]["count"] == 11
    assert miss["missing"][0]["pattern"]["object"]["type"] == "variable"
    assert miss["because"]["rule"]["name"] == "prp-inv2"
    assert document["known"][0]["value"] == PREFIXES["organization"] + "ascn"


def test_an_unknown_format_is_told(knowledge: KnowledgeGraph) -> None:
    with pytest.raises(AscnKgError, match="there is no format 'xml'"):
        render_explanation(knowledge.why("Hanoi", "a", "City"), knowledge.labels, "xml")


def test_a_graph_that_was_not_read_from_files() -> None:
    from ascn_kg.graph import Graph

    turtle = "<http://e.org/a> <http://e.org/p> <http://e.org/b> ."
    graph = Graph(list(ox.parse(turtle, format=ox.RdfFormat.TURTLE)))
    labels = Labels(graph)
    explanation = explain(graph, "http://e.org/a", "http://e.org/p", "http://e.org/b", labels=labels)
    assert explanation.verdict == STATED
    assert "not in a file" in render_explanation(explanation, labels)
    with pytest.raises(NotFoundError):
        explain(graph, "http://e.org/z", "http://e.org/p", "http://e.org/b", labels=labels)


def test_a_question_does_not_pay_for_it() -> None:
    code = (
        "import sys; from ascn_kg.cli import main; main(['ask', 'cities-joined-after', '--year', '2018']);"
        "print([name for name in sys.modules if 'turtle.' in name or '.why' in name or 'proof' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
