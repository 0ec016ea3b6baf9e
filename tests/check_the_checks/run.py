"""Plants, checks and counts, in as many processes as there are processors."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from tests.check_the_checks.checking import Checker, Outcome
from tests.check_the_checks.kinds import KINDS
from tests.check_the_checks.plant import Plant
from tests.check_the_checks.rules import KIND as RULE
from tests.check_the_checks.rules import Twins
from tests.check_the_checks.world import World

Job = tuple[int, str, str]
"""Seed, kind, and which of its kind: a number, or the name of a rule."""


@dataclass(frozen=True)
class Record:
    """What became of one plant: all that the report needs."""

    kind: str
    which: str
    what: str
    file: str
    rules: tuple[str, ...]
    hit: tuple[str, ...]
    at_line: bool
    unseen: str

    @property
    def caught(self) -> bool:
        """Whether a finding named the right file."""
        return bool(self.rules)


def run(seed: int, count: int, kinds: Sequence[str], processes: int | None = None) -> list[Record]:
    """``count`` plants, the kinds taking turns, then one for each rule if ``kinds`` has these too."""
    jobs = list(_jobs(seed, count, kinds))
    if processes == 1 or len(jobs) < 8:
        _load()
        return [_do(job) for job in jobs]
    context = multiprocessing.get_context("spawn")
    with context.Pool(processes or min(4, os.cpu_count() or 1), _load) as pool:
        return pool.map(_do, jobs, chunksize=4)


def _jobs(seed: int, count: int, kinds: Sequence[str]) -> Iterable[Job]:
    random = [kind for kind in kinds if kind != RULE]
    for number in range(count if random else 0):
        yield seed, random[number % len(random)], str(number // len(random))
    if RULE in kinds:
        yield from ((seed, RULE, rule) for rule in Twins(World()).rules)


_WORKER: list[tuple[World, Checker, Twins]] = []


def _load() -> None:
    if not _WORKER:
        world = World()
        _WORKER.append((world, Checker(world), Twins(world)))
        gc.freeze()  # what lives as long as the process need not be looked through again and again


def _do(job: Job) -> Record:
    seed, kind, which = job
    world, checker, twins = _WORKER[0]
    chance = Random(f"{seed} {kind} {which}")
    if kind == RULE:
        return _record(which, _hitting(checker, twins, which, chance))
    return _record(which, checker.outcome(grown(world, kind, chance)))


def grown(world: World, kind: str, chance: Random) -> Plant:
    """A plant of a kind; chance is asked again where it picked what cannot be broken in this way."""
    for _ in range(1000):
        plant = KINDS[kind](world, chance)
        if plant is not None:
            return plant
    raise AssertionError(f"nothing in the data can be broken by {kind}")


def _hitting(checker: Checker, twins: Twins, rule: str, chance: Random) -> Outcome:
    """The first outcome of the plants for a rule in which it fires, else the last."""
    outcomes: list[Outcome] = []
    for plant in twins.plants(rule, chance):
        outcomes.append(checker.outcome(plant, texts=False))
        if f"shapes:{rule}" in outcomes[-1].hit:
            break
    return outcomes[-1]


def _record(which: str, outcome: Outcome) -> Record:
    plant = outcome.plant
    return Record(
        plant.kind, which, plant.what, plant.file.shown, outcome.rules, outcome.hit, outcome.at_line, plant.unseen
    )
