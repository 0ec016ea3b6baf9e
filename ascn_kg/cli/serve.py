"""``ascn-kg serve``: the website and the SPARQL endpoint on a port of this machine."""

from __future__ import annotations

import argparse
import errno
import re
import socket
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ascn_kg.cli.common import add_index, add_root, locations_of
from ascn_kg.errors import AscnKgError

if TYPE_CHECKING:
    from ascn_kg.web.workers import Nursery

_NEEDED = ("starlette", "uvicorn", "jinja2")
_LAST_PORT = 65_535
_MOST = 1_000_000
_BACKLOG = 1_024

_EPILOG = """\
examples:
  ascn-kg serve                          for yourself: http://127.0.0.1:8000/
  ascn-kg serve --port 8080 --workers 4  with room for four pages and four queries at once
  ascn-kg serve --host 0.0.0.0 --public-url https://example.org/ascn-kg --log /var/log/ascn-kg.jsonl

Queries read the graph and nothing else: no file, no other server. Each runs in a process of its own, which is ended
when it takes too long or, on Linux, too much memory. Nobody can change the data through this server. For the open
internet, put it behind a web server that speaks HTTPS. Ctrl-C ends it."""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command's options."""
    parser = subparsers.add_parser(
        "serve",
        help="open the website and the SPARQL endpoint",
        description="Serve pages for people, data and SPARQL for programs, until it is stopped.",
        epilog=_EPILOG,
    )
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen (default: 127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8000, metavar="PORT", help="default: 8000; 0 takes a free one")
    parser.add_argument(
        "--workers", type=_count, metavar="N", help="pages, and queries, computed at once (default: one a processor)"
    )
    parser.add_argument(
        "--query-seconds", type=_seconds, default=10.0, metavar="S", help="how long a query may take (default: 10)"
    )
    parser.add_argument(
        "--query-memory", type=_count, default=1024, metavar="MB", help="memory a query may take (default: 1024)"
    )
    parser.add_argument(
        "--query-rows", type=_count, default=100_000, metavar="N", help="rows of one answer (default: 100000)"
    )
    parser.add_argument(
        "--log",
        default="-",
        metavar="FILE",
        help="log of requests, a line of JSON each; - is standard error, none is none",
    )
    parser.add_argument(
        "--public-url",
        type=_url,
        metavar="URL",
        help="the address under which others reach the site, as documents name it",
    )
    add_root(parser)
    add_index(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Serve until told to stop."""
    for name in _NEEDED:
        if find_spec(name) is None:
            raise AscnKgError(f"a server needs {name}. Install it: pip install 'ascn-kg[web]'")
    root = locations_of(args).root
    if args.log not in ("-", "none"):
        with Path(args.log).open("a"):
            pass  # whatever speaks against it is told before anything else is done
    with _listening(args.host, args.port) as listener:
        from ascn_kg.web.workers import Graphs, Nursery

        nursery = Nursery(Graphs(root, args.cache, args.store, args.reasoner))
        try:
            return _serve(args, listener, nursery)
        finally:
            nursery.end_now()


def _serve(args: argparse.Namespace, listener: socket.socket, nursery: Nursery) -> int:
    # All this is imported while the nursery reads the graph.
    from ascn_kg.web.app import create_app
    from ascn_kg.web.server.log import write_log
    from ascn_kg.web.server.running import serve
    from ascn_kg.web.sparql.results import Limits
    from ascn_kg.web.workers import Workers
    from ascn_kg.web.workers.workers import QUERIES

    write_log(args.log)
    limits = replace(QUERIES, seconds=args.query_seconds, memory=args.query_memory << 20)
    nursery.wait()
    workers = Workers.forked(nursery, args.workers, queries=limits)
    app = create_app(workers, public_url=args.public_url, query=Limits(args.query_rows, limits.answer))
    serve(app, workers, listener, lambda: _welcome(listener, args.public_url))
    if workers.failed:
        raise AscnKgError(f"{workers.failed}. Start the server again.")
    print("ascn-kg: goodbye.", file=sys.stderr)
    return 0


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises :class:`AscnKgError` where it cannot."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.create_server(address[:2], family=family, backlog=_BACKLOG)
        # asyncio sets this only on sockets that name their protocol; without it the body waits 40 ms behind the head.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except (socket.gaierror, UnicodeError):
        raise AscnKgError(
            f"--host {host}: there is no such address. Write one of this machine, as in 127.0.0.1."
        ) from None
    except OSError as error:
        raise AscnKgError(_refused(error, host, port)) from None


def _refused(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"port {port} is in use. Stop the other program, or take another port: --port {min(port + 1, _LAST_PORT)}."
        )
    if error.errno == errno.EACCES:
        return f"port {port} is not for everybody. Take one above 1023, as in --port 8000."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"--host {host}: this machine has no such address. Write one of its own, as in 127.0.0.1."
    return f"cannot listen on {host}, port {port}: {error.strerror}."


def _welcome(listener: socket.socket, public: str | None) -> None:
    host, port = listener.getsockname()[:2]
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    print(f"ascn-kg: open {address} in a browser. Ctrl-C ends the server.", flush=True)
    if public:
        print(f"ascn-kg: others reach it at {public}", flush=True)


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) <= _LAST_PORT:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no port. Write a number up to {_LAST_PORT}, as in 8000")


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) <= _MOST:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {_MOST:,}")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 3_600:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds up to an hour. Write one, as in 10")
    return seconds


def _url(text: str) -> str:
    if re.fullmatch(r"https?://[^\s<>\"{}|\\^`?#]+", text):
        return text.rstrip("/")
    raise argparse.ArgumentTypeError(f"{text!r} is no address. Write one as in https://example.org/ascn-kg")
