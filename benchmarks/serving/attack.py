"""A steady stream of requests, calm, then with hostile queries in it, then calm again."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import requests as http

from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.web.site import Site
from benchmarks.serving.hostile import Asked, hostile, stream
from benchmarks.serving.outcomes import figures
from benchmarks.serving.queries import answers, by_get, lookups, pages
from benchmarks.serving.servers import GUARDED, OURS, Running, Server, running
from benchmarks.serving.wrk import Request

ATTACK = "under attack"
ALL, NOT_NESTED = "of all kinds", "but none nested deeply"
PHASES = {"before": 8.0, "during": 32.0, "after": 8.0}  # seconds

Entry = dict[str, Any]


def under_attack(knowledge: KnowledgeGraph, site: Site, export: Path, folder: Path) -> Iterator[Entry]:
    """Lookups on every server, then pages and answers on ours."""
    # rdflib-endpoint, which computes where it listens, answers nothing after the first endless join anyway.
    for attack, servers in ((ALL, GUARDED), (NOT_NESTED, GUARDED[:2])):
        for server in servers:
            with running(server, export, folder / server.label) as state:
                asked = [_asked(state.url, each) for each in by_get(server.query, lookups(knowledge))]
                yield _entry(server, "lookups", asked, attack, state)
    with running(OURS, export, folder / OURS.label) as state:
        yield _entry(OURS, "pages and answers", _mixed(pages(site), answers(site)), ALL, state)


def _entry(server: Server, asked_for: str, asked: Sequence[Request], attack: str, state: Running) -> Entry:
    began = time.monotonic()
    chosen = {kind: each for kind, each in hostile(server.query).items() if attack == ALL or "deep" not in kind}
    phases, attacks = {}, []
    for name, seconds in PHASES.items():
        start = time.monotonic()
        outcomes, seen = stream(state.url, asked, seconds, chosen if name == "during" else {})
        phases[name] = {**figures(outcomes), "peak_mb": round(state.peak(start))}
        attacks += seen
    return {
        "engine": server.label,
        "case": ATTACK,
        "asked": asked_for,
        "attack": attack,
        "phases": phases,
        "hostile": _seen(attacks),
        "ends": [{"at": round(at - began, 1), "why": why} for at, why in state.ends],
        "mb_each_second": _each_second(began, state),
    }


def _each_second(began: float, state: Running) -> list[int]:
    """The most memory in each second since then, in MB."""
    peaks: dict[int, float] = {}
    for at, mb in state.memory:
        if at >= began:
            peaks[int(at - began)] = max(mb, peaks.get(int(at - began), 0.0))
    return [round(mb) for mb in peaks.values()]


def _seen(attacks: Sequence[Asked]) -> dict[str, dict[str, int]]:
    """What the clients of each kind of hostile query saw, and how often."""
    kinds = dict.fromkeys(each.kind for each in attacks)
    return {kind: dict(Counter(each.seen for each in attacks if each.kind == kind)) for kind in kinds}


def _asked(url: str, request: Request) -> Request:
    answer = http.get(url + request.path, headers=dict(request.headers), timeout=60)
    answer.raise_for_status()
    return replace(request, expected=answer.content)


def _mixed(pages: Sequence[Request], answers: Sequence[Request]) -> list[Request]:
    """Both by turns."""
    return [each for pair in zip(pages, answers, strict=False) for each in pair]
