"""Why a triple does not hold: the rule that comes nearest to concluding it, and what that rule misses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice

from ascn_kg.reasoning.compiler import Numbers, Rule
from ascn_kg.reasoning.facts import Facts
from ascn_kg.reasoning.instances import Binding, Pattern, Rules, filled, matches, unify

_DEEPEST = 6
_LOOKED_AT = 1000

NamedPattern = tuple[int | str, int | str, int | str]
"""A pattern whose open places are variables (``?y``): the same name stands for the same thing."""


@dataclass(frozen=True)
class Condition:
    """A premise of a rule: ``count`` facts fit it (one of them an ``example``), or none does where it is missing."""

    pattern: NamedPattern
    count: int = 0
    example: Numbers | None = None


@dataclass(frozen=True)
class Miss:
    """The rule that comes nearest to concluding ``pattern``, the premises that hold and those that are missing.

    ``because`` explains in turn why the first of the missing ones does not hold, where a rule could conclude it.
    """

    pattern: Pattern
    rule: Rule
    met: tuple[Condition, ...]
    missing: tuple[Condition, ...]
    because: Miss | None = None


def nearest(facts: Facts, rules: Rules, pattern: Pattern) -> Miss | None:
    """The nearest miss of a pattern that no fact fits; None where no rule concludes anything like it."""
    return _nearest(facts, rules, pattern, (pattern,), ())


def _nearest(
    facts: Facts, rules: Rules, pattern: Pattern, above: tuple[Pattern, ...], used: tuple[Rule, ...]
) -> Miss | None:
    """The nearest miss that does not come back to a pattern or a rule that was gone through above."""
    fresh = [rule for rule in rules.concluding(pattern) if rule not in used and not _speaks_of_all(rule)]
    found = [miss for rule in fresh for miss in _misses(facts, rule, pattern)]
    best = min((miss for miss in found if not _leads_back(miss, above)), key=_distance, default=None)
    if best is None or len(above) > _DEEPEST:
        return best
    asked = _opened(best.missing[0].pattern)
    because = _nearest(facts, rules, asked, (*above, asked), (*used, best.rule))
    return Miss(best.pattern, best.rule, best.met, best.missing, because)


def _speaks_of_all(rule: Rule) -> bool:
    """Whether a rule reads every property: that a thing might have another name is near to any miss."""
    return any(isinstance(predicate, str) for _, predicate, _ in rule.body)


def _distance(miss: Miss) -> tuple[int, int, int]:
    """How far a rule is from its conclusion: premises that are missing, what is open in them, what holds (less)."""
    unknown = sum(isinstance(part, str) for condition in miss.missing for part in condition.pattern)
    return len(miss.missing), unknown, -len(miss.met)


def _leads_back(miss: Miss, above: tuple[Pattern, ...]) -> bool:
    return any(_opened(condition.pattern) in above for condition in miss.missing)


def _misses(facts: Facts, rule: Rule, pattern: Pattern) -> Iterator[Miss]:
    """The ways to leave out the fewest premises of a rule so that the others hold."""
    head = unify(rule.head, pattern)
    if head is None:
        return
    for left_out in range(1, len(rule.body) + 1):
        ways = list(_ways(facts, rule, pattern, head, left_out))
        if ways:
            yield from ways
            return


def _ways(facts: Facts, rule: Rule, pattern: Pattern, head: Binding, left_out: int) -> Iterator[Miss]:
    places = range(len(rule.body))
    for missing in combinations(places, left_out):
        kept = [rule.body[place] for place in places if place not in missing]
        found = list(islice(matches(facts, kept, head), _LOOKED_AT))
        if not found:
            continue
        # What all ways to meet the others agree on is known; the rest may be many things.
        sure = {name: term for name, term in found[0].items() if all(each[name] == term for each in found)}
        met = tuple(_condition(facts, atom, sure) for atom in kept)
        yield Miss(pattern, rule, met, tuple(Condition(_named(rule.body[place], sure)) for place in missing))


def _condition(facts: Facts, atom: NamedPattern, binding: Binding) -> Condition:
    subject, predicate, value = filled(atom, binding)
    assert predicate is not None
    fitting = list(facts.matching(subject, predicate, value))
    return Condition(_named(atom, binding), len(fitting), min(fitting, default=None))


def _named(atom: NamedPattern, binding: Binding) -> NamedPattern:
    subject, predicate, value = (binding.get(part, part) if isinstance(part, str) else part for part in atom)
    return subject, predicate, value


def _opened(pattern: NamedPattern) -> Pattern:
    subject, predicate, value = (None if isinstance(part, str) else part for part in pattern)
    return subject, predicate, value
