"""What a page of a thing is called: its label; for statements, which have none, a line made of their parts."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph as ox

from ascn_kg.namespaces import PREFIXES, shrink
from ascn_kg.rendering.words import plain
from ascn_kg.web.things.dates import when
from ascn_kg.web.things.index import Index
from ascn_kg.web.things.words import COVERED

# The parts that make up a line, by class; each piece in brackets is left out where its part is absent.
_LINES: dict[str, tuple[str, str]] = {
    "Assessment": ("{about}: assessment[ at {saidAt}]", "{about}: penilaian[ pada {saidAt}]"),
    "Chairship": ("{chairNation}: {chairRole}[ of {chairOf}]", "{chairNation}: {chairRole}[ {chairOf}]"),
    "Continuation": ("{earlier} continued as {later}", "{earlier} berlanjut sebagai {later}"),
    "Count": ("{countOf}: {counted}[ in {countWithin}]", "{countOf}: {counted}[ di {countWithin}]"),
    "Coverage": ("{coverageOf}: how much is known ({covers})", "{coverageOf}: seberapa banyak diketahui ({covers})"),
    "Dating": ("{event}: its date", "{event}: tanggalnya"),
    "Designation": (
        "{designated}: {designatedAs}[ of {designatedFor}]",
        "{designated}: {designatedAs}[ {designatedFor}]",
    ),
    "Expectation": ("Expected of {expectedOf}", "Diharapkan dari {expectedOf}"),
    "Grounding": ("{grounded} rests on {groundedIn}", "{grounded} berlandaskan {groundedIn}"),
    "Membership": (
        "{member|memberCity}: member of {memberOf|network}",
        "{member|memberCity}: anggota {memberOf|network}",
    ),
    "Naming": ("{named}: printed as “{printedName}”", "{named}: tercetak “{printedName}”"),
    "Nomination": (
        "{nominee}: put forward[ by {nominator}][ for {nominatedFor}]",
        "{nominee}: diajukan[ oleh {nominator}][ untuk {nominatedFor}]",
    ),
    "Participation": (
        "{participant|inDelegation|participantPost}: {role} at {event}",
        "{participant|inDelegation|participantPost}: {role} dalam {event}",
    ),
    "Partnership": ("Partnership: {party}[ in {partnershipIn}]", "Kemitraan: {party}[ di {partnershipIn}]"),
    "Presentation": (
        "{presenter}: presentation of {initiative|presentedConcept}",
        "{presenter}: pemaparan {initiative|presentedConcept}",
    ),
    "ProgressReport": ("{initiative}: {status}", "{initiative}: {status}"),
    "Remark": ("{saidBy}: remark[ on {about}]", "{saidBy}: ucapan[ tentang {about}]"),
    "Support": ("{supporter}: support for {supported}", "{supporter}: dukungan bagi {supported}"),
    "Tenure": ("{holder}: {post}", "{holder}: {post}"),
}
_DATED = (
    "Assessment",
    "Chairship",
    "Count",
    "Dating",
    "Designation",
    "Membership",
    "ProgressReport",
    "Remark",
    "Support",
)
_MANY = 3
_OCCURRED = PREFIXES["modality"] + "occurred"
_OPTIONAL, _PART = re.compile(r"\[([^]]*)\]"), re.compile(r"\{([^}]*)\}")


def title_of(index: Index, iri: str, lang: str) -> str:
    """The label of a thing in the language, or the line that stands for it: ``Hanoi: member of …, 2018``."""
    if (iri, lang) not in index.titles:
        index.titles[iri, lang] = _title(index, iri, lang)
    return index.titles[iri, lang]


def _title(index: Index, iri: str, lang: str) -> str:
    label = index.site.labels.label(iri, lang)
    if label != shrink(iri):
        return label
    for name in index.classes(iri):
        if name in _LINES:
            line = _filled(index, iri, _LINES[name][lang == "id"], lang)
            date = when(index, iri, lang) if name in _DATED else ""
            return " ".join([f"{line}, {date}" if date else line, *_unreal(index, iri, lang)])
    return label


def _unreal(index: Index, iri: str, lang: str) -> list[str]:
    """``(planned)`` after what was not reported as fact, so that no link to it reads like one."""
    return [f"({index.site.labels.label(each, lang)})" for each in index.iris(iri, "modality") if each != _OCCURRED]


def covered(key: str, lang: str) -> str:
    """A key of what coverage is about, in words."""
    return COVERED[key][lang == "id"] if key in COVERED else key


def _filled(index: Index, iri: str, line: str, lang: str) -> str:
    def words(match: re.Match[str]) -> str:
        if match[1] == "covers":
            return ", ".join(
                covered(key.value, lang) for key in index.values(iri, "covers") if isinstance(key, ox.Literal)
            )
        return _words(index, (value for name in match[1].split("|") for value in index.values(iri, name)), lang)

    def piece(match: re.Match[str]) -> str:
        filled = _PART.sub(words, match[1])
        return filled if all(map(words, _PART.finditer(match[1]))) else ""

    return _PART.sub(words, _OPTIONAL.sub(piece, line))


def _words(index: Index, values: Iterable[object], lang: str) -> str:
    found = list(
        dict.fromkeys(
            plain(value, index.site.labels, lang) for value in values if isinstance(value, ox.NamedNode | ox.Literal)
        )
    )
    more = len(found) - _MANY
    return ", ".join(found[:_MANY]) + (f" (+{more})" if more > 0 else "")
