"""What is missing."""

from __future__ import annotations

from random import Random

from tests.check_the_checks.plant import Plant, pick, planted
from tests.check_the_checks.world import World


def dropped_triple(world: World, chance: Random) -> Plant | None:
    """One value is gone."""
    picked = pick(world, chance)
    if picked is None:
        return None
    spot, cls, name = picked
    values = list(spot.block.values(name))
    gone = values.pop(chance.randrange(len(values)))
    unseen = f"{cls} need not have {name}" if not values else f"{cls} may have any number of {name}"
    changed = spot.block.with_values(name, tuple(values))
    return planted("dropped-triple", spot, changed, f"{name} {gone} taken out", unseen)


def dropped_block(world: World, chance: Random) -> Plant | None:
    """A whole block is gone."""
    cls = chance.choice(sorted(world.by_class))
    spot = chance.choice(world.by_class[cls])
    unseen = "nothing else names it, and no document says how many such statements there should be"
    return planted("dropped-block", spot, None, "the whole block taken out", unseen)


def dropped_language(world: World, chance: Random) -> Plant | None:
    """A text for people is left in one of its two languages."""
    picked = pick(world, chance)
    if picked is None:
        return None
    spot, cls, name = picked
    values = spot.block.values(name)
    if len(values) != 2 or not (values[0].endswith("@en") and values[1].endswith("@id")):
        return None
    if any(len(other.block.values(name)) == 1 for other in world.users[name][cls]):
        return None  # a name stays as it was printed, in whatever language
    gone = chance.choice(values)
    changed = spot.block.with_values(name, tuple(value for value in values if value != gone))
    return planted("dropped-language", spot, changed, f"{name} {gone} taken out", f"{cls} may have one {name} alone")
