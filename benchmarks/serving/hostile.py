"""Queries that nobody should ask, and a steady stream of requests with one of them in every fifty."""

from __future__ import annotations

import asyncio
import http.client
import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.serving.client import MOST, exchange
from benchmarks.serving.outcomes import Outcome
from benchmarks.serving.wrk import Request

PER_SECOND, EVERY = 50, 50
PATIENCE = 12.0  # seconds until a client gives up
_DEEP = 20_000

HOSTILE = {
    "endless join": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "endless answer": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "sort of everything by everything": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
    "text that doubles forty times": 'SELECT (STRLEN(?t40) AS ?n) { BIND("0123456789" AS ?t0) '
    + " ".join(f"BIND(CONCAT(?t{n}, ?t{n}) AS ?t{n + 1})" for n in range(40))
    + " }",
    "path from all to all": "SELECT (COUNT(*) AS ?n) { ?a (!<x:y>|^!<x:y>)* ?b }",
    "pattern that backtracks": f'ASK {{ ?s ?p ?o FILTER(REGEX("{"a" * 64}b", "(a+)+$")) }}',
    "parentheses, 20,000 deep": f"ASK {{ ?s ?p ?o FILTER({'(' * _DEEP}1{')' * _DEEP}) }}",
    "braces, 20,000 deep": f"ASK {'{' * _DEEP} ?s ?p ?o {'}' * _DEEP}",
}


@dataclass(frozen=True)
class Asked:
    """A hostile query that was sent: when, and what its client saw of it."""

    kind: str
    sent: float
    seen: str


def hostile(path: str) -> dict[str, Request]:
    """The hostile queries as requests."""
    headers = (("Content-Type", "application/sparql-query"), ("Accept", "application/sparql-results+json"))
    return {kind: Request(kind, "POST", path, headers, query.encode()) for kind, query in HOSTILE.items()}


def stream(
    url: str, requests: Sequence[Request], seconds: float, hostile: dict[str, Request]
) -> tuple[list[Outcome], list[Asked]]:
    """Fifty requests a second, each over a connection of its own, whether or not the earlier ones are answered.

    With ``hostile`` ones, each fiftieth is one of them. Times count from when a request was due.
    """
    return asyncio.run(_stream(url, requests, seconds, hostile))


async def _stream(
    url: str, requests: Sequence[Request], seconds: float, hostile: dict[str, Request]
) -> tuple[list[Outcome], list[Asked]]:
    good, bad = itertools.cycle(requests), itertools.cycle(hostile.values())
    began = time.monotonic()
    under_way: list[asyncio.Task[Outcome | Asked]] = []
    for number in range(round(seconds * PER_SECOND)):
        due = began + number / PER_SECOND
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        call = _attack(url, next(bad), due) if hostile and number % EVERY == 0 else _ask(url, next(good), due)
        under_way.append(asyncio.create_task(call))
    done = await asyncio.gather(*under_way)
    return [each for each in done if isinstance(each, Outcome)], [each for each in done if isinstance(each, Asked)]


async def _ask(url: str, request: Request, due: float) -> Outcome:
    try:
        async with asyncio.timeout(PATIENCE):
            status, body = await exchange(url, request)
    except (OSError, http.client.HTTPException):  # a TimeoutError is an OSError
        return Outcome(request.name, due, seconds=time.monotonic() - due)
    same = request.expected is None or body == request.expected
    return Outcome(request.name, due, status, time.monotonic() - due, same)


async def _attack(url: str, request: Request, due: float) -> Asked:
    try:
        async with asyncio.timeout(PATIENCE):
            status, body = await exchange(url, request)
        seen = str(status) if len(body) < MOST else f"{status}, more than {MOST >> 20} MB"
    except TimeoutError:
        seen = f"nothing in {PATIENCE:g} s"
    except ConnectionRefusedError:
        seen = "no server"
    except (OSError, http.client.HTTPException):
        seen = "cut off"
    return Asked(request.name, due, seen)
