"""The report as SARIF 2.1.0, the form in which code hosts and editors take the results of any checker."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from ascn_kg import __version__
from ascn_kg.findings.finding import Finding, Region, Severity, in_language
from ascn_kg.findings.sources import SourceFiles
from ascn_kg.findings.words import rule_place, sentence, word

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"violation": "error", "warning": "warning", "info": "note"}
_LANGUAGES = {"en": "English", "id": "Bahasa Indonesia"}


def render_sarif(findings: Sequence[Finding], lang: str = "en", *, files: SourceFiles | None = None) -> str:
    """One run with a result for each finding, and the rules that are broken with help in both languages.

    Messages are in ``lang``. A finding has the same fingerprint as long as it is about the same thing, property and
    value in the same file, wherever in it that stands.
    """
    files = files or SourceFiles()
    ordered = sorted(findings, key=lambda finding: finding.sort_key)
    rules = {finding.rule: finding for finding in reversed(ordered)}
    names = sorted(rules)
    alike: Counter[str] = Counter()
    run = {
        "tool": {
            "driver": {
                "name": "ascn-kg",
                "version": __version__,
                "rules": [_rule(rules[name]) for name in names],
            }
        },
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, lang, names.index(finding.rule), alike, files) for finding in ordered],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(example: Finding) -> dict[str, Any]:
    """A rule, described by a finding of it: what breaks it and how to mend that say more than its name."""
    parts = {language: _help(example, language) for language in _LANGUAGES}
    return {
        "id": example.rule,
        "shortDescription": {"text": example.rule},
        "help": {
            "text": "\n\n".join(f"{_LANGUAGES[each]}: {chr(10).join(part)}" for each, part in parts.items()),
            "markdown": "\n\n".join(
                "\n\n".join([f"**{_LANGUAGES[each]}**", *map(_plain, part)]) for each, part in parts.items()
            ),
        },
        "defaultConfiguration": {"level": _LEVELS[example.severity]},
    }


def _help(example: Finding, lang: str) -> list[str]:
    parts = [word("example", lang).format(sentence(example, lang))]
    if hint := example.hint(lang):
        parts.append(f"{word('hint', lang).capitalize()}: {hint}")
    if written := rule_place(example):
        parts.append(word("written", lang).format(written))
    return parts


def _plain(text: str) -> str:
    """The text with what Markdown would read as its own marks."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]()<>#|~" else char for char in text)


def _result(finding: Finding, lang: str, rule: int, alike: Counter[str], files: SourceFiles) -> dict[str, Any]:
    hint = finding.hint(lang)
    message = sentence(finding, lang) + (f"\n{word('hint', lang).capitalize()}: {hint}" if hint else "")
    related = [(each.at, in_language(each.words, lang)) for each in finding.related]
    if finding.rule_at:
        related.append((finding.rule_at, word("rule_is_at", lang)))
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [{"physicalLocation": _place(finding.at, files)}] if finding.at else [],
        "partialFingerprints": {"ascnKgFinding/v1": _fingerprint(finding, alike)},
    }
    if related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _place(at, files), **({"message": {"text": words}} if words else {})}
            for number, (at, words) in enumerate(related, start=1)
        ]
    return result


def _place(at: Region, files: SourceFiles) -> dict[str, Any]:
    path = files.from_here(at.file)
    uri = PurePath(path).as_uri() if PurePath(path).is_absolute() else quote(os.fsencode(path))
    place: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    names = ("startLine", "startColumn", "endLine", "endColumn")
    region = {name: number for name, number in zip(names, at[1:], strict=True) if number is not None}
    return {**place, "region": region} if region else place


def _fingerprint(finding: Finding, alike: Counter[str]) -> str:
    """Says which finding it is without saying where in the file, and without names that each run makes up anew."""
    parts = [finding.rule, *finding.files[:1], finding.focus, finding.path or "", finding.value or ""]
    named = "\0".join("_:" if part.startswith("_:") else part for part in parts)
    alike[named] += 1
    return hashlib.sha256(f"{named}\0{alike[named]}".encode(errors="surrogatepass")).hexdigest()
