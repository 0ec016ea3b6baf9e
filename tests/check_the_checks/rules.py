"""For each rule of the shapes: the error of its failing twin, made in a real thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from random import Random

from tests.check_the_checks.blocks import Block, blocks_of
from tests.check_the_checks.plant import Plant, planted
from tests.check_the_checks.world import Spot, World

TWINS = Path(__file__).parent.parent / "shapes"
KIND = "rule"
TRIES = 3


@dataclass
class Twins:
    """The twins of the shapes, and what in the real files stands for the things of their small world."""

    world: World
    folder: Path = TWINS

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The names of all rules."""
        return tuple(sorted(path.name.split(".")[0] for path in self.folder.glob("*.invalid.ttl")))

    def plants(self, rule: str, chance: Random) -> Iterator[Plant]:
        """Plants for a rule, what is most like it first: the change between its twins, made in a real thing.

        Where no real thing has what the twin changes, the failing twin itself, its names replaced by real ones, is put
        behind a real block.
        """
        valid, invalid = self._blocks(f"{rule}.valid"), self._blocks(f"{rule}.invalid")
        unseen = f"shapes:{rule} did not fire"
        for before, after in _changed(valid, invalid):
            for spot in islice(self._fitting(before or after, before, after, chance), TRIES):
                new = self._made(spot.block, before, after, chance) if before and after else None
                if new != spot.block and before:
                    yield planted(KIND, spot, new, f"as in the failing twin of shapes:{rule}", unseen)
        spot = self._fitting_any(invalid, chance)
        grafted = self._at_home(invalid.values(), chance)
        yield planted(KIND, spot, spot.block, f"the failing twin of shapes:{rule} behind it", unseen, *grafted)

    def _fitting(self, one: Block | None, before: Block | None, after: Block | None, chance: Random) -> Iterator[Spot]:
        """Real blocks of the class of a twin, those first that have the properties it changes."""
        assert one is not None
        changed = [name for name, values in (before or one).said if after is None or after.values(name) != values]
        spots = [spot for cls in one.classes for spot in self.world.by_class.get(cls, ())]
        spots = chance.sample(spots, len(spots))
        return iter(sorted(spots, key=lambda spot: not all(map(spot.block.has, changed))))

    def _fitting_any(self, blocks: dict[str, Block], chance: Random) -> Spot:
        classes = [cls for block in blocks.values() for cls in block.classes if cls in self.world.by_class]
        return chance.choice(self.world.by_class[classes[0]] if classes else self.world.spots)

    def _made(self, real: Block, before: Block, after: Block, chance: Random) -> Block:
        """A real block changed as the valid twin was to become the failing one."""
        known = {before.subject: real.subject}
        for name, values in before.said:
            known |= dict(zip(values, real.values(name), strict=False))
        block = real if before.subject == after.subject else real.called(after.subject)
        for name in dict.fromkeys(name for name, _ in (*before.said, *after.said)):
            old, new = before.values(name), after.values(name)
            if old == new:
                continue
            gone = [value for value in old if value not in new]
            tags = {_tag(value) for value in gone}
            kept = [value for value in real.values(name) if _tag(value) not in tags]
            added = [self._value(value, known, chance) for value in new if value not in old]
            block = block.with_values(name, tuple(dict.fromkeys([*kept, *added])))
        return block

    def _at_home(self, blocks: Iterable[Block], chance: Random) -> list[Block]:
        """Blocks of the small world with real things in them."""
        known: dict[str, str] = {}
        return [block.map_values(lambda value: self._value(value, known, chance)) for block in blocks]

    def _value(self, value: str, known: dict[str, str], chance: Random) -> str:
        """What stands for a value of the small world: always the same real thing of its class, or itself."""
        if value not in known:
            classes = self._small_world.get(value, ())
            real = [spot.block.subject for each in classes for spot in self.world.by_class.get(each, ())]
            known[value] = chance.choice(real) if real else value
        return known[value]

    @cached_property
    def _small_world(self) -> dict[str, tuple[str, ...]]:
        """Thing of the small world -> its classes, the most telling first."""
        return {
            block.subject: tuple(each for each in block.classes if each != "skos:Concept") or block.classes
            for block in self._blocks("context").values()
        }

    def _blocks(self, name: str) -> dict[str, Block]:
        text = (self.folder / f"{name}.ttl").read_text(encoding="utf-8")
        return {block.subject: block.gathered() for block in blocks_of(text)}


def _tag(value: str) -> str:
    """The language of a value, empty for any other."""
    return value.rpartition('"@')[2] if '"@' in value else ""


def _changed(valid: dict[str, Block], invalid: dict[str, Block]) -> Iterator[tuple[Block | None, Block | None]]:
    """The blocks in which two twins differ, one beside the other; one that was renamed beside its old self."""
    gone = [block for subject, block in valid.items() if subject not in invalid]
    new = [block for subject, block in invalid.items() if subject not in valid]
    for subject in valid.keys() & invalid.keys():
        if valid[subject].said != invalid[subject].said:
            yield valid[subject], invalid[subject]
    for block in gone:
        same = next((each for each in new if each.classes == block.classes), None)
        yield block, same
    for block in new:
        if not any(each.classes == block.classes for each in gone):
            yield None, block
