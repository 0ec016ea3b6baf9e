"""What can be wrong with one term of a Turtle text, or with what is no term at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox

from ascn_kg.turtle.terms import TermReader
from ascn_kg.turtle.tokens import DECLARATION, LITERAL


class Fault(NamedTuple):
    """A mistake: its offsets in the text, what kind it is, the words that a sentence about it names.

    ``noticed`` is where the text turns out to be wrong, where that is elsewhere.
    """

    start: int
    end: int
    kind: str
    values: tuple[str, ...] = ()
    noticed: int | None = None


class FaultyTermError(Exception):
    """Carries the fault of a term that can be told from its neighbours all the same."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


_ESCAPED = re.compile(r"\\(u[0-9A-Fa-f]{0,4}|U[0-9A-Fa-f]{0,8}|.)", re.DOTALL)
_WELL_ESCAPED = re.compile(r"""[tbnrf"'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}""")
_LOCAL_ESCAPED = re.compile(r"[_~.\-!$&'()*+,;=/?#@%]")
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2}).{0,2}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class Terms:
    """Judges the terms of one text; each directive is to be declared when its turn comes."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._reader = TermReader()
        self._prefixes: dict[str, int] = {}  # where each is first declared
        self._undeclared: dict[str, list[Fault]] = {}
        self._fine: set[str] = set()
        self._has_base = False

    def declare(self, directive: str, at: int) -> None:
        """Take note of a prefix or a base. Raises :class:`FaultyTermError` where its address is no IRI."""
        self._fine.clear()
        match = DECLARATION.match(directive)
        if match is None:
            return
        if match[1] is None:
            self._has_base = True
        else:
            self._prefixes.setdefault(match[1][:-1], at)
        self._check_iri(match[2], at + match.start(2))
        self._reader.declare(directive)

    def suppose(self, prefix: str, at: int) -> None:
        """Take a prefix as declared that somebody tried to declare."""
        self._prefixes.setdefault(prefix, at)

    def undeclared(self) -> Iterator[Fault]:
        """One fault for each prefix that is used but not declared before: where it is used first."""
        for prefix, uses in self._undeclared.items():
            late = self._prefixes.get(prefix)
            yield uses[0]._replace(
                kind="prefix" if late is None else "prefix-late",
                values=(prefix, uses[0].values[0], str(len(uses)), *sorted(self._prefixes)),
                noticed=late,
            )

    def check(self, token: str, at: int) -> None:
        """Raise :class:`FaultyTermError` where a term is not well written."""
        if token in self._fine:
            return
        first = token[0]
        if first == "<":
            self._check_iri(token, at)
        elif first in "\"'":
            self._check_literal(token, at)
        elif ":" in token and not token.startswith("_:") and self._check_name(token, at):
            return
        self._fine.add(token)

    def _check_iri(self, token: str, at: int) -> None:
        def refuse(kind: str, *values: str) -> FaultyTermError:
            return FaultyTermError(Fault(at, at + len(token), kind, (token[:80], *values)))

        if "\\" in token and (escape := _bad_escape(token, re.compile(r"u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}"))):
            raise refuse("iri-escape", escape[0])
        if not _SCHEME.match(token, 1):
            if not self._has_base:
                raise refuse("relative")
            return
        try:
            self._reader.term(token)
        except (ValueError, SyntaxError) as error:
            raise refuse("iri", str(getattr(error, "msg", None) or error)) from None

    def _check_literal(self, token: str, at: int) -> None:
        match = LITERAL.fullmatch(token)
        assert match is not None  # the tokenizer cut it so
        quoted, tag, datatype = match.groups()
        if "\\" in quoted and (escape := _bad_escape(quoted, _WELL_ESCAPED)):
            start = at + escape.start()
            raise FaultyTermError(Fault(start, start + len(escape[0]), "escape", (escape[0],)))
        if datatype:
            start = at + match.start(3)
            if datatype[0] == "<":
                self._check_iri(datatype, start)
            else:
                self._check_name(datatype, start)
        if tag:
            try:
                ox.Literal("", language=tag[1:].partition("--")[0])
            except ValueError:
                start = at + match.start(2)
                raise FaultyTermError(Fault(start, start + len(tag), "tag", (tag,))) from None

    def _check_name(self, token: str, at: int) -> bool:
        """Whether the prefix is not declared, which is told once and later."""
        for offset, character in enumerate(token):
            if character > "\x7f" and _is_odd(character):
                raise FaultyTermError(Fault(at + offset, at + offset + 1, *_odd(character, token)))
        prefix, _, local = token.partition(":")
        if not local and self._text.startswith("//", at + len(token)):
            end = _end(self._text, at)
            raise FaultyTermError(Fault(at, end, "bare-iri", (self._text[at:end][:80],)))
        if "\\" in local and (escape := _bad_escape(local, _LOCAL_ESCAPED)):
            start = at + len(prefix) + 1 + escape.start()
            raise FaultyTermError(Fault(start, start + len(escape[0]), "name-escape", (escape[0], token)))
        if percent := _PERCENT.search(local) if "%" in local and "\\%" not in local else None:
            start = at + len(prefix) + 1 + percent.start()
            raise FaultyTermError(Fault(start, start + len(percent[0]), "name-percent", (percent[0], token)))
        if prefix in self._prefixes:
            return False
        self._undeclared.setdefault(prefix, []).append(Fault(at, at + len(token), "prefix", (token,)))
        return True


def _bad_escape(text: str, fine: re.Pattern[str]) -> re.Match[str] | None:
    """The first escape that is not one of the fine ones, or that stands for half a character."""
    for escape in _ESCAPED.finditer(text):
        code = escape[1]
        if not fine.fullmatch(code):
            return escape
        if code[0] in "uU" and len(code) > 1 and not (0 <= (n := int(code[1:], 16)) < 0xD800 or 0xDFFF < n < 0x110000):
            return escape
    return None


def _is_odd(character: str) -> bool:
    """Whether a character looks like a space, or like none, or like a quotation mark."""
    return unicodedata.category(character) in ("Zs", "Zl", "Zp", "Cf", "Cc", "Pi", "Pf")


def _odd(character: str, around: str) -> tuple[str, tuple[str, ...]]:
    if unicodedata.category(character) in ("Pi", "Pf"):
        return "curly", (character, around[:40])
    code = f"U+{ord(character):04X}"
    return "invisible", (code, unicodedata.name(character, "").lower() or "control character")


_WORD = re.compile(r"[^\s;,.\[\](){}<>\"']+")
_TO_SPACE = re.compile(r"[^\s;,]*[^\s;,.]|.")
_DIRECTIVE = re.compile(r"@?(?i:prefix|base)\b[ \t]*(?P<prefix>[^\s:<.]*)(?P<colon>:?)[ \t]*(?P<iri><[^\s<>]*>)?")
_OTHER_FORMATS = (
    (re.compile(r"\s*<\?xml|\s*<rdf:RDF", re.I), "RDF/XML"),
    (re.compile(r"\s*<!doctype|\s*<html", re.I), "HTML"),
    (re.compile(r"\s*[{\[]\s*[\"{}\]]"), "JSON"),
)
_SPACE = re.compile(r"\s*")
_MERGE = re.compile(r"^(?:<{7}|={7}|>{7}).*", re.M)
_LONG = re.compile(r'"""|\'\'\'')


