"""Terms as Turtle writes them, made from their canonical N-Triples texts; each once, however often it is used."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ascn_kg.namespaces import BASE, PREFIXES, XSD

# https://www.w3.org/TR/turtle/#grammar-production-PN_LOCAL without its backslash escapes, which nobody reads with ease.
LETTERS = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff_"
)
_INNER = f"[{LETTERS}0-9\u00b7\u0300-\u036f\u203f-\u2040:-]|%[0-9A-Fa-f]{{2}}"
_LOCAL = re.compile(f"(?:[{LETTERS}0-9:]|%[0-9A-Fa-f]{{2}})(?:{_INNER}|\\.+(?={_INNER}))*")
# What may stand without quotes and comes back as it was from every reader: rdflib turns 01 into 1, 0.0000001 into 1E-7.
_BARE = {
    f"{XSD}integer": re.compile("0|-?[1-9][0-9]{0,17}"),
    f"{XSD}decimal": re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,6}"),
    f"{XSD}boolean": re.compile("true|false"),
}


def split_iri(iri: str) -> tuple[str, str]:
    """An IRI cut after its last "/" or "#", where every namespace of ours ends."""
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    return iri[:cut], iri[cut:]


def split_literal(text: str) -> tuple[str, str, str]:
    """The quoted part of a literal's N-Triples text, its language and the IRI of its datatype where it is not text.

    >>> split_literal('"kota"@id')
    ('"kota"', 'id', '')
    """
    end = text.rfind('"') + 1
    rest = text[end:]
    return (text[:end], rest[1:], "") if rest.startswith("@") else (text[:end], "", rest[3:-1])


class Names:
    """Shortens IRIs by our prefixes, and remembers by which."""

    def __init__(self) -> None:
        self._addresses = {address: prefix for prefix, address in PREFIXES.items()}
        self._used: set[str] = set()

    @property
    def prefixes(self) -> list[str]:
        """The prefixes used so far: our own first, each part sorted."""
        return sorted(self._used, key=lambda prefix: (not PREFIXES[prefix].startswith(BASE), prefix))

    def of_terms(self, texts: Iterable[str]) -> list[str]:
        """The Turtle text of each N-Triples text."""
        return [
            self.iri(text[1:-1]) if text[0] == "<" else self._typed(text) if text[-1] == ">" else text for text in texts
        ]

    def iri(self, iri: str) -> str:
        """``prefix:local`` where the Turtle grammar allows it, else ``<iri>``."""
        address, local = split_iri(iri)
        prefix = self._addresses.get(address)
        if prefix is None or not _LOCAL.fullmatch(local):
            return f"<{iri}>"
        self._used.add(prefix)
        return f"{prefix}:{local}"

    def _typed(self, text: str) -> str:
        quoted, _, datatype = split_literal(text)
        bare = _BARE.get(datatype)
        return quoted[1:-1] if bare and bare.fullmatch(quoted[1:-1]) else f"{quoted}^^{self.iri(datatype)}"
