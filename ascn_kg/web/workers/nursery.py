"""The nursery as the process that listens sees it: where new workers come from."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ascn_kg.errors import AscnKgError
from ascn_kg.web.workers.trouble import Died

_FORKING = 30.0  # seconds; it takes milliseconds, but in its first seconds a nursery still reads
_ENDING = 3.0


@dataclass(frozen=True)
class Graphs:
    """Which graph to read; the options of :func:`ascn_kg.load`."""

    root: Path | None = None
    cache: bool = True
    store: Path | None = None
    reasoner: str = "ascn"

    def as_json(self) -> str:
        """The same as text."""
        folders = {"root": self.root and os.fspath(self.root), "store": self.store and os.fspath(self.store)}
        return json.dumps({**folders, "cache": self.cache, "reasoner": self.reasoner})


@dataclass(eq=False)
class Worker:
    """A worker: its process and the socket to it. ``ended`` gets its exit status, None where nobody can say."""

    pid: int
    channel: socket.socket
    ended: asyncio.Future[int | None] = field(repr=False)
    is_warm: bool

    @property
    def is_there(self) -> bool:
        """Whether it still listens, as far as is known."""
        try:
            return self.channel.recv(1, socket.MSG_PEEK) != b""
        except BlockingIOError:
            return True
        except OSError:
            return False


class Nursery:
    """A process that has read the graph, from which workers are forked.

    Start it, :meth:`wait` until it has read, :meth:`attach` it to the running event loop, :meth:`close` it at last.
    """

    def __init__(self, graphs: Graphs) -> None:
        if os.name != "posix":
            raise AscnKgError("a server needs Linux, macOS or another POSIX system, where processes can be forked.")
        self._channel, theirs = socket.socketpair()
        with theirs:
            # As if it were started from here, wherever the package lies.
            path = os.pathsep.join(filter(None, sys.path))
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "ascn_kg.web.workers.zygote", str(theirs.fileno()), graphs.as_json()],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
            )
        self.data: dict[str, Any] = {}
        self.failed: str | None = None
        self.warm = asyncio.Event()  # workers forked from now on have read what pages share
        self._text = b""
        self._asked: deque[asyncio.Future[int]] = deque()
        self._workers: dict[int, Worker] = {}

    def wait(self) -> None:
        """Wait until the graph is read. Raises :class:`AscnKgError` where it cannot be."""
        while b"\n" not in self._text:
            text = self._channel.recv(1 << 16)
            if not text:
                raise AscnKgError(
                    "the process that reads the graph ended without a word. Look at what it printed above."
                )
            self._text += text
        line, _, self._text = self._text.partition(b"\n")
        told = json.loads(line)
        if "refused" in told:
            self._process.wait()
            raise AscnKgError(told["refused"])
        self.data = told["ready"]

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    def attach(self) -> None:
        """Listen to it in the running event loop."""
        self._channel.setblocking(False)
        asyncio.get_running_loop().add_reader(self._channel, self._hear)

    async def fork(self, memory: int) -> Worker:
        """A new worker that may take so many bytes of memory. Raises :class:`Died` where there can be none."""
        loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        answer: asyncio.Future[int] = loop.create_future()
        with theirs:
            self._tell({"do": "fork", "memory": memory}, [theirs.fileno()])
        self._asked.append(answer)
        try:
            async with asyncio.timeout(_FORKING):
                pid = await asyncio.shield(answer)
        except BaseException as error:
            ours.close()  # a worker that was forked after all ends then
            if isinstance(error, TimeoutError):
                raise Died("the nursery does not answer") from None
            raise
        worker = self._workers[pid] = Worker(pid, ours, loop.create_future(), self.warm.is_set())
        return worker

    def end(self, worker: Worker) -> None:
        """Kill a worker."""
        worker.channel.close()
        with contextlib.suppress(Died):
            self._tell({"do": "kill", "pid": worker.pid})

    async def close(self) -> None:
        """End the nursery and all workers. Those it cannot end any more are ended by the system."""
        if self._channel.fileno() >= 0:
            asyncio.get_running_loop().remove_reader(self._channel)
        self._forget()
        await asyncio.to_thread(self.end_now)

    def end_now(self) -> None:
        """The same where no event loop runs."""
        self._channel.close()
        if not self.data:  # it still reads, and has no workers
            self._process.kill()
        try:
            self._process.wait(_ENDING)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _tell(self, told: dict[str, Any], sockets: list[int] | None = None) -> None:
        if self.failed is not None:
            raise Died(self.failed)
        try:
            socket.send_fds(self._channel, [json.dumps(told).encode() + b"\n"], sockets or [])
        except OSError as error:  # BlockingIOError: it has not read for a long time
            raise Died(f"the nursery does not listen: {error.strerror}") from None

    def _hear(self) -> None:
        try:
            text = self._channel.recv(1 << 16)
        except BlockingIOError:
            return
        except OSError:
            text = b""
        if not text:
            self._fail()
            return
        *lines, self._text = (self._text + text).split(b"\n")
        for line in lines:
            self._understand(json.loads(line))

    def _understand(self, told: dict[str, Any]) -> None:
        if "warm" in told:
            self.warm.set()
            return
        if "ended" in told:
            worker = self._workers.pop(told["ended"], None)
            if worker is not None and not worker.ended.done():
                worker.ended.set_result(told["status"])
            return
        answer = self._asked.popleft()
        if answer.done():
            return
        if "forked" in told:
            answer.set_result(told["forked"])
        else:
            answer.set_exception(Died(f"no process can be forked: {told['refused']}"))

    def _fail(self) -> None:
        asyncio.get_running_loop().remove_reader(self._channel)
        self.failed = "the nursery, from which workers are forked, has ended"
        while self._asked:
            answer = self._asked.popleft()
            if not answer.done():
                answer.set_exception(Died(self.failed))
        self._forget()

    def _forget(self) -> None:
        """How workers end is not told any more."""
        for worker in self._workers.values():
            if not worker.ended.done():
                worker.ended.set_result(None)
        self._workers.clear()
