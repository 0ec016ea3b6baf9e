"""What to write instead of what breaks a rule: a near match, a form, or what a thing of the same kind has there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

import pyoxigraph as ox

from ascn_kg.errors import NotFoundError
from ascn_kg.findings import Words
from ascn_kg.graph import Graph, Term
from ascn_kg.labels import Labels, fold
from ascn_kg.namespaces import RDF, RDFS, SH, XSD, shrink
from ascn_kg.reasoning.datatypes import is_well_formed
from ascn_kg.spelling import near_matches
from ascn_kg.turtle.writing import written
from ascn_kg.validation.results import Result
from ascn_kg.validation.shapes import ShapesGraph, Unsupported

# A value of each datatype, for whoever does not know how one is written.
_FORMS = {
    RDF + "langString": '"Jakarta"@id',
    XSD + "anyURI": '"https://asean.org/"^^xsd:anyURI',
    XSD + "boolean": "true",
    XSD + "date": '"2018-07-08"^^xsd:date',
    XSD + "dateTime": '"2018-07-08T09:00:00Z"^^xsd:dateTime',
    XSD + "decimal": "13.75",
    XSD + "gYear": '"2018"^^xsd:gYear',
    XSD + "gYearMonth": '"2018-07"^^xsd:gYearMonth',
    XSD + "integer": "38",
    XSD + "string": '"text"',
}
# In which of these a text is looked for that is not written as its datatype asks, the narrowest first.
_TRIED = ("gYear", "gYearMonth", "date", "dateTime", "integer", "decimal", "boolean")
_FEW = 6
# Names of a namespace beyond which only those that begin alike are compared.
_MANY = 5_000
# Of a pattern, the text that all it fits must begin with.
_BEGINNING = re.compile(r"\^((?:[^\\.^$*+?()\[\]{}|]|\\.|\.(?![*+?{]))+)(?![*+?{])")

_NUMBER = re.compile(r"[0-9]+")


class _Sample(NamedTuple):
    """What a thing of the same kind has for a property."""

    holder: str
    value: str


class Hints:
    """Finds hints for the results of one validation."""

    def __init__(self, graph: Graph, shapes: ShapesGraph, labels: Labels, results: Iterable[Result]) -> None:
        self._graph, self._shapes, self._labels = graph, shapes, labels
        self._at_fault = {self._numbers(each)[::-1] for each in results}
        self._by_path: dict[int, dict[int, list[int]]] = {}
        self._samples: dict[tuple[Term, int, int], _Sample | None] = {}
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
        meant = self._misspelt(result.value) or self._misspelt(result.focus)
        if meant:
            return meant
        name = result.component.removeprefix(SH).removesuffix("ConstraintComponent")
        try:
            return self._by_component[name](result) if name in self._by_component else ()
        except Unsupported:
            return ()

    # Names nobody describes

    def _misspelt(self, term: Term | None) -> Words:
        """The names like that of a term of which nothing is said, among those of its namespace."""
        if not isinstance(term, ox.NamedNode) or self._graph.terms.get(term) in self._described:
            return ()
        address, local = _split(term.value)
        near = self._near(local, address)
        return _did_you_mean([self._labels.name(iri) for iri in near], [self._labels.name(iri, "id") for iri in near])

    def _near(self, local: str, address: str) -> list[str]:
        names = self._names.get(address, [])
        if len(names) > _MANY:
            names = [name for name in names if name[:2] == local[:2]]
        exact = [name for name in names if fold(name) == fold(local)]
        # A name with another number is another thing, not a misspelling.
        likely = near_matches(local, names, 3, 0.88) or near_matches(local, names, 3, 0.7)
        near = [name for name in likely if _NUMBER.sub("", name) != _NUMBER.sub("", local)]
        return [address + name for name in exact or near]

    @cached_property
    def _described(self) -> set[int]:
        return set(self._graph.columns.subjects)

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """Namespace -> the last parts of the IRIs in it that are described."""
        names: dict[str, list[str]] = {}
        for number in sorted(self._described):
            term = self._graph.terms[number]
            if isinstance(term, ox.NamedNode):
                address, local = _split(term.value)
                names.setdefault(address, []).append(local)
        return names

    # What each kind of constraint asks for

    def _missing(self, result: Result) -> Words:
        if not (sample := self._sample(result)):
            return ()
        return _both(
            f"Add it, as {{holder}} has: {shrink(result.path or '')} {sample.value} ;",
            f"Tambahkan, seperti pada {{holder}}: {shrink(result.path or '')} {sample.value} ;",
            holder=self._name(sample.holder),
        )

    def _has_value(self, result: Result) -> Words:
        wanted = self._shapes.values(result.shape, "hasValue")
        if not wanted or not result.path:
            return ()
        line = f"{shrink(result.path)} {written(wanted[0])} ;"
        return _both(f"Write: {line}", f"Tulis: {line}")

    def _too_many(self, result: Result) -> Words:
        focus, path = self._numbers(result)
        values = dict.fromkeys(written(self._graph.terms[value]) for value in self._values(path).get(focus, ()))
        shown = _listed([*values])
        return _both(f"Keep one of: {shown}", f"Pertahankan salah satu: {shown}") if len(values) > 1 else ()

    def _datatype(self, result: Result) -> Words:
        wanted = self._shapes.one(result.shape, "datatype")
        if wanted is None:
            return ()
        if isinstance(result.value, ox.Literal):
            if wanted.value == RDF + "langString":
                return _write(str(ox.Literal(result.value.value)) + "@en")
            if is_well_formed(result.value.value, wanted.value):
                return _write(written(ox.Literal(result.value.value, datatype=ox.NamedNode(wanted.value))))
        return form(wanted.value)

    def _language(self, result: Result) -> Words:
        lists = self._shapes.values(result.shape, "languageIn")
        tags = [tag.value for head in lists for tag in self._shapes.items(head)]
        if not tags or not isinstance(result.value, ox.Literal):
            return ()
        near = near_matches(result.value.language or "", tags, 1) or tags[:1]
        text = str(ox.Literal(result.value.value if len(result.value.value) < 60 else "…"))
        tag = "@" + ", @".join(tags[:_FEW])
        return _both(f"Write {text}@{near[0]} (one of {tag})", f"Tulis {text}@{near[0]} (salah satu dari {tag})")

    def _one_of(self, result: Result) -> Words:
        lists = self._shapes.values(result.shape, "in")
        allowed = [written(each) for head in lists for each in self._shapes.items(head)]
        near = near_matches(written(result.value), allowed, 1) if result.value is not None else []
        return _choose([*near, *(each for each in allowed if each not in near)])

    def _pattern(self, result: Result) -> Words:
        if isinstance(result.value, ox.NamedNode):
            for pattern in self._shapes.values(result.shape, "pattern"):
                if begins := _BEGINNING.match(pattern.value):
                    return self._among(result.value, begins[1].replace("\\", ""))
        sample = self._sample(result)
        return _such_as(sample.value, self._name(sample.holder)) if sample else ()

    def _among(self, value: ox.NamedNode, address: str) -> Words:
        """The things below an address that have a name like the value's; else some of them."""
        local = _split(value.value)[1]
        names = [name for name in self._names.get(address, []) if name]
        alike = self._near(local, address) or self._labelled(value, (address + name for name in names))
        if alike:
            return _did_you_mean(
                [self._labels.name(iri) for iri in alike], [self._labels.name(iri, "id") for iri in alike]
            )
        return _choose([shrink(address + name) for name in names])

    def _labelled(self, value: ox.NamedNode, candidates: Iterable[str]) -> list[str]:
        """Those of the things that are called as the value is."""
        called = {fold(self._labels.label(value.value, lang)) for lang in ("en", "id")}
        return [iri for iri in candidates if called & {fold(self._labels.label(iri, lang)) for lang in ("en", "id")}]

    def _of_class(self, result: Result) -> Words:
        wanted = self._shapes.one(result.shape, "class")
        members = [] if wanted is None else sorted(self._members(self._graph.terms.get(wanted)))
        if not members:
            return ()
        if isinstance(result.value, ox.NamedNode):
            local = _split(result.value.value)[1]
            alike = [iri for iri in members if _split(iri)[1] == local] or self._labelled(result.value, members[:_MANY])
            if alike:
                return _did_you_mean(
                    [self._labels.name(iri) for iri in alike[:3]], [self._labels.name(iri, "id") for iri in alike[:3]]
                )
        return self._by_label(result) or _such_as(shrink(members[0]))

    def _by_label(self, result: Result) -> Words:
        """The thing that a text names, where a thing is wanted."""
        if not isinstance(result.value, ox.Literal):
            return ()
        wanted = self._shapes.one(result.shape, "class")
        try:
            found = self._labels.find(result.value.value, None if wanted is None else wanted.value)
        except NotFoundError:
            return ()
        return _write(shrink(found))

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
        return _both(f"Write a value of {en}", f"Tulis nilai {id_}") if limits else ()

    # What others have

    def _sample(self, result: Result) -> _Sample | None:
        """What the first thing of the same class has for the property, of those that keep the rule."""
        focus, path = self._numbers(result)
        fits = self._wanted(result.shape)
        for kind in sorted(self._kinds.get(focus, ())):
            key = (result.shape, path, kind)
            if key not in self._samples:
                self._samples[key] = self._first_sample(path, kind, fits)
            if sample := self._samples[key]:
                return sample
        return None

    def _first_sample(self, path: int, kind: int, fits: Callable[[Term], bool]) -> _Sample | None:
        terms = self._graph.terms
        for subject, values in self._values(path).items():
            holder = terms[subject]
            if (path, subject) in self._at_fault or kind not in self._kinds.get(subject, ()):
                continue
            for value in values:
                if isinstance(holder, ox.NamedNode) and fits(terms[value]):
                    return _Sample(holder.value, written(terms[value]))
        return None

    def _wanted(self, shape: Term) -> Callable[[Term], bool]:
        """Whether a value is one of those that a shape counts."""
        inner = [*self._shapes.values(shape, "qualifiedValueShape"), shape]
        tags = {
            tag.value
            for one in inner
            for head in self._shapes.values(one, "languageIn")
            for tag in self._shapes.items(head)
        }
        patterns = [re.compile(pattern.value) for one in inner for pattern in self._shapes.values(one, "pattern")]

        def fits(value: Term) -> bool:
            tag = getattr(value, "language", None)
            return (not tags or tag in tags) and all(pattern.search(value.value) for pattern in patterns)

        return fits

    def _numbers(self, result: Result) -> tuple[int, int]:
        """Focus node and property as numbers, -1 where there are none."""
        number = self._graph.terms.get
        path = number(ox.NamedNode(result.path)) if result.path else None
        focus = number(result.focus)
        return -1 if focus is None else focus, -1 if path is None else path

    def _values(self, path: int) -> dict[int, list[int]]:
        """Thing -> its values, of one property."""
        if path not in self._by_path:
            values = self._by_path[path] = {}
            for subject, value in zip(*self._graph.columns.by_predicate.get(path, ([], [])), strict=True):
                values.setdefault(subject, []).append(value)
        return self._by_path[path]

    @cached_property
    def _kinds(self) -> dict[int, set[int]]:
        """Thing -> its asserted classes."""
        number = self._graph.terms.get(ox.NamedNode(RDF + "type"))
        return {} if number is None else {thing: set(classes) for thing, classes in self._values(number).items()}

    def _members(self, kind: int | None) -> Iterator[str]:
        """The things stated to be of a class, or of one below it."""
        below = self._classes_below(kind)
        for subject, kinds in self._kinds.items():
            term = self._graph.terms[subject]
            if not below.isdisjoint(kinds) and isinstance(term, ox.NamedNode):
                yield term.value

    def _classes_below(self, kind: int | None) -> set[int | None]:
        number = self._graph.terms.get(ox.NamedNode(RDFS + "subClassOf"))
        below: set[int | None] = {kind}
        while True:
            further = {one for one, above in self._values(-1 if number is None else number).items() if below & {*above}}
            if further <= below:
                return below
            below |= further

    def _name(self, iri: str) -> tuple[str, str]:
        return self._labels.name(iri), self._labels.name(iri, "id")


