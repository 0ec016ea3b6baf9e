"""Drives wrk: prepared requests on so many connections, and what became of each."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.serving.outcomes import Outcome

_SCRIPT = Path(__file__).with_name("load.lua")
_SEED = 6
_LOOKING = 0.02
_LONGEST = 600  # seconds until wrk itself calls an answer late; we count what is unanswered


@dataclass(frozen=True)
class Request:
    """A request as it goes over the wire, and the body to expect (None: any)."""

    name: str
    method: str
    path: str
    headers: tuple[tuple[str, str], ...] = ()
    content: bytes = b""
    expected: bytes | None = None

    def wire(self, host: str) -> bytes:
        """The bytes of HTTP/1.1."""
        headers = [("Host", host), *self.headers]
        if self.content:
            headers.append(("Content-Length", str(len(self.content))))
        lines = [f"{self.method} {self.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + self.content


def load(
    url: str, requests: Sequence[Request], *, clients: int, seconds: int, once: bool = False
) -> tuple[list[Outcome], float]:
    """Send the requests over and over, in an order that is always the same, from so many clients at once.

    A client sends one at a time over a connection that it keeps; each begins at another place of the order. With
    ``once`` every request is sent a single time. Returns what became of each, and for how many seconds they were sent.
    """
    parts = urlsplit(url)
    ordered = list(requests)
    random.Random(_SEED).shuffle(ordered)
    with tempfile.TemporaryDirectory() as folder:
        file, notes = Path(folder) / "requests", Path(folder) / "notes"
        notes.mkdir()
        file.write_bytes(b"".join(_written(request, parts.netloc) for request in ordered))
        command = [
            program(),
            *("--threads", str(clients), "--connections", str(clients), "--duration", f"{seconds}s"),
            *("--timeout", f"{_LONGEST}s", "--script", str(_SCRIPT), url, "--"),
            *(str(file), str(notes), str(clients), "once" if once else "again"),
        ]
        began = time.monotonic()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
            while once and process.poll() is None and not _all_done(notes, clients):
                time.sleep(_LOOKING)
            ended = time.monotonic()
            if once and process.poll() is None:
                process.send_signal(signal.SIGINT)  # wrk itself would wait until the time is up
            said, _ = process.communicate(timeout=seconds + 60)
        if process.returncode:
            raise SystemExit(f"wrk: {said}")
        ended = ended if once else began + seconds
        outcomes = [outcome for each in sorted(notes.iterdir()) for outcome in _outcomes(each.read_text(), ended)]
        return outcomes, ended - began


def _all_done(notes: Path, clients: int) -> bool:
    files = list(notes.iterdir())
    return len(files) == clients and all(file.read_bytes().endswith(b"done\n") for file in files)


def program() -> str:
    """Where wrk is."""
    found = shutil.which("wrk")
    if found is None:
        raise SystemExit("wrk is not installed: apt-get install wrk")
    return found


def _written(request: Request, host: str) -> bytes:
    wire = request.wire(host)
    expected = -1 if request.expected is None else len(request.expected)
    return f"{request.name} {len(wire)} {expected}\n".encode() + wire + (request.expected or b"")


def _outcomes(notes: str, ended: float) -> Iterator[Outcome]:
    """What a client noted: a request that is followed by another one was never answered."""
    name, sent = "", 0.0
    for line in notes.splitlines():
        what, *rest = line.split(" ")
        if what == "sent":
            if name:
                yield Outcome(name, sent)
            name, sent = rest[0], float(rest[1]) / 1e6
        elif what == "answered":
            yield Outcome(name, sent, int(rest[0]), float(rest[1]) / 1e6, rest[2] == "same")
            name = ""
    if name:
        yield Outcome(name, sent, seconds=ended - sent, open=True)
