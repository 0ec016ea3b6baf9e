"""``ascn-kg push``: the graph into another store."""

from __future__ import annotations

import argparse
import sys

from ascn_kg.cli.common import add_index, add_login, add_root, auth_of, load_for

_DESCRIPTION = """\
Load the graph into a SPARQL store by the Graph Store Protocol: one named graph for each file, and one for what follows
from them. The graph is validated first. Each named graph is replaced as a whole, so pushing again is safe, also after
Ctrl-C; graphs of this project that are no longer here are removed, graphs of others are never touched. At the end the
statements are counted there."""
_EPILOG = """\
examples:
  ascn-kg push http://localhost:7878                                       Oxigraph
  ASCN_KG_AUTH=dba:… ascn-kg push http://localhost:8890/sparql-graph-crud-auth      Virtuoso
  ascn-kg push http://localhost:3030/ds/data                               Fuseki
  ascn-kg ask cities-joined-after --endpoint http://localhost:7878/query   ask there

Exit codes: 0 loaded, 1 the graph has findings, 2 trouble."""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command's options."""
    parser = subparsers.add_parser(
        "push", help="load the graph into a SPARQL store", description=_DESCRIPTION, epilog=_EPILOG
    )
    parser.add_argument("url", metavar="URL", help="the store's address for the Graph Store Protocol, or the server's")
    parser.add_argument("--query-url", metavar="URL", help="where the store takes queries, if it cannot be guessed")
    parser.add_argument(
        "--keep-stale", action="store_true", help="leave graphs of this project that are no longer part of it"
    )
    add_login(parser)
    parser.add_argument("--lang", choices=("en", "id"), default="en", help="language of findings (default: en)")
    add_index(parser)
    add_root(parser)


def run(args: argparse.Namespace) -> int:
    """Validate, load, say what is there now."""
    from ascn_kg.findings import is_failure, render_text
    from ascn_kg.findings.sources import SourceFiles
    from ascn_kg.publish import Connection, push
    from ascn_kg.publish.connection import check_url

    check_url(args.url)
    with Connection(auth_of(args), timeout=args.timeout, writes=True) as connection:
        knowledge = load_for(args)
        findings = knowledge.validate()
        if is_failure(findings):
            print(render_text(findings, args.lang, files=SourceFiles(knowledge.locations.root)))
            print("ascn-kg: nothing was pushed; mend the findings above first.", file=sys.stderr)
            return 1
        done = push(
            knowledge.graph,
            args.url,
            connection,
            query_url=args.query_url,
            keep=args.keep_stale,
            report=lambda step: print(f"  {step}", file=sys.stderr),
        )
    print(f"{done.store}: {done.graphs} named graphs, {done.statements:,} statements, counted there.")
    for what, names in (("removed", done.removed), ("kept", done.kept)):
        for name in names:
            print(f"{what}: {name}, which is no longer part of the graph")
    print(f"Ask it: ascn-kg ask NAME --endpoint {done.queries}")
    return 0
