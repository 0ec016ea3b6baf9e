"""The command line: exit codes, sentences instead of tracebacks, a quick start."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ascn_kg import __version__
from ascn_kg.cli import COMMANDS, main
from tests.conftest import ROOT, Project

CITIES = {
    "ontology/shapes/any.ttl": "<urn:x:Any> a <http://www.w3.org/ns/shacl#NodeShape> .",
    "ontology/ascn.ttl": "ascn:City a owl:Class ; rdfs:label 'city'@en , 'kota'@id .",
    "data/cities.ttl": "city:a a ascn:City ; rdfs:label 'A'@en .\ncity:b a ascn:City ; rdfs:label 'B'@en .",
}
SELECT = "SELECT ?c { ?c a <https://w3id.org/ascn-kg/ontology#City> } ORDER BY ?c"

Output = pytest.CaptureFixture[str]


@pytest.fixture
def root(project: Project) -> str:
    return str(project(CITIES).root)


@pytest.fixture
def asks(tmp_path: Path, root: str, capsys: Output) -> object:
    """Runs ``ascn-kg query`` on a tiny project; gives exit code, output and errors."""

    def ask(sparql: str | bytes, *options: str) -> tuple[int, str, str]:
        file = tmp_path / "q.rq"
        file.write_bytes(sparql.encode() if isinstance(sparql, str) else sparql)
        code = main(["query", str(file), "--root", root, "--asserted", *options])
        return code, *capsys.readouterr()

    return ask


def start(*words: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Runs the command in a process of its own."""
    command = [sys.executable, "-m", "ascn_kg", *words]
    return subprocess.run(command, cwd=ROOT, text=True, **{"capture_output": True, **options})  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command(command: str, capsys: Output) -> None:
    assert main([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"usage: ascn-kg {command}")
    assert "--root DIR" in shown
    assert f"ascn-kg {command}" in shown.partition("example")[2], "an example should show how it is called"
    assert max(map(len, shown.splitlines())) <= 120


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"]])
def test_help_lists_all_commands(words: list[str], capsys: Output) -> None:
    assert main(words) == 0
    shown = capsys.readouterr().out
    assert all(f"    {command} " in shown for command in COMMANDS)


def test_version(capsys: Output) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"ascn-kg {__version__}\n"


def test_unknown_command_names_the_near_one(capsys: Output) -> None:
    assert main(["exprot"]) == 2
    assert "Did you mean export?" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["--frobnicate"], ["stats", "--frobnicate"], ["stats", "word"], ["query"], ["export"]]
)
def test_bad_options_are_trouble(words: list[str], capsys: Output) -> None:
    assert main(words) == 2
    error = capsys.readouterr().err
    assert "Traceback" not in error
    assert "ascn-kg" in error


@pytest.mark.parametrize("command", ["stats", "query", "export", "run", "validate", "ask", "verify"])
@pytest.mark.parametrize("what", ["missing", "empty", "file"])
def test_bad_root_is_a_sentence(command: str, what: str, tmp_path: Path, capsys: Output) -> None:
    root = tmp_path / what
    if what == "empty":
        root.mkdir()
    elif what == "file":
        root.write_text("x")
    (tmp_path / "q.rq").write_text("ASK {}")
    more = {"query": [str(tmp_path / "q.rq")], "export": [str(tmp_path / "out")], "verify": ["--texts", str(tmp_path)]}
    assert main([command, *more.get(command, []), "--root", str(root)]) == 2
    error = capsys.readouterr().err
    assert error.startswith("ascn-kg: ")
    assert str(root) in error
    assert "Traceback" not in error


@pytest.mark.parametrize(
    ("content", "told"),
    [("city:a a ascn:City", "data/bad.ttl:11:"), ("", "holds no statements"), ("\0\1", "data/bad.ttl:11:")],
)
def test_bad_turtle_is_a_sentence(content: str, told: str, project: Project, capsys: Output) -> None:
    root = project({**CITIES, "data/bad.ttl": content}).root
    for command in ("stats", "run"):
        assert main([command, "--root", str(root)]) == 2
        assert told in capsys.readouterr().err


def test_wrong_encoding_is_a_sentence(project: Project, capsys: Output) -> None:
    root = project(CITIES).root
    (root / "data" / "latin.ttl").write_bytes("<urn:a> <urn:b> 'é' .".encode("latin-1"))
    assert main(["stats", "--root", str(root)]) == 2
    assert "data/latin.ttl" in capsys.readouterr().err


def test_query_table(asks) -> None:  # type: ignore[no-untyped-def]
    assert asks(SELECT) == (0, "c\n------\ncity:a\ncity:b\n\n2 rows\n", "")


def test_query_formats(asks) -> None:  # type: ignore[no-untyped-def]
    iri = "https://w3id.org/ascn-kg/id/city/a"
    assert asks(SELECT, "--format", "csv")[1].split() == ["c", iri, iri[:-1] + "b"]
    assert asks(SELECT, "--format", "tsv")[1].split()[:2] == ["?c", f"<{iri}>"]
    assert json.loads(asks(SELECT, "--format", "json")[1])["results"]["bindings"][0]["c"]["value"] == iri
    assert f"<uri>{iri}</uri>" in asks(SELECT, "--format", "xml")[1]
    construct = "CONSTRUCT { ?c a ?c } { ?c a <https://w3id.org/ascn-kg/ontology#City> }"
    assert "city:a\n    a city:a ;\n    ." in asks(construct)[1]
    assert f"<{iri}> <http" in asks(construct, "--format", "nt")[1]
    assert asks("ASK {}") == (0, "yes\n", "")
    assert asks("ASK { <urn:x> ?p ?o }", "--format", "csv") == (0, "false\n", "")


