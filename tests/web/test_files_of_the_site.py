"""Files the site gives out: the Turtle it is made from, its exports, what the pages load."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.web.exported import _exported, exported
from ascn_kg.web.pages import exports, graph_files, static_files
from ascn_kg.web.rooms import respond
from ascn_kg.web.site import Site
from tests.conftest import ROOT

STATIC = ROOT / "ascn_kg" / "web" / "static"
_SUM = re.compile(r"`(\S+)` \| .* \| `([0-9a-f]{64})` \|")
_ELSEWHERE = re.compile(r"""(?:src|href|url\(|fetch\(|import)\s*[=(]?\s*["'(]\s*(?:https?:)?//""")


def test_turtle_files_byte_for_byte(site: Site) -> None:
    paths = set(graph_files.paths(site))
    folders = [*(ROOT / "ontology").rglob("*.ttl"), *(ROOT / "data").rglob("*.ttl")]
    assert paths == {f"graph/{path.relative_to(ROOT).as_posix()}" for path in folders}
    for path in paths:
        document = respond(site, path)
        assert document.content == (ROOT / path.removeprefix("graph/")).read_bytes()
        assert document.media_type == "text/turtle; charset=utf-8"


def test_exports_are_those_of_the_command(site: Site, knowledge: KnowledgeGraph, tmp_path: Path) -> None:
    names = knowledge.export(tmp_path / "export")
    assert set(exports.paths(site)) == {f"export/{name}" for name in names}
    for name in names:
        document = respond(site, f"export/{name}")
        assert document.file is not None
        assert document.file.read_bytes() == (tmp_path / "export" / name).read_bytes()
        assert document.sha256 == hashlib.sha256(document.file.read_bytes()).hexdigest()


@pytest.mark.slow
def test_an_export_that_was_damaged_is_made_anew(site: Site) -> None:
    kept = exported(site)
    whole = (kept.folder / "cities.csv").read_bytes()
    (kept.folder / "cities.csv").write_bytes(b"")
    _exported.cache_clear()
    assert (exported(site).folder / "cities.csv").read_bytes() == whole


@pytest.mark.slow
def test_without_a_cache_the_export_is_somewhere_else(knowledge: KnowledgeGraph, site: Site) -> None:
    alone = Site(KnowledgeGraph(knowledge.locations, knowledge.sources, cache=False))
    assert exported(alone).sums == exported(site).sums
    assert exported(alone).folder != exported(site).folder


@pytest.mark.parametrize(
    "path",
    [
        "graph/data/../data/cities.ttl",
        "graph/data",
        "graph/",
        "graph/data/cities",
        "graph//etc/passwd",
        "export/",
        "export/../export/cities.csv",
        "export/cities.csv/",
        "static/",
        "static/../app.py",
        "static/vendor",
        "static/%2e%2e/app.py",
        "ontology.trig",
        "ontology.html",
        "dataset.xx.html",
        "search.html",
        "editor.en.html/",
    ],
)
def test_nothing_else_is_given_out(site: Site, path: str) -> None:
    assert respond(site, path).status == 404


def test_static_files_are_those_of_the_folder(site: Site) -> None:
    files = [path for path in STATIC.rglob("*") if path.is_file()]
    assert set(static_files.paths(site)) == {f"static/{path.relative_to(STATIC).as_posix()}" for path in files}
    for path in files:
        document = respond(site, f"static/{path.relative_to(STATIC).as_posix()}")
        assert document.content == path.read_bytes()
        assert not document.media_type.startswith("text/plain") or path.suffix == ".txt", path


def test_vendored_files_are_as_published() -> None:
    readme = (STATIC / "vendor" / "README.md").read_text(encoding="utf-8")
    sums = dict(_SUM.findall(readme))
    vendored = {path.name for path in (STATIC / "vendor").iterdir()} - {"README.md", "LICENSES.txt"}
    assert sums.keys() == vendored
    for name, digest in sums.items():
        assert hashlib.sha256((STATIC / "vendor" / name).read_bytes()).hexdigest() == digest, name


@pytest.mark.parametrize("page", ["editor", "search", "dataset", "ontology", "shapes"])
def test_nothing_is_loaded_from_elsewhere_and_nothing_stands_inline(site: Site, page: str) -> None:
    text = respond(site, f"{page}.en.html").content.decode()
    loaded = re.findall(r'<(?:script|img|iframe|source)[^>]* src="([^"]*)"', text)
    loaded += re.findall(r'<link rel="(?:stylesheet|icon|preload)"[^>]* href="([^"]*)"', text)
    assert [address for address in loaded if "//" in address] == []
    assert re.findall(r"<[^>]+ style=", text) == []
    assert re.findall(r"<[^>]+ on[a-z]+=", text) == []
    assert re.findall(r"<script(?![^>]* src=)(?![^>]*ld\+json)", text) == []


def test_our_scripts_load_nothing_from_elsewhere() -> None:
    for path in STATIC.glob("*.js"):
        assert not _ELSEWHERE.search(path.read_text(encoding="utf-8")), path
    assert _ELSEWHERE.search('fetch("https://prefix.cc/all.json")')


def test_the_editor_knows_our_prefixes_terms_and_questions(site: Site) -> None:
    script = respond(site, "editor-words.js").content.decode()
    words = json.loads(script.removeprefix("globalThis.ascnWords = ").removesuffix(";\n"))
    assert words["prefixes"]["city"] == "https://w3id.org/ascn-kg/id/city/"
    assert "https://w3id.org/ascn-kg/ontology#City" in words["classes"]
    assert "https://w3id.org/ascn-kg/ontology#member" in words["properties"]
    assert words["examples"].keys() == site.knowledge.questions.keys()
    assert words["examples"]["sources"] == site.knowledge.questions["sources"].sparql


def test_the_editor_shows_what_it_is_asked_for(site: Site) -> None:
    def area(args: dict[str, str]) -> str:
        text = respond(site, "editor.id.html", args).content.decode()
        found = re.search(r"<textarea[^>]*>(.*?)</textarea>", text, re.DOTALL)
        assert found
        return found[1]

    assert "ascn:inNation" in area({})
    assert "SELECT ?statement ?term ?definition" in area({"example": "definitions"})
    assert area({"query": "</textarea><script>x"}) == "&lt;/textarea&gt;&lt;script&gt;x"
    assert "ascn:inNation" in area({"example": "../../etc/passwd"})


def test_the_first_query_of_the_editor_runs(site: Site) -> None:
    from ascn_kg.web.pages import editor

    assert len(list(site.knowledge.query(editor._FIRST))) == 38  # type: ignore[arg-type]


def test_an_editor_without_a_server_says_so(site: Site) -> None:
    static = respond(Site(site.knowledge, live=False), "editor.en.html").content.decode()
    assert "readonly" in static
    assert "ascn-kg serve" in static
    assert "data-endpoint" not in static
    live = respond(site, "editor.en.html").content.decode()
    assert "readonly" not in live
    assert 'data-endpoint="sparql"' in live
