"""Holds every passage of the graph against the texts it was taken from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError, NotFoundError
from ascn_kg.evidence.files import line_of
from ascn_kg.evidence.said import undated, unsaid
from ascn_kg.evidence.text import SourceText, Span, read_text, sha256
from ascn_kg.graph import Graph, graph_of
from ascn_kg.namespaces import PREFIXES, RDF, TERMS, shrink
from ascn_kg.spelling import near_matches

_CLASSES = {TERMS + "Evidence": "evidence", TERMS + "Omission": "omission"}
_SHIFT = 500  # how far, in code points, a passage is looked for when it is not where its node says
_SHOWN = 60


@dataclass(frozen=True)
class Problem:
    """What is wrong with one node (prefixed name), the file and line it is described in, and what to do."""

    node: str
    message: str
    file: str
    line: int | None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.node}: {self.message}"


@dataclass(frozen=True)
class SourceReport:
    """How the passages of one source hold against its text.

    ``missing`` says why the text could not be read (then nothing was checked), ``text_problem`` how the text as a
    whole differs from the one on record. ``uncovered`` holds number and beginning of each paragraph (page, if
    ``paged``) in which no evidence that holds and no omission stands.
    """

    source: str
    paged: bool
    verified: int = 0
    omitted: int = 0
    referenced: int = 0
    problems: tuple[Problem, ...] = ()
    uncovered: tuple[tuple[int, str], ...] = ()
    text_problem: str | None = None
    missing: str | None = None

    @property
    def holds(self) -> bool:
        """Whether the text was there, is the one on record, and every passage holds."""
        return not (self.problems or self.text_problem or self.missing)


class _Node:
    """One node's values, each predicate with all its objects."""

    def __init__(self) -> None:
        self.values: dict[str, list[str]] = defaultdict(list)
        self.graph = ""

    def one(self, predicate: str) -> str | None:
        """The value of a predicate; None where it is absent. Raises :class:`ValueError` on several."""
        values = self.values.get(TERMS + predicate, [])
        if len(values) > 1:
            raise ValueError(f"it has {len(values)} values of ascn:{predicate}. Keep the right one.")
        return values[0] if values else None

    def number(self, predicate: str) -> int | None:
        value = self.one(predicate)
        if value is not None and not re.fullmatch(r"-?[0-9]{1,12}", value):
            raise ValueError(f"ascn:{predicate} is {value!r}, not a whole number. Cite the passage again.")
        return None if value is None else int(value)


def verify(graph: Graph, texts: Path, sources: Sequence[str] | None = None) -> list[SourceReport]:
    """Check each passage of each source that has a text, or of the named ``sources`` (slugs), in order of name.

    Raises :class:`NotFoundError` for a source that is unknown or has no text on record, and
    :class:`AscnKgError` where the folder of texts is missing.
    """
    if not texts.is_dir():
        raise AscnKgError(
            f"{texts}: this folder of texts is missing. Name the folder of the source texts with --texts DIR "
            "or the environment variable ASCN_KG_TEXTS."
        )
    nodes = _nodes(graph)
    records = {
        _slug(iri, "source"): node
        for iri, node in nodes.items()
        if TERMS + "Source" in node.values[RDF + "type"] and node.values.get(TERMS + "textSha256")
    }
    passages: dict[str, dict[str, _Node]] = defaultdict(dict)
    for iri, node in nodes.items():
        if _CLASSES.keys() & set(node.values[RDF + "type"]):
            for source in node.values.get(TERMS + "fromSource", [""]):
                passages[_slug(source, "source")][iri] = node
    for name in sources or ():
        if name not in records:
            near = near_matches(name, records)
            known = ", ".join(sorted(records)) or "none"
            hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {known}."
            raise NotFoundError(f"No source {name!r} with ascn:textSha256 is on record. {hint}")
    reports = [_check(graph, records[name], name, passages.get(name, {}), texts) for name in set(sources or records)]
    if not sources:
        reports += _strays(graph, records, passages)
        problems = _unsaid(graph, nodes, texts)
        reports = [replace(each, problems=each.problems + tuple(problems[each.source])) for each in reports]
    return sorted(reports, key=lambda report: report.source)


