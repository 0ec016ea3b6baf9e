"""The rules of OWL 2 RL/RDF as data, by their names in tables 4 to 9 of the W3C's "OWL 2 Profiles" (section 4.3).

Each paragraph is a rule: its name, the axioms it reads ``|`` the data it reads ``=>`` what follows. What is written
here and what is not in the tables:

- ``( ?i )`` is any member of a list, ``( ?i ?j )`` any two of them in order; ``( ?i# )`` all of them: an atom with a
  ``#`` is then repeated for each, ``?v#+`` being the ``?v#`` of the next and ``?v$`` the one after the last.
- ``0`` and ``1`` stand for every way to write that number.
- ``false`` is a contradiction, told as the OWL term that forbids it and the things that break it.

``LEFT_OUT`` says which rules are missing, and why. Those of table 8 are in ``datatypes``.
"""

from __future__ import annotations

from ascn_kg.namespaces import OWL, RDF, RDFS

EQUALITY = """
eq-sym | ?x owl:sameAs ?y => ?y owl:sameAs ?x

eq-trans | ?x owl:sameAs ?y . ?y owl:sameAs ?z => ?x owl:sameAs ?z

eq-rep-s | ?s owl:sameAs ?s2 . ?s ?p ?o => ?s2 ?p ?o

eq-rep-p | ?p owl:sameAs ?p2 . ?s ?p ?o => ?s ?p2 ?o

eq-rep-o | ?o owl:sameAs ?o2 . ?s ?p ?o => ?s ?p ?o2

eq-diff1 | ?x owl:sameAs ?y . ?x owl:differentFrom ?y => false owl:differentFrom ?x ?y

eq-diff1 | ?x owl:differentFrom ?x => false owl:differentFrom ?x ?x

eq-diff2 ?a rdf:type owl:AllDifferent . ?a owl:members ( ?x ?y ) | ?x owl:sameAs ?y => false owl:differentFrom ?x ?y

eq-diff3 ?a rdf:type owl:AllDifferent . ?a owl:distinctMembers ( ?x ?y )
    | ?x owl:sameAs ?y => false owl:differentFrom ?x ?y
"""

PROPERTIES = """
prp-dom ?p rdfs:domain ?c | ?x ?p ?y => ?x rdf:type ?c

prp-rng ?p rdfs:range ?c | ?x ?p ?y => ?y rdf:type ?c

prp-fp ?p rdf:type owl:FunctionalProperty | ?x ?p ?y1 . ?x ?p ?y2 => ?y1 owl:sameAs ?y2

prp-ifp ?p rdf:type owl:InverseFunctionalProperty | ?x1 ?p ?y . ?x2 ?p ?y => ?x1 owl:sameAs ?x2

prp-irp ?p rdf:type owl:IrreflexiveProperty | ?x ?p ?x => false owl:IrreflexiveProperty ?x ?p

prp-symp ?p rdf:type owl:SymmetricProperty | ?x ?p ?y => ?y ?p ?x

prp-asyp ?p rdf:type owl:AsymmetricProperty | ?x ?p ?y . ?y ?p ?x => false owl:AsymmetricProperty ?x ?y ?p

prp-trp ?p rdf:type owl:TransitiveProperty | ?x ?p ?y . ?y ?p ?z => ?x ?p ?z

prp-spo1 ?p1 rdfs:subPropertyOf ?p2 | ?x ?p1 ?y => ?x ?p2 ?y

prp-spo2 ?p owl:propertyChainAxiom ( ?p# ) | ?u# ?p# ?u#+ => ?u1 ?p ?u$

prp-eqp1 ?p1 owl:equivalentProperty ?p2 | ?x ?p1 ?y => ?x ?p2 ?y

prp-eqp2 ?p1 owl:equivalentProperty ?p2 | ?x ?p2 ?y => ?x ?p1 ?y

prp-pdw ?p1 owl:propertyDisjointWith ?p2 | ?x ?p1 ?y . ?x ?p2 ?y => false owl:propertyDisjointWith ?x ?y ?p1 ?p2

prp-adp ?a rdf:type owl:AllDisjointProperties . ?a owl:members ( ?p1 ?p2 )
    | ?x ?p1 ?y . ?x ?p2 ?y => false owl:AllDisjointProperties ?x ?y ?p1 ?p2

prp-inv1 ?p1 owl:inverseOf ?p2 | ?x ?p1 ?y => ?y ?p2 ?x

prp-inv2 ?p1 owl:inverseOf ?p2 | ?x ?p2 ?y => ?y ?p1 ?x

prp-key ?c owl:hasKey ( ?p# )
    | ?x rdf:type ?c . ?x ?p# ?z# . ?y ?p# ?z# . ?y rdf:type ?c => ?x owl:sameAs ?y

prp-npa1 ?a owl:sourceIndividual ?x . ?a owl:assertionProperty ?p . ?a owl:targetIndividual ?y
    | ?x ?p ?y => false owl:NegativePropertyAssertion ?x ?y ?p

prp-npa2 ?a owl:sourceIndividual ?x . ?a owl:assertionProperty ?p . ?a owl:targetValue ?y
    | ?x ?p ?y => false owl:NegativePropertyAssertion ?x ?y ?p
"""

