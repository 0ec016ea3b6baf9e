"""``ascn-kg cite``: from words of a source document to the evidence node that points to them."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from ascn_kg.cli.common import add_root, locations_of

if TYPE_CHECKING:
    from ascn_kg.graph import Graph

FINE = 0

_DESCRIPTION = """\
Find words in the text of a source and print the evidence node that points to them, to paste into
data/evidence/SOURCE.ttl; with --write, put it there and print its name. White space, apostrophes and quotation marks
may be of any form, letters must agree. In a text with pages, words that are broken over lines or run down a column
of a table become one node a line."""

_EPILOG = """\
examples:
  ascn-kg cite gnfi-2024 "31 kota" --texts DIR                 print the node
  ascn-kg cite gnfi-2024 "31 kota" --texts DIR --write         write it, print its name
  ascn-kg cite gnfi-2024 "Jakarta" --occurrence 2 --write      the second of several places
  ascn-kg cite gnfi-2024 "images info" --leave-out placeholder --write
                                                               not evidence: left out on purpose, with the reason

Exit codes: 0 fine; 2 trouble: no such source or text, words that do not occur, or occur more than once."""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command's options."""
    parser = subparsers.add_parser(
        "cite", help="make the evidence node for words of a source", description=_DESCRIPTION, epilog=_EPILOG
    )
    parser.add_argument("source", metavar="SOURCE", help="identifier or title of the source, as gnfi-2024")
    parser.add_argument("words", metavar="WORDS", help="the words in its text, between quotes")
    add_texts(parser)
    parser.add_argument("--occurrence", type=int, metavar="N", help="which place, counted from 1, if there are several")
    parser.add_argument("--write", action="store_true", help="write the node into the source's evidence file")
    parser.add_argument("--leave-out", metavar="REASON", help="mark the words as left out on purpose, for this reason")
    add_root(parser)


def add_texts(parser: argparse.ArgumentParser) -> None:
    """Give a command the option ``--texts DIR``."""
    parser.add_argument(
        "--texts",
        type=Path,
        default=Path(os.environ.get("ASCN_KG_TEXTS") or "texts"),
        metavar="DIR",
        help="folder of the source texts, one SOURCE.txt each (default: $ASCN_KG_TEXTS, else ./texts)",
    )


def run(args: argparse.Namespace) -> int:
    """Print or write the node. Raises :class:`AscnKgError` on any trouble."""
    from ascn_kg.evidence import cite, omission, read_text, write
    from ascn_kg.graph import load_graph
    from ascn_kg.labels import Labels
    from ascn_kg.namespaces import CONCEPTS, PREFIXES, TERMS

    locations = locations_of(args)
    graph = load_graph(locations)
    labels = Labels(graph)
    source = labels.find(args.source, TERMS + "Source")
    text = read_text(args.texts, source.removeprefix(PREFIXES["source"]), _paged(graph, source))
    if args.leave_out is None:
        passages = cite(text, args.words, args.occurrence)
    else:
        reason = labels.find(args.leave_out, CONCEPTS + "reason").removeprefix(PREFIXES["reason"])
        passages = omission(text, args.words, reason, args.occurrence)
    if args.write:
        write(locations, passages)
    for passage in passages:
        print(passage.name if args.write else passage.turtle)
    return FINE


def _paged(graph: Graph, source: str) -> bool | None:
    import pyoxigraph as ox

    from ascn_kg.namespaces import TERMS

    values = graph.objects(ox.NamedNode(source), TERMS + "paged")
    return None if not values else str(values[0].value) in ("true", "1")
