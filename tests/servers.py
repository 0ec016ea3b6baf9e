"""Starts and stops real SPARQL servers that nobody here wrote, Oxigraph and Virtuoso 7, on free ports."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import IN_CI

STARTING = 60.0  # seconds

# As in Debian's virtuoso.ini, but for places and ports, and that a row limit would only hide what is tested.
VIRTUOSO_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = .
MaxQueryMem = 2G
VectorSize = 1000
MaxVectorSize = 1000000
AdjustVectorSize = 0
ThreadsPerQuery = 4
AsyncQueueMaxThreads = 10
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
MaxClientConnections = 10
MaxKeepAlives = 10
KeepAliveTimeout = 10
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryCostEstimationTime = 400
MaxQueryExecutionTime = 60
"""


@dataclass(frozen=True)
class Server:
    """A running server: its name, what ``push`` is given, where it takes queries, and its login."""

    name: str
    url: str
    queries: str
    auth: str | None = None


@contextmanager
def oxigraph() -> Iterator[Server]:
    """``oxigraph serve`` with an empty store in memory."""
    binary = _binary("oxigraph", "pip install oxigraph")
    url = f"http://127.0.0.1:{free_port()}"
    with _running([binary, "serve", "--bind", url.removeprefix("http://")], None, f"{url}/query?query=ASK%7B%7D"):
        yield Server("oxigraph", url, f"{url}/query")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """Virtuoso with an empty database in ``folder``; its first login is dba:dba."""
    binary = _binary("virtuoso-t", "apt-get install virtuoso-opensource-7")
    http = free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(sql=free_port(), http=http), encoding="ascii")
    url = f"http://127.0.0.1:{http}"
    command = [binary, "+foreground", "+configfile", "virtuoso.ini"]
    with _running(command, folder, f"{url}/sparql?query=ASK%7B%7D"):
        yield Server("virtuoso", f"{url}/sparql-graph-crud-auth", f"{url}/sparql", "dba:dba")


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return int(chosen.getsockname()[1])


def _binary(name: str, how: str) -> str:
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        reason = f"{name} is not installed here: {how}"
        if IN_CI:
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@contextmanager
def _running(command: list[str], folder: Path | None, probe: str) -> Iterator[None]:
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(process, probe)
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(process: subprocess.Popen[bytes], probe: str) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + STARTING
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail(f"{process.args!r} stopped with exit code {process.returncode}")
        try:
            with opener.open(probe, timeout=5):
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
    pytest.fail(f"{process.args!r} does not answer after {STARTING:g} seconds")
