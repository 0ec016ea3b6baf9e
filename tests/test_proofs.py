"""Every proof is right, rests on what is stated, and is the shortest there is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ascn_kg.errors import AscnKgError, UnsupportedAxiomError
from ascn_kg.graph import Graph
from ascn_kg.reasoning.engine import Entailment, entail
from ascn_kg.reasoning.facts import Facts
from ascn_kg.reasoning.instances import Rules, matches, unify
from ascn_kg.reasoning.nearest import Miss, nearest
from ascn_kg.reasoning.proofs import LONGER, Found, Proof, Proofs
from tests.proof_checker import Checker, Fact, FaultyProofError

HEAD = """
@prefix : <http://e.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


class World:
    """A graph, what follows from it, and the search for proofs over both."""

    def __init__(self, graph: Graph, work: int | None = None) -> None:
        self.graph, self.terms = graph, graph.terms
        self.entailment: Entailment = entail(graph)
        self.stated = set(graph.reasoned_over())
        self.facts = Facts(graph.terms, graph.reasoned_over(), self.entailment.derived)
        self.rules = Rules(self.entailment.program, self.facts)
        self.proofs = Proofs(self.facts, self.rules) if work is None else Proofs(self.facts, self.rules, work)
        self.checker = Checker(graph.terms, self.stated)

    @property
    def derived(self) -> Iterator[Fact]:
        for key, rows in self.entailment.derived.items():
            for row in rows:
                yield (row[0], self.facts.type, ~key) if key < 0 else (row[0], key, row[1])

    def fact(self, text: str) -> Fact:
        [quad] = ox.parse(f"{HEAD} {text} .", format=ox.RdfFormat.TURTLE)
        number = self.terms.number
        return number(quad.subject), number(quad.predicate), number(quad.object)

    def of(self, text: str, limit: int = 1) -> Found:
        found = self.proofs.of(self.fact(text), limit)
        for proof in found.proofs:
            self.checker.check(proof)
        return found

    def miss(self, text: str) -> Miss | None:
        return nearest(self.facts, self.rules, self.fact(text))


def world(turtle: str, work: int | None = None) -> World:
    return World(Graph(list(ox.parse(HEAD + turtle, format=ox.RdfFormat.TURTLE))), work)


def rules_of(proof: Proof) -> list[str]:
    """The names of the rules of a proof, from the top."""
    below = [name for premise in proof.premises for name in rules_of(premise)]
    return [proof.rule.name, *below] if proof.rule else below


@pytest.fixture(scope="module")
def real(asserted: Graph) -> World:
    return World(asserted)


def test_every_inferred_triple_of_the_real_graph_is_proved(real: World) -> None:
    derived = list(real.derived)
    assert len(derived) > 3000
    for fact in derived:
        found = real.proofs.of(fact)
        assert found.surely_shortest
        [proof] = found.proofs
        real.checker.check(proof)


def test_all_proofs_of_the_real_graph_are_right_and_none_needs_all_that_another_needs(real: World) -> None:
    complete = 0
    for fact in list(real.derived)[::7]:
        found = real.proofs.of(fact, 20)
        for number, proof in enumerate(found.proofs):
            real.checker.check(proof)
            assert not any(other.stated <= proof.stated for other in found.proofs[:number])
        assert [proof.steps for proof in found.proofs] == sorted(proof.steps for proof in found.proofs)
        complete += found.all
    assert complete > 300


