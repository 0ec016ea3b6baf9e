"""SPARQL servers that nobody here wrote, on this machine: loaded by the Graph Store Protocol, asked over HTTP."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError
from ascn_kg.publish import Connection
from benchmarks.engines.inputs import ASSERTED, CLOSED, Refused, ask_all
from benchmarks.engines.laps import Laps
from benchmarks.network import QUESTIONS

GRAPH = "https://w3id.org/ascn-kg/graph/benchmark"
_LINES = 50_000  # in one request
_START, _ANSWER = 60.0, 280.0  # seconds


@dataclass(frozen=True)
class Server:
    """How to start a server on a port, with an empty folder for its files, and the paths of its two services."""

    command: Callable[[Path, int], list[str]]
    store: str
    query: str
    auth: str | None = None


def _oxigraph(folder: Path, port: int) -> list[str]:
    program = Path(sys.executable).with_name("oxigraph")
    return [str(program), "serve", "--location", str(folder / "store"), "--bind", f"127.0.0.1:{port}"]


def _virtuoso(folder: Path, port: int) -> list[str]:
    lines = f"""\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{_free_port()}
ServerThreads = 10
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 10
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = 10000000
"""
    (folder / "virtuoso.ini").write_text(lines, encoding="utf-8")
    return ["virtuoso-t", "+foreground", "+configfile", str(folder / "virtuoso.ini")]


OXIGRAPH = Server(_oxigraph, "/store", "/query")
VIRTUOSO = Server(_virtuoso, "/sparql-graph-crud-auth", "/sparql", "dba:dba")


def load(server: Server, root: Path) -> dict[str, Any]:
    """The asserted triples into one named graph of an empty server."""
    laps, parts = Laps(), _read(root / ASSERTED)
    with _started(server) as (url, connection), laps("load"):
        _push(connection, url + server.store, parts)
    return laps.result()


def questions(server: Server, root: Path) -> dict[str, Any]:
    """The ten questions over the closed graph, loaded before."""
    laps, parts = Laps(), _read(root / CLOSED)
    with _started(server) as (url, connection):
        _push(connection, url + server.store, parts)
        right = ask_all(root, laps, partial(_ask, connection, url + server.query))
    return laps.result(*QUESTIONS, right=right)


def _read(file: Path) -> list[bytes]:
    """The lines of an N-Triples file in parts, those with blank nodes in the first: each request has its own."""
    lines = sorted(file.read_bytes().splitlines(keepends=True), key=lambda line: b"_:" not in line)
    return [b"".join(lines[at : at + _LINES]) for at in range(0, len(lines), _LINES)]


def _push(connection: Connection, store: str, parts: list[bytes]) -> None:
    headers = {"Content-Type": "application/n-triples"}
    for number, part in enumerate(parts):
        connection.send("POST" if number else "PUT", store, params=[("graph", GRAPH)], data=part, headers=headers)


def _ask(connection: Connection, url: str, sparql: str) -> Iterator[list[str]]:
    fields = [("query", sparql), ("default-graph-uri", GRAPH)]
    try:
        answer = connection.send("POST", url, data=fields, headers={"Accept": "application/sparql-results+json"})
    except AscnKgError as error:
        raise Refused(str(error)) from error
    for row in ox.parse_query_results(answer.content, format=ox.QueryResultsFormat.JSON):  # type: ignore[union-attr]
        yield ["" if term is None else term.value for term in row]


@contextmanager
def _started(server: Server) -> Iterator[tuple[str, Connection]]:
    """A running server: its address, and a connection. It is stopped, and its files are gone, at the end."""
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        process = subprocess.Popen(
            server.command(Path(folder), port), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _wait(process, port)
            with Connection(server.auth, timeout=_ANSWER, writes=True) as connection:
                yield f"http://127.0.0.1:{port}", connection
        finally:
            process.kill()
            process.wait()  # its peak memory then counts as ours


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + _START
    while process.poll() is None and time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"{process.args!r} did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


STEPS = {
    "oxigraph_load": partial(load, OXIGRAPH),
    "oxigraph_questions": partial(questions, OXIGRAPH),
    "virtuoso_load": partial(load, VIRTUOSO),
    "virtuoso_questions": partial(questions, VIRTUOSO),
}
