"""The server under load: hundreds of requests at once with hostile queries among them."""

from __future__ import annotations

import asyncio
import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from ascn_kg.web.site import Site
from ascn_kg.web.sparql.job import QueryJob
from ascn_kg.web.workers import PageJob
from benchmarks.serving.client import exchange
from benchmarks.serving.hostile import hostile
from benchmarks.serving.memory import memory_of
from benchmarks.serving.queries import RESULTS_JSON, by_get, lookups
from benchmarks.serving.wrk import Request
from tests.web.serving import Server, children, ends, serving

pytestmark = pytest.mark.slow

_SECONDS, _MEMORY = 2, 96  # that a query may take; MB
_AT_ONCE, _EACH = 12, 50
_PAGES = (
    "index.en.html",
    "questions.id.html",
    "doc/city/hanoi.en.html",
    "doc/nation/singapore.id.html",
    "doc/city.en.html",
)


def _requests(site: Site) -> list[Request]:
    """Pages, answers with other values each time, lookups, and the bytes that are right for each."""
    pages = [Request(path, "GET", f"/{path}", expected=PageJob(path).run(site).content) for path in _PAGES]
    for year in range(2010, 2030):
        path, args = "ask/cities-joined-after.en.csv", {"year": str(year)}
        expected = PageJob(path, args).run(site).content
        pages.append(Request(path, "GET", f"/{path}?year={year}", expected=expected))
    queries = dict(list(lookups(site.knowledge).items())[:40])
    answers = [QueryJob(text, "http://localhost/sparql", accept=RESULTS_JSON[1]).run(site) for text in queries.values()]
    asked = by_get("/sparql", queries)
    for request, answer in zip(asked, answers, strict=True):
        pages.append(Request(request.name, "GET", request.path, request.headers, expected=answer.content))
    return pages


def _is_right(request: Request, body: bytes) -> bool:
    """Whether it is the page, byte for byte, or has the rows of the lookup, which ask for no order."""
    assert request.expected is not None
    if not request.path.startswith("/sparql"):
        return body == request.expected
    found, expected = (json.loads(each)["results"]["bindings"] for each in (body, request.expected))
    return sorted(map(json.dumps, found)) == sorted(map(json.dumps, expected))


async def _send(server: Server, requests: list[Request]) -> list[tuple[Request, int, bytes]]:
    """All requests, some at once; what each was answered with."""
    left = iter(requests)

    async def client() -> list[tuple[Request, int, bytes]]:
        return [(request, *await exchange(server.url, request)) for request in left]

    return [each for done in await asyncio.gather(*(client() for _ in range(_AT_ONCE))) for each in done]


@contextmanager
def _watched(server: Server) -> Iterator[list[float]]:
    """How many MB the server has, again and again."""
    seen = [memory_of([server.process.pid, *children(server.process.pid)])]
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.1):
            seen.append(memory_of([server.process.pid, *children(server.process.pid)]))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        done.set()
        watcher.join()


def test_nothing_is_lost_and_memory_is_bounded_while_hostile_queries_run(site: Site) -> None:
    good, bad = _requests(site), [*hostile("/sparql").values()]
    mixed = [bad[at // _EACH % len(bad)] if at % _EACH == 0 else good[at % len(good)] for at in range(600)]
    limits = ["--workers", "2", "--query-seconds", str(_SECONDS), "--query-memory", str(_MEMORY)]
    with serving(*limits, "--log", "none") as server:
        with _watched(server) as memory:
            answered = asyncio.run(_send(server, mixed))
        processes = children(server.process.pid)
        again = asyncio.run(_send(server, good))
    assert ends(*processes)

    assert len(answered) == len(mixed)
    hostile_ones = [status for request, status, _ in answered if request in bad]
    assert set(hostile_ones) <= {200, 400, 503, 504, 507}
    assert any(status >= 500 for status in hostile_ones)  # the limits were met
    others = [(request, status, body) for request, status, body in answered if request not in bad]
    assert {status for _, status, _ in others} <= {200, 503}
    assert not [request.name for request, status, body in others if status == 200 and not _is_right(request, body)]
    refused = Counter(request.name for request, status, _ in others if status == 503)
    assert sum(refused.values()) < len(others) / 20, refused
    assert all(_is_right(request, body) for request, _, body in again)

    # Two queries at their limit, and what the other processes read for themselves.
    assert max(memory) < memory[0] + 2 * _MEMORY + 150
    assert len(processes) <= 5