# What is stated, the triple asked about, the rules of its shortest proof from the top.
CHAINS = [
    (":p a owl:TransitiveProperty . :a :p :b . :b :p :c .", ":a :p :c", ["prp-trp"]),
    (":p a owl:TransitiveProperty . :a :p :b . :b :p :c . :c :p :d .", ":a :p :d", ["prp-trp"] * 2),
    (
        ":p a owl:TransitiveProperty , owl:SymmetricProperty . :a :p :b . :c :p :b .",
        ":a :p :c",
        ["prp-trp", "prp-symp"],
    ),
    (":p a owl:TransitiveProperty , owl:SymmetricProperty . :a :p :b .", ":a :p :a", ["prp-trp", "prp-symp"]),
    (":p owl:inverseOf :q . :q owl:inverseOf :p . :a :p :b .", ":b :q :a", ["prp-inv1"]),
    (":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p . :a :p :b .", ":a :q :b", ["prp-spo1"]),
    (":p owl:propertyChainAxiom ( :q :p ) . :a :q :b . :b :q :c . :c :p :d .", ":a :p :d", ["prp-spo2"] * 2),
    (":p owl:propertyChainAxiom ( :q :r :q ) . :a :q :a ; :r :a .", ":a :p :a", ["prp-spo2"]),
    (":C rdfs:subClassOf :D . :D rdfs:subClassOf :E . :a a :C .", ":a a :E", ["cax-sco", "cax-sco"]),
    (":C rdfs:subClassOf :D . :D rdfs:subClassOf :E . :a a :C .", ":C rdfs:subClassOf :E", ["scm-sco"]),
    (":p rdfs:domain :C . :C rdfs:subClassOf :D . :a :p :b .", ":p rdfs:domain :D", ["scm-dom1"]),
    (":C owl:equivalentClass [ owl:intersectionOf ( :D :E ) ] . :a a :D , :E .", ":a a :C", ["cax-eqc2", "cls-int1"]),
    (
        "[ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :D ] rdfs:subClassOf :C . :a :p :b . :b a :D .",
        ":a a :C",
        ["cax-sco", "cls-svf1"],
    ),
    ("[ owl:oneOf ( :a :b ) ] rdfs:subClassOf :C .", ":b a :C", ["cax-sco", "cls-oo"]),
    (":p a owl:FunctionalProperty . :a :p :b , :c . :b :q :d .", ":c :q :d", ["eq-rep-s", "prp-fp"]),
    (":a owl:sameAs :b . :b owl:sameAs :c . :d :p :a .", ":d :p :c", ["eq-rep-o", "eq-rep-o"]),
    (":C owl:hasKey ( :p :q ) . :a a :C ; :p 1 ; :q 2 . :b a :C ; :p 1 ; :q 2 .", ":a owl:sameAs :b", ["prp-key"]),
    (':p rdfs:domain :C . :a :p "x"@en .', ":a a :C", ["prp-dom"]),
    (':p owl:propertyChainAxiom ( :q :r ) . :a :q :b . :b :r "01" .', ':a :p "01"', ["prp-spo2"]),
    (':q rdfs:subPropertyOf :p . :a :q "x"@en , "x"@id , "x" .', ':a :p "x"@id', ["prp-spo1"]),
    (
        "[ owl:onProperty :p ; owl:hasValue 1 ] rdfs:subClassOf :C . :a :p 01 .",
        ":a a :C",
        ["cax-sco", "cls-hv2", "eq-rep-o", "dt-eq"],
    ),
    (
        "[ owl:onProperty :p ; owl:someValuesFrom xsd:decimal ] rdfs:subClassOf :C . :a :p 1 .",
        ":a a :C",
        ["cax-sco", "cls-svf1", "dt-type2"],
    ),
    (":a :p :b .", ":a :p :b", []),
]


@pytest.mark.parametrize(("turtle", "asked", "rules"), CHAINS)
def test_the_shortest_proof(turtle: str, asked: str, rules: list[str]) -> None:
    [proof] = world(turtle).of(asked).proofs
    assert rules_of(proof) == rules


@pytest.mark.parametrize(("turtle", "asked"), [case[:2] for case in CHAINS if case[2]])
def test_a_triple_needs_what_all_its_proofs_rest_on(turtle: str, asked: str) -> None:
    here = world(turtle)
    proofs = here.of(asked, 20).proofs
    for left_out in frozenset.intersection(*(proof.stated for proof in proofs)):
        kept = [ox.Quad(*map(here.terms.__getitem__, fact)) for fact in here.stated if fact != left_out]  # type: ignore[arg-type]
        with suppress(UnsupportedAxiomError):  # what is left is half an axiom
            assert World(Graph(kept)).of(asked).proofs == ()


def test_what_is_stated_needs_no_rule() -> None:
    found = world(":C rdfs:subClassOf :D . :a a :C , :D .").of(":a a :D", 20)
    assert [rules_of(proof) for proof in found.proofs] == [[]]


def test_other_proofs_come_after_the_shortest() -> None:
    here = world(
        ":p rdfs:range :D . :C rdfs:subClassOf :D . :q rdfs:subPropertyOf :p . :a a :C . :b :q :a . :c :p :a ."
    )
    found = here.of(":a a :D", 20)
    assert [rules_of(proof) for proof in found.proofs] == [["cax-sco"], ["prp-rng"], ["prp-rng", "prp-spo1"]]
    assert found.all
    assert not here.of(":a a :D", 2).all
    assert len(here.of(":a a :D", 2).proofs) == 2


def test_proofs_that_differ_in_the_order_of_their_steps_are_one() -> None:
    chain = " ".join(f":x{number} :p :x{number + 1} ." for number in range(5))
    found = world(f":p a owl:TransitiveProperty . {chain}").of(":x0 :p :x5", 20)
    assert [proof.steps for proof in found.proofs] == [4]
    assert found.all


def test_proofs_much_longer_than_the_shortest_are_left_out() -> None:
    long = " ".join(f":p{number} rdfs:subPropertyOf :p{number + 1} ." for number in range(LONGER + 2))
    here = world(f"{long} :q rdfs:subPropertyOf :p{LONGER + 2} . :a :p0 :b ; :q :b .")
    assert len(here.of(f":a :p{LONGER + 2} :b", 20).proofs) == 1
    assert len(here.of(f":a :p{LONGER + 1} :b", 20).proofs) == 1


