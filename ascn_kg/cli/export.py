"""``ascn-kg export``: the graph as files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ascn_kg.cli.common import add_index, add_root, load_for

if TYPE_CHECKING:
    from ascn_kg.knowledge import KnowledgeGraph

_DESCRIPTION = """\
Write the graph to a folder: what is written down and what follows from it, each as Turtle, N-Triples, N-Quads, TriG,
JSON-LD and RDF/XML; the main tables as CSV; and SHA256SUMS, which "sha256sum -c" checks. The graph is validated first,
and nothing is written if anything is wrong. The same graph gives the same bytes on every machine."""
_EPILOG = """\
examples:
  ascn-kg export build/
  ascn-kg export build/ --formats ttl,csv
  cd build && sha256sum -c SHA256SUMS

The folder is replaced as a whole once every file is written. A folder that holds anything else is left alone.
Exit codes: 0 written, 1 the graph has findings, 2 trouble."""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command's options."""
    parser = subparsers.add_parser(
        "export", help="write the graph in six formats and as tables", description=_DESCRIPTION, epilog=_EPILOG
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder to write")
    parser.add_argument(
        "--formats",
        metavar="LIST",
        help="write only these, as in ttl,nq,csv (default: all of ttl, nt, nq, trig, rdf, jsonld, csv)",
    )
    parser.add_argument("--lang", choices=("en", "id"), default="en", help="language of findings (default: en)")
    add_index(parser)
    add_root(parser)


def run(args: argparse.Namespace) -> int:
    """Validate, write the files, say where they are."""
    knowledge = load_for(args)
    say = progress if sys.stderr.isatty() else None
    if say:
        say("validating")
    if refuse_faulty(knowledge, args.lang):
        return 1
    formats = None if args.formats is None else args.formats.split(",")
    names = knowledge.export(args.folder, formats=formats, report=say)
    print(f"{args.folder}: {len(names)} files written.")
    return 0


def refuse_faulty(knowledge: KnowledgeGraph, lang: str) -> bool:
    """Whether a rule is broken; the findings are printed then."""
    from ascn_kg.findings import is_failure, render_text
    from ascn_kg.findings.sources import SourceFiles

    findings = knowledge.validate()
    if not is_failure(findings):
        return False
    print(render_text(findings, lang, files=SourceFiles(knowledge.locations.root)))
    print("ascn-kg: nothing was exported; mend the findings above first.", file=sys.stderr)
    return True


def progress(step: str) -> None:
    """Tell somebody who waits at a terminal what is being done."""
    print(f"  {step}", file=sys.stderr)
