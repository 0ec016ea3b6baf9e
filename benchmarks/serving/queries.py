"""What is asked: small lookups and saved questions of every server, pages and answers of ours."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from urllib.parse import quote, urlencode

from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.namespaces import RDFS, TERMS
from ascn_kg.web.rooms import paths
from ascn_kg.web.site import Site
from ascn_kg.web.workers import PageJob
from benchmarks.serving.wrk import Request

RESULTS_JSON = ("Accept", "application/sparql-results+json")

# From the quickest to the slowest; rdflib needs up to two seconds for one.
QUESTIONS = (
    "nation-reference",
    "city-reference",
    "name-variants",
    "lists-in-documents",
    "meetings-by-year",
    "cities-by-initiatives",
    "partners-by-city",
    "city-focus-areas",
)

_PAGES = ("index.", "questions", "things.", "doc/city")
_DAYS = 400


def lookups(knowledge: KnowledgeGraph) -> dict[str, str]:
    """Four small queries about each city: its names, all about it, what speaks of it, the cities of its nation."""
    queries: dict[str, str] = {}
    for city in _cities(knowledge):
        slug = city.rpartition("/")[2]
        queries |= {
            f"names/{slug}": f"SELECT ?name {{ <{city}> <{RDFS}label> ?name }}",
            f"about/{slug}": f"SELECT ?property ?value {{ <{city}> ?property ?value }}",
            f"mentions/{slug}": f"SELECT ?thing ?property {{ ?thing ?property <{city}> }}",
            f"neighbours/{slug}": f"SELECT ?city {{ <{city}> <{TERMS}inNation> ?n . ?city <{TERMS}inNation> ?n }}",
        }
    return queries


def questions(knowledge: KnowledgeGraph) -> dict[str, str]:
    """The saved questions, word for word."""
    return {name: knowledge.questions[name].sparql for name in QUESTIONS}


def by_get(path: str, queries: dict[str, str]) -> list[Request]:
    """The queries in addresses."""
    return [Request(name, "GET", f"{path}?query={quote(text)}", (RESULTS_JSON,)) for name, text in queries.items()]


def by_post(path: str, queries: dict[str, str]) -> list[Request]:
    """The queries as bodies."""
    headers = (("Content-Type", "application/sparql-query"), RESULTS_JSON)
    return [Request(name, "POST", path, headers, text.encode()) for name, text in queries.items()]


def pages(site: Site) -> list[Request]:
    """First page, lists, every city and every question, in both languages, with the bytes to expect."""
    chosen = (path for path in paths(site) if path.startswith(_PAGES) and path.endswith(".html"))
    return [_page(site, path) for path in chosen]


def answers(site: Site) -> list[Request]:
    """Three questions with other values each time, as JSON, with the bytes to expect."""
    return [_page(site, path, **args) for path, args in _asked(site)]


def _asked(site: Site) -> Iterator[tuple[str, dict[str, str]]]:
    first = datetime.date(2018, 1, 1)
    for number in range(_DAYS):
        day = first + datetime.timedelta(days=7 * number)
        yield "ask/members-as-of.en.json", {"as_of": day.isoformat()}
    for lang in ("en", "id"):
        for city in _cities(site.knowledge):
            yield f"ask/initiatives-of-city.{lang}.json", {"city": city.rpartition("/")[2]}
        for year in range(2000, 2030):
            yield f"ask/cities-joined-after.{lang}.json", {"year": str(year)}


def _cities(knowledge: KnowledgeGraph) -> list[str]:
    return sorted(knowledge.labels.members(TERMS + "City") or ())


def _page(site: Site, path: str, **args: str) -> Request:
    expected = PageJob(path, args).run(site).content
    return Request(path, "GET", f"/{path}" + (f"?{urlencode(args)}" if args else ""), expected=expected)