def test_a_search_that_takes_too_long_gives_some_proof_and_says_so() -> None:
    chain = " ".join(f":x{number} :p :x{number + 1} ." for number in range(40))
    found = world(f":p a owl:TransitiveProperty . {chain}", work=4000).of(":x0 :p :x40")
    assert not found.surely_shortest
    assert [proof.steps for proof in found.proofs] == [39]
    assert world(f":p a owl:TransitiveProperty . {chain}", work=10).of(":x0 :p :x40") == Found((), False)


def test_some_proof_of_many_in_circles_rests_on_what_is_stated() -> None:
    chain = " ".join(f":x{number} :p :x{number + 1} ." for number in range(12))
    here = world(f":p a owl:TransitiveProperty , owl:SymmetricProperty . {chain}", work=400)
    found = here.of(":x12 :p :x0")
    assert (found.surely_shortest, len(found.proofs)) == (False, 1)


def test_the_premises_of_a_step_share_its_budget() -> None:
    below = " ".join(f":{name}{n} rdfs:subPropertyOf :{name}{n + 1} ." for name in "qr" for n in range(3))
    beside = " ".join(f":s{n} rdfs:subPropertyOf :s{n + 1} ." for n in range(5)) + " :s5 rdfs:subPropertyOf :p ."
    here = world(f":p owl:propertyChainAxiom ( :q3 :r3 ) . {below} {beside} :a :q0 :b . :b :r0 :c . :a :s0 :c .")
    assert [proof.steps for proof in here.of(":a :p :c", 20).proofs] == [6, 7]


def test_one_variable_is_one_thing() -> None:
    here = world(":p a owl:SymmetricProperty . :a :p :b . :c :p :c .")
    a, p, b = here.fact(":a :p :b")
    assert unify(("?x", p, "?x"), (a, p, b)) is None
    assert unify(("?x", p, "?x"), (a, p, a)) == {"?x": a}
    found = list(matches(here.facts, [("?x", p, "?x")], {}))
    assert [each["?x"] for each in found] == [here.fact(":c :p :c")[0]]


def test_a_cluster_of_equals() -> None:
    pairs = " ".join(f":x{number} owl:sameAs :x{number + 1} ." for number in range(12))
    found = world(f"{pairs} :x0 :p :y .").of(":x12 :p :y")
    assert found.surely_shortest
    assert found.proofs[0].steps == 12


@pytest.mark.parametrize("asked", [":a a :E", ":b :p :a", ":a :q :b", ':a :p "b"', ":nobody :p :b", ":a :nothing :b"])
def test_what_does_not_hold_has_no_proof(asked: str) -> None:
    here = world(":p rdfs:domain :C . :C rdfs:subClassOf :D . :a :p :b .")
    assert here.of(asked, 20) == Found((), all=True)


# What is stated, the triple asked about, the nearest rules from the top, the last missing premise.
MISSES = [
    (":p rdfs:domain :C .", ":a a :C", ["prp-dom"], "a p ?"),
    (":p rdfs:range :C .", ":a a :C", ["prp-rng"], "? p a"),
    (":C rdfs:subClassOf :D . :b a :C .", ":a a :D", ["cax-sco"], "a type C"),
    (":p owl:propertyChainAxiom ( :q :r ) . :a :q :b .", ":a :p :c", ["prp-spo2"], "b r c"),
    (":p owl:propertyChainAxiom ( :q :r ) . :b :r :c .", ":a :p :c", ["prp-spo2"], "a q b"),
    (":p owl:propertyChainAxiom ( :q :r ) . :a :q :b , :b2 .", ":a :p :c", ["prp-spo2"], "? r c"),
    (":p owl:propertyChainAxiom ( :q :r ) . :z :q :z .", ":a :p :c", ["prp-spo2"], "a q ?"),
    (":p owl:inverseOf :q . :r rdfs:subPropertyOf :q .", ":a :p :b", ["prp-inv2", "prp-spo1"], "b r a"),
    (":p a owl:SymmetricProperty .", ":a :p :b", ["prp-symp"], "b p a"),
    (":p a owl:TransitiveProperty . :a :p :b .", ":a :p :c", ["prp-trp"], "b p c"),
    (":x :y :z .", ":a :p :b", [], ""),
    (":X owl:intersectionOf ( :C :D ) . :p rdfs:domain :X .", ":a a :X", ["prp-dom"], "a p ?"),
    (":p rdfs:domain :X . :C rdfs:subClassOf :X .", ":a a :X", ["cax-sco"], "a type C"),
    (":a owl:sameAs :c . :c :p :d .", ":a :p :b", [], ""),
    (":a owl:sameAs :c . :q rdfs:subPropertyOf :p .", ":a :p :b", ["prp-spo1"], "a q b"),
    (":C rdfs:subClassOf :D . :a :p :b .", ":C rdfs:subClassOf :E", ["scm-sco", "scm-eqc1"], "D equivalentClass E"),
]


