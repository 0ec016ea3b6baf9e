"""Whether the passages a statement cites print the name and the numbers it gives."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import isclose

from ascn_kg.namespaces import SKOS, TERMS, shrink

Values = Mapping[str, Sequence[str]]
"""Property (IRI) -> what one thing has for it, as text."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_AND_OTHERS = re.compile(r"\b(\d+) (?:\w+ )?(?:others?|lain)\b", re.IGNORECASE)  # Jakarta and three others are four
_SCALED = re.compile(r"(\d+(?:[.,]\d+)*)\s+(thousand|million|billion|ribu|juta|miliar)\b", re.IGNORECASE)
_SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "ribu": 1e3, "juta": 1e6, "miliar": 1e9}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATES = ("stated", "statedEnd", "earliest", "latest", "seenOn", "endEarliest", "endLatest")
_SCALES = (1, 1_000, 1_000_000, 1_000_000_000)
_WORDS = (
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas", "dua belas"),
)


def unsaid(said: Values, passages: Sequence[str], values_of: Callable[[str], Values]) -> Iterator[str]:
    """What a statement gives that none of its ``passages`` prints, each in a sentence that says what to do.

    Names are compared by letters and digits alone, as a column breaks them into lines; a number also counts as
    printed where it is written in words, or where as many passages are cited as were counted.
    """
    text = _letters("".join(passages))
    for name in said.get(TERMS + "printedName", ()):
        if _letters(name) not in text and not _runs_through(name, passages):
            yield f"ascn:printedName {name!r} stands in none of its passages. Mend it, or cite where it is printed."
    for area in said.get(TERMS + "focusArea", ()) if TERMS + "listNumber" in said else ():
        labels = values_of(area).get(SKOS + "prefLabel", ())
        if labels and not any(_letters(label) in text for label in labels):
            yield f"{shrink(area)} is named by none of its passages. Mend ascn:focusArea, or cite where it is printed."
    numbers = set(_numbers(passages))
    for name in ("listNumber", "value", "measure", "share", "amount"):
        for value in said.get(TERMS + name, ()):
            if not _printed(value, name, numbers) and not _counted(said, passages):
                yield f"ascn:{name} {value} stands in none of its passages. Mend it, or cite where it is printed."


def undated(said: Values, passages: Sequence[str]) -> Iterator[str]:
    """Whether none of the ``passages`` that are to state the date of something prints a year of it.

    Where the year is inferred, an editorial note says so, and nothing is asked for.
    """
    if SKOS + "editorialNote" in said:
        return
    years = {year for name in _DATES for value in said.get(TERMS + name, ()) for year in _YEAR.findall(value)}
    if years and not years & {year for passage in passages for year in _YEAR.findall(passage)}:
        listed = " or ".join(sorted(years))
        yield f"ascn:dateEvidence names no passage that prints {listed}. Mend the date, or cite where it is printed."


def _printed(value: str, name: str, numbers: set[float]) -> bool:
    try:
        wanted = float(value)
    except ValueError:
        return True  # that it is no number, another check says
    return any(
        isclose(number * scale, wanted) for number in numbers for scale in (_SCALES if name == "amount" else (1,))
    )


def _counted(said: Values, passages: Sequence[str]) -> bool:
    """Whether the number was counted: as many passages as things, one each."""
    return str(len(passages)) in said.get(TERMS + "value", ())


def _numbers(passages: Iterable[str]) -> Iterator[float]:
    """The numbers of the passages: with either sign before decimals, and the small ones in words."""
    for passage in passages:
        yield from (float(match[1]) + 1 for match in _AND_OTHERS.finditer(passage))
        for match in _NUMBER.finditer(passage):
            yield from _readings(match[0])
        for match in _SCALED.finditer(passage):
            yield from (number * _SCALE[match[2].lower()] for number in _readings(match[1]))
        for words in _WORDS:
            yield from (
                float(n) for n, word in enumerate(words, 1) if re.search(rf"\b{word}\b", passage, re.IGNORECASE)
            )


def _readings(written: str) -> Iterator[float]:
    """1,234.5 and 1.234,5 are the same number; 1,234 is one of two."""
    for thousands, decimal in ((",", "."), (".", ",")):
        try:
            yield float(written.replace(thousands, "").replace(decimal, "."))
        except ValueError:
            continue


def _runs_through(name: str, passages: Sequence[str]) -> bool:
    """Whether the words of a name come one after the other, with those of other columns between them."""
    words = iter(re.findall(r"\w+", _plain(" ".join(passages))))
    return all(word in words for word in re.findall(r"\w+", _plain(name)))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).casefold()


def _letters(text: str) -> str:
    """The letters and digits of a text, without case and accents."""
    return "".join(letter for letter in _plain(text) if letter.isalnum())
