"""The Turtle of this repository has one layout, so that an added fact is a one-line difference.

Each check is a function from a text to its faults. It runs over every file of ontology/ and data/, and over a small
text that must fail it: a check that can never fire checks nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from ascn_kg.namespaces import BASE, PREFIXES
from tests.conftest import ROOT

FILES = sorted(path for folder in ("ontology", "data") for path in (ROOT / folder).rglob("*.ttl"))
EVIDENCE = [path for path in FILES if path.parent.name == "evidence"]
BLOCKS = [path for path in FILES if path not in EVIDENCE]

Check = Callable[[str], list[str]]

_PREFIX = re.compile(r"@prefix ([a-z]*): <([^>]*)> \.")
# What is no name: comments, IRIs and strings, in the order in which a Turtle reader meets them.
_NO_NAME = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|<[^>\s]*>|#[^\n]*', re.DOTALL)
_USED = re.compile(r"(?<![\w:@])([a-z]+):")
_SUBJECT = re.compile(r"(?:[a-z]+:\S+|<[^>]*>|\[\])")
_PREDICATE = re.compile(r"    (?:a|[a-z]+:\S+)(?: \S.*)?$")
_NODE = re.compile(r"((?:evidence|omission):(\S+)) a ascn:(?:Evidence|Omission) ; .* \.")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def prefixes_of(text: str) -> list[tuple[str, str]]:
    return [match.groups() for line in text.splitlines() if (match := _PREFIX.fullmatch(line))]  # type: ignore[misc]


def bare(text: str) -> str:
    """The text without strings, IRIs and comments, its lines kept."""
    return _NO_NAME.sub(lambda match: '"' + "\n" * match[0].count("\n"), text)


# The checks of every file


def raw_faults(text: str) -> list[str]:
    faults = ["a byte order mark"] if text.startswith("\ufeff") else []
    faults += ["a carriage return"] if "\r" in text else []
    faults += ["no newline at the end"] if not text.endswith("\n") else []
    faults += ["an empty line at the end"] if text.endswith("\n\n") else []
    for number, line in enumerate(text.split("\n"), start=1):
        faults += [f"line {number}: a tab"] if "\t" in line else []
        faults += [f"line {number}: a space at its end"] if line.endswith((" ", "\t")) else []
    return faults


def header_faults(text: str) -> list[str]:
    """Comments may come first, then all prefixes in one run; ``@base`` and SPARQL's PREFIX are not our way."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    seen = [number for number, line in enumerate(lines) if line.startswith("@prefix")]
    before = [line for line in lines[: seen[0]] if line] if seen else ["no prefix"]
    apart = bool(seen) and seen != list(range(seen[0], seen[0] + len(seen)))
    odd = [line for line in lines if re.match(r"\s*(@base|base|prefix)\b", line, re.IGNORECASE)]
    odd += [lines[number] for number in seen if not _PREFIX.fullmatch(lines[number])]
    return [f"before the prefixes: {line}" for line in before] + ["prefixes apart"] * apart + odd


def order_faults(text: str) -> list[str]:
    """Our own prefixes first, each part by the alphabet."""
    found = prefixes_of(text)
    wanted = sorted(found, key=lambda item: (not item[1].startswith(BASE), item[0]))
    return [
        f"{is_[0]}: stands where {should[0]}: should"
        for is_, should in zip(found, wanted, strict=True)
        if is_ != should
    ]


def redefined_faults(text: str) -> list[str]:
    found = prefixes_of(text)
    names = [prefix for prefix, count in Counter(prefix for prefix, _ in found).items() if count > 1]
    return names + [address for address, count in Counter(address for _, address in found).items() if count > 1]


def unused_faults(text: str) -> list[str]:
    body = "\n".join(line for line in text.splitlines() if not line.startswith("@prefix"))
    used = set(_USED.findall(bare(body)))
    return [prefix for prefix, _ in prefixes_of(text) if prefix not in used]


def address_faults(text: str) -> list[str]:
    known = [(prefix, address) for prefix, address in prefixes_of(text) if prefix in PREFIXES]
    ours = [prefix for prefix, address in prefixes_of(text) if address.startswith(BASE) and prefix not in PREFIXES]
    return ours + [f"{prefix}: is {PREFIXES[prefix]}" for prefix, address in known if PREFIXES[prefix] != address]


# The checks of files in blocks


def blocks_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """The line number and the lines of each block; empty lines part blocks."""
    block: list[str] = []
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line and not line.startswith(("#", "@prefix")):
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def block_faults(text: str) -> list[str]:
    """A subject alone on its line, each predicate on its own, a lone closing dot."""
    faults = []
    for start, block in blocks_of(text):
        if not _SUBJECT.fullmatch(block[0]):
            faults.append(f"line {start}: not a subject alone: {block[0]}")
        if block[-1] != "    .":
            faults.append(f"line {start}: not closed by a lone dot")
        faults += [f"line {start + n}: a dot within" for n, line in enumerate(block[1:-1], 1) if line == "    ."]
        faults += [f"line {start + n}: a second subject" for n, line in enumerate(block[1:], 1) if line[:1] != " "]
    return faults


