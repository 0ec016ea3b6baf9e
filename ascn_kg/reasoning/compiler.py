"""Compiles the axioms of a graph into rules over its things: one for each way a rule of the profile reads an axiom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import combinations
from typing import NamedTuple

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError
from ascn_kg.graph import Graph, Term, Terms
from ascn_kg.namespaces import OWL, RDF
from ascn_kg.reasoning import rules as tables
from ascn_kg.reasoning.rules import Form, Pattern

Numbers = tuple[int, int, int]
Atom = tuple[int | str, int | str, int | str]
"""Subject, predicate and object, each the number of a term or a variable (``?x``)."""


class Rule(NamedTuple):
    """A rule of the profile with the axioms it speaks of filled in; variables are strings, terms are numbers.

    Where all of ``body`` holds, ``head`` follows; where that is None, the graph contradicts itself: ``clash`` holds
    the IRI of the OWL term that says so and what breaks it. ``axioms`` are the triples it was compiled from
    (without the cells of their lists).
    """

    name: str
    body: tuple[Atom, ...]
    head: Atom | None
    clash: tuple[str, tuple[int | str, ...]] | None
    axioms: tuple[Numbers, ...]


class Program(NamedTuple):
    """What a graph's axioms compile to: ``schema`` rules relate the axioms to each other, ``rules`` say of things.

    ``equality`` are the rules of table 4, which reach every statement; empty where nothing can be the same as
    anything else.
    """

    terms: Terms
    schema: tuple[Rule, ...]
    rules: tuple[Rule, ...]
    equality: tuple[Rule, ...]

    @property
    def all(self) -> tuple[Rule, ...]:
        """Every rule, those on axioms first."""
        return self.schema + self.rules + self.equality


def class_key(number: int) -> int:
    """The key of the members of a class: a relation is known by its predicate, a class by the number's complement."""
    return ~number


class Axioms:
    """The axioms of a graph, looked up by what a rule of the profile says of them.

    ``asserted`` gives the extension of a key: ``(subject, object)`` for the number of a predicate, ``(member,)``
    for a :func:`class_key`. ``further`` axioms were inferred.
    """

    def __init__(
        self, terms: Terms, asserted: Callable[[int], Iterable[tuple[int, ...]]], further: Iterable[Numbers] = ()
    ) -> None:
        self.terms, self._asserted = terms, asserted
        self._further: dict[int, list[tuple[int, ...]]] = {}
        type_ = terms.get(ox.NamedNode(RDF + "type"))
        for subject, predicate, value in further:
            if predicate == type_:
                self._further.setdefault(class_key(value), []).append((subject,))
            else:
                self._further.setdefault(predicate, []).append((subject, value))
        self._extensions: dict[int, list[tuple[int, ...]]] = {}
        self._by_subject: dict[int, dict[int, list[int]]] = {}

    def extension(self, key: int) -> list[tuple[int, ...]]:
        """Each pair of a predicate, or each member of a class, once."""
        if key not in self._extensions:
            found = dict.fromkeys((*self._asserted(key), *self._further.get(key, ())))
            self._extensions[key] = list(found)
        return self._extensions[key]

    def by_subject(self, predicate: int) -> dict[int, list[int]]:
        """Subject -> objects of a predicate."""
        if predicate not in self._by_subject:
            index = self._by_subject[predicate] = {}
            for subject, value in self.extension(predicate):
                index.setdefault(subject, []).append(value)
        return self._by_subject[predicate]

    def members(self, head: int) -> list[int]:
        """The members of an RDF list. Raises :class:`AscnKgError` where it is broken."""
        first, rest, nil = self._list_words
        found: list[int] = []
        seen: set[int] = set()
        while head != nil:
            values, after = self.by_subject(first).get(head, ()), self.by_subject(rest).get(head, ())
            if head in seen or len(values) != 1 or len(after) != 1:
                raise AscnKgError(
                    f"The axioms cannot be reasoned over: the list at {self.terms[head]} is broken. "
                    "Each cell must have one rdf:first and one rdf:rest, and the last must end in rdf:nil."
                )
            seen.add(head)
            found.append(values[0])
            head = after[0]
        return found

    @cached_property
    def _list_words(self) -> tuple[int, int, int]:
        first, rest, nil = (self.terms.number(ox.NamedNode(RDF + name)) for name in ("first", "rest", "nil"))
        return first, rest, nil


