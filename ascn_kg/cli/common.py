"""What several commands share."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from ascn_kg.errors import AscnKgError
from ascn_kg.locations import Locations, default_locations

if TYPE_CHECKING:
    from ascn_kg.knowledge import KnowledgeGraph

AUTH = "ASCN_KG_AUTH"


def add_root(parser: argparse.ArgumentParser) -> None:
    """Give a command the option ``--root DIR``."""
    parser.add_argument(
        "--root",
        type=Path,
        metavar="DIR",
        help="folder that holds ontology/, data/ and queries/ (default: the ones ascn-kg came with)",
    )


def add_reasoner(parser: argparse.ArgumentParser) -> None:
    """Give a command the option ``--reasoner NAME``."""
    parser.add_argument(
        "--reasoner",
        choices=("ascn", "owlrl"),
        default="ascn",
        help="what works out the inferences: our own engine, or owlrl, which is slow (default: ascn)",
    )


def add_index(parser: argparse.ArgumentParser) -> None:
    """Give a command the options ``--no-cache``, ``--store DIR`` and ``--reasoner NAME``."""
    parser.add_argument(
        "--no-cache",
        dest="cache",
        action="store_false",
        help="parse and reason afresh instead of using the index kept from before",
    )
    parser.add_argument(
        "--store",
        type=Path,
        metavar="DIR",
        help="keep the index in this folder, on disk: for graphs of millions of statements",
    )
    add_reasoner(parser)


def load_for(args: argparse.Namespace) -> KnowledgeGraph:
    """The graph a command with the options of :func:`add_root` and :func:`add_index` works on."""
    from ascn_kg.knowledge import load

    return load(locations_of(args).root, cache=args.cache, store=args.store, reasoner=args.reasoner)


def add_login(parser: argparse.ArgumentParser) -> None:
    """Give a command ``--auth USER:PASSWORD`` and ``--timeout SECONDS`` for the server it talks to."""
    parser.add_argument(
        "--auth", metavar="USER:PASSWORD", help=f"login, if the server wants one; others cannot see it in ${AUTH}"
    )
    parser.add_argument(
        "--timeout",
        type=_seconds,
        default=60.0,
        metavar="SECONDS",
        help="how long to wait for the server (default: 60)",
    )


def auth_of(args: argparse.Namespace) -> str | None:
    """The login given as an option or, hidden from other users of the machine, in the environment."""
    given: str | None = args.auth
    return given if given is not None else os.environ.get(AUTH)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds. Write one, as in 120")
    return seconds


def locations_of(args: argparse.Namespace) -> Locations:
    """The folders a command works on. Raises :class:`AscnKgError` where one of them is missing."""
    root: Path | None = args.root
    if root is None:
        return default_locations()
    if not root.is_dir():
        raise AscnKgError(
            f"{root}: there is no such folder. Give --root a folder that holds ontology/, data/ and queries/."
        )
    return Locations(root).check()
