"""One regular expression that cuts Turtle 1.1 into tokens.

A literal with its language or datatype is one token, and so is a whole directive: what is left are terms and the
seven signs that give them their structure. The pattern may accept more than Turtle does, as only texts that a parser
has already accepted are looked at, but it never cuts such a text at another place.
"""

from __future__ import annotations

import re

# Groups of TOKEN; a match without any is the end of the text.
TERM, SIGN, DIRECTIVE, OTHER = 1, 2, 3, 4

# Letters of names. Of ASCII, those of the Turtle grammar; any other character counts, as the exact ranges of it
# would take longer to compile than a file takes to read.
_ALPHA = r"[^\x00-@\[-`{-\x7f]"
_CHAR = r"[^\x00-,./:-@\[-^`{-\x7f]"  # letters, digits, _ and -
_LOCAL_FIRST = r"(?:[^\x00-$&-/;-@\[-^`{-\x7f]|\\.)"  # letters, digits, _ : and %
_LOCAL_CHAR = r"(?:[^\x00-$&-,./;-@\[-^`{-\x7f]++|\\.)"  # these and -

_SKIPPED = r"(?:[ \t\r\n]++|\#[^\r\n]*+)*+"
_IRI = r"<[^\x00-\x20<>]*+>"
_PREFIX = rf"(?:{_ALPHA}{_CHAR}*+(?:\.++{_CHAR}++)*+)?+:"
_LOCAL = rf"{_LOCAL_FIRST}{_LOCAL_CHAR}*+(?:\.++{_LOCAL_CHAR}++)*+"
_NAME = rf"{_PREFIX}(?:{_LOCAL})?+"
_STRING = (
    r'(?:"""(?:[^"\\]++|\\.|"(?!""))*+"""'
    r"|'''(?:[^'\\]++|\\.|'(?!''))*+'''"
    r'|"(?:[^"\\\r\n]++|\\.)*+"'
    r"|'(?:[^'\\\r\n]++|\\.)*+')"
)
_TAG = r"@[A-Za-z]++(?:-++[A-Za-z0-9]++)*+"  # with two hyphens before the direction of RDF 1.2
_BLANK = rf"_:(?!-){_CHAR}++(?:\.++{_CHAR}++)*+"
_NUMBER = r"[+-]?(?:(?:[0-9]++(?:\.[0-9]*+)?+|\.[0-9]++)[eE][+-]?[0-9]++|[0-9]*+\.[0-9]++|[0-9]++)"
_WORD = rf"(?:a|true|false)(?!{_CHAR})"

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