@pytest.mark.parametrize(("turtle", "asked", "rules", "missing"), MISSES)
def test_the_nearest_miss(turtle: str, asked: str, rules: list[str], missing: str) -> None:
    here = world(turtle)
    miss, names, last = here.miss(asked), [], ""
    while miss is not None:
        names.append(miss.rule.name)
        for condition in miss.met:
            assert condition.count > 0
        parts = ("?" if isinstance(part, str) else here.terms[part].value for part in miss.missing[0].pattern)
        last = " ".join(part.rpartition("/")[2].rpartition("#")[2] for part in parts)
        miss = miss.because
    assert (names, last) == (rules, missing)


def test_of_two_premises_the_one_that_holds_is_met() -> None:
    here = world(":p owl:propertyChainAxiom ( :q :r ) . :a :q :b , :b2 .")
    miss = here.miss(":a :p :c")
    assert miss is not None
    assert [condition.count for condition in miss.met] == [2]
    assert miss.met[0].pattern[2] == miss.missing[0].pattern[0]


NAMES = [f":{letter}" for letter in "abcd"]
PROPERTIES, CLASSES = [":p", ":q", ":r"], [":C", ":D", ":E"]
a_thing, a_property, a_class = map(st.sampled_from, (NAMES, PROPERTIES, CLASSES))
STATEMENTS = st.one_of(
    st.builds("{} {} {} .".format, a_thing, a_property, a_thing),
    st.builds("{} a {} .".format, a_thing, a_class),
    st.builds("{} rdfs:subClassOf {} .".format, a_class, a_class),
    st.builds("{} rdfs:subPropertyOf {} .".format, a_property, a_property),
    st.builds("{} owl:inverseOf {} .".format, a_property, a_property),
    st.builds("{} {} {} .".format, a_property, st.sampled_from(["rdfs:domain", "rdfs:range"]), a_class),
    st.builds("{} a owl:{}Property .".format, a_property, st.sampled_from(["Symmetric", "Transitive"])),
    st.builds("{} owl:propertyChainAxiom ( {} {} ) .".format, a_property, a_property, a_property),
    st.builds(
        "[ a owl:Restriction ; owl:onProperty {} ; owl:someValuesFrom {} ] rdfs:subClassOf {} .".format,
        a_property,
        a_class,
        a_class,
    ),
    st.builds("{} owl:equivalentClass {} .".format, a_class, a_class),
)
RARE = st.one_of(
    st.builds("{} owl:sameAs {} .".format, a_thing, a_thing),
    st.builds("{} a owl:FunctionalProperty .".format, a_property),
)


@given(st.lists(STATEMENTS, max_size=12), st.lists(RARE, max_size=1))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_proofs_over_random_graphs_are_right_and_the_shortest(common: list[str], rare: list[str]) -> None:
    try:
        here = world("\n".join(common + rare))
    except AscnKgError:
        return  # outside of the profile
    least = dict.fromkeys(here.stated, 0)
    derived = list(here.derived)
    instances = {fact: list(here.rules.instances(fact)) for fact in derived}
    changed = True
    while changed:  # the cost of each fact, worked out forwards
        changed = False
        for fact in derived:
            costs = [sum(least[p] for p in i.premises) + 1 for i in instances[fact] if set(i.premises) <= least.keys()]
            if costs and min(costs) < least.get(fact, 10**6):
                least[fact], changed = min(costs), True
    for fact in derived:
        found = Proofs(here.facts, here.rules).of(fact)
        assert found.proofs, [str(here.terms[number]) for number in fact]
        here.checker.check(found.proofs[0])
        assert found.proofs[0].steps == least[fact]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda proof: replace(proof, premises=proof.premises[1:]),
        lambda proof: replace(proof, premises=proof.premises[::-1][:1]),
        lambda proof: replace(proof, fact=(proof.fact[2], *proof.fact[1:])),
        lambda proof: replace(proof, rule=proof.rule._replace(name="cax-sco")),
        lambda proof: replace(proof, rule=None),
        lambda proof: replace(proof, premises=(replace(proof, premises=()), *proof.premises[1:])),
        lambda proof: replace(proof, premises=(proof, *proof.premises[1:])),
    ],
)
def test_the_checker_finds_faults(spoil: object) -> None:
    here = world(":p owl:propertyChainAxiom ( :q :r ) . :a :q :b . :b :r :c .")
    [proof] = here.of(":a :p :c").proofs
    with pytest.raises(FaultyProofError):
        here.checker.check(spoil(proof))  # type: ignore[operator]
