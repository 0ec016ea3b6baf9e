"""Names of things: what an IRI is called in a language, and which IRI somebody means by a name."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cached_property

import pyoxigraph as ox

from ascn_kg.errors import NotFoundError
from ascn_kg.graph import Graph
from ascn_kg.namespaces import CONCEPTS, PREFIXES, RDF, RDFS, SKOS, TERMS, THINGS, expand, shrink
from ascn_kg.spelling import near_matches

LABEL = RDFS + "label"
PREF_LABEL = SKOS + "prefLabel"
ALT_LABEL = SKOS + "altLabel"

# Hyphens, dashes, soft hyphen and the marks used as apostrophes (the ʻ of Dottoro'ta is printed in several ways).
_DROPPED = dict.fromkeys(map(ord, "-_\u00ad\u2010\u2011\u2012\u2013\u2014'\u2018\u2019\u02bc\u02bb`\u00b4"))
# Đ is a letter of its own to Unicode, so NFD leaves its stroke: people still type "Da Nang".
_PLAIN = {ord("đ"): "d"}
# Nobody asks for these by slug, and there are thousands of them; their prefixed names still work.
_UNNAMED = (PREFIXES["evidence"], PREFIXES["omission"])
_NEAR = 5
_FEW = 12
_SENTENCES = {
    "en": {
        "not of kind": "{} is not of the kind {}.",
        "several": '"{}" may mean any of: {}. Give one of these instead.',
        "nothing": 'Nothing is called "{}".',
        "nothing of kind": 'Nothing of the kind {1} is called "{0}".',
        "near": "Did you mean {}?",
        "empty": "There is nothing of that kind in the graph.",
        "many": "Give a label, a slug or a prefixed name.",
        "known": "Known: {}.",
    },
    "id": {
        "not of kind": "{} bukan termasuk jenis {}.",
        "several": '"{}" bisa berarti salah satu dari: {}. Tulislah salah satunya.',
        "nothing": 'Tidak ada yang bernama "{}".',
        "nothing of kind": 'Tidak ada yang bernama "{0}" di antara jenis {1}.',
        "near": "Maksud Anda {}?",
        "empty": "Dalam graf tidak ada yang termasuk jenis itu.",
        "many": "Tulislah nama, slug, atau nama berawalan.",
        "known": "Yang ada: {}.",
    },
}


def fitness(name: ox.Literal, lang: str) -> tuple[int, str, str]:
    """Sorts the name in ``lang`` first, then one in a variety of it, then the English one."""
    tag = (name.language or "").lower()
    language = tag.partition("-")[0]
    return (0 if tag == lang else 1 if language == lang else 2 if language == "en" else 3, tag, name.value)


def fold(text: str) -> str:
    """The text without what people vary: case, accents, spaces, hyphens, apostrophes and underscores.

    >>> fold("Hà Nội") == fold("ha-noi")
    True
    """
    plain = unicodedata.normalize("NFKC", text).translate(_DROPPED).casefold().translate(_PLAIN)
    marked = unicodedata.normalize("NFD", plain)
    return "".join(c for c in marked if not unicodedata.combining(c) and not c.isspace())


class Labels:
    """The labels of one graph. Nothing is read before it is asked for.

    >>> from ascn_kg.graph import load_graph
    >>> from ascn_kg.locations import default_locations
    >>> labels = Labels(load_graph(default_locations()))
    >>> labels.label("https://w3id.org/ascn-kg/ontology#City", "id")
    'kota'
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._known: dict[tuple[str, str], str] = {}
        self._members: dict[str, frozenset[str]] = {}

    def label(self, iri: str, lang: str = "en") -> str:
        """What the thing is called in ``lang``; else in English; else in any language; else its prefixed name."""
        key = (iri, lang)
        if key not in self._known:
            self._known[key] = self._choose(iri, lang)
        return self._known[key]

    def name(self, iri: str, lang: str = "en") -> str:
        """Label and prefixed name, as error messages show a thing: ``Hanoi (city:hanoi)``."""
        label, short = self.label(iri, lang), shrink(iri)
        return short if label == short else f"{label} ({short})"

    def find(self, text: str, kind: str | None = None, lang: str = "en") -> str:
        """The IRI of the thing that ``text`` names.

        ``text`` is a label, a variant, a printed name, a slug, a prefixed name or an IRI; case, accents, spaces,
        hyphens and apostrophes do not count. ``kind`` is the IRI of a class or of a concept scheme it must be in.
        Raises :class:`NotFoundError`, in ``lang``, with near matches, or with all candidates where several fit equally
        well.
        """
        say = _SENTENCES[lang]
        wanted = text.strip()
        members = None if kind is None else self.members(kind)
        iri = self._as_iri(wanted)
        if iri is not None and self._exists(iri):
            if members is None or iri in members:
                return iri
            miss = say["not of kind"].format(self.name(iri, lang), self.name(kind or "", lang))
            raise NotFoundError(f"{miss} {self._few(members, lang)}".strip())
        folded = fold(wanted)
        for index in (self._labels, self._variants, self._slugs) if folded and iri is None else ():
            found = {i: names for i, names in index.get(folded, {}).items() if members is None or i in members}
            if len(found) > 1:
                exact = {i: names for i, names in found.items() if wanted in names}
                found = exact or found
            if len(found) == 1:
                return next(iter(found))
            if found:
                listed = ", ".join(sorted(map(shrink, found)))
                raise NotFoundError(say["several"].format(wanted, listed))
        raise NotFoundError(self._miss(wanted, kind, members, lang))

    def _choose(self, iri: str, lang: str) -> str:
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return shrink(iri)
        names = [n for p in (LABEL, PREF_LABEL) for n in self.graph.objects(node, p) if isinstance(n, ox.Literal)]
        if not names:
            return shrink(iri)
        return min(names, key=lambda name: fitness(name, lang)).value

    def _as_iri(self, text: str) -> str | None:
        if text.startswith(("https://", "http://")):
            return text
        return expand(text)

    def _exists(self, iri: str) -> bool:
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return False
        return next(self.graph.store.quads_for_pattern(node, None, None), None) is not None

    def members(self, kind: str) -> frozenset[str] | None:
        """IRIs in a class, its stated sub-classes, or a concept scheme; None for rdfs:Resource, which is everything."""
        if kind == RDFS + "Resource":
            return None
        if kind not in self._members:
            classes, todo = {kind}, [kind]
            while todo:
                for sub in self._subjects(RDFS + "subClassOf", todo.pop()):
                    if sub not in classes:
                        classes.add(sub)
                        todo.append(sub)
            members = {iri for each in classes for iri in self._subjects(RDF + "type", each)}
            members.update(self._subjects(SKOS + "inScheme", kind))
            self._members[kind] = frozenset(members)
        return self._members[kind]

    def _subjects(self, predicate: str, iri: str) -> list[str]:
        quads = self.graph.find(None, predicate, ox.NamedNode(iri))
        return [q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)]

    @cached_property
    def _labels(self) -> dict[str, dict[str, set[str]]]:
        return self._index((LABEL, PREF_LABEL))

    @cached_property
    def _variants(self) -> dict[str, dict[str, set[str]]]:
        index = self._index((ALT_LABEL,))
        for quad in self.graph.find(None, TERMS + "named"):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                for name in self.graph.objects(quad.subject, TERMS + "printedName"):
                    index[fold(name.value)][quad.object.value].add(name.value)
        return index

    @cached_property
    def _slugs(self) -> dict[str, dict[str, set[str]]]:
        index: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for quad in self.graph.find(None, RDF + "type"):
            iri = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""
            if iri.startswith((THINGS, CONCEPTS)) and not iri.startswith(_UNNAMED):
                slug = iri.rpartition("/")[2]
                index[fold(slug)][iri].add(slug)
        return index

    def _index(self, predicates: tuple[str, ...]) -> dict[str, dict[str, set[str]]]:
        """Folded name -> IRI of a thing or concept -> the names as written."""
        index: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for predicate in predicates:
            for quad in self.graph.find(None, predicate):
                iri = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""
                if iri.startswith((THINGS, CONCEPTS)) and isinstance(quad.object, ox.Literal):
                    index[fold(quad.object.value)][iri].add(quad.object.value)
        return index

    def _miss(self, text: str, kind: str | None, members: frozenset[str] | None, lang: str) -> str:
        say = _SENTENCES[lang]
        what = (say["nothing"] if members is None else say["nothing of kind"]).format(text, self.name(kind or "", lang))
        names: dict[str, set[str]] = defaultdict(set)
        for index in (self._labels, self._variants, self._slugs):
            for folded, iris in index.items():
                names[folded].update(iris if members is None else members.intersection(iris))
        close = near_matches(fold(text.rpartition(":")[2]), [n for n, i in names.items() if i], _NEAR)
        near = list(dict.fromkeys(self.name(iri, lang) for folded in close for iri in sorted(names[folded])))[:_NEAR]
        if near:
            return f"{what} {say['near'].format(', '.join(near))}"
        return f"{what} {self._few(members, lang)}".strip()

    def _few(self, members: frozenset[str] | None, lang: str) -> str:
        """All names there are, where they are few enough to read."""
        say = _SENTENCES[lang]
        if not members:
            return "" if members is None else say["empty"]
        if len(members) > _FEW:
            return say["many"]
        return say["known"].format(", ".join(sorted(self.name(iri, lang) for iri in members)))