@pytest.mark.parametrize(
    ("sparql", "options", "told"),
    [
        ("SELECT ?x {\n ?x ?y }", [], "q.rq:2:8: not valid SPARQL"),
        ("SELECT ?x { ?x a b:c }", [], "q.rq:1:18: the prefix of b:c is not declared"),
        ("", [], "q.rq:1:1: not valid SPARQL"),
        (b"SELECT \xff", [], "not UTF-8"),
        (
            "# SELECT\nPREFIX x: <urn:SELECT>\nINSERT DATA { x:a x:b x:c }",
            [],
            "q.rq:3:1: INSERT would change the graph",
        ),
        (SELECT, ["--format", "turtle"], "rows, not triples"),
        ("CONSTRUCT { ?x a ?x } { ?x a ?y }", ["--format", "csv"], "triples, not rows"),
        ("SELECT (<urn:f>(1) AS ?x) {}", [], "cannot be answered"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", [], "SERVICE would send requests"),
    ],
)
def test_query_trouble(sparql: str | bytes, options: list[str], told: str, asks) -> None:  # type: ignore[no-untyped-def]
    code, out, err = asks(sparql, *options)
    assert (code, out) == (2, "")
    assert told in err
    assert "Traceback" not in err


def test_query_from_standard_input(root: str, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbfASK {}")))
    assert main(["query", "-", "--root", root, "--asserted"]) == 0
    assert capsys.readouterr().out == "yes\n"


def test_missing_query_file(root: str, capsys: Output) -> None:
    assert main(["query", "no-such.rq", "--root", root]) == 2
    assert "no-such.rq: cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["en", "id"])
def test_stats(lang: str, root: str, capsys: Output) -> None:
    assert main(["stats", "--root", root, "--no-cache", "--lang", lang]) == 0
    assert f"     2  {'city' if lang == 'en' else 'kota'}\n" in capsys.readouterr().out
    assert main(["stats", "--root", root, "--no-cache", "--lang", lang, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["classes"][0]["count"] == 2


def test_export(root: str, tmp_path: Path, capsys: Output) -> None:
    target = tmp_path / "out"
    assert main(["export", str(target), "--root", root, "--no-cache"]) == 0
    assert "files written" in capsys.readouterr().out
    assert (target / "ascn-kg.ttl").exists()


def test_findings_stop_the_export(project: Project, tmp_path: Path, capsys: Output) -> None:
    clash = "ascn:Place a owl:Class ; owl:disjointWith ascn:City .\n"
    files = {**CITIES, "ontology/more.ttl": clash, "data/wrong.ttl": "city:a a ascn:Place ."}
    root = str(project(files).root)
    target = tmp_path / "out"
    assert main(["export", str(target), "--root", root, "--no-cache"]) == 1
    assert "city:a" in capsys.readouterr().out
    assert not target.exists()
    assert main(["run", "--output", str(target), "--root", root, "--no-cache"]) == 1
    assert "city:a" in capsys.readouterr().out
    assert not target.exists()


def test_interrupt(monkeypatch: pytest.MonkeyPatch, root: str, capsys: Output) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ascn_kg.knowledge.load", interrupt)
    assert main(["stats", "--root", root]) == 130
    assert capsys.readouterr().err == "ascn-kg: stopped.\n"


def test_full_disk(root: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("the machine has no /dev/full, which is how a full disk is played")
    with Path("/dev/full").open("w") as full:
        done = start("stats", "--root", root, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert "the disk is full" in done.stderr
    assert "Traceback" not in done.stderr


def test_reader_who_leaves(root: str) -> None:
    script = f"{sys.executable} -m ascn_kg stats --root '{root}' | true"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_terminal_without_unicode(root: str) -> None:
    done = start("stats", "--root", root, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0, done.stderr


def test_start_imports_nothing_heavy() -> None:
    code = "import sys, ascn_kg.cli as c; c.main(['ask', '--help']); print(*sys.modules, sep='\\n')"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not {"rdflib", "pyshacl", "owlrl", "numpy", "yaml"} & set(loaded.split("\n"))


def test_one_command_does_not_import_the_others() -> None:
    code = "import sys, ascn_kg.cli as c; c.main(['stats', '--help']); print(*sys.modules, sep='\\n')"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [name for name in loaded.split("\n") if name.startswith("ascn_kg.cli.")] == [
        "ascn_kg.cli.common",
        "ascn_kg.cli.stats",
    ]


def test_root_before_the_command(capsys: Output) -> None:
    assert main(["--root", "somewhere", "ask"]) == 2
    assert "--root stands after the command" in capsys.readouterr().err


def test_ctrl_c_stops_a_query_that_would_never_end(root: str) -> None:
    everything = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o . ?p ?q ?r }"
    command = [sys.executable, "-m", "ascn_kg", "query", "-"]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(everything.encode())
    process.stdin.close()
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=10) != 0


def test_validate_looks_at_the_questions(project: Project, capsys: Output) -> None:
    locations = project({**CITIES, "queries/broken.rq": "SELECT * { ?s ?p ?o }"})
    assert main(["validate", "--root", str(locations.root)]) == 1
    assert "broken.rq" in capsys.readouterr().out
