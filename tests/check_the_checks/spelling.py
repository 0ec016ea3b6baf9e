"""What is misspelt."""

from __future__ import annotations

from random import Random

from tests.check_the_checks.blocks import is_name, prefix_of
from tests.check_the_checks.plant import Plant, pick, pick_value, planted
from tests.check_the_checks.world import Spot, World


def misspelt_property(world: World, chance: Random) -> Plant | None:
    """A property of ours has a typing error."""
    picked = pick(world, chance, lambda _, name: name.startswith("ascn:"))
    if picked is None:
        return None
    spot, _, name = picked
    wrong = _typo(name, chance)
    if wrong in world.home:
        return None
    changed = spot.block.renamed(name, wrong)
    return planted("misspelt-property", spot, changed, f"{name} became {wrong}", "every property should be known")


def misspelt_class(world: World, chance: Random) -> Plant | None:
    """A class of ours has a typing error."""
    picked = pick_value(world, chance, lambda value: value.startswith("ascn:"), lambda _, name: name == "a")
    return _misspelt("misspelt-class", world, chance, _without_class(picked))


def misspelt_thing(world: World, chance: Random) -> Plant | None:
    """The name of a thing has a typing error: nothing is described under it."""
    picked = pick_value(world, chance, lambda value: is_name(value) and "skos:Concept" not in world.classes_of(value))
    if picked is None or picked[2] == "a":
        return None
    return _misspelt("misspelt-thing", world, chance, _without_class(picked))


def misspelt_concept(world: World, chance: Random) -> Plant | None:
    """The name of a concept has a typing error."""
    picked = pick_value(world, chance, lambda value: is_name(value) and "skos:Concept" in world.classes_of(value))
    return _misspelt("misspelt-concept", world, chance, _without_class(picked))


def unknown_prefix(world: World, chance: Random) -> Plant | None:
    """A prefix has a typing error."""
    picked = pick_value(world, chance, is_name)
    if picked is None:
        return None
    spot, _, name, value = picked
    wrong = _typo(prefix_of(value) + ":" + prefix_of(value), chance).partition(":")[2] + value[len(prefix_of(value)) :]
    if f"@prefix {prefix_of(wrong)}:" in spot.file.text:
        return None
    changed = spot.block.with_value(name, value, wrong)
    return planted("unknown-prefix", spot, changed, f"{value} became {wrong}", "every prefix should be declared")


def _misspelt(kind: str, world: World, chance: Random, picked: tuple[Spot, str, str] | None) -> Plant | None:
    if picked is None:
        return None
    spot, name, value = picked
    wrong = _typo(value, chance)
    if wrong in world.home or wrong == value:
        return None
    changed = spot.block.with_value(name, value, wrong)
    return planted(kind, spot, changed, f"{name} {value} became {wrong}", "nothing is described under this name")


def _without_class(picked: tuple[Spot, str, str, str] | None) -> tuple[Spot, str, str] | None:
    return None if picked is None else (picked[0], picked[2], picked[3])


def _typo(name: str, chance: Random) -> str:
    """The name with two neighbouring letters exchanged, or one left out or doubled, behind the first."""
    prefix, _, local = name.partition(":")
    places = [n for n in range(1, len(local) - 1) if local[n].isalnum() and local[n + 1].isalnum()]
    if not places:
        return name + "x"
    at = chance.choice(places)
    exchanged = local[:at] + local[at + 1] + local[at] + local[at + 2 :]
    ways = [local[:at] + local[at + 1 :], local[:at] + local[at] + local[at:], exchanged]
    return f"{prefix}:{chance.choice([way for way in ways if way != local])}"