def other_format(text: str) -> str | None:
    """What the text is written in, where that is plainly something else than Turtle."""
    return next((name for pattern, name in _OTHER_FORMATS if pattern.match(text)), None)


def stray(text: str, at: int, last: str, last_end: int) -> Fault:
    """What is wrong at a character that no token begins with; ``last`` is the token before, which ends at an offset."""
    character, touches = text[at], last_end == at
    if _is_odd(character):
        word = _WORD.match(text, at)
        return Fault(at, at + 1, *_odd(character, word[0] if word else character))
    if (at == 0 or text[at - 1] == "\n") and (merge := _MERGE.match(text, at)):
        return Fault(at, merge.end(), "merge", (merge[0][:7],))
    if character in "\"'":
        empty = touches and last == 2 * character  # the first two marks of a long text pass for an empty one
        return _unclosed_text(text, at - 2 if empty else at)
    if text.startswith("<<", at):
        return Fault(at, at + 2, "star")
    if character == "<" and (other := other_format(text[at : at + 20])):
        return Fault(at, _line_end(text, at), "format", (other,))
    if character == "<":
        return _broken_iri(text, at)
    if character == "@" and (directive := _DIRECTIVE.match(text, at)):
        return _broken_directive(directive, text)
    if last[:1] in ("'", '"') and touches and (character in "@_-" or "@" in last[last.rfind(last[0]) :]):
        start = last_end - len(last) + last.rfind("@") if "@" in last[last.rfind(last[0]) :] else at
        end = _end(text, at)
        return Fault(start, end, "tag", (text[start:end],))
    if directive := _DIRECTIVE.match(text, at):
        return _broken_directive(directive, text)
    if character == "\\" and touches and ":" in last:
        return Fault(at, at + 2, "name-escape", (text[at : at + 2], last))
    if touches and ":" in last and last[0] not in "<\"'":
        end = _end(text, at)
        return Fault(at, at + 1, "name", (character, (last + text[at:end])[:60]))
    if text.startswith(("//", "/*"), at):
        return Fault(at, at + 2, "comment", (text[at : at + 2],))
    if character in "{}":
        return Fault(at, at + 1, "brace", (character,))
    if word := _WORD.match(text, at):
        kind = "boolean" if word[0].lower() in ("true", "false") else "word" if word[0][0].isalpha() else "character"
        return Fault(at, word.end() if kind != "character" else at + 1, kind, (word[0][:40],))
    return Fault(at, at + 1, "character", (character,))