CLASSES = """
cls-nothing2 | ?x rdf:type owl:Nothing => false owl:Nothing ?x

cls-int1 ?c owl:intersectionOf ( ?c# ) | ?y rdf:type ?c# => ?y rdf:type ?c

cls-int2 ?c owl:intersectionOf ( ?d ) | ?y rdf:type ?c => ?y rdf:type ?d

cls-uni ?c owl:unionOf ( ?d ) | ?y rdf:type ?d => ?y rdf:type ?c

cls-com ?c owl:complementOf ?d | ?x rdf:type ?c . ?x rdf:type ?d => false owl:complementOf ?x ?c ?d

cls-svf1 ?c owl:someValuesFrom ?d . ?c owl:onProperty ?p | ?u ?p ?v . ?v rdf:type ?d => ?u rdf:type ?c

cls-svf2 ?c owl:someValuesFrom owl:Thing . ?c owl:onProperty ?p | ?u ?p ?v => ?u rdf:type ?c

cls-avf ?c owl:allValuesFrom ?d . ?c owl:onProperty ?p | ?u rdf:type ?c . ?u ?p ?v => ?v rdf:type ?d

cls-hv1 ?c owl:hasValue ?v . ?c owl:onProperty ?p | ?u rdf:type ?c => ?u ?p ?v

cls-hv2 ?c owl:hasValue ?v . ?c owl:onProperty ?p | ?u ?p ?v => ?u rdf:type ?c

cls-maxc1 ?c owl:maxCardinality 0 . ?c owl:onProperty ?p
    | ?u rdf:type ?c . ?u ?p ?y => false owl:maxCardinality ?u ?y ?p

cls-maxc2 ?c owl:maxCardinality 1 . ?c owl:onProperty ?p
    | ?u rdf:type ?c . ?u ?p ?y1 . ?u ?p ?y2 => ?y1 owl:sameAs ?y2

cls-maxqc1 ?c owl:maxQualifiedCardinality 0 . ?c owl:onProperty ?p . ?c owl:onClass ?d
    | ?u rdf:type ?c . ?u ?p ?y . ?y rdf:type ?d => false owl:maxQualifiedCardinality ?u ?y ?p ?d

cls-maxqc2 ?c owl:maxQualifiedCardinality 0 . ?c owl:onProperty ?p . ?c owl:onClass owl:Thing
    | ?u rdf:type ?c . ?u ?p ?y => false owl:maxQualifiedCardinality ?u ?y ?p owl:Thing

cls-maxqc3 ?c owl:maxQualifiedCardinality 1 . ?c owl:onProperty ?p . ?c owl:onClass ?d
    | ?u rdf:type ?c . ?u ?p ?y1 . ?y1 rdf:type ?d . ?u ?p ?y2 . ?y2 rdf:type ?d => ?y1 owl:sameAs ?y2

cls-maxqc4 ?c owl:maxQualifiedCardinality 1 . ?c owl:onProperty ?p . ?c owl:onClass owl:Thing
    | ?u rdf:type ?c . ?u ?p ?y1 . ?u ?p ?y2 => ?y1 owl:sameAs ?y2

cls-oo ?c owl:oneOf ( ?x ) | => ?x rdf:type ?c
"""

