"""Runs the SHACL shapes over the asserted statements and turns each result into a Finding."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ascn_kg.errors import AscnKgError
from ascn_kg.graph import Graph
from ascn_kg.labels import Labels
from ascn_kg.namespaces import BASE, SH, shrink
from ascn_kg.validation.findings import Finding, Severity, name_of
from ascn_kg.validation.places import Places

if TYPE_CHECKING:
    import rdflib

# A rule about the graph as a whole has this node as its only target, runs once, and reports the things at fault as
# values: one query over 600 nodes is far cheaper than 600 queries.
WHOLE_GRAPH = BASE + "dataset"

_NOTHING = {"en": "nothing", "id": "tidak ada"}
_SEVERITIES: dict[str, Severity] = {SH + "Violation": "violation", SH + "Warning": "warning", SH + "Info": "info"}


def run_shapes(graph: Graph, places: Places) -> list[Finding]:
    """The findings of ``graph.shapes`` over ``graph.statements``, sorted; inferred statements are not looked at.

    The ontology is among the statements, so ``sh:class`` and ``sh:targetClass`` follow ``rdfs:subClassOf``.
    """
    from ascn_kg.rdflib_view import as_rdflib

    if not graph.shapes:
        raise AscnKgError("ontology/shapes holds no shapes, so nothing could be checked. Put the shapes back.")
    with _quietly():
        shapes = as_rdflib(graph.shapes)
        data = as_rdflib(graph.statements)
        report = _report(data, shapes)
    findings = _findings(report, shapes, data, Labels(graph))
    found = places.of({finding.focus for finding in findings})
    placed = [
        replace(finding, files=files, line=line) for finding in findings for files, line in [found[finding.focus]]
    ]
    return sorted(placed, key=lambda finding: finding.sort_key)


@contextmanager
def _quietly() -> Iterator[None]:
    """Keeps rdflib from printing tracebacks about malformed literals: judging those is what the shapes are for."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            yield
    finally:
        logger.setLevel(level)


def _report(data: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    import pyshacl
    import rdflib

    try:
        _, report, words = pyshacl.validate(
            data,
            shacl_graph=shapes,
            inference="none",
            advanced=False,
            abort_on_first=False,
            meta_shacl=False,
        )
    except Exception as error:  # what a malformed shape, regex or query in a shape raises is not documented
        report, words = error, str(error)
    if not isinstance(report, rdflib.Graph):
        raise AscnKgError(f"ontology/shapes: these shapes cannot be run. {words.strip()} Mend the shape.")
    return report


def _findings(report: rdflib.Graph, shapes: rdflib.Graph, data: rdflib.Graph, labels: Labels) -> set[Finding]:
    from rdflib import RDF, URIRef

    findings = set()
    for result in report.subjects(RDF.type, URIRef(SH + "ValidationResult")):
        focus = _text(report.value(result, URIRef(SH + "focusNode"))) or ""
        path = _path(report.value(result, URIRef(SH + "resultPath")))
        value = _text(report.value(result, URIRef(SH + "value")))
        # A wrong number of values has no single value: its message names them all.
        values = [value] if value else []
        if path and not values:
            values = sorted(str(node) for node in data.objects(URIRef(focus), URIRef(path)))
        shape = report.value(result, URIRef(SH + "sourceShape"))
        if value and (shape, URIRef(SH + "targetNode"), URIRef(WHOLE_GRAPH)) in shapes:
            focus, value = value, None
        texts = list(shapes.objects(shape, URIRef(SH + "message"))) or list(
            report.objects(result, URIRef(SH + "resultMessage"))
        )
        severity = str(report.value(result, URIRef(SH + "resultSeverity")))
        findings.add(
            Finding(
                rule=shrink(str(shape)) if isinstance(shape, URIRef) else str(shape),
                severity=_SEVERITIES.get(severity, "violation"),
                focus=focus,
                path=path,
                value=value,
                messages=_messages(texts, focus, path, values, labels),
            )
        )
    return findings


def _messages(
    texts: list[Any], focus: str, path: str | None, values: list[str], labels: Labels
) -> tuple[tuple[str, str], ...]:
    """One (language, sentence) each, with {label}, {path} and {value} filled in; pySHACL leaves them as they are."""
    messages = []
    for text in texts:
        lang = text.language or "en"
        sentence = str(text)
        sentence = sentence.replace("{label}", name_of(focus, labels, lang))
        sentence = sentence.replace("{path}", shrink(path) if path and path.startswith("http") else path or "")
        named = ", ".join(name_of(value, labels, lang) for value in values)
        sentence = sentence.replace("{value}", named or _NOTHING.get(lang, _NOTHING["en"]))
        messages.append((lang, sentence))
    return tuple(sorted(messages))


def _text(node: Any) -> str | None:
    """A term as a Finding holds it: IRI, ``_:id``, or the lexical form of a literal."""
    from rdflib import BNode

    if node is None:
        return None
    return f"_:{node}" if isinstance(node, BNode) else str(node)


def _path(node: Any) -> str | None:
    """The IRI of a plain path; None for a compound one (inverse, sequence, alternative): its message names it."""
    from rdflib import URIRef

    return str(node) if isinstance(node, URIRef) else None
