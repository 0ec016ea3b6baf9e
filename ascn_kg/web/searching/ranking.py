"""Which entries a few words mean, best first. ``static/search.js`` does the same, and a test holds them together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ascn_kg.labels import fold

# What stands between words. Hyphens and apostrophes do not: people leave them out or put a space there.
_BETWEEN = re.compile(r"[\s.,;:!?()\[\]{}\"“”„«»/\\|&+*#@<>=%…·•→]+")
# How well the words fit, best first: the whole name, its start, its words, starts of its words, starts of words
# around it too, any part of a name.
_WHOLE, _START, _WORDS, _STARTS, _AROUND, _PART = range(6, 0, -1)
_LEAST_PART = 3  # letters
LONGEST = 200


def words_of(text: str) -> list[str]:
    """The words of a text, folded.

    >>> words_of("Hà Nội: Smart-City")
    ['ha', 'noi', 'smartcity']
    """
    return [word for piece in _BETWEEN.split(text) if (word := fold(piece))]


def name_of(text: str) -> str:
    """A whole name, folded, without what stands between its words."""
    return "".join(words_of(text))


@dataclass(frozen=True)
class Found:
    """The places of what was found, best first.

    ``instead`` are the words that were looked for, where those asked for mean nothing; ``some`` says that nothing fits
    all of the words, and these fit the most.
    """

    places: tuple[int, ...]
    instead: str = ""
    some: bool = False


class Ranking:
    """An index of names.

    ``names`` are those of each entry, ``kinds`` what it is, ``around`` what it belongs to, ``weights`` how much people
    look for it, ``keys`` what decides between equals.
    """

    def __init__(
        self,
        names: Sequence[Iterable[str]],
        kinds: Sequence[Iterable[str]],
        around: Sequence[Iterable[str]],
        weights: Sequence[int],
        keys: Sequence[tuple[int, str]],
    ) -> None:
        self._weights, self._keys = weights, keys
        self._names: dict[str, set[int]] = defaultdict(set)
        self._words: dict[str, set[int]] = defaultdict(set)
        self._around: dict[str, set[int]] = defaultdict(set)
        for place, own in enumerate(names):
            for name in own:
                self._names[name_of(name)].add(place)
        for index, texts in ((self._words, names), (self._words, kinds), (self._around, around)):
            for place, some in enumerate(texts):
                for word in (word for text in some for word in words_of(text)):
                    index[word].add(place)
                    self._around[word].add(place)
        self._known = sorted(self._around)
        self._letters = {word: frozenset(word) for word in self._known}

    def find(self, text: str) -> Found:
        """What the words mean; else what words spelt much like them mean; else what fits the most of them."""
        words = words_of(text[:LONGEST])
        if places := self._ranked(words):
            return Found(places)
        near = [word if self._starting(word) else self._nearest(word) or word for word in words]
        instead = " ".join(near) if near != words else ""
        if places := self._ranked(near):
            return Found(places, instead)
        some = self._fitting_most(near)
        return Found(some, instead if some else "", bool(some))

    def _ranked(self, words: list[str]) -> tuple[int, ...]:
        if not words:
            return ()
        fit: dict[int, int] = {}

        def add(places: Iterable[int], how: int) -> None:
            for place in places:
                fit[place] = max(how, fit.get(place, 0))

        whole = "".join(words)
        for name, places in self._names.items():
            if name.startswith(whole):
                add(places, _WHOLE if name == whole else _START)
            elif len(whole) >= _LEAST_PART and whole in name:
                add(places, _PART)
        add(_in_all([self._words.get(word, set()) for word in words]), _WORDS)
        add(_in_all([_joined(self._words, self._starting(word)) for word in words]), _STARTS)
        add(_in_all([_joined(self._around, self._starting(word)) for word in words]), _AROUND)
        return self._sorted(fit)

    def _fitting_most(self, words: list[str]) -> tuple[int, ...]:
        fit: dict[int, int] = defaultdict(int)
        for word in dict.fromkeys(words):
            for place in _joined(self._around, self._starting(word)):
                fit[place] += 1
        most = max(fit.values(), default=0)
        return self._sorted({place: count for place, count in fit.items() if count == most})

    def _sorted(self, fit: dict[int, int]) -> tuple[int, ...]:
        return tuple(sorted(fit, key=lambda place: (-fit[place], -self._weights[place], self._keys[place])))

    def _starting(self, start: str) -> list[str]:
        return [word for word in self._known if word.startswith(start)]

    def _nearest(self, word: str) -> str | None:
        """The known word that differs in the fewest letters, the more looked for of two."""
        most = 0 if len(word) < 4 else 1 if len(word) < 6 else 2
        letters, near = frozenset(word), []
        for known, theirs in self._letters.items():
            # A letter that only one of them has was put in, left out or changed.
            if abs(len(known) - len(word)) > most or len(letters ^ theirs) > 2 * most:
                continue
            if (apart := edits(word, known, most)) <= most:
                near.append((apart, -max(self._weights[place] for place in self._around[known]), known))
        return min(near)[2] if near else None


def edits(one: str, other: str, most: int) -> int:
    """How many letters to put in, leave out, change or swap with the next to make one word of another.

    Beyond ``most`` it stops counting.

    >>> edits("hanio", "hanoi", 2), edits("jakrta", "jakarta", 2)
    (1, 1)
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one):
        row = [i + 1]
        for j, theirs in enumerate(other):
            cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (letter != theirs))
            if i and j and letter == other[j - 1] and one[i - 1] == theirs:
                cost = min(cost, before[j - 1] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]


def _joined(index: dict[str, set[int]], words: Iterable[str]) -> set[int]:
    return {place for word in words for place in index.get(word, ())}


def _in_all(sets: Sequence[set[int]]) -> set[int]:
    return set.intersection(*sets)