def form(datatype: str, text: str = "") -> Words:
    """How a value of a datatype is written; first, as what the text can be written that is no such value."""
    example = _FORMS.get(datatype)
    if datatype == XSD + "decimal" and is_well_formed(text.replace(",", "."), datatype):
        return _write(text.replace(",", "."))
    fitting = [name for name in _TRIED if XSD + name != datatype and is_well_formed(text, XSD + name)][:1]
    if not fitting:
        return _such_as(example)
    other = written(ox.Literal(text, datatype=ox.NamedNode(XSD + fitting[0])))
    if example is None:
        return _write(other)
    return _both(f"Write {other}, or something like {example}", f"Tulis {other}, atau seperti {example}")


def _split(iri: str) -> tuple[str, str]:
    """Namespace and last part."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    return iri[:cut], iri[cut:]


def _both(en: str, id_: str, **names: tuple[str, str]) -> Words:
    for name, (in_en, in_id) in names.items():
        en, id_ = en.replace(f"{{{name}}}", in_en), id_.replace(f"{{{name}}}", in_id)
    return (("en", en), ("id", id_))


def _did_you_mean(en: list[str], id_: list[str]) -> Words:
    return _both(f"Did you mean {' or '.join(en)}?", f"Maksudnya {' atau '.join(id_)}?") if en else ()


def _write(text: str) -> Words:
    return _both(f"Write {text}", f"Tulis {text}")


def _such_as(text: str | None, holder: tuple[str, str] | None = None) -> Words:
    if not text:
        return ()
    if holder is None:
        return _both(f"Write something like {text}", f"Tulis seperti {text}")
    return _both(f"{{holder}} has {text}", f"Pada {{holder}} tertulis {text}", holder=holder)


def _choose(allowed: list[str]) -> Words:
    if not allowed:
        return ()
    shown = _listed(allowed)
    return _both(f"Write one of: {shown}", f"Tulis salah satu: {shown}")


def _listed(texts: list[str]) -> str:
    return ", ".join(texts[:_FEW]) + (", …" if len(texts) > _FEW else "")
