"""Clients nobody here wrote, against a running server: SPARQLWrapper, rdflib's SPARQLStore, Comunica, curl."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from typing import Any
from xml.dom.minidom import Document as XmlDocument

import pytest
import rdflib
import SPARQLWrapper as wrapper
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from ascn_kg.cli import main
from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.namespaces import INFERRED_GRAPH, TERMS
from ascn_kg.publish import Connection, Endpoint, ask_endpoint
from ascn_kg.questions import Catalogue
from tests.conftest import IN_CI, ROOT
from tests.web.serving import serving
from tests.web.sparql_requests import ADDRESS, got

pytestmark = pytest.mark.slow

CITIES = f"SELECT ?c ?l {{ ?c a <{TERMS}City> ; <{rdflib.RDFS.label}> ?l }} ORDER BY ?c ?l"
TYPES = f"CONSTRUCT {{ ?c a ?t }} {{ ?c a <{TERMS}City> ; a ?t }}"
HANOI = "https://w3id.org/ascn-kg/id/city/hanoi"
COMUNICA = "4.5.0"  # the last that Node 20 runs
AT_LEAST = 38  # cities
NAMES = sorted(Catalogue(ROOT / "queries").names)
# Paths in paths over what hangs together: no end in anybody's lifetime.
BOMB = "SELECT * { ?s (((!<urn:x>)*)*)* ?o }"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The endpoint of ``ascn-kg serve``."""
    with serving("--query-seconds", "20", "--workers", "2", "--log", "none") as server:  # whose log nobody reads
        yield f"{server.url}/sparql"


@pytest.fixture(scope="module")
def cities(knowledge: KnowledgeGraph) -> int:
    """How many rows the query for cities has."""
    return len(json.loads(got(knowledge.graph, CITIES).content)["results"]["bindings"])


@pytest.mark.parametrize("only_accept", [False, True])
@pytest.mark.parametrize(
    ("method", "sent"),
    [(wrapper.GET, wrapper.URLENCODED), (wrapper.POST, wrapper.URLENCODED), (wrapper.POST, wrapper.POSTDIRECTLY)],
)
@pytest.mark.parametrize("query", [CITIES, "ASK {}", TYPES, f"DESCRIBE <{HANOI}>"], ids=lambda text: text.split()[0])
def test_sparqlwrapper(query: str, method: str, sent: str, only_accept: bool, url: str, cities: int) -> None:
    rows = (wrapper.JSON, wrapper.XML, wrapper.CSV, wrapper.TSV)
    triples = (wrapper.TURTLE, wrapper.N3, wrapper.RDFXML, wrapper.XML, wrapper.JSONLD)
    for form in rows if query.startswith(("SELECT", "ASK")) else triples:
        client = wrapper.SPARQLWrapper(url)
        client.setQuery(query)
        client.setReturnFormat(form)
        client.setMethod(method)
        client.setRequestMethod(sent)
        client.setOnlyConneg(only_accept)
        found: Any = client.query().convert()
        if form in (wrapper.TURTLE, wrapper.N3):
            found = rdflib.Graph().parse(data=found, format="turtle")
        if isinstance(found, rdflib.Graph):
            assert len(found) > 20
        elif query.startswith("ASK"):
            shown = found.toxml() if isinstance(found, XmlDocument) else str(found).lower()
            assert "true" in shown
        elif isinstance(found, dict):
            assert len(found["results"]["bindings"]) == cities
        elif isinstance(found, XmlDocument):
            assert len(found.getElementsByTagName("result")) == cities
        else:
            assert len(found.decode().splitlines()) == cities + 1


def test_sparqlwrapper_tells_mistakes_in_our_words(url: str) -> None:
    client = wrapper.SPARQLWrapper(url)
    client.setQuery("SELECT * { ?s ?p }")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed, match="Line 1, column 18"):
        client.query()


@pytest.mark.parametrize("form", ["xml", "json", "csv"])
@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_sparqlstore(method: str, form: str, url: str, cities: int) -> None:
    graph = rdflib.Graph(store=SPARQLStore(url, method=method, returnFormat=form))
    assert len(list(graph.query(CITIES))) == cities


def test_sparqlstore_as_a_graph(url: str, knowledge: KnowledgeGraph) -> None:
    graph = rdflib.Graph(store=SPARQLStore(url))
    assert len(graph) == len({(q.subject, q.predicate, q.object) for q in knowledge.graph.store})
    assert bool(graph.query("ASK {}"))
    assert len(list(graph.query(TYPES))) > AT_LEAST
    assert (rdflib.URIRef(HANOI), rdflib.RDF.type, rdflib.URIRef(f"{TERMS}City")) in graph
    inferred = rdflib.Graph(store=SPARQLStore(url), identifier=rdflib.URIRef(INFERRED_GRAPH))
    assert len(inferred) == len(knowledge.graph.entailed)


