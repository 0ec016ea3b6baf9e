"""Where documents differ about a thing, as the saved question on disagreements finds it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from ascn_kg.namespaces import TERMS, THINGS
from ascn_kg.web.site import Site
from ascn_kg.web.things.index import index_of

_QUESTION = "disagreements"
_ATTESTED = TERMS + "attestedIn"


@dataclass(frozen=True)
class Difference:
    """Two statements that cannot both hold; ``other`` is None where one was only set below what all else shows.

    ``matter``, ``says`` and the rest are the question's terms; ``statement`` and ``other`` the IRIs of the nodes.
    """

    statement: str
    other: str | None
    matter: object
    says: object
    other_says: object
    why: object


@lru_cache(maxsize=8)
def _all(site: Site, lang: str) -> dict[str, list[Difference]]:
    if _QUESTION not in site.knowledge.questions:
        return {}
    answer = site.knowledge.ask(_QUESTION, lang=lang)
    names = [column.name for column in answer.columns]
    found: dict[str, list[Difference]] = defaultdict(list)
    for row in answer.rows:
        terms = dict(zip(names, row, strict=True))
        first, second = terms["statement"], terms["other_statement"]
        if not isinstance(first, ox.NamedNode):
            continue
        difference = Difference(
            first.value,
            second.value if isinstance(second, ox.NamedNode) else None,
            *(terms[name] for name in ("matter", "says", "other_says", "why")),
        )
        for thing in _concerned(site, difference):
            found[thing].append(difference)
    return dict(found)


def _concerned(site: Site, difference: Difference) -> list[str]:
    """The two statements, the things that both of them (or the only one) are about, and the documents they stand in."""
    index = index_of(site)
    nodes = [node for node in (difference.statement, difference.other) if node]
    about = [
        {
            quad.object.value
            for quad in site.stated.get(node, ())
            if isinstance(quad.object, ox.NamedNode)
            and quad.object.value.startswith(THINGS)
            and quad.predicate.value not in index.evidence_terms
        }
        for node in nodes
    ]
    documents = {
        value.value
        for node in nodes
        for predicate, value in index.entailed.get(node, ())
        if predicate == _ATTESTED and isinstance(value, ox.NamedNode)
    }
    return [*nodes, *sorted((set.intersection(*about) | documents) - set(nodes))]


def differences(site: Site, iri: str, lang: str) -> list[Difference]:
    """The differences a thing, or a statement, has a part in; also through the statement it bears out."""
    found = _all(site, lang)
    if iri in found:
        return found[iri]
    borne_out = index_of(site).iris(iri, "corroborates")
    return list(dict.fromkeys(each for other in borne_out for each in found.get(other, [])))
