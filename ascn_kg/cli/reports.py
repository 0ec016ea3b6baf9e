"""The forms in which ``ascn-kg validate`` reports, and where each report goes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ascn_kg.errors import AscnKgError
from ascn_kg.files import write_atomically
from ascn_kg.findings.finding import SEVERITIES, Finding
from ascn_kg.findings.sources import SourceFiles
from ascn_kg.terminal import terminal_width

FORMATS = ("text", "github", "sarif", "junit", "json", "turtle")
# Those that have no place to say that findings were left out.
_SILENT = ("sarif", "junit")


class Target(NamedTuple):
    """A report that is wanted: its form, and the file it goes to (None: standard output)."""

    form: str
    file: Path | None


def add_reports(parser: argparse.ArgumentParser) -> None:
    """Give a command the options that say what to report, how and where."""
    parser.add_argument(
        "--format",
        dest="targets",
        action="append",
        type=_target,
        metavar="FORM[=FILE]",
        help=f"form of the report: {', '.join(FORMATS)} (default: text). Give it again, with a file, for several "
        "reports of one run: --format github --format sarif=out.sarif",
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="write the report to this file, whole or not at all, instead of printing it",
    )
    parser.add_argument("--lang", choices=("en", "id"), default="en", help="language of the messages (default: en)")
    parser.add_argument(
        "--severity",
        choices=SEVERITIES,
        help="count only findings as grave as this: others are not shown, these make the exit code 1 "
        "(default: show all, exit 1 on violations)",
    )
    parser.add_argument(
        "--max-findings",
        type=_number,
        metavar="N",
        help="show no more than the N gravest, and say how many more there are; the exit code counts all",
    )
    parser.add_argument("--no-color", action="store_true", help="no colours on a terminal, as with NO_COLOR=1")


def targets_of(args: argparse.Namespace) -> list[Target]:
    """The reports that are wanted. Raises :class:`AscnKgError` where two would go to the same place."""
    targets: list[Target] = args.targets or [Target("text", None)]
    if args.output is not None:
        unplaced = [target for target in targets if target.file is None]
        if not unplaced:
            raise AscnKgError("--output has no report to write: each --format names a file of its own. Leave one out.")
        targets = [target._replace(file=target.file or args.output) for target in targets]
    places = [target.file for target in targets]
    for place in places:
        if places.count(place) > 1:
            where = f"to {place}" if place else "to standard output"
            raise AscnKgError(f"several reports would go {where}. Give each a file: --format sarif=out.sarif")
        if place and not place.parent.is_dir():
            raise AscnKgError(f"{place}: there is no folder {place.parent}. Make it first.")
    return targets


@dataclass(frozen=True)
class Selection:
    """What of the findings to show, and whether they make a run fail."""

    shown: list[Finding]
    left_out: int
    failed: bool


def selected(findings: Sequence[Finding], args: argparse.Namespace) -> Selection:
    """The findings the options ask for; without options all, and violations alone are a failure."""
    worst = SEVERITIES.index(args.severity or "violation")
    failed = any(SEVERITIES.index(finding.severity) <= worst for finding in findings)
    wanted = [f for f in findings if args.severity is None or SEVERITIES.index(f.severity) <= worst]
    most = len(wanted) if args.max_findings is None else args.max_findings
    gravest = sorted(wanted, key=lambda finding: (SEVERITIES.index(finding.severity), finding.sort_key))[:most]
    return Selection(sorted(gravest, key=lambda finding: finding.sort_key), len(wanted) - len(gravest), failed)


def write_reports(
    targets: Sequence[Target],
    selection: Selection,
    args: argparse.Namespace,
    files: SourceFiles,
    w3c_report: Callable[[], str],
) -> None:
    """Write each report where it goes. ``w3c_report`` gives the one that is not made from findings."""
    for form, file in targets:
        text = w3c_report() if form == "turtle" else _rendered(form, selection, args, files, plain=file is not None)
        text = text if text.endswith("\n") or not text else text + "\n"
        text = text.encode(errors="replace").decode()  # a file may have a name that is no text
        if file is None:
            sys.stdout.write(text)
        elif is_stream(file):
            file.write_text(text, encoding="utf-8")
        else:
            write_atomically(file, text)
        if selection.left_out and form in _SILENT:
            print(f"ascn-kg: {selection.left_out} more findings are not in the {form} report.", file=sys.stderr)


def _rendered(form: str, selection: Selection, args: argparse.Namespace, files: SourceFiles, *, plain: bool) -> str:
    shown, left_out, lang = selection.shown, selection.left_out, args.lang
    if form == "github":
        from ascn_kg.findings.github import render_github

        return render_github(shown, lang, files=files, left_out=left_out)
    if form == "sarif":
        from ascn_kg.findings.sarif import render_sarif

        return render_sarif(shown, lang, files=files)
    if form == "junit":
        from ascn_kg.findings.junit import render_junit

        return render_junit(shown, lang, files=files)
    if form == "json":
        from ascn_kg.findings.json_report import render_json

        return render_json(shown, left_out=left_out)
    from ascn_kg.findings.text import render_text

    terminal = not plain and sys.stdout.isatty()
    return render_text(
        shown,
        lang,
        files=files,
        width=terminal_width() if terminal else None,
        colour=terminal and not args.no_color and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        left_out=left_out,
    )


def is_stream(file: Path) -> bool:
    """Whether it is a pipe, a device or a link, which must be written to and never replaced.

    Behind a redirection /dev/stdout is a link to an ordinary file, so what it leads to does not tell.
    """
    devices = ("/dev/", "/proc/")
    return (
        os.path.normpath(Path.cwd() / file).startswith(devices)
        or file.is_symlink()
        or (file.exists() and not file.is_file())
    )


def _target(text: str) -> Target:
    form, equals, file = text.partition("=")
    if form not in FORMATS:
        raise argparse.ArgumentTypeError(f"there is no form {form!r}. Choose one of {', '.join(FORMATS)}")
    if equals and not file:
        raise argparse.ArgumentTypeError(f"{text!r} names no file. Write {form}=FILE, or {form} alone")
    return Target(form, Path(file) if file else None)


def _number(text: str) -> int:
    if not text.isdecimal() or not text.isascii():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of findings. Write one, as in 20")
    return int(text)
