"""The JSON that programs get, as JSON Schema: what rendering.json_answer writes, the list of questions, problems."""

from __future__ import annotations

from typing import Any

from ascn_kg.questions.question import LANGUAGES

Object = dict[str, Any]

_TEXT: Object = {"type": "string"}
_TEXT_OR_NULL: Object = {"type": ["string", "null"]}
_NUMBER_OR_NULL: Object = {"type": ["integer", "null"]}
_LANG: Object = {"type": "string", "enum": list(LANGUAGES)}
_TEXTS: Object = {"type": "array", "items": _TEXT}
_NUMBERS: Object = {"type": "array", "items": {"type": "integer", "minimum": 1}}


def schemas() -> Object:
    """The schemas by name."""
    column = _object({"name": _TEXT, "heading": _TEXT, "kind": {"type": "string", "enum": _KINDS}})
    return {
        "Value": {
            "description": "An RDF term as in the SPARQL results format; null where there is none.",
            "type": ["object", "null"],
            "required": ["type", "value"],
            "properties": {
                "type": {"type": "string", "enum": ["uri", "literal", "bnode"]},
                "value": _TEXT,
                "label": _TEXT,
                "lang": _TEXT,
                "datatype": _TEXT,
            },
            "additionalProperties": False,
        },
        "Citation": _object(
            {
                "number": {"type": "integer", "minimum": 1},
                "source": _TEXT,
                "title": _TEXT,
                "authors": _TEXTS,
                "publisher": _TEXT_OR_NULL,
                "date": _TEXT_OR_NULL,
                "edtf": _TEXT_OR_NULL,
                "page": _NUMBER_OR_NULL,
                "paragraph": _NUMBER_OR_NULL,
                "url": _TEXT_OR_NULL,
                "registry": {"type": "boolean"},
                "evidence": _list(_object({"iri": _TEXT, "start": _NUMBER_OR_NULL, "end": _NUMBER_OR_NULL})),
            }
        ),
        "Answer": _object(
            {
                "question": _object({"name": _TEXT, "text": _TEXT, "tags": _TEXTS, "covers": _TEXTS}),
                "lang": _LANG,
                "arguments": {
                    "type": "object",
                    "additionalProperties": _object({"text": _TEXT, "value": _of("Value")}),
                },
                "columns": _list(column),
                "rows": _list(
                    _object(
                        {
                            "values": {"type": "object", "additionalProperties": _of("Value")},
                            "citations": _NUMBERS,
                        }
                    )
                ),
                "citations": _list(_of("Citation")),
                "gaps": _list(
                    _object(
                        {
                            "covers": _TEXT,
                            "level": {"type": "string", "enum": _LEVELS},
                            "text": _TEXT,
                            "node": _TEXT_OR_NULL,
                            "citations": _NUMBERS,
                        }
                    )
                ),
                "note": _TEXT_OR_NULL,
                "readings": _list(_object({"statement": _TEXT, "text": _TEXT})),
                "as_of": _TEXT_OR_NULL,
                "cut_off": _TEXT_OR_NULL,
                "data_version": _TEXT_OR_NULL,
                "cite_as": _TEXT,
            }
        ),
        "Questions": _object(
            {
                "lang": _LANG,
                "data_version": _TEXT_OR_NULL,
                "cut_off": _TEXT_OR_NULL,
                "questions": _list(
                    _object(
                        {
                            "name": _TEXT,
                            "question": _TEXT,
                            "tags": _TEXTS,
                            "covers": _TEXTS,
                            "note": _TEXT_OR_NULL,
                            "parameters": _list(
                                _object(
                                    {
                                        "name": _TEXT,
                                        "type": _TEXT,
                                        "description": _TEXT,
                                        "default": _TEXT_OR_NULL,
                                        "any": {"type": "boolean"},
                                    }
                                )
                            ),
                            "columns": _list(column),
                            "address": _TEXT,
                        }
                    )
                ),
            }
        ),
        "Problem": {
            "description": "What is wrong with a request (RFC 9457).",
            "type": "object",
            "required": ["title", "status", "detail"],
            "properties": {
                "title": _TEXT,
                "status": {"type": "integer"},
                "detail": _TEXT,
                "question": _TEXT,
                "parameters": {"type": "object", "additionalProperties": _TEXT},
                "near": _TEXTS,
            },
        },
    }


_KINDS = ["shown", "statement", "hidden"]
_LEVELS = ["complete", "partial", "absent", "unrecorded", "later"]


def _object(properties: Object) -> Object:
    """An object with just these properties."""
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def _list(items: Object) -> Object:
    return {"type": "array", "items": items}


def _of(name: str) -> Object:
    return {"$ref": f"#/components/schemas/{name}"}
