"""How jobs and answers pass between two processes: each piece with its length before it.

A job is pickled, for it goes to a worker. An answer is not: what a query made of a worker must not run in the process
that listens.
"""

from __future__ import annotations

import asyncio
import json
import pickle
import socket
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ascn_kg.web.document import Document
from ascn_kg.web.workers.job import Job
from ascn_kg.web.workers.trouble import Failed, TooLarge

_LENGTHS = struct.Struct(">QQ")
_LONGEST_HEAD = 1 << 20


@dataclass(frozen=True)
class Order:
    """A job and what bounds it: seconds, and bytes of memory and of the answer."""

    job: Job
    seconds: float
    memory: int
    answer: int


@dataclass(frozen=True)
class Reply:
    """A document or why there is none; ``last`` where the worker ends after it."""

    result: Document | TooLarge | Failed
    last: bool = False


def send_order(order: Order) -> bytes:
    """The bytes of an order."""
    content = pickle.dumps(order)
    return _LENGTHS.pack(len(content), 0) + content


def receive_order(channel: socket.socket) -> Order | None:
    """The next order; None where whoever gave them has gone."""
    lengths = _read(channel, _LENGTHS.size)
    content = lengths and _read(channel, _LENGTHS.unpack(lengths)[0])
    return pickle.loads(content) if content else None


def send_reply(channel: socket.socket, reply: Reply) -> None:
    """Send a reply, waiting until it is taken."""
    content = reply.result.content if isinstance(reply.result, Document) else b""
    head = json.dumps({"last": reply.last, **_told(reply.result)}).encode()
    channel.sendall(_LENGTHS.pack(len(head), len(content)) + head)
    channel.sendall(content)


async def receive_reply(channel: socket.socket, longest: int) -> Reply | None:
    """The reply of a worker on a socket that does not block; None where it ended or sends what it should not."""
    lengths = await _arrive(channel, _LENGTHS.size)
    if lengths is None:
        return None
    of_head, of_content = _LENGTHS.unpack(lengths)
    if of_head > _LONGEST_HEAD or of_content > longest:
        return None
    head, content = await _arrive(channel, of_head), await _arrive(channel, of_content)
    return None if head is None or content is None else _understood(json.loads(head), content)


def _told(result: Document | TooLarge | Failed) -> dict[str, Any]:
    if isinstance(result, TooLarge):
        return {"too_large": result.what, "limit": result.limit}
    if isinstance(result, Failed):
        return {"failed": result.error, "frames": result.frames}
    file = None if result.file is None else str(result.file)
    return {
        "document": [result.media_type, result.status, dict(result.headers), file, result.sha256],
    }


def _understood(head: dict[str, Any], content: bytes) -> Reply:
    last = bool(head["last"])
    if "too_large" in head:
        return Reply(TooLarge(head["too_large"], head["limit"]), last)
    if "failed" in head:
        return Reply(Failed(head["failed"], head["frames"]), last)
    media_type, status, headers, file, sha256 = head["document"]
    return Reply(Document(content, media_type, status, headers, None if file is None else Path(file), sha256), last)


def _read(channel: socket.socket, count: int) -> bytes | None:
    pieces = bytearray()
    while len(pieces) < count:
        piece = channel.recv(min(count - len(pieces), 1 << 20))
        if not piece:
            return None
        pieces += piece
    return bytes(pieces)


async def _arrive(channel: socket.socket, count: int) -> bytes | None:
    loop = asyncio.get_running_loop()
    pieces = bytearray()
    while len(pieces) < count:
        try:
            piece = await loop.sock_recv(channel, min(count - len(pieces), 1 << 20))
        except ConnectionError:
            return None
        if not piece:
            return None
        pieces += piece
    return bytes(pieces)
