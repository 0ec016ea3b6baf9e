"""The reasoner: compiles what a graph's axioms say, runs it to the end, and looks where it contradicts itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from typing import Any, Literal

import pyoxigraph as ox

from ascn_kg.findings import Region
from ascn_kg.graph import Columns, Graph
from ascn_kg.locations import Locations
from ascn_kg.namespaces import OWL, RDF
from ascn_kg.reasoning import datatypes, equality
from ascn_kg.reasoning.clashes import Contradiction
from ascn_kg.reasoning.compiler import Axioms, Numbers, Program, class_key, compile_axioms, vocabulary
from ascn_kg.reasoning.contradictions import contradictions, too_many
from ascn_kg.reasoning.fixpoint import Fixpoint, Relations
from ascn_kg.reasoning.profile import Problem, Where, check
from ascn_kg.reasoning.python_relations import PythonRelations, extensions

Executor = Literal["python", "numpy"]
# Triples from which on NumPy is faster by more than it takes to import.
_LARGE = 100_000
Derived = dict[int, Any]
"""Key -> facts: a sorted list of tuples, or whatever the relations hold instead."""


@dataclass(frozen=True)
class Entailment:
    """All that follows from a graph: the ``program`` its axioms compiled to, what it ``derived``, what contradicts.

    ``derived`` maps a key (the number of a predicate, or ``class_key`` of a class) to the facts that are not stated:
    ``(subject, object)`` or ``(member,)``, sorted; those about axioms, literals and blank nodes are among them.
    """

    program: Program
    derived: Derived
    contradictions: tuple[Contradiction, ...]


def entail(graph: Graph, executor: Executor | None = None, *, locations: Locations | None = None) -> Entailment:
    """What follows from a graph by the rules of OWL 2 RL.

    ``executor`` runs the rules: by default NumPy where it is installed and the graph is large. Both give the same.
    Raises :class:`UnsupportedAxiomError` where an axiom lies outside of that profile (``locations`` makes its paths
    relative), and :class:`AscnKgError` where a list of one is broken.
    """
    columns = graph.reasoned_over()
    where = partial(_place_of, graph, locations)
    if executor is None:
        executor = "numpy" if len(columns) > _LARGE and find_spec("numpy") else "python"
    if executor == "numpy":
        from ascn_kg.reasoning.numpy_relations import Extensions, NumpyRelations

        asserted = Extensions(graph.terms, columns)
        try:
            return _Run(graph, columns, asserted, lambda same: NumpyRelations(asserted, same), where).entailment()
        except _SameThingsError:
            pass
    stated = extensions(graph.terms, columns)
    return _Run(graph, columns, stated, lambda same: PythonRelations(stated, same), where).entailment()


class _SameThingsError(Exception):
    """Two names mean the same thing, which reaches every statement: only the Python executor can follow that."""


class _Run:
    """One run over the stated facts of a graph."""

    def __init__(
        self,
        graph: Graph,
        columns: Columns,
        asserted: Callable[[int], Iterable[tuple[int, ...]]],
        relations: Callable[[int], Relations],
        where: Where,
    ) -> None:
        self.where = where
        self.terms, self.columns, self.asserted, self.new_relations = graph.terms, columns, asserted, relations
        self.type, self.same = (graph.terms.number(ox.NamedNode(iri)) for iri in (RDF + "type", OWL + "sameAs"))

    def entailment(self) -> Entailment:
        """Compile, run, and again where facts turned out to be axioms."""
        check(Axioms(self.terms, self.asserted), self.where)
        further: set[Numbers] = set()
        derived: Derived = {}
        same = any(True for _ in self.asserted(self.same))
        while True:
            axioms = Axioms(self.terms, self.asserted, sorted(further))
            program = compile_axioms(axioms, asserted_same=same)
            schema = self._schema(program, axioms)
            relations = self.new_relations(self.same)
            for known in (schema, derived):
                for key, rows in known.items():
                    relations.note(key, rows)
            run = self._closed(program, relations)
            derived = relations.derived()
            new = self._axioms_in(derived) - self._axioms_in(schema) - further
            if not new:
                return Entailment(program, derived, self._contradictions(run, derived))
            further |= new

    def _schema(self, program: Program, axioms: Axioms) -> Derived:
        """What follows from the axioms for the axioms."""
        relations = PythonRelations(axioms.extension, self.same)
        Fixpoint(program.schema, relations, self.type).run()
        return relations.derived()

    def _closed(self, program: Program, relations: Relations) -> Fixpoint:
        """The program after it was run to its end."""
        sought = {atom[2] for rule in program.rules for atom in rule.body if atom[1] == self.type}
        for datatype in sorted(each for each in sought if isinstance(each, int) and self._is_datatype(each)):
            relations.note(class_key(datatype), self._values_of(datatype))  # dt-type2
        denials = too_many(program.rules, self.same)
        # The other rules of equality speak of every property; _merge is what they do.
        unequal = [rule for rule in program.equality if rule.clash is not None]
        run = Fixpoint((*program.rules, *unequal, *denials), relations, self.type)
        run.run()
        if program.equality:
            self._merge(run, relations)
        return run

    def _merge(self, run: Fixpoint, relations: Relations) -> None:
        """Say of every name what is said of another name of the same thing, until nothing new follows."""
        relations.note(self.same, equality.same_values(self.terms))
        said = 0
        while True:
            names = equality.names(relations.tuples(relations.known(self.same)))
            if not names:
                return
            if not isinstance(relations, PythonRelations):
                raise _SameThingsError
            facts = {*self.columns, *self._triples(relations.derived())}
            if len(facts) == said:
                return
            said = len(facts)
            grouped: dict[int, list[tuple[int, ...]]] = {}
            for subject, predicate, value in equality.spread(names, self.same, facts):
                key, row = (class_key(value), (subject,)) if predicate == self.type else (predicate, (subject, value))
                grouped.setdefault(key, []).append(row)
            for key, rows in sorted(grouped.items()):
                relations.note(key, rows)
            run.run()

    def _triples(self, derived: Derived) -> Iterable[Numbers]:
        for key, rows in derived.items():
            if key < 0:
                yield from ((thing, self.type, class_key(key)) for (thing,) in rows)
            else:
                yield from ((subject, key, value) for subject, value in rows)

    def _axioms_in(self, derived: Derived) -> set[Numbers]:
        """Those of the facts that rules are compiled from."""
        words = {number for iri in vocabulary() if (number := self.terms.get(ox.NamedNode(iri))) is not None}
        # That a cell of a list gets another name for its member says no more than that the two are the same.
        words -= {self.type, self.same, *(self.terms.get(ox.NamedNode(RDF + name)) for name in ("first", "rest"))}
        kept = {key: rows for key, rows in derived.items() if (class_key(key) if key < 0 else key) in words}
        return set(self._triples(kept))

    def _is_datatype(self, number: int) -> bool:
        term = self.terms[number]
        return isinstance(term, ox.NamedNode) and term.value in datatypes.KNOWN

    def _values_of(self, datatype: int) -> list[tuple[int]]:
        iri = self.terms[datatype].value
        return [(n,) for n, t in enumerate(self.terms.all) if isinstance(t, ox.Literal) and datatypes.is_in(t, iri)]

    def _contradictions(self, run: Fixpoint, derived: Derived) -> tuple[Contradiction, ...]:
        typed = {
            self.terms[class_key(key)].value: [thing for (thing,) in rows]
            for key, rows in derived.items()
            if key < 0 and self._is_datatype(class_key(key))
        }
        return contradictions(self.terms, run.contradictions(), typed)


def _place_of(graph: Graph, locations: Locations | None, problem: Problem) -> Region | None:
    """Where an axiom is written that cannot be reasoned over; else where what it is about stands first."""
    from ascn_kg.turtle.of_graph import OBJECT, PREDICATE, SUBJECT, StatementPlaces  # only a mistake needs it

    columns, predicate = graph.columns, graph.terms.get(ox.NamedNode(problem.predicate)) if problem.predicate else None
    rows = [row for row, subject in enumerate(columns.subjects) if subject == problem.number]
    stated = [row for row in rows if columns.predicates[row] == predicate]
    places = StatementPlaces(graph, graph.files, locations)
    if stated or rows:
        return places.region(stated[0], PREDICATE) if stated else places.region(rows[0], SUBJECT)
    named = [row for row, value in enumerate(columns.objects) if value == problem.number]
    return places.region(named[0], OBJECT) if named else None
