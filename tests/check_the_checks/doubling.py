"""What is there twice, or is two things at once."""

from __future__ import annotations

from random import Random

from tests.check_the_checks.plant import Plant, pick, planted
from tests.check_the_checks.world import World


def duplicate(world: World, chance: Random) -> Plant | None:
    """The same statement stands again under another name."""
    classes = [cls for cls in sorted(world.by_class) if "ascn:Situation" in world.tops.get(cls, ())]
    spot = chance.choice(world.by_class[chance.choice(classes)])
    again = spot.block.called(f"{spot.block.subject}-again")
    unseen = "no shape compares two statements of this class"
    return planted("duplicate", spot, spot.block, f"stands again as {again.subject}", unseen, again)


def second_value(world: World, chance: Random) -> Plant | None:
    """A second value, from another thing, for what has one value wherever it stands."""
    picked = pick(world, chance, lambda cls, name: name != "a" and (cls, name) in world.single)
    if picked is None:
        return None
    spot, cls, name = picked
    (own,) = spot.block.values(name) or ("",)
    others = {other.block.values(name)[0] for other in world.users[name][cls]} - {own}
    if not others:
        return None
    other = chance.choice(sorted(others))
    changed = spot.block.with_values(name, (own, other))
    return planted("second-value", spot, changed, f"{name} {other} added", f"{cls} may have several {name}")


def second_class(world: World, chance: Random) -> Plant | None:
    """Another class beside its own."""
    cls = chance.choice(sorted(world.by_class))
    spot = chance.choice(world.by_class[cls])
    other = chance.choice(_others(world, spot.block.classes))
    changed = spot.block.with_values("a", (*spot.block.classes, other))
    return planted("second-class", spot, changed, f"a {other} added", f"a {cls} may be a {other} as well")


def swapped_class(world: World, chance: Random) -> Plant | None:
    """Another class in the place of its own."""
    cls = chance.choice(sorted(world.by_class))
    spot = chance.choice(world.by_class[cls])
    other = chance.choice(_others(world, spot.block.classes))
    changed = spot.block.with_value("a", cls, other)
    return planted("swapped-class", spot, changed, f"{cls} became {other}", f"a {other} may say all that it says")


def _others(world: World, classes: tuple[str, ...]) -> list[str]:
    """The classes that are neither among these nor above or below them."""
    above = frozenset().union(*(world.tops.get(cls, {cls}) for cls in classes))
    return [
        other
        for other in sorted(world.by_class)
        if other.startswith("ascn:") and other not in above and not set(classes) & world.tops.get(other, frozenset())
    ]
