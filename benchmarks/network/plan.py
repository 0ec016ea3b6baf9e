"""What a network of a given size consists of, decided from the seed alone, so that it can be walked through twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.network.chance import Chance

CITIES_PER_REPORT = 12
# As measured on generated networks; the generator counts what it really wrote.
_TRIPLES_FIXED = 490
_TRIPLES_PER_NATION = 13
_TRIPLES_PER_CITY = 212
_MOST_NATIONS = 200

_FIRST = ("Am", "Ban", "Cen", "Da", "Gar", "Hai", "Jam", "Kan", "Lam", "Ma", "Nam", "Pa", "Ran", "Sa", "Tan", "Vin")
_LAST = ("bor", "dung", "gala", "kasa", "lai", "mara", "nang", "pura", "rejo", "sari", "tang", "viet", "wangi", "yang")


@dataclass(frozen=True)
class Membership:
    """How and when a city joined, as one of the seven ways that documents put it."""

    way: str
    year: int = 0

    @property
    def is_member(self) -> bool:
        return self.way != "nominated"


@dataclass(frozen=True)
class City:
    number: int
    nation: int
    name: str
    membership: Membership
    initiatives: int

    @property
    def slug(self) -> str:
        return f"{self.name.lower()}-{self.number}"


class Plan:
    """How many nations and cities a network of about ``triples`` data triples has, and what each city is like."""

    def __init__(self, triples: int, seed: int) -> None:
        self.chance = Chance(seed)
        guess = max(2, (triples - _TRIPLES_FIXED) // _TRIPLES_PER_CITY)
        self.nations = min(_MOST_NATIONS, max(2, guess // 4))
        self.cities = max(2, (triples - _TRIPLES_FIXED - _TRIPLES_PER_NATION * self.nations) // _TRIPLES_PER_CITY)

    def city(self, number: int) -> City:
        chance = self.chance
        return City(
            number,
            chance.below(self.nations, "nation", number),
            self.name(number),
            self._membership(number),
            max(0, chance.below(5, "initiatives", number) - 1),
        )

    def name(self, number: int) -> str:
        """An invented name that no other number has: the number, written in syllables."""
        number, first = divmod(number, len(_FIRST))
        syllables = [_FIRST[first]]
        while True:
            number, last = divmod(number, len(_LAST))
            syllables.append(_LAST[last])
            if not number:
                return "".join(syllables)

    def reports(self) -> Iterator[tuple[int, list[City]]]:
        """The cities in the groups in which documents speak of them."""
        for number, start in enumerate(range(0, self.cities, CITIES_PER_REPORT)):
            yield number, [self.city(i) for i in range(start, min(start + CITIES_PER_REPORT, self.cities))]

    def _membership(self, number: int) -> Membership:
        roll = self.chance.below(100, "membership", number)
        year = 2019 + self.chance.below(5, "joined", number)
        if roll < 50:
            return Membership("founding", 2018)
        if roll < 66:
            return Membership("in-year", year)
        if roll < 80:
            return Membership("by-day", 2024)
        if roll < 86:
            return Membership("seen", year)
        if roll < 91:
            return Membership("ended", min(year, 2021))
        if roll < 95:
            return Membership("ending", year)
        return Membership("nominated", year)
