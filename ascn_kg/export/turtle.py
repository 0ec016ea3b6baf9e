"""Turtle and TriG in the style of the files in data/: one subject a block, one predicate a line, a lone closing dot."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from ascn_kg.export.nesting import Nesting, Properties, shared_blanks
from ascn_kg.export.ordered import Ordered
from ascn_kg.export.terms import Names
from ascn_kg.graph import Columns
from ascn_kg.namespaces import PREFIXES, RDF, RDFS, SKOS

_INDENT = "    "
_LEADING = (RDF + "type", RDFS + "label", SKOS + "prefLabel", SKOS + "definition")
_subject = itemgetter(0)


def turtle(statements: Ordered) -> Iterator[str]:
    """The triples of all named graphs: the prefixes they need, then a block for each subject."""
    writer = _Writer(statements)
    yield writer.prefixes()
    for block in writer.blocks(statements.union, set(), ""):
        yield f"\n{block}"


def trig(statements: Ordered) -> Iterator[str]:
    """The blocks of the default graph, then each named graph in braces."""
    writer = _Writer(statements)
    yield writer.prefixes()
    shared = shared_blanks(statements)
    for (name, triples), shown in zip(statements.by_graph(), writer.graph_names, strict=True):
        if name:
            yield f"\n{shown} {{\n"
            for place, block in enumerate(writer.blocks(triples, shared, _INDENT)):
                yield f"\n{block}" if place else block
            yield "}\n"
        else:
            for block in writer.blocks(triples, shared, ""):
                yield f"\n{block}"


class _Writer:
    """Writes blocks with the terms of some statements, each rendered once."""

    def __init__(self, statements: Ordered) -> None:
        names = Names()
        self._statements = statements
        self._first_blank = statements.first_blank
        self._terms = names.of_terms(statements.texts)
        self.graph_names = [names.iri(name[1:-1]) if name.startswith("<") else name for name in statements.names]
        self._prefixes = names.prefixes
        leading = {statements.number(iri): place for place, iri in enumerate(_LEADING)}
        predicates = sorted(set(statements.columns.predicates), key=lambda n: (leading.get(n, len(leading)), n))
        self._places = {number: place for place, number in enumerate(predicates)}
        self._verbs = {number: self._terms[number] for number in predicates} | {statements.number(_LEADING[0]): "a"}

    def prefixes(self) -> str:
        return "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in self._prefixes)

    def blocks(self, triples: Columns, shared: set[int], indent: str) -> Iterator[str]:
        """The block of each subject that is not nested in another; ``shared`` blank nodes never are."""
        nesting = Nesting(self._statements, triples, shared, inline=True)
        margin = f"\n{indent}{_INDENT}"
        for subject, rows in groupby(triples, key=_subject):
            if subject >= self._first_blank and nesting.is_nested(subject):
                continue
            properties: Properties = {}
            for _, predicate, value in rows:
                if predicate in properties:
                    properties[predicate].append(value)
                else:
                    properties[predicate] = [value]
            unused = subject >= self._first_blank and nesting.is_unused(subject)
            name = "[]" if unused else self._terms[subject]
            yield f"{indent}{name}{self._lines(properties, nesting, margin)}{margin}.\n"

    def _lines(self, properties: Properties, nesting: Nesting, margin: str) -> str:
        """One predicate a line, its objects one a line where there are several; each line begins with ``margin``."""
        lines: list[str] = []
        terms, first_blank = self._terms, self._first_blank
        for predicate in sorted(properties, key=self._places.__getitem__):
            values, verb = properties[predicate], self._verbs[predicate]
            if len(values) == 1:
                (value,) = values
                written = terms[value] if value < first_blank else self._value(value, nesting, margin)
                lines.append(f"{margin}{verb} {written} ;")
                continue
            inner = margin + _INDENT
            several = (terms[value] if value < first_blank else self._value(value, nesting, inner) for value in values)
            lines.append(f"{margin}{verb}{inner}{f' ,{inner}'.join(several)} ;")
        return "".join(lines)

    def _value(self, value: int, nesting: Nesting, margin: str) -> str:
        inner = margin + _INDENT
        if value in nesting.lists:
            members = (inner + self._value(member, nesting, inner) for member in nesting.lists[value])
            return f"({''.join(members)}{margin})"
        if value in nesting.inline:
            properties = nesting.about.get(value)
            return f"[{self._lines(properties, nesting, inner)}{margin}]" if properties else "[]"
        return self._terms[value]
