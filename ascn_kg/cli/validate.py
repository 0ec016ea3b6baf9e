"""``ascn-kg validate``: check ontology and data, and say what to mend."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ascn_kg.cli.common import add_reasoner, add_root, locations_of
from ascn_kg.errors import AscnKgError, LoadError
from ascn_kg.locations import Locations

FINE, FOUND = 0, 1

_DESCRIPTION = """\
Check the saved questions, then the SHACL shapes over everything that is written down, then whether reasoning finds a
contradiction. Every finding names the file, the line where the thing is described, the rule, and what to do."""

_EPILOG = """\
examples:
  ascn-kg validate                                   everything
  ascn-kg validate data/cities.ttl                   everything, but show only what concerns this file
  ascn-kg validate ~/new-facts.ttl                   the same, with a file of yours added to the graph
  ascn-kg validate --only ~/new-facts.ttl            the ontology and this file alone

Exit codes: 0 nothing, or only warnings; 1 violations, contradictions or files that are not valid Turtle; 2 trouble."""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command's options."""
    parser = subparsers.add_parser("validate", help="check ontology and data", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders whose findings to show")
    parser.add_argument("--only", action="store_true", help="leave out the data that is not named by a PATH")
    parser.add_argument("--lang", choices=("en", "id"), default="en", help="language of the messages (default: en)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form of the report (default: text)")
    parser.add_argument(
        "--engine",
        choices=("ascn", "pyshacl"),
        default="ascn",
        help="what runs the SHACL shapes: our own engine, or pySHACL, the slow reference (default: ascn)",
    )
    add_reasoner(parser)
    add_root(parser)


def run(args: argparse.Namespace) -> int:
    """Check, print the report, return 0 or 1."""
    from ascn_kg.beside import beside
    from ascn_kg.findings import is_failure, render_text
    from ascn_kg.graph import load_graph
    from ascn_kg.reasoning import close
    from ascn_kg.validation import about, check, turtle_files

    locations = locations_of(args)
    if args.only and not args.paths:
        raise AscnKgError("--only needs a PATH: it checks the ontology and the named files alone.")
    files = turtle_files(args.paths)
    problems_of_questions = beside(lambda: _question_problems(locations)) if not args.paths else list
    try:
        graph = load_graph(locations, files, only=args.only)
    except LoadError as error:
        _print_problems(error.problems, args.format)
        return FOUND
    findings = check(
        graph,
        lambda checked: close(checked, reasoner=args.reasoner),
        locations,
        engine=args.engine,
        note=lambda words: print(words, file=sys.stderr),
    )
    if args.paths:
        findings = about(findings, files, locations)
    problems = problems_of_questions()
    if args.format == "json":
        _print_json({"problems": problems, "findings": [finding.as_json() for finding in findings]})
    else:
        print("\n".join([*problems, render_text(findings, args.lang)]))
    return FOUND if problems or is_failure(findings) else FINE


def _question_problems(locations: Locations) -> list[str]:
    """What keeps a saved question from being read, or from giving the same rows on every engine."""
    from ascn_kg.questions import Catalogue
    from ascn_kg.questions.lint import lint

    catalogue = Catalogue(locations.queries)
    problems: list[str] = []
    for name in catalogue.names:
        try:
            problems += lint(catalogue.get(name))
        except AscnKgError as error:
            problems.append(str(error))
    return problems


def _print_problems(problems: Sequence[str], form: str) -> None:
    if form == "json":
        _print_json({"problems": list(problems), "findings": []})
    else:
        print("\n".join(problems))


def _print_json(report: dict[str, Any]) -> None:
    print(json.dumps(report, ensure_ascii=False, indent=2))
