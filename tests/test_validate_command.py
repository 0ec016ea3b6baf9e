"""``ascn-kg validate``: what it prints and how it exits."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ascn_kg.cli import main
from ascn_kg.cli.reports import is_stream
from ascn_kg.namespaces import TERMS, THINGS

from .conftest import ROOT, Project
from .test_validation import BASE, FIRST_LINE, OTHER_KINDS, TWO


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main(["validate", *map(str, words)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_command_prints_findings_and_exits_1(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "--root", project(TWO).root)
    assert (code, err) == (1, "")
    assert out.endswith("2 violations, 1 warning in 2 files.\n")


def test_command_exits_0_on_warnings_alone(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({**BASE, "data/cities.ttl": 'city:b a ascn:City ; ascn:note "x" .'}).root
    code, out, _ = run(capsys, "--root", root, "--lang", "id")
    assert (code, out.splitlines()[-1]) == (0, "1 peringatan dalam 1 berkas.")


def test_command_runs_the_engine_it_is_told_to(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({**TWO, "ontology/shapes/other.ttl": OTHER_KINDS}).root
    code, out, err = run(capsys, "--root", root)
    assert (code, err.count("\n")) == (1, 1)
    assert "shapes#Loop2 is left to pySHACL" in err
    assert run(capsys, "--root", root, "--engine", "pyshacl") == (code, out, "")


@pytest.mark.parametrize("path", ["data/more.ttl", "data"])
def test_command_shows_what_concerns_the_paths(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    root = project(TWO).root
    monkeypatch.chdir(root)
    _, out, _ = run(capsys, "--root", root, path)
    assert ("city:c" in out, "city:a" in out) == (True, path == "data")


def test_command_adds_a_file_from_elsewhere(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    locations = project({**BASE, "data/cities.ttl": 'city:a a ascn:City ; ascn:code "A" .', "extra/new.ttl": ""})
    new = tmp_path / "new.ttl"
    text = (locations.root / "extra/new.ttl").read_text(encoding="utf-8")
    new.write_text(text + 'city:a ascn:code "B" .', encoding="utf-8")
    code, out, _ = run(capsys, "--root", locations.root, new)
    assert code == 1
    assert "has ascn:code A, B, not capitals." in out
    assert "see also: " in out
    assert run(capsys, "--root", locations.root, "--only", new)[:2] == (0, "No findings.\n"), "city:a is no city here"


def test_command_gives_json(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--root", project(TWO).root, "--format", "json")
    report = json.loads(out)
    assert (code, report["counts"], report["left_out"]) == (1, {"violation": 2, "warning": 1, "info": 0}, 0)
    first = report["findings"][0]
    assert (first["rule"], first["focus"], first["path"]) == ("shapes:Code", THINGS + "city/a", TERMS + "code")
    assert (first["at"]["file"], first["at"]["line"]) == ("data/cities.ttl", FIRST_LINE)


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit"])
def test_command_names_each_file_that_is_not_turtle(
    project: Project, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    root = project({**BASE, "data/a.ttl": "city:a a", "data/b.ttl": "nope:b a ascn:City .", "data/c.ttl": ""}).root
    (root / "data/d.ttl").write_bytes(b'<http://a> <http://b> "\xff" .')
    code, out, err = run(capsys, "--root", root, "--format", form)
    assert (code, err) == (1, "")
    assert {name for name in "abcd" if f"data/{name}.ttl" in out} == set("abcd")


def test_files_that_are_not_turtle_are_in_no_w3c_report(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "--root", project({**BASE, "data/a.ttl": "city:a a"}).root, "--format", "turtle")
    assert (code, out) == (1, "")
    assert "there is no W3C report" in err
    assert "data/a.ttl:11" in err


def test_the_w3c_report_is_whole_and_what_is_no_result_is_told(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    axioms = "ascn:Person a owl:Class ; owl:disjointWith ascn:City ."
    files = {**TWO, "ontology/more.ttl": axioms, "data/d.ttl": "city:d a ascn:City , ascn:Person ."}
    root = project(files).root
    code, out, err = run(capsys, "--root", root, "--format", "turtle", "--max-findings", "0", "--severity", "info")
    assert (code, out.count("a sh:ValidationResult")) == (1, 3)
    assert "sh:conforms false" in out
    assert "the W3C report does not hold it" in err
    assert "city:d" in err
    assert "capitals" not in err


def test_several_reports_of_one_run(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sarif, junit = tmp_path / "out.sarif", tmp_path / "out=1.xml"
    words = ["--format", "text", "--format", f"sarif={sarif}", "--format", f"junit={junit}"]
    code, out, err = run(capsys, "--root", project(TWO).root, *words)
    assert (code, err) == (1, "")
    assert out.endswith("2 violations, 1 warning in 2 files.\n")
    assert len(json.loads(sarif.read_text(encoding="utf-8"))["runs"][0]["results"]) == 3
    assert junit.read_text(encoding="utf-8").startswith("<?xml")


def test_a_report_goes_to_a_file_whole_or_not_at_all(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = project(TWO).root, tmp_path / "report.txt"
    assert run(capsys, "--root", root, "--output", target)[:2] == (1, "")
    before = target.read_text(encoding="utf-8")
    assert before.endswith("2 violations, 1 warning in 2 files.\n")
    assert "\x1b" not in before

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(target))

    monkeypatch.setattr(Path, "replace", fail)
    code, _, err = run(capsys, "--root", root, "--output", target, "--lang", "id")
    assert (code, "the disk is full" in err) == (2, True)
    assert target.read_text(encoding="utf-8") == before
    assert [path.name for path in tmp_path.iterdir() if "report" in path.name] == ["report.txt"]


def test_a_pipe_is_written_to_and_stays(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE, text=True) as reader:
        assert run(capsys, "--root", project(TWO).root, "--output", pipe)[:2] == (1, "")
        assert reader.communicate()[0].endswith("2 violations, 1 warning in 2 files.\n")
    assert pipe.is_fifo()


@pytest.mark.parametrize("device", ["/dev/stdout", "/dev/null", "/proc/self/fd/1", "../dev/stdout"])
def test_a_device_is_never_replaced(device: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where it leads to an ordinary file, as /dev/stdout does behind a redirection."""
    monkeypatch.chdir("/tmp")
    assert is_stream(Path(device))


