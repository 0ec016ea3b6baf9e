"""``ascn-kg validate``: what it prints and how it exits."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from ascn_kg.cli import main
from ascn_kg.namespaces import TERMS, THINGS

from .conftest import Project
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
    assert "has ascn:code A, B, not capitals. (also in" in out
    assert run(capsys, "--root", locations.root, "--only", new)[:2] == (0, "No findings.\n"), "city:a is no city here"


def test_command_gives_json(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--root", project(TWO).root, "--format", "json")
    report = json.loads(out)
    assert (code, report["problems"], len(report["findings"])) == (1, [], 3)
    assert report["findings"][0] == {
        "rule": "shapes:Code",
        "severity": "violation",
        "focus": THINGS + "city/a",
        "path": TERMS + "code",
        "value": "a1",
        "messages": {
            "en": "Aman (city:a) has ascn:code a1, not capitals.",
            "id": "Aman (city:a) punya ascn:code a1, bukan huruf kapital.",
        },
        "files": ["data/cities.ttl"],
        "line": FIRST_LINE,
    }


@pytest.mark.parametrize("form", ["text", "json"])
def test_command_names_each_file_that_is_not_turtle(
    project: Project, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    root = project({**BASE, "data/a.ttl": "city:a a", "data/b.ttl": "nope:b a ascn:City .", "data/c.ttl": ""}).root
    (root / "data/d.ttl").write_bytes(b'<http://a> <http://b> "\xff" .')
    code, out, err = run(capsys, "--root", root, "--format", form)
    assert (code, err) == (1, "")
    problems = json.loads(out)["problems"] if form == "json" else out.splitlines()
    assert [problem.split(": ")[0].split(":")[0] for problem in problems] == [f"data/{n}.ttl" for n in "abcd"]


@pytest.mark.parametrize(
    ("words", "saying"),
    [
        (["nowhere.ttl"], "nowhere.ttl: there is no such file or folder"),
        (["--only"], "--only needs a PATH"),
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
    assert "data/cities.ttl: cannot be read: Permission denied" in out
