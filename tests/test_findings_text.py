"""The report as text: what a person reads, at any width, however long or strange the lines are."""

from __future__ import annotations

from pathlib import Path

import pytest

from ascn_kg.findings import Finding, Region, Related, render_text
from ascn_kg.findings.excerpt import Line, excerpt, printable
from ascn_kg.findings.sources import SourceFiles
from ascn_kg.findings.text import IN_FULL, LONG
from ascn_kg.rendering.lines import cells

CODE = Finding(
    rule="shapes:Code",
    severity="violation",
    messages=(("en", "Aman (city:a) has a1, not capitals."), ("id", "Aman (city:a) punya a1, bukan huruf kapital.")),
    focus="https://w3id.org/ascn-kg/id/city/a",
    labels=(("en", "Aman"), ("id", "Aman")),
    hints=(("en", 'Write "A1"'), ("id", 'Tulis "A1"')),
    at=Region("data/cities.ttl", 2, 15, 2, 19),
    related=(Related(Region("data/more.ttl", 7, 1, 7, 5), (("en", "another value"), ("id", "nilai lain"))),),
    rule_at=Region("ontology/shapes/places.ttl", 20, 1, 20, 12),
)
NOTE = Finding("shapes:Note", "warning", (("en", "Leave the note out."), ("id", "Hapus catatan.")), "urn:b")
TEXT = 'city:a a ascn:City ;\n    ascn:code "a1" ;\n    .\n'


@pytest.fixture
def files(tmp_path: Path) -> SourceFiles:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/cities.ttl").write_text(TEXT, encoding="utf-8")
    return SourceFiles(tmp_path)


def test_a_finding_shows_its_line_and_what_to_write(files: SourceFiles) -> None:
    assert render_text([NOTE, CODE], files=files).splitlines() == [
        "in no file  1 warning",
        "",
        "warning: <urn:b>: Leave the note out.",
        "     rule: shapes:Note",
        "",
        "data/cities.ttl  1 violation",
        "",
        "data/cities.ttl:2:15: violation: Aman (city:a) has a1, not capitals.",
        '   2 │     ascn:code "a1" ;',
        "     │               ^^^^",
        '     hint: Write "A1"',
        "     see also: data/more.ttl:7:1: another value",
        "     rule: shapes:Code (ontology/shapes/places.ttl:20)",
        "",
        "1 violation, 1 warning in 1 file.",
    ]


def test_the_report_speaks_indonesian(files: SourceFiles) -> None:
    assert render_text([CODE], "id", files=files).splitlines()[2:] == [
        "data/cities.ttl:2:15: pelanggaran: Aman (city:a) punya a1, bukan huruf kapital.",
        '   2 │     ascn:code "a1" ;',
        "     │               ^^^^",
        '     petunjuk: Tulis "A1"',
        "     lihat juga: data/more.ttl:7:1: nilai lain",
        "     aturan: shapes:Code (ontology/shapes/places.ttl:20)",
        "",
        "1 pelanggaran dalam 1 berkas.",
    ]


def test_nothing_found_is_said() -> None:
    assert [render_text([], lang) for lang in ("en", "id")] == ["No findings.", "Tidak ada temuan."]


def test_what_is_left_out_is_counted(files: SourceFiles) -> None:
    told = render_text([CODE], files=files, left_out=1200).splitlines()[-1]
    assert told == "1 violation in 1 file. 1,200 more not shown (--max-findings)."
    assert render_text([], left_out=2) == "2 more not shown (--max-findings)."


