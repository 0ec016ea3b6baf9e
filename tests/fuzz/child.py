"""A process that reads hostile input and says what became of it; started by ``tests.fuzz.runner``, which kills it.

It has a limit of memory, and says which input it is at before it begins, so that a hang or a crash can be traced.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

from ascn_kg.errors import AscnKgError, FindingsError
from ascn_kg.evidence import verify
from ascn_kg.evidence.cite import cite
from ascn_kg.evidence.text import SourceText
from ascn_kg.findings import Finding, Region, render_text
from ascn_kg.graph import read_sources
from ascn_kg.locations import Locations, default_locations
from ascn_kg.questions.header import read_question
from ascn_kg.questions.lint import lint
from ascn_kg.reasoning import close
from ascn_kg.validation import check
from tests.fuzz.mutations import NASTY, broken

MEMORY = 3 << 30
LONGEST = 6_000
"""Of a real file, so many bytes at most are broken: whole blocks of it, behind its prefixes."""

Try = Callable[[Path, Random], None]


class _Faulty(Exception):
    """A finding that cannot be shown, or another promise that was not kept."""


def turtle(folder: Path, chance: Random) -> None:
    """A broken file of the data, added to the ontology: loaded, validated, closed, verified, the report printed."""
    root = default_locations()
    real = chance.choice(sorted(root.root.glob("data/**/*.ttl")) + sorted(root.root.glob("ontology/*.ttl")))
    path = folder / "broken.ttl"
    content = broken(_excerpt(real.read_bytes(), chance), chance)
    path.write_bytes(content)
    _load(root, path, content, folder)


def shapes(folder: Path, chance: Random) -> None:
    """Broken shapes and a broken ontology, over a little data."""
    root = default_locations()
    for name in ("ontology/shapes", "data", "queries"):
        (folder / name).mkdir(parents=True)
    rules = chance.choice(sorted(root.root.glob("ontology/shapes/*.ttl")))
    content = broken(_excerpt(rules.read_bytes(), chance), chance)
    path = folder / "ontology/shapes/broken.ttl"
    path.write_bytes(content)
    (folder / "ontology/shapes/prefixes.ttl").write_bytes((root.root / "ontology/shapes/prefixes.ttl").read_bytes())
    (folder / "ontology/ascn.ttl").write_bytes((root.root / "ontology/ascn.ttl").read_bytes())
    (folder / "data/cities.ttl").write_bytes((root.root / "data/nations.ttl").read_bytes())
    _load(Locations(folder), path, content, folder)


def question(folder: Path, chance: Random) -> None:
    """A broken question: read and linted."""
    real = chance.choice(sorted(default_locations().queries.glob("*.rq")))
    content = broken(real.read_bytes(), chance)
    path = folder / "broken.rq"
    path.write_bytes(content)
    try:
        found: Iterable[Finding | str] = lint(read_question(path))
    except FindingsError as error:
        found = error.findings
    _shown([each for each in found if isinstance(each, Finding)], path, content)


def citation(folder: Path, chance: Random) -> None:
    """Words looked for in a hostile text, some of which stand in it."""
    del folder
    alphabet = "ab \n\f\t.“\u0301é😀-'\"\\$^(["
    text = "".join(chance.choice(alphabet) for _ in range(chance.randint(0, 400))) * chance.choice((1, 1, 50))
    start = chance.randint(0, len(text))
    words = chance.choice(
        (text[start : start + chance.randint(0, 60)], chance.choice(NASTY).decode("utf-8", "replace"))
    )
    try:
        for each in cite(SourceText("made-up", text, chance.random() < 0.5), words, chance.choice((None, 0, 1, 7))):
            str(each.turtle)
    except AscnKgError:
        pass


TRIES: dict[str, Try] = {"turtle": turtle, "shapes": shapes, "question": question, "citation": citation}


def _load(root: Locations, path: Path, content: bytes, folder: Path) -> None:
    try:
        graph = read_sources(root, [path], only=True).graph()
        findings = check(graph, close, root)
    except FindingsError as error:
        _shown(error.findings, path, content)
        return
    _shown(findings, path, content)
    for report in verify(graph, folder):
        str(report.problems)


def _shown(findings: Iterable[Finding], path: Path, content: bytes) -> None:
    """Raises :class:`_Faulty` where a finding has a place outside its file; each is written as text, too."""
    text = content.decode("utf-8", "replace").removeprefix("\ufeff")
    listed = list(findings)
    for finding in listed:
        for region in (finding.at, *(each.at for each in finding.related)):
            if region is None or Path(region.file).name != path.name:
                continue
            # Whether a carriage return alone ends a line, tools do not agree.
            if not any(_inside(region, re.split(end, text)) for end in (r"\r\n?|\n", "\n")):
                raise _Faulty(f"{region} is not in the file: {finding.rule}: {finding.message('en')[:200]}")
    render_text(listed[:50])


def _inside(region: Region, lines: list[str]) -> bool:
    """Whether a region lies in a text of these lines; it may end behind the last character of one."""
    line, last = region.line or 1, region.end_line or region.line or 1
    if not 1 <= line <= last <= len(lines):
        return False
    ends = ((line, region.column or 1), (last, region.end_column or 1))
    return all(1 <= column <= len(lines[number - 1]) + 1 for number, column in ends)


def _excerpt(content: bytes, chance: Random) -> bytes:
    """The prefixes of a file and some of its blocks."""
    head, *blocks = content.split(b"\n\n")
    while blocks and b"@prefix" in blocks[0]:
        head += b"\n\n" + blocks.pop(0)
    chance.shuffle(blocks)
    kept = b""
    for block in blocks:
        if len(kept) + len(block) > LONGEST:
            break
        kept += b"\n\n" + block
    return head + kept + b"\n"


def main() -> None:
    """``child KIND SEED FIRST LAST``: a line of JSON before and after each input."""
    kind, seed, first, last = sys.argv[1], *map(int, sys.argv[2:5])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for number in range(first, last):
        _say(number, "begun")
        with tempfile.TemporaryDirectory() as name:
            try:
                TRIES[kind](Path(name), Random(f"{seed} {kind} {number}"))
            except AscnKgError:
                _say(number, "told")
            except BaseException as error:
                import traceback

                _say(number, "".join(traceback.format_exception(error))[-3000:])
            else:
                _say(number, "told")


def _say(number: int, what: str) -> None:
    print(json.dumps([number, what]), flush=True)


if __name__ == "__main__":
    main()
