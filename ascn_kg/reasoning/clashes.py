"""Says in English and Indonesian where statements contradict each other, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ascn_kg.namespaces import OWL, RDF, RDFS, shrink

if TYPE_CHECKING:
    from ascn_kg.labels import Labels


Fact = tuple[int, int, int]


@dataclass(frozen=True, order=True)
class Contradiction:
    """What an engine found: the ``axiom`` (IRI of its OWL term, or the engine's own words) and the ``things``.

    Things are IRIs (or literals, as text), the individual first, then the classes or properties of the axiom.
    ``premises`` are the facts that break it and the axioms, in numbers of the graph's terms, as far as they are known.
    """

    axiom: str
    things: tuple[str, ...]
    premises: tuple[Fact, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Clash:
    """A contradiction in words: ``en`` and ``id`` each name the things and the axiom and say what to do.

    ``behind`` are the asserted facts it comes from, in numbers of the graph's terms.
    """

    axiom: str
    things: tuple[str, ...]
    en: str
    id: str
    behind: tuple[Fact, ...] = ()


# Axiom -> (English, Indonesian). {0} is the first thing with its prefixed name, {1} … the others by label alone.
_BOTH = (
    "{0} is both {a1} and {a2}, but the ontology says that nothing is both ({axiom}). "
    "Remove one of the two types, or the statement whose domain or range implies it.{stated}",
    "{0} sekaligus {1} dan {2}, padahal menurut ontologi tidak ada yang dapat menjadi keduanya ({axiom}). "
    "Hapus salah satu tipe itu, atau pernyataan yang domain atau range-nya menyiratkannya.{stated}",
)
_TWO_WAYS = (
    "{0} is linked to {1} by both “{2}” and “{3}”, but the ontology says that nothing is linked both ways "
    "({axiom}). Remove one of the two statements.",
    "{0} terhubung dengan {1} melalui “{2}” dan juga “{3}”, padahal menurut ontologi keduanya tidak boleh "
    "menghubungkan hal yang sama ({axiom}). Hapus salah satu pernyataan itu.",
)
_WORDS: dict[str, tuple[str, str]] = {
    OWL + "disjointWith": _BOTH,
    OWL + "AllDisjointClasses": _BOTH,
    OWL + "complementOf": _BOTH,
    OWL + "propertyDisjointWith": _TWO_WAYS,
    OWL + "AllDisjointProperties": _TWO_WAYS,
    OWL + "Nothing": (
        "{0} belongs to a class that can have no members ({axiom}). "
        "Remove the type, or the statement whose domain or range implies it.{stated}",
        "{0} termasuk kelas yang tidak boleh beranggota ({axiom}). "
        "Hapus tipenya, atau pernyataan yang domain atau range-nya menyiratkannya.{stated}",
    ),
    OWL + "IrreflexiveProperty": (
        "{0} is linked to itself by “{1}”, which the ontology forbids ({axiom}). Remove that statement.",
        "{0} terhubung dengan dirinya sendiri melalui “{1}”, yang dilarang ontologi ({axiom}). Hapus pernyataan itu.",
    ),
    OWL + "AsymmetricProperty": (
        "{0} and {1} are linked to each other by “{2}” in both directions, but the ontology allows only one "
        "({axiom}). Remove one of the two statements.",
        "{0} dan {1} saling terhubung melalui “{2}” dalam dua arah, padahal ontologi hanya mengizinkan satu "
        "({axiom}). Hapus salah satu pernyataan itu.",
    ),
    OWL + "NegativePropertyAssertion": (
        "{0} is linked to {1} by “{2}”, which another statement denies ({axiom}). Remove one of the two.",
        "{0} terhubung dengan {1} melalui “{2}”, yang disangkal oleh pernyataan lain ({axiom}). Hapus salah satunya.",
    ),
    OWL + "differentFrom": (
        "{0} and {1} are said to be the same and to be different ({axiom}). Remove one of the two statements.",
        "{0} dan {1} dinyatakan sama dan sekaligus berbeda ({axiom}). Hapus salah satu pernyataan itu.",
    ),
    OWL + "allValuesFrom": (
        "{0} is a value of “{1}” but not of the type {2} that the ontology asks for ({axiom}). Mend the value.",
        "{0} adalah nilai “{1}” tetapi bukan bertipe {2} seperti yang diminta ontologi ({axiom}). Perbaiki nilainya.",
    ),
    OWL + "maxCardinality": (
        "{0} is a value where the ontology allows none ({axiom}). Remove the statement that gives it.",
        "{0} menjadi nilai di tempat yang menurut ontologi harus kosong ({axiom}). Hapus pernyataannya.",
    ),
    OWL + "maxQualifiedCardinality": (
        "{0} is a value of the type {1} where the ontology allows none ({axiom}). Remove the statement that gives it.",
        "{0} menjadi nilai bertipe {1} di tempat yang menurut ontologi harus kosong ({axiom}). Hapus pernyataannya.",
    ),
    OWL + "FunctionalProperty": (
        "{0} has both {1} and {2} for “{3}”, but the ontology allows only one value ({axiom}). Remove one of the two.",
        "{0} memiliki {1} dan juga {2} untuk “{3}”, padahal ontologi hanya mengizinkan satu nilai ({axiom}). "
        "Hapus salah satunya.",
    ),
    RDFS + "range": (
        "The value “{0}” is not of the datatype {1} that the ontology asks for ({axiom}). Mend the value.",
        "Nilai “{0}” tidak bertipe data {1} seperti yang diminta ontologi ({axiom}). Perbaiki nilainya.",
    ),
    RDFS + "Datatype": (
        "The value “{0}” is not written as its datatype {1} asks ({axiom}). Write it in that form.",
        "Nilai “{0}” tidak ditulis sesuai tipe datanya {1} ({axiom}). Tulislah dalam bentuk itu.",
    ),
}
# The same axioms where more is known of what breaks them: the thing, its value, the property, and the class if any.
_WORDS_OF_MORE: dict[tuple[str, int], tuple[str, str]] = {
    (OWL + "maxCardinality", 3): (
        "{0} has the value {1} for “{2}”, where the ontology allows none ({axiom}). Remove that statement.",
        "{0} memiliki nilai {1} untuk “{2}”, padahal menurut ontologi harus kosong ({axiom}). Hapus pernyataan itu.",
    ),
    (OWL + "maxQualifiedCardinality", 4): (
        "{0} has the value {1} for “{2}”, where the ontology allows none of the type {3} ({axiom}). "
        "Remove that statement.",
        "{0} memiliki nilai {1} untuk “{2}”, padahal menurut ontologi tidak boleh ada yang bertipe {3} ({axiom}). "
        "Hapus pernyataan itu.",
    ),
    (OWL + "maxCardinality", 4): _WORDS[OWL + "FunctionalProperty"],
}
_OTHER = (
    "The statements contradict each other: {axiom}. Remove one of the statements this rests on.",
    "Pernyataan-pernyataan ini saling bertentangan: {axiom}. Hapus salah satu pernyataan yang mendasarinya.",
)


def word(contradiction: Contradiction, labels: Labels) -> Clash:
    """The contradiction as sentences a maintainer of the data can act on."""
    axiom, things = contradiction.axiom, contradiction.things
    english, indonesian = _WORDS_OF_MORE.get((axiom, len(things))) or _WORDS.get(axiom, _OTHER)
    return Clash(
        axiom, things, _fill(english, axiom, things, labels, "en"), _fill(indonesian, axiom, things, labels, "id")
    )


def _fill(template: str, axiom: str, things: tuple[str, ...], labels: Labels, lang: str) -> str:
    # What these axioms speak of first is a text, even where it reads like the address of a thing.
    is_text = axiom in (RDFS + "range", RDFS + "Datatype")
    is_thing = [_is_iri(thing) and not (is_text and place == 0) for place, thing in enumerate(things)]
    names = [labels.label(thing, lang) if is_ else thing for thing, is_ in zip(things, is_thing, strict=True)]
    articled = {f"a{place}": _with_article(name) for place, name in enumerate(names)}
    first = [labels.name(thing, lang) if is_thing[0] else thing for thing in things[:1]]
    words = axiom.rstrip(".") if axiom not in _WORDS else shrink(axiom)
    stated = _stated(things[0], labels, lang) if "{stated}" in template else ""
    return template.format(*first, *names[1:], axiom=words, stated=stated, **articled)


def _is_iri(thing: str) -> bool:
    return "://" in thing and " " not in thing


def _stated(thing: str, labels: Labels, lang: str) -> str:
    """The types the data itself gives the thing: what else it is follows from these, a domain or a range."""
    try:
        types = labels.graph.objects(ox.NamedNode(thing), RDF + "type")
    except ValueError:
        return ""
    names = sorted(labels.label(each.value, lang) for each in types if isinstance(each, ox.NamedNode))
    if not names:
        return " No type of it is stated." if lang == "en" else " Tidak ada tipenya yang dinyatakan."
    return (" Stated types: " if lang == "en" else " Tipe yang dinyatakan: ") + ", ".join(names) + "."


def _with_article(name: str) -> str:
    return f"{'an' if name[:1].lower() in 'aeio' else 'a'} {name}"
