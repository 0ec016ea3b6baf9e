"""The tables hold what the graph holds, in words."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyoxigraph as ox
import pytest

from ascn_kg.export import export
from ascn_kg.export.tables import TABLES, Table, Tables, term
from ascn_kg.graph import Graph
from ascn_kg.labels import Labels
from ascn_kg.namespaces import OWL, RDF, RDFS, TERMS
from tests.test_export import graph_of


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


def test_ontology_declares_object_properties(asserted: Graph) -> None:
    """The tables tell things from texts by this."""
    assert any(
        isinstance(quad.object, ox.NamedNode) and quad.object.value == OWL + "ObjectProperty"
        for quad in asserted.statements
    )


def test_a_column_of_classes_shows_what_was_written(tmp_path: Path) -> None:
    asserted = "city:ministry a ascn:Ministry . city:body ascn:unitOf city:ministry . [] a ascn:Organization ."
    inferred = "city:ministry a ascn:Organization , ascn:Agent . city:body a ascn:Organization ."
    export(graph_of(asserted, inferred), tmp_path / "build")
    with (tmp_path / "build" / "organizations.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["iri"].rpartition("/")[2]: row["type"] for row in csv.DictReader(file)}
    assert rows == {"ministry": "ascn:Ministry", "body": "ascn:Organization"}


def test_labels_are_those_of_the_answers(asserted: Graph) -> None:
    """The tables look labels up in the columns, without the index that Labels needs."""
    tables, labels = Tables(asserted), Labels(asserted)
    names = {n for n in asserted.columns.subjects if isinstance(asserted.terms[n], ox.NamedNode)}
    for number, lang in [(number, lang) for number in names for lang in ("en", "id")]:
        assert tables._label(number, lang) == labels.label(asserted.terms[number].value, lang)
