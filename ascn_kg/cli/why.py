"""``ascn-kg why``: the proof of one triple, down to the documents; or what is missing for it to hold."""

from __future__ import annotations

import argparse
import sys

from ascn_kg.cli.common import add_index, add_root, load_for

FINE, NOT_KNOWN = 0, 1
FORMATS = ("text", "json", "turtle")
MOST_PROOFS = 20

_DESCRIPTION = """\
Explain one triple. Of one that is inferred: each rule used, the axiom it comes from, and the statements it rests on,
with file, line and cited passages. Of one that is stated: where. Of one that is not known: what is missing."""

_EPILOG = """\
examples:
  ascn-kg why Banyuwangi everMemberOf ASCN
  ascn-kg why Banyuwangi "pernah menjadi anggota" ASCN --lang id
  ascn-kg why city:banyuwangi a ascn:Actor --all
  ascn-kg why source:gnfi-2024 ascn:publisher organization:gnfi --format json

A thing may be given by its name in either language, a slug or a prefixed name; a property by its label, local name
or prefixed name; a literal as it is, or in quotes with its language or datatype: '"2018"^^xsd:gYear'.
Exit codes: 0 it holds, 1 it is not known, 2 trouble."""


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command's options."""
    parser = subparsers.add_parser(
        "why", help="explain why something holds, or why not", description=_DESCRIPTION, epilog=_EPILOG
    )
    parser.add_argument("subject", metavar="SUBJECT", help="a thing, such as Banyuwangi or city:banyuwangi")
    parser.add_argument("predicate", metavar="PREDICATE", help="a property, such as everMemberOf; a for the type")
    parser.add_argument("object", metavar="OBJECT", help="a thing or a literal")
    parser.add_argument(
        "--all",
        action="store_true",
        help=f"show other proofs, too: up to {MOST_PROOFS}, none of which needs all that another one needs",
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="form of the explanation (default: text)")
    parser.add_argument("--lang", choices=("en", "id"), default="en", help="language of the words (default: en)")
    add_root(parser)
    add_index(parser)


def run(args: argparse.Namespace) -> int:
    """Print the explanation; 1 where the triple is not known."""
    from ascn_kg.rendering.proof import render_explanation
    from ascn_kg.why import ABSENT

    knowledge = load_for(args)
    if knowledge.clashes:
        print("ascn-kg: the data contradict the ontology; see ascn-kg validate.", file=sys.stderr)
    limit = MOST_PROOFS if args.all else 1
    explanation = knowledge.why(args.subject, args.predicate, args.object, lang=args.lang, limit=limit)
    sys.stdout.write(render_explanation(explanation, knowledge.labels, args.format))
    return NOT_KNOWN if explanation.verdict == ABSENT else FINE
