"""The figures of a run, for people and for programs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from tests.check_the_checks.rules import KIND as RULE
from tests.check_the_checks.run import Record

_WIDTHS = (22, 7, 7, 7)


@dataclass(frozen=True)
class Figures:
    """What became of the plants of a run; ``rules`` are the names of all rules."""

    seed: int
    records: Sequence[Record]
    rules: Sequence[str]

    @cached_property
    def planted(self) -> list[Record]:
        """The plants of chance: those made for a rule prove that it fires, not that errors are found."""
        return [record for record in self.records if record.kind != RULE]

    @property
    def share(self) -> float:
        """The share of the plants of chance that was caught."""
        return sum(record.caught for record in self.planted) / len(self.planted) if self.planted else 1.0

    @property
    def survivors(self) -> list[Record]:
        """The plants nothing caught."""
        return [record for record in self.planted if not record.caught]

    @property
    def hits(self) -> Counter[str]:
        """Rule -> how many plants it found something in."""
        return Counter(rule for record in self.records for rule in record.hit)

    @property
    def not_hit(self) -> list[str]:
        """The rules that no plant made fire."""
        hits = self.hits
        return [rule for rule in self.rules if f"shapes:{rule}" not in hits]

    def as_json(self) -> dict[str, Any]:
        """All figures and all plants as a JSON object."""
        return {
            "seed": self.seed,
            "planted": len(self.planted),
            "caught": len(self.planted) - len(self.survivors),
            "rules": len(self.rules),
            "rules_not_hit": self.not_hit,
            "hits": dict(sorted(self.hits.items())),
            "plants": [{**asdict(record), "caught": record.caught} for record in self.records],
        }

    def as_text(self) -> str:
        """The figures of each kind, the survivors with the reason, the rules that never fired."""
        kinds = by_kind(self.records)
        lines = [_row("kind", "planted", "caught", "line", "found by")]
        lines += [_figures(kind, records) for kind, records in kinds.items() if kind != RULE]
        lines += ["", f"{len(self.planted)} errors planted, {self.share:.1%} caught, seed {self.seed}."]
        if self.survivors:
            lines += ["", "Not caught:"]
            lines += [f"  {each.kind}: {each.what}\n    {each.unseen}" for each in self.survivors]
        if RULE in kinds:
            fired = len(self.rules) - len(self.not_hit)
            lines += ["", f"{fired} of {len(self.rules)} rules fired. {' '.join(self.not_hit)}".strip()]
        return "\n".join(lines)


def _figures(kind: str, records: Sequence[Record]) -> str:
    caught = [record for record in records if record.caught]
    found = Counter(rule for record in caught for rule in record.rules)
    rules = ", ".join(f"{rule.removeprefix('shapes:')} {count}" for rule, count in found.most_common(4))
    return _row(kind, len(records), len(caught), sum(record.at_line for record in caught), rules)


def _row(*cells: object) -> str:
    first, *numbers, last = map(str, cells)
    return " ".join(
        [first.ljust(_WIDTHS[0]), *(n.rjust(w) for n, w in zip(numbers, _WIDTHS[1:], strict=True)), "", last]
    )


def by_kind(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Kind -> its records."""
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        found[record.kind].append(record)
    return found
