"""Workers of one kind: so many at once, each with one job at a time and within limits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Protocol

from ascn_kg.web.document import Document
from ascn_kg.web.workers.job import Job
from ascn_kg.web.workers.nursery import Nursery, Worker
from ascn_kg.web.workers.trouble import Busy, TooSlow, ended_by
from ascn_kg.web.workers.wire import Order, Reply, receive_reply, send_order

_TELLING = 5.0  # seconds that the nursery may take to say how a worker ended


class Runner(Protocol):
    """Whatever answers jobs."""

    async def call(self, job: Job) -> Document:
        """The answer. Raises a :class:`~ascn_kg.web.workers.trouble.NoAnswer`."""

    def state(self) -> dict[str, int]:
        """Figures for ``/health``."""


@dataclass(frozen=True)
class Limits:
    """What a job may take: seconds, bytes of memory above what a new worker has, and bytes of its answer.

    ``wait`` is how long, in seconds, a job may wait for a worker, ``fair`` how long one may work while another waits
    (None: as long as it may anyway).
    """

    seconds: float
    memory: int = 1 << 30
    answer: int = 64 << 20
    wait: float = 0.0
    fair: float | None = None


class Pool:
    """At most ``count`` workers."""

    def __init__(self, nursery: Nursery, count: int, limits: Limits) -> None:
        self._nursery, self._count, self.limits = nursery, count, limits
        self._places = asyncio.Semaphore(count)
        self._idle: list[Worker] = []
        self._busy = self._ended = self._waiters = 0
        self._began: dict[asyncio.Timeout, float] = {}  # of the jobs under way

    async def warm(self) -> None:
        """Fork all workers."""
        forked = (self._nursery.fork(self.limits.memory) for _ in range(self._count - len(self._idle)))
        self._idle += await asyncio.gather(*forked)

    def state(self) -> dict[str, int]:
        """How many workers there may be, how many work, and how many came to an end."""
        return {"workers": self._count, "busy": self._busy, "ended": self._ended}

    async def call(self, job: Job) -> Document:
        """The answer. Where the caller is cancelled, the worker is killed.

        Raises :class:`Busy`, :class:`TooSlow`, :class:`TooLarge`, :class:`Died` or :class:`Failed`.
        """
        order = Order(job, self.limits.seconds, self.limits.memory, self.limits.answer)
        async with self._place():
            worker = self._waiting() or await self._nursery.fork(self.limits.memory)
            keep = False
            try:
                async with self._time():
                    reply = await self._ask(worker, order)
                if reply is None:
                    raise await self._reason(worker)
                keep = not reply.last
            finally:
                if keep:
                    self._idle.append(worker)
                else:
                    self._ended += 1
                    self._nursery.end(worker)
        if isinstance(reply.result, Document):
            return reply.result
        raise reply.result

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        if self._places.locked():
            await self._queue()
        else:
            await self._places.acquire()
        self._busy += 1
        try:
            yield
        finally:
            self._busy -= 1
            self._places.release()

    async def _queue(self) -> None:
        if not self.limits.wait:
            raise Busy
        self._waiters += 1
        self._make_room()
        try:
            async with asyncio.timeout(self.limits.wait):
                await self._places.acquire()
        except TimeoutError:
            raise Busy from None
        finally:
            self._waiters -= 1

    @asynccontextmanager
    async def _time(self) -> AsyncIterator[None]:
        """The time a job has. Raises :class:`TooSlow` after it, :class:`Busy` where others wait and it was fair."""
        began = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout_at(began + self.limits.seconds) as limit:
                self._began[limit] = began
                self._make_room()
                yield
        except TimeoutError:
            raise (TooSlow(self.limits.seconds) if limit.when() == began + self.limits.seconds else Busy) from None
        finally:
            del self._began[limit]

    def _make_room(self) -> None:
        """Where somebody waits, leave the jobs under way no more than their fair time."""
        if not self._waiters or self.limits.fair is None:
            return
        for limit, began in self._began.items():
            fair = began + self.limits.fair
            if not limit.expired() and (when := limit.when()) is not None and when > fair:
                limit.reschedule(fair)

    def _waiting(self) -> Worker | None:
        while self._idle:
            worker = self._idle.pop()
            if worker.is_there and worker.is_warm == self._nursery.warm.is_set():
                return worker
            self._nursery.end(worker)
        return None

    async def _ask(self, worker: Worker, order: Order) -> Reply | None:
        try:
            await asyncio.get_running_loop().sock_sendall(worker.channel, send_order(order))
        except ConnectionError:
            return None
        return await receive_reply(worker.channel, order.answer)

    async def _reason(self, worker: Worker) -> Exception:
        """Why a worker has not answered."""
        status = None
        with suppress(TimeoutError):
            async with asyncio.timeout(_TELLING):
                status = await asyncio.shield(worker.ended)
        return ended_by(status, self.limits.seconds, self.limits.memory)
