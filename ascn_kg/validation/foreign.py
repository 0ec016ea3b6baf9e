"""Checks other people's graphs: their shapes over their data and ontology, ours left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError, UnsupportedAxiomError
from ascn_kg.findings import Finding, Region, Related
from ascn_kg.graph import Graph, TurtleFile, graph_of, read_foreign
from ascn_kg.locations import Locations, turtle_below
from ascn_kg.namespaces import OWL, RDF
from ascn_kg.turtle import Positions
from ascn_kg.validation.consistency import Closure, clash_findings
from ascn_kg.validation.places import Places
from ascn_kg.validation.shacl import Engine, Note, run_shapes
from ascn_kg.validation.shapes import ShapesGraph

_PREFIX = re.compile(r"^[ \t]*@?prefix[ \t]+([^\s:]*):[ \t]*<([^<>\s]+)>", re.IGNORECASE | re.MULTILINE)
_READ = (".ttl", ".nt")
_IMPORTS, _ONTOLOGY, _TYPE = (ox.NamedNode(iri) for iri in (OWL + "imports", OWL + "Ontology", RDF + "type"))
# Of axioms that cannot be reasoned over, how many a note names.
_FEW = 5


def files_of(paths: Sequence[Path]) -> list[Path]:
    """The files the paths name; of a folder, those in Turtle and N-Triples. Raises :class:`AscnKgError`."""
    files: list[Path] = []
    for path in paths:
        inside = turtle_below(path, _READ) if path.is_dir() else [path]
        if not inside:
            raise AscnKgError(f"{path}: no Turtle or N-Triples file (*.ttl, *.nt) in this folder. Name another.")
        if not path.exists():
            raise AscnKgError(f"{path}: there is no such file or folder. Check the spelling.")
        files += inside
    return list(dict.fromkeys(files))


def prefixes_of(paths: Sequence[Path]) -> dict[str, str]:
    """The prefixes that the files declare, to show names by; of several addresses for one, the first."""
    prefixes: dict[str, str] = {}
    for path in files_of(paths):
        try:
            text = path.read_bytes().decode(errors="replace")
        except OSError:
            continue  # which loading will tell
        for prefix, address in _PREFIX.findall(text):
            if address not in prefixes.values():
                prefixes.setdefault(prefix, address)
    return prefixes


def load_foreign(
    data: Sequence[Path], shapes: Sequence[Path], ontology: Sequence[Path], locations: Locations
) -> tuple[Graph, list[Finding]]:
    """The graph of these files, and notes on what of them is left out.

    Where no shapes are named, they are looked for in all files, as SHACL lets data carry their own. Raises
    :class:`LoadError` where a file cannot be read, :class:`AscnKgError` where there is nothing to check.
    """
    stated = files_of([*ontology, *data])
    rules = files_of(shapes) if shapes else stated
    if not stated:
        raise AscnKgError("there is nothing to check. Name files with data after the options.")
    sources = read_foreign(stated, rules, locations)
    graph = sources.graph()
    quads = [*graph.shapes, *graph.statements] if rules != stated else [*graph.statements]
    return graph, list(_imports(quads, {file.graph: file for file in sources.files}))


def check_foreign(
    graph: Graph,
    close: Callable[[Graph], Closure],
    locations: Locations,
    *,
    engine: Engine = "ascn",
    note: Note = lambda _: None,
) -> list[Finding]:
    """What breaks their shapes, and where reasoning contradicts itself; notes where one of the two is not done."""
    places = Places(graph, locations)
    findings = run_shapes(graph, places, engine, note) if ShapesGraph(graph.shapes).targeting else [_no_shapes()]
    try:
        findings += clash_findings(close(graph).clashes, graph, locations)
    except UnsupportedAxiomError as error:
        findings.append(_outside(error.findings))
    except AscnKgError as error:
        findings.append(_not_closed(str(error)))
    return sorted(findings, key=lambda finding: finding.sort_key)


def _no_shapes() -> Finding:
    return _note_of(
        "shacl:none",
        (
            "no shape says whom it concerns, so nothing was checked by SHACL.",
            "Name files with shapes: --shapes FILE. A shape needs a target, such as sh:targetClass.",
        ),
        (
            "tidak ada shape yang menyebut sasarannya, jadi tidak ada yang diperiksa dengan SHACL.",
            "Sebutkan berkas berisi shape: --shapes BERKAS. Shape memerlukan sasaran, misalnya sh:targetClass.",
        ),
    )


def _outside(axioms: Sequence[Finding]) -> Finding:
    """The note that axioms outside of OWL 2 RL kept us from reasoning, with the first few of them."""
    finding = _note_of(
        "owl:profile",
        (
            f"whether the data contradict the ontology was not checked: axioms outside of OWL 2 RL: {len(axioms)}.",
            "The shapes were checked all the same.",
        ),
        (
            f"pertentangan data dengan ontologi tidak diperiksa: aksioma di luar OWL 2 RL: {len(axioms)}.",
            "Shape tetap diperiksa.",
        ),
        axioms[0].at,
    )
    related = tuple(Related(each.at, each.messages) for each in axioms[:_FEW] if each.at)
    return Finding(finding.rule, "info", finding.messages, hints=finding.hints, at=finding.at, related=related)


def _not_closed(reason: str) -> Finding:
    return _note_of(
        "owl:profile",
        (
            f"whether the data contradict the ontology was not checked: {reason}",
            "The shapes were checked all the same.",
        ),
        (f"pertentangan data dengan ontologi tidak diperiksa: {reason}", "Shape tetap diperiksa."),
    )


def _imports(quads: Sequence[ox.Quad], files: dict[str, TurtleFile]) -> Iterator[Finding]:
    """A note for each ontology that a file imports and none of the files is."""
    here = {quad.subject for quad in quads if quad.predicate == _TYPE and quad.object == _ONTOLOGY}
    for name in sorted({graph_of(quad) for quad in quads if quad.predicate == _IMPORTS}):
        file = files[name]
        positions = Positions(file.turtle.decode())
        for number, position in enumerate(positions):
            if position.predicate == _IMPORTS and position.object not in here:
                start, end = positions.span(number, 2)
                yield _note_of(
                    "owl:imports",
                    (
                        f"<{position.object.value}> is not fetched: imports are not followed.",
                        "Where it matters, download it and name it: --ontology FILE, or --shapes FILE.",
                    ),
                    (
                        f"<{position.object.value}> tidak diambil: impor tidak diikuti.",
                        "Bila perlu, unduh lalu sebutkan: --ontology BERKAS, atau --shapes BERKAS.",
                    ),
                    Region(file.shown.as_posix(), *start, *end),
                )


def _note_of(rule: str, en: tuple[str, str], indonesian: tuple[str, str], at: Region | None = None) -> Finding:
    """A note with a hint in each language."""
    return Finding(
        rule,
        "info",
        messages=(("en", en[0]), ("id", indonesian[0])),
        hints=(("en", en[1]), ("id", indonesian[1])),
        at=at,
    )
