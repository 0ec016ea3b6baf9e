"""Requests to the endpoint as the tests write them, answered in this process."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from ascn_kg.graph import Graph
from ascn_kg.web.document import Document
from ascn_kg.web.sparql import DEFAULT_LIMITS, Limits, interpret

ADDRESS = "http://localhost:8000/sparql"
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"


def answered(
    graph: Graph,
    method: str = "GET",
    query_string: str = "",
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """What the endpoint answers over a graph; the job goes through pickle, as to a worker."""
    asked = interpret(method, query_string.encode(), headers or {}, body, address=ADDRESS, limits=limits)
    return asked if isinstance(asked, Document) else pickle.loads(pickle.dumps(asked)).answer(graph)


def got(
    graph: Graph,
    query: str,
    *further: tuple[str, str],
    accept: str | None = None,
    lang: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """The answer to a query by GET, with further parameters."""
    given = {"accept": accept, "accept-language": lang}
    headers = {name: value for name, value in given.items() if value is not None}
    return answered(graph, "GET", urlencode([("query", query), *further]), headers, limits=limits)


def rows(document: Document) -> list[dict[str, str]]:
    """The rows of an answer in JSON, by variable."""
    assert document.status == 200, document.content.decode()
    bindings: Iterable[Mapping[str, Mapping[str, str]]] = json.loads(document.content)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in bindings]


def truth(document: Document) -> bool:
    """The answer to an ASK in JSON."""
    assert document.status == 200, document.content.decode()
    return bool(json.loads(document.content)["boolean"])