CLASS_AXIOMS = """
cax-sco ?c1 rdfs:subClassOf ?c2 | ?x rdf:type ?c1 => ?x rdf:type ?c2

cax-eqc1 ?c1 owl:equivalentClass ?c2 | ?x rdf:type ?c1 => ?x rdf:type ?c2

cax-eqc2 ?c1 owl:equivalentClass ?c2 | ?x rdf:type ?c2 => ?x rdf:type ?c1

cax-dw ?c1 owl:disjointWith ?c2 | ?x rdf:type ?c1 . ?x rdf:type ?c2 => false owl:disjointWith ?x ?c1 ?c2

cax-adc ?a rdf:type owl:AllDisjointClasses . ?a owl:members ( ?c1 ?c2 )
    | ?x rdf:type ?c1 . ?x rdf:type ?c2 => false owl:AllDisjointClasses ?x ?c1 ?c2
"""

# What these say of classes and properties, the rules above reach on things step by step: no rule is compiled from it.
SCHEMA = """
scm-sco | ?c1 rdfs:subClassOf ?c2 . ?c2 rdfs:subClassOf ?c3 => ?c1 rdfs:subClassOf ?c3

scm-eqc1 | ?c1 owl:equivalentClass ?c2 => ?c1 rdfs:subClassOf ?c2 . ?c2 rdfs:subClassOf ?c1

scm-eqc2 | ?c1 rdfs:subClassOf ?c2 . ?c2 rdfs:subClassOf ?c1 => ?c1 owl:equivalentClass ?c2

scm-spo | ?p1 rdfs:subPropertyOf ?p2 . ?p2 rdfs:subPropertyOf ?p3 => ?p1 rdfs:subPropertyOf ?p3

scm-eqp1 | ?p1 owl:equivalentProperty ?p2 => ?p1 rdfs:subPropertyOf ?p2 . ?p2 rdfs:subPropertyOf ?p1

scm-eqp2 | ?p1 rdfs:subPropertyOf ?p2 . ?p2 rdfs:subPropertyOf ?p1 => ?p1 owl:equivalentProperty ?p2

scm-dom1 | ?p rdfs:domain ?c1 . ?c1 rdfs:subClassOf ?c2 => ?p rdfs:domain ?c2

scm-dom2 | ?p2 rdfs:domain ?c . ?p1 rdfs:subPropertyOf ?p2 => ?p1 rdfs:domain ?c

scm-rng1 | ?p rdfs:range ?c1 . ?c1 rdfs:subClassOf ?c2 => ?p rdfs:range ?c2

scm-rng2 | ?p2 rdfs:range ?c . ?p1 rdfs:subPropertyOf ?p2 => ?p1 rdfs:range ?c

scm-int ?c owl:intersectionOf ( ?d ) | => ?c rdfs:subClassOf ?d

scm-uni ?c owl:unionOf ( ?d ) | => ?d rdfs:subClassOf ?c
"""