def compile_axioms(axioms: Axioms, *, asserted_same: bool = False) -> Program:
    """The program of the given axioms; ``asserted_same`` tells whether anything is said to be the same."""
    filler = _Filler(axioms)
    rules = [rule for form in _things() for rule in filler.fill(form)]
    rules += [r for f in _restrictions() if axioms.extension(filler.number(f.data[0][1])) for r in filler.fill(f)]
    same = filler.number(OWL + "sameAs")
    merging = asserted_same or any(filler.merges(rule, same) for rule in rules)
    equality = [rule for form in _equality() for rule in filler.fill(form)]
    if not merging:  # that something differs from itself needs no equality
        rules += [rule for rule in equality if rule.clash and all(same not in atom for atom in rule.body)]
        equality = []
    return Program(
        axioms.terms,
        tuple(rule for form in _schema() for rule in filler.fill(form)),
        tuple(rules),
        tuple(equality),
    )


@lru_cache
def _things() -> tuple[Form, ...]:
    return tuple(f for table in (tables.PROPERTIES, tables.CLASSES, tables.CLASS_AXIOMS) for f in tables.forms(table))


@lru_cache
def _restrictions() -> tuple[Form, ...]:
    return tables.forms(tables.RESTRICTIONS)


@lru_cache
def _equality() -> tuple[Form, ...]:
    return tables.forms(tables.EQUALITY)


@lru_cache
def _schema() -> tuple[Form, ...]:
    return tables.forms(tables.SCHEMA)


@lru_cache
def vocabulary() -> frozenset[str]:
    """IRIs of the predicates and classes from which rules are compiled."""
    words = {RDF + "type", OWL + "sameAs", OWL + "differentFrom", RDF + "first", RDF + "rest"}
    schema = (*_schema(), *_restrictions())
    for form in (*_things(), *_equality(), *schema):
        for _, predicate, value in form.axioms + (form.data if form in schema else ()):
            words.add(predicate)
            if predicate == RDF + "type":
                words.add(value)
    return frozenset(words)


# Variable (``?x``, ``?x#`` for all of a list) -> the number it stands for.
_Binding = dict[str, int | list[int]]


