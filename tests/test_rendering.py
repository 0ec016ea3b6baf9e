"""How answers are printed."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from ascn_kg.errors import AscnKgError
from ascn_kg.graph import Graph
from ascn_kg.labels import Labels
from ascn_kg.namespaces import XSD
from ascn_kg.questions import Answer, Catalogue, ask
from ascn_kg.rendering import FORMATS, render
from ascn_kg.rendering.csv_rows import safe
from ascn_kg.rendering.grid import blocks, grid
from ascn_kg.rendering.lines import cells, clean, wrap
from ascn_kg.rendering.table import render_table
from ascn_kg.rendering.words import cell
from tests.small_world import build


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("small")


@pytest.fixture(scope="module")
def graph(root: Path) -> Graph:
    return build(root)


@pytest.fixture(scope="module")
def answer(root: Path, graph: Graph) -> Answer:
    return ask(graph, Catalogue(root / "queries").get("joined-after"), {"year": "2017"}, "id", texts=root / "texts")


def with_name(answer: Answer, name: str) -> Answer:
    """The answer with another name in its first row."""
    first, *others = answer.rows
    return dataclasses.replace(answer, rows=((first[0], ox.Literal(name), *first[2:]), *others))


def test_table(answer: Answer, graph: Graph) -> None:
    lines = render_table(answer, graph, 100).splitlines()
    assert lines[0] == "Kota mana yang bergabung setelah tahun tertentu? (year = 2017, city = semua)"
    assert lines[2].split() == ["Kota", "Bergabung", "Pasti"]
    assert lines[4] == "Baru       paling lambat Juni 2020  tidak  [1]"
    assert lines[6] == "Kota Aman  April 2018               ya     [3][4]"
    assert "3 baris" in lines
    assert "[1] Judul A, Press House, antara Mei dan Juni 2018, paragraf 2; https://example.org/a" in lines
    assert "    “Kota Baru menyusul pada Juni 2020.”" in lines
    assert "[4] Judul B, XYZ, tanpa tanggal, paragraf 1; alamat tidak diketahui" in lines
    assert "- Anggota setelah 2021 tidak diketahui. [4]" in lines
    assert "Versi data 1.0.0, sampai 31 Desember 2024." in lines
    at = lines.index("Cara kami membaca")
    assert lines[at + 1 : at + 4] == [
        "- Baru: “Menyusul” dibaca sebagai bergabung.",
        "- Cinta: Read from the registry alone.",
        "",
    ]
    assert lines.index("3 baris") < at < lines.index("Sumber")


@pytest.mark.parametrize(
    ("lang", "day", "people", "empty"),
    [
        ("en", "30 June 2020", "30,000,000", "Nothing is stated for: Mayor"),
        ("id", "30 Juni 2020", "30.000.000", "Tidak ada keterangan untuk: Wali kota"),
    ],
)
def test_days_numbers_and_empty_columns(root: Path, graph: Graph, lang: str, day: str, people: str, empty: str) -> None:
    between = ask(graph, Catalogue(root / "queries").get("joined-between"), {}, lang)
    table, markdown = render_table(between, graph, 120), render(between, graph, "markdown")
    for text in (table, markdown):
        assert day in text
        assert people in text
        assert empty in text.splitlines()
    rows = list(csv.reader(io.StringIO(render(between, graph, "csv"), newline="")))
    assert rows[2][1] == "2020-06-30"
    assert rows[2][3:5] == ["30000000", ""]
    document = json.loads(render(between, graph, "json"))
    assert document["rows"][1]["values"]["people"]["value"] == "30000000"
    assert document["rows"][1]["values"]["latest"]["value"] == "2020-06-30"


@pytest.mark.parametrize(
    ("number", "lang", "shown"),
    [
        ("2018", "en", "2018"),
        ("9999", "id", "9999"),
        ("10000", "en", "10,000"),
        ("-1234567.50", "en", "-1,234,567.50"),
        ("-1234567.50", "id", "-1.234.567,50"),
        ("7.5", "id", "7,5"),
    ],
)
def test_numbers(number: str, lang: str, shown: str) -> None:
    term = ox.Literal(number, datatype=ox.NamedNode(XSD + ("decimal" if "." in number else "integer")))
    assert cell(term, Labels(Graph(())), lang) == shown
    assert cell(ox.Literal(number), Labels(Graph(())), lang) == number  # a text, such as a code, is left alone


def test_rows_that_do_not_fit_are_blocks(answer: Answer, graph: Graph) -> None:
    address = "https://example.org/" + "x" * 60
    lines = render_table(with_name(answer, f"Kota {address} indah"), graph, 40).splitlines()
    assert lines[3:10] == [
        "1. Kota: Kota",
        f"     {address}",
        "     indah",
        "   Bergabung: paling lambat Juni 2020",
        "   Pasti: tidak",
        "   Sumber: [1]",
        "",
    ]
    assert lines[10].startswith("2. Kota: ")


def test_grid() -> None:
    headings = ["City", "Text", ""]
    short = grid(headings, [["Da Nang", "–", "[1][2][3]"]], 19)
    assert short is not None
    assert [line.rstrip() for line in short] == [
        "City   Text",
        "─────  ────  ──────",
        "Da     –     [1][2]",
        "Nang         [3]",
    ]
    assert grid(headings, [["Da Nang", "transportation", "[1]"]], 20) is None
    assert grid(headings, [["Da Nang", "https://example.org/path", "[1]"]], 30) is None
    assert grid(headings, [["Da Nang", "word " * 60, "[1]"]], 40) is None  # too tall
    long = grid(headings, [["Da Nang", "evidence:gnfi-2024-110-180", "[1]"]], 30)
    assert long is not None
    assert [line[7:25].rstrip() for line in long[2:]] == ["evidence:gnfi-", "2024-110-180"]


def test_blocks() -> None:
    rows = [["Hanoi", "–", "[1][2]"], ["–", "–", ""]]
    assert blocks(["City", "Role", "Sources"], rows, "–", 16) == [
        "1. City: Hanoi",
        "   Sources: [1]",
        "     [2]",
        "",
        "2. City: –",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_table_fits_the_terminal(answer: Answer, graph: Graph, width: int) -> None:
    table = render_table(with_name(answer, "新加坡 " * 20 + "x" * 90), graph, width)
    assert all(cells(line) <= width or "://" in line for line in table.splitlines())


def test_no_rows(root: Path, graph: Graph) -> None:
    empty = ask(graph, Catalogue(root / "queries").get("joined-after"), {"year": "2030"})
    assert "No rows." in render(empty, graph)
    assert "Members after 2021 are not known." in render(empty, graph)
    assert render(empty, graph, "csv").count("\r\n") == 1


def test_width_of_letters() -> None:
    assert [cells(text) for text in ("Hanoi", "新加坡", "Hà Nội", "ha\u0300", "กรุงเทพ")] == [5, 6, 6, 2, 6]
    assert wrap("one two three", 7, "- ") == ["- one", "  two", "  three"]
    assert wrap("as said. [1][22][3]", 9) == ["as said.", "[1][22]", "[3]"]
    assert wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert wrap("新加坡新加坡", 5) == ["新加", "坡新", "加坡"]
    assert wrap("", 4, "- ") == ["- "]


def test_terminal_controls_are_taken_out() -> None:
    assert clean("a\x1b[31mb\u202ec\nd") == "a[31mbc d"


def test_csv(answer: Answer, graph: Graph) -> None:
    text = render(answer, graph, "csv")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    fixed = ["pernyataan", "kutipan", "sumber", "versi_data", "per_tanggal", "catatan", "kutip_sebagai"]
    assert rows[0] == ["Kota", "Bergabung", "Pasti", *fixed]
    assert rows[1][1] == "[..2020-06]"
    assert rows[1][8] == "“Menyusul” dibaca sebagai bergabung."
    assert rows[3][4] == "a-2018 ¶1; b-2019 ¶1"
    assert {len(row) for row in rows} == {10}
    assert {row[-1] for row in rows[1:]} == {answer.cite_as}
    english = render(dataclasses.replace(answer, lang="en"), graph, "csv").partition("\r\n")[0]
    assert english.endswith(",statement,citations,sources,data_version,as_of,notes,cite_as")
    assert text.count("\r\n") == 4


@pytest.mark.parametrize("text", ["=1+1", "+62", "-x", "@SUM(A1)", "\tx"])
def test_csv_runs_no_formula(answer: Answer, graph: Graph, text: str) -> None:
    assert safe(text) == "'" + text
    rows = list(csv.reader(io.StringIO(render(with_name(answer, text), graph, "csv"), newline="")))
    assert rows[1][0] == (text if text == "+62" else "'" + text)  # a number stays a number


def test_csv_leaves_numbers_alone(answer: Answer, graph: Graph) -> None:
    rows = list(csv.reader(io.StringIO(render(with_name(answer, "-5.2"), graph, "csv"), newline="")))
    assert rows[1][0] == "-5.2"


def test_json(answer: Answer, graph: Graph) -> None:
    document = json.loads(render(answer, graph, "json"))
    assert list(document) == [
        "question",
        "lang",
        "arguments",
        "columns",
        "rows",
        "citations",
        "gaps",
        "note",
        "readings",
        "as_of",
        "cut_off",
        "data_version",
        "cite_as",
    ]
    assert document["rows"][0]["values"]["sure"]["value"] == "false"
    assert document["rows"][2]["citations"] == [3, 4]
    assert document["citations"][2]["evidence"][0]["start"] == 0
    assert document["readings"][0]["statement"].endswith("/membership/baru")
    assert document["arguments"]["city"] == {"text": "semua", "value": None}


def test_turtle_is_what_the_data_say(answer: Answer, graph: Graph) -> None:
    text = render(answer, graph, "turtle")
    triples = set(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))
    asserted = {ox.Quad(q.subject, q.predicate, q.object) for q in graph.statements}
    assert triples <= asserted
    subjects = {str(triple.subject).rpartition("/")[2].rstrip(">") for triple in triples}
    assert {"aman", "aman-again", "baru", "a-2018-0-30", "registry-cinta", "b-2019", "members"} <= subjects
    assert "evidence:a-2018-0-30\n    a ascn:Evidence ;\n    ascn:end 30 ;" in text


def test_turtle_with_blank_nodes_and_odd_names(answer: Answer, graph: Graph) -> None:
    subject = ox.NamedNode("https://w3id.org/ascn-kg/id/membership/baru")
    extra = [
        ox.Quad(subject, ox.NamedNode("https://other.example/p"), ox.BlankNode("b")),
        ox.Quad(ox.BlankNode("b"), ox.NamedNode("https://other.example/q"), ox.Literal('a "b"\n', language="en")),
        ox.Quad(subject, ox.NamedNode("https://other.example/p"), ox.NamedNode("https://w3id.org/ascn-kg/id/city/x.")),
    ]
    text = render(answer, Graph([*graph.statements, *extra]), "turtle")
    parsed = list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))
    assert sum("other.example" in str(triple.predicate) for triple in parsed) == 3
    assert text == render(answer, Graph([*reversed(extra), *graph.statements]), "turtle")


def test_markdown(answer: Answer, graph: Graph) -> None:
    text = render(with_name(answer, "a|b *c*\n[d](e)"), graph, "markdown")
    assert "| a\\|b \\*c\\* \\[d\\](e) | paling lambat Juni 2020 | tidak | [^1] |" in text
    assert "[^1]: Judul A, Press House, antara Mei dan Juni 2018, paragraf 2; https://example.org/a" in text
    assert "**Cara kami membaca**\n\n- a\\|b \\*c\\* \\[d\\](e): “Menyusul”" in text


@pytest.mark.parametrize("format", FORMATS)
def test_same_bytes_every_time(answer: Answer, graph: Graph, format: str) -> None:
    backwards = Graph(reversed(graph.statements))
    assert render(answer, graph, format) == render(answer, backwards, format)


def test_unknown_format(answer: Answer, graph: Graph) -> None:
    with pytest.raises(AscnKgError, match="table, csv, json, turtle, markdown"):
        render(answer, graph, "xlsx")
