"""The formats of answers, and which of them a client is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ascn_kg.web.media import best_media_type
from ascn_kg.web.sparql.refused import Refused

HTML = "text/html"


@dataclass(frozen=True)
class Format:
    """``name`` is its suffix, ``media`` its media type, ``others`` further ones by which clients ask for it.

    ``names`` are what ``format=`` may be besides these; ``iri`` what a service description calls it.
    """

    name: str
    media: str
    iri: str
    others: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def content_type(self, media: str) -> str:
        """The Content-Type for a client that asked by ``media``; one of another kind is told what it really gets."""
        chosen = media if media in self.others else self.media
        return f"{chosen}; charset=utf-8" if chosen.startswith("text/") else chosen

    def is_called(self, word: str) -> bool:
        """Whether ``format=word`` means this one."""
        return word.lower() in (self.name, self.media, *self.others, *self.names)


W3C = "http://www.w3.org/ns/formats/"
_JSON, _XML = "application/json", "application/xml"
# The first of each is for whoever takes anything, and for browsers. ASK has one line, true or false, as CSV and TSV,
# which the standard does not define for it.
ROWS = (
    Format("json", "application/sparql-results+json", W3C + "SPARQL_Results_JSON", (_JSON,)),
    Format("xml", "application/sparql-results+xml", W3C + "SPARQL_Results_XML", (_XML, "text/xml")),
    Format("csv", "text/csv", W3C + "SPARQL_Results_CSV"),
    Format("tsv", "text/tab-separated-values", W3C + "SPARQL_Results_TSV"),
)
TRIPLES = (
    Format("ttl", "text/turtle", W3C + "Turtle", ("application/x-turtle",), ("turtle", "n3")),
    Format("nt", "application/n-triples", W3C + "N-Triples", ("text/plain",), ("ntriples", "n-triples")),
    Format("jsonld", "application/ld+json", W3C + "JSON-LD", (_JSON,), ("json-ld", "json")),
    Format("rdf", "application/rdf+xml", W3C + "RDF_XML", (_XML, "text/xml"), ("rdfxml", "rdf+xml", "xml")),
)


def choose(offered: Sequence[Format], accept: str | None, asked: Sequence[str]) -> tuple[Format, str]:
    """The format for a client with this ``Accept`` header, and its Content-Type.

    ``asked`` are the values of ``format=``, which come before the header: of several, as some clients send them, the
    first that is known. Raises :class:`Refused` with status 406 where nothing fits.
    """
    if asked:
        found = next((form for word in asked for form in offered if form.is_called(word)), None)
        if found is None:
            raise _not_acceptable(offered)
        return found, found.content_type(found.media)
    types = {form.media: form for form in offered}
    for form in offered:
        for media in form.others:
            types.setdefault(media, form)
    types[HTML] = offered[0]
    chosen = best_media_type(list(types), accept)
    if chosen is None:
        raise _not_acceptable(offered)
    return types[chosen], types[chosen].content_type(chosen)


def _not_acceptable(offered: Sequence[Format]) -> Refused:
    listed = ", ".join(f"{form.media} (format={form.name})" for form in offered)
    return Refused(
        406,
        f"This kind of answer is given as {listed}. Send one of these in the Accept header, or take the header out.",
        f"Jawaban jenis ini tersedia sebagai {listed}. Kirim salah satunya dalam header Accept, atau hapus header itu.",
    )
