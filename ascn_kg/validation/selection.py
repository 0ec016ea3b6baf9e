"""Which files a validation is about, and which findings concern them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ascn_kg.errors import AscnKgError
from ascn_kg.findings import Finding
from ascn_kg.locations import Locations, turtle_below


def turtle_files(paths: Sequence[Path]) -> list[Path]:
    """The files the paths name, those of a folder sorted. Raises :class:`AscnKgError` on a path that holds none."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = turtle_below(path)
            if not inside:
                raise AscnKgError(f"{path}: no Turtle file (*.ttl) in this folder. Name another folder, or a file.")
            files += inside
        elif path.exists():
            files.append(path)
        else:
            raise AscnKgError(f"{path}: there is no such file or folder. Check the spelling, or leave PATH out.")
    return list(dict.fromkeys(files))


def about(findings: Sequence[Finding], files: Sequence[Path], locations: Locations) -> list[Finding]:
    """The findings that concern any of the files, or whose rule is written in one."""
    shown = {locations.relative(path).as_posix() for path in files}
    return [
        finding
        for finding in findings
        if shown.intersection(finding.files) or (finding.rule_at and finding.rule_at.file in shown)
    ]
