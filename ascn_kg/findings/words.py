"""The words of a report that no finding brings along, in English and Indonesian."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ascn_kg.findings.finding import SEVERITIES, Finding, in_language
from ascn_kg.namespaces import shrink

# Of what can be counted: one, many. Indonesian nouns have no plural.
_NOUNS: dict[str, dict[str, tuple[str, str]]] = {
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
_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "nothing": "No findings.",
        "in": "in",
        "hint": "hint",
        "also": "see also",
        "rule": "rule",
        "by_rule": "By rule:",
        "nowhere": "in no file",
        "left_out": "{} more not shown (--max-findings).",
        "folded": "The first {} of each rule are shown in full, the others in one line.",
        "rule_is_at": "The rule is written here.",
        "example": "For example: {}",
        "written": "The rule is written in {}.",
    },
    "id": {
        "nothing": "Tidak ada temuan.",
        "in": "dalam",
        "hint": "petunjuk",
        "also": "lihat juga",
        "rule": "aturan",
        "by_rule": "Menurut aturan:",
        "nowhere": "tanpa berkas",
        "left_out": "{} lagi tidak ditampilkan (--max-findings).",
        "folded": "{} temuan pertama dari setiap aturan ditampilkan lengkap, selebihnya dalam satu baris.",
        "rule_is_at": "Aturannya tertulis di sini.",
        "example": "Contoh: {}",
        "written": "Aturan ini tertulis di {}.",
    },
}


def word(name: str, lang: str) -> str:
    """A word or sentence in ``lang``, else in English."""
    return _WORDS.get(lang, _WORDS["en"])[name]


def noun(name: str, lang: str, number: int = 1) -> str:
    """What findings or files are called where there are so many of them."""
    one, many = _NOUNS.get(lang, _NOUNS["en"])[name]
    return one if number == 1 else many


def count(number: int, name: str, lang: str) -> str:
    """``3 warnings``."""
    return f"{number:,} {noun(name, lang, number)}"


def counts(findings: Sequence[Finding], lang: str) -> str:
    """``2 violations, 1 warning``."""
    numbers = ((each, sum(finding.severity == each for finding in findings)) for each in SEVERITIES)
    return ", ".join(count(number, severity, lang) for severity, number in numbers if number)


def summary(findings: Sequence[Finding], lang: str, left_out: int = 0) -> str:
    """``2 violations, 1 warning in 2 files.``, and how many more there are that the report leaves out."""
    if not findings and not left_out:
        return word("nothing", lang)
    files = {finding.files[0] for finding in findings if finding.files}
    within = f" {word('in', lang)} {count(len(files), 'file', lang)}" if files else ""
    told = f"{counts(findings, lang)}{within}." if findings else ""
    more = word("left_out", lang).format(f"{left_out:,}") if left_out else ""
    return " ".join(filter(None, (told, more)))


def sentence(finding: Finding, lang: str) -> str:
    """What is wrong, with the name of the thing before it where the message does not give it."""
    message = finding.message(lang)
    if not finding.focus:
        return message
    short, label = shrink(finding.focus), finding.label(lang)
    if short in message or (label and label in message):
        return message
    return f"{label} ({short}): {message}" if label else f"{short}: {message}"


def notes(finding: Finding, lang: str) -> Iterable[tuple[str, str]]:
    """What else there is to say of a finding, each with a word before it: what to write, other places, the rule."""
    if hint := finding.hint(lang):
        yield word("hint", lang), hint
    for related in finding.related:
        why = in_language(related.words, lang)
        yield word("also", lang), f"{related.at}: {why}" if why else str(related.at)
    written = rule_place(finding)
    yield word("rule", lang), f"{finding.rule} ({written})" if written else finding.rule


def rule_place(finding: Finding) -> str:
    """File and line of the rule itself, empty where they are not known."""
    return str(finding.rule_at._replace(column=None)) if finding.rule_at else ""