def predicate_faults(text: str) -> list[str]:
    """One predicate a line, its objects beside it where there is one, below it where there are more."""
    faults = []
    for _, block in blocks_of(without_strings(text)):
        for line in block[1:-1]:
            depth = len(line) - len(line.lstrip(" "))
            closing = line.strip() in ("] ;", ") ;")
            faults += [f"indented by {depth}: {line}"] if depth % 4 else []
            faults += (
                [f"not one predicate: {line}"] if depth == 4 and not closing and not _PREDICATE.match(line) else []
            )
            faults += [f"two predicates or objects on one line: {line}"] if re.search(r" [;,] ", line) else []
        if len(block) > 2 and not block[-2].endswith(" ;"):
            faults.append(f"no closing semicolon, so an added line changes two: {block[-2]}")
    return faults


def without_strings(text: str) -> str:
    """The text with every string emptied, long ones drawn into one line."""
    return _NO_NAME.sub(lambda match: '""' if match[0].startswith('"') else match[0], text)


def repeated_faults(text: str) -> list[str]:
    """No two blocks for one subject."""
    subjects = Counter(block[0].split(" ", 1)[0] for _, block in blocks_of(text))
    return [subject for subject, count in subjects.items() if count > 1 and subject != "[]"]


# The checks of files of evidence


def one_line_faults(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if line and not line.startswith(("#", "@prefix"))]
    return [line for line in lines if not _NODE.fullmatch(line)]


def comment_faults(text: str) -> list[str]:
    return [] if text.startswith("# ") else ["no comment at the top that says what the file holds"]


def sorting_key(line: str) -> tuple[int, int, str]:
    spans = re.search(r"ascn:start (\d+) ; ascn:end (\d+)", line)
    page = re.search(r"ascn:page (\d+)", line)
    if spans:
        return int(spans[1]), int(spans[2]), line
    return (int(page[1]) if page else 0), 0, line


def sorting_faults(text: str) -> list[str]:
    """By start, then end; where there is no span, by page, then by name."""
    nodes = [line for line in text.splitlines() if _NODE.fullmatch(line)]
    return [line[:80] for line, should in zip(nodes, sorted(nodes, key=sorting_key), strict=True) if line != should]


def repeated_line_faults(text: str) -> list[str]:
    nodes = Counter(match[1] for line in text.splitlines() if (match := _NODE.fullmatch(line)))
    return [node for node, count in nodes.items() if count > 1]


# The check over all files


def triples_of(text: str) -> set[tuple[str, str, str]]:
    """The triples without blank nodes, which no two files can share."""
    found = ((t.subject, t.predicate, t.object) for t in ox.parse(text, format=ox.RdfFormat.TURTLE))
    plain = (triple for triple in found if not any(isinstance(term, ox.BlankNode) for term in triple))
    return {(str(s), str(p), str(o)) for s, p, o in plain}


def shared_triples(texts: dict[str, str]) -> dict[str, list[str]]:
    homes: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for file, text in texts.items():
        for triple in triples_of(text):
            homes[triple].append(file)
    return {" ".join(triple): files for triple, files in homes.items() if len(files) > 1}


EVERYWHERE: list[Check] = [raw_faults, header_faults, order_faults, redefined_faults, unused_faults, address_faults]
IN_BLOCKS: list[Check] = [block_faults, predicate_faults, repeated_faults]
IN_EVIDENCE: list[Check] = [one_line_faults, comment_faults, sorting_faults, repeated_line_faults]

ASCN = "@prefix ascn: <https://w3id.org/ascn-kg/ontology#> .\n"
CITY = "@prefix city: <https://w3id.org/ascn-kg/id/city/> .\n"
EVID = "@prefix evidence: <https://w3id.org/ascn-kg/id/evidence/> .\n"
RDFS = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
HANOI = "\ncity:hanoi\n    a ascn:City ;\n    .\n"
LINE = "evidence:x-{0}-{1} a ascn:Evidence ; ascn:start {0} ; ascn:end {1} .\n"

GOOD = (
    "# Cities.\n\n" + ASCN + CITY + RDFS + "\n### Viet Nam\n"
    '\ncity:hanoi\n    a ascn:City ;\n    rdfs:label\n        "Hanoi; or , so"@en ,\n        "Hà Nội"@vi ;\n'
    "    ascn:about [\n        a ascn:Place ;\n    ] ;\n    .\n"
)
GOOD_EVIDENCE = "# Passages.\n\n" + ASCN + EVID + "\n" + LINE.format(5, 9) + LINE.format(10, 12)

