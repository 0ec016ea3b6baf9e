"""Turns what an engine reports into findings that a person can act on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pyoxigraph as ox

from ascn_kg.findings import Finding, Severity, Words
from ascn_kg.graph import Graph, Term, Terms
from ascn_kg.labels import Labels
from ascn_kg.namespaces import BASE, SH, shrink
from ascn_kg.validation.component_words import texts_of
from ascn_kg.validation.hinting import Hints
from ascn_kg.validation.places import Place, Places
from ascn_kg.validation.results import Result
from ascn_kg.validation.rule_names import rule_name
from ascn_kg.validation.shapes import ShapesGraph

# A rule about the graph as a whole has this node as its only target, runs once, and reports the things at fault as
# values: one query over 600 nodes is far cheaper than 600 queries.
WHOLE_GRAPH = ox.NamedNode(BASE + "dataset")

_NOTHING = {"en": "nothing", "id": "tidak ada"}
_NAMELESS = {"en": "a thing without a name", "id": "hal tanpa nama"}
_SEVERITIES: dict[str, Severity] = {SH + "Violation": "violation", SH + "Warning": "warning", SH + "Info": "info"}
# For a shape whose author wrote no message.
_UNSAID = (ox.Literal("{label} breaks {rule}.", language="en"), ox.Literal("{label} melanggar {rule}.", language="id"))


def findings_of(results: Iterable[Result], shapes: ShapesGraph, graph: Graph, places: Places) -> set[Finding]:
    """The findings the results come to."""
    told = {_about(result, shapes) for result in results}
    labels = Labels(graph)
    rules = {shape: rule_name(shape, shapes) for shape in {result.shape for result in told}}
    hints = Hints(graph, shapes, labels, told)
    reader = _Reader(shapes, labels, _values(told, graph), places.of(told, shapes), hints, rules)
    # What breaks a rule in two ways is one thing to mend; the hint that comes first is kept.
    found: dict[Finding, Finding] = {}
    for finding in sorted((reader.finding(result) for result in told), key=lambda each: (not each.hints, each.hints)):
        found.setdefault(replace(finding, hints=()), finding)
    return set(found.values())


def _about(result: Result, shapes: ShapesGraph) -> Result:
    """The result, about the thing that a rule over the whole graph found."""
    if result.value is not None and shapes.targets_node(result.shape, WHOLE_GRAPH):
        return result._replace(focus=result.value, value=None)
    return result


def _values(results: Iterable[Result], graph: Graph) -> dict[tuple[int | None, str | None], list[str]]:
    """Focus node and path -> their values, for results about the number of values."""
    number = graph.terms.get
    wanted: dict[str, set[int | None]] = defaultdict(set)
    for result in results:
        if result.path and result.value is None:
            wanted[result.path].add(number(result.focus))
    found: dict[tuple[int, str], set[int]] = defaultdict(set)
    for path, foci in wanted.items():
        subjects, objects = graph.columns.by_predicate.get(number(ox.NamedNode(path)), ([], []))  # type: ignore[arg-type]
        for subject, value in zip(subjects, objects, strict=True):
            if subject in foci:
                found[subject, path].add(value)
    return {key: sorted(text_of(graph.terms[value], graph.terms) for value in values) for key, values in found.items()}


@dataclass(frozen=True)
class _Reader:
    """What is known of all results of one validation."""

    shapes: ShapesGraph
    labels: Labels
    all_values: dict[tuple[int | None, str | None], list[str]]
    places: dict[Result, Place]
    hints: Hints
    rules: dict[Term, str]

    def finding(self, result: Result) -> Finding:
        """One result in words and with its places."""
        terms, path = self.labels.graph.terms, result.path
        focus = text_of(result.focus, terms)
        value = None if result.value is None else text_of(result.value, terms)
        # A wrong number of values has no single value: its message names them all.
        number = self.labels.graph.terms.get(result.focus)
        values = [value] if value is not None else self.all_values.get((number, path), [])
        rule = self.rules[result.shape]
        at, related, rule_at = self.places[result]
        return Finding(
            rule=rule,
            severity=_severity(self.shapes, result.shape),
            messages=tuple(
                sorted(
                    (lang, _filled(text.value, lang, focus, path, values, rule, self.labels))
                    for text in _texts(result, self.shapes)
                    for lang in [text.language or "en"]
                )
            ),
            focus=focus,
            path=path,
            value=value,
            labels=labels_of(focus, self.labels),
            hints=self.hints.of(result),
            at=at,
            related=related,
            rule_at=rule_at,
        )


def _texts(result: Result, shapes: ShapesGraph) -> Iterable[ox.Literal]:
    """The messages of the shape; else those of its queries; else words of our own."""
    own = shapes.messages(result.shape)
    of_queries = [text for query in shapes.values(result.shape, "sparql") for text in shapes.messages(query)]
    return own or of_queries or texts_of(result, shapes) or _UNSAID


def _filled(
    sentence: str, lang: str, focus: str, path: str | None, values: list[str], rule: str, labels: Labels
) -> str:
    """The sentence with its placeholders filled in; SHACL fills none outside SPARQL."""
    sentence = sentence.replace("{label}", name_of(focus, labels, lang)).replace("{rule}", rule)
    sentence = sentence.replace("{path}", shrink(path) if path and path.startswith("http") else path or "")
    named = ", ".join(name_of(value, labels, lang) for value in values)
    return sentence.replace("{value}", named or _NOTHING.get(lang, _NOTHING["en"]))


def labels_of(thing: str, labels: Labels) -> Words:
    """What a thing (IRI) is called in both languages; nothing where it has no label."""
    if not thing.startswith(("http://", "https://")):
        return ()
    return tuple((lang, label) for lang in ("en", "id") if (label := labels.label(thing, lang)) != shrink(thing))


def name_of(iri: str, labels: Labels, lang: str) -> str:
    """A thing as a message names it: ``Hanoi (city:hanoi)``, or the prefixed name alone where it has no label.

    The label of a blank node says nothing to anybody.
    """
    if iri.startswith("_:"):
        return _NAMELESS.get(lang, _NAMELESS["en"])
    return labels.name(iri, lang) if iri.startswith(("http://", "https://")) else iri


def _severity(shapes: ShapesGraph, shape: Term) -> Severity:
    stated = shapes.values(shape, "severity")
    return _SEVERITIES.get(stated[0].value, "violation") if stated else "violation"


def text_of(term: Term, terms: Terms | None = None) -> str:
    """A term as a finding holds it: IRI, ``_:id``, or the lexical form of a literal.

    The parser gives a blank node another label each time. With ``terms``, it is called by its number in the graph, so
    that the findings of two runs are the same.
    """
    if not isinstance(term, ox.BlankNode):
        return term.value
    number = terms.get(term) if terms else None
    return f"_:{term.value}" if number is None else f"_:b{number}"
