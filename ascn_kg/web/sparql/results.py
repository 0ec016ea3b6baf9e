"""Answers as bytes, up to a number of rows and of bytes; a longer one is refused, never cut off."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from ascn_kg.web.rdf_document import rdf_document
from ascn_kg.web.sparql.refused import Refused


@dataclass(frozen=True)
class Limits:
    """How many rows, or triples, and how many bytes one answer may have."""

    rows: int = 100_000
    size: int = 64 << 20


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class _Rows:
    """How the engine writes rows: there are ``before`` more marks than rows, and in ``quoted`` texts further ones.

    ``escaped`` says that a quotation mark in such a text stands after a backslash.
    """

    format: ox.QueryResultsFormat
    mark: bytes
    before: int = 0
    quoted: bool = False
    escaped: bool = False

    def count(self, content: bytearray) -> int:
        """How many rows there are in what has been written so far."""
        if self.escaped:
            content = content.replace(b"\\\\", b"").replace(b'\\"', b"")
        if self.quoted:
            content = bytearray(b'"').join(content.split(b'"')[::2])
        return content.count(self.mark) - self.before


_ROWS = {
    "json": _Rows(ox.QueryResultsFormat.JSON, b"},{", -1, quoted=True, escaped=True),
    "xml": _Rows(ox.QueryResultsFormat.XML, b"<result>"),
    "csv": _Rows(ox.QueryResultsFormat.CSV, b"\n", 1, quoted=True),
    "tsv": _Rows(ox.QueryResultsFormat.TSV, b"\n", 1),
}


def write_rows(found: ox.QuerySolutions, name: str, limits: Limits) -> bytes:
    """The rows of a SELECT in a format. Raises :class:`Refused` beyond the limits."""
    form = _ROWS[name]
    output = _Output(form, limits)
    found.serialize(output, form.format)  # type: ignore[arg-type]
    return output.finished()


def write_truth(found: ox.QueryBoolean, name: str) -> bytes:
    """The answer to an ASK in a format."""
    if name in ("csv", "tsv"):
        return b"true\n" if found else b"false\n"
    return (found.serialize(format=_ROWS[name].format) or b"") + b"\n"


def write_triples(triples: set[ox.Triple], name: str, limits: Limits) -> bytes:
    """Triples in a format, always in the same order. Raises :class:`Refused` beyond the limits."""
    content = rdf_document(triples, name).content
    if len(content) > limits.size:
        raise _too_large(limits)
    return content


def distinct(found: ox.QueryTriples, limits: Limits) -> set[ox.Triple]:
    """The triples of a CONSTRUCT or DESCRIBE, each once. Raises :class:`Refused` beyond the limit."""
    triples: set[ox.Triple] = set()
    for triple in found:
        triples.add(triple)
        if len(triples) > limits.rows:
            raise _too_many(limits, "triples", "tripel")
    return triples


class _Output:
    """Takes what the engine writes, in pieces of some kilobytes, until that is too much.

    Marks are counted as they come; only when there are more than the limit, are those in texts taken off, and then not
    again before twice as much has been written.
    """

    def __init__(self, form: _Rows, limits: Limits) -> None:
        self._form, self._limits = form, limits
        self._content = bytearray()
        self._marks = self._counted_at = 0

    def write(self, piece: bytes) -> int:
        """Take a piece. Raises :class:`Refused` beyond the limits."""
        start = max(0, len(self._content) - len(self._form.mark) + 1)
        self._content += piece
        if len(self._content) > self._limits.size:
            raise _too_large(self._limits)
        self._marks += self._content.count(self._form.mark, start)
        if self._marks - self._form.before > self._limits.rows and len(self._content) > 2 * self._counted_at:
            self._count()
        return len(piece)

    def flush(self) -> None:
        """Nothing waits here."""

    def finished(self) -> bytes:
        """All of it, ending with a line."""
        if self._marks - self._form.before > self._limits.rows:
            self._count()
        if not self._content.endswith(b"\n"):
            self._content += b"\n"
        return bytes(self._content)

    def _count(self) -> None:
        self._counted_at = len(self._content)
        if self._form.count(self._content) > self._limits.rows:
            raise _too_many(self._limits, "rows", "baris")


def _too_many(limits: Limits, en: str, id: str) -> Refused:
    return Refused(
        507,
        f"The answer has more than {limits.rows:,} {en}, the most that is given at once. {_PAGING[0]}",
        f"Jawabannya lebih dari {_indonesian(limits.rows)} {id}, batas untuk satu jawaban. {_PAGING[1]}",
    )


def _too_large(limits: Limits) -> Refused:
    size = f"{limits.size / (1 << 20):.3g}"
    return Refused(
        507,
        f"The answer has more than {size} MB, the most that is given at once. {_PAGING[0]}",
        f"Jawabannya lebih dari {size.replace('.', ',')} MB, batas untuk satu jawaban. {_PAGING[1]}",
    )


_PAGING = (
    "Ask for it in parts with ORDER BY, LIMIT and OFFSET, or take the whole graph as files, see dataset.en.html.",
    "Mintalah sebagian demi sebagian dengan ORDER BY, LIMIT, dan OFFSET, atau ambil seluruh graf sebagai berkas, "
    "lihat dataset.id.html.",
)


def _indonesian(number: int) -> str:
    return f"{number:,}".replace(",", ".")
