"""What a check found, and how a report prints it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

from ascn_kg.namespaces import shrink

if TYPE_CHECKING:
    from ascn_kg.labels import Labels

Severity = Literal["violation", "warning", "info"]

_ORDER: dict[str, int] = {"violation": 0, "warning": 1, "info": 2}
# Severity -> (one, many) in each language; Indonesian nouns have no plural.
_WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "en": {
        "violation": ("violation", "violations"),
        "warning": ("warning", "warnings"),
        "info": ("note", "notes"),
        "file": ("file", "files"),
    },
    "id": {
        "violation": ("pelanggaran", "pelanggaran"),
        "warning": ("peringatan", "peringatan"),
        "info": ("catatan", "catatan"),
        "file": ("berkas", "berkas"),
    },
}
_NOTHING = {"en": "No findings.", "id": "Tidak ada temuan."}


@dataclass(frozen=True)
class Finding:
    """One thing to mend.

    ``rule`` is the prefixed name of the shape or axiom; ``focus`` the IRI (or blank node) of the thing at fault;
    ``path`` the IRI of the property and ``value`` the value at fault, where the rule has them. ``messages`` holds
    one sentence per language, placeholders already filled. ``files`` are relative to the root, most telling first;
    ``line`` (1-based) is where the thing's block begins in the first of them, None where that is not known.
    """

    rule: str
    severity: Severity
    focus: str
    path: str | None = None
    value: str | None = None
    messages: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    line: int | None = None

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Orders findings by file, line, severity, then everything else, so that no two runs differ."""
        return (
            self.files,
            self.line or 0,
            _ORDER[self.severity],
            self.focus,
            self.rule,
            self.path or "",
            self.value or "",
        )

    def message(self, lang: str) -> str:
        """The message in ``lang``, else in English, else in whatever language there is."""
        texts = dict(self.messages)
        return texts.get(lang) or texts.get("en") or next(iter(texts.values()), "")

    def as_json(self) -> dict[str, Any]:
        """This finding as a JSON object; names and order of the members are stable."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "focus": self.focus,
            "path": self.path,
            "value": self.value,
            "messages": dict(self.messages),
            "files": list(self.files),
            "line": self.line,
        }


def is_failure(findings: Iterable[Finding]) -> bool:
    """Whether any finding is a violation; warnings and notes alone let a run pass."""
    return any(finding.severity == "violation" for finding in findings)


def render_text(findings: Sequence[Finding], labels: Labels, lang: str = "en") -> str:
    """The report as text: one line a finding, a blank line between files, a count at the end (no final newline)."""
    if not findings:
        return _NOTHING.get(lang, _NOTHING["en"])
    words = _WORDS.get(lang, _WORDS["en"])
    blocks = []
    for _, group in groupby(sorted(findings, key=lambda f: f.sort_key), key=lambda f: f.files[:1]):
        blocks.append("\n".join(_line(finding, labels, lang, words) for finding in group))
    return "\n\n".join([*blocks, _summary(findings, words, lang)])


def _line(finding: Finding, labels: Labels, lang: str, words: dict[str, tuple[str, str]]) -> str:
    place = finding.files[0] if finding.files else "-"
    if finding.line is not None:
        place += f":{finding.line}"
    thing = name_of(finding.focus, labels, lang)
    line = f"{place}: {words[finding.severity][0]} [{finding.rule}] {thing}: {finding.message(lang)}"
    if len(finding.files) > 1:
        also = "also in" if lang != "id" else "juga di"
        line += f" ({also} {', '.join(finding.files[1:])})"
    return line


def name_of(iri: str, labels: Labels, lang: str) -> str:
    """A thing as a message names it: ``Hanoi (city:hanoi)``, or the prefixed name alone where it has no label."""
    if not iri.startswith(("http://", "https://")):
        return iri
    short = shrink(iri)
    label = labels.label(iri, lang)
    return short if label == short else f"{label} ({short})"


def _summary(findings: Sequence[Finding], words: dict[str, tuple[str, str]], lang: str) -> str:
    parts = []
    for severity in _ORDER:
        number = sum(finding.severity == severity for finding in findings)
        if number:
            parts.append(_count(number, words[severity]))
    files = {finding.files[0] for finding in findings if finding.files}
    within = "dalam" if lang == "id" else "in"
    return f"{', '.join(parts)} {within} {_count(len(files), words['file'])}."


def _count(number: int, forms: tuple[str, str]) -> str:
    return f"{number} {forms[0] if number == 1 else forms[1]}"
