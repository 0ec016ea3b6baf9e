"""``ascn-kg validate``: check ontology and data, and say what to mend."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ascn_kg.cli.common import add_reasoner, add_root, locations_of
from ascn_kg.cli.reports import Target, add_reports, selected, targets_of, write_reports
from ascn_kg.errors import AscnKgError, FindingsError, UnsupportedAxiomError
from ascn_kg.locations import Locations
from ascn_kg.namespaces import shortened_by

if TYPE_CHECKING:
    from ascn_kg.findings import Finding
    from ascn_kg.findings.sources import SourceFiles
    from ascn_kg.graph import Graph

FINE, FOUND = 0, 1

_DESCRIPTION = """\
Check the saved questions, then the SHACL shapes over everything that is written down, then whether reasoning finds a
contradiction. Every finding names the file, the line and column of what is wrong, the rule, and what to write."""

_EPILOG = """\
examples:
  ascn-kg validate                                   everything
  ascn-kg validate data/cities.ttl                   everything, but show only what concerns this file
  ascn-kg validate ~/new-facts.ttl                   the same, with a file of yours added to the graph
  ascn-kg validate --only ~/new-facts.ttl            the ontology and this file alone
  ascn-kg validate --shapes their-shapes.ttl --ontology their-ontology.ttl their-data/
                                                     another graph, ours left out
  ascn-kg validate --severity warning                no notes, and warnings are failures too
  ascn-kg validate --format sarif --output out.sarif for a code host or an editor

Forms: text for people, github for annotations in a workflow, sarif for code scanning, junit for CI servers, json for
programs, turtle for the validation report that the W3C defines: it holds the results of the shapes alone, all of them.

Exit codes: 0 nothing, or only warnings and notes; 1 violations, contradictions or files that cannot be read (with
--severity: any finding as grave as that); 2 trouble."""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command's options."""
    parser = subparsers.add_parser("validate", help="check ontology and data", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders whose findings to show")
    parser.add_argument(
        "--shapes",
        type=Path,
        action="append",
        default=[],
        metavar="PATH",
        help="check another graph: the SHACL shapes to hold the named files against; ours and our data are left out",
    )
    parser.add_argument(
        "--ontology",
        type=Path,
        action="append",
        default=[],
        metavar="PATH",
        help="check another graph: its ontology. Give both again for several files or folders of Turtle or N-Triples",
    )
    parser.add_argument("--only", action="store_true", help="leave out the data that is not named by a PATH")
    add_reports(parser)
    parser.add_argument(
        "--engine",
        choices=("ascn", "pyshacl"),
        default="ascn",
        help="what runs the SHACL shapes: our own engine, or pySHACL, the slow reference (default: ascn)",
    )
    add_reasoner(parser)
    add_root(parser)


def run(args: argparse.Namespace) -> int:
    """Check, report, return 0 or 1."""
    from ascn_kg.beside import beside
    from ascn_kg.findings.sources import SourceFiles
    from ascn_kg.graph import load_graph
    from ascn_kg.validation import about, turtle_files

    targets = targets_of(args)
    if args.shapes or args.ontology:
        return _foreign(args, targets)
    locations = locations_of(args)
    if args.only and not args.paths:
        raise AscnKgError("--only needs a PATH: it checks the ontology and the named files alone.")
    files = turtle_files(args.paths)
    sources = SourceFiles(locations.root, {locations.relative(path).as_posix(): path for path in files})
    of_questions = beside(lambda: _of_questions(locations)) if not args.paths else list
    graph = None
    try:
        graph = load_graph(locations, files, only=args.only)
        findings = _of_graph(graph, args, locations)
        if args.paths:
            findings = about(findings, files, locations)
    except FindingsError as error:
        findings = list(error.findings)
    return _reported([*findings, *of_questions()], graph, targets, args, sources)


def _foreign(args: argparse.Namespace, targets: Sequence[Target]) -> int:
    """Check another graph; paths are shown from the folder we stand in."""
    from ascn_kg.findings.sources import SourceFiles
    from ascn_kg.reasoning import close
    from ascn_kg.validation.foreign import check_foreign, load_foreign, prefixes_of

    if args.only or args.root:
        raise AscnKgError("--shapes and --ontology leave our graph out. Leave --only and --root out as well.")
    locations = Locations(Path.cwd())
    graph = None
    with shortened_by(prefixes_of([*args.shapes, *args.ontology, *args.paths])):
        try:
            graph, findings = load_foreign(args.paths, args.shapes, args.ontology, locations)
            findings += check_foreign(
                graph,
                lambda checked: close(checked, reasoner=args.reasoner, locations=locations),
                locations,
                engine=args.engine,
                note=_note,
            )
        except FindingsError as error:
            findings = list(error.findings)
        return _reported(findings, graph, targets, args, SourceFiles(locations.root))


def _of_graph(graph: Graph, args: argparse.Namespace, locations: Locations) -> list[Finding]:
    from ascn_kg.reasoning import close
    from ascn_kg.validation import check, validate

    try:
        return check(
            graph,
            lambda checked: close(checked, reasoner=args.reasoner, locations=locations),
            locations,
            engine=args.engine,
            note=_note,
        )
    except UnsupportedAxiomError as error:  # nothing can be reasoned over it, but the shapes can be run
        return [*validate(graph, locations, engine=args.engine), *error.findings]


def _of_questions(locations: Locations) -> list[Finding]:
    """What keeps a saved question from being read, or from giving the same rows on every engine."""
    from ascn_kg.findings import Finding
    from ascn_kg.questions import Catalogue
    from ascn_kg.questions.lint import lint

    catalogue = Catalogue(locations.queries)
    findings: list[Finding] = []
    for name in catalogue.names:
        try:
            findings += lint(catalogue.get(name))
        except FindingsError as error:
            findings += error.findings
        except AscnKgError as error:
            findings.append(Finding("question", "violation", (("en", str(error)),)))
    return findings


def _reported(
    findings: Sequence[Finding],
    graph: Graph | None,
    targets: Sequence[Target],
    args: argparse.Namespace,
    sources: SourceFiles,
) -> int:
    selection = selected(findings, args)
    write_reports(targets, selection, args, sources, lambda: _w3c_report(findings, graph, args))
    return FOUND if selection.failed else FINE


def _w3c_report(findings: Iterable[Finding], graph: Graph | None, args: argparse.Namespace) -> str:
    """The results of the shapes as Turtle; what they do not hold is said on standard error."""
    from ascn_kg.export.ordered import ordered_quads
    from ascn_kg.export.turtle import turtle
    from ascn_kg.validation.rule_names import rule_name
    from ascn_kg.validation.shacl import results_of
    from ascn_kg.validation.shapes import ShapesGraph
    from ascn_kg.validation.w3c_report import w3c_report

    report = ""
    rules: set[str] = set()
    if graph is not None:
        shapes = ShapesGraph(graph.shapes)
        results = results_of(graph, shapes, args.engine)
        rules = {rule_name(shape, shapes) for shape in {result.shape for result in results}}
        report = "".join(turtle(ordered_quads(w3c_report(results, shapes))))
    others = [finding for finding in findings if finding.rule not in rules]
    if graph is None:
        _note("ascn-kg: there is no W3C report, as the graph could not be read.")
    if others:
        _note("ascn-kg: what follows is no result of a shape, so the W3C report does not hold it.")
        for finding in others:
            place = f"{finding.at}: " if finding.at else ""
            _note(f"{place}{finding.message(args.lang)}")
    return report


def _note(words: str) -> None:
    print(words, file=sys.stderr)
