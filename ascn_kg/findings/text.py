"""The report as text for a person."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ascn_kg.findings.finding import SEVERITIES, Finding
from ascn_kg.namespaces import shrink

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


def render_text(findings: Sequence[Finding], lang: str = "en") -> str:
    """The report as text: one line a finding, a blank line between files, a count at the end (no final newline)."""
    if not findings:
        return _NOTHING.get(lang, _NOTHING["en"])
    words = _WORDS.get(lang, _WORDS["en"])
    blocks = []
    for _, group in groupby(sorted(findings, key=lambda f: f.sort_key), key=lambda f: f.files[:1]):
        blocks.append("\n".join(_line(finding, lang, words) for finding in group))
    return "\n\n".join([*blocks, _summary(findings, words, lang)])


def _line(finding: Finding, lang: str, words: dict[str, tuple[str, str]]) -> str:
    place = finding.at or "-"
    line = f"{place}: {words[finding.severity][0]} [{finding.rule}] {_name(finding, lang)}{finding.message(lang)}"
    if len(finding.files) > 1:
        also = "also in" if lang != "id" else "juga di"
        line += f" ({also} {', '.join(finding.files[1:])})"
    return line


def _name(finding: Finding, lang: str) -> str:
    """A thing as a report names it: ``Hanoi (city:hanoi): ``, or the prefixed name alone where it has no label."""
    if not finding.focus:
        return ""
    short, label = shrink(finding.focus), finding.label(lang)
    return f"{label} ({short}): " if label else f"{short}: "


def _summary(findings: Sequence[Finding], words: dict[str, tuple[str, str]], lang: str) -> str:
    parts = []
    for severity in SEVERITIES:
        number = sum(finding.severity == severity for finding in findings)
        if number:
            parts.append(_count(number, words[severity]))
    files = {finding.files[0] for finding in findings if finding.files}
    within = "dalam" if lang == "id" else "in"
    return f"{', '.join(parts)} {within} {_count(len(files), words['file'])}."


def _count(number: int, forms: tuple[str, str]) -> str:
    return f"{number} {forms[0] if number == 1 else forms[1]}"
