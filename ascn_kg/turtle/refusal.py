"""Turns the error of a parser into findings: each fault of the text where it was made, with the parser's own words."""

from __future__ import annotations

import re
from bisect import bisect_right

from ascn_kg.findings import Finding, Region, Related, Words
from ascn_kg.turtle.fault_words import words_of, words_where_noticed
from ascn_kg.turtle.faults import faults

_LINE_END = re.compile(r"\r\n?|\n")
_ITS_PLACE = re.compile(r"^Parser error (?:at|between) line .*?: (?=\S)", re.DOTALL)


def refusal(text: str, shown: str, error: SyntaxError) -> list[Finding]:
    """The findings about a text that a parser refused with an error; ``shown`` names its file.

    The parser stops at its first error. Faults before that are taken for no faults, and where none of those found
    explains it, the parser's own words are the finding.
    """
    lines = _Lines(text)
    first, last = lines.of(error.lineno or 1), lines.of((error.end_lineno or error.lineno or 1) + 1)
    own = _ITS_PLACE.sub("", error.msg).strip().rstrip(".")
    found = [fault for fault in faults(text) if max(fault.noticed or 0, fault.end) >= first]
    explained = bool(found) and found[0].start <= last
    findings = []
    for fault in found:
        related = []
        if fault.noticed is not None and (said := words_where_noticed(fault)):
            related.append(Related(lines.region(shown, fault.noticed, fault.noticed), said))
        if explained and fault is found[0]:
            related.append(Related(_stopped(shown, error), _quoted(own)))
        messages, hints = words_of(fault)
        findings.append(
            Finding(
                rule=f"turtle:{fault.kind}",
                severity="violation",
                messages=messages,
                hints=hints,
                at=lines.region(shown, fault.start, fault.end),
                related=tuple(related),
            )
        )
    return findings if explained else [_as_told(shown, error, own), *findings]


def _stopped(shown: str, error: SyntaxError) -> Region:
    return Region(shown, error.lineno, error.offset, error.end_lineno, error.end_offset)


def _quoted(own: str) -> Words:
    return ("en", f"the parser stopped here: {own}"), ("id", f"pengurai berhenti di sini: {own}")


def _as_told(shown: str, error: SyntaxError, own: str) -> Finding:
    return Finding(
        rule="turtle:syntax",
        severity="violation",
        messages=(("en", f"not valid Turtle: {own}."), ("id", f"bukan Turtle yang sah: {own}.")),
        hints=(("en", "Mend this line, or the one before."), ("id", "Perbaiki baris ini, atau baris sebelumnya.")),
        at=_stopped(shown, error),
    )


class _Lines:
    """Lines and columns of the offsets of a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self._end = len(text)

    def region(self, shown: str, start: int, end: int) -> Region:
        """The region between two offsets."""
        return Region(shown, *self._place(start), *self._place(end))

    def of(self, line: int) -> int:
        """The offset where a line begins; of the one behind the last, that of the end."""
        return self._starts[line - 1] if line <= len(self._starts) else self._end

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
