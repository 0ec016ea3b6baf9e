"""The website as an ASGI application: every address of the site, ``/sparql`` and ``/health``."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive

from ascn_kg.web.document import HTML, Document
from ascn_kg.web.media import best_language, best_media_type
from ascn_kg.web.server.address import LONGEST_PATH, check_head, own_address, raw_path, read_address
from ascn_kg.web.server.answer import answer_of, respond_with, takes_gzip
from ascn_kg.web.server.body import read_body
from ascn_kg.web.server.kept import KeptAnswers
from ascn_kg.web.server.log import GONE, LOGGER, AccessLog
from ascn_kg.web.server.refusal import Refusal, refusal_of
from ascn_kg.web.server.room import Room
from ascn_kg.web.sparql.job import QueryJob
from ascn_kg.web.sparql.protocol import METHODS, interpret
from ascn_kg.web.sparql.results import Limits
from ascn_kg.web.view import lang_of
from ascn_kg.web.workers import Failed, Job, NoAnswer, PageJob, ProblemJob, Runner, Workers

_READ = ("GET", "HEAD")
_WRITE = ("PUT", "PATCH", "DELETE")  # which the endpoint itself refuses, in its own words
_TEXT = "text/plain; charset=utf-8"
_SENDING = 256 << 20  # bytes of answers to queries that are being compressed and sent


def create_app(
    workers: Workers, *, public_url: str | None = None, query: Limits | None = None, kept: int = 64 << 20
) -> Starlette:
    """The application over some workers, which it opens at its start and closes at its end.

    ``public_url`` is the address of the site as others know it (default: as each request names it), ``query`` what the
    answer to a query may have. Up to ``kept`` bytes of answers are kept. The log is
    ``logging.getLogger("ascn_kg.web")``.
    """
    front = _Front(workers, KeptAnswers(kept), public_url, query or Limits())
    app = Starlette(
        routes=[
            Route("/sparql", front.endpoint(front.sparql), methods=[*METHODS, *_WRITE]),
            Route("/health", front.endpoint(front.health), methods=_READ),
            Route("/{path:path}", front.endpoint(front.page), methods=_READ),
            Route("/{path:path}", front.endpoint(front.options), methods=["OPTIONS"]),
        ],
        middleware=[Middleware(AccessLog)],
        exception_handlers={HTTPException: front.refused_by_routing},
        lifespan=front.lifespan,
    )
    app.router.redirect_slashes = False  # it would lead to whatever host the request names
    return app


Endpoint = Callable[[Request], Awaitable[Response]]


class _Front:
    """What requests meet first."""

    def __init__(self, workers: Workers, kept: KeptAnswers, public_url: str | None, query: Limits) -> None:
        self._workers, self._kept, self._public_url, self._query = workers, kept, public_url, query
        self._room = Room(_SENDING)

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        await self._workers.open()
        try:
            yield
        finally:
            await self._workers.close()

    def endpoint(self, answer: Endpoint) -> Endpoint:
        """``answer``, but whatever it raises becomes a response too."""

        async def answering(request: Request) -> Response:
            try:
                check_head(request.scope)
                return await answer(request)
            except Refusal as refusal:
                return await self._refuse(request, refusal)
            except (_Gone, ClientDisconnect):
                return Response(status_code=GONE)  # which nobody reads but the log
            except NoAnswer as reason:
                if isinstance(reason, Failed):
                    LOGGER.error("failed", extra={"told": {"error": reason.error, "frames": reason.frames}})
                else:
                    LOGGER.warning("no answer", extra={"told": {"reason": f"{type(reason).__name__} {reason}".strip()}})
                return await self._refuse(request, refusal_of(reason))
            except Exception as error:
                LOGGER.error("failed", exc_info=error)
                return await self._refuse(request, Refusal(500))

        return answering

    async def page(self, request: Request) -> Response:
        """Any document of the site."""
        address = read_address(request.scope)
        zipped = takes_gzip(request)
        accept, language = (request.headers.get(name) for name in ("accept", "accept-language"))
        asked = (address.path, tuple(sorted(address.args.items())), zipped)
        negotiated = (*asked, accept, language)
        answer = self._kept.get(asked) or self._kept.get(negotiated)
        if answer is None:
            job = PageJob(address.path, dict(address.args), accept, language)
            document = await self._called(self._workers.pages, job, request)
            if document.status == 404 and document.media_type == HTML and not address.path.endswith(".html"):
                raise Refusal(404)  # in the form and language that the client takes
            answer = await answer_of(document, zipped)
            if document.status in (200, 303) and document.file is None:
                self._kept.put(negotiated if "Vary" in document.headers else asked, answer)
        return respond_with(answer, request)

    async def sparql(self, request: Request) -> Response:
        """The SPARQL endpoint."""
        headers: dict[str, str] = {}
        for name, value in request.headers.items():  # one given several times is one list
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
        body = await read_body(request)
        asked = interpret(
            request.method,
            request.scope["query_string"],
            headers,
            body,
            address=f"{own_address(request, self._public_url)}/sparql",
            limits=self._query,
        )
        if not isinstance(asked, Document):
            runner = self._workers.queries if isinstance(asked, QueryJob) else self._workers.pages
            asked = await self._called(runner, asked, request)
        return await self._room.respond_with(asked, takes_gzip(request), request)

    async def options(self, request: Request) -> Response:
        """What may be asked here, also for pages of other sites that ask before they ask."""
        methods = ", ".join((*_READ, "OPTIONS"))
        headers = {
            "Allow": methods,
            "Access-Control-Allow-Methods": methods,
            "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
            "Access-Control-Max-Age": "86400",
        }
        return respond_with(await answer_of(Document(b"", _TEXT, 204, headers), False), request)

    async def health(self, request: Request) -> Response:
        """Whether all is well, for programs that watch."""
        failed = self._workers.failed
        told = {
            "status": "failed" if failed else "ok",
            **({"reason": failed} if failed else {}),
            "warm": self._workers.warm,
            "data": self._workers.data,
            "pages": self._workers.pages.state(),
            "queries": self._workers.queries.state(),
            "kept_bytes": self._kept.size,
        }
        content = json.dumps(told, indent=2).encode() + b"\n"
        headers = {"Cache-Control": "no-store"}
        document = Document(content, "application/json", 503 if failed else 200, headers)
        return respond_with(await answer_of(document, False), request)

    async def refused_by_routing(self, request: Request, error: Exception) -> Response:
        """Methods an address does not know, and addresses no route can have, as they hold the end of a line."""
        assert isinstance(error, HTTPException)
        if error.status_code == 404:
            return await self.endpoint(self.page)(request)
        return await self._refuse(request, Refusal(error.status_code, headers=error.headers))

    async def _called(self, runner: Runner, job: Job, request: Request) -> Document:
        """The answer to a job; it is given up where the client leaves."""
        work = asyncio.ensure_future(runner.call(job))
        left = asyncio.ensure_future(_left(request.receive))
        try:
            await asyncio.wait((work, left), return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                raise _Gone
            return work.result()
        finally:
            left.cancel()
            work.cancel()
            await asyncio.gather(work, left, return_exceptions=True)

    async def _refuse(self, request: Request, refusal: Refusal) -> Response:
        """A page for people, a line of text for programs, in the language of the reader."""
        raw = raw_path(request.scope).decode("latin-1")
        page = lang_of(raw)
        lang = page[1] if page else best_language(request.headers.get("accept-language"))
        detail = refusal.id if lang == "id" else refusal.en
        document = None
        wants_page = best_media_type([_TEXT, "text/html"], request.headers.get("accept")) == "text/html"
        if wants_page and len(raw) <= LONGEST_PATH and refusal.status != 503:
            with suppress(Exception):  # in plain words then
                document = await self._workers.pages.call(ProblemJob(raw, lang, refusal.status, detail))
        if document is None:
            document = _plain(refusal.status, lang, detail)
        document = replace(document, headers={**document.headers, **refusal.headers})
        return respond_with(await answer_of(document, False), request)


class _Gone(Exception):
    """The client has left."""


async def _left(receive: Receive) -> None:
    """Comes back when the client has left."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _plain(status: int, lang: str, detail: str) -> Document:
    from ascn_kg.web.problems import PROBLEMS

    problem = PROBLEMS.get(status) or PROBLEMS[500 if status >= 500 else 400]
    words = [text[lang == "id"] for text in (problem.what, problem.advice)]
    return Document(f"{words[0]}. {detail} {words[1]}\n".replace("  ", " ").encode(), _TEXT, status)
