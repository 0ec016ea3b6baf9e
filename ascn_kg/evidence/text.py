"""The text of a source: where a position lies, and where given words stand.

All positions are Unicode code points into the text exactly as it is in the file; only ``\\n`` ends a line.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ascn_kg.errors import AscnKgError

Span = tuple[int, int]
Place = tuple[Span, ...]  # one span per line fragment, in reading order

MAX_COLUMN_LINES = 12
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_GAP = r"[^\S\n]+"  # white space within a line
_CELL = re.compile(r"\S+(?:[^\S\n]\S+)*")  # text between gaps of two blanks or more
_ALIKE = {char: f"[{chars}]" for chars in ("'’‘ʼʻ´`", '"“”') for char in chars}


@dataclass(frozen=True)
class SourceText:
    """One source document's text. ``paged`` texts count pages (form feeds), the others count paragraphs."""

    id: str
    text: str
    paged: bool = False

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the whole text, 64 lower-case hex digits."""
        return sha256(self.text)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @cached_property
    def lines(self) -> list[Span]:
        """Start and end of each line, the newline left out."""
        ends = [start - 1 for start in self._line_starts[1:]] + [len(self.text)]
        return list(zip(self._line_starts, ends, strict=True))

    @cached_property
    def paragraphs(self) -> list[Span]:
        """Start and end of each non-empty line; the n-th entry is paragraph n + 1."""
        return [span for span in self.lines if self.words(span).strip()]

    @cached_property
    def pages(self) -> list[Span]:
        """Start and end of each page, form feeds left out."""
        feeds = [match.start() for match in re.finditer("\f", self.text)]
        return list(zip([0, *(feed + 1 for feed in feeds)], [*feeds, len(self.text)], strict=True))

    def words(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span[0] : span[1]]

    def page(self, position: int) -> int:
        """One more than the form feeds before the position."""
        return self.text.count("\f", 0, position) + 1

    def paragraph(self, position: int) -> int | None:
        """Which non-empty line (1-based) the position lies in; None on a line of white space only."""
        number = bisect_right(self.paragraphs, (position, len(self.text))) - 1
        if number < 0 or position > self.paragraphs[number][1]:
            return None
        return number + 1

    def line(self, position: int) -> int:
        """Index into :attr:`lines` of the line the position lies in."""
        return bisect_right(self._line_starts, position) - 1

    def where(self, position: int) -> str:
        """``page 3`` or ``paragraph 4``, as messages name a place."""
        if self.paged:
            return f"page {self.page(position)}"
        number = self.paragraph(position)
        return "an empty line" if number is None else f"paragraph {number}"

    def find(self, words: str) -> list[Place]:
        """Every place where the words stand, in the order of the text; overlapping places count.

        Any run of white space in the words fits any run in the text, and apostrophes and double quotes fit each
        other whatever their form; letters must agree exactly. Without pages a place is one span inside one line.
        In paged texts words may run down a column of a table (see :func:`down_column`), one span a line; words
        found nowhere that way are looked for from the end of one line to the start of the next.
        """
        tokens = words.split()
        if not tokens:
            return []
        if not self.paged:
            return [(span,) for span in self._spans(_pattern(tokens, _GAP))]
        places = list(down_column(self, tokens))
        return places or [self._by_line(span) for span in self._spans(_pattern(tokens, r"\s+"))]

    def _spans(self, pattern: str) -> list[Span]:
        # A look-ahead, so that "ana" is seen twice in "banana".
        return [match.span(1) for match in re.finditer(f"(?=({pattern}))", self.text)]

    def _by_line(self, span: Span) -> Place:
        start, end = span
        fragments = []
        for index in range(self.line(start), self.line(end - 1) + 1):
            first, last = max(start, self.lines[index][0]), min(end, self.lines[index][1])
            part = self.text[first:last]
            if part.strip():
                fragments.append((first + len(part) - len(part.lstrip()), first + len(part.rstrip())))
        return tuple(fragments)


def down_column(text: SourceText, tokens: list[str]) -> Iterator[Place]:
    """Places where the words stand in one line, or run down a column over at most :data:`MAX_COLUMN_LINES` lines.

    A cell is text between gaps of two blanks or more. Each fragment but the last must reach the end of its cell,
    each but the first must start one that overlaps the cell above; lines where nothing overlaps are
    passed over. A line that does overlap but goes on differently ends the search, so no word is ever skipped.
    """
    first = re.compile(f"(?={_pattern(tokens[:1], _GAP)})")
    for index, (line_start, line_end) in enumerate(text.lines):
        for match in first.finditer(text.text, line_start, line_end):
            yield from _descend(text, tokens, index, match.start(), index + MAX_COLUMN_LINES)


def _descend(text: SourceText, tokens: list[str], index: int, start: int, stop: int) -> Iterator[Place]:
    line_start, line_end = text.lines[index]
    cells = [match.span() for match in _CELL.finditer(text.text, line_start, line_end)]
    count, end = _longest(text, tokens, start, line_end, {cell[1] for cell in cells})
    if not count:
        return
    if count == len(tokens):
        yield ((start, end),)
        return
    left = max((cell[0] for cell in cells if cell[0] <= start), default=start) - line_start
    right = end - line_start
    for below in range(index + 1, min(stop, len(text.lines))):
        offset, limit = text.lines[below]
        under = [
            match.start()
            for match in _CELL.finditer(text.text, offset, limit)
            if match.start() - offset < right and match.end() - offset > left
        ]
        for next_start in under:
            for rest in _descend(text, tokens[count:], below, next_start, stop):
                yield ((start, end), *rest)
        if under:
            return


def _longest(text: SourceText, tokens: list[str], start: int, limit: int, cell_ends: set[int]) -> tuple[int, int]:
    """How many tokens stand from ``start`` on in one line, and where they end; only whole tails of cells, or all."""
    best, position = (0, start), start
    for count, token in enumerate(tokens, 1):
        match = re.compile((_GAP if count > 1 else "") + _pattern([token], _GAP)).match(text.text, position, limit)
        if match is None:
            break
        position = match.end()
        if count == len(tokens) or position in cell_ends:
            best = (count, position)
    return best


def _pattern(tokens: list[str], gap: str) -> str:
    return gap.join("".join(_ALIKE.get(char) or re.escape(char) for char in token) for token in tokens)


def sha256(words: str) -> str:
    """SHA-256 over the UTF-8 of the words, 64 lower-case hex digits."""
    return hashlib.sha256(words.encode()).hexdigest()


def read_text(folder: Path, source: str, paged: bool | None = None) -> SourceText:
    """The text ``<folder>/<source>.txt``, byte for byte; without ``paged``, a text with a form feed is paged.

    Raises :class:`AscnKgError` where the folder or file is missing or the file is not UTF-8.
    """
    if not _SLUG.fullmatch(source):
        raise AscnKgError(f"{source!r} is no source identifier. Write one in lower case with hyphens, as gnfi-2024.")
    if not folder.is_dir():
        raise AscnKgError(
            f"{folder}: this folder of texts is missing. Name the folder that holds {source}.txt with --texts DIR "
            "or the environment variable ASCN_KG_TEXTS."
        )
    path = folder / f"{source}.txt"
    try:
        # Bytes, not read_text: that would turn \r\n into \n and shift every offset.
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise AscnKgError(f"{path}: this text is missing. Put the text of {source} there, as UTF-8.") from None
    except UnicodeDecodeError as error:
        raise AscnKgError(
            f"{path}: not UTF-8 (byte {error.start} cannot be read). Save the text as UTF-8 and try again."
        ) from None
    except OSError as error:
        raise AscnKgError(f"{path}: cannot be read: {error.strerror}. Check the path and its permissions.") from None
    return SourceText(source, text, "\f" in text if paged is None else paged)
