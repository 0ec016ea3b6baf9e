"""Says what keeps a file from being loaded although it may be valid Turtle."""

from __future__ import annotations

import re

import pyoxigraph as ox

from ascn_kg.findings import Finding, Region
from ascn_kg.graph.terms import Terms

# Raw or escaped, in a text: characters that XML cannot hold, so that no export to RDF/XML could be written.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\\u00(?:0[0-8BCEFbcef]|1[0-9A-Fa-f])")

# Ending of a name -> the syntax it stands for.
_OTHER_SYNTAXES = {
    **dict.fromkeys(("rdf", "xml", "rdfs", "owx"), "RDF/XML"),
    **dict.fromkeys(("jsonld", "json"), "JSON-LD"),
    **dict.fromkeys(("html", "xhtml"), "RDFa"),
    **dict.fromkeys(("zip", "gz", "bz2", "xz"), "a compressed file"),
    "nq": "N-Quads",
    "trig": "TriG",
    "csv": "CSV",
    "ofn": "OWL functional syntax",
    "omn": "Manchester syntax",
}
_CONVERT = (
    "Turn it into Turtle first, for example with: riot --output=turtle FILE > FILE.ttl",
    "Ubah dulu ke Turtle, misalnya dengan: riot --output=turtle BERKAS > BERKAS.ttl",
)


def unreadable(shown: str, reason: str) -> Finding:
    """The system does not let us read the file."""
    return _finding(
        "file:unreadable",
        Region(shown),
        (f"cannot be read: {reason}.", "Check the path and its permissions."),
        (f"tidak dapat dibaca: {reason}.", "Periksa lokasi dan izin aksesnya."),
    )


def other_syntax(shown: str) -> Finding | None:
    """The file's name says that it is written in a syntax we do not read; None where it does not."""
    syntax = _OTHER_SYNTAXES.get(shown.rpartition(".")[2].lower())
    if syntax is None:
        return None
    return _finding(
        "file:syntax",
        Region(shown),
        (f"is {syntax} by its name; only Turtle and N-Triples are read.", _CONVERT[0]),
        (f"adalah {syntax} menurut namanya; hanya Turtle dan N-Triples yang dibaca.", _CONVERT[1]),
    )


def not_utf8(content: bytes, shown: str, error: UnicodeDecodeError) -> Finding:
    """The bytes are no text in UTF-8."""
    begun = content[content.rfind(b"\n", 0, error.start) + 1 : error.start].removeprefix(b"\xef\xbb\xbf")
    line, column = content.count(b"\n", 0, error.start) + 1, len(begun.decode(errors="replace")) + 1
    guess = "UTF-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "Latin-1 or Windows-1252"
    byte = content[error.start]
    return _finding(
        "file:encoding",
        Region(shown, line, column, line, column + 1),
        (f"not UTF-8 text: here is the byte 0x{byte:02X}.", f"Save the file as UTF-8; it may be {guess} now."),
        (
            f"bukan teks UTF-8: di sini ada bita 0x{byte:02X}.",
            f"Simpan berkas sebagai UTF-8; sekarang mungkin {guess.replace(' or ', ' atau ')}.",
        ),
    )


def too_long(shown: str) -> Finding:
    """A single text is longer than the parser's memory for one."""
    return _finding(
        "file:size",
        Region(shown),
        ("holds a text of more than 16 million characters.", "Leave such a text out, or close it where it ends."),
        ("memuat teks dengan lebih dari 16 juta karakter.", "Buang teks itu, atau tutup di akhirnya."),
    )


def empty(shown: str) -> Finding:
    """The file says nothing."""
    return _finding(
        "file:empty",
        Region(shown),
        ("holds no statements.", "Add some, or delete the file."),
        ("tidak memuat pernyataan apa pun.", "Tambahkan pernyataan, atau hapus berkas ini."),
    )


def findings(turtle: bytes, shown: str, terms: Terms) -> list[Finding]:
    """What is valid Turtle but cannot go into every tool that the graph is made for."""
    found = []
    if control := _CONTROL.search(turtle):
        character = control[0].decode()
        code = character[2:].upper() if len(character) > 1 else f"{ord(character):04X}"
        found.append(
            _finding(
                "file:control",
                _region(turtle, shown, control.start(), control.end()),
                (f"holds a control character (U+{code}), which RDF/XML cannot carry.", "Take it out."),
                (f"memuat karakter kendali (U+{code}), yang tidak dapat dimuat RDF/XML.", "Hapus karakter itu."),
            )
        )
    if b"<<" in turtle and any(isinstance(term, ox.Triple) for term in terms.ids):
        at = turtle.index(b"<<")
        found.append(
            _finding(
                "file:star",
                _region(turtle, shown, at, at + 2),
                (
                    "holds a statement about a statement (RDF-star), which not every tool reads.",
                    "Use a node of its own.",
                ),
                (
                    "memuat pernyataan tentang pernyataan (RDF-star), yang tidak dibaca semua perangkat.",
                    "Pakai simpul tersendiri.",
                ),
            )
        )
    return found


def _region(content: bytes, shown: str, start: int, end: int) -> Region:
    """The region between two offsets in bytes of one line."""
    line_start = content.rfind(b"\n", 0, start) + 1
    line, column = content.count(b"\n", 0, start) + 1, len(content[line_start:start].decode()) + 1
    return Region(shown, line, column, line, column + len(content[start:end].decode()))


def _finding(rule: str, at: Region, en: tuple[str, str], indonesian: tuple[str, str]) -> Finding:
    """A violation with a message and a hint in each language."""
    return Finding(
        rule=rule,
        severity="violation",
        messages=(("en", en[0]), ("id", indonesian[0])),
        hints=(("en", en[1]), ("id", indonesian[1])),
        at=at,
    )
