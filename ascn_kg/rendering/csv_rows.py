"""An answer as CSV (RFC 4180), for spreadsheets: one line a row, its citations and the data version in columns."""

from __future__ import annotations

import csv
import io

import pyoxigraph as ox

from ascn_kg.graph import Graph
from ascn_kg.labels import Labels
from ascn_kg.questions import Answer
from ascn_kg.rendering.words import cell, shown_columns, source_line

EXTRA = ("statement", "citations", "sources", "data_version", "as_of")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_csv(answer: Answer, graph: Graph) -> str:
    """A header line, then the rows; fields as people read them, in the answer's language, lines ended by CR LF.

    ``statement`` holds the IRIs of the nodes a row rests on, separated by spaces, ``citations`` the places
    (``gnfi-2024 ¶23; …``), ``sources`` the same in full. A text that a spreadsheet would run as a formula gets
    a leading apostrophe; numbers and dates stay as they are, and no name in the data of this project begins that way.
    """
    labels, lang = Labels(graph), answer.lang
    by_number = {citation.number: citation for citation in answer.citations}
    shown = shown_columns(answer)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(safe(answer.columns[index].heading) for index in shown), *EXTRA])
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
            ]
        )
    return out.getvalue()


def safe(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would take it for a formula."""
    return "'" + text if text.startswith(_FORMULA) else text


def _field(term: object, labels: Labels, lang: str) -> str:
    text = cell(term, labels, lang)
    if isinstance(term, ox.Literal) and _is_number(text):
        return text
    return safe(text)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
