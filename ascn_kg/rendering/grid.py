"""Rows for a terminal: in columns where they fit, else each row as a block of lines."""

from __future__ import annotations

from ascn_kg.rendering.lines import cells, is_address, pieces, wrap

_GAP = "  "
_WORD = 18  # a column may break words that are longer than this
_TALL = 8  # a row of more lines than this is easier to read as a block


def grid(headings: list[str], rows: list[list[str]], width: int) -> list[str] | None:
    """The rows in columns, a line under the headings; None where ``width`` is too small for the words.

    None also where a row would be so tall that nobody could read along it.
    """
    columns = list(zip(headings, *rows, strict=True))
    least = [max(map(_least, column)) for column in columns]
    room = width - len(_GAP) * (len(columns) - 1)
    if sum(least) > room:
        return None
    needed = [max(1, *map(cells, column)) for column in columns]
    widths = list(needed)
    while sum(widths) > room:
        # Widths in proportion to the square roots of what is needed: long texts get more room, names stay whole.
        index = max((i for i in range(len(widths)) if widths[i] > least[i]), key=lambda i: widths[i] ** 2 / needed[i])
        widths[index] -= 1
    wrapped = [_row(row, widths) for row in rows]
    if max(map(len, wrapped)) > _TALL:
        return None
    rule = _GAP.join("─" * each for each in widths)
    return [*_row(headings, widths), rule, *(line for row in wrapped for line in row)]


def blocks(headings: list[str], rows: list[list[str]], nothing: str, width: int) -> list[str]:
    """The rows one under the other, numbered, a line for each value; cells that hold ``nothing`` are left out."""
    lines: list[str] = []
    for number, row in enumerate(rows, 1):
        head = f"{number}. "
        filled = [pair for pair in zip(headings, row, strict=True) if pair[1] not in ("", nothing)]
        for index, (heading, text) in enumerate(filled or [(headings[0], nothing)]):
            start = " " * len(head) if index else head
            lines += wrap(f"{heading}: {text}", width, start, len(head) + 2)
        lines.append("")
    return lines[:-1]


def _least(text: str) -> int:
    return max((cells(word) if is_address(word) else min(cells(word), _WORD) for _, word in pieces(text)), default=1)


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
