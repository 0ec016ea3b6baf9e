"""The lines of a file that a finding is about, with a line under what is at fault, fit for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ascn_kg.findings.finding import Region

_TAB = 4
_CUT = "…"
_MOST = 4  # lines of a region that are all shown; of a longer one the first two and the last
_TURNING = {*map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])}


class Line(NamedTuple):
    """A line of an excerpt: its number (0 for lines left out), its text, what stands under it."""

    number: int
    text: str
    under: str


def excerpt(region: Region, lines: Sequence[str], room: int) -> list[Line]:
    """The lines of the region, no wider than ``room`` cells; none where the file does not have them."""
    if region.line is None or not 1 <= region.line <= len(lines):
        return []
    last = min(region.end_line or region.line, len(lines))
    numbers = range(region.line, max(last, region.line) + 1)
    shown = [_line(region, number, lines[number - 1], room) for number in _chosen(numbers)]
    if len(numbers) > _MOST:
        shown.insert(-1, Line(0, _CUT, ""))
    return shown


def printable(text: str) -> str:
    """The text without what steers a terminal or turns the reading direction; a tab is a space."""
    return "".join(" " if char == "\t" else _shown(char) for char in text)


def _chosen(numbers: range) -> list[int]:
    return list(numbers) if len(numbers) <= _MOST else [*numbers[:2], numbers[-1]]


def _line(region: Region, number: int, text: str, room: int) -> Line:
    start, end = _columns(region, number, text)
    drawn = list(_drawn(text))
    before = sum(width for _, width in drawn[:start])
    inside = sum(width for _, width in drawn[start:end])
    first, last = _window(drawn, start, before, inside, room)
    shown = "".join(char for char, _ in drawn[first:last])
    lead, trail = _CUT if first else "", _CUT if last < len(drawn) else ""
    shown = f"{lead}{shown}{trail}".rstrip()
    if region.column is None:
        return Line(number, shown, "")
    at = before - sum(width for _, width in drawn[:first]) + len(lead)
    return Line(number, shown, " " * at + "^" * max(1, min(inside, room - at)))


def _columns(region: Region, number: int, text: str) -> tuple[int, int]:
    """From which character of a line to which it belongs to the region, counted from 0; indentation does not."""
    indent = len(text) - len(text.lstrip())
    start = (region.column or 1) - 1 if number == region.line else indent
    many = region.end_line is not None and region.end_line > (region.line or 0)
    if many:
        end = (region.end_column or len(text) + 1) - 1 if number == region.end_line else len(text)
    else:
        end = (region.end_column or (region.column or 1) + 1) - 1
    start = min(max(start, 0), len(text))
    return start, min(max(end, start), len(text))


def _drawn(text: str) -> Iterator[tuple[str, int]]:
    """Each character as it is shown, and the cells it takes."""
    at = 0
    for char in text:
        if char == "\t":
            width = _TAB - at % _TAB
            yield " " * width, width
        else:
            width = _cells(char)
            yield _shown(char), width
        at += width


def _shown(char: str) -> str:
    return "�" if char in _TURNING or unicodedata.category(char) in ("Cc", "Cs") else char


def _cells(char: str) -> int:
    if char.isascii() or _shown(char) != char:
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _window(drawn: list[tuple[str, int]], start: int, before: int, inside: int, room: int) -> tuple[int, int]:
    """Which characters of a line to show where it is wider than the room: the fault, and what stands before it."""
    total = sum(width for _, width in drawn)
    if total <= room:
        return 0, len(drawn)
    first = 0
    if before + inside > room - 1:
        left = max(room - inside - 2, room // 3) * 2 // 3  # cells for what stands before the fault
        first, used = start, 0
        while first and used + drawn[first - 1][1] < left:
            first -= 1
            used += drawn[first][1]
    last, used = first, 1 if first else 0
    while last < len(drawn) and used + drawn[last][1] < room:
        used += drawn[last][1]
        last += 1
    return first, last
