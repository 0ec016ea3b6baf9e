"""Typical mistakes of somebody new: what the report prints is enough to mend the file, without reading the ontology.

``newcomer/<mistake>.ttl`` and ``newcomer/<mistake>.mended.ttl`` differ by the mistake alone. Their things have
names and dates of their own, so that all files can be checked in one run.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from ascn_kg.errors import LoadError
from ascn_kg.findings import Finding, render_text
from ascn_kg.graph import load_graph
from ascn_kg.locations import Locations
from ascn_kg.reasoning import close
from ascn_kg.validation import check
from tests.conftest import ROOT

FOLDER = Path(__file__).parent / "newcomer"
MISTAKES = sorted(path.stem for path in FOLDER.glob("*.ttl") if not path.name.endswith(".mended.ttl"))
# What a person brings along: the facts themselves are in the document they read, never in a report.
KNOWN_TO_THE_AUTHOR = {"no-evidence": "evidence:asean-portal-2026-2433-2490"}
WORD = re.compile(r'"[^"]*"|[^\s";,]+')


def text_of(mistake: str, ending: str) -> str:
    return (FOLDER / f"{mistake}{ending}.ttl").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def reports(locations: Locations) -> dict[str, list[Finding]]:
    """File (``<mistake>`` or ``<mistake>.mended``) -> its findings."""
    found: dict[str, list[Finding]] = {}
    for ending in ("", ".mended"):
        paths = [FOLDER / f"{mistake}{ending}.ttl" for mistake in MISTAKES]
        try:
            findings = []
            graph = load_graph(locations, paths)
        except LoadError as error:
            findings = list(error.findings)
            unread = {finding.files[0] for finding in findings}
            graph = load_graph(locations, [path for path in paths if shown(path) not in unread])
        findings += check(graph, close, locations)
        for path in paths:
            found[path.stem] = [each for each in findings if shown(path) in each.files]
    return found


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines_of(findings: Iterable[Finding]) -> set[int]:
    return {each.at.line for each in findings if each.at and each.at.line and each.severity == "violation"}


def test_there_are_ten_and_more() -> None:
    assert len(MISTAKES) >= 10


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_mended_file_has_no_findings(mistake: str, reports: dict[str, list[Finding]]) -> None:
    assert reports[f"{mistake}.mended"] == []


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_report_says_what_to_write(mistake: str, lang: str, reports: dict[str, list[Finding]]) -> None:
    out = render_text(reports[mistake], lang)
    before, after = (WORD.findall(text_of(mistake, ending)) for ending in ("", ".mended"))
    for action, _, _, start, end in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for word in after[start:end] if action != "equal" else ():
            for part in re.split(r"(?<=\")(?=[@^])", word):
                assert part.strip('"') in out or part in KNOWN_TO_THE_AUTHOR.get(mistake, ""), (
                    f"{part} is not in:\n{out}"
                )


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_line_is_right(mistake: str, reports: dict[str, list[Finding]]) -> None:
    """The line to change; where one is missing, that of the thing that lacks it, or that needs it."""
    lines, mended = (text_of(mistake, ending).splitlines() for ending in ("", ".mended"))
    changes = difflib.SequenceMatcher(None, lines, mended, autojunk=False).get_opcodes()
    wrong = {line + 1 for action, start, end, _, _ in changes if action == "replace" for line in range(start, end)}
    if len(mended) > len(lines):
        wrong |= {number for number, line in enumerate(lines, 1) if line[:1].isalpha() or "nation:" in line}
    assert lines_of(reports[mistake]) & wrong
