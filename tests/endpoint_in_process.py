"""A small HTTP server in this process: answers as a test tells it to, or as a SPARQL store does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

JSON = "application/sparql-results+json"


@dataclass(frozen=True)
class Request:
    """One request as it came in."""

    method: str
    path: str
    fields: dict[str, list[str]]  # of the address and, for a form, of the body
    headers: dict[str, str]  # names in lower case
    body: bytes


@dataclass(frozen=True)
class Reply:
    """One answer."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


Answering = Callable[[Request], Reply]


@contextmanager
def serving(answer: Answering) -> Iterator[tuple[str, list[Request]]]:
    """The address of a server that answers so, and the requests it has had."""
    seen: list[Request] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            parts = urlsplit(self.path)
            fields = parse_qs(parts.query)
            if self.headers.get("Content-Type") == "application/x-www-form-urlencoded":
                fields.update(parse_qs(body.decode()))
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, parts.path, fields, headers, body)
            seen.append(request)
            reply = answer(request)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in reply.headers:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)
            self.close_connection = "Content-Length" in reply.headers  # which may promise more than there is

        do_GET = do_POST = do_PUT = do_DELETE = _any

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Say nothing of a client that went away."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()


def store_of(store: ox.Store) -> Answering:
    """Answers as a store with queries at /query and the Graph Store Protocol at /store."""

    def answer(request: Request) -> Reply:
        if request.path == "/query":
            return _queried(store, request)
        graph = ox.NamedNode(request.fields["graph"][0])
        if request.method in ("PUT", "DELETE"):
            store.remove_graph(graph)
        if request.method in ("PUT", "POST"):
            store.load(request.body, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
        return Reply(204)

    return answer


def _queried(store: ox.Store, request: Request) -> Reply:
    if "query" not in request.fields:
        return Reply(400, b"no query")
    graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [
        ox.NamedNode(graph) for graph in request.fields.get("default-graph-uri", [])
    ]
    try:
        found = store.query(request.fields["query"][0], default_graph=graphs or None)
    except SyntaxError as error:
        return Reply(400, str(error).encode())
    assert isinstance(found, ox.QuerySolutions)
    content = found.serialize(format=ox.QueryResultsFormat.JSON)
    assert content is not None
    return Reply(200, content, {"Content-Type": JSON})
