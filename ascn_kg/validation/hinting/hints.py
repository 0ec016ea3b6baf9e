"""What to write instead of what breaks a rule: a near match, a form, or what a thing of the same kind has there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pyoxigraph as ox

from ascn_kg.findings import Words
from ascn_kg.graph import Graph
from ascn_kg.labels import Labels
from ascn_kg.namespaces import RDF, SH, shrink
from ascn_kg.reasoning.datatypes import is_well_formed
from ascn_kg.spelling import near_matches
from ascn_kg.turtle.writing import written
from ascn_kg.validation.hinting.kinds import Kinds
from ascn_kg.validation.hinting.likeness import Likeness
from ascn_kg.validation.hinting.samples import Samples
from ascn_kg.validation.hinting.words import FEW, Names, both, choose, did_you_mean, form, listed, such_as, write
from ascn_kg.validation.results import Result
from ascn_kg.validation.shapes import ShapesGraph, Unsupported

# Of a pattern, the text that all it fits must begin with.
_BEGINNING = re.compile(r"\^((?:[^\\.^$*+?()\[\]{}|]|\\.|\.(?![*+?{]))+)(?![*+?{])")


class Hints:
    """Finds hints for the results of one validation."""

    def __init__(self, graph: Graph, shapes: ShapesGraph, labels: Labels, results: Iterable[Result]) -> None:
        self._graph, self._shapes, self._labels = graph, shapes, labels
        self._kinds = Kinds(graph)
        self._samples = Samples(graph, shapes, self._kinds, results)
        self._likeness = Likeness(labels, self._kinds)
        self._by_component: dict[str, Callable[[Result], Words]] = {
            "MinCount": self._missing,
            "QualifiedMinCount": self._missing,
            "HasValue": self._has_value,
            "MaxCount": self._too_many,
            "QualifiedMaxCount": self._too_many,
            "UniqueLang": self._too_many,
            "Datatype": self._datatype,
            "LanguageIn": self._language,
            "In": self._one_of,
            "Pattern": self._pattern,
            "Class": self._of_class,
            "NodeKind": self._by_label,
            "MinInclusive": self._bound,
            "MaxInclusive": self._bound,
            "MinExclusive": self._bound,
            "MaxExclusive": self._bound,
        }

    def of(self, result: Result) -> Words:
        """What to write, in both languages; nothing where the message has to be enough."""
        if meant := self._likeness.misspelt(result.value) or self._likeness.misspelt(result.focus):
            return did_you_mean(self._called(meant))
        name = result.component.removeprefix(SH).removesuffix("ConstraintComponent")
        try:
            return self._by_component[name](result) if name in self._by_component else ()
        except (Unsupported, re.error):
            return ()

    # What each kind of constraint asks for

    def _missing(self, result: Result) -> Words:
        if not (sample := self._samples.of(result)):
            return ()
        holder, line = self._name(sample.holder), f"{shrink(result.path or '')} {sample.value} ;"
        return both(f"Add it, as {holder[0]} has: {line}", f"Tambahkan, seperti pada {holder[1]}: {line}")

    def _has_value(self, result: Result) -> Words:
        wanted = self._shapes.values(result.shape, "hasValue")
        if not wanted or not result.path:
            return ()
        line = f"{shrink(result.path)} {written(wanted[0])} ;"
        return both(f"Write: {line}", f"Tulis: {line}")

    def _too_many(self, result: Result) -> Words:
        focus, path = self._samples.numbers(result)
        values = dict.fromkeys(written(self._graph.terms[value]) for value in self._kinds.values(path).get(focus, ()))
        shown = listed([*values])
        return both(f"Keep one of: {shown}", f"Pertahankan salah satu: {shown}") if len(values) > 1 else ()

    def _datatype(self, result: Result) -> Words:
        wanted = self._shapes.one(result.shape, "datatype")
        if wanted is None:
            return ()
        if isinstance(result.value, ox.Literal):
            if wanted.value == RDF + "langString":
                return write(str(ox.Literal(result.value.value)) + "@en")
            if is_well_formed(result.value.value, wanted.value):
                return write(written(ox.Literal(result.value.value, datatype=ox.NamedNode(wanted.value))))
        return form(wanted.value)

    def _language(self, result: Result) -> Words:
        lists = self._shapes.values(result.shape, "languageIn")
        tags = [tag.value for head in lists for tag in self._shapes.items(head)]
        if not tags or not isinstance(result.value, ox.Literal):
            return ()
        focus, path = self._samples.numbers(result)
        others = (self._graph.terms[value] for value in self._kinds.values(path).get(focus, ()))
        there = {getattr(other, "language", None) for other in others}
        missing = [tag for tag in tags if tag not in there] or tags
        near = near_matches(result.value.language or "", missing, 1) or missing[:1]
        text = str(ox.Literal(result.value.value if len(result.value.value) < 60 else "…"))
        tag = "@" + ", @".join(tags[:FEW])
        return both(f"Write {text}@{near[0]} (one of {tag})", f"Tulis {text}@{near[0]} (salah satu dari {tag})")

    def _one_of(self, result: Result) -> Words:
        lists = self._shapes.values(result.shape, "in")
        allowed = [written(each) for head in lists for each in self._shapes.items(head)]
        near = near_matches(written(result.value), allowed, 1) if result.value is not None else []
        return choose([*near, *(each for each in allowed if each not in near)])

    def _pattern(self, result: Result) -> Words:
        if isinstance(result.value, ox.NamedNode):
            for pattern in self._shapes.values(result.shape, "pattern"):
                if begins := _BEGINNING.match(pattern.value):
                    return self._among(result.value, begins[1].replace("\\", ""))
        sample = self._samples.of(result)
        return such_as(sample.value, self._name(sample.holder)) if sample else ()

    def _among(self, value: ox.NamedNode, address: str) -> Words:
        alike = self._likeness.among(value, address)
        return did_you_mean(self._called(alike)) or choose([shrink(iri) for iri in self._likeness.below(address)])

    def _of_class(self, result: Result) -> Words:
        wanted = self._shapes.one(result.shape, "class")
        members = [] if wanted is None else self._kinds.members(wanted)
        if wanted is None or not members:
            return ()
        if isinstance(result.value, ox.NamedNode) and (alike := self._likeness.of_class(result.value, wanted)):
            return did_you_mean(self._called(alike[:3]))
        return self._by_label(result) or such_as(shrink(members[0]))

    def _by_label(self, result: Result) -> Words:
        """The thing that a text names, where a thing is wanted."""
        if not isinstance(result.value, ox.Literal):
            return ()
        wanted = self._shapes.one(result.shape, "class")
        found = self._likeness.named(result.value.value, None if wanted is None else wanted.value)
        return write(shrink(found)) if found else ()

    def _bound(self, result: Result) -> Words:
        said = self._shapes.said_of(result.shape)
        bounds = {
            SH + "minInclusive": ("at least", "paling kecil"),
            SH + "minExclusive": ("more than", "lebih dari"),
            SH + "maxInclusive": ("at most", "paling besar"),
            SH + "maxExclusive": ("less than", "kurang dari"),
        }
        limits = [(words, said[name][0].value) for name, words in bounds.items() if said.get(name)]
        en, id_ = (
            " and ".join(f"{words[0]} {limit}" for words, limit in limits),
            " dan ".join(f"{words[1]} {limit}" for words, limit in limits),
        )
        return both(f"Write a value of {en}", f"Tulis nilai {id_}") if limits else ()

    def _called(self, iris: list[str]) -> list[Names]:
        return [self._name(iri) for iri in iris]

    def _name(self, iri: str) -> Names:
        return self._labels.name(iri), self._labels.name(iri, "id")
