"""What a query of the shapes is made of, once read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ascn_kg.graph import Term
from ascn_kg.validation.paths import Path


@dataclass(frozen=True)
class Var:
    """A variable."""

    name: str


# Stands where a variable would that is named nowhere else: its value is of no interest.
ANY = Var("")

# A text that was worked out is a str, a condition a bool.
Value = Term | bool | str
Bindings = Callable[[str], Term]


class ExpressionError(Exception):
    """An expression has no value: a variable is unbound, or a value is of the wrong kind."""


@dataclass(frozen=True)
class Expression:
    """The variables of an expression, and what works it out. It may raise :class:`ExpressionError`."""

    variables: frozenset[str]
    value: Callable[[Bindings], Value]


@dataclass(frozen=True)
class Triple:
    """A triple pattern; the property may be a path."""

    subject: Var | Term
    predicate: Var | Path
    object: Var | Term

    @property
    def variables(self) -> set[str]:
        parts = (self.subject, self.predicate, self.object)
        return {part.name for part in parts if isinstance(part, Var) and part != ANY}


@dataclass(frozen=True)
class Filter:
    """``FILTER (…)``."""

    test: Expression


@dataclass(frozen=True)
class Exists:
    """``FILTER EXISTS { … }``, or ``NOT EXISTS``."""

    group: Group
    wanted: bool


@dataclass(frozen=True)
class Bind:
    """``BIND (… AS ?name)``."""

    expression: Expression
    name: str


@dataclass(frozen=True)
class Optional:
    """``OPTIONAL { … }``."""

    group: Group


@dataclass(frozen=True)
class Union:
    """``{ … } UNION { … }``, or one group in braces."""

    arms: tuple[Group, ...]


@dataclass(frozen=True)
class SubSelect:
    """``{ SELECT … }``: what it gives, and from what."""

    names: tuple[str, ...]
    group: Group


Element = Triple | Filter | Exists | Bind | Optional | Union | SubSelect


@dataclass(frozen=True)
class Group:
    """What stands in one pair of braces, in order."""

    elements: tuple[Element, ...] = field(default=())

    @property
    def variables(self) -> set[str]:
        """The variables that the group can bind."""
        return set(self._bound())

    def _bound(self) -> Iterator[str]:
        for element in self.elements:
            match element:
                case Triple():
                    yield from element.variables
                case Bind(name=name):
                    yield name
                case Optional(group=group):
                    yield from group.variables
                case Union(arms=arms):
                    for arm in arms:
                        yield from arm.variables
                case SubSelect(names=names):
                    yield from names

    @property
    def mentioned(self) -> set[str]:
        """The variables that the group binds or looks at, at any depth."""
        return set(self._mentioned())

    def _mentioned(self) -> Iterator[str]:
        yield from self._bound()
        for element in self.elements:
            match element:
                case Filter(test=expression) | Bind(expression=expression):
                    yield from expression.variables
                case Exists(group=group) | Optional(group=group) | SubSelect(group=group):
                    yield from group.mentioned
                case Union(arms=arms):
                    for arm in arms:
                        yield from arm.mentioned
