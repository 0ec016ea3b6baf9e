"""Asks an ASGI application in this process, byte for byte as told: addresses are not tidied as browsers do."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message

from ascn_kg.web.app import create_app
from ascn_kg.web.document import Document
from ascn_kg.web.workers import Job, NoAnswer, Workers


@dataclass(frozen=True)
class Response:
    """What came back; ``content`` as sent, compressed or not."""

    status: int
    headers: Headers
    content: bytes

    @property
    def text(self) -> str:
        """The content as text."""
        return self.content.decode()

    def json(self) -> Any:
        """The content as JSON."""
        return json.loads(self.content)


@dataclass(frozen=True)
class Client:
    """A program that sends some headers each time, unless others are given."""

    app: ASGIApp
    headers: Mapping[str, str]

    def get(self, target: str, headers: Mapping[str, str] | None = None) -> Response:
        """Ask by GET."""
        return self.request("GET", target, headers)

    def request(
        self, method: str, target: str, headers: Mapping[str, str] | None = None, content: bytes = b""
    ) -> Response:
        """Ask for a target, the path and perhaps a query, in ASCII."""
        sent = {"Host": "testserver", **self.headers, **(headers or {})}
        return asyncio.run(_ask(self.app, method, target, sent, content))


async def _ask(app: ASGIApp, method: str, target: str, headers: Mapping[str, str], content: bytes) -> Response:
    path, _, query = target.encode("ascii").partition(b"?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path.decode()),  # as uvicorn does
        "raw_path": path,
        "query_string": query,
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()],
        "server": ("testserver", 80),
        "client": ("testclient", 50_000),
    }
    bodies, sent, done = [content], [], asyncio.Event()

    async def receive() -> Message:
        if bodies:
            return {"type": "http.request", "body": bodies.pop(), "more_body": False}
        await done.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    done.set()
    start = sent[0]
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Response(start["status"], Headers(raw=start["headers"]), b"" if method == "HEAD" else body)


class Refusing:
    """Answers no job."""

    def __init__(self, reason: NoAnswer | Exception) -> None:
        self.reason = reason

    async def call(self, job: Job) -> Document:
        raise self.reason

    def state(self) -> dict[str, int]:
        return {}


def refusing(reason: NoAnswer | Exception) -> Client:
    """A program before a server that has no answers."""
    runner = Refusing(reason)
    return Client(create_app(Workers(runner, runner, {})), {})
