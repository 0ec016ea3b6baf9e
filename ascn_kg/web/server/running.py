"""The application on a port, until somebody stops it."""

from __future__ import annotations

import asyncio
import resource
import signal
import socket
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette

from ascn_kg.web.server.protocol import ImpatientProtocol
from ascn_kg.web.workers import Workers

_CONNECTIONS = 500  # at once; more are told to come back
_FILES = 4_096  # that may be open: each connection is one, and hundreds may come in at a time
_LONGEST_HEAD = 32 << 10  # bytes of a request line with its headers
_IDLE = 10  # seconds that a connection stays open between two requests
_ENDING = 3  # seconds that requests under way have when the server is stopped
_TELLING = 2.0  # seconds for which /health says that all workers are lost


def serve(app: Starlette, workers: Workers, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Answer requests until SIGINT or SIGTERM, or until no workers can be had; then ``workers.failed`` says why.

    ``ready`` is called when the first request can be answered.
    """
    _allow_files(_FILES)
    server = _Server(app, workers, ready)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)  # the server minds them itself, then raises them once more
    asyncio.run(server.serve([listener]))


def _allow_files(count: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < count:
        most = count if hard == resource.RLIM_INFINITY else min(count, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


class _Server(uvicorn.Server):
    def __init__(self, app: Starlette, workers: Workers, ready: Callable[[], None]) -> None:
        self._workers, self._ready = workers, ready
        self._until: float | None = None
        super().__init__(
            uvicorn.Config(
                app,
                http=ImpatientProtocol,
                ws="none",
                loop="asyncio",
                lifespan="on",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                limit_concurrency=_CONNECTIONS,
                h11_max_incomplete_event_size=_LONGEST_HEAD,
                timeout_keep_alive=_IDLE,
                timeout_graceful_shutdown=_ENDING,
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    async def on_tick(self, counter: int) -> bool:
        if self._workers.failed:
            now = asyncio.get_running_loop().time()
            self._until = self._until or now + _TELLING
            self.should_exit = self.should_exit or now > self._until
        return await super().on_tick(counter)
