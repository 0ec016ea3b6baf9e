"""The words behind an evidence node, read from the user's own copy of a source's text."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from ascn_kg.errors import AscnKgError

if TYPE_CHECKING:
    from ascn_kg.evidence.text import SourceText

_CHANGED = {
    "en": "the words at this place of {0}.txt are not those the evidence was taken from (digest differs)",
    "id": "kata-kata di tempat ini dalam {0}.txt bukan yang menjadi sumber bukti (sidik berbeda)",
}


class Passages:
    """Reads spans of texts in one folder; each text is read once."""

    def __init__(self, folder: Path, lang: str) -> None:
        if not folder.is_dir():
            raise AscnKgError(
                f"{folder}: there is no such folder. Give --texts a folder that holds <source>.txt files."
            )
        self._folder, self._lang = folder, lang
        self._texts: dict[str, SourceText | str] = {}

    def read(self, source: str, start: int, end: int, sha256: str) -> tuple[str | None, str | None]:
        """The words from ``start`` to ``end`` (code points) and None; or None and why they cannot be shown."""
        text = self._text(source)
        if isinstance(text, str):
            return None, text
        words = text.text[start:end]
        if hashlib.sha256(words.encode()).hexdigest() != sha256:
            return None, _CHANGED[self._lang].format(source)
        return words, None

    def _text(self, source: str) -> SourceText | str:
        if source not in self._texts:
            from ascn_kg.evidence.text import read_text

            try:
                self._texts[source] = read_text(self._folder, source)
            except AscnKgError as error:
                self._texts[source] = str(error)
        return self._texts[source]
