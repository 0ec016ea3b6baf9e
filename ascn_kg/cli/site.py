"""``ascn-kg site``: the website as files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ascn_kg.cli.common import add_index, add_root, load_for
from ascn_kg.cli.export import progress, refuse_faulty
from ascn_kg.errors import AscnKgError

_DESCRIPTION = """\
Write the website to a folder that any host for files can carry, under any address: a page for each city, project,
source and question in English and Indonesian, the facts of each as Turtle, JSON-LD, N-Triples and RDF/XML, the answers,
and all exports. The graph is validated first, and nothing is written if anything is wrong."""
_EPILOG = """\
examples:
  ascn-kg site build/site
  python -m http.server --directory build/site

What needs a server (questions with other values, free SPARQL) is in "ascn-kg serve".
The folder is replaced as a whole once every file is written. A folder that holds anything else is left alone.
Exit codes: 0 written, 1 the graph has findings, 2 trouble."""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command's options."""
    parser = subparsers.add_parser("site", help="write the website as files", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder to write")
    parser.add_argument("--lang", choices=("en", "id"), default="en", help="language of findings (default: en)")
    add_index(parser)
    add_root(parser)


def run(args: argparse.Namespace) -> int:
    """Validate, write the files, say where they are."""
    try:
        from ascn_kg.web.static_site import write_site
    except ImportError as error:
        raise AscnKgError(f"the website needs {error.name}. Install it: pip install 'ascn-kg[web]'") from None

    knowledge = load_for(args)
    say = progress if sys.stderr.isatty() else None
    if say:
        say("validating")
    if refuse_faulty(knowledge, args.lang):
        return 1
    sums = write_site(knowledge, args.folder, report=say)
    print(f"{args.folder}: {len(sums)} files written.")
    return 0
