"""What a request carries, read no further and no longer than a query can need."""

from __future__ import annotations

import asyncio

from starlette.requests import Request

from ascn_kg.web.server.refusal import Refusal

LONGEST_BODY = 256 << 10  # bytes
_SECONDS = 15.0


async def read_body(request: Request) -> bytes:
    """The body. Raises :class:`Refusal` with status 413 or 408, ``ClientDisconnect`` where the client has left."""
    told = request.headers.get("content-length", "0")
    if told.isdigit() and int(told) > LONGEST_BODY:
        raise _too_long()
    content = bytearray()
    try:
        async with asyncio.timeout(_SECONDS):
            async for piece in request.stream():
                content += piece
                if len(content) > LONGEST_BODY:
                    raise _too_long()
    except TimeoutError:
        raise Refusal(
            408, "It did not come in whole in time.", "Isinya tidak lengkap diterima pada waktunya."
        ) from None
    return bytes(content)


def _too_long() -> Refusal:
    size = LONGEST_BODY >> 10
    return Refusal(413, f"A request may carry {size} kB.", f"Satu permintaan boleh memuat {size} kB.", _CLOSE)


# Whatever else comes on this connection is the rest of what is too long.
_CLOSE = {"Connection": "close"}
