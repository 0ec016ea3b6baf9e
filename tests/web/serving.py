"""Starts ``ascn-kg serve`` as people do, and speaks to it through sockets."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.conftest import ROOT

# Ten digits twelve times, each with each: no memory, but for ever.
ENDLESS = "SELECT (COUNT(*) AS ?n) {" + "".join(f" VALUES ?v{n} {{ 0 1 2 3 4 5 6 7 8 9 }}" for n in range(12)) + " }"
# Ten digits nine times, kept in memory at once, as sorting must.
HUNGRY = "SELECT * {" + "".join(f" VALUES ?v{n} {{ 0 1 2 3 4 5 6 7 8 9 }}" for n in range(9)) + " } ORDER BY ?v1"
# A text that doubles with each step, up to 2^40 times its first length.
SWELLING = (
    "SELECT (STRLEN(?s40) AS ?n) { BIND('x' AS ?s0) "
    + "".join(f"BIND(CONCAT(?s{n}, ?s{n}) AS ?s{n + 1}) " for n in range(40))
    + "}"
)
ASK = "ASK { ?city a ascn:City }"


@dataclass(frozen=True)
class Server:
    """A running server."""

    process: subprocess.Popen[str]
    host: str
    port: int

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    def get(self, target: str, **headers: str) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers (names in lower case) and content of an address."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        try:
            connection.request("GET", target, headers=headers)
            response = connection.getresponse()
            named = {name.lower(): value for name, value in response.getheaders()}
            return response.status, named, response.read()
        finally:
            connection.close()

    def query(self, sparql: str) -> tuple[int, Mapping[str, str], bytes]:
        """The same for a query."""
        return self.get(f"/sparql?{urlencode({'query': sparql})}", accept="application/sparql-results+json")

    def health(self) -> dict[str, Any]:
        """What the server says of itself."""
        told: dict[str, Any] = json.loads(self.get("/health")[2])
        return told

    def send(self, content: bytes) -> socket.socket:
        """A connection on which some bytes were sent."""
        connection = socket.create_connection((self.host, self.port), timeout=30)
        connection.sendall(content)
        return connection

    def raw(self, content: bytes) -> bytes:
        """All that comes back for some bytes, until the server closes the connection or says nothing for a second."""
        with self.send(content) as connection:
            connection.settimeout(1.0)
            answer = bytearray()
            try:
                while piece := connection.recv(65_536):
                    answer += piece
            except (TimeoutError, ConnectionError):
                pass
            return bytes(answer)


@contextmanager
def serving(*options: str) -> Iterator[Server]:
    """A server on a free port, ended when it is not needed any more."""
    process = start(["--port", "0", *options])
    try:
        server = ready(process)
        until = time.monotonic() + 60
        while not server.health()["warm"]:
            assert time.monotonic() < until
            time.sleep(0.05)
        yield server
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
            assert process.returncode == 0
        process.communicate()


def start(options: Sequence[str]) -> subprocess.Popen[str]:
    """``ascn-kg serve`` with options."""
    command = [sys.executable, "-m", "ascn_kg", "serve", *options]
    env = {**os.environ, "PYTHONPATH": os.fspath(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env, cwd=ROOT)


def ready(process: subprocess.Popen[str]) -> Server:
    """The server when it says where it is to be found."""
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"http://(\S+):(\d+)/ ", line)
    assert found, line + process.communicate()[1]
    return Server(process, found[1].strip("[]"), int(found[2]))


def children(pid: int) -> list[int]:
    """A process's children and theirs."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
    found = [child for child, parent in pairs if parent == pid]
    return found + [each for child in found for each in children(child)]


def is_there(pid: int) -> bool:
    """Whether a process lives, a dead one that nobody has buried not counted."""
    status = Path(f"/proc/{pid}/stat")
    if Path("/proc").is_dir():
        return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"
    return subprocess.run(["ps", "-p", str(pid)], capture_output=True, check=False).returncode == 0


def ends(*pids: int, seconds: float = 3.0) -> bool:
    """Whether processes end within some time."""
    until = time.monotonic() + seconds
    while any(is_there(pid) for pid in pids):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
