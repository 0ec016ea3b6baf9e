"""The log: a line of JSON for each request, without anything that tells who asked or what they typed."""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from logging.handlers import WatchedFileHandler
from pathlib import Path
from traceback import extract_tb
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ascn_kg.web.server.address import raw_path

LOGGER = logging.getLogger("ascn_kg.web")
_LONGEST_PATH = 300
_MOST_NAMES = 20
_LONGEST_NAME = 40
# What servers commonly write where the client left before it was answered.
GONE = 499


class AccessLog:
    """ASGI middleware: writes method, path, names of parameters, status, bytes and milliseconds of each request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start, status, sent = time.perf_counter(), GONE, 0

        async def counting(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, counting)
        finally:
            LOGGER.info("request", extra={"told": _told(scope, status, sent, time.perf_counter() - start)})


def _told(scope: Scope, status: int, sent: int, seconds: float) -> dict[str, object]:
    names = [name for name, _ in parse_qsl(scope["query_string"][:2_000].decode("latin-1"), keep_blank_values=True)]
    return {
        "method": scope["method"][:20],
        "path": "/" + raw_path(scope).decode("latin-1")[:_LONGEST_PATH],
        "parameters": [name[:_LONGEST_NAME] for name in dict.fromkeys(names)][:_MOST_NAMES],
        "status": status,
        "bytes": sent,
        "ms": round(seconds * 1000, 1),
    }


class JsonLines(logging.Formatter):
    """A record as one line of JSON; of an error its kind and where it came from, but not its message."""

    def format(self, record: logging.LogRecord) -> str:
        """``{"time": …, "level": …, "event": …, …}``"""
        told: Mapping[str, object] = getattr(record, "told", {})
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(error.__traceback__)]
            told = {**told, "error": type(error).__name__, "frames": frames}
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = {"time": at, "level": record.levelname.lower(), "event": record.getMessage().strip(), **told}
        # In ASCII: some signs beyond it end a line, or steer the terminal of whoever reads this.
        return json.dumps(line)


def write_log(target: str) -> None:
    """Send our log and that of uvicorn to a file, to standard error (``-``) or nowhere (``none``).

    A file that is moved away is opened anew. Raises :class:`OSError` where it cannot be written.
    """
    if target == "none":
        handler: logging.Handler = logging.NullHandler()
    elif target == "-":
        handler = logging.StreamHandler(sys.stderr)
    else:
        handler = WatchedFileHandler(Path(target), encoding="utf-8")
    handler.setFormatter(JsonLines())
    for name, level in ((LOGGER.name, logging.INFO), ("uvicorn", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)
