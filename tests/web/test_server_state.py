"""What the server keeps, and what it tells of itself: kept answers, health, the log."""

from __future__ import annotations

import json
import logging

from ascn_kg.web.app import create_app
from ascn_kg.web.document import Document
from ascn_kg.web.server.answer import Answer
from ascn_kg.web.server.kept import KeptAnswers
from ascn_kg.web.server.log import LOGGER, JsonLines
from ascn_kg.web.site import Site
from ascn_kg.web.workers import Job, Workers
from tests.web.client import Client, refusing

PAGE = "/help.en.html"
STATIC = "/static/site.css"


def test_answers_are_kept_for_those_who_ask_alike(site: Site) -> None:
    calls = []

    class Counting:
        async def call(self, job: Job) -> Document:
            calls.append(job)
            return job.run(site)

        def state(self) -> dict[str, int]:
            return {}

    runner = Counting()
    client = Client(create_app(Workers(runner, runner, {})), {})
    for path, computed in ((PAGE, 1), ("/nothing", 3), ("/id/city/hanoi", 1), (STATIC, 1), (STATIC + "?a=b", 1)):
        calls.clear()
        for _ in range(3):
            client.get(path)
        assert len(calls) == computed, path
    targets = [
        client.get("/id/city/hanoi", {"Accept": accept, "Accept-Language": language}).headers["location"]
        for _ in range(2)
        for accept in ("text/html", "text/turtle")
        for language in ("en", "id")
    ]
    stem = "../../doc/city/hanoi"
    assert targets == [f"{stem}.en.html", f"{stem}.id.html", f"{stem}.ttl", f"{stem}.ttl"] * 2


def test_what_was_asked_for_longest_ago_is_forgotten_first() -> None:
    kept = KeptAnswers(100_000)
    for name in "abcdefghij":
        kept.put(name, Answer(200, {}, b"x" * 8_000))
        kept.get("a")
    assert kept.size <= 100_000
    kept.put("k", Answer(200, {}, b"x" * 8_000))
    assert kept.get("a") is not None
    assert kept.get("b") is None
    kept.put("large", Answer(200, {}, b"x" * 50_000))
    assert kept.get("large") is None
    assert kept.size <= 100_000


def test_health_tells_version_and_workers(client: Client, site: Site) -> None:
    response = client.get("/health")
    told = response.json()
    assert (response.status, told["status"]) == (200, "ok")
    assert told["data"] == {"version": site.version, "digest": site.graph.digest}
    assert {"warm", "pages", "queries", "kept_bytes"} <= told.keys()
    assert response.headers["cache-control"] == "no-store"


def test_health_says_when_there_are_no_workers_any_more(site: Site) -> None:
    workers = Workers.in_process(site)

    class Lost(Workers):
        failed = "the nursery has ended"

    client = Client(create_app(Lost(workers.pages, workers.queries, workers.data)), {})
    response = client.get("/health")
    assert response.status == 503
    assert (response.json()["status"], response.json()["reason"]) == ("failed", "the nursery has ended")


def test_the_log_tells_what_was_asked_but_not_by_whom(client: Client) -> None:
    with logged() as lines:
        client.get(PAGE + "?q=Jane+Doe&zoom=2", headers={"User-Agent": "Spy/1.0", "Referer": "https://example.org/me"})
        client.get("/%ff%0a?" + "a" * 500)
    first, second = map(json.loads, lines)
    assert first.keys() == {"time", "level", "event", "method", "path", "parameters", "status", "bytes", "ms"}
    assert (first["method"], first["path"], first["parameters"], first["status"]) == ("GET", PAGE, ["q", "zoom"], 200)
    assert first["bytes"] > 1_000
    assert not any(word in line for line in lines for word in ("Jane", "Spy", "example.org", "testclient", "\n"))
    assert (second["path"], second["status"]) == ("/%ff%0a", 400)
    assert len(lines[1]) < 400


def test_a_fault_is_logged_with_its_place_but_not_its_message() -> None:
    with logged() as lines:
        refusing(RuntimeError("what a reader typed")).get("/")
    fault, request = map(json.loads, lines)
    assert (fault["level"], fault["error"]) == ("error", "RuntimeError")
    assert any("client.py" in frame for frame in fault["frames"])
    assert "typed" not in "".join(lines)
    assert request["status"] == 500


class logged:
    """The lines of the log that are written meanwhile."""

    def __enter__(self) -> list[str]:
        lines: list[str] = []

        class Listening(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                lines.append(JsonLines().format(record))

        self.handler, self.level = Listening(), LOGGER.level
        LOGGER.addHandler(self.handler)
        LOGGER.setLevel(logging.INFO)
        return lines

    def __exit__(self, *_: object) -> None:
        LOGGER.removeHandler(self.handler)
        LOGGER.setLevel(self.level)
