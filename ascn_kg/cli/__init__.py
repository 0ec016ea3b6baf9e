"""The command line: ``ascn-kg COMMAND …``, one module per command.

A command's module has ``add(subparsers)``, which describes its options, and ``run(args) -> int``, which returns the
exit code: 0 fine, 1 findings, 2 trouble. Only the module of the command given is imported, so that a command starts
without paying for the others.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import io
import os
import signal
import sys
from collections.abc import Sequence
from types import ModuleType

from ascn_kg import __version__
from ascn_kg.errors import AscnKgError
from ascn_kg.spelling import near_matches
from ascn_kg.terminal import terminal_width

COMMANDS = ("ask", "query", "stats", "validate", "why", "cite", "verify", "export", "site", "serve", "push", "run")
TROUBLE = 2
INTERRUPTED = 130
BROKEN_PIPE = 141
TERMINATED = 143

_DESCRIPTION = "The ASEAN Smart Cities Network as a knowledge graph: every answer cites its documents."
_EXAMPLES = """\
examples:
  ascn-kg ask                                        list the saved questions
  ascn-kg ask cities-joined-after --year 2018        a cited answer
  ascn-kg validate                                   check ontology and data
  ascn-kg export build/                              write the graph in six formats and as tables

"ascn-kg COMMAND --help" says more about a command.
Exit codes: 0 fine, 1 findings, 2 trouble."""


class _Parser(argparse.ArgumentParser):
    """Keeps the line breaks of help texts; takes no abbreviations, as a question's parameters are options too."""

    def __init__(self, **options: object) -> None:
        options.setdefault("formatter_class", _help)
        options.setdefault("allow_abbrev", False)
        super().__init__(**options)  # type: ignore[arg-type]


def _help(prog: str) -> argparse.HelpFormatter:
    return argparse.RawDescriptionHelpFormatter(prog, width=terminal_width() - 2)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Prints trouble as one sentence on standard error."""
    words = list(sys.argv[1:] if argv is None else argv)
    _open_closed_streams()
    _accept_any_letter()
    if argv is None:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # so that what is half written is removed
    try:
        code = _run(words)
        sys.stdout.flush()
        return code
    except SystemExit as stop:  # argparse has printed help, the version or an error
        return stop.code if isinstance(stop.code, int) else TROUBLE
    except AscnKgError as error:
        return _complain(str(error))
    except KeyboardInterrupt:
        print("ascn-kg: stopped.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except OSError as error:
        return _complain(_in_words(error))


def _run(words: list[str]) -> int:
    if not words:
        words = ["--help"]
    if words[0] not in COMMANDS and not words[0].startswith("-"):
        near = near_matches(words[0], COMMANDS, 1)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise AscnKgError(f"there is no command {words[0]!r}. {hint}The commands are {', '.join(COMMANDS)}.")
    if words[0] == "--root":
        raise AscnKgError("--root stands after the command: ascn-kg ask --root DIR.")
    chosen = COMMANDS if words[0] in ("-h", "--help") else [word for word in words[:1] if word in COMMANDS]
    parser, modules = _build(chosen)
    args, rest = parser.parse_known_args(words)
    if rest and not getattr(args, "takes_rest", False):
        parser.error(f"cannot use {' '.join(rest)}; see ascn-kg {words[0]} --help")
    args.rest = rest
    code: int = modules[args.command].run(args)
    return code


def _build(chosen: Sequence[str]) -> tuple[argparse.ArgumentParser, dict[str, ModuleType]]:
    parser = _Parser(prog="ascn-kg", description=_DESCRIPTION, epilog=_EXAMPLES)
    parser.add_argument(
        "--version", action="version", version=f"ascn-kg {__version__}", help="show the version and stop"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, title="commands")
    modules = {name: importlib.import_module(f"ascn_kg.cli.{name}") for name in chosen}
    for module in modules.values():
        module.add(commands)
    return parser, modules


def _open_closed_streams() -> None:
    """A stream that the caller closed is None; nobody reads what goes there."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def _accept_any_letter() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() not in ("utf-8", "utf8"):
            stream.reconfigure(errors="replace")


def _complain(message: str) -> int:
    print(f"ascn-kg: {message}", file=sys.stderr)
    return TROUBLE


def _in_words(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename is not None else ""
    if error.errno == errno.ENOSPC:
        return f"{where}the disk is full. Make room and try again; nothing was left half written."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{where}not allowed to read or write here. Check the permissions, or choose another place."
    return f"{where}{error.strerror or error}."
