"""``ascn-kg query``: any SPARQL query over the graph."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ascn_kg.cli.common import add_index, add_root, load_for
from ascn_kg.errors import AscnKgError, QuestionError

if TYPE_CHECKING:
    import pyoxigraph as ox

_OF_ROWS = ("table", "csv", "tsv", "json", "xml")
_OF_TRIPLES = ("turtle", "nt")
_EPILOG = """\
examples:
  ascn-kg query my-question.rq
  ascn-kg query queries/cities-joined-after.rq --format csv
  echo 'SELECT ?city { ?city ascn:inNation nation:thailand }' | ascn-kg query -

The project's prefixes need no declaration. Statements of all files and those that follow from them are asked
together; each file is a named graph. SELECT and ASK print table, csv, tsv, json or xml; CONSTRUCT and DESCRIBE print
turtle or nt. For an answer with citations use "ascn-kg ask"."""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command's options."""
    parser = subparsers.add_parser(
        "query",
        help="run a SPARQL query of your own",
        description="Run any SPARQL 1.1 query over the graph. Nothing can be changed by it.",
        epilog=_EPILOG,
    )
    parser.add_argument("file", metavar="FILE", help="file with the query; - reads standard input")
    parser.add_argument(
        "--format", choices=(*_OF_ROWS, *_OF_TRIPLES), help="form of the result (default: table, or turtle for triples)"
    )
    parser.add_argument("--asserted", action="store_true", help="leave out what is only inferred")
    add_index(parser)
    add_root(parser)


def run(args: argparse.Namespace) -> int:
    """Run the query and print its result."""
    from ascn_kg.questions.free_query import ask_freely, read_query

    query = read_query(_read(args.file), _shown(args.file))
    knowledge = load_for(args)
    graph = knowledge.asserted if args.asserted else knowledge.graph
    try:
        with _stoppable():
            result = ask_freely(graph, query.text)
            written = render(result, args.format)
    except SyntaxError as error:
        raise QuestionError([query.fault(error)]) from None
    except (RuntimeError, ValueError) as error:
        raise AscnKgError(f"{_shown(args.file)}: this query cannot be answered: {error}.") from None
    sys.stdout.write(written)
    return 0


@contextmanager
def _stoppable() -> Iterator[None]:
    """Lets Ctrl-C end the process: the engine does not come back to Python before it is done."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def render(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, form: str | None) -> str:
    """The result as text. Raises :class:`AscnKgError` where the form does not fit the kind of query."""
    import pyoxigraph as ox

    if isinstance(result, ox.QueryTriples):
        if form not in (None, *_OF_TRIPLES):
            raise AscnKgError(f"CONSTRUCT and DESCRIBE give triples, not rows: use --format turtle or nt, not {form}.")
        from ascn_kg.export.formats import text_of

        return text_of(result, "nt" if form == "nt" else "ttl")
    if form in _OF_TRIPLES:
        raise AscnKgError(f"SELECT and ASK give rows, not triples: use --format {', '.join(_OF_ROWS)}, not {form}.")
    if form in (None, "table"):
        return _table(result)
    formats = {
        "csv": ox.QueryResultsFormat.CSV,
        "tsv": ox.QueryResultsFormat.TSV,
        "json": ox.QueryResultsFormat.JSON,
        "xml": ox.QueryResultsFormat.XML,
    }
    if isinstance(result, ox.QueryBoolean) and form in ("csv", "tsv"):
        return "true\n" if result else "false\n"  # SPARQL defines no CSV or TSV for ASK
    content = result.serialize(format=formats[form or "csv"])
    text = (content or b"").decode()
    return text if text.endswith("\n") else text + "\n"


def _table(result: ox.QuerySolutions | ox.QueryBoolean) -> str:
    import pyoxigraph as ox

    from ascn_kg.namespaces import shrink

    if isinstance(result, ox.QueryBoolean):
        return "yes\n" if result else "no\n"

    def shown(term: object) -> str:
        if isinstance(term, ox.NamedNode):
            return shrink(term.value)
        text = term.value if isinstance(term, ox.Literal) else "" if term is None else str(term)
        return " ".join(text.split())

    header = [variable.value for variable in result.variables]
    rows = [[shown(value) for value in solution] for solution in result]
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    lines = [header, ["-" * width for width in widths], *rows]
    text = "\n".join("  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)).rstrip() for line in lines)
    return f"{text}\n\n{len(rows)} {'row' if len(rows) == 1 else 'rows'}\n"


def _read(name: str) -> str:
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise AscnKgError(f"{name}: cannot be read: {error.strerror}. Name a file that holds a SPARQL query.") from None
    except UnicodeDecodeError:
        raise AscnKgError(f"{_shown(name)}: not UTF-8 text. Save the query as UTF-8.") from None


def _shown(name: str) -> str:
    return "standard input" if name == "-" else name
