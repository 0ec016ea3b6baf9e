"""What an Accept or Accept-Language header prefers (RFC 9110, sections 12.4.2, 12.5.1 and 12.5.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ascn_kg.questions.question import LANGUAGES

_WEIGHT = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?")
_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_RANGE = re.compile(rf"({_TOKEN})/({_TOKEN})")
_TAG = re.compile(r"\*|[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
# A header of 32 kB has thousands of pieces, and the process that listens for everybody must not read them all.
_MOST = 100
# A comma or semicolon inside a quoted parameter separates nothing.
_PIECE = {mark: re.compile(rf'((?:[^{mark}"]|"(?:[^"\\]|\\.)*"?)*)(?:{mark}|$)') for mark in ",;"}
# The code of Indonesian before 1989, which old Java programs still send.
_FORMER = {"in": "id"}


@dataclass(frozen=True)
class _Range:
    """One media range of an Accept header with its weight."""

    type: str
    subtype: str
    params: frozenset[tuple[str, str]]
    weight: float

    def fits(self, offer: _Range) -> bool:
        return self.type in ("*", offer.type) and self.subtype in ("*", offer.subtype) and self.params <= offer.params

    @property
    def specificity(self) -> tuple[bool, bool, int]:
        return self.type != "*", self.subtype != "*", len(self.params)


def best_media_type(offers: Sequence[str], accept: str | None) -> str | None:
    """The offered media type that the client likes most, None where it takes none of them.

    The most specific range that fits an offer gives its weight. Among the equally liked, what the client names comes
    before what a ``*`` lets through, then the order of ``offers`` decides. No header, or one without a readable range,
    takes everything.

    >>> best_media_type(["text/html", "text/turtle"], "text/turtle, */*;q=0.1")
    'text/turtle'
    >>> best_media_type(["text/html", "text/turtle"], "text/*;q=0.3, text/html;q=0, image/png") or "nothing"
    'text/turtle'
    >>> best_media_type(["text/html"], "image/png") or "nothing"
    'nothing'
    """
    ranges = list(_ranges(accept or ""))
    if not ranges:
        return offers[0]
    best: tuple[float, tuple[bool, bool, int]] | None = None
    chosen = None
    for offer in offers:
        parsed = next(_ranges(offer))
        fitting = [each for each in ranges if each.fits(parsed)]
        if not fitting:
            continue
        closest = max(fitting, key=lambda each: each.specificity)
        liked = (closest.weight, closest.specificity)
        if closest.weight > 0 and (best is None or liked > best):
            best, chosen = liked, offer
    return chosen


def best_language(accept_language: str | None, offers: Sequence[str] = LANGUAGES) -> str:
    """The offered language that the client likes most; the first where it likes none, as a page must have some.

    >>> best_language("id-ID, en;q=0.8"), best_language("fr, *;q=0.5"), best_language("en;q=0.2, in")
    ('id', 'en', 'id')
    """
    weights: dict[str, float] = {}
    refused: set[str] = set()
    rest = 0.0
    for piece in _split(accept_language or "", ","):
        tag, weight = _weighted(piece)
        if weight is None or not _TAG.fullmatch(tag):
            continue
        primary = tag.lower().partition("-")[0]
        primary = _FORMER.get(primary, primary)
        if tag == "*":
            rest = max(rest, weight)
        elif not weight and "-" not in tag:
            refused.add(primary)
        else:
            weights[primary] = max(weights.get(primary, 0.0), weight)
    liked = [0.0 if offer in refused else weights.get(offer, rest) for offer in offers]
    return offers[liked.index(max(liked))]


def _ranges(header: str) -> Iterator[_Range]:
    """The media ranges of a header; what is not one is passed over, as the rest may still be."""
    for piece in _split(header, ","):
        name, *params = _split(piece, ";")
        found = _RANGE.fullmatch(name)
        _, weight = _weighted(piece)
        if found is None or weight is None or (found[1] == "*" and found[2] != "*"):
            continue
        yield _Range(found[1].lower(), found[2].lower(), frozenset(_before_weight(params)), weight)


def _before_weight(params: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The parameters of the media type itself: those before the weight, the charset aside, as ours is always UTF-8."""
    for param in params:
        name, _, value = (part.strip().lower() for part in param.partition("="))
        if name == "q":
            return
        if name and name != "charset":
            yield name, value.strip('"')


def _weighted(piece: str) -> tuple[str, float | None]:
    """What is weighed, and its weight: 1 where none is given, None where it cannot be read."""
    name, *params = _split(piece, ";")
    for param in params:
        key, _, value = (part.strip() for part in param.partition("="))
        if key.lower() == "q":
            return name, float(value) if _WEIGHT.fullmatch(value) else None
    return name, 1.0


def _split(text: str, mark: str) -> list[str]:
    """The first pieces between marks that do not stand in quotes, trimmed."""
    return [match[1].strip() for match in islice(_PIECE[mark].finditer(text), _MOST)] or [""]
