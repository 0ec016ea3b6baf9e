"""``ascn-kg stats --coverage``: what is known of each city and by each source, as table and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill, wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ascn_kg.coverage import Coverage
    from ascn_kg.labels import Labels

_WIDTH = 100
_WORDS = {
    "en": {
        "cities": ("By city", "known", "verified", "referenced", "sources", "City", "None of"),
        "sources": ("By source", "verified", "referenced", "left out", "cities", "Source", "Text"),
        "text": "at hand",
        "no text": "not at hand",
        "note": (
            "Known: statements on the city or one of its projects. Verified: by a passage of a text. "
            "Referenced: by page or address alone. The rest has no evidence of its own."
        ),
    },
    "id": {
        "cities": ("Menurut kota", "diketahui", "terperiksa", "dirujuk", "sumber", "Kota", "Belum ada"),
        "sources": ("Menurut sumber", "terperiksa", "dirujuk", "dilewati", "kota", "Sumber", "Teks"),
        "text": "tersedia",
        "no text": "tidak tersedia",
        "note": (
            "Diketahui: pernyataan tentang kota atau salah satu proyeknya. Terperiksa: lewat bagian teks. "
            "Dirujuk: lewat halaman atau alamat saja. Sisanya tanpa bukti sendiri."
        ),
    },
}


def as_json(found: Coverage, labels: Labels, lang: str) -> dict[str, object]:
    """The coverage for a machine: IRIs beside labels."""
    return {
        "cities": [
            {
                "iri": city.city,
                "label": labels.label(city.city, lang),
                "known": city.known,
                "verified": city.verified,
                "referenced": city.referenced,
                "unsupported": city.unsupported,
                "sources": city.sources,
                "kinds": [
                    {"iri": kind, "label": labels.label(kind, lang), "count": number}
                    for kind, number in city.kinds.items()
                ],
                "missing": [{"iri": kind, "label": labels.label(kind, lang)} for kind in city.missing],
            }
            for city in found.cities
        ],
        "sources": [
            {
                "iri": source.source,
                "label": labels.label(source.source, lang),
                "verified": source.verified,
                "referenced": source.referenced,
                "left_out": source.left_out,
                "cities": source.cities,
                "text": source.text,
            }
            for source in found.sources
        ],
    }


def as_text(found: Coverage, labels: Labels, lang: str) -> str:
    """The coverage for a reader: a table of cities, a table of sources, and what the words mean."""
    from ascn_kg.namespaces import shrink

    words = _WORDS[lang]
    cities = [
        (
            *(city.known, city.verified, city.referenced, city.sources),
            labels.label(city.city, lang),
            ", ".join(labels.label(kind, lang) for kind in city.missing),
        )
        for city in found.cities
    ]
    sources = [
        (
            *(source.verified, source.referenced, source.left_out, source.cities),
            shrink(source.source),
            str(words["text"] if source.text else words["no text"]),
        )
        for source in found.sources
    ]
    cities.sort(key=lambda row: row[4])
    return "\n\n".join(
        [_table(words["cities"], cities), _table(words["sources"], sources), fill(str(words["note"]), _WIDTH)]
    )


def _table(head: Sequence[str], rows: Sequence[tuple[int, int, int, int, str, str]]) -> str:
    """A title, the heads of columns, and rows: numbers to the right, then a name and what is said of it."""
    title, *names = head
    widths = [max(len(name), 6) for name in names[:4]]
    wide = max([len(names[4]), *(len(row[4]) for row in rows)])

    def line(cells: Sequence[object]) -> str:
        numbers = "  ".join(f"{cell:>{width}}" for cell, width in zip(cells[:4], widths, strict=True))
        start = f"  {numbers}  {cells[4]:<{wide}}  "
        return "\n".join(wrap(str(cells[5]), _WIDTH, initial_indent=start, subsequent_indent=" " * len(start))) or (
            start.rstrip()
        )

    return "\n".join([title, line(names), *(line(row) for row in rows)])
