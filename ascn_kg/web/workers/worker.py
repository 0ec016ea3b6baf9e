"""A worker: takes one job after another from its socket, until that closes or a job has made it too large."""

from __future__ import annotations

import contextlib
import resource
import signal
import socket
import sys
from pathlib import Path

from ascn_kg.web.site import Site
from ascn_kg.web.workers.trouble import TooLarge, failure_of
from ascn_kg.web.workers.wire import Order, Reply, receive_order, send_reply

_STATM = Path("/proc/self/statm")
# The process that gave the job kills a worker that is late. If it cannot any more, the kernel does, a little later.
_GRACE = 1.0
# A worker that keeps more than this part of the memory it may take makes room for a new one.
_KEPT = 1 / 8


def work(site: Site, channel: socket.socket, memory: int) -> None:
    """Answer jobs with at most ``memory`` bytes more than the process has now."""
    before = restrain(memory)
    while (order := receive_order(channel)) is not None:
        signal.setitimer(signal.ITIMER_REAL, order.seconds + _GRACE)
        reply = attempt(order, site)
        large = before is not None and size() - before > memory * _KEPT
        send_reply(channel, Reply(reply.result, reply.last or large))
        if reply.last or large:
            return
        signal.setitimer(signal.ITIMER_REAL, 0)


def attempt(order: Order, site: Site) -> Reply:
    """The answer to a job, or why there is none."""
    try:
        document = order.job.run(site)
    except MemoryError:
        return Reply(TooLarge("memory", order.memory), last=True)
    except BaseException as error:  # also the panics of Rust code
        return Reply(failure_of(error), last=not isinstance(error, Exception))
    if len(document.content) > order.answer:
        return Reply(TooLarge("answer", order.answer))
    return Reply(document)


def restrain(memory: int) -> int | None:
    """Limit this process; the bytes it has now, None where the system does not tell.

    It may take ``memory`` bytes more, write no file and leave no image of its memory on the disk. Linux holds the
    first; macOS does not.
    """
    sys.dont_write_bytecode = True
    for what in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
        resource.setrlimit(what, (0, 0))
    if not _STATM.exists():
        return None
    now = size()
    with contextlib.suppress(ValueError):  # a smaller limit holds already
        resource.setrlimit(resource.RLIMIT_AS, (now + memory, now + memory))
    return now


def size() -> int:
    """The bytes of address space this process has."""
    return int(_STATM.read_text().split()[0]) * resource.getpagesize()
