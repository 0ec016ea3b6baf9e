"""``ascn-kg serve`` as a process among others: limits that hold, hostile requests, its end."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest

from ascn_kg.cli import main, serve
from ascn_kg.web.server.body import LONGEST_BODY
from ascn_kg.web.site import Site
from tests.conftest import Project
from tests.web.serving import ASK, ENDLESS, HUNGRY, SWELLING, Server, children, ends, ready, serving, start

SECONDS = 3.0
SLOW = f"GET /sparql?{urlencode({'query': ENDLESS})} HTTP/1.1\r\nHost: a\r\n\r\n".encode()


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The log of the server."""
    return tmp_path_factory.mktemp("log") / "access.jsonl"


@pytest.fixture(scope="module")
def server(site: Site, log: Path) -> Iterator[Server]:
    """A server with two workers a kind and tight limits."""
    _ = site.graph  # its index is in the cache then
    limits = ["--workers", "2", "--query-seconds", str(SECONDS), "--query-memory", "48", "--query-rows", "1000"]
    with serving(*limits, "--log", os.fspath(log)) as server:
        yield server


@pytest.fixture(autouse=True)
def well_afterwards(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a test has done to the server, it answers afterwards, and no worker is busy any more."""
    yield
    if "server" not in request.fixturenames:
        return
    server: Server = request.getfixturevalue("server")
    assert settles(server)
    assert server.get("/help.en.html")[0] == 200
    assert server.query(ASK)[0] == 200


def settles(server: Server, seconds: float = SECONDS + 2) -> bool:
    """Whether no query runs any more within some time."""
    until = time.monotonic() + seconds
    while server.health()["queries"]["busy"]:
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def busy(server: Server, count: int) -> None:
    """Wait until so many queries run."""
    until = time.monotonic() + 5
    while server.health()["queries"]["busy"] < count:
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_query_is_answered(server: Server) -> None:
    status, headers, content = server.query("SELECT ?name { city:hanoi rdfs:label ?name } ORDER BY ?name")
    assert status == 200, content
    assert headers["content-type"].startswith("application/sparql-results+json")
    assert headers["access-control-allow-origin"] == "*"
    assert "Hanoi" in {row["name"]["value"] for row in json.loads(content)["results"]["bindings"]}


def test_a_query_that_never_ends_is_ended(server: Server) -> None:
    start = time.monotonic()
    status, headers, content = server.query(ENDLESS)
    assert SECONDS <= time.monotonic() - start < SECONDS + 2
    assert status == 504
    assert f"after {SECONDS:g} seconds" in content.decode()
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("query", [HUNGRY, SWELLING], ids=["rows", "one text"])
def test_a_query_that_takes_too_much_memory_is_ended(server: Server, query: str) -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("this system does not hold a process to an amount of memory")
    status, _, content = server.query(query)
    assert status == 507
    assert "48 MB" in content.decode()


def test_a_query_may_give_so_many_rows(server: Server) -> None:
    assert server.query("SELECT * { ?s ?p ?o } LIMIT 1000")[0] == 200
    status, _, content = server.query("SELECT * { ?s ?p ?o } LIMIT 1001")
    assert status == 507
    assert "1,000 rows" in content.decode()


def test_long_queries_make_room_for_others_and_pages_go_on(server: Server) -> None:
    slow = [server.send(SLOW) for _ in range(2)]
    busy(server, 2)
    start = time.monotonic()
    assert server.get("/help.id.html")[0] == 200
    assert server.get("/ask/members-as-of.en.csv?as_of=2024-06-30")[0] == 200
    assert server.query(ASK)[0] == 200
    assert time.monotonic() - start < SECONDS
    for connection in slow:
        head = connection.recv(10_000)
        assert head.startswith(b"HTTP/1.1 503 ")
        assert b"\r\nretry-after: 5\r\n" in head.lower()
        connection.close()


def test_a_query_ends_when_nobody_waits_for_it(server: Server) -> None:
    assert server.query(ASK)[0] == 200  # a worker is there then, and need not be forked first
    before = server.health()["queries"]["ended"]
    connection = server.send(SLOW)
    busy(server, 1)
    connection.close()
    assert settles(server, SECONDS / 2)
    assert server.health()["queries"]["ended"] == before + 1


def test_hundreds_of_requests_at_once_are_all_answered(server: Server) -> None:
    targets = ["/help.en.html", "/static/site.css", "/id/city/hanoi", "/nothing", "/ask/members-as-of.id.json"] * 60

    def ask(target: str) -> int:
        return server.get(target)[0]

    with ThreadPoolExecutor(40) as threads:
        found = list(threads.map(ask, targets))
    assert set(found) <= {200, 303, 404, 503}  # 503: where this machine has much else to do
    assert found.count(503) < len(found) / 2


@pytest.mark.parametrize(
    "sent",
    [
        b"nonsense\r\n\r\n",
        b"GET\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"\x00" * 100 + b"\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 100_000 + b"\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: a\r\n" * 20_000 + b"Connection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nBad Header\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
    ],
    ids=lambda sent: repr(sent[:40]),
)
def test_what_is_no_http_is_refused(server: Server, sent: bytes) -> None:
    answer = server.raw(sent)
    assert answer[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 501", b"HTTP/1.1 414", b"HTTP/1.1 431"), answer[:200]
    assert b"Traceback" not in answer


@pytest.mark.parametrize(
    "path", ["/../../../../etc/passwd", "/static/../../../pyproject.toml", "/static/..%2f__init__.py"]
)
def test_no_path_leads_out(server: Server, path: str) -> None:
    answer = server.raw(f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"root:" not in answer
    assert b"[project]" not in answer


@pytest.mark.parametrize("how", ["told", "untold"])
def test_a_body_may_only_be_so_long(server: Server, how: str) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n"
    if how == "told":
        answer = server.raw(head + f"Content-Length: {LONGEST_BODY + 1}\r\n\r\n".encode())
    else:
        piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        answer = server.raw(head + b"Transfer-Encoding: chunked\r\n\r\n" + piece * (LONGEST_BODY // 0x10000 + 1))
    assert answer.startswith(b"HTTP/1.1 413 ")


def test_one_connection_carries_many_requests(server: Server) -> None:
    one = b"GET /static/site.css HTTP/1.1\r\nHost: a\r\n\r\n"
    last = b"GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    assert server.raw(one * 20 + last).count(b"HTTP/1.1 200 ") == 21


def test_the_log_is_json_and_holds_no_query(server: Server, log: Path) -> None:
    server.query(ASK)
    lines = log.read_text().splitlines()
    told = [json.loads(line) for line in lines]
    assert {"time", "level", "event"} <= set.intersection(*(set(each) for each in told))
    asked = [each for each in told if each.get("path") == "/sparql" and each["method"] == "GET"]
    assert asked[-1]["parameters"] == ["query"]
    assert not any("SELECT" in line or "ASK" in line or "127.0.0.1" in line for line in lines)
    assert not any(each["level"] == "error" for each in told)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_within_seconds_and_all_its_workers(site: Site, number: signal.Signals) -> None:
    with serving("--log", "none") as server:
        slow = server.send(SLOW)
        busy(server, 1)
        pids = children(server.process.pid)
        assert len(pids) > 2
        start = time.monotonic()
        server.process.send_signal(number)
        assert server.process.wait(20) == 0
        assert time.monotonic() - start < 10
        assert ends(*pids)
        slow.close()
        _, errors = server.process.communicate()
    assert errors == "ascn-kg: goodbye.\n"


@pytest.mark.slow
def test_nothing_is_left_when_it_is_killed(site: Site) -> None:
    with serving("--log", "none") as server:
        slow = server.send(SLOW)
        busy(server, 1)
        pids = children(server.process.pid)
        server.process.kill()
        assert ends(*pids)
        slow.close()


@pytest.mark.slow
def test_without_its_nursery_it_says_so_and_ends(site: Site) -> None:
    with serving("--log", "none") as server:
        workers = children(server.process.pid)
        nursery = next(pid for pid in workers if set(children(pid)))
        os.kill(nursery, signal.SIGKILL)
        time.sleep(0.3)
        status, _, content = server.get("/health")
        assert (status, json.loads(content)["status"]) == (503, "failed")
        assert server.process.wait(20) == 2
        assert ends(*workers)
        _, errors = server.process.communicate()
    assert errors == ("ascn-kg: the nursery, from which workers are forked, has ended. Start the server again.\n")


def closed(connection: socket.socket) -> bool:
    """Whether the server has closed a connection."""
    try:
        return connection.recv(1) == b""
    except ConnectionError:
        return True


@pytest.mark.slow
def test_a_connection_on_which_nothing_comes_is_closed(site: Site) -> None:
    with serving("--log", "none") as server:
        silent, dripping = server.send(b""), server.send(b"GET / HTTP/1.1\r\n")
        start = time.monotonic()
        silent.settimeout(30)
        for _ in range(30):
            try:
                dripping.sendall(b"X: a\r\n")
            except ConnectionError:
                break
            time.sleep(1)
        assert 10 < time.monotonic() - start < 25
        assert closed(silent)
        silent.close()
        dripping.close()


@pytest.mark.slow
def test_a_hundred_hostile_queries_leave_it_as_it_was(server: Server) -> None:
    def ask(number: int) -> int:
        return server.query([ENDLESS, HUNGRY, SWELLING, ASK, "nonsense"][number % 5])[0]

    def read(number: int) -> float:
        start = time.monotonic()
        assert (
            server.get("/help.en.html" if number % 2 else f"/ask/members-as-of.en.csv?as_of=2024-06-{number:02}")[0]
            == 200
        )
        time.sleep(0.1)
        return time.monotonic() - start

    with ThreadPoolExecutor(9) as threads:
        queries = threads.map(ask, range(100))
        pages = threads.map(read, range(1, 30))
        assert set(queries) <= {200, 400, 503, 504, 507}
        assert max(pages) < 5
    left = children(server.process.pid)
    assert len(left) <= 5


def test_a_port_in_use_is_told_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    errors = capsys.readouterr().err
    assert errors.startswith(f"ascn-kg: port {port} is in use.")
    assert errors.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--port", "80000"], "is no port"),
        (["--port", "-1"], "is no port"),
        (["--workers", "0"], "is no number from 1"),
        (["--query-seconds", "0"], "is no number of seconds"),
        (["--query-seconds", "nan"], "is no number of seconds"),
        (["--query-memory", "much"], "is no number from 1"),
        (["--public-url", "example.org"], "is no address"),
        (["--host", "no such host"], "there is no such address"),
        (["--host", "192.0.2.1"], "this machine has no such address"),
        (["--root", "/nonexistent"], "there is no such folder"),
        (["--log", "/nonexistent/log"], "/nonexistent/log"),
    ],
)
def test_options_that_make_no_sense_are_told(
    options: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--port", "0", *options]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("name", ["starlette", "uvicorn", "jinja2"])
def test_what_is_not_installed_is_told(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda wanted: None if wanted == name else object())
    assert main(["serve"]) == 2
    assert capsys.readouterr().err == f"ascn-kg: a server needs {name}. Install it: pip install 'ascn-kg[web]'\n"


def test_graphs_that_cannot_be_read_are_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({"data/bad.ttl": "this is no Turtle"}).root
    assert main(["serve", "--port", "0", "--log", "none", "--root", os.fspath(root)]) == 2
    assert "data/bad.ttl:" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.skipif(not socket.has_ipv6, reason="this system knows no IPv6")
def test_an_address_of_the_new_kind_is_served_too(site: Site) -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6 address")
    with serving("--host", "::1", "--log", "none") as server:
        assert server.host == "::1"
        assert server.get("/help.en.html")[0] == 200


@pytest.mark.slow
def test_a_query_that_comes_in_drops_is_not_waited_for(server: Server) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nContent-Length: 1000\r\n\r\n"
    with server.send(head) as connection:
        connection.settimeout(0.5)
        for _ in range(60):
            try:
                connection.sendall(b" ")
                assert connection.recv(20).startswith(b"HTTP/1.1 408 ")
                break
            except TimeoutError:
                continue
        else:
            pytest.fail("the server waits for ever")


@pytest.mark.slow
def test_it_is_ready_soon(site: Site) -> None:
    _ = site.graph
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = start(["--port", "0", "--log", "none"])
    ready(process)
    process.terminate()
    process.communicate()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Of the processor, on which others may work too; two processes share it, so it is ready in less than that.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 6.0
