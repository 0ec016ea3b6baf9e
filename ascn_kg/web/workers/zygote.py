"""The nursery's own process: reads the graph, then forks a worker whenever it is told to.

It has one thread and computes nothing for anybody, so that it can be forked at any time. It is started as
``python -m ascn_kg.web.workers.zygote SOCKET GRAPHS`` and spoken to in lines of JSON (see
:class:`~ascn_kg.web.workers.nursery.Nursery`). It ends, with all workers, when its socket closes.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import selectors
import signal
import socket
import sys
from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from ascn_kg.errors import AscnKgError, NotFoundError
from ascn_kg.knowledge import load
from ascn_kg.questions.question import LANGUAGES
from ascn_kg.web.site import Site
from ascn_kg.web.workers.worker import work

_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Serve the process at the other end of the socket."""
    # Ctrl-C goes to all processes of a terminal, and service managers end all of a service: the first process decides.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    channel = socket.socket(fileno=int(sys.argv[1]))
    gc.set_threshold(200_000, 20, 100)
    try:
        site = read(json.loads(sys.argv[2]))
    except (AscnKgError, OSError) as error:
        _say(channel, {"refused": str(error)})
        return
    gc.freeze()  # so that no collector writes to the pages that workers share
    _say(channel, {"ready": {"version": site.version, "digest": site.graph.digest}})
    Zygote(site, channel).run()


def read(graphs: dict[str, Any]) -> Site:
    """The site of a graph, with what takes a worker long."""
    from ascn_kg.web.exported import exported

    store = graphs["store"]
    site = Site(load(graphs["root"], cache=graphs["cache"], store=store and Path(store), reasoner=graphs["reasoner"]))
    _ = site.graph.store, site.stated
    exported(site)
    return site


def warm(site: Site) -> Iterator[None]:
    """Read, step by step, what pages read when they are first asked for, so that no worker has to."""
    from ascn_kg.web.rooms import respond

    with contextlib.suppress(NotFoundError):
        site.labels.find("a name that nothing has")  # looks through all names there are
    for path in _first_pages(site):
        yield
        with contextlib.suppress(Exception):  # whoever asks for the page will be told
            respond(site, path)


def _first_pages(site: Site) -> Iterator[str]:
    """A page in each language of the rooms whose pages share most of what they read."""
    from ascn_kg.web.pages import dataset, editor, home, ontology, question, search, shapes, things

    for room in (home, question, things, search, editor, dataset, ontology, shapes):
        for lang in LANGUAGES:
            yield from islice((path for path in room.paths(site) if path.endswith(f".{lang}.html")), 1)


class Zygote:
    """Forks, kills and buries workers."""

    def __init__(self, site: Site, channel: socket.socket) -> None:
        self._site, self._channel, self._pid = site, channel, os.getpid()
        self._children: set[int] = set()
        self._warming, self._is_warm = warm(site), False
        self._text = b""
        self._sockets: deque[int] = deque()
        self._prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None

    def run(self) -> None:
        """Do as told until the socket closes."""
        self._wake, wake = socket.socketpair()
        wake.setblocking(False)
        self._wake.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
        self._own = (wake, self._wake, self._channel)
        with selectors.DefaultSelector() as selector:
            selector.register(self._channel, selectors.EVENT_READ)
            selector.register(self._wake, selectors.EVENT_READ)
            try:
                while self._listen({key.fileobj for key, _ in selector.select(None if self._is_warm else 0)}):
                    pass
            except OSError:
                pass  # nobody listens any more
            finally:
                for pid in self._children:
                    os.kill(pid, signal.SIGKILL)
                for pid in self._children:
                    os.waitpid(pid, 0)

    def _listen(self, ready: set[Any]) -> bool:
        """Do what has come in, or else warm up a little more; False where the socket has closed."""
        if not ready:
            self._warm_up()
        if self._wake in ready:
            self._wake.recv(1 << 12)
            self._bury()
        if self._channel in ready:
            text, sockets, _, _ = socket.recv_fds(self._channel, 1 << 16, 16)
            self._sockets.extend(sockets)
            if not text:
                return False
            *lines, self._text = (self._text + text).split(b"\n")
            for line in lines:
                self._obey(json.loads(line))
        return True

    def _warm_up(self) -> None:
        if next(self._warming, "done") == "done":
            self._is_warm = True
            gc.collect()
            gc.freeze()
            _say(self._channel, {"warm": True})

    def _obey(self, told: dict[str, Any]) -> None:
        if told["do"] == "kill":
            if told["pid"] in self._children:  # not buried yet, so the number is still its own
                os.kill(told["pid"], signal.SIGKILL)
            return
        end = socket.socket(fileno=self._sockets.popleft())
        try:
            pid = os.fork()
        except OSError as error:
            _say(self._channel, {"refused": error.strerror or str(error)})
        else:
            if pid == 0:
                self._be_worker(lambda: work(self._site, end, told["memory"]))
            self._children.add(pid)
            _say(self._channel, {"forked": pid})
        finally:
            end.close()

    def _be_worker(self, work: Callable[[], None]) -> None:
        """What the forked process does; it never comes back from here."""
        try:
            if self._prctl is not None:
                self._prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
            signal.set_wakeup_fd(-1)
            for number in (signal.SIGCHLD, signal.SIGALRM):
                signal.signal(number, signal.SIG_DFL)
            for own in self._own:
                own.close()
            # Rust code that gets no memory says so here before it ends; the log is told in its own form.
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nowhere, stream)
            if os.getppid() == self._pid:
                work()
        finally:
            os._exit(0)

    def _bury(self) -> None:
        for pid in list(self._children):
            found, status = os.waitpid(pid, os.WNOHANG)
            if found:
                self._children.discard(pid)
                _say(self._channel, {"ended": pid, "status": os.waitstatus_to_exitcode(status)})


def _say(channel: socket.socket, told: dict[str, Any]) -> None:
    channel.sendall(json.dumps(told).encode() + b"\n")


if __name__ == "__main__":
    main()
