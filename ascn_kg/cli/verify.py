"""``ascn-kg verify``: hold every passage of the graph against the source texts."""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ascn_kg.cli.cite import add_texts
from ascn_kg.cli.common import add_root, locations_of

if TYPE_CHECKING:
    from ascn_kg.evidence import SourceReport

FINE, FOUND, TROUBLE = 0, 1, 2

_DESCRIPTION = """\
Check offsets, digest, page or paragraph and name of every evidence and omission node against the text of its source,
and list the paragraphs (or pages) that no passage points to."""

_EPILOG = """\
examples:
  ascn-kg verify --texts DIR                         every source
  ascn-kg verify --texts DIR --source gnfi-2024      one source

Exit codes: 0 all passages hold; 1 a passage fails or a text is not the one on record (with --strict also: a text is
missing or a paragraph is not covered); 2 trouble: none of the texts is there."""

_COLUMNS = ("source", "hold", "left out", "fail", "referenced", "text", "not covered")


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command's options."""
    parser = subparsers.add_parser(
        "verify", help="check the evidence against the source texts", description=_DESCRIPTION, epilog=_EPILOG
    )
    add_texts(parser)
    parser.add_argument("--source", action="append", metavar="ID", help="check this source only; may be repeated")
    parser.add_argument("--strict", action="store_true", help="fail on missing texts and uncovered paragraphs too")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form of the report (default: text)")
    add_root(parser)


def run(args: argparse.Namespace) -> int:
    """Check, print the report, return 0, 1 or 2. Raises :class:`AscnKgError` on trouble."""
    from ascn_kg.errors import AscnKgError
    from ascn_kg.evidence import verify
    from ascn_kg.graph import load_graph
    from ascn_kg.namespaces import PREFIXES

    locations = locations_of(args)
    names = [name.removeprefix("source:").removeprefix(PREFIXES["source"]) for name in args.source or ()]
    reports = verify(load_graph(locations), args.texts, names)
    if not reports:
        raise AscnKgError(f"{locations.data}: no source has ascn:textSha256, so there is nothing to check. Add it.")
    reports = [
        dataclasses.replace(
            report,
            problems=tuple(
                dataclasses.replace(problem, file=str(locations.relative(Path(problem.file))))
                for problem in report.problems
            ),
        )
        for report in reports
    ]
    if args.format == "json":
        print(json.dumps([_as_json(report) for report in reports], ensure_ascii=False, indent=2))
    else:
        print(render(reports))
    if all(report.missing for report in reports):
        raise AscnKgError(f"{args.texts}: none of the texts is in this folder. Name another one with --texts DIR.")
    failed = any(report.problems or report.text_problem for report in reports)
    lacking = any(report.missing or report.uncovered for report in reports)
    return FOUND if failed or (args.strict and lacking) else FINE


def render(reports: Sequence[SourceReport]) -> str:
    """The report as text: a table of the sources, then what fails, then what is not covered."""
    rows = [_COLUMNS, *(_row(report) for report in reports)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_COLUMNS))]
    parts = ["\n".join("  ".join(_pad(row, widths)).rstrip() for row in rows)]
    failing = [str(problem) for report in reports for problem in report.problems]
    if failing:
        parts.append("\n".join(["Passages that fail:", *failing]))
    texts = [words for report in reports for words in (report.missing, report.text_problem) if words]
    if texts:
        parts.append("\n".join(["Texts:", *texts]))
    bare = [_bare(report) for report in reports if report.uncovered]
    if bare:
        parts.append("\n".join(["Neither cited nor left out:", *bare]))
    if not failing and not texts:
        parts.append(f"All {sum(report.verified + report.omitted for report in reports)} passages hold.")
    return "\n\n".join(parts)


def _row(report: SourceReport) -> tuple[str, ...]:
    if report.missing:
        return (report.source, "-", "-", "-", str(report.referenced), "missing", "not checked")
    counts = (report.verified, report.omitted, len(report.problems), report.referenced)
    text = "differs" if report.text_problem else "same"
    return (report.source, *map(str, counts), text, str(len(report.uncovered)))


def _pad(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]


def _bare(report: SourceReport) -> str:
    place = "page" if report.paged else "paragraph"
    return "\n".join(f"{report.source}, {place} {number}: {words}" for number, words in report.uncovered)


def _as_json(report: SourceReport) -> dict[str, object]:
    return {**dataclasses.asdict(report), "holds": report.holds}
