"""The fixed words around an answer, in both languages, and how one term reads in a cell."""

from __future__ import annotations

import pyoxigraph as ox

from ascn_kg.labels import Labels
from ascn_kg.namespaces import EDTF, XSD
from ascn_kg.questions import Answer, Citation, in_words
from ascn_kg.questions.question import SHOWN

WORDS = {
    "en": {
        "rows": "{} rows", "row": "1 row", "none": "No rows.", "sources": "Sources",
        "gaps": "How complete this is", "note": "Note", "no address": "no address known", "undated": "undated",
        "data": "Data version {}, up to {}.", "data only": "Data version {}.",
        "asked": "Asked as of {}.", "cite": "Cite as: {}",
        "true": "yes", "false": "no", "unknown": "unknown",
    },
    "id": {
        "rows": "{} baris", "row": "1 baris", "none": "Tidak ada baris.", "sources": "Sumber",
        "gaps": "Seberapa lengkap jawaban ini", "note": "Catatan", "no address": "alamat tidak diketahui",
        "undated": "tanpa tanggal", "data": "Versi data {}, sampai {}.", "data only": "Versi data {}.",
        "asked": "Ditanyakan per {}.", "cite": "Kutip sebagai: {}", "true": "ya", "false": "tidak",
        "unknown": "tidak diketahui",
    },
}  # fmt: skip

NOTHING = "–"


def cell(term: object, labels: Labels, lang: str) -> str:
    """A term as a reader sees it: labels for IRIs, words for EDTF dates and booleans, an empty string for no value."""
    if isinstance(term, ox.NamedNode):
        return labels.label(term.value, lang)
    if isinstance(term, ox.Literal):
        if term.datatype.value == EDTF:
            return in_words(term.value, lang)
        if term.datatype.value == XSD + "boolean":
            return WORDS[lang]["true" if term.value in ("true", "1") else "false"]
        return term.value
    return "" if term is None else str(term)


def shown_columns(answer: Answer) -> list[int]:
    """Positions of the columns people see."""
    return [index for index, column in enumerate(answer.columns) if column.kind == SHOWN]


def question_line(answer: Answer) -> str:
    """The question in words and, in brackets, the values it was asked with."""
    values = ", ".join(f"{name} = {value}" for name, value in answer.arguments.items())
    return f"{answer.text} ({values})" if values else answer.text


def count_line(answer: Answer) -> str:
    """How many rows there are."""
    words = WORDS[answer.lang]
    if not answer.rows:
        return words["none"]
    return words["row"] if len(answer.rows) == 1 else words["rows"].format(len(answer.rows))


def source_line(citation: Citation, lang: str) -> str:
    """Title, authors, publisher, date, page or paragraph, and address of one citation."""
    words = WORDS[lang]
    parts = [citation.title, *citation.authors]
    if citation.publisher and citation.publisher not in parts:
        parts.append(citation.publisher)
    if not citation.registry:
        parts.append(citation.date or words["undated"])
    elif citation.date:
        parts.append(citation.date)
    place = citation.place(lang)
    if place:
        parts.append(place)
    return ". ".join([", ".join(parts), citation.url or words["no address"]])


def passages(citation: Citation) -> list[str]:
    """The words of a citation's passages, in quotes, or why they cannot be shown; empty without ``--texts``."""
    shown = []
    for item in citation.evidence:
        if item.passage is not None:
            shown.append(f"“{' '.join(item.passage.split())}”")
        elif item.problem is not None:
            shown.append(f"[{item.problem}]")
    return list(dict.fromkeys(shown))


def version_line(answer: Answer) -> str:
    """Version and last day of the data, and the day asked about where it is another."""
    words = WORDS[answer.lang]
    version = answer.data_version or words["unknown"]
    line = words["data"].format(version, answer.cut_off) if answer.cut_off else words["data only"].format(version)
    if answer.as_of and answer.as_of != answer.cut_off:
        line += " " + words["asked"].format(answer.as_of)
    return line


def cite_line(answer: Answer) -> str:
    """The line to cite the answer by."""
    return WORDS[answer.lang]["cite"].format(answer.cite_as)


def marks(numbers: tuple[int, ...]) -> str:
    """Numbers of citations as they stand behind a row or a sentence: ``[1][3]``."""
    return "".join(f"[{number}]" for number in numbers)
