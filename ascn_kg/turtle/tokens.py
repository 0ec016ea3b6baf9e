"""One regular expression that cuts Turtle 1.1 into tokens.

A literal with its language or datatype is one token, and so is a whole directive: what is left are terms and the
seven signs that give them their structure. The pattern may accept more than Turtle does, as only texts that a parser
has already accepted are looked at, but it never cuts such a text at another place.
"""

from __future__ import annotations

import re

# Groups of TOKEN; a match without any is the end of the text.
TERM, SIGN, DIRECTIVE, OTHER = 1, 2, 3, 4

# PN_CHARS_BASE and PN_CHARS of the Turtle grammar.
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_CHARS = _BASE + r"_\-0-9\u00b7\u0300-\u036f\u203f\u2040"

_SKIPPED = r"(?:[ \t\r\n]++|\#[^\r\n]*+)*+"
_IRI = r"<[^\x00-\x20<>]*+>"
_PREFIX = rf"(?:[{_BASE}][{_CHARS}]*+(?:\.++[{_CHARS}]++)*+)?+:"
_LOCAL = rf"(?:[{_BASE}_0-9:%]|\\.)(?:[{_CHARS}:%]++|\\.)*+(?:\.++(?:[{_CHARS}:%]++|\\.)++)*+"
_NAME = rf"{_PREFIX}(?:{_LOCAL})?+"
_STRING = (
    r'(?:"""(?:[^"\\]++|\\.|"(?!""))*+"""'
    r"|'''(?:[^'\\]++|\\.|'(?!''))*+'''"
    r'|"(?:[^"\\\r\n]++|\\.)*+"'
    r"|'(?:[^'\\\r\n]++|\\.)*+')"
)
_TAG = r"@[A-Za-z]++(?:-++[A-Za-z0-9]++)*+"  # with two hyphens before the direction of RDF 1.2
_BLANK = rf"_:[{_BASE}_0-9][{_CHARS}]*+(?:\.++[{_CHARS}]++)*+"
_NUMBER = r"[+-]?(?:(?:[0-9]++(?:\.[0-9]*+)?+|\.[0-9]++)[eE][+-]?[0-9]++|[0-9]*+\.[0-9]++|[0-9]++)"
_WORD = rf"(?:a|true|false)(?![{_CHARS}])"

_LITERAL = rf"{_STRING}(?:{_SKIPPED}(?:{_TAG}|\^\^{_SKIPPED}(?:{_IRI}|{_NAME})))?+"
_TERM = f"{_NAME}|{_IRI}|{_LITERAL}|{_BLANK}|{_NUMBER}|{_WORD}"
_DIRECTIVE = (
    rf"@(?:prefix{_SKIPPED}{_PREFIX}{_SKIPPED}{_IRI}|base{_SKIPPED}{_IRI}|version{_SKIPPED}{_STRING}){_SKIPPED}\."
    rf"|(?i:prefix){_SKIPPED}{_PREFIX}{_SKIPPED}{_IRI}|(?i:base){_SKIPPED}{_IRI}|(?i:version){_SKIPPED}{_STRING}"
)

TOKEN = re.compile(rf"{_SKIPPED}(?:({_TERM})|([.,;\[\]()])|({_DIRECTIVE})|(.)|\Z)", re.DOTALL)

# The string of a literal with its quotes, its tag, its datatype; the prefix and the address a directive declares.
LITERAL = re.compile(rf"({_STRING})(?:{_SKIPPED}(?:({_TAG})|\^\^{_SKIPPED}(.*)))?", re.DOTALL)
DECLARATION = re.compile(rf"@?(?i:prefix|base){_SKIPPED}(?:({_PREFIX}){_SKIPPED})?({_IRI})")
