"""``ascn-kg stats``: what is in the graph."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ascn_kg.cli.common import add_index, add_root, load_for

if TYPE_CHECKING:
    from ascn_kg.knowledge import KnowledgeGraph
    from ascn_kg.labels import Labels
    from ascn_kg.stats import Stats

_WORDS = {
    "en": {
        "all": "In the graph",
        "files": "files",
        "asserted": "statements written down",
        "inferred": "statements that follow from them",
        "questions": "saved questions",
        "classes": "Things by class (sub-classes included)",
        "schemes": "Concepts by list",
        "sources": "By source: statements, passages, page references",
    },
    "id": {
        "all": "Isi graf",
        "files": "berkas",
        "asserted": "pernyataan tertulis",
        "inferred": "pernyataan yang disimpulkan",
        "questions": "pertanyaan tersimpan",
        "classes": "Isi menurut kelas (termasuk subkelas)",
        "schemes": "Konsep menurut daftar",
        "sources": "Menurut sumber: pernyataan, kutipan, rujukan halaman",
    },
}


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command's options."""
    parser = subparsers.add_parser(
        "stats",
        help="count what is in the graph",
        description="Count what is in the graph: statements, things by class, concepts by list, evidence by source.",
        epilog=(
            "examples:\n  ascn-kg stats\n  ascn-kg stats --lang id\n  ascn-kg stats --format json\n"
            "  ascn-kg stats --coverage    per city and source: what is known, verified, referenced, missing"
        ),
    )
    parser.add_argument(
        "--format", choices=("table", "json"), default="table", help="form of the counts (default: table)"
    )
    parser.add_argument(
        "--coverage",
        action="store_true",
        help="show for each city and source what is known, verified, referenced and missing",
    )
    parser.add_argument("--lang", choices=("en", "id"), default="en", help="language of the words (default: en)")
    add_index(parser)
    add_root(parser)


def run(args: argparse.Namespace) -> int:
    """Count and print."""
    from ascn_kg.stats import stats

    knowledge = load_for(args)
    if args.coverage:
        return _run_coverage(knowledge, args)
    counted = stats(knowledge.graph)
    questions = len(knowledge.questions)
    if args.format == "json":
        print(json.dumps(_as_json(counted, questions, knowledge.labels, args.lang), ensure_ascii=False, indent=2))
    else:
        print(_as_text(counted, questions, knowledge.labels, args.lang))
    return 0


def _run_coverage(knowledge: KnowledgeGraph, args: argparse.Namespace) -> int:
    from ascn_kg.cli.coverage import as_json, as_text
    from ascn_kg.coverage import coverage

    found = coverage(knowledge.graph)
    if args.format == "json":
        print(json.dumps(as_json(found, knowledge.labels, args.lang), ensure_ascii=False, indent=2))
    else:
        print(as_text(found, knowledge.labels, args.lang))
    return 0


def _as_json(counted: Stats, questions: int, labels: Labels, lang: str) -> dict[str, object]:
    def named(counts: dict[str, int]) -> list[dict[str, object]]:
        return [{"iri": iri, "label": labels.label(iri, lang), "count": count} for iri, count in counts.items()]

    return {
        "files": counted.files,
        "asserted": counted.asserted,
        "inferred": counted.inferred,
        "questions": questions,
        "classes": named(counted.classes),
        "schemes": named(counted.schemes),
        "sources": [
            {
                "iri": source.source,
                "label": labels.label(source.source, lang),
                "statements": source.statements,
                "spans": source.spans,
                "references": source.references,
            }
            for source in counted.sources
        ],
    }


def _as_text(counted: Stats, questions: int, labels: Labels, lang: str) -> str:
    words = _WORDS[lang]

    def named(counts: dict[str, int]) -> list[tuple[object, ...]]:
        rows = [(labels.label(iri, lang), count) for iri, count in counts.items()]
        return [(count, label) for label, count in sorted(rows, key=lambda row: (-row[1], row[0]))]

    from ascn_kg.namespaces import shrink

    totals: list[tuple[object, ...]] = [
        (counted.files, words["files"]),
        (counted.asserted, words["asserted"]),
        (counted.inferred, words["inferred"]),
        (questions, words["questions"]),
    ]
    sources = [
        (
            source.statements,
            source.spans,
            source.references,
            f"{shrink(source.source)}  {labels.label(source.source, lang)}",
        )
        for source in counted.sources
    ]
    blocks = [
        _block(words["all"], totals),
        _block(words["classes"], named(counted.classes)),
        _block(words["schemes"], named(counted.schemes)),
        _block(words["sources"], sources),
    ]
    return "\n\n".join(blocks)


def _block(title: str, rows: Sequence[tuple[object, ...]]) -> str:
    """A title and, indented below it, rows of numbers (to the right) with a name last."""
    lines = [f"  {' '.join(f'{n:>6}' for n in numbers)}  {name}" for *numbers, name in rows]
    return "\n".join([title, *lines])