def _nodes(graph: Graph) -> dict[str, _Node]:
    nodes: dict[str, _Node] = defaultdict(_Node)
    for quad in graph.statements:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, (ox.NamedNode, ox.Literal)):
            node = nodes[quad.subject.value]
            if quad.object.value not in node.values[quad.predicate.value]:
                node.values[quad.predicate.value].append(quad.object.value)
            if quad.predicate.value == RDF + "type":
                node.graph = graph_of(quad)
    return nodes


def _check(graph: Graph, record: _Node, source: str, passages: dict[str, _Node], texts: Path) -> SourceReport:
    flag = record.values.get(TERMS + "paged")
    paged = None if not flag else flag[0] in ("true", "1")
    spans = {iri: node for iri, node in passages.items() if _has_span(node)}
    referenced = len(passages) - len(spans)
    try:
        text = read_text(texts, source, paged)
    except AscnKgError as error:
        if (texts / f"{source}.txt").exists():  # there, but unreadable: that is a fault, not a gap
            return SourceReport(source, bool(paged), referenced=referenced, text_problem=str(error))
        return SourceReport(source, bool(paged), referenced=referenced, missing=str(error))
    problems: list[Problem] = []
    held: list[Span] = []
    omitted = 0
    for iri, node in spans.items():
        try:
            held.append(_span(text, iri, node))
            omitted += TERMS + "Omission" in node.values[RDF + "type"]
        except ValueError as error:
            problems.append(_problem(graph, iri, node, str(error)))
    return SourceReport(
        source,
        text.paged,
        verified=len(held) - omitted,
        omitted=omitted,
        referenced=referenced,
        problems=tuple(sorted(problems, key=lambda problem: (problem.file, problem.line or 0, problem.node))),
        uncovered=tuple(_uncovered(text, held)),
        text_problem=_text_problem(text, record.values[TERMS + "textSha256"]),
    )


def _has_span(node: _Node) -> bool:
    # An omission is always a span; evidence without offsets and digest only refers to a page or an address.
    return TERMS + "Omission" in node.values[RDF + "type"] or any(
        TERMS + name in node.values for name in ("start", "end", "sha256")
    )


def _span(text: SourceText, iri: str, node: _Node) -> Span:
    """The span of a node that holds against the text; :class:`ValueError` says what is wrong and what to do."""
    start, end, digest = node.number("start"), node.number("end"), node.one("sha256")
    node.one("fromSource")
    if start is None or end is None or digest is None:
        absent = [name for name, value in (("start", start), ("end", end), ("sha256", digest)) if value is None]
        raise ValueError(f"has no {' and no '.join(f'ascn:{name}' for name in absent)}. Cite the passage again.")
    kind = next(kind for name, kind in _CLASSES.items() if name in node.values[RDF + "type"])
    expected = f"{PREFIXES[kind]}{text.id}-{start}-{end}"
    if iri != expected:
        raise ValueError(f"its name does not say its source and offsets. It must be {shrink(expected)}.")
    if start < 0 or end <= start:
        raise ValueError(f"from {start} to {end} is no passage: the end must be greater. Cite the passage again.")
    if end > len(text.text):
        raise ValueError(f"ends at {end}, but the text has only {len(text.text)} code points. Cite the passage again.")
    span = (start, end)
    found = sha256(text.words(span))
    if digest != found:
        if digest.lower() == found:
            raise ValueError("its digest is not in lower case. Write the digits a to f in lower case.")
        raise ValueError(_elsewhere(text, span, digest))
    if not text.words(span).strip():
        raise ValueError("is white space only. Cite the words that state the fact.")
    if not text.paged and "\n" in text.words(span):
        raise ValueError("runs over the end of a line. Cite each line by itself.")
    _check_place(text, node, start)
    return span


def _check_place(text: SourceText, node: _Node, start: int) -> None:
    right, other = ("page", "paragraph") if text.paged else ("paragraph", "page")
    stated, actual = node.number(right), text.page(start) if text.paged else text.paragraph(start)
    if stated != actual:
        raise ValueError(f"ascn:{right} is {stated or 'absent'}, but it stands in {right} {actual}. Write {actual}.")
    if node.number(other) is not None:
        raise ValueError(f"has ascn:{other}, but {text.id} is counted by {right}s. Delete ascn:{other}.")


