"""What points to the wrong thing."""

from __future__ import annotations

from random import Random

from tests.check_the_checks.blocks import is_name, prefix_of
from tests.check_the_checks.plant import Plant, pick, pick_value, planted
from tests.check_the_checks.world import Spot, World


def wrong_target(world: World, chance: Random) -> Plant | None:
    """A thing of another class than any that stands there: a city where a nation belongs."""
    picked = pick_value(world, chance, lambda value: is_name(value) and value in world.home, _is_link)
    if picked is None or "skos:Concept" in world.classes_of(picked[3]):
        return None
    spot, cls, name, value = picked
    direct = {each for spots in world.users[name].values() for other in spots for each in _kinds(world, other, name)}
    # Where things of several classes stand, one of a kindred class may be as right.
    ruled_out = world.ranges[name] if len(direct) > 1 else frozenset(direct)
    if len(direct) == 1:
        ruled_out |= {each for each, above in world.tops.items() if direct & above}
    others = [
        other
        for other in sorted(world.by_class)
        if other in world.tops and not _all_of(world, other, direct) & ruled_out
    ]
    if not others:
        return None
    other = chance.choice(world.by_class[chance.choice(others)]).block.subject
    changed = spot.block.with_value(name, value, other)
    unseen = f"{name} of {cls} may name a thing of any class"
    return planted("wrong-target", spot, changed, f"{name} {value} became {other}", unseen)


def wrong_scheme(world: World, chance: Random) -> Plant | None:
    """A concept of another list."""
    picked = pick_value(world, chance, lambda value: "skos:Concept" in world.classes_of(value), _is_link)
    if picked is None:
        return None
    spot, cls, name, value = picked
    used = {
        prefix_of(each) for by in (world.users[name],) for s in by.values() for o in s for each in o.block.values(name)
    }
    others = [
        each.block.subject for each in world.by_class["skos:Concept"] if prefix_of(each.block.subject) not in used
    ]
    other = chance.choice(others)
    changed = spot.block.with_value(name, value, other)
    unseen = f"{name} of {cls} may name a concept of any list"
    return planted("wrong-scheme", spot, changed, f"{name} {value} became {other}", unseen)


def self_link(world: World, chance: Random) -> Plant | None:
    """A thing points to itself."""
    picked = pick_value(world, chance, is_name, _is_link)
    if picked is None:
        return None
    spot, cls, name, value = picked
    changed = spot.block.with_value(name, value, spot.block.subject)
    unseen = f"{name} of {cls} may name the thing itself"
    return planted("self-link", spot, changed, f"{name} {value} became itself", unseen)


def turned_round(world: World, chance: Random) -> Plant | None:
    """Subject and object of a triple have changed places, in the file of the subject."""
    picked = pick_value(world, chance, lambda value: is_name(value) and value in world.home, _is_link)
    if picked is None or picked[0].file.is_evidence:
        return None
    spot, cls, name, value = picked
    rest = tuple(each for each in spot.block.values(name) if each != value)
    turned = type(spot.block)(value, ((name, (spot.block.subject,)),), 0, 3, False)
    unseen = f"{cls} need not have {name}, and {value} may have it"
    what = f"{name} {value} turned round"
    return planted("turned-round", spot, spot.block.with_values(name, rest), what, unseen, turned)


def foreign_property(world: World, chance: Random) -> Plant | None:
    """A property that no thing of its class has, taken from a thing of another class."""
    picked = pick(world, chance, lambda _, name: name.startswith("ascn:"))
    if picked is None:
        return None
    giver, cls, name = picked
    takers = [
        other
        for other in sorted(world.by_class)
        if other.startswith("ascn:")
        and other not in world.users[name]
        and not world.tops[other] & world.tops.get(cls, set())
    ]
    if not takers:
        return None
    other = chance.choice(takers)
    spot = chance.choice(world.by_class[other])
    if spot.block.has(name):
        return None
    value = giver.block.values(name)[0]
    changed = spot.block.with_values(name, (value,))
    unseen = f"nothing says that {name} does not belong to {other}"
    return planted("foreign-property", spot, changed, f"{name} {value} added", unseen)


def exchanged_properties(world: World, chance: Random) -> Plant | None:
    """Two properties of a thing have changed places."""
    picked = pick(world, chance, lambda _, name: name != "a")
    if picked is None:
        return None
    spot, cls, name = picked
    others = [each for each, values in spot.block.said if each not in ("a", name) and values != spot.block.values(name)]
    if not others:
        return None
    other = chance.choice(others)
    # By way of a name that nobody has, or the second step would undo the first.
    changed = spot.block.renamed(name, "?").renamed(other, name).renamed("?", other)
    unseen = f"in {cls}, the values of {name} and {other} are of one kind"
    return planted("exchanged-properties", spot, changed, f"{name} and {other} changed places", unseen)


def _is_link(cls: str, name: str) -> bool:
    return name.startswith("ascn:")


def _kinds(world: World, spot: Spot, name: str) -> set[str]:
    block = spot.block
    return {cls for value in block.values(name) if value in world.home for cls in world.home[value].block.classes}


def _all_of(world: World, cls: str, direct: set[str]) -> frozenset[str]:
    """What a class counts as: itself alone where one class is wanted, with all above it where several are."""
    return world.tops[cls] if len(direct) > 1 else frozenset((cls,))
