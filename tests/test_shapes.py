"""Every rule of the shapes has twins: a small graph that keeps it, and one that breaks it and nothing else.

The twins stand in ``shapes/<Rule>.valid.ttl`` and ``shapes/<Rule>.invalid.ttl`` and point to the small world of
``shapes/context.ttl``; the prefixes are put before them here. All valid twins are validated in one run, all invalid
ones in another, and each finding is traced to its twin by its file: so things of two twins must not share a name.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from ascn_kg.findings import Finding
from ascn_kg.graph import Graph, load_graph
from ascn_kg.locations import Locations, default_locations
from ascn_kg.namespaces import BASE, OWL, PREFIXES, RDF, RDFS, SH, SHAPES, SKOS, TERMS, expand, shrink
from ascn_kg.validation import validate

TWINS = Path(__file__).parent / "shapes"
CONTEXT = "context"
HEADER = "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in PREFIXES.items())
PLACEHOLDERS = {"{label}", "{path}", "{value}"}

# A prefixed name in a message: not the scheme of an address, not the end of another word.
PREFIXED_NAME = re.compile(r"(?<![\w:/.-])([a-z]+:(?:[\w-]|\.(?=\w))*)")
# Names in messages that stand for one the reader has to write.
STANDS_FOR_ANOTHER = {
    "": "the bare prefix: a rule about names tells the reader which prefix to begin with",
    "short-name": "a rule about names shows the form of a name that does not exist yet",
    "nama-pendek": "the same in Indonesian",
}
MISSPELT = {
    "ascn:memeberCity": "shows a misspelt property, beside the right one",
    "ascn:Memebership": "shows a misspelt class, beside the right one",
}


@cache
def shapes() -> Graph:
    """The shapes as a graph of their own, to be looked things up in."""
    return Graph(statements=load_graph(default_locations(), only=True).shapes)


def with_predicate(name: str) -> list[ox.NamedNode]:
    found = {quad.subject for quad in shapes().statements if quad.predicate.value == SH + name}
    return sorted((node for node in found if isinstance(node, ox.NamedNode)), key=lambda node: node.value)


def local(node: ox.NamedNode) -> str:
    return node.value.removeprefix(SHAPES)


RULES = [local(node) for node in with_predicate("message")]
NAMED = [local(node) for node in with_predicate("name")]


def twin(rule: str, kind: str) -> Path:
    return TWINS / f"{rule}.{kind}.ttl"


@cache
def ontology_classes() -> tuple[str, ...]:
    """The classes of our own ontology."""
    statements = load_graph(default_locations(), only=True).statements
    return tuple(
        sorted(
            quad.subject.value
            for quad in statements
            if quad.predicate.value == RDF + "type"
            and quad.object == ox.NamedNode(OWL + "Class")
            and isinstance(quad.subject, ox.NamedNode)
            and quad.subject.value.startswith(TERMS)
        )
    )


@pytest.fixture(scope="session")
def findings_of(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list[Finding]]]:
    """kind ("valid" or "invalid") -> rule of the twin -> its findings."""
    return {kind: _run(kind, tmp_path_factory.mktemp(kind)) for kind in ("valid", "invalid")}


def _run(kind: str, folder: Path) -> dict[str, list[Finding]]:
    paths = [TWINS / f"{CONTEXT}.ttl", *sorted(TWINS.glob(f"*.{kind}.ttl"))]
    copies = []
    for path in paths:
        copy = folder / f"{path.name.split('.')[0]}.ttl"
        copy.write_text(HEADER + path.read_text(encoding="utf-8"), encoding="utf-8")
        copies.append(copy)
    root = default_locations()
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in validate(load_graph(root, copies, only=True), Locations(folder)):
        twins = {Path(file).stem for file in finding.files} - {CONTEXT}
        for rule in twins or {CONTEXT}:
            found[rule].append(finding)
    return found


def told(findings: list[Finding]) -> list[str]:
    """The findings in short, for the message of a failing test."""
    return [f"{finding.rule} {shrink(finding.focus)} {finding.value or ''}".strip() for finding in findings]


@pytest.mark.parametrize("rule", RULES)
def test_the_valid_twin_keeps_every_rule(rule: str, findings_of: dict[str, dict[str, list[Finding]]]) -> None:
    assert twin(rule, "valid").is_file(), f"write {twin(rule, 'valid')}: a small graph that keeps the rule"
    assert told(findings_of["valid"].get(rule, [])) == []


@pytest.mark.parametrize("rule", RULES)
def test_the_invalid_twin_breaks_this_rule_alone(rule: str, findings_of: dict[str, dict[str, list[Finding]]]) -> None:
    assert twin(rule, "invalid").is_file(), f"write {twin(rule, 'invalid')}: a small graph that breaks the rule"
    findings = findings_of["invalid"].get(rule, [])
    assert {finding.rule for finding in findings} == {f"shapes:{rule}"}, told(findings)


def test_each_invalid_twin_is_pointed_to_where_it_is_wrong(findings_of: dict[str, dict[str, list[Finding]]]) -> None:
    """``places_of_twins.tsv`` was read by people: rule, line and column in the twin, and the words that stand there."""
    with (Path(__file__).parent / "places_of_twins.tsv").open(encoding="utf-8") as table:
        expected = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = []
    for rule in sorted(RULES):
        lines = (HEADER + twin(rule, "invalid").read_text(encoding="utf-8")).split("\n")
        for finding in sorted(findings_of["invalid"][rule], key=lambda each: each.sort_key):
            at = finding.at
            assert at is not None, rule
            assert at.line is not None, rule
            assert (at.column, at.end_line) != (None, None), rule
            words = lines[at.line - 1][(at.column or 1) - 1 : (at.end_column or 0) - 1]
            place = {"line": str(at.line - HEADER.count("\n")), "column": str(at.column), "words": words}
            found.append({"rule": rule, **place})
    assert found == expected


def test_the_small_world_breaks_no_rule(findings_of: dict[str, dict[str, list[Finding]]]) -> None:
    ontology_and_context = told(findings_of["valid"].get(CONTEXT, []) + findings_of["invalid"].get(CONTEXT, []))
    assert ontology_and_context == []


def test_every_twin_belongs_to_a_rule() -> None:
    known = {f"{rule}.{kind}.ttl" for rule in RULES for kind in ("valid", "invalid")} | {f"{CONTEXT}.ttl"}
    assert {path.name for path in TWINS.iterdir()} - known == set()


@pytest.mark.parametrize("kind", ["valid", "invalid"])
def test_no_two_twins_describe_the_same_thing(kind: str) -> None:
    homes: dict[str, set[str]] = defaultdict(set)
    for path in sorted(TWINS.glob(f"*.{kind}.ttl")):
        text = HEADER + path.read_text(encoding="utf-8")
        for subject in {str(t.subject) for t in ox.parse(text, format=ox.RdfFormat.TURTLE)}:
            homes[subject].add(path.name)
    assert {subject: names for subject, names in homes.items() if len(names) > 1} == {}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_in_two_languages_what_to_do(rule: str) -> None:
    node = ox.NamedNode(SHAPES + rule)
    messages = [text for text in shapes().objects(node, SH + "message") if isinstance(text, ox.Literal)]
    assert sorted(text.language or "" for text in messages) == ["en", "id"]
    for text in messages:
        assert set(re.findall(r"{[^}]*}", text.value)) <= PLACEHOLDERS, text.value
        assert text.value.endswith("."), text.value
    severity = shapes().objects(node, SH + "severity")
    assert [str(term) for term in severity] in ([f"<{SH}Violation>"], [f"<{SH}Warning>"], [f"<{SH}Info>"])


@cache
def described() -> frozenset[str]:
    """Every subject of the real graph and of its shapes."""
    graph = load_graph(default_locations())
    subjects = {quad.subject for quad in (*graph.statements, *graph.shapes)}
    return frozenset(node.value for node in subjects if isinstance(node, ox.NamedNode))


def invented_names(message: str) -> list[str]:
    """The names of ours in a message that nothing describes: copied into the data they would break the next rule."""
    names = [name for name in PREFIXED_NAME.findall(message) if name.partition(":")[0] in PREFIXES]
    ours = [name for name in names if (expand(name) or "").startswith(BASE) and name not in MISSPELT]
    examples = [name for name in ours if name.partition(":")[2] not in STANDS_FOR_ANOTHER]
    return [name for name in examples if expand(name) not in described()]


@pytest.mark.parametrize("rule", RULES)
def test_the_examples_of_a_message_exist(rule: str) -> None:
    for text in shapes().objects(ox.NamedNode(SHAPES + rule), SH + "message"):
        assert isinstance(text, ox.Literal)
        assert invented_names(text.value) == []


def test_an_invented_example_is_found() -> None:
    assert invented_names("Name it, such as ascn:memberCity city:atlantis.") == ["city:atlantis"]
    assert invented_names("Use ascn:memberTown, such as city:hanoi.") == ["ascn:memberTown"]
    assert invented_names("Write city: and city:short-name, as https://city.example says.") == []


def test_every_placeholder_is_used() -> None:
    messages = [str(quad.object) for quad in shapes().statements if quad.predicate.value == SH + "message"]
    used = {name for message in messages for name in PREFIXED_NAME.findall(message)}
    assert set(MISSPELT) <= used
    assert set(STANDS_FOR_ANOTHER) <= {name.partition(":")[2] for name in used}


@pytest.mark.parametrize("rule", RULES)
def test_placeholders_are_words_of_the_language(rule: str) -> None:
    for text in shapes().objects(ox.NamedNode(SHAPES + rule), SH + "message"):
        assert isinstance(text, ox.Literal)
        assert ("nama-pendek" if text.language == "en" else "short-name") not in text.value


@pytest.mark.parametrize("shape", NAMED)
def test_a_shape_has_a_name_in_two_languages(shape: str) -> None:
    names = shapes().objects(ox.NamedNode(SHAPES + shape), SH + "name")
    assert sorted(str(term.language) for term in names if isinstance(term, ox.Literal)) == ["en", "id"]


def test_every_named_shape_is_a_rule_or_holds_rules() -> None:
    holders = {local(node) for node in with_predicate("property")}
    assert set(NAMED) == set(RULES) | holders
    held = {local(q.object) for q in shapes().statements if q.predicate.value == SH + "property"}  # type: ignore[arg-type]
    targets = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
    reached = held | {local(node) for target in targets for node in with_predicate(target)}
    assert set(NAMED) <= reached, "a shape without a target, which no other shape holds, can never fire"


@pytest.mark.parametrize("cls", ontology_classes(), ids=shrink)
def test_every_class_has_a_shape_of_its_own(cls: str) -> None:
    targeting = [
        quad.subject
        for quad in shapes().statements
        if quad.predicate.value == SH + "targetClass" and quad.object == ox.NamedNode(cls)
    ]
    own = [node for node in targeting if local(node) == shrink(cls).partition(":")[2]]  # type: ignore[arg-type]
    assert len(own) == 1, f"write a shape shapes:{shrink(cls).partition(':')[2]} with sh:targetClass {shrink(cls)}"
    assert shapes().objects(own[0], SH + "property")  # type: ignore[arg-type]


def test_no_shape_hides_its_message_in_an_unnamed_one() -> None:
    hidden = {SH + name for name in ("and", "node", "not", "or", "xone")}
    assert [str(quad) for quad in shapes().statements if quad.predicate.value in hidden] == []


def test_class_constraints_are_on_our_own_classes() -> None:
    named = {q.object.value for q in shapes().statements if q.predicate.value == SH + "class"}  # type: ignore[union-attr]
    assert named <= set(ontology_classes())


def test_targets_and_paths_are_terms_that_exist() -> None:
    statements = load_graph(default_locations(), only=True).statements
    known = {quad.subject.value for quad in statements if isinstance(quad.subject, ox.NamedNode)}
    known |= {RDF + "type", RDFS + "label", SKOS + "Concept", SKOS + "ConceptScheme"}
    used = {
        quad.object.value
        for quad in shapes().statements
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(TERMS)
    }
    assert used - known == set()


def test_every_term_is_used_by_a_shape() -> None:
    statements = load_graph(default_locations(), only=True).statements
    own = {
        q.subject.value
        for q in statements
        if q.predicate.value == TERMS + "answers" and isinstance(q.subject, ox.NamedNode)
    }
    triples = ((q.subject, q.predicate, q.object) for q in shapes().statements)
    used = {term.value for triple in triples for term in triple if isinstance(term, ox.NamedNode)}
    assert own - used == set()


def test_what_is_inferred_may_not_be_written() -> None:
    inferring = {OWL + "inverseOf", OWL + "propertyChainAxiom"}
    statements = load_graph(default_locations(), only=True).statements
    shortcuts = {q.subject for q in statements if q.predicate.value in inferring}
    forbidden = set(shapes().objects(ox.NamedNode(SHAPES + "InferredOnly"), SH + "targetSubjectsOf"))
    assert shortcuts - forbidden == set()


def test_dates_are_compared_only_after_their_datatype_is_checked() -> None:
    """pySHACL lets a day be compared with a month; the datatype rule is what catches that."""
    compared: set[str] = set()
    for node in with_predicate("lessThanOrEquals"):
        compared |= {str(t) for name in ("path", "lessThanOrEquals") for t in shapes().objects(node, SH + name)}
    typed = {
        str(path)
        for node in with_predicate("datatype")
        for path in shapes().objects(node, SH + "path")
        if ox.NamedNode("http://www.w3.org/2001/XMLSchema#date") in shapes().objects(node, SH + "datatype")
    }
    assert compared
    assert compared <= typed