def _elsewhere(text: SourceText, span: Span, digest: str) -> str:
    """Says that a digest does not hold, and where near by the passage stands now."""
    start, end = span
    for shift in sorted(range(-_SHIFT, _SHIFT + 1), key=abs):
        moved = (start + shift, end + shift)
        if moved[0] >= 0 and moved[1] <= len(text.text) and sha256(text.words(moved)) == digest:
            return f"its words are not at {start}-{end}; they stand at {moved[0]}-{moved[1]} now. Cite them again."
    return f"its digest does not hold for {start}-{end} of the text. Check which text this is, or cite the words again."


def _text_problem(text: SourceText, stated: list[str]) -> str | None:
    if stated == [text.digest]:
        return None
    if len(stated) > 1:
        return f"source:{text.id} has {len(stated)} values of ascn:textSha256. Keep the right one."
    if stated[0].lower() == text.digest:
        return f"source:{text.id}: ascn:textSha256 is not in lower case. Write the digits a to f in lower case."
    return (
        f"{text.id}.txt is not the text on record: its SHA-256 is {text.digest}, ascn:textSha256 is {stated[0]}. "
        "The passages were tested all the same; use the text on record, or correct the record."
    )


def _uncovered(text: SourceText, held: list[Span]) -> list[tuple[int, str]]:
    places = text.pages if text.paged else text.paragraphs
    pointed = {text.page(start) if text.paged else text.paragraph(start) for start, _ in held}
    beginnings = {number: " ".join(text.words(span).split())[:_SHOWN] for number, span in enumerate(places, 1)}
    return [(number, words) for number, words in beginnings.items() if words and number not in pointed]


def _strays(graph: Graph, records: dict[str, _Node], passages: dict[str, dict[str, _Node]]) -> list[SourceReport]:
    """A report for each source that passages name although it has no text on record."""
    reports = []
    for source in sorted(passages.keys() - records.keys()):
        spans = {iri: node for iri, node in passages[source].items() if _has_span(node)}
        if spans:
            advice = f"but source:{source} has no ascn:textSha256" if source else "but has no ascn:fromSource"
            found = [_problem(graph, iri, node, f"has offsets, {advice}. Add it.") for iri, node in spans.items()]
            referenced = len(passages[source]) - len(spans)
            reports.append(SourceReport(source, False, referenced=referenced, problems=tuple(found)))
    return reports


def _unsaid(graph: Graph, nodes: dict[str, _Node], texts: Path) -> dict[str, list[Problem]]:
    """Source -> what statements that cite it give although none of their passages prints it."""
    known: dict[str, SourceText | None] = {}

    def text_of(source: str) -> SourceText | None:
        if source not in known:
            try:
                known[source] = read_text(texts, source)
            except AscnKgError:
                known[source] = None
        return known[source]

    def words(iri: str) -> str | None:
        """The words of a passage; None where they are not at hand, or the node is faulty and was told of."""
        node = nodes[iri]
        try:
            start, end = node.number("start"), node.number("end")
            text = text_of(_slug(node.one("fromSource") or "", "source"))
        except ValueError:
            return None
        return None if text is None or start is None or end is None else text.words((start, end))

    def cited(node: _Node, *names: str) -> list[str] | None:
        """The words of all passages that a node cites by these properties; None where not all are at hand."""
        passages = [words(each) for name in names for each in node.values.get(TERMS + name, ()) if each in nodes]
        return [each for each in passages if each] if passages and None not in passages else None

    found: dict[str, list[Problem]] = defaultdict(list)
    for iri, node in sorted(nodes.items()):
        passages, dates = cited(node, "evidence", "amountEvidence"), cited(node, "dateEvidence")
        messages = [
            *(unsaid(node.values, passages, lambda each: nodes[each].values) if passages else ()),
            *(undated(node.values, dates) if dates else ()),
        ]
        if messages:
            first = next(iter(node.values.get(TERMS + "evidence") or node.values[TERMS + "dateEvidence"]))
            source = _slug(nodes[first].one("fromSource") or "", "source")
            found[source] += [_problem(graph, iri, node, message) for message in messages]
    return found


def _problem(graph: Graph, iri: str, node: _Node, message: str) -> Problem:
    name = shrink(iri)
    path = graph.files.get(node.graph)
    if path is None:
        return Problem(name, message, node.graph or "the graph", None)
    return Problem(name, message, str(path), line_of(path, name))


def _slug(iri: str, prefix: str) -> str:
    return iri.removeprefix(PREFIXES[prefix])
