"""``ascn-kg run``: the whole way from files to answer and export, as ``make run`` shows it."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ascn_kg.cli.common import add_index, add_root, load_for, locations_of
from ascn_kg.errors import AscnKgError

if TYPE_CHECKING:
    from ascn_kg.knowledge import KnowledgeGraph

_NEXT = """\
Try next:
  ascn-kg ask                                      every saved question
  ascn-kg ask members-as-of --as-of 2024-06-30     who was a member on a day
  ascn-kg ask cities-joined-after --year 2018 --lang id
  ascn-kg stats                                    what is in the graph
  ascn-kg --help                                   everything else"""
_QUESTION, _YEAR = "cities-joined-after", 2018


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command's options."""
    parser = subparsers.add_parser(
        "run",
        help="load, validate, reason, answer a question and export",
        description="Load the files, validate, reason, answer which cities joined after 2018, export the graph.",
        epilog="examples:\n  ascn-kg run\n  ascn-kg run --output out\n\nExit codes: 0 fine, 1 findings, 2 trouble.",
    )
    parser.add_argument(
        "--output",
        type=Path,
        default=Path("build"),
        metavar="DIR",
        help="the export goes to DIR/export (default: build)",
    )
    add_index(parser)
    add_root(parser)


def run(args: argparse.Namespace) -> int:
    """Take every step, printing each with its time; stop at the first that has findings."""
    from ascn_kg.beside import beside
    from ascn_kg.findings import is_failure, render_text
    from ascn_kg.findings.sources import SourceFiles
    from ascn_kg.rendering import render
    from ascn_kg.validation import clash_findings, validate

    locations = locations_of(args)
    with _step("load"):
        knowledge = load_for(args)
    print(f"{len(knowledge.asserted.columns)} statements in {len(knowledge.asserted.files)} files")
    # Nothing is shown of what follows before the shapes have been looked at; it is worked out meanwhile.
    validated = beside(lambda: validate(knowledge.asserted, locations, note=_note))
    with _step("reason"):
        refused = _close_and_index(knowledge)
    print("" if refused else f"{len(knowledge.graph.entailed)} more statements follow")
    with _step("validate"):
        findings = validated()
    if refused and not is_failure(findings):
        raise refused
    if not is_failure(findings):
        findings = [*findings, *clash_findings(knowledge.clashes, knowledge.asserted, locations)]
    print("rules are broken" if is_failure(findings) else "no rule is broken, no contradiction")
    if findings:
        print(f"\n{render_text(findings, files=SourceFiles(locations.root))}\n")
    if is_failure(findings):
        return 1
    with _step("answer"):
        answer = knowledge.ask(_QUESTION, year=_YEAR)
    print(f"{_QUESTION} --year {_YEAR}\n\n{render(answer, knowledge.graph)}")
    folder = args.output / "export"
    with _step("export"):
        names = knowledge.export(folder)
    print(f"{len(names)} files in {folder}\n\n{_NEXT}")
    return 0


def _close_and_index(knowledge: KnowledgeGraph) -> AscnKgError | None:
    """What the reasoner refuses: a broken rule may be behind it, and is to be told first."""
    try:
        _ = knowledge.graph.store
    except AscnKgError as error:
        return error
    return None


def _note(words: str) -> None:
    print(words, file=sys.stderr)


@contextmanager
def _step(name: str) -> Iterator[None]:
    """Print a step's name and time; the caller prints the rest of the line."""
    start = time.perf_counter()
    print(f"{name:<9}", end="", flush=True)
    try:
        yield
    except BaseException:
        print()  # so that the message starts a line
        raise
    print(f"{time.perf_counter() - start:5.1f} s  ", end="", flush=True)
