"""Which address of the site an IRI of ours has, and which IRI an address stands for."""

from __future__ import annotations

from ascn_kg.namespaces import BASE

# Pieces of a document and the reasons why some are left out are told on the page of their document.
ON_THEIR_SOURCE = ("evidence", "omission")


def stem_of(iri: str) -> str | None:
    """The address of a thing of ours without language and suffix, None for IRIs of others.

    >>> stem_of("https://w3id.org/ascn-kg/id/city/hanoi"), stem_of("https://w3id.org/ascn-kg/ontology#City")
    ('doc/city/hanoi', 'ontology#City')
    >>> stem_of("https://w3id.org/ascn-kg/concept/focus-area"), stem_of("https://w3id.org/ascn-kg/ask/sources")
    ('doc/concept/focus-area', 'questions/sources')
    """
    if not iri.startswith(BASE):
        return None
    local = iri.removeprefix(BASE)
    for start, instead in (("id/", "doc/"), ("concept/", "doc/concept/"), ("ask/", "questions/")):
        if local.startswith(start):
            return instead + local.removeprefix(start)
    return local or None


def iri_of(stem: str) -> str | None:
    """The IRI of the thing whose page has this address; None where no thing can have it.

    >>> iri_of("doc/city/hanoi"), iri_of("doc/concept/focus-area/mobility"), iri_of("questions")
    ('https://w3id.org/ascn-kg/id/city/hanoi', 'https://w3id.org/ascn-kg/concept/focus-area/mobility', None)
    """
    if stem.startswith("doc/concept/"):
        return f"{BASE}concept/{stem.removeprefix('doc/concept/')}"
    return f"{BASE}id/{stem.removeprefix('doc/')}" if stem.startswith("doc/") else None
