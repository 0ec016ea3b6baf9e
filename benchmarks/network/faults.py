"""Faults of many kinds, each found by one shape at one thing; none changes what the ten questions answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ascn_kg.namespaces import expand
from benchmarks.network.chance import Chance
from benchmarks.network.turtle import Block, day


@dataclass(frozen=True)
class Kind:
    """How to break a thing of one class, and which shape finds it there."""

    rule: str
    breaks: Callable[[Block], Block]


def _without(prop: str) -> Callable[[Block], Block]:
    return lambda block: block.without(prop)


def _having(prop: str, *values: str) -> Callable[[Block], Block]:
    return lambda block: block.having(prop, *values)


def _upper(block: Block) -> Block:
    return block.having("ascn:sha256", *(value.upper().replace("A", "G") for value in block.values("ascn:sha256")))


def _untagged(block: Block) -> Block:
    return block.having("ascn:printedName", *(value.removesuffix("@id") for value in block.values("ascn:printedName")))


KINDS: dict[str, tuple[Kind, ...]] = {
    "ascn:City": (Kind("shapes:PlaceLatitude", _having("ascn:latitude", "97.5")),),
    "ascn:Evidence": (
        Kind("shapes:SpanEnd", _without("ascn:end")),
        Kind("shapes:SpanDigest", _without("ascn:sha256")),
        Kind("shapes:PassageDigest", _upper),
        Kind("shapes:PassageParagraph", _having("ascn:paragraph", "0")),
    ),
    "ascn:Naming": (Kind("shapes:PrintedNameTagged", _untagged),),
    "ascn:Designation": (Kind("shapes:RankReason", _without("ascn:rankReason")),),
    "ascn:Post": (Kind("shapes:PostLabel", _without("rdfs:label")),),
    "ascn:Tenure": (
        Kind("shapes:SituationRank", _without("ascn:rank")),
        Kind("shapes:ShortcutOccurred", _having("ascn:modality", "modality:planned")),
    ),
    "ascn:Remark": (Kind("shapes:RemarkGist", _without("ascn:gist")),),
    "ascn:Support": (Kind("shapes:AmountCurrency", _without("ascn:currency")),),
    "ascn:Partnership": (Kind("shapes:StatedLatest", _having("ascn:latest", day("2029-12-31"))),),
    "ascn:Chairship": (Kind("shapes:ChairshipNation", _without("ascn:chairNation")),),
    "ascn:Expectation": (Kind("shapes:ExpectationOf", _without("ascn:expectedOf")),),
}


@dataclass
class Faults:
    """Breaks about ``share`` (0 to 1) of all things that can be broken, and keeps what each is found by."""

    chance: Chance
    share: float
    known: list[dict[str, str]] = field(default_factory=list)

    def edit(self, block: Block) -> Block:
        """The block, or a broken one."""
        kinds = self._fitting(block) if self.share else ()
        if not kinds or not self.chance.happens(self.share, "fault", block.name):
            return block
        kind = self.chance.one_of(kinds, "fault kind", block.name)
        self.known.append({"rule": kind.rule, "focus": expand(block.name) or block.name})
        return kind.breaks(block)

    def by_rule(self) -> dict[str, int]:
        return dict(sorted(Counter(fault["rule"] for fault in self.known).items()))

    @staticmethod
    def _fitting(block: Block) -> Sequence[Kind]:
        """The kinds whose property the thing has: entries of registers have no span, most support no amount."""
        if block.classes[0] == "ascn:Evidence" and not block.values("ascn:start"):
            return ()
        if block.classes[0] == "ascn:Designation" and not block.values("ascn:rankReason"):
            return ()
        if block.classes[0] == "ascn:Support" and not block.values("ascn:amount"):
            return ()
        return KINDS.get(block.classes[0], ())