class _Filler:
    """Fills the forms of rules with the axioms they read."""

    def __init__(self, axioms: Axioms) -> None:
        self.axioms = axioms
        self._numbers: dict[str, int] = {}
        self._type, self._thing = self.number(RDF + "type"), self.number(OWL + "Thing")
        self._same = self.number(OWL + "sameAs")

    def number(self, iri: str) -> int:
        if iri not in self._numbers:
            self._numbers[iri] = self.axioms.terms.number(ox.NamedNode(iri))
        return self._numbers[iri]

    def fill(self, form: Form) -> Iterator[Rule]:
        for binding, used in self._match(form.axioms, {}, ()):
            body = tuple(atom for atom in self._spelled_out(form.data, binding) if not self._is_certain(atom))
            if any(atom[1:] == (self._type, self._thing) for atom in body):
                continue  # nothing is typed as owl:Thing: each rule that asks for it has a twin that does not
            clash = None
            if form.clash is not None:
                clash = form.clash[0], tuple(self._filled(thing, binding) for thing in form.clash[1])
                yield Rule(form.name, body, None, clash, used)
            for head in form.heads:
                atom = self._atom(head, binding)
                if atom[1:] != (self._type, self._thing) and atom not in body:
                    yield Rule(form.name, body, atom, clash, used)

    def _is_certain(self, atom: Atom) -> bool:
        """Whether the atom says of a term that it is the same as itself."""
        return atom[0] == atom[2] and atom[1] == self._same and isinstance(atom[0], int)

    def merges(self, rule: Rule, same: int) -> bool:
        """Whether equality matters to a rule: it yields it, or asks for a value that may be written in another way."""
        return (rule.head is not None and rule.head[1] == same) or any(
            isinstance(atom[2], int) and isinstance(self.axioms.terms[atom[2]], ox.Literal) for atom in rule.body
        )

    def _match(
        self, patterns: tuple[Pattern, ...], binding: _Binding, used: tuple[Numbers, ...]
    ) -> Iterator[tuple[_Binding, tuple[Numbers, ...]]]:
        """Every way in which the axioms meet all the patterns, with the triples that do so."""
        if not patterns:
            yield binding, used
            return
        subject, predicate, value = patterns[0]
        number = self.number(predicate)
        if number == self._type:
            rows: Iterable[tuple[int, ...]] = self.axioms.extension(class_key(self.number(value)))
            rows = ((thing, self.number(value)) for (thing,) in rows)
        elif subject in binding:
            known = binding[subject]
            assert isinstance(known, int)
            rows = ((known, each) for each in self.axioms.by_subject(number).get(known, ()))
        else:
            rows = self.axioms.extension(number)
        for one, other in rows:
            if binding.get(subject, one) != one:
                continue
            for more in self._bound(value, other, binding):
                yield from self._match(patterns[1:], {**binding, subject: one, **more}, (*used, (one, number, other)))

    def _bound(self, value: str, number: int, binding: _Binding) -> Iterator[_Binding]:
        """What the object of a pattern binds when it is the term of that number; nothing where it does not fit."""
        if value.startswith("?"):
            if binding.get(value, number) == number:
                yield {value: number}
        elif value in ("0", "1"):
            if _is_number(self.axioms.terms[number], value):
                yield {}
        elif value.startswith("("):
            yield from self._listed(value.split()[1:-1], self.axioms.members(number))
        elif self.number(value) == number:
            yield {}

    def _listed(self, variables: list[str], members: list[int]) -> Iterator[_Binding]:
        if variables[0].endswith("#"):
            if members:
                yield {variables[0]: members}
            return
        for some in combinations(members, len(variables)):
            yield dict(zip(variables, some, strict=True))

    def _spelled_out(self, patterns: tuple[Pattern, ...], binding: _Binding) -> Iterator[Atom]:
        length = next((len(value) for value in binding.values() if isinstance(value, list)), 0)
        for pattern in patterns:
            if any(part[0] == "?" and "#" in part for part in pattern):
                for place in range(1, length + 1):
                    yield self._atom(pattern, binding, place)
            else:
                yield self._atom(pattern, binding)

    def _atom(self, pattern: Pattern, binding: _Binding, place: int = 0) -> Atom:
        subject, predicate, value = (self._filled(part, binding, place) for part in pattern)
        return subject, predicate, value

    def _filled(self, part: str, binding: _Binding, place: int = 0) -> int | str:
        if not part.startswith("?"):
            return self.number(part)
        known = binding.get(part)
        if isinstance(known, int):
            return known
        if isinstance(known, list):
            return known[place - 1]
        if part.endswith("#+"):
            return f"{part[:-2]}{place + 1}"
        if part.endswith("$"):
            length = next(len(value) for value in binding.values() if isinstance(value, list))
            return f"{part[:-1]}{length + 1}"
        return f"{part[:-1]}{place}" if part.endswith("#") else part


def _is_number(term: Term, digits: str) -> bool:
    return isinstance(term, ox.Literal) and term.value.lstrip("+0") == digits.lstrip("0")


def compile_rules(graph: Graph) -> Program:
    """The rules that the axioms a graph states compile to.

    >>> from ascn_kg.graph import load_graph
    >>> from ascn_kg.locations import default_locations
    >>> program = compile_rules(load_graph(default_locations()))
    >>> rule = next(rule for rule in program.rules if rule.name == "prp-spo2")
    >>> [program.terms[number].value.rpartition("#")[2] for _, number, _ in rule.body]
    ['hasMembership', 'memberOf']
    """
    from ascn_kg.reasoning.python_relations import extensions

    columns = graph.reasoned_over()
    same = graph.terms.get(ox.NamedNode(OWL + "sameAs"))
    return compile_axioms(
        Axioms(graph.terms, extensions(graph.terms, columns)), asserted_same=same in columns.by_predicate
    )
