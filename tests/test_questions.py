"""Saved questions: header, arguments, answers with citations and gaps, the catalogue, the command."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from ascn_kg.errors import AscnKgError, NotFoundError
from ascn_kg.graph import Graph
from ascn_kg.labels import Labels
from ascn_kg.questions import Answer, Catalogue, Reading, ask, messages
from ascn_kg.questions.arguments import read_arguments
from ascn_kg.questions.header import parse_question
from ascn_kg.questions.run import bound
from ascn_kg.rdflib_view import from_rdflib
from ascn_kg.rendering import render
from tests.small_world import BETWEEN, JOINED, build


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    build(folder)
    return folder


@pytest.fixture(scope="module")
def graph(root: Path) -> Graph:
    return build(root)


@pytest.fixture(scope="module")
def put(root: Path, graph: Graph) -> Callable[..., Answer]:
    def asked(name: str, lang: str = "en", texts: Path | None = None, **arguments: str) -> Answer:
        return ask(graph, Catalogue(root / "queries").get(name), arguments, lang, texts=texts)

    return asked


def names(answer: Answer) -> list[str]:
    at = [column.name for column in answer.columns].index("name")
    return [str(row[at].value) for row in answer.rows]  # type: ignore[union-attr]


def test_defaults_of_the_file(put: Callable[..., Answer]) -> None:
    answer = put("joined-after")
    assert names(answer) == ["Baru", "Cinta"]
    assert answer.arguments == {"year": "2018", "city": "any"}
    assert answer.as_of == "2024-12-31"
    assert answer.cite_as.startswith(
        'ASCN-KG 1.0.0, question "joined-after" (year=2018, city=any), data as of 2024-12-31, '
    )


def test_arguments_and_language(put: Callable[..., Answer]) -> None:
    answer = put("joined-after", "id", year="2017", city="kota aman")
    assert names(answer) == ["Kota Aman"]
    assert answer.text == "Kota mana yang bergabung setelah tahun tertentu?"
    assert answer.arguments["city"] == "Kota Aman"
    assert [column.heading for column in answer.columns[1:]] == ["Kota", "Bergabung", "Pasti"]
    assert "city=city:aman" in answer.cite_as


def test_agreeing_statements_are_cited_together(put: Callable[..., Answer]) -> None:
    answer = put("joined-after", year="2017", city="city:aman")
    assert answer.row_citations == ((1, 2),)
    first, second = answer.citations[:2]
    assert (first.short, first.title, first.publisher, first.date) == (
        "a-2018 ¶1",
        "Judul A",
        "Press House",
        "between May and June 2018",
    )
    assert (second.short, second.authors, second.url, second.date) == ("b-2019 ¶1", ("XYZ",), None, None)
    assert [item.iri.rpartition("/")[2] for item in first.evidence] == ["a-2018-0-30"]


def test_own_evidence_only(put: Callable[..., Answer], graph: Graph) -> None:
    answer = put("joined-between", to="2019-01-01")
    assert [answer.citations[number - 1].short for number in answer.row_citations[0]] == ["a-2018 ¶1"]
    text = render(answer, graph, "turtle")
    assert "membership:aman\n" in text
    assert "aman-again" not in text


def test_readings(put: Callable[..., Answer]) -> None:
    baru, cinta = (f"https://w3id.org/ascn-kg/id/membership/{name}" for name in ("baru", "cinta"))
    registry = "Read from the registry alone."
    answer = put("joined-after")
    assert answer.readings == (Reading(baru, "“Menyusul” is read as joined."), Reading(cinta, registry))
    assert [answer.notes(row) for row in answer.rows] == [["“Menyusul” is read as joined."], [registry]]
    indonesian = (Reading(baru, "“Menyusul” dibaca sebagai bergabung."), Reading(cinta, registry))
    assert put("joined-after", "id").readings == indonesian
    assert put("joined-after", year="2017", city="aman").readings == ()


def test_a_reading_in_a_cell_is_not_told_again(put: Callable[..., Answer]) -> None:
    assert put("joined-between").readings == ()
    assert [reading.text for reading in put("joined-between", "id").readings] == [
        "“Menyusul” dibaca sebagai bergabung."
    ]


def test_registry_gives_the_address_of_the_entry(put: Callable[..., Answer]) -> None:
    citation = put("joined-after", city="cinta").citations[0]
    assert citation.registry
    assert citation.url == "https://registry.example/cinta"


def test_gaps(put: Callable[..., Answer]) -> None:
    answer = put("joined-after")
    assert [(gap.covers, gap.level) for gap in answer.gaps] == [
        ("memberships", "partial"),
        ("launches", "complete"),
        ("names", "unrecorded"),
    ]
    assert answer.gaps[0].citations == (3,)
    assert answer.gaps[1].text == "All members at the launch. (complete as of 28 April 2018)"
    assert put("joined-after", "id").gaps[0].text == "Anggota setelah 2021 tidak diketahui."


def test_now_is_the_cut_off_of_the_data(put: Callable[..., Answer]) -> None:
    assert put("members-as-of").arguments == {"as_of": "2024-12-31"}
    assert len(put("members-as-of").rows) == 3
    early = put("members-as-of", **{"as-of": "2019-01-01"})
    assert (len(early.rows), early.as_of) == (1, "2019-01-01")


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("members-as-of", {"as_of": "2026-01-01"}, "end on 31 December 2024; .* between then and 1 January 2026"),
        ("members-as-of", {"as_of": "2024-12-31"}, None),
        ("joined-between", {"to": "2025-01-01"}, "between then and 1 January 2025"),
        ("joined-between", {"from": "2026-02-01", "to": "2027-01-01"}, "between then and 1 January 2027"),
        ("joined-after", {"year": "2025"}, "between then and 2025"),
        ("joined-after", {"year": "2024"}, None),
        ("joined-after", {"year": "-5"}, None),
    ],
)
def test_after_the_data(put: Callable[..., Answer], name: str, arguments: dict[str, str], told: str | None) -> None:
    late = [gap.text for gap in put(name, **arguments).gaps if gap.level == "later"]
    assert len(late) == (told is not None)
    assert told is None or re.search(told, late[0])


def test_late_in_indonesian(put: Callable[..., Answer]) -> None:
    assert put("joined-after", "id", year="2030").gaps[0].text == (
        "Data berakhir pada 31 Desember 2024; yang terjadi antara tanggal itu dan 2030 tidak termuat."
    )


@pytest.mark.parametrize(
    ("lang", "arguments", "message"),
    [
        ("en", {"from": "2024-12-31", "to": "2018-01-01"}, "--from 2024-12-31 lies after --to 2018-01-01. Swap them."),
        (
            "en",
            {"from": "2025-01-01"},
            "--from 2025-01-01 lies after --to 2024-12-31, which stands for what is not given. Give both.",
        ),
        (
            "id",
            {"from": "2024-12-31", "to": "2018-01-01"},
            "--from 2024-12-31 lebih akhir daripada --to 2018-01-01. Tukarlah keduanya.",
        ),
    ],
)
def test_days_the_wrong_way_round(
    put: Callable[..., Answer], lang: str, arguments: dict[str, str], message: str
) -> None:
    with pytest.raises(AscnKgError) as caught:
        put("joined-between", lang, **arguments)
    assert str(caught.value) == message


def test_numbers_the_wrong_way_round(graph: Graph) -> None:
    sparql = BETWEEN.replace("from:", "from_line:").replace("?from ", "?from_line ")
    sparql = (
        sparql.replace("  to:", "  to_line:")
        .replace("?to ", "?to_line ")
        .replace("type: xsd:date", "type: xsd:integer")
    )
    sparql = sparql.replace('"2018-01-01"^^xsd:date', "2").replace('"2024-12-31"^^xsd:date', "12")
    question = parse_question(sparql, Path("q.rq"))
    with pytest.raises(AscnKgError, match=r"--from-line 20 lies after --to-line 9\. Swap them"):
        read_arguments(question, {"from_line": "20", "to_line": "9"}, Labels(graph), None)
    assert [each.text for each in read_arguments(question, {"from-line": "9"}, Labels(graph), None)] == ["9", "12"]


def test_passages_only_where_the_digest_holds(put: Callable[..., Answer], root: Path) -> None:
    answer = put("joined-after", texts=root / "texts", year="2017", city="aman")
    good, changed = answer.citations[0].evidence[0], answer.citations[1].evidence[0]
    assert good.passage == "Kota Aman bergabung pada 2018."
    assert changed.passage is None
    assert "digest differs" in (changed.problem or "")
    with pytest.raises(AscnKgError, match="no such folder"):
        put("joined-after", texts=root / "nowhere")


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("year", ["2017", "2018", "2020", "2021"])
def test_same_rows_on_rdflib(graph: Graph, root: Path, put: Callable[..., Answer], lang: str, year: str) -> None:
    question = Catalogue(root / "queries").get("joined-after")
    chosen = read_arguments(question, {"year": year}, Labels(graph), "2024-12-31", lang)
    found = graph.to_rdflib().query(bound(question, chosen, lang))
    rows = [tuple(None if node is None else from_rdflib(node) for node in row) for row in found]  # type: ignore[union-attr]
    assert rows == list(put("joined-after", lang, year=year).rows)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"yaer": "2018"}, r"no parameter --yaer\. Did you mean --year\?"),
        ({"year": "2018 } DELETE"}, "--year: '2018 } DELETE' is no whole number"),
        ({"year": "9" * 50}, "--year: .* is no whole number"),
        ({"city": "Amann"}, "--city: .*Aman"),
        ({"city": "city:aman> } DROP"}, "--city: "),
        ({"city": "\0"}, "--city: .*control character"),
        ({"city": "x" * 5000}, "--city: .*5000 characters"),
        ({"city": "\ud800"}, "--city: "),
        ({"city": 'Aman" } #'}, "--city: "),
        ({"city": "mobility"}, "--city: "),
    ],
)
def test_bad_arguments(put: Callable[..., Answer], arguments: dict[str, str], message: str) -> None:
    with pytest.raises(AscnKgError, match=message):
        put("joined-after", **arguments)


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("joined-after", {"yaer": "2018"}, r"tidak punya parameter --yaer\. Maksud Anda --year\?"),
        ("joined-after", {"zzz": "2018"}, r"tidak punya parameter --zzz\. Parameternya --year, --city\."),
        ("joined-after", {"year": "x"}, "--year: 'x' bukan bilangan bulat"),
        ("joined-after", {"city": "\0"}, "--city: .*karakter kendali"),
        ("joined-after", {"city": "x" * 5000}, "--city: .*5000 huruf"),
        ("members-as-of", {"as_of": "2018"}, "--as-of: 2018 adalah tahun.*2018-12-31"),
        ("members-as-of", {"as_of": "2024-02"}, "--as-of: 2024-02 adalah bulan.*2024-02-29"),
        ("members-as-of", {"as_of": "2024-02-30"}, "--as-of: .*bukan tanggal dalam kalender"),
    ],
)
def test_bad_arguments_in_indonesian(
    put: Callable[..., Answer], name: str, arguments: dict[str, str], message: str
) -> None:
    with pytest.raises(AscnKgError, match=message):
        put(name, "id", **arguments)


def test_same_messages_in_both_languages() -> None:
    english, indonesian = (messages._SENTENCES[lang] for lang in ("en", "id"))
    assert list(english) == list(indonesian)
    for key in english:
        assert set(re.findall(r"{\d}", english[key])) == set(re.findall(r"{\d}", indonesian[key]))


def test_bad_dates_say_which_day_to_write(put: Callable[..., Answer]) -> None:
    with pytest.raises(AscnKgError, match=r"--as-of: 2018 is a year.*2018-12-31"):
        put("members-as-of", as_of="2018")


def test_unknown_language(put: Callable[..., Answer]) -> None:
    with pytest.raises(AscnKgError, match="en or id"):
        put("joined-after", "fr")


def test_catalogue(root: Path) -> None:
    catalogue = Catalogue(root / "queries")
    assert catalogue.names == ("joined-after", "joined-between", "members-as-of")
    assert list(catalogue.questions) == list(catalogue.names)
    assert catalogue.get("joined_after").name == "joined-after"
    for wrong in ("joined-afer", "../joined-after", "members"):
        with pytest.raises(NotFoundError, match=r"Did you mean|ascn-kg ask"):
            catalogue.get(wrong)
    with pytest.raises(AscnKgError, match="missing"):
        Catalogue(root / "nowhere").get("x")


def test_one_name_reads_one_file(tmp_path: Path) -> None:
    (tmp_path / "good.rq").write_text(JOINED, encoding="utf-8")
    (tmp_path / "bad.rq").write_bytes(b"\xff")
    assert Catalogue(tmp_path).get("good").name == "good"
    with pytest.raises(AscnKgError, match=r"bad\.rq: not UTF-8"):
        Catalogue(tmp_path).get("bad")


def test_invalid_sparql_is_named(graph: Graph) -> None:
    question = parse_question(JOINED.replace("FILTER(?latest > ?last)", "FILTER(?latest >> ?last)"), Path("joined.rq"))
    with pytest.raises(AscnKgError, match=r"joined\.rq:\d+:\d+: nothing to compare with follows >"):
        ask(graph, question, {})


def test_a_function_that_nobody_defines_is_named(graph: Graph) -> None:
    text = JOINED.replace("FILTER(?latest > ?last)", "FILTER(<urn:f>(?latest) > ?last)")
    with pytest.raises(AscnKgError, match=r"joined\.rq: the query cannot be run: The custom function <urn:f>"):
        ask(graph, parse_question(text, Path("joined.rq")), {})


def test_missing_cut_off() -> None:
    from tests.small_world import AS_OF

    with pytest.raises(AscnKgError, match="ascn:cutOff"):
        ask(Graph(()), parse_question(AS_OF, Path("q.rq")), {})


def test_rows_keep_the_terms(put: Callable[..., Answer]) -> None:
    row = put("joined-after").rows[0]
    assert row[0] == ox.NamedNode("https://w3id.org/ascn-kg/id/membership/baru")
    assert isinstance(row[2], ox.Literal)
    assert row[2].datatype.value.endswith("EDTF")


@pytest.mark.parametrize(
    ("words", "code", "expected"),
    [
        (["ask"], 0, "joined-after"),
        (["ask", "--lang", "id"], 0, "Kota mana yang bergabung"),
        (["ask", "joined-after", "--help"], 0, "--year INTEGER  the last year to leave out (default: 2018)"),
        (["ask", "--help"], 0, "--format"),
        (["ask", "--year", "2017", "joined-after", "--city=Aman"], 0, "Aman"),
        (["ask", "joined-aftr"], 2, "Did you mean joined-after"),
        (["ask", "joined-after", "--yaer", "2018"], 2, "Did you mean --year"),
        (["ask", "joined-after", "--formt", "csv"], 2, "Did you mean --format"),
        (["ask", "joined-after", "--year"], 2, "needs a value"),
        (["ask", "joined-after", "--year", "--city", "Aman"], 2, "--year needs a value"),
        (["ask", "joined-after", "--year", "1", "--year", "2"], 2, "given twice"),
        (["ask", "joined-after", "again"], 2, "cannot use 'again'"),
        (["ask", "joined-after", "--format", "cvs"], 2, "Did you mean csv"),
        (["ask", "joined-after", "--lang", "in"], 2, "--lang cannot be 'in'"),
        (["ask", "--year", "2018"], 2, "needs a question"),
    ],
)
def test_command(root: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, expected: str) -> None:
    from ascn_kg.cli import main

    assert main([*words, "--root", str(root), "--no-cache"]) == code
    printed = capsys.readouterr()
    shown, other = (printed.out, printed.err) if code == 0 else (printed.err, printed.out)
    assert expected in shown
    assert other == ""


def test_csv_keeps_remarks_off_the_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from ascn_kg.cli import main

    words = ["ask", "joined-after", "--year", "2030", "--lang", "id", "--format", "csv", "--root", str(root)]
    assert main([*words, "--no-cache"]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("Kota,Bergabung,Pasti,pernyataan,")
    assert printed.out.count("\n") == 1
    assert printed.err.splitlines()[:3] == ["Tidak ada baris.", "Catatan: Karangan.", "Seberapa lengkap jawaban ini"]
    assert "- Anggota setelah 2021 tidak diketahui. (b-2019 ¶1)" in printed.err