TWINS: list[tuple[Check, str]] = [
    (raw_faults, "\ufeff" + GOOD),
    (raw_faults, GOOD.replace("\n", "\r\n")),
    (raw_faults, GOOD.rstrip("\n")),
    (raw_faults, GOOD + "\n"),
    (raw_faults, GOOD.replace("    a ascn:City", "\ta ascn:City")),
    (raw_faults, GOOD.replace("city:hanoi\n", "city:hanoi \n")),
    (header_faults, HANOI + ASCN + CITY),
    (header_faults, ASCN + HANOI + CITY),
    (header_faults, "@base <https://w3id.org/ascn-kg/> .\n" + GOOD),
    (header_faults, "PREFIX ascn: <https://w3id.org/ascn-kg/ontology#>\n" + CITY + HANOI),
    (header_faults, ASCN.replace(" .", ".") + CITY + HANOI),
    (order_faults, CITY + ASCN + HANOI),
    (order_faults, RDFS + ASCN + HANOI),
    (redefined_faults, ASCN + ASCN + HANOI),
    (redefined_faults, ASCN + ASCN.replace("ascn:", "ours:") + HANOI),
    (unused_faults, ASCN + CITY + RDFS + HANOI),
    (unused_faults, ASCN + CITY + RDFS + HANOI + "# rdfs:label\n"),
    (unused_faults, ASCN + CITY + RDFS + HANOI.replace("    .", '    ascn:gist "see rdfs:label"@en ;\n    .')),
    (address_faults, ASCN + CITY.replace("city/", "cities/") + HANOI),
    (address_faults, ASCN.replace("ascn:", "ours:")),
    (block_faults, ASCN + CITY + "\ncity:hanoi a ascn:City ;\n    .\n"),
    (block_faults, ASCN + CITY + "\ncity:hanoi\n    a ascn:City .\n"),
    (block_faults, ASCN + CITY + HANOI + HANOI.lstrip("\n")),
    (predicate_faults, ASCN + CITY + '\ncity:hanoi\n    a ascn:City ; ascn:gist "x"@en ;\n    .\n'),
    (predicate_faults, ASCN + CITY + "\ncity:hanoi\n    a ascn:City , ascn:Place ;\n    .\n"),
    (predicate_faults, ASCN + CITY + "\ncity:hanoi\n  a ascn:City ;\n    .\n"),
    (predicate_faults, ASCN + CITY + "\ncity:hanoi\n    a ascn:City\n    .\n"),
    (repeated_faults, ASCN + CITY + HANOI + HANOI.replace("a ascn:City", "ascn:gist 1")),
    (one_line_faults, "# Passages.\n" + ASCN + EVID + "\nevidence:x-5-9\n    a ascn:Evidence ;\n    .\n"),
    (comment_faults, ASCN + EVID + LINE.format(5, 9)),
    (sorting_faults, ASCN + EVID + LINE.format(10, 12) + LINE.format(5, 9)),
    (sorting_faults, ASCN + EVID + LINE.format(5, 12) + LINE.format(5, 9)),
    (repeated_line_faults, ASCN + EVID + LINE.format(5, 9) + LINE.format(5, 9).replace("end 9", "end 8")),
]


def check_name(check: Check) -> str:
    return check.__name__.removesuffix("_faults")


@pytest.mark.parametrize("check", EVERYWHERE, ids=check_name)
@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_file_has_our_layout(check: Check, path: Path) -> None:
    assert check(text_of(path)) == []


@pytest.mark.parametrize("check", IN_BLOCKS, ids=check_name)
@pytest.mark.parametrize("path", BLOCKS, ids=name)
def test_a_file_is_made_of_blocks(check: Check, path: Path) -> None:
    assert check(text_of(path)) == []


@pytest.mark.parametrize("check", IN_EVIDENCE, ids=check_name)
@pytest.mark.parametrize("path", EVIDENCE, ids=name)
def test_evidence_is_one_line_a_node(check: Check, path: Path) -> None:
    assert check(text_of(path)) == []


@pytest.mark.parametrize(("check", "text"), TWINS, ids=[check_name(check) for check, _ in TWINS])
def test_each_check_can_fail(check: Check, text: str) -> None:
    assert check(text) != []


def test_every_check_has_a_text_that_fails_it() -> None:
    assert {check for check, _ in TWINS} == {*EVERYWHERE, *IN_BLOCKS, *IN_EVIDENCE}


@pytest.mark.parametrize("check", [*EVERYWHERE, *IN_BLOCKS], ids=check_name)
def test_a_text_in_our_layout_passes(check: Check) -> None:
    assert check(GOOD) == []


@pytest.mark.parametrize("check", [*EVERYWHERE, *IN_EVIDENCE], ids=check_name)
def test_evidence_in_our_layout_passes(check: Check) -> None:
    assert check(GOOD_EVIDENCE) == []


def test_no_triple_stands_in_two_files() -> None:
    assert shared_triples({name(path): text_of(path) for path in FILES}) == {}


def test_a_triple_in_two_files_is_found() -> None:
    text = ASCN + CITY + HANOI
    assert list(shared_triples({"one.ttl": text, "two.ttl": text}).values()) == [["one.ttl", "two.ttl"]]
    assert shared_triples({"one.ttl": text, "two.ttl": text.replace("hanoi", "bangkok")}) == {}


def test_the_folders_hold_what_is_checked() -> None:
    assert len(BLOCKS) > 20
    assert len(EVIDENCE) > 4