def test_a_link_is_written_through(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target, link = tmp_path / "report.txt", tmp_path / "link.txt"
    target.touch()
    link.symlink_to(target)
    assert run(capsys, "--root", project(TWO).root, "--output", link)[:2] == (1, "")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").endswith("2 violations, 1 warning in 2 files.\n")


@pytest.mark.parametrize(
    ("severity", "code", "told"),
    [
        (None, 1, "1 violation, 1 warning, 1 note in 1 file."),
        ("violation", 1, "1 violation in 1 file."),
        ("warning", 1, "1 violation, 1 warning in 1 file."),
        ("info", 1, "1 violation, 1 warning, 1 note in 1 file."),
    ],
)
def test_severity_says_what_counts(
    project: Project, capsys: pytest.CaptureFixture[str], severity: str | None, code: int, told: str
) -> None:
    data = 'city:a a ascn:City ; ascn:code "a1" ; ascn:note "x" ; ascn:hint "x" .'
    root = project({**BASE, "ontology/shapes/hint.ttl": HINT, "data/a.ttl": data}).root
    found, out, _ = run(capsys, "--root", root, *(["--severity", severity] if severity else []))
    assert (found, out.splitlines()[-1]) == (code, told)


HINT = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shapes: <https://w3id.org/ascn-kg/shapes#> .
shapes:Hints a sh:NodeShape ; sh:targetClass ascn:City ; sh:property shapes:Hint .
shapes:Hint sh:path ascn:hint ; sh:maxCount 0 ; sh:severity sh:Info ; sh:message "A hint."@en .
"""


@pytest.mark.parametrize(("severity", "code"), [(None, 0), ("violation", 0), ("warning", 1), ("info", 1)])
def test_what_severity_makes_fail(
    project: Project, capsys: pytest.CaptureFixture[str], severity: str | None, code: int
) -> None:
    root = project({**BASE, "data/a.ttl": 'city:b a ascn:City ; ascn:note "x" .'}).root
    assert run(capsys, "--root", root, *(["--severity", severity] if severity else []))[0] == code


def test_of_many_findings_the_gravest_are_shown(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    data = 'city:a a ascn:City ; ascn:note "x" .\ncity:b a ascn:City ; ascn:code "b1" .'
    root = project({**BASE, "data/a.ttl": data}).root
    code, out, _ = run(capsys, "--root", root, "--max-findings", 1)
    assert (code, "city:b" in out, "city:a" in out) == (1, True, False)
    assert out.endswith("1 violation in 1 file. 1 more not shown (--max-findings).\n")
    code, out, err = run(capsys, "--root", root, "--max-findings", 0, "--format", "sarif")
    assert (code, json.loads(out)["runs"][0]["results"]) == (1, [])
    assert err == "ascn-kg: 2 more findings are not in the sarif report.\n"


def on_a_terminal(words: list[object], **environment: str) -> str:
    """What the command prints on a terminal of its own."""
    reading, writing = os.openpty()
    names = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    command = [sys.executable, "-m", "ascn_kg", "validate", *map(str, words)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=writing, env={**names, "TERM": "xterm", "COLUMNS": "60", **environment}
    ) as process:
        os.close(writing)
        printed = b""
        try:
            while chunk := os.read(reading, 4096):
                printed += chunk
        except OSError:  # Linux ends a terminal so
            pass
        process.wait()
    os.close(reading)
    return printed.decode()


def test_colours_are_for_terminals(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(TWO).root
    printed = on_a_terminal(["--root", root])
    assert "\x1b[1;31mviolation:\x1b[0m" in printed
    plain = [
        on_a_terminal(["--root", root], NO_COLOR="1"),
        on_a_terminal(["--root", root], TERM="dumb"),
        on_a_terminal(["--root", root, "--no-color"]),
        run(capsys, "--root", root)[1],
    ]
    assert not any("\x1b" in text for text in plain)
    assert max(map(len, plain[0].splitlines())) <= 60, "a terminal is not written beyond its edge"


def test_a_file_whose_name_is_no_text(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({**BASE, "data/a.ttl": 'city:a a ascn:City ; ascn:code "a1" .'}).root
    (root / "data/a.ttl").rename(os.fsdecode(bytes(root) + b"/data/\xff.ttl"))
    for form in ("text", "github", "sarif", "junit", "json", "turtle"):
        code, out, _ = run(capsys, "--root", root, "--format", form)
        assert (code, bool(out.encode())) == (1, True), form


def test_a_shape_that_is_changed_shows_what_breaks_it(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(TWO).root
    monkeypatch.chdir(root)
    assert run(capsys, "--root", root, "ontology/shapes/places.ttl")[1].endswith(
        "2 violations, 1 warning in 2 files.\n"
    )


@pytest.mark.parametrize(
    ("words", "saying"),
    [
        (["nowhere.ttl"], "nowhere.ttl: there is no such file or folder"),
        (["--only"], "--only needs a PATH"),
        (["--format", "xml"], "there is no form 'xml'. Choose one of text, github"),
        (["--format", "sarif="], "names no file. Write sarif=FILE"),
        (["--format", "text", "--format", "json"], "several reports would go to standard output"),
        (["--format", "json=a", "--format", "sarif=a"], "several reports would go to a."),
        (["--format", "json=a", "--output", "b"], "--output has no report to write"),
        (["--output", "nowhere/a.txt"], "there is no folder nowhere"),
        (["--max-findings", "-1"], "is no number of findings"),
        (["--severity", "error"], "invalid choice: 'error'"),
        (["queries"], "no Turtle file"),
    ],
)
def test_command_exits_2_with_a_sentence(
    project: Project,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    saying: str,
) -> None:
    root = project({**BASE, "data/cities.ttl": "city:a a ascn:City ."}).root
    monkeypatch.chdir(root)
    code, out, err = run(capsys, "--root", root, *words)
    assert (code, out) == (2, "")
    assert saying in err


def test_command_names_a_file_it_may_not_read(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({**BASE, "data/cities.ttl": "city:a a ascn:City ."}).root

    def refuse(path: Path) -> bytes:  # root may read every file, so permissions alone would not do
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    code, out, _ = run(capsys, "--root", root)
    assert code == 1
    assert "data/cities.ttl: violation: cannot be read: Permission denied" in out
