"""The description of what programs can ask over HTTP (OpenAPI 3.1), generated from the saved questions."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from ascn_kg.namespaces import shrink
from ascn_kg.questions import Param, Question
from ascn_kg.questions.arguments import read_arguments
from ascn_kg.questions.binding import MAX_INTEGER, MAX_STRING
from ascn_kg.questions.question import LANGUAGES, SHOWN
from ascn_kg.web.asking.forms import FEW, candidates
from ascn_kg.web.asking.schemas import schemas
from ascn_kg.web.asking.words import tag_words
from ascn_kg.web.pages.answers import FORMATS
from ascn_kg.web.site import Site
from ascn_kg.web.sparql.formats import ROWS, TRIPLES

Object = dict[str, Any]

_TEXT = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]*$"
_WORDS = {
    "en": {
        "title": "ASCN-KG: cited answers about the ASEAN Smart Cities Network",
        "about": "Each saved question has one address. Every row of an answer cites the documents it rests on.",
        "list": "All saved questions, with what they take and show",
        "lang": "Language of names and sentences; else what Accept-Language prefers",
        "format": "Format of the answer; else what Accept prefers",
        "thing": "A name in any language, a variant of it, a slug or a prefixed name",
        "any": "any stands for all of them",
        "answer": "The answer",
        "listing": "The questions",
        "page": "To the page for people, where Accept prefers text/html",
        "same": "Not changed since the entity tag in If-None-Match",
        "refused": "A parameter is unknown or its value does not fit; the sentences say what to write",
        "formats": "None of the formats is acceptable",
        "busy": "Too many requests at once, or this one took too long; try again later",
        "health": "Whether the server answers",
        "healthy": "It does, and is well",
        "failed": "It does, and is not well",
        "sparql": "Any query in SPARQL 1.1, over what is stated and what follows from it; also as POST",
        "query": "SELECT, ASK, CONSTRUCT or DESCRIBE; without one, the service is described",
        "default-graph-uri": "The named graphs that make the default graph; else all of them",
        "named-graph-uri": "The named graphs that GRAPH may name; else all of them",
        "result": "The result, in a format that Accept prefers",
        "no query": "This is no query in SPARQL 1.1, or one that is refused",
    },
    "id": {
        "title": "ASCN-KG: jawaban bersumber tentang Jaringan Kota Cerdas ASEAN",
        "about": "Setiap pertanyaan punya satu alamat. Setiap baris jawaban mengutip dokumen yang menjadi dasarnya.",
        "list": "Semua pertanyaan tersimpan, parameternya, dan kolomnya",
        "lang": "Bahasa nama dan kalimat; bila tidak ada, menurut Accept-Language",
        "format": "Format jawaban; bila tidak ada, menurut Accept",
        "thing": "Nama dalam bahasa apa pun, variannya, slug, atau nama berawalan",
        "any": "any berarti semuanya",
        "answer": "Jawabannya",
        "listing": "Daftar pertanyaan",
        "page": "Ke halaman untuk pembaca, bila Accept mengutamakan text/html",
        "same": "Tidak berubah sejak entity tag dalam If-None-Match",
        "refused": "Parameter tidak dikenal atau nilainya tidak cocok; kalimatnya menjelaskan apa yang harus ditulis",
        "formats": "Tidak satu pun format dapat diterima",
        "busy": "Terlalu banyak permintaan sekaligus, atau permintaan ini terlalu lama; coba lagi nanti",
        "health": "Apakah server menjawab",
        "healthy": "Ya, dan baik-baik saja",
        "failed": "Ya, tetapi ada gangguan",
        "sparql": "Kueri SPARQL 1.1 apa saja, atas pernyataan dan yang mengikutinya; juga dengan POST",
        "query": "SELECT, ASK, CONSTRUCT, atau DESCRIBE; tanpa kueri, jawabannya keterangan tentang layanan ini",
        "default-graph-uri": "Graf bernama yang membentuk graf bawaan; bila tidak ada, semuanya",
        "named-graph-uri": "Graf bernama yang boleh disebut GRAPH; bila tidak ada, semuanya",
        "result": "Hasilnya, dalam format menurut Accept",
        "no query": "Ini bukan kueri SPARQL 1.1, atau kueri yang ditolak",
    },
}


def description(site: Site, lang: str) -> Object:
    """The whole description, its words in one language; one path for each question, so that each has its own types."""
    words = _WORDS[lang]
    questions = site.knowledge.questions.values()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": words["title"],
            "description": words["about"],
            "version": site.version or "0",
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": "."}],
        "tags": [
            {"name": tag, "description": tag_words(tag, lang)}
            for tag in sorted({tag for question in questions for tag in question.tags})
        ],
        "paths": {
            "/ask": {"get": _listing(lang)},
            **{f"/ask/{question.name}": {"get": _operation(site, question, lang)} for question in questions},
            "/sparql": {"get": _sparql(lang)},
            "/health": {"get": _health(lang)},
        },
        "components": {
            "schemas": schemas(),
            "parameters": {"lang": _lang(lang)},
            "headers": {
                name: {"schema": {"type": "string"}} for name in ("ETag", "Content-Language", "Vary", "Location")
            },
            "responses": _responses(lang),
        },
    }


def _listing(lang: str) -> Object:
    words = _WORDS[lang]
    return {
        "operationId": "questions",
        "summary": words["list"],
        "parameters": [{"$ref": "#/components/parameters/lang"}, _format(("json",), lang)],
        "responses": _answered(
            words["listing"], {"application/json": {"schema": {"$ref": "#/components/schemas/Questions"}}}
        ),
    }


def _operation(site: Site, question: Question, lang: str) -> Object:
    content: Object = {media.partition(";")[0]: {} for _, media in FORMATS.values()}
    content["application/json"] = {"schema": _answer_schema(question, lang)}
    defaults = {each.name: each.term for each in read_arguments(question, {}, site.labels, site.cut_off, lang)}
    operation: Object = {
        "operationId": question.name,
        "summary": question.summary[lang],
        "tags": list(question.tags),
        "parameters": [
            *(_parameter(site, param, defaults[param.name], lang) for param in question.params.values()),
            {"$ref": "#/components/parameters/lang"},
            _format(tuple(FORMATS), lang),
        ],
        "responses": _answered(_WORDS[lang]["answer"], content),
    }
    if question.note:
        operation["description"] = question.note[lang]
    return operation


def _sparql(lang: str) -> Object:
    words = _WORDS[lang]
    query = {"type": "string", "examples": ["SELECT ?city { ?city a <https://w3id.org/ascn-kg/ontology#City> }"]}
    graphs = {"type": "array", "items": {"type": "string", "format": "uri"}}
    return {
        "operationId": "sparql",
        "summary": words["sparql"],
        "externalDocs": {"url": "https://www.w3.org/TR/sparql11-protocol/"},
        "parameters": [
            {"name": "query", "in": "query", "description": words["query"], "schema": query},
            *(
                {"name": name, "in": "query", "description": words[name], "schema": graphs}
                for name in ("default-graph-uri", "named-graph-uri")
            ),
        ],
        "responses": {
            "200": {
                "description": words["result"],
                "content": {media: {} for each in (*ROWS, *TRIPLES) for media in (each.media, *each.others)},
            },
            "400": {"description": words["no query"]},
            "406": {"description": words["formats"]},
            "503": {"$ref": "#/components/responses/503"},
        },
    }


def _health(lang: str) -> Object:
    state = {"application/json": {"schema": {"type": "object", "required": ["status"]}}}
    return {
        "operationId": "health",
        "summary": _WORDS[lang]["health"],
        "responses": {
            "200": {"description": _WORDS[lang]["healthy"], "content": state},
            "503": {"description": _WORDS[lang]["failed"], "content": state},
        },
    }


def _parameter(site: Site, param: Param, default: ox.NamedNode | ox.Literal | None, lang: str) -> Object:
    words = _WORDS[lang]
    schema: Object
    told = [param.help[lang]]
    if param.type == "xsd:integer":
        schema = {"type": "integer", "minimum": -MAX_INTEGER, "maximum": MAX_INTEGER}
    elif param.type == "xsd:date":
        schema = {"type": "string", "format": "date"}
    elif param.type == "xsd:boolean":
        schema = {"type": "boolean"}
    elif not param.is_thing:
        schema = {"type": "string", "maxLength": MAX_STRING, "pattern": _TEXT}
    else:
        told.append(words["thing"])
        names = sorted(map(shrink, candidates(site, param)))
        if 0 < len(names) <= FEW:
            schema = {"type": "string", "enum": [*(["any"] if param.any else []), *names]}
        else:
            schema = {"type": "string", "minLength": 1, "maxLength": MAX_STRING, "examples": names[:3]}
    if param.any:
        told.append(words["any"])
        schema["default"] = "any"
    elif isinstance(default, ox.NamedNode):
        schema["default"] = shrink(default.value)
    elif default is not None:
        schema["default"] = _value(param, default.value)
    return {"name": param.name, "in": "query", "description": "; ".join(told) + ".", "schema": schema}


def _value(param: Param, written: str) -> object:
    if param.type == "xsd:integer":
        return int(written)
    return written == "true" if param.type == "xsd:boolean" else written


def _lang(lang: str) -> Object:
    schema = {"type": "string", "enum": list(LANGUAGES)}
    return {"name": "lang", "in": "query", "description": _WORDS[lang]["lang"], "schema": schema}


def _format(formats: tuple[str, ...], lang: str) -> Object:
    schema = {"type": "string", "enum": list(formats)}
    return {"name": "format", "in": "query", "description": _WORDS[lang]["format"], "schema": schema}


def _answer_schema(question: Question, lang: str) -> Object:
    """The schema of any answer, with the columns of this one."""
    columns = {
        column.name: {
            "$ref": "#/components/schemas/Value",
            **({"title": column.heading(lang)} if column.kind == SHOWN else {"description": column.kind}),
        }
        for column in question.columns
    }
    values = {"type": "object", "required": list(columns), "properties": columns, "additionalProperties": False}
    rows = {"type": "array", "items": {"type": "object", "properties": {"values": values}}}
    return {"allOf": [{"$ref": "#/components/schemas/Answer"}, {"type": "object", "properties": {"rows": rows}}]}


def _answered(words: str, content: Object) -> Object:
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in ("ETag", "Content-Language", "Vary")}
    return {
        "200": {"description": words, "headers": headers, "content": content},
        **{status: {"$ref": f"#/components/responses/{status}"} for status in ("303", "304", "400", "406", "503")},
    }


def _responses(lang: str) -> Object:
    words = _WORDS[lang]
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    retry = {"schema": {"type": "integer", "minimum": 0}}
    return {
        "303": {
            "description": words["page"],
            "headers": {"Location": {"$ref": "#/components/headers/Location"}},
        },
        "304": {"description": words["same"]},
        # In plain words where the address itself cannot be read.
        "400": {"description": words["refused"], "content": {**problem, "text/plain": {}}},
        "406": {"description": words["formats"], "content": problem},
        "503": {"description": words["busy"], "headers": {"Retry-After": retry}},
    }
