"""An answer as Markdown: a table with footnotes."""

from __future__ import annotations

import re

from ascn_kg.graph import Graph
from ascn_kg.labels import Labels
from ascn_kg.questions import Answer
from ascn_kg.rendering.lines import clean
from ascn_kg.rendering.words import (
    NOTHING,
    WORDS,
    cell,
    cite_line,
    count_line,
    filled_columns,
    passages,
    question_line,
    readings,
    source_line,
    version_line,
)

# What would become a table border, emphasis, a link, code or HTML.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&])")


def render_markdown(answer: Answer, graph: Graph) -> str:
    """The answer as GitHub-flavoured Markdown, each row with footnote marks to its sources."""
    words, lang, labels = WORDS[answer.lang], answer.lang, Labels(graph)
    shown, nothing = filled_columns(answer)
    lines = [f"**{_escaped(question_line(answer))}**", ""]
    if answer.rows:
        lines.append(_line([*(_escaped(answer.columns[index].heading) for index in shown), words["sources"]]))
        lines.append(_line(["---"] * (len(shown) + 1)))
        for row, numbers in zip(answer.rows, answer.row_citations, strict=True):
            lines.append(
                _line([*(_escaped(cell(row[index], labels, lang)) or NOTHING for index in shown), _notes(numbers)])
            )
        lines.append("")
        if nothing:
            lines += [_escaped(nothing), ""]
    lines += [count_line(answer), ""]
    if answer.note:
        lines += [f"{words['note']}: {_escaped(answer.note)}", ""]
    if answer.readings:
        lines += [f"**{words['readings']}**", "", *(f"- {_escaped(text)}" for text in readings(answer, labels)), ""]
    if answer.gaps:
        lines += [f"**{words['gaps']}**", ""]
        lines += [f"- {_escaped(gap.text)}{_notes(gap.citations)}" for gap in answer.gaps]
        lines.append("")
    lines += [version_line(answer), "", _escaped(cite_line(answer)), ""]
    for citation in answer.citations:
        shown_passages = " ".join(_escaped(passage) for passage in passages(citation))
        lines.append(f"[^{citation.number}]: {_escaped(source_line(citation, lang))} {shown_passages}".rstrip())
    return "\n".join(lines).rstrip() + "\n"


def _line(fields: list[str]) -> str:
    return "| " + " | ".join(fields) + " |"


def _notes(numbers: tuple[int, ...]) -> str:
    return "".join(f"[^{number}]" for number in numbers)


def _escaped(text: str) -> str:
    """The text with its marks escaped; addresses stay as they are, so that they remain links."""
    words = [
        word if word.startswith("https://") and "|" not in word else _SPECIAL.sub(r"\\\1", word)
        for word in clean(text).split(" ")
    ]
    return " ".join(words)