@pytest.mark.parametrize("root", [None, Path("nowhere")])
def test_without_the_file_the_rest_is_told(root: Path | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = render_text([CODE], files=SourceFiles(root) if root else None)
    assert "│" not in told
    assert 'hint: Write "A1"' in told


@pytest.mark.parametrize("width", [50, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(files: SourceFiles, width: int) -> None:
    for line in render_text([CODE, NOTE], files=files, width=width).splitlines():
        assert cells(line) <= width or "hint:" in line, line


def test_colours_change_nothing_but_colours(files: SourceFiles) -> None:
    import re

    coloured = render_text([CODE, NOTE], files=files, width=70, colour=True)
    assert "\x1b[1;31m^^^^\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render_text([CODE, NOTE], files=files, width=70)


def test_what_steers_a_terminal_does_not_reach_it(tmp_path: Path) -> None:
    evil = "\x1b]0;owned\x07\u202e"
    (tmp_path / "a\x1b[2J.ttl").write_text(f'x "{evil}" .')
    finding = Finding(
        f"r{evil}",
        "info",
        (("en", f"m{evil}"),),
        hints=(("en", f"h{evil}"),),
        at=Region("a\x1b[2J.ttl", 1, 3, 1, 9),
        related=(Related(Region(f"b{evil}"), (("en", evil),)),),
    )
    for many in (1, LONG + 1):
        told = render_text([finding] * many, files=SourceFiles(tmp_path))
        assert not {"\x1b", "\x07", "\u202e"} & set(told)


def test_a_thousand_findings_can_be_read(tmp_path: Path) -> None:
    """Of each rule a few in full, of the others a line each, and then how often each rule is broken."""
    (tmp_path / "a.ttl").write_text("x .\n" * 1000)
    many = [
        Finding(
            f"ex:Rule{n % 3}",
            "violation",
            (("en", "Bad."),),
            at=Region("a.ttl", n + 1, 1, n + 1, 2),
            hints=(("en", "Mend it."),),
        )
        for n in range(1000)
    ]
    lines = render_text(many, files=SourceFiles(tmp_path)).splitlines()
    assert sum("│" in line for line in lines) == 3 * IN_FULL * 2
    assert "a.ttl:1000:1: violation: Bad. Mend it." in lines
    assert len(lines) < 1000 + 3 * IN_FULL * 6 + 12
    assert lines[-5:] == [
        "    334  ex:Rule0",
        "    333  ex:Rule1",
        "    333  ex:Rule2",
        "",
        "1,000 violations in 1 file.",
    ]


def under(text: str, region: Region, room: int = 80) -> list[str]:
    """What is underlined, line by line."""
    return [
        "".join(char for char, mark in zip(line.text, line.under, strict=False) if mark == "^")
        for line in excerpt(region, text.split("\n"), room)
    ]


def at(line: int, column: int | None = None, end_line: int | None = None, end_column: int | None = None) -> Region:
    return Region("a.ttl", line, column, end_line, end_column)


def test_tabs_are_widened() -> None:
    assert excerpt(at(1, 3, 1, 4), ["a\tb\tc"], 80) == [Line(1, "a   b   c", "    ^")]


def test_wide_and_combining_characters_take_the_cells_they_take() -> None:
    (line,) = excerpt(at(1, 5, 1, 7), ["河内 \u0301xy"], 80)
    assert line == Line(1, "河内 \u0301xy", "     ^^")


@pytest.mark.parametrize("column", [1, 50, 500, 900, 997])
@pytest.mark.parametrize("room", [10, 40, 80])
def test_of_a_long_line_the_part_at_fault_is_shown(column: int, room: int) -> None:
    text = "".join(chr(ord("a") + n % 26) for n in range(1000))
    (line,) = excerpt(at(1, column, 1, column + 4), [text], room)
    assert len(line.text) <= room
    assert under(text, at(1, column, 1, column + 4), room) == [text[column - 1 : column + 3]]
    assert line.text.startswith("…") == (column > room)
    assert line.text.endswith("…") == (column < 997)


def test_a_region_wider_than_the_room_is_cut() -> None:
    (line,) = excerpt(at(1, 1, 1, 901), ["x" * 1000], 20)
    assert line == Line(1, "x" * 19 + "…", "^" * 20)


def test_a_region_of_several_lines_is_underlined_without_its_indentation() -> None:
    text = 'a """one\n    two\n  three""" ;'
    assert under(text, at(1, 3, 3, 11)) == ['"""one', "two", 'three"""']


def test_of_a_region_of_many_lines_the_middle_is_left_out() -> None:
    lines = excerpt(at(1, 1, 900, 2), ["x"] * 1000, 80)
    assert [(line.number, line.text) for line in lines] == [(1, "x"), (2, "x"), (0, "…"), (900, "x")]


def test_a_place_without_an_end_is_one_character() -> None:
    assert under("abc", at(1, 2)) == ["b"]


def test_a_place_behind_the_line_is_marked_there() -> None:
    assert excerpt(at(1, 4, 1, 4), ["abc"], 80) == [Line(1, "abc", "   ^")]
    assert excerpt(at(1, 99), ["abc"], 80) == [Line(1, "abc", "   ^")]


def test_a_whole_line_is_shown_without_a_mark() -> None:
    assert excerpt(at(1), ["abc"], 80) == [Line(1, "abc", "")]


@pytest.mark.parametrize("region", [at(9, 1), Region("a.ttl")])
def test_a_line_that_is_not_there_is_not_shown(region: Region) -> None:
    assert excerpt(region, ["abc"], 80) == []


def test_lines_are_counted_as_editors_count_them(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes(b"\xef\xbb\xbfone\r\ntwo\x0c\xe2\x80\xa8\rthree\n\xff")
    assert SourceFiles(tmp_path).lines("a.ttl") == ["one", "two\x0c\u2028", "three", "\ufffd"]


def test_a_file_is_looked_for_where_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("root/x.ttl", "x.ttl", "y.ttl"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(name)
    root = tmp_path / "root"
    assert SourceFiles(root).lines("x.ttl") == ["root/x.ttl"]
    assert SourceFiles(root, {"x.ttl": Path("x.ttl")}).lines("x.ttl") == ["x.ttl"]
    assert SourceFiles(root).lines("y.ttl") == ["y.ttl"]
    assert SourceFiles(root).from_here("x.ttl") == "root/x.ttl"
    assert SourceFiles(tmp_path / "elsewhere").from_here("/etc/x.ttl") == "/etc/x.ttl"
    assert SourceFiles().lines("gone\0.ttl") == []


def test_printable() -> None:
    assert printable("a\tb\u202e\x1b[0mក\u200bខ") == "a b��[0mក\u200bខ"