@pytest.mark.parametrize(
    ("query", "accept", "status", "media"),
    [
        (CITIES, "*/*", 200, "application/sparql-results+json"),
        (CITIES, "application/sparql-results+json", 200, "application/sparql-results+json"),
        (CITIES, "application/sparql-results+xml", 200, "application/sparql-results+xml"),
        (CITIES, "text/csv", 200, "text/csv"),
        (CITIES, "text/tab-separated-values", 200, "text/tab-separated-values"),
        (CITIES, "text/csv;q=0.1, application/sparql-results+xml;q=0.2", 200, "application/sparql-results+xml"),
        (CITIES, "text/turtle", 406, "text/plain"),
        (TYPES, "text/turtle", 200, "text/turtle"),
        (TYPES, "application/n-triples", 200, "application/n-triples"),
        (TYPES, "application/ld+json", 200, "application/ld+json"),
        (TYPES, "application/rdf+xml", 200, "application/rdf+xml"),
        (TYPES, "text/csv", 406, "text/plain"),
        ("SELECT", "*/*", 400, "text/plain"),
        ("DROP ALL", "*/*", 403, "text/plain"),
    ],
)
def test_curl(query: str, accept: str, status: int, media: str, url: str) -> None:
    curl = shutil.which("curl")
    if curl is None:
        (pytest.fail if IN_CI else pytest.skip)("curl is not installed here: apt-get install curl")
    shown = "\n%{http_code} %{content_type}"
    common = [str(curl), "--silent", "--noproxy", "*", "--header", f"Accept: {accept}", "--write-out", shown]
    for ways in (
        ["--get", "--data-urlencode", f"query={query}"],
        ["--data-urlencode", f"query={query}"],
        ["--header", "Content-Type: application/sparql-query", "--data-binary", query],
    ):
        done = subprocess.run([*common, *ways, url], capture_output=True, text=True, check=True, timeout=60)
        *content, told = done.stdout.split("\n")
        assert told.partition(";")[0] == f"{status} {media}"
        assert any(content)


SCRIPT = """
const { QueryEngine } = require("@comunica/query-sparql");
const [url, select, ask, construct] = process.argv.slice(2);
(async () => {
  const engine = new QueryEngine();
  // Told that it is an endpoint, and left to find that out from what the endpoint says of itself.
  for (const source of [{ type: "sparql", value: url }, url]) {
    const context = { sources: [source] };
    const rows = await (await engine.queryBindings(select, context)).toArray();
    const quads = await (await engine.queryQuads(construct, context)).toArray();
    console.log(rows.length, await engine.queryBoolean(ask, context), quads.length);
  }
})().catch((error) => { console.error(error); process.exit(1); });
"""


def test_comunica(url: str, cities: int) -> None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        (pytest.fail if IN_CI else pytest.skip)("Comunica needs node and npm: apt-get install npm")
    folder = ROOT / "build" / "npm-comunica"
    if not (folder / "node_modules" / "@comunica" / "query-sparql").is_dir():
        package = f"@comunica/query-sparql@{COMUNICA}"
        fetch = [str(npm), "install", "--silent", "--no-save", "--prefix", str(folder), package]
        fetched = subprocess.run(fetch, capture_output=True, text=True, timeout=600, check=False)
        if fetched.returncode:
            (pytest.fail if IN_CI else pytest.skip)(f"npm cannot fetch Comunica: {fetched.stderr[-500:]}")
    script = folder / "ask.js"
    script.write_text(SCRIPT, encoding="utf-8")
    command = [str(node), str(script), url, CITIES, f"ASK {{ <{HANOI}> ?p ?o }}", TYPES]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    assert len(lines) == 2
    for rows, truth, quads in lines:
        assert (int(rows), truth) == (cities, "true")
        assert int(quads) > AT_LEAST


@pytest.mark.parametrize("name", NAMES)
def test_saved_questions_have_the_same_rows(name: str, url: str, knowledge: KnowledgeGraph) -> None:
    here = knowledge.ask(name)
    with Connection() as connection:
        there, _ = ask_endpoint(Endpoint(url, connection), knowledge.questions[name], {}, "en")
    assert there.rows == here.rows
    assert there.citations == here.citations


@pytest.mark.parametrize("options", [["cities-joined-after", "--year", "2018"], ["sources", "--lang", "id"]])
def test_ask_with_our_own_endpoint(options: list[str], url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", *options]) == 0
    here = capsys.readouterr().out
    assert main(["ask", *options, "--endpoint", url]) == 0
    assert capsys.readouterr().out == here


def test_the_same_answers_as_in_process(url: str, knowledge: KnowledgeGraph) -> None:
    """Nothing is lost or added on the way through workers and HTTP."""
    client = wrapper.SPARQLWrapper(url)
    client.setReturnFormat(wrapper.CSV)
    client.setQuery(CITIES)
    assert client.query().convert() == got(knowledge.graph, CITIES, accept="text/csv").content


def test_a_bomb_of_paths_is_ended_and_delays_nobody() -> None:
    with serving("--query-seconds", "3", "--workers", "2", "--log", "none") as server:
        told: list[int] = []
        bomb = threading.Thread(target=lambda: told.append(server.query(BOMB)[0]))
        bomb.start()
        time.sleep(0.5)
        began = time.monotonic()
        assert server.query("ASK {}")[0] == 200
        assert time.monotonic() - began < 2
        bomb.join(30)
        assert told[0] in (504, 507)
        assert server.query("ASK {}")[0] == 200


def test_the_description_names_the_address(url: str) -> None:
    described = rdflib.Graph().parse(url)
    endpoint = rdflib.URIRef("http://www.w3.org/ns/sparql-service-description#endpoint")
    assert [str(each) for each in described.objects(None, endpoint)] == [url]
    assert url != ADDRESS
