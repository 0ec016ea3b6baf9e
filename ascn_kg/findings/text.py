"""The report as text for a person: by file, with the lines at fault and what to write instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from ascn_kg.findings.excerpt import excerpt, printable
from ascn_kg.findings.finding import Finding
from ascn_kg.findings.sources import SourceFiles
from ascn_kg.findings.words import counts, notes, noun, rule_place, sentence, summary, word
from ascn_kg.rendering.lines import wrap

# A report of more findings than this shows only the first few of each rule in full.
LONG, IN_FULL = 50, 3
_WIDE = 100
_STYLES = {"violation": "1;31", "warning": "1;33", "info": "1;36", "head": "1", "file": "1;4", "dim": "2", "hint": "32"}


def render_text(
    findings: Sequence[Finding],
    lang: str = "en",
    *,
    files: SourceFiles | None = None,
    width: int | None = None,
    colour: bool = False,
    left_out: int = 0,
) -> str:
    """The report as text, its last line the numbers of findings (no final newline).

    With ``files``, the lines at fault are shown. Sentences are broken to ``width`` columns; without it each stays on
    one line, so that other programs can find it. ``left_out`` is how many findings the caller has but does not show.
    """
    if not findings:
        return summary(findings, lang, left_out)
    return "\n".join(_Report(findings, lang, files, width, colour).lines(left_out))


class _Report:
    def __init__(
        self, findings: Sequence[Finding], lang: str, files: SourceFiles | None, width: int | None, colour: bool
    ) -> None:
        self._findings = sorted(findings, key=lambda finding: finding.sort_key)
        self._lang = lang
        self._files = files
        self._width = width
        self._colour = colour
        self._seen: Counter[str] = Counter()
        lines = [finding.at.end_line or finding.at.line or 0 for finding in findings if finding.at]
        self._gutter = max(4, len(str(max(lines, default=0))) + 1)

    def lines(self, left_out: int) -> Iterator[str]:
        long = len(self._findings) > LONG
        for file, group in groupby(self._findings, key=lambda finding: finding.files[:1]):
            inside = list(group)
            name = printable(file[0]) if file else word("nowhere", self._lang)
            yield f"{self._styled('file', name)}  {self._styled('dim', counts(inside, self._lang))}"
            yield ""
            folded = False
            for finding in inside:
                self._seen[finding.rule] += 1
                was_folded, folded = folded, long and self._seen[finding.rule] > IN_FULL
                if folded:
                    yield from self._head(finding, finding.hint(self._lang))
                else:
                    yield from [""] if was_folded else []
                    yield from self._whole(finding)
            yield from [""] if folded else []
        if long:
            yield from self._by_rule()
        yield self._styled("head", summary(self._findings, self._lang, left_out))

    def _head(self, finding: Finding, hint: str = "") -> Iterator[str]:
        """Place, severity and message: on one line, as compilers print it and editors look for it."""
        place = f"{printable(str(finding.at))}: " if finding.at else ""
        severity = noun(finding.severity, self._lang)
        message = printable(" ".join(f"{sentence(finding, self._lang)} {hint}".split()))
        plain = f"{place}{severity}: {message}"
        first, *others = wrap(plain, self._width, indent=self._gutter) if self._width else [plain]
        start = f"{place}{severity}:"
        if first.startswith(start):
            first = (
                f"{self._styled('head', place)}{self._styled(finding.severity, f'{severity}:')}{first[len(start) :]}"
            )
        yield from (first, *others)

    def _whole(self, finding: Finding) -> Iterator[str]:
        yield from self._head(finding)
        bar = self._styled("dim", "│")
        room = (self._width or _WIDE) - self._gutter - 3
        if finding.at and self._files:
            for line in excerpt(finding.at, self._files.lines(finding.at.file), room):
                number = f"{line.number or '':>{self._gutter}}"
                yield f"{self._styled('dim', number)} {bar} {line.text}".rstrip()
                if line.under:
                    yield f"{'':>{self._gutter}} {bar} {self._marked(finding, line.under)}"
        for name, text in notes(finding, self._lang):
            yield from self._note(name, text)
        yield ""

    def _marked(self, finding: Finding, under: str) -> str:
        marks = under.lstrip()
        return under[: len(under) - len(marks)] + self._styled(finding.severity, marks)

    def _note(self, name: str, text: str) -> Iterator[str]:
        """A note behind its word. A hint keeps its lines, as what it says may be copied into a file."""
        head = f"{'':>{self._gutter}} {name}: "
        styled = f"{'':>{self._gutter}} {self._styled('dim', f'{name}:')} "
        parts = [printable(line) for line in text.splitlines()]
        if self._width and name != word("hint", self._lang):
            parts = [part for line in parts for part in wrap(line, max(self._width - len(head), 20))]
        for number, part in enumerate(parts):
            yield (" " * len(head) if number else styled) + part

    def _by_rule(self) -> Iterator[str]:
        """How often each rule is broken, the most frequent first, and where it is written."""
        yield word("folded", self._lang).format(IN_FULL)
        yield ""
        yield self._styled("head", word("by_rule", self._lang))
        at = {finding.rule: printable(rule_place(finding)) for finding in self._findings}
        names = {rule: printable(rule) for rule in self._seen}
        size = max(map(len, names.values()))
        for rule, number in sorted(self._seen.items(), key=lambda pair: (-pair[1], pair[0])):
            yield f"{number:>7,}  {names[rule]:<{size}}  {self._styled('dim', at[rule])}".rstrip()
        yield ""

    def _styled(self, style: str, text: str) -> str:
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self._colour and text else text
