"""Says of each kind of axiom outside of OWL 2 RL, in both languages, what is wrong and what to write instead."""

from __future__ import annotations

from typing import NamedTuple

from ascn_kg.findings import Words


class _Sentences(NamedTuple):
    en: str
    en_hint: str
    id: str
    id_hint: str


_WEAKER = ("State a weaker axiom instead.", "Nyatakan aksioma yang lebih lemah.")
_KINDS: dict[str, _Sentences] = {
    "outside": _Sentences(
        "owl:{0} is not in OWL 2 RL.", "Leave it out.", "owl:{0} tidak ada dalam OWL 2 RL.", "Hapus aksioma ini."
    ),
    "disjoint-union": _Sentences(
        "owl:{0} is not in OWL 2 RL.",
        "State rdfs:subClassOf for each part and owl:AllDisjointClasses over them.",
        "owl:{0} tidak ada dalam OWL 2 RL.",
        "Nyatakan rdfs:subClassOf untuk setiap bagian dan owl:AllDisjointClasses untuk semuanya.",
    ),
    "ask-a-shape": _Sentences(
        "owl:{0} is not in OWL 2 RL.",
        "A shape ({1}) can ask for it.",
        "owl:{0} tidak ada dalam OWL 2 RL.",
        "Shape ({1}) dapat memintanya.",
    ),
    "on-owl": _Sentences(
        "{0} on a word of OWL itself.",
        "Use a property of its own.",
        "{0} pada istilah OWL sendiri.",
        "Pakai properti tersendiri.",
    ),
    "thing": _Sentences(
        "{0} is not in OWL 2 RL.",
        "Name the class that is meant.",
        "{1} tidak ada dalam OWL 2 RL.",
        "Sebutkan kelas yang dimaksud.",
    ),
    "place": _Sentences(
        "owl:{0} {1} is not in OWL 2 RL.", _WEAKER[0], "owl:{0} {2} tidak ada dalam OWL 2 RL.", _WEAKER[1]
    ),
    "number": _Sentences(
        "owl:{0} {1}: OWL 2 RL has only 0 and 1.",
        "Write 0 or 1, or ask for it in a shape (sh:maxCount).",
        "owl:{0} {1}: OWL 2 RL hanya mengenal 0 dan 1.",
        "Tulis 0 atau 1, atau minta dalam shape (sh:maxCount).",
    ),
    "datatype": _Sentences(
        "{0} {1} is a datatype that is not known.",
        "Use one of XML Schema, such as xsd:string or xsd:date.",
        "{0} {1} adalah tipe data yang tidak dikenal.",
        "Pakai salah satu dari XML Schema, misalnya xsd:string atau xsd:date.",
    ),
    "literals": _Sentences(
        "owl:oneOf over literals is not in OWL 2 RL.",
        "A shape (sh:in) can.",
        "owl:oneOf atas literal tidak ada dalam OWL 2 RL.",
        "Shape (sh:in) dapat melakukannya.",
    ),
    "no-property": _Sentences(
        "owl:{0} without owl:onProperty.",
        "Name the property.",
        "owl:{0} tanpa owl:onProperty.",
        "Sebutkan propertinya.",
    ),
    "no-class": _Sentences(
        "owl:{0} without owl:onClass.", "Name the class.", "owl:{0} tanpa owl:onClass.", "Sebutkan kelasnya."
    ),
    "empty": _Sentences(
        "owl:{0} over an empty list.",
        "Name its members, or leave it out.",
        "owl:{0} atas daftar kosong.",
        "Sebutkan anggotanya, atau hapus.",
    ),
}


def words_of(kind: str, shown: str, values: tuple[str, ...]) -> tuple[Words, Words]:
    """The messages and the hints about an axiom of the class or property that is ``shown``."""
    en, en_hint, indonesian, id_hint = (each.format(*values) for each in _KINDS[kind])
    return (("en", f"{shown}: {en}"), ("id", f"{shown}: {indonesian}")), (("en", en_hint), ("id", id_hint))
