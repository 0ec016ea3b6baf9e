"""Why a request to the endpoint is not answered, in words."""

from __future__ import annotations

from collections.abc import Mapping

from ascn_kg.findings import Finding
from ascn_kg.web.document import Document

TEXT = "text/plain; charset=utf-8"
# For pages of other sites, and for caches between us and the client.
HEADERS = {"Access-Control-Allow-Origin": "*", "Vary": "Accept, Accept-Language"}
_FORBIDDEN = ("question:update", "question:service")


class Refused(Exception):
    """An HTTP status, a sentence in English and Indonesian that says what to do instead, and further headers."""

    def __init__(self, status: int, en: str, id: str, headers: Mapping[str, str] | None = None) -> None:
        self.status, self.en, self.id, self.headers = status, en, id, headers or {}
        super().__init__(f"{status} {en}")

    @classmethod
    def because_of(cls, finding: Finding) -> Refused:
        """What is wrong with a query, with line and column."""
        status = 403 if finding.rule in _FORBIDDEN else 400
        return cls(status, _told(finding, "en", "Line {}, column {}: "), _told(finding, "id", "Baris {}, kolom {}: "))

    def document(self, lang: str) -> Document:
        """The answer in a language."""
        words = self.id if lang == "id" else self.en
        headers = {**HEADERS, "Content-Language": lang, "Cache-Control": "no-store", **self.headers}
        return Document(f"{words}\n".encode(), TEXT, self.status, headers)


def _told(finding: Finding, lang: str, place: str) -> str:
    words = " ".join(filter(None, (finding.message(lang), finding.hint(lang))))
    if finding.at is None or finding.at.column is None:
        return words[:1].upper() + words[1:]
    return place.format(finding.at.line, finding.at.column) + words
