"""The servers that are measured, each kept running by us as a service manager would."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import requests

from benchmarks.serving.memory import memory_of, processes_of

MOST_MEMORY = 4096  # MB: a server that takes more is ended and started again
_STARTING = 120.0  # seconds
_LOOKING = 0.2


@dataclass(frozen=True)
class Server:
    """How a server is started on a port over the files of an export, and where it takes queries.

    ``load`` is what must be run once before, in an empty folder.
    """

    label: str
    command: Callable[[Path, Path, int], list[str]]
    query: str
    ready: str
    load: Callable[[Path, Path], list[str]] | None = None


FILES = ("ascn-kg.nt", "ascn-kg-inferred.nt")
SECONDS = 10  # that a query may take


def _program(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def _ours(export: Path, folder: Path, port: int) -> list[str]:
    options = ["--port", str(port), "--query-seconds", str(SECONDS), "--log", "none"]
    return [sys.executable, "-m", "ascn_kg", "serve", *options]


def _oxigraph_load(export: Path, folder: Path) -> list[str]:
    files = [argument for name in FILES for argument in ("--file", str(export / name))]
    return [_program("oxigraph"), "load", "--location", str(folder / "oxigraph"), *files]


def _oxigraph(export: Path, folder: Path, port: int) -> list[str]:
    where = ["--location", str(folder / "oxigraph"), "--bind", f"127.0.0.1:{port}"]
    return [_program("oxigraph"), "serve-read-only", *where]


def _oxigraph_in_time(export: Path, folder: Path, port: int) -> list[str]:
    return [*_oxigraph(export, folder, port), "--timeout-s", str(SECONDS)]


def _rdflib(export: Path, folder: Path, port: int) -> list[str]:
    files = [str(export / name) for name in FILES]
    return [_program("rdflib-endpoint"), "serve", "--host", "127.0.0.1", "--port", str(port), *files]


OURS = Server("ASCN-KG", _ours, "/sparql", "/health")
OXIGRAPH = Server("oxigraph serve-read-only", _oxigraph, "/query", "/query?query=ASK%7B%7D", _oxigraph_load)
RDFLIB = Server("rdflib-endpoint", _rdflib, "/", "/?query=ASK%7B%7D")
SERVERS = (OURS, OXIGRAPH, RDFLIB)
# With a time limit Oxigraph starts a thread for each query, which stays for that time: at a thousand a second it runs
# out of them. So it has one only where it may need it.
GUARDED = (OURS, replace(OXIGRAPH, command=_oxigraph_in_time), RDFLIB)


@dataclass
class Running:
    """A server that runs: its address, its memory in MB at each look, and when and why it ended."""

    url: str
    memory: list[tuple[float, float]] = field(default_factory=list)
    ends: list[tuple[float, str]] = field(default_factory=list)

    def peak(self, since: float = 0.0) -> float:
        """The most memory it had since a moment of the monotonic clock, in MB."""
        return max((mb for at, mb in self.memory if at >= since), default=0.0)


def prepare(server: Server, export: Path, folder: Path) -> None:
    """Load the files into the server's store, where it has one."""
    folder.mkdir(parents=True)
    if server.load is not None:
        subprocess.run(server.load(export, folder), check=True, capture_output=True)


@contextmanager
def running(server: Server, export: Path, folder: Path) -> Iterator[Running]:
    """The server on a free port; where it ends, or takes too much memory, it is started again.

    It and all its processes are gone at the end.
    """
    port = _free_port()
    command = server.command(export, folder, port)
    done = threading.Event()
    state = Running(f"http://127.0.0.1:{port}")
    processes = [_start(command, folder)]
    keeper = threading.Thread(target=_keep, args=(command, folder, state, processes, done))
    keeper.start()
    try:
        _wait(state.url + server.ready, processes)
        yield state
    finally:
        done.set()
        keeper.join()
        _end(processes[0])


def _start(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log, start_new_session=True)


def _keep(
    command: list[str], folder: Path, state: Running, processes: list[subprocess.Popen[bytes]], done: threading.Event
) -> None:
    while not done.wait(_LOOKING):
        now, process = time.monotonic(), processes[0]
        memory = memory_of(processes_of(process.pid))
        state.memory.append((now, memory))
        if memory > MOST_MEMORY:
            state.ends.append((now, f"more than {MOST_MEMORY} MB"))
        elif (code := process.poll()) is not None:
            state.ends.append((now, signal.Signals(-code).name if code < 0 else f"exit code {code}"))
        else:
            continue
        _end(process)
        processes[0] = _start(command, folder)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End all processes of its session."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _wait(url: str, processes: list[subprocess.Popen[bytes]]) -> None:
    until = time.monotonic() + _STARTING
    while time.monotonic() < until:
        try:
            answer = requests.get(url, timeout=5)
            if answer.ok and not answer.text.count('"warm": false'):  # ours says so while it still reads
                return
        except requests.RequestException:
            pass
        time.sleep(0.1)
    raise SystemExit(f"{processes[0].args!r} did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
