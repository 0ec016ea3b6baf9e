"""The report as workflow commands, which GitHub's runner turns into annotations of the files in a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from ascn_kg.findings.finding import Finding, Region, Severity
from ascn_kg.findings.sources import SourceFiles
from ascn_kg.findings.words import notes, sentence, summary

_COMMANDS: dict[Severity, str] = {"violation": "error", "warning": "warning", "info": "notice"}


def render_github(
    findings: Sequence[Finding], lang: str = "en", *, files: SourceFiles | None = None, left_out: int = 0
) -> str:
    """One command a finding, then the numbers of findings (no final newline).

    The page of a run shows the first ten errors and the first ten warnings of a step; the log has them all. As the
    log shows no more of a command than its message, that begins with the place.
    """
    files = files or SourceFiles()
    ordered = sorted(findings, key=lambda finding: finding.sort_key)
    return "\n".join([*(_command(finding, lang, files) for finding in ordered), summary(findings, lang, left_out)])


def _command(finding: Finding, lang: str, files: SourceFiles) -> str:
    at = finding.at
    place = f"{at._replace(file=files.from_here(at.file))}: " if at else ""
    lines = [place + sentence(finding, lang), *(f"{name}: {text}" for name, text in notes(finding, lang))]
    properties = {**(_where(at, files) if at else {}), "title": finding.rule}
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {told}::{_data(chr(10).join(lines))}"


def _where(at: Region, files: SourceFiles) -> dict[str, str | int]:
    """The region as the runner takes it, which refuses columns where a region goes over several lines."""
    where: dict[str, str | int] = {"file": files.from_here(at.file)}
    if at.line is None:
        return where
    last = at.end_line or at.line
    where |= {"line": at.line, "endLine": last}
    if at.column is not None and last == at.line:
        where["col"] = at.column
        where["endColumn"] = at.end_column or at.column + 1
    return where


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
