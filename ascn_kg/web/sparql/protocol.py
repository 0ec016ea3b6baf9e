"""What a request to the endpoint asks for: a query to be run, the service's description, or nothing that is done here.

SPARQL 1.1 Protocol, section 2.1: https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl

import pyoxigraph as ox

from ascn_kg.questions.free_query import Dataset
from ascn_kg.web.document import Document
from ascn_kg.web.media import best_language, best_media_type
from ascn_kg.web.sparql.description import DescriptionJob
from ascn_kg.web.sparql.formats import HTML, TRIPLES
from ascn_kg.web.sparql.job import QueryJob
from ascn_kg.web.sparql.refused import HEADERS, TEXT, Refused
from ascn_kg.web.sparql.results import DEFAULT_LIMITS, Limits

METHODS = ("GET", "HEAD", "POST", "OPTIONS")

_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_UTF8 = ("utf-8", "utf8", "us-ascii")
_MOST_FIELDS = 1_000
_ALLOWED = {"Allow": ", ".join(METHODS)}
_PREFLIGHT = {
    **HEADERS,
    **_ALLOWED,
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}

Fields = Mapping[str, list[str]]


def interpret(
    method: str,
    query_string: bytes,
    headers: Mapping[str, str],
    body: bytes,
    *,
    address: str,
    limits: Limits = DEFAULT_LIMITS,
) -> QueryJob | DescriptionJob | Document:
    """The job a request asks for, or the answer that needs none, such as why it is refused.

    ``headers`` have their names in lower case, ``address`` is the endpoint's own absolute address. ``limits`` are those
    of one answer.

    >>> interpret("GET", b"query=ASK+%7B%7D", {}, b"", address="http://localhost/sparql").text
    'ASK {}'
    >>> interpret("DELETE", b"", {}, b"", address="http://localhost/sparql").status
    405
    """
    lang = best_language(headers.get("accept-language"))
    try:
        if method == "OPTIONS":
            return Document(b"", TEXT, 204, _PREFLIGHT)
        if method not in METHODS:
            raise Refused(
                405,
                "Queries come by GET or POST. Nothing can be changed here.",
                "Kueri dikirim dengan GET atau POST. Tidak ada yang dapat diubah di sini.",
                _ALLOWED,
            )
        fields = _fields(method, query_string, headers, body)
        if method != "POST" and not fields.keys() - {"format"}:
            return _description(headers.get("accept"), fields, lang, address, limits)
        return QueryJob(
            _query(fields),
            address,
            _dataset(fields),
            headers.get("accept"),
            tuple(fields.get("format", ())),
            lang,
            limits,
        )
    except Refused as refused:
        return refused.document(lang)


def _fields(method: str, query_string: bytes, headers: Mapping[str, str], body: bytes) -> Fields:
    """The values of each parameter, wherever the request has them; the body of a direct POST counts as ``query``."""
    fields: dict[str, list[str]] = defaultdict(list)
    for name, value in _pairs(query_string):
        fields[name].append(value)
    if method == "POST":
        kind = _kind_of(headers)
        for name, value in _pairs(body) if kind == _FORM else [("query", _decoded(body))]:
            fields[name].append(value)
    return fields


def _pairs(encoded: bytes) -> Iterator[tuple[str, str]]:
    try:
        yield from parse_qsl(
            _decoded(encoded), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=_MOST_FIELDS
        )
    except UnicodeDecodeError:
        raise _not_utf8() from None
    except ValueError:
        raise Refused(
            400, f"There are more than {_MOST_FIELDS} parameters.", f"Parameternya lebih dari {_MOST_FIELDS}."
        ) from None


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _not_utf8() from None


def _kind_of(headers: Mapping[str, str]) -> str:
    """The media type of the body. Raises :class:`Refused` where it is none of a query's."""
    kind, *parameters = (part.strip().lower() for part in headers.get("content-type", "").split(";"))
    if kind == _UPDATE:
        raise _no_updates()
    if kind not in (_FORM, _QUERY):
        raise Refused(
            415,
            f"A query is sent by POST as {_FORM} (query=…) or as {_QUERY}; "
            + (f"this is {kind[:60]}." if kind else "the request has no Content-Type."),
            f"Kueri dikirim dengan POST sebagai {_FORM} (query=…) atau {_QUERY}; "
            + (f"yang diterima {kind[:60]}." if kind else "permintaan ini tidak memuat Content-Type."),
            {"Accept-Post": f"{_FORM}, {_QUERY}"},
        )
    if headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise Refused(
            415,
            "Send the query as it is, without Content-Encoding.",
            "Kirim kueri apa adanya, tanpa Content-Encoding.",
            {"Accept-Encoding": "identity"},
        )
    pairs = (each.partition("=") for each in parameters)
    if any(name == "charset" and value.strip('" ') not in _UTF8 for name, _, value in pairs):
        raise _not_utf8()
    return kind


def _query(fields: Fields) -> str:
    if "update" in fields:
        raise _no_updates()
    queries = fields.get("query", [])
    if not queries:
        raise Refused(400, "There is no query: send it as query=…", "Tidak ada kueri: kirim sebagai query=…")
    if len(queries) > 1:
        raise Refused(
            400,
            f"There are {len(queries)} queries. Send exactly one.",
            f"Ada {len(queries)} kueri. Kirim tepat satu.",
        )
    if not queries[0].strip():
        raise Refused(
            400,
            "The query is empty. Write one, such as SELECT ?city { ?city a ascn:City }.",
            "Kuerinya kosong. Tulis satu, misalnya SELECT ?city { ?city a ascn:City }.",
        )
    return queries[0].removeprefix("\ufeff")


def _dataset(fields: Fields) -> Dataset | None:
    """The graphs the request names; forms send fields that were left empty too."""
    default, named = (
        tuple(value for value in fields.get(name, ()) if value) for name in ("default-graph-uri", "named-graph-uri")
    )
    for name in (*default, *named):
        try:
            ox.NamedNode(name)
        except ValueError:
            raise Refused(
                400, f"{name[:100]!r} names no graph: it is no IRI.", f"{name[:100]!r} bukan nama graf: bukan IRI."
            ) from None
    return Dataset(default, named) if default or named else None


def _description(
    accept: str | None, fields: Fields, lang: str, address: str, limits: Limits
) -> DescriptionJob | Document:
    """What a request without a query gets: people an editor, programs what the service can do."""
    formats = tuple(fields.get("format", ()))
    if not formats and best_media_type([form.media for form in TRIPLES] + [HTML], accept) == HTML:
        return Document(b"", TEXT, 303, {**HEADERS, "Location": f"editor.{lang}.html"})
    return DescriptionJob(address, accept, formats, lang, limits)


def _not_utf8() -> Refused:
    return Refused(400, "The query is not UTF-8. Send it as UTF-8.", "Kueri ini bukan UTF-8. Kirim sebagai UTF-8.")


def _no_updates() -> Refused:
    return Refused(
        403,
        "Updates are refused: the graph is only read here. Its data are changed by editing the files in data/.",
        "Pembaruan ditolak: di sini graf hanya dibaca. Datanya diubah dengan menyunting berkas di data/.",
    )
