"""JSON-LD 1.1 with our own context; literals keep their exact lexical form.

A literal's canonical N-Triples text is quoted and escaped just as JSON wants it, so nothing is decoded on the way.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from ascn_kg.export.nesting import Nesting, shared_blanks
from ascn_kg.export.ordered import Ordered
from ascn_kg.export.terms import split_iri
from ascn_kg.graph import Columns
from ascn_kg.namespaces import PREFIXES, RDF

_TYPE, _FIRST, _REST = RDF + "type", RDF + "first", RDF + "rest"
# What a value is besides its text: a node, or what follows the quotes of a literal ("@en", "^^<…#date>", nothing).
_NODE, _PLAIN = "<", ""
_subject = itemgetter(0)


class JsonLd:
    """Writes documents that share one context: the prefixes in use, and the one type a predicate's values have."""

    def __init__(self, documents: Sequence[Ordered]) -> None:
        """``documents`` are the statements of all documents that will use this context."""
        iris = {iri for statements in documents for iri in _iris(statements)}
        schemes = {iri.partition(":")[0] for iri in iris}
        # A prefix named like a scheme would swallow the absolute IRIs of that scheme.
        self._addresses = {address: prefix for prefix, address in PREFIXES.items() if prefix not in schemes}
        used = {short.partition(":")[0] for iri in iris if (short := self.shrink(iri)) is not iri}
        kinds = _kinds_by_predicate(documents)
        self.type_key = "@type" if kinds.pop(_TYPE, {_NODE}) == {_NODE} else _TYPE
        single = {predicate: next(iter(found)) for predicate, found in kinds.items() if len(found) == 1}
        self.coerced = {p: k for p, k in single.items() if k[:2] in (_NODE, "^^") and p not in (_FIRST, _REST)}
        self.context: dict[str, object] = {"@version": 1.1, **{prefix: PREFIXES[prefix] for prefix in sorted(used)}}
        for predicate, kind in sorted(self.coerced.items()):
            shown = "@id" if kind == _NODE else self.shrink(kind[3:-1])
            self.context[self.shrink(predicate)] = {"@id": predicate, "@type": shown}

    def shrink(self, iri: str) -> str:
        """``prefix:local`` where JSON-LD reads it as this IRI again, else the IRI."""
        address, local = split_iri(iri)
        prefix = self._addresses.get(address)
        return f"{prefix}:{local}" if prefix and local else iri

    def context_document(self) -> Iterator[str]:
        """The context alone."""
        yield json.dumps({"@context": self.context}, ensure_ascii=False, indent=1) + "\n"

    def document(self, statements: Ordered) -> Iterator[str]:
        """One node object per named graph and subject, one property a line."""
        yield json.dumps({"@context": self.context}, ensure_ascii=False, indent=1).removesuffix("\n}")
        yield ',\n "@graph": ['
        yield from _Document(self, statements).graphs()
        yield "\n ]\n}\n"


class _Document:
    """Writes the nodes of some statements with their terms, each rendered once."""

    def __init__(self, form: JsonLd, statements: Ordered) -> None:
        self._form, self._statements = form, statements
        self._kinds = [_kind(text) for text in statements.texts]
        self._short = [self._shortest(text) for text in statements.texts]
        self._around = {kind: _around(kind, form) for kind in {_NODE, *self._kinds}}
        type_number = statements.number(_TYPE) if form.type_key == "@type" else -1
        self._keys: dict[int, str] = {}
        self._coerced: dict[int, str | None] = {}
        for number in set(statements.columns.predicates):
            iri = statements.texts[number][1:-1]
            self._keys[number] = json.dumps("@type" if number == type_number else form.shrink(iri), ensure_ascii=False)
            self._coerced[number] = _NODE if number == type_number else form.coerced.get(iri)

    def graphs(self) -> Iterator[str]:
        shared = shared_blanks(self._statements)
        comma = ""
        for name, triples in self._statements.by_graph():
            nodes = self._nodes(triples, shared, "\n   " if name else "\n  ")
            if not name:
                for node in nodes:
                    yield comma + node
                    comma = ","
                continue
            yield f'{comma}\n  {{"@id": {self._shortest(name)},\n   "@graph": ['
            comma = ""
            for node in nodes:
                yield comma + node
                comma = ","
            yield "]}"

    def _nodes(self, triples: Columns, shared: set[int], margin: str) -> Iterator[str]:
        nesting = Nesting(self._statements, triples, shared, inline=False)
        first_blank = self._statements.first_blank
        inner = f",{margin} "
        for subject, rows in groupby(triples, key=_subject):
            if subject >= first_blank and nesting.is_nested(subject):
                continue
            properties: dict[int, list[str]] = {}
            for _, predicate, value in rows:
                written = self._value(value, self._coerced[predicate], nesting)
                if predicate in properties:
                    properties[predicate].append(written)
                else:
                    properties[predicate] = [written]
            parts = [f'{margin}{{"@id": {self._short[subject]}']
            for predicate, values in properties.items():
                shown = values[0] if len(values) == 1 else f"[{margin}  {f',{margin}  '.join(values)}]"
                parts.append(f"{self._keys[predicate]}: {shown}")
            yield inner.join(parts) + "}"

    def _value(self, value: int, coerced: str | None, nesting: Nesting) -> str:
        kind = self._kinds[value]
        if value in nesting.lists:
            members = (self._value(member, coerced, nesting) for member in nesting.lists[value])
            return f'{{"@list": [{", ".join(members)}]}}'
        if kind == (coerced or _PLAIN):
            return self._short[value]
        before, after = self._around[kind]
        return f"{before}{self._short[value]}{after}"

    def _shortest(self, text: str) -> str:
        if text[0] == "<":
            return f'"{self._form.shrink(text[1:-1])}"'
        return f'"{text}"' if text[0] == "_" else text[: text.rfind('"') + 1]


def _kind(text: str) -> str:
    return text[text.rfind('"') + 1 :] if text[0] == '"' else _NODE


def _around(kind: str, form: JsonLd) -> tuple[str, str]:
    """What stands before and after the text of a value whose predicate does not say what kind it is."""
    if kind == _NODE:
        return '{"@id": ', "}"
    if kind.startswith("^^"):
        return '{"@value": ', f', "@type": "{form.shrink(kind[3:-1])}"}}'
    language, _, direction = kind[1:].partition("--")
    after = f', "@language": "{language}"' if language else ""
    return '{"@value": ', f'{after}, "@direction": "{direction}"}}' if direction else after + "}"


def _iris(statements: Ordered) -> Iterator[str]:
    """Every IRI that stands in the statements, as term, datatype or graph name; with repeats."""
    for text in (*statements.texts, *statements.names):
        if text.endswith(">"):
            yield text[text.rfind("<") + 1 : -1]


def _kinds_by_predicate(documents: Iterable[Ordered]) -> dict[str, set[str]]:
    """The IRI of each predicate and the kinds of its values."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for statements in documents:
        kind_of = [_kind(text) for text in statements.texts]
        columns = statements.columns
        for predicate, kind in set(zip(columns.predicates, map(kind_of.__getitem__, columns.objects), strict=True)):
            kinds[statements.texts[predicate][1:-1]].add(kind)
    return kinds
