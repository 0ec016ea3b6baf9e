"""An answer as CSV (RFC 4180), for spreadsheets: one line a row, its citations and the data version in columns."""

from __future__ import annotations

import csv
import io
import re

import pyoxigraph as ox

from ascn_kg.graph import Graph
from ascn_kg.labels import Labels
from ascn_kg.questions import Answer
from ascn_kg.rendering.lines import clean
from ascn_kg.rendering.words import NUMBERS, WORDS, count_line, plain, shown_columns, source_line

EXTRA = {
    "en": ("statement", "citations", "sources", "data_version", "as_of", "notes", "cite_as"),
    "id": ("pernyataan", "kutipan", "sumber", "versi_data", "per_tanggal", "catatan", "kutip_sebagai"),
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def render_csv(answer: Answer, graph: Graph) -> str:
    """A header line, then the rows; names and headings in the answer's language, lines ended by CR LF.

    Dates and numbers are written as in the data (``2024-06-30``, EDTF ``[..2024-06]``, ``30000000``), so that
    they sort and count. ``statement`` holds the IRIs of the nodes a row rests on, separated by spaces, ``citations``
    the places (``gnfi-2024 ¶23; …``), ``sources`` the same in full, ``notes`` how the statements were read. A text
    that a spreadsheet would run as a formula gets a leading apostrophe; numbers do not, and no name in the data of
    this project begins that way.
    """
    labels, lang = Labels(graph), answer.lang
    by_number = {citation.number: citation for citation in answer.citations}
    shown = shown_columns(answer)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(safe(answer.columns[index].heading) for index in shown), *EXTRA[lang]])
    for row, numbers in zip(answer.rows, answer.row_citations, strict=True):
        cited = [by_number[number] for number in numbers]
        writer.writerow(
            [
                *(_field(row[index], labels, lang) for index in shown),
                " ".join(dict.fromkeys(answer.statements(row))),
                safe("; ".join(citation.short for citation in cited)),
                safe(" | ".join(source_line(citation, lang) for citation in cited)),
                answer.data_version or "",
                answer.as_of or "",
                safe(" ".join(answer.notes(row))),
                safe(answer.cite_as),
            ]
        )
    return out.getvalue()


def remarks(answer: Answer) -> str:
    """What a CSV file has no place for: that there are no rows, the note, how complete the answer is; as lines."""
    places = {citation.number: citation.short for citation in answer.citations}
    lines = [] if answer.rows else [count_line(answer)]
    if answer.note:
        lines.append(f"{WORDS[answer.lang]['note']}: {answer.note}")
    if answer.gaps:
        lines.append(WORDS[answer.lang]["gaps"])
    for gap in answer.gaps:
        cited = "; ".join(places[number] for number in gap.citations)
        lines.append(f"- {gap.text} ({cited})" if cited else f"- {gap.text}")
    return "".join(f"{clean(line)}\n" for line in lines)


def safe(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would take it for a formula."""
    return "'" + text if text.startswith(_FORMULA) else text


def _field(term: object, labels: Labels, lang: str) -> str:
    text = plain(term, labels, lang)
    number = isinstance(term, ox.Literal) and (term.datatype.value in NUMBERS or _NUMBER.fullmatch(text))
    return text if number else safe(text)
