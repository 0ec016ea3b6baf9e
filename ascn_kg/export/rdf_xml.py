"""RDF/XML, as pyoxigraph makes it from the N-Triples; a stream at both ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress, groupby, islice
from operator import itemgetter
from typing import IO, cast

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError
from ascn_kg.export.ordered import Ordered
from ascn_kg.export.output import Output
from ascn_kg.export.terms import LETTERS, split_iri
from ascn_kg.namespaces import PREFIXES, RDF

# XML 1.0 has no way to write these, not even escaped. Here they are as canonical N-Triples escapes them.
_NOT_IN_XML = re.compile(r"(?<!\\)(?:\\\\)*\\(?:u00(?:0[0-8BCEF]|1[0-9A-F])|uFFF[EF]|[bf])")
# https://www.w3.org/TR/xml-names/#NT-NCName, at the end of an IRI
_NAMED = re.compile(f"[{LETTERS}][{LETTERS}0-9.\u00b7\u0300-\u036f\u203f-\u2040-]*>\\Z")
# https://www.w3.org/TR/rdf-syntax-grammar/#section-Namespace
_RESERVED = re.compile(
    re.escape(f"<{RDF}")
    + "(?:RDF|ID|about|aboutEach|aboutEachPrefix|bagID|datatype|Description|li|nodeID|parseType|resource)>"
)
_PIECE = 10_000
_subject = itemgetter(0)


def write_rdf_xml(statements: Ordered, output: Output) -> None:
    """Write the triples of all named graphs. Raises :class:`AscnKgError` for a text or name that XML cannot hold."""
    _refuse_control_characters(statements)
    texts = statements.texts
    elements = {texts[n] for n in statements.columns.predicates} | _types(statements)
    _refuse_what_is_no_name(elements)
    used = {split_iri(text[1:-1])[0] for text in elements}
    prefixes = {prefix: address for prefix, address in sorted(PREFIXES.items()) if address in used}
    lines, escaped = cast("IO[bytes]", _Lines(_type_first(statements))), cast("IO[bytes]", _Escaped(output))
    triples = (quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))
    ox.serialize(triples, escaped, ox.RdfFormat.RDF_XML, prefixes=prefixes)


def _refuse_control_characters(statements: Ordered) -> None:
    texts = statements.texts
    unfit = {n for n, text in enumerate(texts) if "\\" in text and _NOT_IN_XML.search(text)}
    if unfit:
        subject, predicate, value = next(row for row in statements.columns if row[2] in unfit)
        raise AscnKgError(
            f"{texts[subject]} {texts[predicate]}: the text {texts[value][:40]} holds a control character, which "
            "RDF/XML cannot carry. Take it out of the text."
        )


def _refuse_what_is_no_name(elements: set[str]) -> None:
    for text in sorted(elements):
        if text.startswith("<") and (_RESERVED.fullmatch(text) or not _NAMED.search(text)):
            raise AscnKgError(
                f"{text}: RDF/XML makes properties and types the names of elements, which this one does not end with. "
                "Write another format."
            )


def _types(statements: Ordered) -> set[str]:
    predicates, objects = statements.columns.predicates, statements.columns.objects
    chosen = compress(objects, map(statements.number(RDF + "type").__eq__, predicates))
    return {statements.texts[value] for value in set(chosen)}


def _type_first(statements: Ordered) -> Iterator[str]:
    """Lines of N-Triples, the type of each subject first: it becomes the name of the element."""
    texts, type_number = statements.texts, statements.number(RDF + "type")
    for _, rows in groupby(statements.union, key=_subject):
        for subject, predicate, value in sorted(rows, key=lambda row: row[1] != type_number):
            yield f"{texts[subject]} {texts[predicate]} {texts[value]} .\n"


class _Lines:
    """Lines as a file to read from."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        if not self._rest:
            self._rest = "".join(islice(self._lines, _PIECE)).encode()
        cut = len(self._rest) if size < 0 else size
        piece, self._rest = self._rest[:cut], self._rest[cut:]
        return piece


class _Escaped:
    """Escapes bare carriage returns, which an XML reader would turn into line feeds."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def write(self, content: bytes) -> int:
        self._output.write(content.replace(b"\r", b"&#xD;"))
        return len(content)

    def flush(self) -> None:
        """Nothing waits here."""
