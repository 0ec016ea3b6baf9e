"""Invented source documents, and the passages and register entries that statements cite."""

from __future__ import annotations

import hashlib

from benchmarks.network.chance import Chance
from benchmarks.network.turtle import Files, both, in_year


class Document:
    """One source text without pages; :meth:`passage` cites its next words, never the same twice."""

    def __init__(self, files: Files, chance: Chance, slug: str, year: int) -> None:
        self._files = files
        self._chance = chance
        self.slug = slug
        self.label = f"Laporan {slug}"
        self._offset = 0
        self._passages = 0
        record = [self.passage(), self.passage()]
        files.write(
            "documents",
            f"source:{slug}",
            "ascn:Source",
            ("rdfs:label", f'"{self.label}"@id'),
            ("ascn:textSha256", f'"{_digest(slug)}"'),
            ("ascn:paged", "false"),
            ("ascn:inLanguage", '"id"'),
            ("ascn:authority", "authority:press"),
            ("ascn:byline", '"Redaksi"'),
            *in_year(year),
            ("ascn:evidence", record),
        )

    def passage(self) -> str:
        """A new piece of evidence in this document, its prefixed name."""
        return self._span("evidence", "ascn:Evidence")

    def leave_out(self) -> None:
        """A passage that is left out on purpose."""
        self._span("omission", "ascn:Omission", ("ascn:reason", "reason:notice"))

    def close(self) -> None:
        """Nothing more is cited from this document."""
        self._files.close(f"evidence/{self.slug}")

    def _span(self, prefix: str, kind: str, *more: tuple[str, str | list[str]]) -> str:
        start = self._offset + 2
        end = start + 20 + self._chance.below(90, "length", self.slug, self._passages)
        self._offset, self._passages = end, self._passages + 1
        slug = f"{self.slug}-{start}-{end}"
        self._files.write(
            f"evidence/{self.slug}",
            f"{prefix}:{slug}",
            kind,
            ("ascn:fromSource", f"source:{self.slug}"),
            ("ascn:start", str(start)),
            ("ascn:end", str(end)),
            ("ascn:paragraph", str(self._passages // 4 + 1)),
            ("ascn:sha256", f'"{_digest(slug)}"'),
            *more,
        )
        return f"{prefix}:{slug}"


class Register:
    """A registry whose entries are cited by address."""

    def __init__(self, files: Files, slug: str, english: str, indonesian: str) -> None:
        self._files = files
        self._slug = slug
        files.write(
            "documents",
            f"source:{slug}",
            "ascn:Source",
            ("rdfs:label", both(english, indonesian)),
            ("ascn:authority", "authority:registry"),
            ("ascn:url", f'"https://example.org/{slug}"^^xsd:anyURI'),
        )

    def entry(self, key: str) -> str:
        """Evidence that is one entry of the register, its prefixed name."""
        name = f"evidence:{self._slug}-{key}"
        self._files.write(
            f"evidence/{self._slug}",
            name,
            "ascn:Evidence",
            ("ascn:fromSource", f"source:{self._slug}"),
            ("ascn:url", f'"https://example.org/{self._slug}/{key}"^^xsd:anyURI'),
        )
        return name


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
