"""Writes a whole network: a folder that serves as ``--root``, and beside it what is known of it."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ascn_kg.errors import AscnKgError
from ascn_kg.locations import default_locations
from benchmarks.network.answers import Answers
from benchmarks.network.faults import Faults
from benchmarks.network.fixed import write_fixed
from benchmarks.network.plan import Plan
from benchmarks.network.reports import write_report
from benchmarks.network.turtle import Files
from benchmarks.network.world import World, english_words, membership_on_cut_off

KNOWN = "known.json"


@dataclass(frozen=True)
class Known:
    """What is known of a network without asking any engine: its size, its faults, its answers."""

    seed: int
    triples: int
    cities: int
    nations: int
    faults: list[dict[str, str]]
    faults_by_rule: dict[str, int]
    answers: dict[str, Any]


def generate(root: Path, triples: int, seed: int = 1, faults: float = 0.0) -> Known:
    """Write a network of about ``triples`` data triples to ``root``, about ``faults`` (0 to 1) of its things broken.

    ``root`` then holds ontology/ and queries/ as they are in the project, data/ as generated, and known.json. Memory
    does not grow with the size, but for the list of faults. The same arguments give the same bytes. A network that is
    there is replaced; raises :class:`AscnKgError` where the folder holds anything else.
    """
    if root.exists() and any(root.iterdir()) and not (root / KNOWN).is_file():
        raise AscnKgError(f"{root}: holds other files, which would be lost. Name a new or empty folder.")
    project = default_locations()
    for folder in ("ontology", "queries", "data"):
        shutil.rmtree(root / folder, ignore_errors=True)
    for source in (project.ontology, project.queries):
        shutil.copytree(source, root / source.name)
    shutil.copy(project.data_licence, root)
    plan = Plan(triples, seed)
    broken = Faults(plan.chance, faults)
    files = Files(root / "data", broken.edit)
    world = World(plan, files, Answers(), english_words(project.ontology))
    world.certain, world.at_most = _members_per_nation(plan)
    write_fixed(world)
    for number, cities in plan.reports():
        write_report(world, number, cities)
    files.close()
    known = Known(
        seed, files.triples, plan.cities, plan.nations, broken.known, broken.by_rule(), world.answers.as_json()
    )
    text = json.dumps(asdict(known), indent=1, ensure_ascii=False) + "\n"
    (root / KNOWN).write_text(text, encoding="utf-8")
    return known


def _members_per_nation(plan: Plan) -> tuple[list[int], list[int]]:
    """By nation: how many cities certainly are members on the last day of the data, and how many may be."""
    certain, at_most = [0] * plan.nations, [0] * plan.nations
    for number in range(plan.cities):
        city = plan.city(number)
        holds = membership_on_cut_off(city)
        if holds is not None:
            at_most[city.nation] += 1
            certain[city.nation] += holds
    return certain, at_most
