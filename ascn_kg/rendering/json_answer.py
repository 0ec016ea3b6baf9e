"""An answer as JSON, for programs: typed values, citations with their evidence, gaps, version."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox

from ascn_kg.graph import Graph
from ascn_kg.labels import Labels
from ascn_kg.namespaces import XSD
from ascn_kg.questions import Answer, Citation


def render_json(answer: Answer, graph: Graph) -> str:
    """The answer as one JSON object, keys always in the same order.

    A value is null, ``{"type": "uri", "value", "label"}`` or ``{"type": "literal", "value", "datatype" or "lang"}``,
    as in the SPARQL results format.
    """
    labels = Labels(graph)
    document = {
        "question": {
            "name": answer.question.name,
            "text": answer.text,
            "tags": list(answer.question.tags),
            "covers": list(answer.question.covers),
        },
        "lang": answer.lang,
        "arguments": {
            name: {"text": text, "value": value(answer.terms.get(name), labels, answer.lang)}
            for name, text in answer.arguments.items()
        },
        "columns": [{"name": c.name, "heading": c.heading, "kind": c.kind} for c in answer.columns],
        "rows": [
            {
                "values": {
                    column.name: value(term, labels, answer.lang)
                    for column, term in zip(answer.columns, row, strict=True)
                },
                "citations": list(numbers),
            }
            for row, numbers in zip(answer.rows, answer.row_citations, strict=True)
        ],
        "citations": [citation_as_json(citation) for citation in answer.citations],
        "gaps": [
            {"covers": g.covers, "level": g.level, "text": g.text, "node": g.node, "citations": list(g.citations)}
            for g in answer.gaps
        ],
        "note": answer.note or None,
        "readings": [{"statement": reading.node, "text": reading.text} for reading in answer.readings],
        "as_of": answer.as_of,
        "cut_off": answer.cut_off,
        "data_version": answer.data_version,
        "cite_as": answer.cite_as,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def value(term: object, labels: Labels, lang: str) -> dict[str, str] | None:
    """One RDF term as JSON."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value, "label": labels.label(term.value, lang)}
    if isinstance(term, ox.Literal):
        if term.language:
            return {"type": "literal", "value": term.value, "lang": term.language}
        if term.datatype.value == XSD + "string":
            return {"type": "literal", "value": term.value}
        return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
    return None if term is None else {"type": "bnode", "value": str(term).removeprefix("_:")}


def citation_as_json(citation: Citation) -> dict[str, Any]:
    """One citation with its evidence."""
    evidence = []
    for item in citation.evidence:
        entry: dict[str, Any] = {"iri": item.iri, "start": item.start, "end": item.end}
        if item.passage is not None:
            entry["passage"] = item.passage
        if item.problem is not None:
            entry["problem"] = item.problem
        evidence.append(entry)
    return {
        "number": citation.number,
        "source": citation.source,
        "title": citation.title,
        "authors": list(citation.authors),
        "publisher": citation.publisher,
        "date": citation.date,
        "edtf": citation.stated,
        "page": citation.page,
        "paragraph": citation.paragraph,
        "url": citation.url,
        "registry": citation.registry,
        "evidence": evidence,
    }
