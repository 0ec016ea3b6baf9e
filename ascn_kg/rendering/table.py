"""An answer for a terminal: a table, numbered sources under it, and what is not known."""

from __future__ import annotations

import shutil
import unicodedata

from ascn_kg.graph import Graph
from ascn_kg.labels import Labels
from ascn_kg.questions import Answer
from ascn_kg.rendering.words import (
    NOTHING,
    WORDS,
    cell,
    cite_line,
    count_line,
    marks,
    passages,
    question_line,
    shown_columns,
    source_line,
    version_line,
)

DEFAULT_WIDTH = 100
_GAP = "  "
_LEAST = 6  # no column gets narrower than this many cells
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def render_table(answer: Answer, graph: Graph, width: int | None = None) -> str:
    """The answer as lines of at most ``width`` cells (default: the terminal's, else 100)."""
    width = max(width or shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns, 40)
    words, lang, labels = WORDS[answer.lang], answer.lang, Labels(graph)
    lines = [*wrap(question_line(answer), width), ""]
    shown = shown_columns(answer)
    rows = [
        [*(clean(cell(row[index], labels, lang)) or NOTHING for index in shown), marks(numbers)]
        for row, numbers in zip(answer.rows, answer.row_citations, strict=True)
    ]
    if rows:
        lines += [*_grid([*(clean(answer.columns[index].heading) for index in shown), ""], rows, width), ""]
    lines += [count_line(answer), ""]
    if answer.note:
        lines += [*wrap(f"{words['note']}: {answer.note}", width), ""]
    if answer.citations:
        lines.append(words["sources"])
        for citation in answer.citations:
            head = f"[{citation.number}] "
            lines += wrap(clean(source_line(citation, lang)), width, head)
            for passage in passages(citation):
                lines += wrap(clean(passage), width, " " * len(head))
        lines.append("")
    if answer.gaps:
        lines.append(words["gaps"])
        for gap in answer.gaps:
            lines += wrap(clean(f"{gap.text} {marks(gap.citations)}"), width, "- ")
        lines.append("")
    lines += wrap(version_line(answer), width)
    lines += wrap(clean(cite_line(answer)), width)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def clean(text: str) -> str:
    """The text on one line, without characters that steer a terminal or turn the reading direction."""
    flat = " ".join(text.split())
    return "".join(c for c in flat.translate(_BIDI) if unicodedata.category(c) != "Cc")


def cells(text: str) -> int:
    """How many terminal cells a text takes: wide East Asian characters two, combining and invisible ones none."""
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def wrap(text: str, width: int, head: str = "") -> list[str]:
    """The words in lines of at most ``width`` cells, the first after ``head``, the others indented as far.

    A word longer than a line is broken, except an address, which stays whole so that it can be followed.
    """
    indent = cells(head)
    room = max(width - indent, 1)
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and cells(line) + 1 + cells(word) > room:
            lines.append(line)
            line = ""
        while cells(word) > room and not line and "://" not in word:
            part, word = _split(word, room)
            lines.append(part)
        line = f"{line} {word}" if line else word
    if line or not lines:
        lines.append(line)
    return [(head if index == 0 else " " * indent) + part for index, part in enumerate(lines)]


def _split(word: str, room: int) -> tuple[str, str]:
    used = 0
    for index, char in enumerate(word):
        used += cells(char)
        if used > room and index:
            return word[:index], word[index:]
    return word, ""


def _grid(headings: list[str], rows: list[list[str]], width: int) -> list[str]:
    widths = _widths([headings, *rows], width)
    lines = _row(headings, widths)
    lines.append(_GAP.join("─" * each for each in widths))
    wrapped = [_row(row, widths) for row in rows]
    for row in wrapped:
        lines += row
    return lines


def _row(row: list[str], widths: list[int]) -> list[str]:
    columns = [wrap(text, width) for text, width in zip(row, widths, strict=True)]
    height = max(map(len, columns))
    return [
        _GAP.join(
            _padded(column[index] if index < len(column) else "", width)
            for column, width in zip(columns, widths, strict=True)
        )
        for index in range(height)
    ]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def _widths(rows: list[list[str]], width: int) -> list[int]:
    """Widths of the columns: as wide as they need, the widest narrowed until all fit."""
    widths = [max(1, *(cells(row[index]) for row in rows)) for index in range(len(rows[0]))]
    room = width - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths
