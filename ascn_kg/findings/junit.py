"""The report as JUnit XML, which nearly every CI server shows as a list of tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as xml

from ascn_kg.findings.finding import Finding
from ascn_kg.findings.sources import SourceFiles
from ascn_kg.findings.words import notes, sentence, summary

# What XML 1.0 cannot carry, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = "ascn-kg validate"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def render_junit(findings: Sequence[Finding], lang: str = "en", *, files: SourceFiles | None = None) -> str:
    """A suite for each file, in it a case for each finding (no final newline).

    Violations are failures. Warnings and notes, which let a run pass, are cases skipped, so that they are seen. Where
    there are no findings, one case passes: some servers take a report without cases for a mistake.
    """
    files = files or SourceFiles()
    root = xml.Element("testsuites", name=_NAME)
    ordered = sorted(findings, key=lambda finding: finding.sort_key)
    for group in groupby(ordered, key=lambda finding: finding.files[:1]):
        inside = list(group[1])
        suite = xml.SubElement(root, "testsuite", name=_text(group[0][0] if group[0] else _NAME))
        _count(suite, inside, len(inside))
        for finding in inside:
            _case(suite, finding, lang, files)
    if not ordered:
        suite = xml.SubElement(root, "testsuite", name=_NAME)
        _count(suite, [], 1)
        xml.SubElement(suite, "testcase", classname=_NAME, name=summary([], lang))
    _count(root, ordered, max(len(ordered), 1))
    xml.indent(root)
    return _DECLARATION + xml.tostring(root, encoding="unicode")


def _case(suite: xml.Element, finding: Finding, lang: str, files: SourceFiles) -> None:
    message = _text(sentence(finding, lang))
    place = f"{finding.at}: " if finding.at else ""
    case = xml.SubElement(suite, "testcase", classname=_text(finding.rule), name=_text(f"{place}{finding.rule}"))
    if finding.at:
        case.set("file", _text(files.from_here(finding.at.file)))
        if finding.at.line:
            case.set("line", str(finding.at.line))
    fails = finding.severity == "violation"
    outcome = xml.SubElement(case, "failure" if fails else "skipped", message=message)
    if fails:
        outcome.set("type", finding.severity)
    lines = [place + message, *(f"{name}: {text}" for name, text in notes(finding, lang))]
    outcome.text = _text("\n".join(lines))


def _count(element: xml.Element, findings: Sequence[Finding], cases: int) -> None:
    failures = sum(finding.severity == "violation" for finding in findings)
    numbers = {"tests": cases, "failures": failures, "errors": 0, "skipped": len(findings) - failures}
    for name, number in numbers.items():
        element.set(name, str(number))


def _text(text: str) -> str:
    return _NOT_XML.sub("�", text)
