"""Turns the three words somebody writes for a triple into terms: labels, slugs, prefixed names, literals."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError, NotFoundError
from ascn_kg.graph import Graph
from ascn_kg.labels import Labels, fold
from ascn_kg.namespaces import OWL, PREFIXES, RDF, RDFS, TERMS, XSD, expand, shrink

Resource = ox.NamedNode
Object = ox.NamedNode | ox.Literal

_TYPE = RDF + "type"
_CLASSES = (OWL + "Class",)
_PROPERTIES = tuple(OWL + kind for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty"))
_WORDS_FOR_TYPE = ("a", "is a", "type", "adalah")
_KINDS_OF_SUBJECT = {
    **dict.fromkeys((RDFS + "subClassOf", OWL + "disjointWith", OWL + "equivalentClass"), _CLASSES),
    **dict.fromkeys((RDFS + "subPropertyOf", OWL + "inverseOf", OWL + "equivalentProperty"), _PROPERTIES),
    **dict.fromkeys((RDFS + "domain", RDFS + "range"), _PROPERTIES),
}
_KINDS_OF_OBJECT = {**_KINDS_OF_SUBJECT, **dict.fromkeys((_TYPE, RDFS + "domain", RDFS + "range"), _CLASSES)}


class ArgumentReader:
    """Reads predicate, subject and object, in this order: what each may be depends on those before."""

    def __init__(self, graph: Graph, labels: Labels, objects: Callable[[Resource, Resource], Iterable[object]]) -> None:
        """``objects`` gives the objects of a subject and a predicate in their exact form, which the store has not."""
        self._graph, self._labels, self._objects = graph, labels, objects

    def subject(self, text: str, predicate: Resource) -> Resource:
        """A thing or concept, or what the predicate speaks of. Raises :class:`NotFoundError` with near matches."""
        return self._resource(text, _KINDS_OF_SUBJECT.get(predicate.value, ()))

    def predicate(self, text: str) -> Resource:
        """A property, by label in either language, local name or prefixed name. Raises :class:`NotFoundError`."""
        wanted = text.strip()
        if wanted.lower() in _WORDS_FOR_TYPE:
            return Resource(_TYPE)
        if (iri := _as_iri(wanted)) is not None:
            if self._graph.terms.get(iri) is None:
                raise NotFoundError(f"{wanted} occurs nowhere in the graph. {self._near(wanted, self._properties())}")
            return iri
        found = self._called(wanted, self._properties())
        if len(found) == 1:
            return Resource(found[0])
        if found:
            raise NotFoundError(
                f'"{text}" may mean any of: {", ".join(sorted(map(shrink, found)))}. Give one of these.'
            )
        raise NotFoundError(f'No property is called "{text}". {self._near(text, self._properties())}')

    def object(self, text: str, subject: Resource, predicate: Resource) -> Object:
        """A thing, or a literal: bare, or in quotes with language or datatype. Raises :class:`NotFoundError`."""
        wanted = text.strip()
        if wanted.startswith(('"', "'")):
            return _literal(wanted)
        known = [each for each in self._objects(subject, predicate) if isinstance(each, ox.Literal)]
        fitting = [each for each in known if each.value == text]
        if len(fitting) > 1:
            raise NotFoundError(f"{text!r} may mean any of: {', '.join(map(str, fitting))}. Give one of these instead.")
        if fitting:
            return fitting[0]
        if self._takes_literals(predicate):
            return ox.Literal(text, datatype=self._datatype(predicate))
        return self._resource(text, _KINDS_OF_OBJECT.get(predicate.value, ()))

    def _resource(self, text: str, kinds: Iterable[str]) -> Resource:
        """A thing or concept; where ``kinds`` of terms are given, a term of these first, else any term last."""
        iri = _as_iri(text.strip())
        if iri is not None and self._graph.terms.get(iri) is not None:
            return iri
        terms = [] if iri is not None else self._called(text, self._of_kinds(kinds or (*_CLASSES, *_PROPERTIES)))
        if kinds and len(terms) == 1:
            return Resource(terms[0])
        try:
            return Resource(self._labels.find(text))
        except NotFoundError:
            if len(terms) != 1:
                raise
            return Resource(terms[0])

    def _called(self, text: str, candidates: Iterable[str]) -> list[str]:
        """Those of the IRIs whose label or local name is the text; case, accents, spaces and hyphens apart.

        Where there are several: ours before those of other vocabularies, then what is written just so.
        """
        wanted = fold(text)
        found = [iri for iri in candidates if wanted in map(fold, self._names(iri))]
        if len(found) > 1:
            found = [iri for iri in found if iri.startswith(TERMS)] or found
            found = [iri for iri in found if text.strip() in self._names(iri)] or found
        return found

    def _near(self, text: str, candidates: Iterable[str]) -> str:
        names = {fold(name): iri for iri in candidates for name in self._names(iri)}
        close = difflib.get_close_matches(fold(text.rpartition(":")[2]), names, n=3)
        if not close:
            return "Give a label, a local name or a prefixed name, as in ascn:memberCity."
        return f"Did you mean {', '.join(dict.fromkeys(self._labels.name(names[each]) for each in close))}?"

    def _names(self, iri: str) -> list[str]:
        """Labels in every language, and the local name."""
        labels = self._graph.objects(Resource(iri), RDFS + "label")
        return [*(label.value for label in labels), shrink(iri).rpartition(":")[2]]

    def _properties(self) -> list[str]:
        terms = self._graph.terms
        used = [terms[number].value for number in self._graph.columns.by_predicate]
        return list(dict.fromkeys([*self._of_kinds(_PROPERTIES), *used]))

    def _of_kinds(self, kinds: Iterable[str]) -> list[str]:
        quads = (quad for kind in kinds for quad in self._graph.find(None, _TYPE, Resource(kind)))
        return list(dict.fromkeys(quad.subject.value for quad in quads if isinstance(quad.subject, Resource)))

    def _takes_literals(self, predicate: Resource) -> bool:
        kinds = {each.value for each in self._graph.objects(predicate, _TYPE)}
        return not kinds.isdisjoint({OWL + "DatatypeProperty", OWL + "AnnotationProperty"})

    def _datatype(self, predicate: Resource) -> Resource:
        ranges = [each for each in self._graph.objects(predicate, RDFS + "range") if isinstance(each, Resource)]
        return next((each for each in ranges if each.value.startswith(XSD)), Resource(XSD + "string"))


def _as_iri(text: str) -> Resource | None:
    iri = text if text.startswith(("https://", "http://")) else expand(text)
    try:
        return None if iri is None else Resource(iri)
    except ValueError:
        raise NotFoundError(f"{text}: this is no address. Give a label or a prefixed name instead.") from None


def _literal(text: str) -> ox.Literal:
    heads = "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in PREFIXES.items())
    try:
        found = [quad.object for quad in ox.parse(f"{heads}<a:> <a:> {text}\n.", format=ox.RdfFormat.TURTLE)]
    except SyntaxError:
        found = []
    if len(found) == 1 and isinstance(found[0], ox.Literal):
        return found[0]
    raise AscnKgError(f'{text}: this is no literal. Write "text", "text"@en, or "2018-04-28"^^xsd:date.')
