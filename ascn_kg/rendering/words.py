"""The fixed words around an answer, in both languages, and how one term reads in a cell."""

from __future__ import annotations

import re

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
        "readings": "How we read this", "empty": "Nothing is stated for: {}",
    },
    "id": {
        "rows": "{} baris", "row": "1 baris", "none": "Tidak ada baris.", "sources": "Sumber",
        "gaps": "Seberapa lengkap jawaban ini", "note": "Catatan", "no address": "alamat tidak diketahui",
        "undated": "tanpa tanggal", "data": "Versi data {}, sampai {}.", "data only": "Versi data {}.",
        "asked": "Ditanyakan per {}.", "cite": "Kutip sebagai: {}", "true": "ya", "false": "tidak",
        "unknown": "tidak diketahui",
        "readings": "Cara kami membaca", "empty": "Tidak ada keterangan untuk: {}",
    },
}  # fmt: skip

NOTHING = "–"
_FEW = 80  # characters
DATES = (EDTF, XSD + "date")
NUMBERS = (XSD + "integer", XSD + "decimal")
_NUMBER = re.compile(r"([+-]?)([0-9]+)(?:\.([0-9]+))?")


def cell(term: object, labels: Labels, lang: str) -> str:
    """A term as a reader sees it: dates in words, numbers of five digits and more in groups; else as :func:`plain`.

    >>> cell(ox.Literal(30000000), None, "id")
    '30.000.000'
    """
    if isinstance(term, ox.Literal) and term.datatype.value in DATES:
        return in_words(term.value, lang)
    if isinstance(term, ox.Literal) and term.datatype.value in NUMBERS:
        return _grouped(term.value, lang)
    return plain(term, labels, lang)


def plain(term: object, labels: Labels, lang: str) -> str:
    """A term as a spreadsheet takes it: labels for IRIs, words for booleans, dates and numbers as they are written.

    No value is an empty string.
    """
    if isinstance(term, ox.NamedNode):
        return labels.label(term.value, lang)
    if isinstance(term, ox.Literal):
        if term.datatype.value == XSD + "boolean":
            return WORDS[lang]["true" if term.value in ("true", "1") else "false"]
        return term.value
    return "" if term is None else str(term)


def _grouped(number: str, lang: str) -> str:
    match = _NUMBER.fullmatch(number)
    if match is None:
        return number
    sign, whole, fraction = match.groups()
    group, point = (",", ".") if lang == "en" else (".", ",")
    if len(whole) >= 5:
        whole = f"{int(whole):,}".replace(",", group)
    return sign + whole + (point + fraction if fraction else "")


def shown_columns(answer: Answer) -> list[int]:
    """Positions of the columns people see."""
    return [index for index, column in enumerate(answer.columns) if column.kind == SHOWN]


def filled_columns(answer: Answer) -> tuple[list[int], str]:
    """Positions of the shown columns with a value in some row, and a line that names the others, or an empty string."""
    shown = shown_columns(answer)
    filled = [index for index in shown if any(row[index] is not None for row in answer.rows)]
    if not filled:
        return shown, ""
    empty = ", ".join(answer.columns[index].heading for index in shown if index not in filled)
    return filled, WORDS[answer.lang]["empty"].format(empty) if empty else ""


def readings(answer: Answer, labels: Labels) -> list[str]:
    """The distinct texts on how the statements of the rows were read, behind the first cell of the rows they are for.

    Behind nothing, where they are for more than a few rows or that cell is long.
    """
    shown = shown_columns(answer)
    first: dict[str, dict[str, None]] = {}
    for row in answer.rows:
        name = cell(row[shown[0]], labels, answer.lang) if shown else ""
        for text in answer.notes(row):
            first.setdefault(text, {})[name] = None
    names = {text: ", ".join(cells) for text, cells in first.items()}
    return [f"{names[text]}: {text}" if 0 < len(names[text]) <= _FEW else text for text in first]


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
    return "; ".join([", ".join(parts), citation.url or words["no address"]])


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
    line = words["data only"].format(version)
    if answer.cut_off:
        line = words["data"].format(version, in_words(answer.cut_off, answer.lang))
    if answer.as_of and answer.as_of != answer.cut_off:
        line += " " + words["asked"].format(in_words(answer.as_of, answer.lang))
    return line


def cite_line(answer: Answer) -> str:
    """The line to cite the answer by."""
    return WORDS[answer.lang]["cite"].format(answer.cite_as)


def marks(numbers: tuple[int, ...]) -> str:
    """Numbers of citations as they stand behind a row or a sentence: ``[1][3]``."""
    return "".join(f"[{number}]" for number in numbers)