# These relate restrictions to each other, which the rules above do not.
RESTRICTIONS = """
scm-hv | ?c1 owl:hasValue ?i . ?c1 owl:onProperty ?p1 . ?p1 rdfs:subPropertyOf ?p2 . ?c2 owl:onProperty ?p2
    . ?c2 owl:hasValue ?i => ?c1 rdfs:subClassOf ?c2

scm-svf1 | ?c1 owl:someValuesFrom ?y1 . ?y1 rdfs:subClassOf ?y2 . ?c2 owl:someValuesFrom ?y2
    . ?c1 owl:onProperty ?p . ?c2 owl:onProperty ?p => ?c1 rdfs:subClassOf ?c2

scm-svf2 | ?c1 owl:someValuesFrom ?y . ?c2 owl:someValuesFrom ?y . ?c1 owl:onProperty ?p1 . ?c2 owl:onProperty ?p2
    . ?p1 rdfs:subPropertyOf ?p2 => ?c1 rdfs:subClassOf ?c2

scm-avf1 | ?c1 owl:allValuesFrom ?y1 . ?y1 rdfs:subClassOf ?y2 . ?c2 owl:allValuesFrom ?y2
    . ?c1 owl:onProperty ?p . ?c2 owl:onProperty ?p => ?c1 rdfs:subClassOf ?c2

scm-avf2 | ?c1 owl:allValuesFrom ?y . ?c2 owl:allValuesFrom ?y . ?c1 owl:onProperty ?p1 . ?c2 owl:onProperty ?p2
    . ?p1 rdfs:subPropertyOf ?p2 => ?c2 rdfs:subClassOf ?c1
"""

LEFT_OUT = {
    "eq-ref": "that everything is the same as itself tells nobody anything",
    "prp-ap": "that label, comment … are annotation properties is known without any data",
    "cls-thing": "that owl:Thing is a class is known without any data",
    "cls-nothing1": "that owl:Nothing is a class is known without any data",
    "dt-type1": "that the datatypes of XML Schema are datatypes is known without any data",
    "scm-cls": "that a class is a sub-class of itself and of owl:Thing says nothing of its members",
    "scm-op": "that a property is a sub-property of itself says nothing of what it links",
    "scm-dp": "that a property is a sub-property of itself says nothing of what it links",
}
"""Rules of the tables that are not run, and the reason."""

_PREFIXES = {"rdf": RDF, "rdfs": RDFS, "owl": OWL}

Pattern = tuple[str, str, str]


class Form:
    """A rule as the tables give it: the ``axioms`` and ``data`` it reads, and its ``heads``.

    Each pattern is three of: a variable (``?x``), an IRI, a number, or a list (``( ?i )`` …). ``clash`` is None, or the
    IRI of the OWL term that forbids what the rule has found and the things (variables or IRIs) that break it.
    """

    def __init__(self, text: str) -> None:
        self.name, *words = text.split()
        words = _with_lists(words)
        bar, arrow = words.index("|"), words.index("=>")
        self.axioms = _patterns(words[:bar])
        self.data = _patterns(words[bar + 1 : arrow])
        conclusion = words[arrow + 1 :]
        denied = conclusion[0] == "false"
        self.heads: tuple[Pattern, ...] = () if denied else _patterns(conclusion)
        self.clash: tuple[str, tuple[str, ...]] | None = (
            (_expanded(conclusion[1]), tuple(map(_expanded, conclusion[2:]))) if denied else None
        )


def forms(table: str) -> tuple[Form, ...]:
    """The rules of one table."""
    return tuple(Form(paragraph) for paragraph in table.strip().split("\n\n"))


def _with_lists(words: list[str]) -> list[str]:
    """The words with each ``( … )`` as one of them."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1].startswith("(") and not joined[-1].endswith(")"):
            joined[-1] += " " + word
        else:
            joined.append(word)
    return joined


def _patterns(words: list[str]) -> tuple[Pattern, ...]:
    found = [_expanded(word) for word in words if word != "."]
    return tuple((found[i], found[i + 1], found[i + 2]) for i in range(0, len(found), 3))


def _expanded(word: str) -> str:
    prefix, colon, local = word.partition(":")
    return _PREFIXES[prefix] + local if colon else word
