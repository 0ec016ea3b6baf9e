"""Breaks a text at random, seeded: bytes, slices, tokens, and things that parsers have choked on elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

_TOKEN = re.compile(rb'"[^"\n]*"|<[^>\s]*>|[\w:@^.-]+|\S')

NASTY: tuple[bytes, ...] = (
    b"\x00",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xed\xa0\x80",  # a lone surrogate
    b"\xc0\xaf",
    b"\r",
    "\u2028\u202e\u0301".encode(),
    b"[" * 3000,
    b"(" * 3000,
    b"[ ascn:x " * 2000,
    b"( " * 500 + b") " * 500,
    b'"' + b"a" * 300_000 + b'"',
    b"a" * 300_000,
    b"#" + b"x" * 300_000 + b"\n",
    b'"""',
    b"'''",
    b'"\\ud800"',
    b'"\\U00110000"',
    b'"\\x"',
    b'"x"@',
    b'"x"@en--ltr',
    b'"x"@' + b"a" * 5000,
    b'"x"^^',
    b'"x"^^<>',
    b"1e999999999",
    b"9" * 10_000,
    b"-+.e",
    b'"2018-99-99"^^xsd:date',
    b'"-99999999999999-01-01"^^xsd:date',
    b'"\xf0\x9f\x98\x80"@id',
    b"<>",
    b"<http://[>",
    b"<http://a b>",
    b"<\\u0000>",
    b"<http://%zz/>",
    b"<" + b"a" * 100_000 + b">",
    b"<../../../..>",
    b"<< ascn:a ascn:b ascn:c >> ascn:d ascn:e .\n",
    b"<<( ascn:a ascn:b ascn:c )>>",
    b"ascn:a ascn:b ascn:c {| ascn:d ascn:e |} .\n",
    b"@prefix ascn: <x:> .\n",
    b"@prefix : <> .\n",
    b"PREFIX ascn: <http://e.org/>\n",
    b"@base <> .\n",
    b"@base <http://e.org/\\u0020> .\n",
    b'@version "1.2" .\n',
    b"_:a <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:a .\n",
    b"_:a a _:a ; _:a _:a .\n",
    b"ascn:City <http://www.w3.org/2000/01/rdf-schema#subClassOf> ascn:City .\n",
    b"ascn:a <http://www.w3.org/2002/07/owl#sameAs> ascn:a .\n",
    b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> a <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> .\n",
    b"{{ }}",
    b"%",
    b"\\",
    b".",
    b";;;;,,,,",
    b". . .",
)


def broken(content: bytes, chance: Random) -> bytes:
    """The content broken in one to four places."""
    for _ in range(chance.randint(1, 4)):
        content = chance.choice(_WAYS)(content, chance)
    return content


def _flipped(content: bytes, chance: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(min(len(changed), chance.randint(1, 4))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(content: bytes, chance: Random) -> bytes:
    start, end = _slice(content, chance)
    return content[:start] + content[end:]


def _doubled(content: bytes, chance: Random) -> bytes:
    start, end = _slice(content, chance)
    return content[:end] + content[start:end] * chance.choice((1, 2, 30)) + content[end:]


def _moved(content: bytes, chance: Random) -> bytes:
    start, end = _slice(content, chance)
    rest = content[:start] + content[end:]
    at = chance.randint(0, len(rest))
    return rest[:at] + content[start:end] + rest[at:]


def _ended(content: bytes, chance: Random) -> bytes:
    return content[: chance.randint(0, len(content))]


def _nasty(content: bytes, chance: Random) -> bytes:
    at = chance.randint(0, len(content))
    return content[:at] + chance.choice(NASTY) + content[at:]


def _nasty_token(content: bytes, chance: Random) -> bytes:
    tokens = list(_TOKEN.finditer(content))
    if not tokens:
        return chance.choice(NASTY)
    token = chance.choice(tokens)
    return content[: token.start()] + chance.choice(NASTY) + content[token.end() :]


def _swapped(content: bytes, chance: Random) -> bytes:
    tokens = list(_TOKEN.finditer(content))
    if len(tokens) < 2:
        return content
    one, other = sorted(chance.sample(tokens, 2), key=lambda token: token.start())
    between = content[one.end() : other.start()]
    return content[: one.start()] + other[0] + between + one[0] + content[other.end() :]


def _slice(content: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randint(0, len(content))
    return start, min(len(content), start + chance.choice((1, 2, 10, 100, 1000)))


_WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _flipped,
    _cut,
    _doubled,
    _moved,
    _ended,
    _nasty,
    _nasty,
    _nasty_token,
    _nasty_token,
    _swapped,
    _swapped,
)
