"""IRIs and prefixes: the one place where the base address and every prefix of the graph is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

BASE = "https://w3id.org/ascn-kg/"
TERMS = BASE + "ontology#"
THINGS = BASE + "id/"
CONCEPTS = BASE + "concept/"
SHAPES = BASE + "shapes#"
GRAPHS = BASE + "graph/"
INFERRED_GRAPH = GRAPHS + "inferred"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SH = "http://www.w3.org/ns/shacl#"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"

# One prefix per kind of thing, because "/" may not stand in a Turtle local name.
KINDS = (
    "assessment",
    "chairship",
    "city",
    "continuation",
    "count",
    "coverage",
    "dating",
    "designation",
    "event",
    "evidence",
    "expectation",
    "grounding",
    "group",
    "initiative",
    "locality",
    "membership",
    "naming",
    "nation",
    "nomination",
    "omission",
    "organization",
    "participation",
    "partnership",
    "person",
    "plan",
    "post",
    "presentation",
    "regulation",
    "remark",
    "report",
    "site",
    "source",
    "standard",
    "support",
    "tenure",
)

# Prefix of each concept scheme -> its slug in the concept address.
SCHEMES = {
    "adminkind": "admin-kind",
    "aim": "aim",
    "arrangement": "institutional-arrangement",
    "authority": "authority",
    "basis": "basis",
    "calling": "calling",
    "certainty": "certainty",
    "chairrole": "chair-role",
    "change": "change",
    "citykind": "city-kind",
    "commitment": "wider-commitment",
    "coreelement": "core-element",
    "countable": "countable",
    "designationkind": "designation-kind",
    "eastasia": "east-asia-summit-decision",
    "element": "element",
    "enabler": "enabler",
    "entailment": "entailment",
    "experience": "experience",
    "focus": "focus-area",
    "frameworkarea": "framework-focus-area",
    "frameworkfield": "framework-field",
    "goal": "goal",
    "issue": "issue",
    "level": "level",
    "mechanism": "mechanism",
    "modality": "modality",
    "monitoringfield": "monitoring-field",
    "monitoringfocus": "monitoring-focus-area",
    "planfocus": "plan-focus-area",
    "outcome": "strategic-outcome",
    "principle": "urban-system-principle",
    "purpose": "purpose",
    "rank": "rank",
    "reading": "reading",
    "reason": "reason",
    "relation": "relation",
    "role": "role",
    "sector": "sector",
    "service": "service",
    "solution": "digital-solution",
    "status": "status",
    "terms": "terms-of-reference",
    "theme": "theme",
    "topic": "topic",
    "urbansystem": "urban-system",
}

PREFIXES: dict[str, str] = {
    "ascn": TERMS,
    **{kind: f"{THINGS}{kind}/" for kind in KINDS},
    **{prefix: f"{CONCEPTS}{slug}/" for prefix, slug in SCHEMES.items()},
    "scheme": CONCEPTS,
    "shapes": SHAPES,
    "graph": GRAPHS,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": OWL,
    "rdf": RDF,
    "rdfs": RDFS,
    "sh": SH,
    "skos": SKOS,
    "spdx": "http://spdx.org/rdf/terms#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": XSD,
}


def _by_address(prefixes: Mapping[str, str]) -> list[tuple[str, str]]:
    """Addresses and prefixes, the longest address first, so that concept/goal/ wins over concept/."""
    return sorted(((address, prefix) for prefix, address in prefixes.items()), reverse=True)


_BY_ADDRESS = _by_address(PREFIXES)


@contextmanager
def shortened_by(prefixes: Mapping[str, str]) -> Iterator[None]:
    """Within this context :func:`shrink` knows these prefixes and those of the W3C, not ours: for another graph."""
    global _BY_ADDRESS
    theirs = dict(prefixes)
    for prefix in ("owl", "rdf", "rdfs", "sh", "skos", "xsd"):
        if PREFIXES[prefix] not in theirs.values():
            theirs.setdefault(prefix, PREFIXES[prefix])
    before, _BY_ADDRESS = _BY_ADDRESS, _by_address(theirs)
    try:
        yield
    finally:
        _BY_ADDRESS = before


def shrink(iri: str) -> str:
    """The prefixed name of an IRI, or ``<iri>`` where no prefix of ours fits.

    >>> shrink("https://w3id.org/ascn-kg/id/city/hanoi")
    'city:hanoi'
    """
    for address, prefix in _BY_ADDRESS:
        if iri.startswith(address):
            local = iri[len(address) :]
            if local and "/" not in local and "#" not in local:
                return f"{prefix}:{local}"
    return f"<{iri}>"


def expand(name: str) -> str | None:
    """The IRI of a prefixed name or of ``<iri>``; None where the prefix is unknown.

    >>> expand("city:hanoi")
    'https://w3id.org/ascn-kg/id/city/hanoi'
    """
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + local
    return None
