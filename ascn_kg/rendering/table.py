"""An answer for a terminal: a table, numbered sources under it, and what is not known."""

from __future__ import annotations

from ascn_kg.graph import Graph
from ascn_kg.labels import Labels
from ascn_kg.questions import Answer
from ascn_kg.rendering.grid import blocks, grid
from ascn_kg.rendering.lines import clean, wrap
from ascn_kg.rendering.words import (
    NOTHING,
    WORDS,
    cell,
    cite_line,
    count_line,
    filled_columns,
    marks,
    passages,
    question_line,
    readings,
    source_line,
    version_line,
)
from ascn_kg.terminal import terminal_width

LEAST_WIDTH = 40


def render_table(answer: Answer, graph: Graph, width: int | None = None) -> str:
    """The answer as lines of at most ``width`` cells (default: the terminal's, else 100); addresses stay whole.

    Rows that do not fit side by side are printed one under the other.
    """
    width = max(width or terminal_width(), LEAST_WIDTH)
    words, lang, labels = WORDS[answer.lang], answer.lang, Labels(graph)
    lines = [*wrap(question_line(answer), width), ""]
    if answer.rows:
        lines += [*_rows(answer, labels, width), ""]
    lines += [count_line(answer), ""]
    if answer.note:
        lines += [*wrap(f"{words['note']}: {answer.note}", width), ""]
    if answer.readings:
        lines.append(words["readings"])
        for text in readings(answer, labels):
            lines += wrap(clean(text), width, "- ")
        lines.append("")
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


def _rows(answer: Answer, labels: Labels, width: int) -> list[str]:
    shown, empty = filled_columns(answer)
    headings = [clean(answer.columns[index].heading) for index in shown]
    rows = [
        [*(clean(cell(row[index], labels, answer.lang)) or NOTHING for index in shown), marks(numbers)]
        for row, numbers in zip(answer.rows, answer.row_citations, strict=True)
    ]
    lines = grid([*headings, ""], rows, width)
    if lines is None:
        lines = blocks([*headings, WORDS[answer.lang]["sources"]], rows, NOTHING, width)
    return [*lines, "", *wrap(clean(empty), width)] if empty else lines
