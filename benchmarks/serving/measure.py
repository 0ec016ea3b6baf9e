"""Measures the servers: how fast each answers, and what hostile queries do to the others."""

from __future__ import annotations

import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import requests

from ascn_kg.knowledge import KnowledgeGraph, load
from ascn_kg.web.site import Site
from benchmarks.network import fingerprint
from benchmarks.serving.attack import under_attack
from benchmarks.serving.outcomes import Outcome, figures, medians
from benchmarks.serving.queries import answers, by_get, by_post, lookups, pages, questions
from benchmarks.serving.servers import OURS, SERVERS, Running, Server, prepare, running
from benchmarks.serving.wrk import Request
from benchmarks.serving.wrk import load as send

LOOKUPS, QUESTIONS = "lookups", "questions"
FEW, MANY = 1, 8  # clients
ROUNDS = 3
_LOOKUP_WINDOW, _QUESTION_WINDOW, _PAGE_WINDOW = 5, 10, 5  # seconds
_FORMATS = ("nt",)

Entry = dict[str, Any]
Servers = list[tuple[Server, Running]]


@dataclass
class _Case:
    """Requests to one server, and what became of them in each round."""

    engine: str
    name: str
    requests: Sequence[Request]
    clients: int
    window: int
    once: bool = False
    rounds: list[tuple[list[Outcome], float]] = field(default_factory=list)
    peak: float = 0.0

    def measure(self, server: Running) -> None:
        """One more round."""
        began = time.monotonic()
        self.rounds.append(send(server.url, self.requests, clients=self.clients, seconds=self.window, once=self.once))
        self.peak = max(self.peak, server.peak(began))

    def entry(self) -> Entry:
        """The figures of all rounds."""
        outcomes = [outcome for done, _ in self.rounds for outcome in done]
        rates = [sum(outcome.right for outcome in done) / seconds for done, seconds in self.rounds]
        return {
            "engine": self.engine,
            "case": self.name,
            "clients": self.clients,
            "rounds": len(self.rounds),
            "per_second": statistics.median(rates),
            **figures(outcomes),
            "peak_mb": round(self.peak),
            "medians": medians(outcomes),
        }


def measure(work: Path, tell: Callable[[Entry], Entry]) -> list[Entry]:
    """All figures. ``work`` is a folder for exports and stores; ``tell`` is given each entry as it is made."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # with all servers
    knowledge = load()
    site, export = Site(knowledge), work / "export"
    work.mkdir(parents=True, exist_ok=True)
    knowledge.export(export, formats=_FORMATS)
    with tempfile.TemporaryDirectory(dir=work) as name:
        folder = Path(name)
        for server in SERVERS:
            prepare(server, export, folder / server.label)
        return [
            *map(tell, _side_by_side(knowledge, export, folder)),
            *map(tell, _documents(site, export, folder)),
            *map(tell, under_attack(knowledge, site, export, folder)),
        ]


def _side_by_side(knowledge: KnowledgeGraph, export: Path, folder: Path) -> Iterator[Entry]:
    """Lookups and questions, the servers taking turns."""
    with ExitStack() as stack:
        servers = [(each, stack.enter_context(running(each, export, folder / each.label))) for each in SERVERS]
        small = _foretold(servers, lambda server: by_get(server.query, lookups(knowledge)))
        large = _foretold(servers, lambda server: by_post(server.query, questions(knowledge)))
        for name, foretold, window in ((LOOKUPS, small, _LOOKUP_WINDOW), (QUESTIONS, large, _QUESTION_WINDOW)):
            for clients in (FEW, MANY):
                cases = [_Case(server.label, name, foretold[server.label], clients, window) for server, _ in servers]
                for _ in range(ROUNDS):
                    for case, (_, state) in zip(cases, servers, strict=True):
                        case.measure(state)
                yield from (case.entry() for case in cases)


def _foretold(servers: Servers, requests_to: Callable[[Server], list[Request]]) -> dict[str, list[Request]]:
    """The requests to each server with the bodies to expect, after a look whether all give the same rows."""
    foretold = {server.label: [_asked(state.url, each) for each in requests_to(server)] for server, state in servers}
    for same in zip(*foretold.values(), strict=True):
        rows = {engine: fingerprint(_rows(each.expected or b"")) for engine, each in zip(foretold, same, strict=True)}
        if len({str(each) for each in rows.values()}) > 1:
            raise SystemExit(f"{same[0].name}: the servers give different rows: {rows}")
    return foretold


def _asked(url: str, request: Request) -> Request:
    """The request with the body that the server gives now; it must give the same ever after."""
    answer = requests.request(
        request.method, url + request.path, headers=dict(request.headers), data=request.content, timeout=120
    )
    answer.raise_for_status()
    return replace(request, expected=answer.content)


def _rows(body: bytes) -> Iterator[list[str]]:
    """The rows of a result in JSON, numbers by their value."""
    for row in ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON):  # type: ignore[union-attr]
        yield [_value(term) for term in row]


def _value(term: Any) -> str:
    if isinstance(term, ox.Literal) and term.datatype.value.endswith(("#integer", "#decimal", "#double")):
        return str(float(term.value))
    return "" if term is None else str(term.value)


def _documents(site: Site, export: Path, folder: Path) -> Iterator[Entry]:
    """Pages and answers of ours, each for the first time on a fresh server, then again and again."""
    for name, asked in (("pages", pages(site)), ("answers", answers(site))):
        first = _Case(OURS.label, f"{name}, first time", asked, MANY, 60, once=True)
        again = _Case(OURS.label, f"{name}, again", asked, MANY, _PAGE_WINDOW)
        for _ in range(ROUNDS):
            with running(OURS, export, folder / OURS.label) as state:
                first.measure(state)
                again.measure(state)
        yield from (first.entry(), again.entry())
