"""Jobs that misbehave, as queries and pages might."""

from __future__ import annotations

import os
import signal
import socket
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from ascn_kg.web.document import Document
from ascn_kg.web.site import Site

_hoard: list[bytes] = []


@dataclass(frozen=True)
class Query:
    """Counts the rows of a query."""

    sparql: str

    def run(self, site: Site) -> Document:
        found = site.graph.query(self.sparql)
        assert isinstance(found, ox.QuerySolutions)
        return _told(len(list(found)))


@dataclass(frozen=True)
class Pid:
    """Says in which process it runs."""

    def run(self, site: Site) -> Document:
        return _told(os.getpid())


@dataclass(frozen=True)
class Spin:
    """Never ends, in Python."""

    def run(self, site: Site) -> Document:
        while True:
            pass


@dataclass(frozen=True)
class Fill:
    """Takes so many bytes of memory, and keeps them when it is done."""

    count: int

    def run(self, site: Site) -> Document:
        _hoard.append(b"x" * self.count)
        return _told(os.getpid())


@dataclass(frozen=True)
class Long:
    """Answers with so many bytes."""

    count: int

    def run(self, site: Site) -> Document:
        return Document(b"x" * self.count, "text/plain")


@dataclass(frozen=True)
class Fail:
    """Raises an error that tells something."""

    def run(self, site: Site) -> Document:
        raise ValueError("what a reader typed")


@dataclass(frozen=True)
class End:
    """Ends its own process by a signal."""

    number: signal.Signals

    def run(self, site: Site) -> Document:
        os.kill(os.getpid(), self.number)
        raise AssertionError


@dataclass(frozen=True)
class Write:
    """Tries to write a file."""

    path: Path

    def run(self, site: Site) -> Document:
        try:
            self.path.write_text("x")
        except OSError as error:
            return _told(type(error).__name__)
        return _told("written")


@dataclass(frozen=True)
class Inherited:
    """Counts the sockets that the worker has: one is its own."""

    def run(self, site: Site) -> Document:
        count = 0
        for number in range(3, 64):
            try:
                socket.socket(fileno=os.dup(number)).close()
            except OSError:
                continue
            count += 1
        return _told(count)


def _told(value: object) -> Document:
    return Document(str(value).encode(), "text/plain")