def _end(text: str, at: int) -> int:
    match = _TO_SPACE.match(text, at)
    return match.end() if match else at + 1


def _behind_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _line_end(text: str, at: int) -> int:
    ends = [end for mark in "\r\n" if (end := text.find(mark, at)) >= 0]
    return min(ends, default=len(text))


def _unclosed_text(text: str, at: int) -> Fault:
    if _LONG.match(text, at):
        return Fault(at, at + 3, "long-text", (text[at : at + 3],), noticed=len(text))
    return Fault(at, _line_end(text, at), "text", (text[at],))


def _broken_iri(text: str, at: int) -> Fault:
    line = text[at : _line_end(text, at)]
    close = line.find(">")
    if close < 0 or re.search(r"\s[;,.](?:\s|$)", line[:close]):
        end = at + len(line.split(None, 1)[0])
        return Fault(at, end, "iri-unclosed", (text[at:end][:80],))
    return Fault(at, at + close + 1, "iri-space", (line[: close + 1][:80],))


def _broken_directive(match: re.Match[str], text: str) -> Fault:
    """What a line lacks that begins with ``@prefix`` or its kin."""
    start, end, written = match.start(), match.end(), match[0].strip()
    prefix = match["prefix"]
    values = (prefix, (match["iri"] or "<…>"), written.split()[0])
    is_base = written.lower().lstrip("@").startswith("base")
    if match["iri"] is None:
        return Fault(start, _line_end(text, end), "base-iri" if is_base else "directive-iri", values)
    if not is_base and not match["colon"]:
        return Fault(start, end, "directive-colon", values)
    if written[0] == "@" and not re.match(r"\s*\.", text[end : end + 200]):
        return Fault(end, end, "directive-dot", values, noticed=_behind_space(text, end))
    return Fault(start, end, "directive", values)
