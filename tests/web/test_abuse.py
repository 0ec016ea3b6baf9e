"""What those may try who wish the server ill: crowded headers, idle connections, answers that are never read."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import socket
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.types import Message

from ascn_kg.web.app import create_app
from ascn_kg.web.document import Document
from ascn_kg.web.media import best_language, best_media_type
from ascn_kg.web.server.answer import answer_of, respond_with
from ascn_kg.web.server.log import JsonLines
from ascn_kg.web.server.room import Room
from ascn_kg.web.site import Site
from ascn_kg.web.workers import Busy, Job, Workers
from tests.web.client import Client
from tests.web.serving import ASK, serving

BODY = "Content-Type: application/sparql-query\r\nContent-Length: 900\r\n"


@pytest.mark.parametrize("target", ["/sparql?query=ASK%7B%7D", "/help.en.html"])
def test_a_crowd_of_headers_is_refused_before_it_is_read(client: Client, target: str) -> None:
    assert client.get(target, headers={f"x{n}": "" for n in range(50)}).status == 200
    assert client.get(target, headers={f"x{n}": "" for n in range(150)}).status == 431


@pytest.mark.parametrize("target", ["/sparql?query=ASK%7B%7D", "/help.en.html", "/health"])
def test_a_body_has_one_length(client: Client, target: str) -> None:
    response = client.get(target, headers={"Content-Length": "5", "Transfer-Encoding": "chunked"})
    assert (response.status, response.headers["connection"]) == (400, "close")


def test_a_header_given_several_times_is_one_list(client: Client) -> None:
    both = {"Accept": "image/png", "accept": "text/csv"}
    response = client.get("/sparql?query=ASK%7B%7D", headers=both)
    assert (response.status, response.headers["content-type"]) == (200, "text/csv; charset=utf-8")


def test_of_an_endless_preference_only_the_start_is_read() -> None:
    assert best_media_type(["text/html"], "a/b," * 50 + "text/html") == "text/html"
    assert best_media_type(["text/html"], "a/b," * 5_000 + "text/html") is None
    assert best_language("xx," * 5_000 + "id") == "en"


def test_a_line_of_the_log_steers_no_terminal() -> None:
    record = logging.LogRecord("ascn_kg.web", logging.INFO, "", 0, "request", None, None)
    record.told = {"parameters": ["\x1b[31m", "\x9b31m", "\u2028", "\ud800"]}
    line = JsonLines().format(record)
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["parameters"][2] == "\u2028"


@dataclass
class Giving:
    """Answers every job alike."""

    document: Document

    async def call(self, job: Job) -> Document:
        return self.document

    def state(self) -> dict[str, int]:
        return {}


def test_an_export_that_has_gone_is_told_in_words(tmp_path: Path) -> None:
    runner = Giving(Document(b"", "text/csv", file=tmp_path / "gone.csv", sha256="0" * 64))
    response = Client(create_app(Workers(runner, runner, {})), {"Accept": "*/*"}).get("/export/gone.csv")
    assert response.status == 500
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.text.startswith("Something went wrong here")


@pytest.mark.parametrize(("asked", "status"), [("bytes=99999999999-", 416), ("bytes=x", 400)])
def test_a_part_that_there_is_not_is_refused_with_care(client: Client, asked: str, status: int) -> None:
    response = client.get("/export/SHA256SUMS", headers={"Range": asked})
    assert response.status == status
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["cache-control"] == "no-store"


def request() -> Request:
    """A request by GET."""
    return Request({"type": "http", "method": "GET", "headers": []})


async def nothing_comes() -> Message:
    await asyncio.Event().wait()
    raise AssertionError


def test_a_long_answer_is_handed_on_in_pieces() -> None:
    content = os.urandom(200_000)
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def give() -> None:
        answer = await answer_of(Document(content, "application/octet-stream"), zipped=False)
        await respond_with(answer, request())(request().scope, nothing_comes, send)

    asyncio.run(give())
    pieces = [message["body"] for message in sent[1:]]
    assert b"".join(pieces) == content
    assert max(map(len, pieces)) == 65_536
    assert [message["more_body"] for message in sent[1:]] == [True, True, True, False]


def test_answers_that_are_not_read_take_only_so_much_room() -> None:
    document = Document(b"x" * 600, "text/plain; charset=utf-8")

    async def read_slowly() -> None:
        room, reading = Room(1_000), asyncio.Event()

        async def send(message: Message) -> None:
            await reading.wait()

        slow = asyncio.ensure_future((await room.respond_with(document, False, request()))({}, nothing_comes, send))
        await asyncio.sleep(0)
        assert room.taken == 600
        with pytest.raises(Busy):
            await room.respond_with(document, False, request())
        reading.set()
        await slow
        assert room.taken == 0

    asyncio.run(read_slowly())


def test_answers_take_room_while_they_are_compressed() -> None:
    document = Document(b"x" * 100_000, "text/plain; charset=utf-8")

    async def compress() -> None:
        room = Room(150_000)
        first = asyncio.ensure_future(room.respond_with(document, True, request()))
        await asyncio.sleep(0)
        assert room.taken == 100_000
        with pytest.raises(Busy):
            await room.respond_with(document, True, request())
        await first
        assert 0 < room.taken < 1_000
        given_up = asyncio.ensure_future(room.respond_with(document, True, request()))
        await asyncio.sleep(0)
        given_up.cancel()
        await asyncio.gather(given_up, return_exceptions=True)
        assert room.taken < 1_000

    asyncio.run(compress())


def test_the_endpoint_sends_only_so_much_at_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ascn_kg.web.app._SENDING", 10)
    client = Client(create_app(Workers.in_process(site)), {"Accept": "*/*"})
    response = client.get("/sparql?query=ASK%7B%7D")
    assert (response.status, response.headers["retry-after"]) == (503, "5")


@pytest.mark.slow
@pytest.mark.parametrize("sent", ["", "GET / HTTP/1.1\r\n", f"POST /sparql HTTP/1.1\r\nHost: a\r\n{BODY}\r\nASK"])
def test_connections_on_which_nothing_happens_make_room(site: Site, sent: str) -> None:
    with serving("--log", "none") as server, ExitStack() as idle:
        for _ in range(700):
            idle.enter_context(server.send(sent.encode()))
        for _ in range(5):
            assert server.get("/help.en.html")[0] == 200
            assert server.query(ASK)[0] == 200


@pytest.mark.slow
@pytest.mark.parametrize("target", ["/export/ascn-kg.nq", "/sparql?query=SELECT*%7B?a?b?c%7DLIMIT+90000"])
def test_a_connection_that_takes_nothing_of_its_answer_is_closed(site: Site, target: str) -> None:
    with serving("--log", "none") as server, socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        connection.connect((server.host, server.port))
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        assert connection.recv(1) == b"H"
        start = time.monotonic()
        while len(connections(server.process.pid)) > 1:  # besides the one it listens on
            assert time.monotonic() - start < 40
            time.sleep(0.5)
        assert time.monotonic() - start > 10


def connections(pid: int) -> list[str]:
    """The connections over TCP that a process has."""
    table = Path(f"/proc/{pid}/net/tcp")
    if not table.exists():
        pytest.skip("only Linux tells which connections a process has")
    known = {line.split()[9] for line in table.read_text().splitlines()[1:]}
    found = []
    for each in Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = os.fspath(each.readlink())
        except OSError:
            continue
        if target.startswith("socket:[") and target[8:-1] in known:
            found.append(target)
    return found
