"""``ascn-kg ask``: list the saved questions, or answer one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ascn_kg.cli.common import add_index, add_login, add_root, auth_of, load_for, locations_of
from ascn_kg.errors import AscnKgError, NotFoundError
from ascn_kg.locations import Locations
from ascn_kg.spelling import near_matches

if TYPE_CHECKING:
    from ascn_kg.graph import Graph
    from ascn_kg.questions import Answer, Catalogue, Param, Question

FORMATS = ("table", "csv", "json", "turtle", "markdown")
LANGUAGES = ("en", "id")

_DESCRIPTION = """\
Answer a saved question, citing for every row the passages it rests on. Without a name, list the questions."""

_EPILOG = """\
examples:
  ascn-kg ask                                        list the questions
  ascn-kg ask cities-joined-after --help             what a question takes and shows
  ascn-kg ask cities-joined-after --year 2018        a cited answer
  ascn-kg ask cities-joined-after --format csv       the same for a spreadsheet; remarks go to standard error
  ascn-kg ask cities-joined-after --endpoint http://localhost:7878/query     the same of a SPARQL endpoint

A thing may be given by its name in either language, a variant of it, a slug or a prefixed name: --city "Ha Noi".
Exit codes: 0 fine, 2 trouble."""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command's options. Name and parameters of the question are read from what is left over."""
    parser = subparsers.add_parser(
        "ask",
        help="answer a saved question, or list them",
        usage="ascn-kg ask [NAME] [--PARAMETER VALUE …] [options]",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        add_help=False,
    )
    parser.add_argument(
        "-h", "--help", dest="wants_help", action="store_true", help="show this, or a question's parameters"
    )
    parser.add_argument("--format", default="table", metavar="FORMAT", help=f"{', '.join(FORMATS)} (default: table)")
    parser.add_argument("--lang", default="en", metavar="LANG", help="en or id (default: en)")
    parser.add_argument(
        "--texts", type=Path, metavar="DIR", help="also show the passages, from the source texts in this folder"
    )
    parser.add_argument(
        "--endpoint", metavar="URL", help="ask this SPARQL 1.1 endpoint, into which the graph was pushed"
    )
    add_login(parser)
    add_root(parser)
    add_index(parser)
    parser.set_defaults(run=run, takes_rest=True, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Print the list, a question's help, or an answer."""
    _check("--format", args.format, FORMATS)
    _check("--lang", args.lang, LANGUAGES)
    name, given = split_rest(args.rest)
    if name is None and args.wants_help:
        args.parser.print_help()
        return 0
    from ascn_kg.questions import Catalogue

    # An endpoint has the data: then nothing but the question's own file is read here.
    locations = Locations(args.root) if args.endpoint and args.root else locations_of(args)
    catalogue = Catalogue(locations.queries)
    if name is None:
        if given:
            raise AscnKgError(f"--{next(iter(given))} needs a question: ascn-kg ask NAME --{next(iter(given))} …")
        sys.stdout.write(listing(catalogue, args.lang))
        return 0
    question = catalogue.get(name)
    if args.wants_help:
        sys.stdout.write(question_help(question, args.lang))
        return 0
    _check_options(question, given, args.lang)
    from ascn_kg.rendering import render

    answer, graph = _asked_there(args, question, given) if args.endpoint else _asked_here(args, question, given)
    sys.stdout.write(render(answer, graph, args.format))
    if args.format == "csv":
        from ascn_kg.rendering.csv_rows import remarks

        sys.stdout.flush()
        sys.stderr.write(remarks(answer))
    return 0


def _asked_here(args: argparse.Namespace, question: Question, given: dict[str, str]) -> tuple[Answer, Graph]:
    """The answer of the graph in the files, and that graph."""
    from ascn_kg.questions import ask

    knowledge = load_for(args)
    if knowledge.clashes:
        print("ascn-kg: the data contradict the ontology; see ascn-kg validate.", file=sys.stderr)
    answer = ask(knowledge.graph, question, given, args.lang, labels=knowledge.labels, texts=args.texts)
    return answer, knowledge.graph


def _asked_there(args: argparse.Namespace, question: Question, given: dict[str, str]) -> tuple[Answer, Graph]:
    """The answer of an endpoint, and what of its graph was fetched to show it."""
    from ascn_kg.publish import Connection, Endpoint, ask_endpoint

    with Connection(auth_of(args), timeout=args.timeout) as connection:
        return ask_endpoint(Endpoint(args.endpoint, connection), question, given, args.lang, args.texts)


def split_rest(rest: list[str]) -> tuple[str | None, dict[str, str]]:
    """The question's name and its options from the words argparse did not know: every option takes one value."""
    name: str | None = None
    given: dict[str, str] = {}
    words = iter(rest)
    for word in words:
        if word.startswith("--") and len(word) > 2:
            option, equals, value = word[2:].partition("=")
            if not equals:
                following = next(words, None)
                if following is None or (following.startswith("--") and following[2:3].isalpha()):
                    raise AscnKgError(f"--{option} needs a value, as in --{option} VALUE.")
                value = following
            if option in given:
                raise AscnKgError(f"--{option} is given twice. Give it once.")
            given[option] = value
        elif name is None and not word.startswith("-"):
            name = word
        else:
            raise AscnKgError(f"cannot use {word!r}. Put a value of several words in quotes; options begin with --.")
    return name, given


def listing(catalogue: Catalogue, lang: str) -> str:
    """All questions under their first tag, with their summaries."""
    by_tag: dict[str, list[Question]] = {}
    for question in catalogue.questions.values():
        by_tag.setdefault(question.tags[0], []).append(question)
    lines = []
    for tag in sorted(by_tag):
        lines += [tag, *(f"  {question.name}\n      {question.summary[lang]}" for question in by_tag[tag]), ""]
    last = {
        "en": "{} questions. ascn-kg ask NAME --help shows what one takes.",
        "id": "{} pertanyaan. ascn-kg ask NAMA --help menampilkan parameternya.",
    }
    return "\n".join([*lines, last[lang].format(len(catalogue.names))]) + "\n"


def question_help(question: Question, lang: str) -> str:
    """Summary, parameters and columns of one question."""
    words = {
        "en": ("parameters", "columns", "default", "takes none", "any"),
        "id": ("parameter", "kolom", "bawaan", "tanpa parameter", "semua"),
    }[lang]
    options = " ".join(f"[{param.option} {_placeholder(param)}]" for param in question.params.values())
    lines = [f"ascn-kg ask {question.name} {options}".rstrip(), "", question.summary[lang], "", f"{words[0]}:"]
    for param in question.params.values():
        default = words[4] if param.default == "UNDEF" else param.default
        lines.append(f"  {param.option} {_placeholder(param)}  {param.help[lang]} ({words[2]}: {default})")
    if not question.params:
        lines.append(f"  {words[3]}")
    headings = ", ".join(column.heading(lang) for column in question.columns if column.kind == "shown")
    lines += ["", f"{words[1]}: {headings}"]
    if question.note:
        lines += ["", question.note[lang]]
    return "\n".join(lines) + "\n"


def _placeholder(param: Param) -> str:
    return param.type.partition(":")[2].upper() if param.type != "xsd:date" else "YYYY-MM-DD"


def _check_options(question: Question, given: dict[str, str], lang: str) -> None:
    from ascn_kg.questions.arguments import unknown_parameter

    for option in given:
        if option.replace("-", "_") not in question.params:
            near = near_matches(
                f"--{option}", ("--format", "--lang", "--texts", "--root", "--endpoint", "--no-cache"), 1, 0.7
            )
            close = near_matches(option.replace("-", "_"), question.params, 1, 0.5)
            if near and not close:
                raise NotFoundError(f"There is no option --{option}. Did you mean {near[0]}?")
            raise NotFoundError(unknown_parameter(question, option, lang))


def _check(option: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        near = near_matches(value, allowed, 1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise AscnKgError(f"{option} cannot be {value!r}.{hint} Choose one of {', '.join(allowed)}.")
