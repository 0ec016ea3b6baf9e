"""A document as an HTTP response: conditional, compressed, with the headers that keep browsers safe."""

from __future__ import annotations

import asyncio
import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import Message, Receive, Scope, Send

from ascn_kg.web.document import Document

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_EVERYWHERE = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}
# Pages are for people who came here; data are for programs and pages of anybody.
_PAGE = {"Cross-Origin-Resource-Policy": "same-origin"}
_DATA = {
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Location, ETag, Link, Retry-After",
}
# A new version of the data shows within minutes; the tag spares sending what has not changed.
_FRESH = "public, max-age=300"
_COMPRESSIBLE = re.compile(r"text/.*|application/(.*[+])?(json|xml|javascript|n-triples|n-quads|trig)|image/svg[+]xml")
_WORTH_COMPRESSING = 1_000  # bytes
_IN_THREAD = 64_000
_LONG = 1 << 20
_PIECE = 64 << 10
_TAG = re.compile(r'(?:W/)?"([^"]*)"')
_ZIPPED = "-gzip"


@dataclass(frozen=True)
class Answer:
    """What is sent, ready to be sent again."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    file: Path | None = None


def takes_gzip(request: Request) -> bool:
    """Whether the client can read compressed answers."""
    for coding in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = (part.strip() for part in coding.partition(";"))
        if name == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


async def answer_of(document: Document, zipped: bool) -> Answer:
    """The answer a document makes, compressed where that is worth it and the client takes it."""
    media = document.media_type.partition(";")[0]
    content = document.content
    tag = (await asyncio.to_thread(_tag, document)) if len(content) > _LONG else _tag(document)
    compressible = _COMPRESSIBLE.fullmatch(media) is not None and document.file is None
    headers = {**_EVERYWHERE, **(_PAGE if media == "text/html" else _DATA), "Content-Type": document.media_type}
    headers["Cache-Control"] = _FRESH if document.status in (200, 303) else "no-store"
    headers |= document.headers
    if compressible:
        headers["Vary"] = ", ".join(filter(None, (headers.get("Vary"), "Accept-Encoding")))
        if zipped and len(content) >= _WORTH_COMPRESSING:
            headers["Content-Encoding"], tag = "gzip", tag + _ZIPPED
            content = await _zip(content)
    if document.status == 200:
        headers["ETag"] = f'"{tag}"'
    return Answer(document.status, headers, content, document.file)


def respond_with(answer: Answer, request: Request) -> Response:
    """The response: only its head where that is all the client wants or where it has the rest already."""
    if answer.status == 200 and _has_it(request, answer.headers["ETag"]):
        kept = {
            name: value for name, value in answer.headers.items() if name not in ("Content-Type", "Content-Encoding")
        }
        return Response(status_code=304, headers=kept)
    if answer.file is not None:
        headers, found = dict(answer.headers), answer.file.stat()  # here, where a fault still has an answer
        return _File(answer.file, answer.status, headers, headers["Content-Type"], stat_result=found)
    if request.method == "HEAD":
        return Response(None, answer.status, {**answer.headers, "Content-Length": str(len(answer.content))})
    return Pieces(answer.content, answer.status, dict(answer.headers))


def _tag(document: Document) -> str:
    return document.etag.strip('"')


def _has_it(request: Request, tag: str) -> bool:
    if request.method not in ("GET", "HEAD"):
        return False
    known = request.headers.get("if-none-match")
    if known is None:
        return False
    if known.strip() == "*":
        return True
    return tag.strip('"').removesuffix(_ZIPPED) in {each.removesuffix(_ZIPPED) for each in _TAG.findall(known)}


class Pieces(Response):
    """A response that is handed on no faster than it is taken, so that a slow client holds no copy of its own."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        view = memoryview(self.body)
        for start in range(0, max(1, len(view)), _PIECE):
            end = start + _PIECE
            await send({"type": "http.response.body", "body": bytes(view[start:end]), "more_body": end < len(view)})


class _File(FileResponse):
    """A file or parts of it; where there is no such part, that is told with our headers too."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""

        async def carefully(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] >= 400:
                ours = {**_EVERYWHERE, **_DATA, "Cache-Control": "no-store"}
                pairs = [(name.lower().encode(), value.encode()) for name, value in ours.items()]
                message = {**message, "headers": [*message["headers"], *pairs]}
            await send(message)

        await super().__call__(scope, receive, carefully)


async def _zip(content: bytes) -> bytes:
    if len(content) < _IN_THREAD:
        return gzip.compress(content, 6, mtime=0)
    return await asyncio.to_thread(gzip.compress, content, 6, mtime=0)
