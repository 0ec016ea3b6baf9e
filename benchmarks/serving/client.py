"""One request over a connection of its own."""

from __future__ import annotations

import asyncio
import http.client
import io
from urllib.parse import urlsplit

from benchmarks.serving.wrk import Request

MOST = 64 << 20  # bytes that a client reads


async def exchange(url: str, request: Request) -> tuple[int, bytes]:
    """Status and body over a new connection, or the first bytes of an answer that has more than ``MOST``.

    Raises :class:`OSError` or :class:`http.client.HTTPException` where no whole answer comes.
    """
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    try:
        writer.write(request.wire(parts.netloc).replace(b"\r\n", b"\r\nConnection: close\r\n", 1))
        await writer.drain()
        received = bytearray()
        while len(received) < MOST and (piece := await reader.read(1 << 18)):
            received += piece
    finally:
        writer.close()
    if len(received) >= MOST:
        return int(received[9:12]), bytes(received)
    response = http.client.HTTPResponse(_Received(received))  # type: ignore[arg-type]
    response.begin()
    return response.status, response.read()


class _Received:
    """What http.client takes for a socket."""

    def __init__(self, content: bytes | bytearray) -> None:
        self._content = content

    def makefile(self, mode: str) -> io.BytesIO:
        return io.BytesIO(self._content)
